//! The shapes of answers: JSON, text, a page, a redirect.

use http::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;

use crate::oauth::media_type;

/// An answer with its whole body.
pub(crate) type Reply = Response<Vec<u8>>;

/// A JSON document that may be cached: metadata, keys, data of the API.
pub(crate) fn json(body: &impl Serialize) -> Reply {
    let body = serde_json::to_vec(body).expect("structs and maps with string keys always serialise");
    with(StatusCode::OK, media_type::JSON, body)
}

/// The same answer, for the caller alone: no cache may keep it.
pub(crate) fn private(mut reply: Reply) -> Reply {
    set(&mut reply, CACHE_CONTROL, "no-store");
    reply
}

/// One sentence for people.
pub(crate) fn text(status: StatusCode, sentence: &str) -> Reply {
    with(status, "text/plain; charset=utf-8", sentence.as_bytes().to_vec())
}

/// A page for the person at the browser. It is never stored, framed (RFC 9700 §4.16) or named to another site (§4.2.4).
pub(crate) fn page(status: StatusCode, title: &str, content: &str) -> Reply {
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<h1>{title}</h1>\n{content}\n"
    );
    let mut reply = with(status, "text/html; charset=utf-8", html.into_bytes());
    set(&mut reply, CACHE_CONTROL, "no-store");
    set(&mut reply, CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    set(&mut reply, REFERRER_POLICY, "no-referrer");
    reply
}

/// Sends the browser on with a GET: 303, so that no form is ever posted on (RFC 9700 §4.12).
pub(crate) fn see_other(location: &str) -> Reply {
    let mut reply = Reply::new(Vec::new());
    *reply.status_mut() = StatusCode::SEE_OTHER;
    set(&mut reply, CACHE_CONTROL, "no-store");
    set(&mut reply, REFERRER_POLICY, "no-referrer");
    let location = HeaderValue::from_str(location).expect("registered addresses and form-encoding are visible ASCII");
    reply.headers_mut().insert(LOCATION, location);
    reply
}

/// Nothing answers here (RFC 9110 §15.5.5).
pub(crate) fn not_found(sentence: &str) -> Reply {
    text(StatusCode::NOT_FOUND, sentence)
}

/// The method is not one of `methods`, which the endpoint answers (RFC 9110 §15.5.6).
pub(crate) fn method_not_allowed(methods: &'static str) -> Reply {
    let mut reply = text(StatusCode::METHOD_NOT_ALLOWED, "This address does not answer requests with this method.");
    set(&mut reply, ALLOW, methods);
    reply
}

/// The platform's cryptography fails, so nothing can be signed or checked (RFC 9110 §15.6.4).
pub(crate) fn without_cryptography() -> Reply {
    text(StatusCode::SERVICE_UNAVAILABLE, NO_CRYPTOGRAPHY)
}

/// What the issuer says when it cannot sign, or has no random octets.
pub(crate) const NO_CRYPTOGRAPHY: &str = "The platform's cryptography fails, so the issuer can neither sign nor check nor make \
                                          anything unguessable. Browsers offer a page none unless it is served over HTTPS or \
                                          from localhost.";

/// Text as it may stand in a page's markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn with(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Reply {
    let mut reply = Reply::new(body);
    *reply.status_mut() = status;
    set(&mut reply, CONTENT_TYPE, content_type);
    reply
}

/// Sets a header field to a fixed text.
pub(crate) fn set(reply: &mut Reply, name: HeaderName, value: &'static str) {
    reply.headers_mut().insert(name, HeaderValue::from_static(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_name_stays_text() {
        assert_eq!(escaped("<b a=\"1\" b='2'>&"), "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;");
    }
}
