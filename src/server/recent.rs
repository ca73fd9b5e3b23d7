//! Short-lived things under unguessable names: sign-ins in progress, authorization codes, opaque tokens.
//!
//! The memory is bounded by count, not only by time, because the issuer's clock can stand still: when it is full, the oldest
//! entry goes. Whether an entry has expired is for the caller to judge, so that a refusal can say so.

use crate::ports::UnixTime;

/// How many entries are remembered at most.
const CAPACITY: usize = 1000;

/// The newest entries, each under its name.
pub(crate) struct Recent<T> {
    entries: Vec<(String, Entry<T>)>,
}

/// What is remembered under one name.
pub(crate) struct Entry<T> {
    /// From this moment on the entry is no longer good.
    pub(crate) expires: UnixTime,
    pub(crate) value: T,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<T> Recent<T> {
    pub(crate) fn insert(&mut self, name: String, expires: UnixTime, value: T) {
        if self.entries.len() == CAPACITY {
            self.entries.remove(0);
        }
        self.entries.push((name, Entry { expires, value }));
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Entry<T>> {
        self.entries.iter().find(|(known, _)| known == name).map(|(_, entry)| entry)
    }

    /// Keeps only what `keep` says.
    pub(crate) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.entries.retain(|(_, entry)| keep(&entry.value));
    }

    /// Takes the entry out: what was taken cannot be used again.
    pub(crate) fn take(&mut self, name: &str) -> Option<Entry<T>> {
        let index = self.entries.iter().position(|(known, _)| known == name)?;
        Some(self.entries.remove(index).1)
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
            recent.insert(number.to_string(), UnixTime(60), number);
        }
        assert!(recent.get("0").is_none());
        assert_eq!(recent.get("1").map(|entry| entry.value), Some(1));
        assert_eq!(recent.take("1000").map(|entry| entry.is_expired(UnixTime(59))), Some(false));
        assert!(recent.take("1000").is_none());
        assert_eq!(recent.take("2").map(|entry| entry.is_expired(UnixTime(60))), Some(true));
    }
}
