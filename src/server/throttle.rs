//! Slowing down whoever guesses secrets (RFC 6749 §2.3.1): ten failures for one identifier in a minute, and it has to wait.
//!
//! Counted for any identifier that is presented, registered or not, so that waiting tells a stranger nothing (CAU-09).

use crate::ports::UnixTime;

/// Failures within [`WINDOW`] that are let through.
pub(crate) const LIMIT: usize = 10;
/// How long a failure counts, in seconds.
const WINDOW: i64 = 60;
/// For how many identifiers failures are counted; the ones that failed longest ago go first.
const CAPACITY: usize = 1000;
/// How many octets these may have together.
const OCTETS: usize = 1 << 20;

/// When the newest failures were, by identifier.
#[derive(Default)]
pub(crate) struct Throttle {
    failures: Vec<(String, Vec<UnixTime>)>,
}

impl Throttle {
    /// How many seconds a caller with this identifier has to wait; `None` when it may try.
    pub(crate) fn wait(&self, id: &str, now: UnixTime) -> Option<i64> {
        let (_, times) = self.failures.iter().find(|(known, _)| known == id)?;
        let oldest = times.first().filter(|_| times.len() == LIMIT)?;
        let rest = oldest.plus(WINDOW).since(now);
        // A clock that was moved back must not lock anybody out for longer than the window.
        (1..=WINDOW).contains(&rest).then_some(rest)
    }

    /// Counts a failure.
    pub(crate) fn failed(&mut self, id: &str, now: UnixTime) {
        let index = self.failures.iter().position(|(known, _)| known == id);
        let mut times = index.map_or_else(Vec::new, |index| self.failures.remove(index).1);
        times.push(now);
        if times.len() > LIMIT {
            times.remove(0);
        }
        self.failures.push((id.to_owned(), times));
        let mut octets: usize = self.failures.iter().map(|(id, _)| id.len()).sum();
        while self.failures.len() > CAPACITY || octets > OCTETS && self.failures.len() > 1 {
            octets -= self.failures.remove(0).0.len();
        }
    }

    /// Forgets the failures of a caller that has proved who it is.
    pub(crate) fn succeeded(&mut self, id: &str) {
        self.failures.retain(|(known, _)| known != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_failure_in_a_minute_makes_one_identifier_wait() {
        let mut throttle = Throttle::default();
        for second in 0..10 {
            assert_eq!(throttle.wait("a", UnixTime(second)), None);
            throttle.failed("a", UnixTime(second));
        }
        assert_eq!(throttle.wait("a", UnixTime(10)), Some(50));
        assert_eq!(throttle.wait("a", UnixTime(60)), None);
        assert_eq!(throttle.wait("b", UnixTime(10)), None);
        throttle.succeeded("a");
        assert_eq!(throttle.wait("a", UnixTime(10)), None);
    }

    #[test]
    fn failures_are_counted_for_so_many_identifiers() {
        let mut throttle = Throttle::default();
        for number in 0..=CAPACITY {
            throttle.failed(&number.to_string(), UnixTime(0));
        }
        assert_eq!(throttle.failures.len(), CAPACITY);
        for number in 0..40 {
            throttle.failed(&number.to_string().repeat(30_000), UnixTime(0));
        }
        assert!(throttle.failures.iter().map(|(id, _)| id.len()).sum::<usize>() <= OCTETS);
    }
}
