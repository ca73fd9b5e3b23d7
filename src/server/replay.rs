//! What was used once and must not come again: the `jti` of client assertions (RFC 7523 §3 (7)) and DPoP proofs (RFC 9449 §11.1).
//!
//! A name is remembered whatever the clock says: it can be moved, and what is over now can be good again. That a name comes a second time
//! after its time is an error, too: whoever makes one makes it unique (RFC 7519 §4.1.7). Of a name only a hash is kept, as RFC 9449 §11.1
//! advises, so the memory has one size from its first use on, however long the names are and however many come: when it is full, the
//! name that would be over first goes.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::ports::UnixTime;

/// How many names are remembered at most: with 16 octets each.
const CAPACITY: usize = 10_000;

/// Names that were used, each with the last second in which it could be used again; in the order of their hashes, to find them fast.
#[derive(Default)]
pub(crate) struct ReplayMemory {
    used: Vec<(u64, UnixTime)>,
}

impl ReplayMemory {
    /// Notes that `name` is used now; `false` when it was used before. One step, so that of two requests only one is first.
    pub(crate) fn first_use(&mut self, name: &str, until: UnixTime) -> bool {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let name = hasher.finish();
        if self.place(name).is_ok() {
            return false;
        }
        // All at once: what grows later would look like a leak.
        self.used.reserve_exact(CAPACITY - self.used.len());
        if self.used.len() == CAPACITY
            && let Some(first) = (0..CAPACITY).min_by_key(|index| self.used[*index].1)
        {
            self.used.remove(first);
        }
        let place = self.place(name).unwrap_or_else(|place| place);
        self.used.insert(place, (name, until));
        true
    }

    /// Where `name` is, or where it belongs.
    fn place(&self, name: u64) -> Result<usize, usize> {
        self.used.binary_search_by_key(&name, |(used, _)| *used)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_good_once_and_another_one_too() {
        let mut memory = ReplayMemory::default();
        let mut used = |name: &str| memory.first_use(name, UnixTime(60));
        assert_eq!([used("a"), used("a"), used("b"), used("a")], [true, false, true, false]);
    }

    #[test]
    fn a_full_memory_forgets_what_it_would_forget_first() {
        let mut memory = ReplayMemory::default();
        let mut first = |number: i64| memory.first_use(&number.to_string(), UnixTime(1000 + number));
        for number in 0..=10_000 {
            assert!(first(number));
        }
        assert!(!first(10_000) && !first(1));
        assert!(first(0), "0 made room for the last one");
        assert_eq!(memory.used.capacity(), CAPACITY);
    }
}
