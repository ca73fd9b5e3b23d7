//! The browser's clock behind the [`Clock`] port.

use crate::ports::{Clock, UnixTime};

/// The time of the reader's machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> UnixTime {
        // Milliseconds since 1970 as a float; whole seconds fit an i64 with room to spare.
        UnixTime((js_sys::Date::now() / 1000.0) as i64)
    }
}
