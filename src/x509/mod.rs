//! X.509 certificates (RFC 5280), as far as mutual TLS (RFC 8705) and people with a key file need them.
//!
//! | what | where |
//! |---|---|
//! | a certificate, taken apart | [`Certificate`] |
//! | names: the subject, structurally (RFC 4514), and the alternative names | [`DistinguishedName`], [`AlternativeName`] |
//! | is it from this authority, valid now, and for clients | [`issued_by`] |
//! | its key as a JWK, and a JWK that brings certificates (RFC 7517 §4.7) | [`Certificate::public_key`], [`x5c`] |
//! | its fingerprint (RFC 8705 §3.1) | [`thumbprint`] |
//! | the text that people exchange (RFC 7468) | [`pem`] |
//! | any of the files that a key comes in | [`read_key_file`] |
//! | making one | [`self_signed`] |
//!
//! The structures are read by the crate `x509-cert`, and nothing outside this room names it. Signatures go through the port
//! [`Crypto`](crate::ports::Crypto). A certificate is somebody else's octets: whatever they are, reading them ends in a value or an
//! error. Chains have one link here, because the demo authority issues to clients directly; nothing is looked up on a network, so
//! neither are revocation lists.

mod alternative_name;
mod attribute_type;
mod authority;
mod case;
mod certificate;
mod certificate_error;
mod distinguished_name;
mod dn_text;
mod key_file;
mod key_kind;
mod key_reader;
mod make;
pub mod pem;
mod private_key;
mod public_key;
mod purpose;
mod signature;
mod thumbprint;
mod tlv;
pub mod x5c;

pub use alternative_name::AlternativeName;
pub use authority::{ChainError, issued_by};
pub use certificate::Certificate;
pub use certificate_error::CertificateError;
pub use distinguished_name::DistinguishedName;
pub use dn_text::DnError;
pub use key_file::{KeyFile, KeyFileError};
pub use key_reader::read_key_file;
pub use make::{MakeError, self_signed};
pub use thumbprint::thumbprint;
