//! What a browser needs before a script of another origin may talk to a server (Fetch §3.2; OIDC Discovery §3, RFC 9700 §2.6).
//!
//! Every endpoint that programs use is open to every origin: none of them knows cookies, so there is nothing that a foreign page could
//! borrow. The pages for people, authorization and sign-in, are not (RFC 9700 §2.6).

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CACHE_CONTROL,
    ORIGIN, VARY,
};
use http::{HeaderValue, Method, StatusCode};

use crate::cite::{Citation, Document};

use super::Incoming;
use super::reply::{Reply, set};
use super::trace::{Check, Trace, quoted};

/// What a script may send that does not say what it wants to.
const HEADERS: HeaderValue = HeaderValue::from_static("Authorization, Content-Type, DPoP");

static PREFLIGHT: Check = Check::new("Preflight", Citation::new(Document::OidcDiscovery, "3"));

/// The answer to a browser that asks what a script may send (Fetch §3.2.2); `None` when the request is no such question.
pub(super) fn preflight(methods: &'static str, request: &Incoming, trace: &mut Trace) -> Option<Reply> {
    let headers = &request.head.headers;
    let method = headers.get(ACCESS_CONTROL_REQUEST_METHOD)?;
    if request.head.method != Method::OPTIONS || !headers.contains_key(ORIGIN) {
        return None;
    }
    let mut reply = Reply::new(Vec::new());
    *reply.status_mut() = StatusCode::NO_CONTENT;
    set(&mut reply, ACCESS_CONTROL_ALLOW_METHODS, methods);
    // Whatever it asks for: a header field that nobody reads does no harm, and without its own `X-Requested-With` Swagger UI asks for no token.
    let fields = headers.get(ACCESS_CONTROL_REQUEST_HEADERS).cloned().unwrap_or(HEADERS);
    reply.headers_mut().insert(ACCESS_CONTROL_ALLOW_HEADERS, fields);
    let asked = quoted(method.to_str().unwrap_or_default());
    trace.passed(&PREFLIGHT, format!("May a script send {asked}?"), format!("It may send {methods}."));
    Some(reply)
}

/// Lets a script read the answer, with the header fields that OAuth puts facts into, when it was a script that asked. A cache that
/// may keep the answer is told that this makes two of it.
pub(super) fn allow(request: &Incoming, reply: &mut Reply) {
    if !reply.headers().contains_key(CACHE_CONTROL) {
        set(reply, VARY, "Origin");
    }
    if request.head.headers.contains_key(ORIGIN) {
        set(reply, ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        set(reply, ACCESS_CONTROL_EXPOSE_HEADERS, "WWW-Authenticate, DPoP-Nonce");
    }
}
