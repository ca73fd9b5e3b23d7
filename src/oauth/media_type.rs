//! Media types of messages (RFC 9110 §8.3), compared without their parameters.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The media type of form bodies.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of JSON bodies.
pub const JSON: &str = "application/json";

/// The media type of a message without parameters, as written; `None` when it is absent, repeated or not text.
#[must_use]
pub fn essence(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let value = values.next()?.to_str().ok()?;
    match values.next() {
        Some(_) => None,
        None => value.split(';').next().map(str::trim),
    }
}

/// Whether the body is a form. A parameter such as `charset` is tolerated; the encoding is UTF-8 in any case (RFC 6749 App. B).
#[must_use]
pub fn is_form(headers: &HeaderMap) -> bool {
    essence(headers).is_some_and(|media_type| media_type.eq_ignore_ascii_case(FORM))
}

/// Whether the body is JSON: `application/json`, or a type that ends in `+json` (RFC 6839 §3.1).
#[must_use]
pub fn is_json(headers: &HeaderMap) -> bool {
    essence(headers).is_some_and(|media_type| {
        let media_type = media_type.to_ascii_lowercase();
        media_type == JSON || media_type.ends_with("+json")
    })
}
