//! `Client-Cert`: how a proxy that ends TLS tells the server behind it which certificate the client showed (RFC 9440 §2.2).
//!
//! The value is one Byte Sequence of Structured Fields (RFC 8941 §3.3.5): the DER in Base64 between colons. Whoever reads it believes
//! the proxy, so the field is worth something only where every request comes through one that takes out what was there before
//! (§2.4). It is never part of a response.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue};
use thiserror::Error;

use super::error::{ErrorCode, OAuthError};
use crate::cite::Citation;

/// The header field of the certificate, as the `http` crate writes it.
pub const FIELD: &str = "client-cert";

/// The header field of the certificates above it (RFC 9440 §2.3). Nobody here needs it.
pub const CHAIN_FIELD: &str = "client-cert-chain";

/// Writes the field's value.
#[must_use]
pub fn write(der: &[u8]) -> HeaderValue {
    let value = [":", &STANDARD.encode(der), ":"].concat();
    HeaderValue::from_str(&value).expect("Base64 is ASCII")
}

/// Reads the certificate, DER octets that nobody has looked into. `None` when there is no such field.
///
/// # Errors
/// [`ClientCertError`] when the field is there and is not one Byte Sequence (MTL-07).
pub fn read(headers: &HeaderMap) -> Result<Option<Vec<u8>>, ClientCertError> {
    let mut values = headers.get_all(const { HeaderName::from_static(FIELD) }).iter();
    let (value, more) = (values.next(), values.next());
    let Some(value) = value else { return Ok(None) };
    if more.is_some() {
        return Err(ClientCertError::Several);
    }
    let text = value.to_str().map_err(|_| ClientCertError::NotAByteSequence)?.trim_matches(' ');
    if text.contains(',') {
        return Err(ClientCertError::Several);
    }
    let inside = text.strip_prefix(':').and_then(|rest| rest.strip_suffix(':'));
    let inside = inside.ok_or(ClientCertError::NotAByteSequence)?;
    STANDARD.decode(inside).map(Some).map_err(|_| ClientCertError::NotAByteSequence)
}

/// Why `Client-Cert` cannot be read.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum ClientCertError {
    /// More than one value: another hand has written beside the proxy's.
    #[error("The header field Client-Cert has more than one value.")]
    Several,
    /// PEM, PEM in a URL's escapes, Base64 without colons, or anything else.
    #[error("The header field Client-Cert is not a Byte Sequence: the DER of a certificate in Base64, between colons.")]
    NotAByteSequence,
}

impl ClientCertError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Several => "client_cert_several",
            Self::NotAByteSequence => "client_cert_not_a_byte_sequence",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Several => Citation::rfc(9440, "2.2"),
            Self::NotAByteSequence => Citation::rfc(9440, "2.1"),
        }
    }

    /// The error that an issuer answers with.
    #[must_use]
    pub fn to_oauth_error(&self) -> OAuthError {
        OAuthError::new(ErrorCode::InvalidRequest, &self.to_string())
    }
}
