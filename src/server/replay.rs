//! What was used once and must not come again: the `jti` of client assertions (RFC 7523 §3 (7)) and DPoP proofs (RFC 9449 §11.1).
//!
//! A name is remembered for as long as what carried it would be accepted, and forgotten then. The memory is bounded by count as
//! well, because the issuer's clock can stand still: when it is full, the name that would be forgotten first goes.

use crate::ports::UnixTime;

/// How many names are remembered at most.
const CAPACITY: usize = 10_000;

/// Names that were used, each with the last second in which it could be used again; in the order of the names, to find them fast.
#[derive(Default)]
pub(crate) struct ReplayMemory {
    used: Vec<(String, UnixTime)>,
}

impl ReplayMemory {
    /// Notes that `name` is used now; `false` when it was used before. One step, so that of two requests only one is first.
    pub(crate) fn first_use(&mut self, name: String, until: UnixTime, now: UnixTime) -> bool {
        self.used.retain(|(_, until)| *until >= now);
        if self.place(&name).is_ok() {
            return false;
        }
        if self.used.len() == CAPACITY
            && let Some(first) = (0..CAPACITY).min_by_key(|index| self.used[*index].1)
        {
            self.used.remove(first);
        }
        let place = self.place(&name).unwrap_or_else(|place| place);
        self.used.insert(place, (name, until));
        true
    }

    /// Where `name` is, or where it belongs.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.used.binary_search_by(|(used, _)| used.as_str().cmp(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_good_once_until_its_time_is_over() {
        let mut memory = ReplayMemory::default();
        let mut use_at = |now| memory.first_use("a".to_owned(), UnixTime(60), UnixTime(now));
        assert_eq!([use_at(0), use_at(1), use_at(60), use_at(61)], [true, false, false, true]);
    }

    #[test]
    fn a_full_memory_forgets_what_it_would_forget_first() {
        let mut memory = ReplayMemory::default();
        let mut first = |number: i64| memory.first_use(number.to_string(), UnixTime(1000 + number), UnixTime(0));
        for number in 0..=10_000 {
            assert!(first(number));
        }
        assert!(!first(10_000) && !first(1));
        assert!(first(0), "0 made room for the last one");
    }
}
