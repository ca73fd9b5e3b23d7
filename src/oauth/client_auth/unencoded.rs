//! Basic credentials whose sender left out the form-encoding of RFC 6749 §2.3.1: what they would mean, for whoever has to explain it.
//!
//! The standard has identifier and secret encoded *before* they are joined, so a `+`, a `%` or a colon that was sent as it is reads as
//! something else. Nothing here authenticates anybody.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::basic;
use crate::oauth::credentials::Credentials;
use crate::oauth::identifiers::{ClientId, ClientSecret};

/// Basic credentials as they arrived, with nothing decoded but Base64. Prints as `[redacted]`.
#[derive(Clone, PartialEq, Eq)]
pub struct UnencodedBasic(String);

impl UnencodedBasic {
    /// Reads a header field's value, scheme included; `None` where there is no text in it, or none of this scheme.
    #[must_use]
    pub fn of(header: &str) -> Option<Self> {
        let credentials = Credentials::split(header);
        let octets = STANDARD.decode(credentials.value).ok().filter(|_| credentials.is(basic::SCHEME))?;
        String::from_utf8(octets).ok().map(Self)
    }

    /// The secret, if it was this client that sent the credentials as they are. `None` where encoding would have changed nothing: then
    /// nothing was left out. An identifier may have colons of its own, so the first one need not be the one that divides.
    #[must_use]
    pub fn secret_of(&self, client_id: &ClientId) -> Option<ClientSecret> {
        let secret = ClientSecret::new(self.0.strip_prefix(client_id.as_str())?.strip_prefix(':')?);
        basic::encode(client_id, &secret).encoding_matters().then_some(secret)
    }
}

impl fmt::Debug for UnencodedBasic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn sent(text: &str) -> UnencodedBasic {
        UnencodedBasic::of(&["Basic ", &STANDARD.encode(text)].concat()).unwrap()
    }

    #[test]
    fn the_colon_that_divides_is_the_one_behind_the_identifier() {
        let credentials = sent("urn:demo:courier:a+b%41/c");
        let secret = |id: &str| credentials.secret_of(&ClientId::new(id)).map(|secret| secret.expose().to_owned());
        assert_eq!(secret("urn:demo:courier").as_deref(), Some("a+b%41/c"));
        assert_eq!(secret("urn").as_deref(), Some("demo:courier:a+b%41/c"));
        assert_eq!(secret("urn:demo:cour"), None);
        assert_eq!(format!("{credentials:?}"), "[redacted]");
    }

    #[test]
    fn where_encoding_changes_nothing_nothing_was_left_out() {
        assert_eq!(sent("nightly-report:demo-secret-not-real").secret_of(&ClientId::new("nightly-report")), None);
        assert_eq!(UnencodedBasic::of("Bearer YTpi"), None);
        assert_eq!(UnencodedBasic::of("Basic !"), None);
    }
}
