//! `client_secret_basic`: identifier and secret in an HTTP Basic header field (RFC 6749 §2.3.1, RFC 7617 §2).
//!
//! Both halves are form-encoded *before* they are joined and Base64-encoded. Most clients forget it, and nobody notices until
//! a secret has a `+`, `%` or `:` in it; so all three stages can be shown, and both readings can be taken.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::cite::Citation;
use crate::oauth::credentials::Credentials;
use crate::oauth::form::{self, FormError};
use crate::oauth::identifiers::{ClientId, ClientSecret};

/// The scheme's name.
pub const SCHEME: &str = "Basic";

/// The three stages of a Basic header field. All of them contain the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct BasicStages {
    /// `id:secret` as they are.
    pub raw: String,
    /// `id:secret`, each form-encoded.
    pub encoded: String,
    /// The header field's value: `Basic` and the Base64 of the stage before.
    pub header: String,
}

impl BasicStages {
    /// Whether form-encoding changes anything, that is, whether a client that forgets it would be refused.
    #[must_use]
    pub fn encoding_matters(&self) -> bool {
        self.raw != self.encoded
    }
}

impl fmt::Debug for BasicStages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Writes the header field's value, stage by stage (BAS-04).
#[must_use]
pub fn encode(client_id: &ClientId, client_secret: &ClientSecret) -> BasicStages {
    let join = |id: &str, secret: &str| [id, ":", secret].concat();
    let raw = join(client_id.as_str(), client_secret.expose());
    let encoded = join(&form::encode_component(client_id.as_str()), &form::encode_component(client_secret.expose()));
    let header = [SCHEME, " ", &STANDARD.encode(&encoded)].concat();
    BasicStages { raw, encoded, header }
}

/// Reads a header field's value, scheme included (BAS-01, BAS-02).
///
/// # Errors
/// [`BasicError`] when the scheme is another one or the credentials are malformed.
pub fn decode(header: &str) -> Result<(ClientId, ClientSecret), BasicError> {
    decode_credentials(of_scheme(header)?)
}

/// Reads a header field's value as if the client had forgotten to form-encode: what such a client meant to send.
///
/// # Errors
/// [`BasicError`] as for [`decode`], without the escapes.
pub fn decode_unencoded(header: &str) -> Result<(ClientId, ClientSecret), BasicError> {
    let (id, secret) = halves(of_scheme(header)?)?;
    Ok((ClientId::new(id), ClientSecret::new(secret)))
}

/// Reads what follows the scheme.
pub(super) fn decode_credentials(credentials: &str) -> Result<(ClientId, ClientSecret), BasicError> {
    let (id, secret) = halves(credentials)?;
    let id = form::decode_component(id.as_bytes()).map_err(BasicError::ClientId)?;
    let secret = form::decode_component(secret.as_bytes()).map_err(BasicError::ClientSecret)?;
    Ok((ClientId::new(id), ClientSecret::new(secret)))
}

/// Why Basic credentials cannot be read. Nothing of the credentials is repeated (ERR-04).
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BasicError {
    /// Another scheme.
    #[error("The scheme of the header field is not Basic.")]
    NotBasic,
    /// What follows the scheme is not Base64.
    #[error("What follows Basic is not Base64.")]
    NotBase64,
    /// The decoded octets are not UTF-8.
    #[error("The Basic credentials are not UTF-8 once decoded from Base64.")]
    NotUtf8,
    /// There is no colon between identifier and secret.
    #[error("The Basic credentials have no colon between client identifier and secret.")]
    NoColon,
    /// The identifier is not form-encoded.
    #[error("The client identifier in the Basic credentials is not form-encoded, as RFC 6749 section 2.3.1 asks.")]
    ClientId(FormError),
    /// The secret is not form-encoded.
    #[error("The client secret in the Basic credentials is not form-encoded, as RFC 6749 section 2.3.1 asks.")]
    ClientSecret(FormError),
}

impl BasicError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotBasic => "basic_scheme",
            Self::NotBase64 => "basic_not_base64",
            Self::NotUtf8 => "basic_not_utf8",
            Self::NoColon => "basic_no_colon",
            Self::ClientId(_) => "basic_client_id_not_form_encoded",
            Self::ClientSecret(_) => "basic_client_secret_not_form_encoded",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::ClientId(_) | Self::ClientSecret(_) => Citation::rfc(6749, "2.3.1"),
            Self::NotBasic | Self::NotBase64 | Self::NotUtf8 | Self::NoColon => Citation::rfc(7617, "2"),
        }
    }
}

fn of_scheme(header: &str) -> Result<&str, BasicError> {
    let credentials = Credentials::split(header);
    if credentials.is(SCHEME) { Ok(credentials.value) } else { Err(BasicError::NotBasic) }
}

/// Identifier and secret before form-decoding. The *first* colon divides: one in the identifier is encoded.
fn halves(credentials: &str) -> Result<(String, String), BasicError> {
    let octets = STANDARD.decode(credentials).map_err(|_| BasicError::NotBase64)?;
    let text = String::from_utf8(octets).map_err(|_| BasicError::NotUtf8)?;
    let (id, secret) = text.split_once(':').ok_or(BasicError::NoColon)?;
    Ok((id.to_owned(), secret.to_owned()))
}
