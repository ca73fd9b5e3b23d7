//! Full addresses of this page, to hand on.

use super::route::outside;
use crate::platform::location;

/// The address of another hash of this page, as it is in a tab of its own.
pub(crate) fn link_to(hash: &str) -> String {
    [location::page(), outside(&location::query()), hash.to_owned()].concat()
}
