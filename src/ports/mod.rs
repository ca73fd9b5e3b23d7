//! The edges of the pure code: what the core asks of the world, as traits and plain data.
//!
//! The core (everything below `platform`) knows no browser, no clock and no randomness of its own; it is generic over these
//! traits. `platform` implements them on WebCrypto and the browser, and on RustCrypto for native tests. This room names no
//! other room. Futures are not `Send`: WebCrypto's cannot be, and the page has one thread.

mod connection;
mod crypto;
mod decryption;
mod foreign_keys;
mod platform;
mod time;
mod transport;

pub use connection::Connection;
pub use crypto::{Crypto, CryptoError, Hash, KeyRef, Random, SigningPrimitive};
pub use decryption::{AgreementCurve, Decryption, OaepHash, Sealed};
pub use foreign_keys::ForeignKeys;
pub use platform::Ports;
pub use time::{Clock, UnixTime};
pub use transport::{Transport, TransportError};
