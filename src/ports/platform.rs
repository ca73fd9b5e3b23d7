//! The ports that every server needs, in one hand.

/// Cryptography, time and randomness of one place. Servers that are run together share one.
#[derive(Debug)]
pub struct Ports<C, K, R> {
    /// Signs, checks, hashes and makes keys.
    pub crypto: C,
    /// Tells the time.
    pub clock: K,
    /// Draws what nobody can guess.
    pub random: R,
}
