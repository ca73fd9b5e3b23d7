//! Messages field by field with their secrets taken out, for whatever is kept or handed on (RFC 6749 §10.3, RFC 9700 §4).
//!
//! What is secret is what the parts say is secret. Tokens and codes stay: they are what somebody reads a log for.

use std::borrow::Cow;

use http::{HeaderMap, Request, Response, Uri};

use super::body::push_content;
use super::headers::{push_value, sorted};
use super::part::{Layout, PartKind, Parts};
use crate::oauth::sensitive;

/// What stands in place of a secret.
pub const MASK: &str = "[redacted]";

/// A message without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// Name, in lower case, and value of every header field; equal names are joined with a comma (RFC 9110 §5.3).
    pub headers: Vec<(String, String)>,
    /// The body. Octets that are not UTF-8 show as U+FFFD.
    pub body: String,
}

/// The address and the rest of a request without secrets.
#[must_use]
pub fn masked_request(request: &Request<Vec<u8>>) -> (String, Masked) {
    let mut message = masked(request.headers(), request.body(), true);
    // A field that names the host is part of the address.
    message.headers.retain(|(name, _)| name != "host");
    (masked_address(request.uri()), message)
}

/// A response without secrets.
#[must_use]
pub fn masked_response(response: &Response<Vec<u8>>) -> Masked {
    masked(response.headers(), response.body(), false)
}

fn masked_address(uri: &Uri) -> String {
    let mut parts = Parts::default();
    parts.push_address(&uri.to_string(), PartKind::Target, "");
    text(&parts, true)
}

fn masked(fields: &HeaderMap, body: &[u8], is_request: bool) -> Masked {
    let mut headers: Vec<(String, String)> = Vec::new();
    for (name, value) in sorted(fields) {
        let mut parts = Parts::default();
        push_value(&mut parts, &name, &value);
        let (name, value) = (name.to_ascii_lowercase(), text(&parts, is_request));
        match headers.last_mut().filter(|last| last.0 == name) {
            Some(last) => last.1.extend([", ", &value]),
            None => headers.push((name, value)),
        }
    }
    let mut parts = Parts::default();
    push_content(&mut parts, fields, body, Layout::Raw);
    Masked { headers, body: text(&parts, is_request) }
}

/// The parts' text. In a request a secret may also stand in a body of no known form; such a body then goes as a whole.
fn text(parts: &Parts, is_request: bool) -> String {
    let has_unknown = parts.parts.iter().any(|part| part.kind == PartKind::Text);
    let whole = || parts.parts.iter().map(|part| part.text.as_str()).collect::<String>();
    if is_request && has_unknown && sensitive::mentions_secret(&whole()) {
        return MASK.to_owned();
    }
    let shown = |kind: PartKind, text: &str| match kind {
        PartKind::Secret if text.starts_with('"') => Cow::Owned(["\"", MASK, "\""].concat()),
        PartKind::Secret => Cow::Borrowed(MASK),
        _ => Cow::Owned(text.to_owned()),
    };
    parts.parts.iter().map(|part| shown(part.kind, &part.text)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, REFERER};

    use super::*;

    const FORM: &str = "application/x-www-form-urlencoded";

    fn body_of(media_type: &str, body: &str) -> String {
        let request = Request::post("https://issuer.test/token").header(CONTENT_TYPE, media_type);
        masked_request(&request.body(body.as_bytes().to_vec()).unwrap()).1.body
    }

    #[test]
    fn secrets_go_wherever_a_request_carries_them() {
        let request = Request::post("https://issuer.test/token?client_secret=s3cret&a=1")
            .header(AUTHORIZATION, "Basic czNjcmV0")
            .header(REFERER, "https://a.test/?client_%73ecret=s3cret")
            .header("host", "issuer.test")
            .header(CONTENT_TYPE, FORM)
            .body(b"client_id=a&client_s%65cret=s3cret&code_verifier=s3cret&client_assertion=s3cret&code=c".to_vec())
            .unwrap();
        let (address, message) = masked_request(&request);
        assert_eq!(address, "https://issuer.test/token?client_secret=[redacted]&a=1");
        let headers: Vec<(&str, &str)> = message.headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(
            headers,
            [
                ("authorization", "Basic [redacted]"),
                ("content-type", FORM),
                ("referer", "https://a.test/?client_%73ecret=[redacted]")
            ]
        );
        assert_eq!(
            message.body,
            "client_id=a&client_s%65cret=[redacted]&code_verifier=[redacted]&client_assertion=[redacted]&code=c"
        );
    }

    #[test]
    fn json_stays_json_and_a_body_of_no_known_form_goes_as_a_whole() {
        let json = r#"{"client_name":"a","client\u005fsecret":"s3cret"}"#;
        assert_eq!(body_of("application/json", json), r#"{"client_name":"a","client\u005fsecret":"[redacted]"}"#);
        assert_eq!(body_of("application/json", r#"{"client_secret":"s3cret"#), MASK);
        assert_eq!(body_of("text/plain", "client_secret=s3cret"), MASK);
        assert_eq!(body_of("text/plain", "hello"), "hello");
    }

    #[test]
    fn a_response_keeps_its_tokens_and_joins_equal_fields() {
        let response = Response::builder()
            .header(CONTENT_TYPE, "application/json")
            .header(CACHE_CONTROL, "no-store")
            .header(CACHE_CONTROL, "private")
            .body(br#"{"access_token":"a.b.c","client_secret":"s3cret"}"#.to_vec())
            .unwrap();
        let message = masked_response(&response);
        assert_eq!(message.body, r#"{"access_token":"a.b.c","client_secret":"[redacted]"}"#);
        assert!(message.headers.contains(&("cache-control".to_owned(), "no-store, private".to_owned())));
        let page = Response::new(b"There is no password.".to_vec());
        assert_eq!(masked_response(&page).body, "There is no password.");
    }
}
