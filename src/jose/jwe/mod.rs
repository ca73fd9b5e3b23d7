//! JSON Web Encryption (RFC 7516): encrypted tokens, taken apart and opened with the reader's key.
//!
//! [`Jwe`] is the parsed token with its [`JweHeader`]; [`decrypt`] opens it. What is inside says nothing about who wrote it: anybody who
//! has the public key can encrypt, so a token inside a token is still checked by its own signature (RFC 7519 §11.2).

mod algorithm;
mod concat_kdf;
mod content;
mod decrypt;
mod error;
mod header;
mod token;

pub use algorithm::{ContentEncryption, KeyManagement};
pub use concat_kdf::{OtherInfo, concat_kdf};
pub use content::authentication_tag;
pub use decrypt::{check_key, decrypt};
pub use error::JweError;
pub use header::JweHeader;
pub use token::{Jwe, PARTS};
