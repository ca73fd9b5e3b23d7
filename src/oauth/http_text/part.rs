//! The pieces that a message is written in.

use crate::oauth::form::decode_component;
use crate::oauth::sensitive::{self, Sensitivity};

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

/// Parts under construction.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) parts: Vec<Part>,
}

impl Parts {
    pub(super) fn push(&mut self, kind: PartKind, text: &str, subject: &str) {
        if !text.is_empty() {
            self.parts.push(Part { text: text.to_owned(), kind, subject: subject.to_owned() });
        }
    }

    pub(super) fn end_line(&mut self) {
        self.push(PartKind::Punctuation, "\n", "");
    }

    /// Form or query parameters, each followed by `separator` and the next.
    pub(super) fn push_params(&mut self, text: &str, separator: &str) {
        for (index, pair) in text.split('&').enumerate() {
            if index > 0 {
                self.push(PartKind::Punctuation, separator, "");
            }
            let (name, value) = pair.split_once('=').map_or((pair, None), |(name, value)| (name, Some(value)));
            let subject = decode_component(name.as_bytes()).unwrap_or_else(|_| name.to_owned());
            self.push(PartKind::ParamName, name, &subject);
            if let Some(value) = value {
                self.push(PartKind::Punctuation, "=", "");
                self.push(kind_of(sensitive::of_parameter(&subject), PartKind::ParamValue), value, &subject);
            }
        }
    }

    /// An address, whose query may carry a code or, by mistake, a secret.
    pub(super) fn push_address(&mut self, text: &str, kind: PartKind, subject: &str) {
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
pub(super) const fn kind_of(sensitivity: Sensitivity, public: PartKind) -> PartKind {
    match sensitivity {
        Sensitivity::Public => public,
        Sensitivity::Token => PartKind::Token,
        Sensitivity::Secret => PartKind::Secret,
    }
}
