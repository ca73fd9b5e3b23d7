//! Identifier and secret out of a Basic header field (RFC 6749 §2.3.1, RFC 7617 §2), before anybody judges them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::cite::Citation;
use crate::oauth::form::{self, FormError};
use crate::oauth::identifiers::{ClientId, ClientSecret};

/// Identifier and secret as they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasicCredentials {
    /// The identifier.
    pub client_id: ClientId,
    /// The secret, which may be empty here and then proves nothing (PST-02).
    pub client_secret: ClientSecret,
    /// The same read the other way, decoded or as it is, where that makes a difference and the reading wants to know.
    pub otherwise: Option<Box<Self>>,
}

impl BasicCredentials {
    /// What follows the scheme, before anything is decoded. The *first* colon divides: one in the identifier is encoded.
    pub(super) fn split(credentials: &str) -> Result<Self, BasicError> {
        let octets = STANDARD.decode(credentials).map_err(|_| BasicError::NotBase64)?;
        let text = String::from_utf8(octets).map_err(|_| BasicError::NotUtf8)?;
        let (id, secret) = text.split_once(':').ok_or(BasicError::NoColon)?;
        Ok(Self::new(id, secret))
    }

    fn new(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        let (client_id, client_secret) = (ClientId::new(client_id), ClientSecret::new(client_secret));
        Self { client_id, client_secret, otherwise: None }
    }

    /// Both halves form-decoded (RFC 6749 App. B).
    pub(super) fn decoded(&self) -> Result<Self, BasicError> {
        self.map(|text| form::decode_component(text.as_bytes()))
    }

    /// Both halves percent-decoded, and nothing else: `+` stays, and so does a `%` that begins no escape.
    pub(super) fn percent_decoded(&self) -> Result<Self, BasicError> {
        self.map(|text| {
            let mut kept = String::with_capacity(text.len());
            for (at, c) in text.char_indices() {
                let escape = text.get(at + 1..at + 3).unwrap_or_default();
                match c {
                    '+' => kept.push_str("%2B"),
                    '%' if !(escape.len() == 2 && escape.bytes().all(|b| b.is_ascii_hexdigit())) => {
                        kept.push_str("%25");
                    }
                    other => kept.push(other),
                }
            }
            form::decode_component(kept.as_bytes())
        })
    }

    fn map(&self, read: impl Fn(&str) -> Result<String, FormError>) -> Result<Self, BasicError> {
        let id = read(self.client_id.as_str()).map_err(BasicError::ClientId)?;
        let secret = read(self.client_secret.expose()).map_err(BasicError::ClientSecret)?;
        Ok(Self::new(id, secret))
    }

    /// With the same read the other way, where that is something else.
    pub(super) fn with(self, otherwise: Option<Self>) -> Self {
        let differs = otherwise.filter(|other| *other != self);
        Self { otherwise: differs.map(Box::new), ..self }
    }
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
