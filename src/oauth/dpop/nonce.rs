//! The nonce of a server: given in `DPoP-Nonce`, returned in the next proof (RFC 9449 §8.1).

use http::{HeaderMap, HeaderName, HeaderValue};

use super::NONCE_FIELD;

/// The header field that gives `nonce` to a client; `None` when a nonce may not have its characters.
#[must_use]
pub fn nonce_field(nonce: &str) -> Option<(HeaderName, HeaderValue)> {
    let value = HeaderValue::from_str(nonce).ok().filter(|_| is_nonce(nonce))?;
    Some((const { HeaderName::from_static(NONCE_FIELD) }, value))
}

/// The nonce that a response gives. `None` without one, and for several or a malformed one, which a client must not use.
#[must_use]
pub fn nonce_of(headers: &HeaderMap) -> Option<&str> {
    let mut fields = headers.get_all(const { HeaderName::from_static(NONCE_FIELD) }).iter();
    let nonce = fields.next()?.to_str().ok()?;
    (fields.next().is_none() && is_nonce(nonce)).then_some(nonce)
}

/// `1*NQCHAR` (RFC 9449 §8.1).
fn is_nonce(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| matches!(b, b'!' | b'#'..=b'[' | b']'..=b'~'))
}
