//! HTTP messages as text, as they would be written in HTTP/1.1 (RFC 9112 §2), for reading and copying.
//!
//! One renderer for everything on screen: fixed order and casing of header fields, `Host` made from the URI, line ends as `\n`. A
//! message is a list of [`Part`]s that say what each piece is; the text is their concatenation. In parts nothing is masked: secrets
//! and tokens are marked, and whoever shows decides; [`masked_request`] and [`masked_response`] are for what leaves the page.
//! `Content-Length` and other framing are left out.

mod body;
mod headers;
mod masked;

use http::{HeaderMap, Request, Response, Uri};

use self::body::push_body;
use self::headers::{push_header, sorted};
use super::sensitive::{self, Sensitivity};

pub use masked::{MASK, Masked, masked_request, masked_response};

/// How much the text is laid out for reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The body exactly as it is.
    Raw,
    /// Form bodies with one parameter a line, JSON indented.
    Explained,
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The piece as written.
    pub text: String,
    /// What it is.
    pub kind: PartKind,
    /// What it is about: the header field's, parameter's or member's name; empty when it has none. With `kind` it finds a note.
    pub subject: String,
}

/// What a piece of a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// The request method.
    Method,
    /// The request target without its query.
    Target,
    /// The HTTP version.
    Version,
    /// Status code and reason phrase.
    Status,
    /// A header field's name.
    HeaderName,
    /// A header field's value, or what of it is not secret.
    HeaderValue,
    /// A form or query parameter's name.
    ParamName,
    /// A form or query parameter's value.
    ParamValue,
    /// A JSON member's name with its quotes.
    JsonName,
    /// A JSON string with its quotes.
    JsonString,
    /// A JSON number.
    JsonNumber,
    /// `true`, `false` or `null`.
    JsonLiteral,
    /// Something that proves who the client is, wherever it stands.
    Secret,
    /// A token or code, wherever it stands.
    Token,
    /// Separators, brackets, spaces and line ends.
    Punctuation,
    /// A body, or a piece of it, of no known form.
    Text,
}

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

/// Parts under construction.
#[derive(Default)]
struct Parts {
    parts: Vec<Part>,
}

impl Parts {
    fn push(&mut self, kind: PartKind, text: &str, subject: &str) {
        if !text.is_empty() {
            self.parts.push(Part { text: text.to_owned(), kind, subject: subject.to_owned() });
        }
    }

    fn end_line(&mut self) {
        self.push(PartKind::Punctuation, "\n", "");
    }

    /// Form or query parameters, each followed by `separator` and the next.
    fn push_params(&mut self, text: &str, separator: &str) {
        for (index, pair) in text.split('&').enumerate() {
            if index > 0 {
                self.push(PartKind::Punctuation, separator, "");
            }
            let (name, value) = pair.split_once('=').map_or((pair, None), |(name, value)| (name, Some(value)));
            let subject = super::form::decode_component(name.as_bytes()).unwrap_or_else(|_| name.to_owned());
            self.push(PartKind::ParamName, name, &subject);
            if let Some(value) = value {
                self.push(PartKind::Punctuation, "=", "");
                self.push(kind_of(sensitive::of_parameter(&subject), PartKind::ParamValue), value, &subject);
            }
        }
    }

    /// An address, whose query may carry a code or, by mistake, a secret.
    fn push_address(&mut self, text: &str, kind: PartKind, subject: &str) {
        // An answer to an authorization request may travel in the fragment (OIDC Core §3.2.2.5).
        let (text, fragment) = text.split_once('#').map_or((text, None), |(text, fragment)| (text, Some(fragment)));
        let (address, query) = text.split_once('?').map_or((text, None), |(address, query)| (address, Some(query)));
        self.push(kind, address, subject);
        for (mark, parameters) in [("?", query), ("#", fragment)] {
            if let Some(parameters) = parameters {
                self.push(PartKind::Punctuation, mark, "");
                self.push_params(parameters, "&");
            }
        }
    }
}

/// The kind of a value that is as sensitive as said, `public` when it is not.
const fn kind_of(sensitivity: Sensitivity, public: PartKind) -> PartKind {
    match sensitivity {
        Sensitivity::Public => public,
        Sensitivity::Token => PartKind::Token,
        Sensitivity::Secret => PartKind::Secret,
    }
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
