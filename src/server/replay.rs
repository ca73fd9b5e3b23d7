//! What was used once and must not come again: the `jti` of client assertions (RFC 7523 §3 (7)) and DPoP proofs (RFC 9449 §11.1).
//!
//! A name is remembered whatever the clock says: it can be moved, and what is over now can be good again. The memory is bounded by octets,
//! so when it is full, the name that would be over first goes. That a name comes a second time after its time is an error, too: whoever
//! makes one makes it unique (RFC 7519 §4.1.7).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::ports::UnixTime;

/// How many octets the names may have together. Ten thousand names of usual length fit.
const OCTETS: usize = 1 << 20;
/// What a name costs beside its own octets.
const OVERHEAD: usize = 64;

/// Names that were used, each with the last second in which it could be used again.
#[derive(Default)]
pub(crate) struct ReplayMemory {
    used: BTreeMap<Rc<str>, UnixTime>,
    /// The same, in the order in which they would be forgotten.
    by_time: BTreeSet<(UnixTime, Rc<str>)>,
    octets: usize,
}

impl ReplayMemory {
    /// Notes that `name` is used now; `false` when it was used before. One step, so that of two requests only one is first.
    pub(crate) fn first_use(&mut self, name: String, until: UnixTime) -> bool {
        if self.used.contains_key(name.as_str()) {
            return false;
        }
        self.octets += name.len() + OVERHEAD;
        let name = Rc::<str>::from(name);
        self.by_time.insert((until, Rc::clone(&name)));
        self.used.insert(name, until);
        while self.octets > OCTETS
            && let Some((_, first)) = self.by_time.pop_first()
        {
            self.used.remove(&first);
            self.octets -= first.len() + OVERHEAD;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_good_once_and_another_one_too() {
        let mut memory = ReplayMemory::default();
        let mut used = |name: &str| memory.first_use(name.to_owned(), UnixTime(60));
        assert_eq!([used("a"), used("a"), used("b"), used("a")], [true, false, true, false]);
    }

    #[test]
    fn a_full_memory_forgets_what_it_would_forget_first() {
        let mut memory = ReplayMemory::default();
        let mut first = |number: i64| memory.first_use(format!("{number:01000}"), UnixTime(1000 + number));
        let fit = i64::try_from(OCTETS / (1000 + OVERHEAD)).unwrap_or_default();
        for number in 0..=fit {
            assert!(first(number));
        }
        assert!(!first(fit) && !first(1));
        assert!(first(0), "0 made room for the last one");
        assert!(memory.octets <= OCTETS && memory.used.len() == memory.by_time.len());
    }
}
