//! Short-lived things under unguessable names: sign-ins in progress, authorization codes, opaque tokens.
//!
//! The memory is bounded by count and by octets, and not by time, because the issuer's clock can stand still: when it is full, the oldest
//! entries go. Whether an entry has expired is for the caller to judge, so that a refusal can say so.

use std::collections::VecDeque;

use crate::ports::UnixTime;

/// How many entries are remembered at most.
const CAPACITY: usize = 1000;
/// How many octets the entries may have together.
const OCTETS: usize = 4 << 20;

/// What can say how much memory it takes.
pub(crate) trait Octets {
    /// Roughly how many octets.
    fn octets(&self) -> usize;
}

impl Octets for String {
    fn octets(&self) -> usize {
        self.len()
    }
}

impl Octets for () {
    fn octets(&self) -> usize {
        0
    }
}

/// The newest entries, each under its name.
pub(crate) struct Recent<T> {
    entries: VecDeque<(String, Entry<T>)>,
    octets: usize,
}

/// What is remembered under one name.
pub(crate) struct Entry<T> {
    /// From this moment on the entry is no longer good.
    pub(crate) expires: UnixTime,
    pub(crate) value: T,
    octets: usize,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self { entries: VecDeque::new(), octets: 0 }
    }
}

impl<T: Octets> Recent<T> {
    pub(crate) fn insert(&mut self, name: String, expires: UnixTime, value: T) {
        let octets = name.len() + value.octets();
        self.octets += octets;
        self.entries.push_back((name, Entry { expires, value, octets }));
        while self.entries.len() > CAPACITY || self.octets > OCTETS && self.entries.len() > 1 {
            let gone = self.entries.pop_front();
            self.octets -= gone.map_or(0, |(_, entry)| entry.octets);
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Entry<T>> {
        self.entries.iter().find(|(known, _)| known == name).map(|(_, entry)| entry)
    }

    /// Keeps only what `keep` says.
    pub(crate) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.entries.retain(|(_, entry)| keep(&entry.value));
        self.octets = self.entries.iter().map(|(_, entry)| entry.octets).sum();
    }

    /// Takes the entry out: what was taken cannot be used again.
    pub(crate) fn take(&mut self, name: &str) -> Option<Entry<T>> {
        let index = self.entries.iter().position(|(known, _)| known == name)?;
        let (_, entry) = self.entries.remove(index)?;
        self.octets -= entry.octets;
        Some(entry)
    }
}

impl<T> Entry<T> {
    pub(crate) fn is_expired(&self, now: UnixTime) -> bool {
        now >= self.expires
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_taken_once_and_the_oldest_makes_room() {
        let mut recent = Recent::default();
        for number in 0..=CAPACITY {
            recent.insert(number.to_string(), UnixTime(60), number.to_string());
        }
        assert!(recent.get("0").is_none());
        assert_eq!(recent.get("1").map(|entry| entry.value.as_str()), Some("1"));
        assert_eq!(recent.take("1000").map(|entry| entry.is_expired(UnixTime(59))), Some(false));
        assert!(recent.take("1000").is_none());
        assert_eq!(recent.take("2").map(|entry| entry.is_expired(UnixTime(60))), Some(true));
    }

    #[test]
    fn large_entries_make_room_earlier_and_the_newest_always_stays() {
        let mut recent = Recent::default();
        for number in 0..10 {
            recent.insert(number.to_string(), UnixTime(60), "a".repeat(OCTETS / 4));
        }
        assert!(recent.entries.len() == 3 && recent.octets <= OCTETS);
        assert!(recent.get("6").is_none() && recent.get("7").is_some());
        recent.take("8");
        recent.retain(|_| false);
        assert_eq!(recent.octets, 0);
        recent.insert("large".to_owned(), UnixTime(60), "a".repeat(2 * OCTETS));
        assert!(recent.get("large").is_some());
    }
}
