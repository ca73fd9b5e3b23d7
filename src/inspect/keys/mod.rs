//! Keys that somebody holds beside a token: what its signature is checked with.

mod ring;

pub use ring::{KeyRing, RingKey};
