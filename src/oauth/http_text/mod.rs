//! HTTP messages as text, as they would be written in HTTP/1.1 (RFC 9112 §2), for reading and copying.
//!
//! One renderer for everything on screen: fixed order and casing of header fields, `Host` made from the URI, line ends as `\n`. A
//! message is a list of [`Part`]s that say what each piece is; the text is their concatenation. In parts nothing is masked: secrets
//! and tokens are marked, and whoever shows decides; [`masked_request`] and [`masked_response`] are for what leaves the page.
//! `Content-Length` and other framing are left out.

mod body;
mod headers;
mod masked;
mod part;

use http::{HeaderMap, Request, Response, Uri};

use self::body::push_body;
use self::headers::{push_header, sorted};
use self::part::Parts;

pub use masked::{MASK, Masked, masked_request, masked_response};
pub use part::{Layout, Part, PartKind};

/// The request as text.
#[must_use]
pub fn request_text(request: &Request<Vec<u8>>) -> String {
    text_of(&request_parts(request, Layout::Raw))
}

/// The response as text.
#[must_use]
pub fn response_text(response: &Response<Vec<u8>>) -> String {
    text_of(&response_parts(response, Layout::Raw))
}

/// The text that parts stand for.
#[must_use]
pub fn text_of(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// The request in pieces.
#[must_use]
pub fn request_parts(request: &Request<Vec<u8>>, layout: Layout) -> Vec<Part> {
    let mut out = Parts::default();
    out.push(PartKind::Method, request.method().as_str(), "");
    out.push(PartKind::Punctuation, " ", "");
    push_target(&mut out, request.uri());
    out.push(PartKind::Punctuation, " ", "");
    out.push(PartKind::Version, "HTTP/1.1", "");
    out.end_line();
    // The authority without user information, which RFC 9110 §4.2.4 keeps out of messages. A `Host` field would repeat it.
    let host = request.uri().authority().map(|authority| {
        let text = authority.as_str();
        text.rsplit_once('@').map_or(text, |(_, host)| host)
    });
    if let Some(host) = host {
        push_header(&mut out, "Host", host);
    }
    push_fields(&mut out, request.headers(), host.is_some());
    push_body(&mut out, request.headers(), request.body(), layout);
    out.parts
}

/// The response in pieces.
#[must_use]
pub fn response_parts(response: &Response<Vec<u8>>, layout: Layout) -> Vec<Part> {
    let mut out = Parts::default();
    let status = response.status();
    out.push(PartKind::Version, "HTTP/1.1", "");
    out.push(PartKind::Punctuation, " ", "");
    // `StatusCode::as_str` would bring a table of every number.
    let code = status.as_u16().to_string();
    let line = [code.as_str(), status.canonical_reason().unwrap_or_default()].join(" ");
    out.push(PartKind::Status, &line, &code);
    out.end_line();
    push_fields(&mut out, response.headers(), false);
    push_body(&mut out, response.headers(), response.body(), layout);
    out.parts
}

fn push_target(out: &mut Parts, uri: &Uri) {
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    out.push_address(target, PartKind::Target, "");
}

fn push_fields(out: &mut Parts, fields: &HeaderMap, skip_host: bool) {
    for (name, value) in sorted(fields) {
        if !(skip_host && name == "Host") {
            push_header(out, &name, &value);
        }
    }
}
