//! The nonces that a server gives out for DPoP proofs (RFC 9449 §8, §9): a new one each minute, the one before still good.
//!
//! A learner who moves the clock makes both stale, which is the case a client has to be ready for (§8.2).

use crate::ports::{CryptoError, Random, UnixTime};

use super::ids;

/// How long a nonce is the newest one, in seconds.
const PERIOD: i64 = 60;

/// The two newest nonces of one server, with the time of each.
#[derive(Default)]
pub(crate) struct Nonces {
    given: Vec<(UnixTime, String)>,
}

impl Nonces {
    /// The nonces that are good now.
    pub(crate) fn fresh(&self, now: UnixTime) -> Vec<String> {
        let is_fresh = |at: UnixTime| (0..2 * PERIOD).contains(&now.since(at));
        self.given.iter().filter(|(at, _)| is_fresh(*at)).map(|(_, nonce)| nonce.clone()).collect()
    }

    /// The nonce to give to a client, made now when the last one is a minute old.
    ///
    /// # Errors
    /// [`CryptoError::NoRandomness`] when the platform gives none for another.
    pub(crate) fn newest(&mut self, now: UnixTime, random: &impl Random) -> Result<String, CryptoError> {
        if let Some((at, nonce)) = self.given.last()
            && (0..PERIOD).contains(&now.since(*at))
        {
            return Ok(nonce.clone());
        }
        let nonce = ids::identifier(random)?;
        self.given.push((now, nonce.clone()));
        let excess = self.given.len().saturating_sub(2);
        self.given.drain(..excess);
        Ok(nonce)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    struct Counting(std::cell::Cell<u8>);

    impl Random for Counting {
        fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError> {
            self.0.set(self.0.get() + 1);
            octets.fill(self.0.get());
            Ok(())
        }
    }

    #[test]
    fn a_nonce_is_good_for_its_minute_and_the_next() {
        let random = Counting(std::cell::Cell::new(0));
        let mut nonces = Nonces::default();
        let first = nonces.newest(UnixTime(0), &random).unwrap();
        assert_eq!(nonces.newest(UnixTime(59), &random).unwrap(), first);
        let second = nonces.newest(UnixTime(60), &random).unwrap();
        assert_ne!(first, second);
        assert_eq!(nonces.fresh(UnixTime(60)), [first, second.clone()]);
        assert_eq!(nonces.fresh(UnixTime(120)), [second]);
        assert!(nonces.fresh(UnixTime(180)).is_empty(), "after a jump of the clock");
    }
}
