//! The clock of every server here: the page's clock, which a learner can move and stop.
//!
//! Every time a server writes or compares comes from here, so that moving it moves expiry and every window
//! at once. Resuming goes on from the moment at which the clock stood: time never jumps by itself. It stays within the years 0 to 9999,
//! which every text here can write and every program can count exactly.

use std::cell::Cell;

use crate::ports::{Clock, UnixTime};

/// A clock over a clock.
pub struct AdjustableClock<K> {
    source: K,
    offset: Cell<i64>,
    frozen: Cell<Option<UnixTime>>,
}

/// 0000-01-01T00:00:00Z.
const FIRST: UnixTime = UnixTime(-62_167_219_200);
/// 9999-12-31T23:59:59Z.
const LAST: UnixTime = UnixTime(253_402_300_799);

/// Whether the clock can show a moment: it is of the years 0 to 9999.
#[must_use]
pub fn is_on_the_clock(moment: UnixTime) -> bool {
    (FIRST..=LAST).contains(&moment)
}

impl<K: Clock> AdjustableClock<K> {
    pub(crate) const fn new(source: K) -> Self {
        Self { source, offset: Cell::new(0), frozen: Cell::new(None) }
    }

    /// Moves the clock forward, or backward when `seconds` is negative, to the end of its range at most; a stopped clock stays stopped.
    pub fn advance(&self, seconds: i64) {
        self.set(self.now().plus(seconds));
    }

    /// Sets the clock, to the end of its range at most; a stopped clock stays stopped.
    pub fn set(&self, moment: UnixTime) {
        let moment = moment.clamp(FIRST, LAST);
        match self.frozen.get() {
            Some(_) => self.frozen.set(Some(moment)),
            None => self.offset.set(moment.since(self.source.now())),
        }
    }

    /// Stops the clock.
    pub fn freeze(&self) {
        self.frozen.set(Some(self.now()));
    }

    /// Lets a stopped clock go on from where it stands.
    pub fn resume(&self) {
        if let Some(moment) = self.frozen.take() {
            self.offset.set(moment.since(self.source.now()));
        }
    }

    /// Whether the clock is stopped.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.frozen.get().is_some()
    }

    /// How many seconds the clock is ahead of the page's.
    #[must_use]
    pub fn offset(&self) -> i64 {
        self.now().since(self.source.now())
    }

    /// Back to the page's clock.
    pub fn reset(&self) {
        self.frozen.set(None);
        self.offset.set(0);
    }
}

impl<K: Clock> Clock for AdjustableClock<K> {
    fn now(&self) -> UnixTime {
        self.frozen.get().unwrap_or_else(|| self.source.now().plus(self.offset.get()).clamp(FIRST, LAST))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    struct Manual(Rc<Cell<i64>>);

    impl Clock for Manual {
        fn now(&self) -> UnixTime {
            UnixTime(self.0.get())
        }
    }

    #[test]
    fn moves_stops_and_goes_on_without_a_jump() {
        let seconds = Rc::new(Cell::new(1000));
        let clock = AdjustableClock::new(Manual(Rc::clone(&seconds)));
        clock.advance(301);
        assert_eq!((clock.now(), clock.offset()), (UnixTime(1301), 301));

        clock.freeze();
        seconds.set(2000);
        assert!(clock.is_frozen());
        assert_eq!(clock.now(), UnixTime(1301));
        clock.advance(-1);
        assert_eq!(clock.now(), UnixTime(1300));

        clock.resume();
        assert_eq!(clock.now(), UnixTime(1300));
        seconds.set(2010);
        assert_eq!(clock.now(), UnixTime(1310));

        clock.set(UnixTime(5000));
        seconds.set(2011);
        assert_eq!(clock.now(), UnixTime(5001));

        clock.advance(i64::MAX);
        assert_eq!(clock.now(), LAST);
        clock.advance(i64::MIN);
        assert_eq!(clock.now(), FIRST);
        assert!(is_on_the_clock(FIRST) && !is_on_the_clock(LAST.plus(1)));

        clock.reset();
        assert_eq!((clock.now(), clock.offset()), (UnixTime(2011), 0));
    }
}
