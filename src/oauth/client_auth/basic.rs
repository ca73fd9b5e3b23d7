//! `client_secret_basic`: identifier and secret in an HTTP Basic header field (RFC 6749 §2.3.1, RFC 7617 §2).
//!
//! Both halves are form-encoded *before* they are joined and Base64-encoded. Most clients forget it, and nobody notices until
//! a secret has a `+`, `%` or `:` in it; so all three stages can be shown, and both readings can be taken.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::basic_credentials::BasicCredentials;
pub use super::basic_credentials::BasicError;
use crate::oauth::credentials::Credentials;
use crate::oauth::form;
use crate::oauth::identifiers::{ClientId, ClientSecret};

/// The scheme's name.
pub const SCHEME: &str = "Basic";

/// How a client spells identifier and secret before it joins them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// Form-encoded, a space as `+` (RFC 6749 §2.3.1, App. B).
    #[default]
    Form,
    /// As they are.
    Raw,
    /// Percent-encoded, a space as `%20`. Whoever form-decodes reads it rightly too.
    Percent,
}

impl Spelling {
    /// One half of the credentials in this spelling.
    fn write(self, text: &str) -> String {
        match self {
            Self::Form => form::encode_component(text),
            Self::Raw => text.to_owned(),
            Self::Percent => form::encode_component(text).replace('+', "%20"),
        }
    }
}

/// The three stages of a Basic header field. All of them contain the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct BasicStages {
    /// `id:secret` as they are.
    pub raw: String,
    /// `id:secret`, each spelt as chosen: form-encoded, unless the client departs from the standard.
    pub encoded: String,
    /// The header field's value: `Basic` and the Base64 of the stage before.
    pub header: String,
}

impl BasicStages {
    /// Whether form-encoding changes anything, that is, whether a client that forgets it would be refused.
    #[must_use]
    pub fn encoding_matters(&self) -> bool {
        self.raw.split(':').any(|part| form::encode_component(part) != part) || self.raw.matches(':').count() > 1
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
    stages(client_id, client_secret, Spelling::Form)
}

/// The same in any spelling. Only [`Spelling::Form`] is the standard's.
#[must_use]
pub fn stages(client_id: &ClientId, client_secret: &ClientSecret, spelling: Spelling) -> BasicStages {
    let raw = joined(client_id, client_secret, Spelling::Raw);
    let encoded = joined(client_id, client_secret, spelling);
    let header = in_scheme(&encoded);
    BasicStages { raw, encoded, header }
}

/// The header field's value as a client with this spelling writes it. Only [`Spelling::Form`] is the standard's.
#[must_use]
pub fn spell(client_id: &ClientId, client_secret: &ClientSecret, spelling: Spelling) -> String {
    in_scheme(&joined(client_id, client_secret, spelling))
}

fn joined(client_id: &ClientId, client_secret: &ClientSecret, spelling: Spelling) -> String {
    [&spelling.write(client_id.as_str()), ":", &spelling.write(client_secret.expose())].concat()
}

fn in_scheme(joined: &str) -> String {
    [SCHEME, " ", &STANDARD.encode(joined)].concat()
}

/// Reads a header field's value, scheme included (BAS-01, BAS-02).
///
/// # Errors
/// [`BasicError`] when the scheme is another one or the credentials are malformed.
pub fn decode(header: &str) -> Result<(ClientId, ClientSecret), BasicError> {
    let BasicCredentials { client_id, client_secret, .. } = BasicCredentials::split(of_scheme(header)?)?.decoded()?;
    Ok((client_id, client_secret))
}

/// Reads a header field's value as if the client had forgotten to form-encode: what such a client meant to send.
///
/// # Errors
/// [`BasicError`] as for [`decode`], without the escapes.
pub fn decode_unencoded(header: &str) -> Result<(ClientId, ClientSecret), BasicError> {
    let BasicCredentials { client_id, client_secret, .. } = BasicCredentials::split(of_scheme(header)?)?;
    Ok((client_id, client_secret))
}

fn of_scheme(header: &str) -> Result<&str, BasicError> {
    let credentials = Credentials::split(header);
    if credentials.is(SCHEME) { Ok(credentials.value) } else { Err(BasicError::NotBasic) }
}
