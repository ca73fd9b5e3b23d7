//! The keys that a person brings, in whatever text they come, and the certificates in words.
//!
//! [`KeyRing::read`] takes a JWK, a set of them, any PEM, bare Base64, a certificate or a shared secret, and names what it cannot use.
//! [`CertificateFacts`] says what a certificate says, of which nothing is believed.

mod certificate_chain;
mod certificate_facts;
mod json_keys;
mod key_lines;
mod key_text;
mod mend;
mod pem_text;
mod problem;
mod reader;
mod ring;
mod secret;
mod secret_octets;

pub use certificate_chain::{ChainEntry, certificate_chain, chain_faults};
pub use certificate_facts::{CertificateFacts, Validity, certificate_facts, certificates_of};
pub use problem::KeyTextProblem;
pub(crate) use problem::of_jwk;
pub use reader::LONGEST_KEY_TEXT;
pub use ring::{KeyRing, KeySource, RingKey, SecretSpelling};
pub use secret::secrets;
