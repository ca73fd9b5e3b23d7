//! Bodies as text: forms and JSON in pieces, everything else as it is.
//!
//! JSON is cut into its tokens and never parsed and written again: order, repeats and spelling are what somebody came to see, and
//! a broken body is shown as it is.

use http::HeaderMap;
use serde_json::Value;

use super::part::{Layout, PartKind, Parts, kind_of};
use crate::oauth::media_type;
use crate::oauth::sensitive;

/// Beyond this depth lines are no further indented, so that nesting cannot multiply the text.
const DEEPEST_INDENT: usize = 16;

/// In octets; the longest name that any note is about has half as many.
const LONGEST_NAME: usize = 128;

/// An empty line and the body; nothing when there is no body. Octets that are not UTF-8 show as U+FFFD.
pub(super) fn push_body(out: &mut Parts, fields: &HeaderMap, body: &[u8], layout: Layout) {
    if body.is_empty() {
        return;
    }
    out.end_line();
    push_content(out, fields, body, layout);
}

/// The body alone.
pub(super) fn push_content(out: &mut Parts, fields: &HeaderMap, body: &[u8], layout: Layout) {
    let text = String::from_utf8_lossy(body);
    if media_type::is_form(fields) {
        out.push_params(&text, if layout == Layout::Raw { "&" } else { "\n&" });
    } else if media_type::is_json(fields) {
        push_json(out, &text, layout);
    } else {
        out.push(PartKind::Text, &text, "");
    }
}

fn push_json(out: &mut Parts, text: &str, layout: Layout) {
    let tokens = tokens(text);
    // A body with anything in it that is not a JSON token is shown as it is: indenting would move the flaw.
    let explained = layout == Layout::Explained && tokens.iter().all(|token| token.kind != PartKind::Text);
    let mut indent = Indent::default();
    let mut subject = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let space = token.kind == PartKind::Punctuation && token.text.trim().is_empty();
        if explained && space {
            continue;
        }
        if explained {
            out.push(PartKind::Punctuation, &indent.before(token.text), "");
        }
        if token.kind == PartKind::JsonName {
            subject = name(token.text);
        }
        // A name that is longer than any known one is about nothing, and is not repeated with every piece of its value.
        let about =
            if token.kind == PartKind::Punctuation || subject.len() > LONGEST_NAME { "" } else { subject.as_str() };
        let kind = match token.kind {
            PartKind::JsonString => kind_of(sensitive::of_parameter(&subject), PartKind::JsonString),
            other => other,
        };
        out.push(kind, token.text, about);
        if explained && token.text == ":" && tokens.get(index + 1).is_some() {
            out.push(PartKind::Punctuation, " ", "");
        }
    }
}

/// The name that a string spells. Its escapes are read, so that no spelling keeps the value from being recognised.
fn name(string: &str) -> String {
    match serde_json::from_slice(string.as_bytes()) {
        Ok(Value::String(name)) => name,
        _ => string.trim_matches('"').to_owned(),
    }
}

/// Line breaks and indentation of JSON, token by token. An empty object or list stays on one line.
#[derive(Default)]
struct Indent {
    depth: usize,
    after_open: bool,
    after_comma: bool,
}

impl Indent {
    /// What stands between the token before and this one.
    fn before(&mut self, token: &str) -> String {
        let closes = matches!(token, "}" | "]");
        if closes {
            self.depth = self.depth.saturating_sub(1);
        }
        let break_line = self.after_comma || (self.after_open != closes);
        self.after_open = matches!(token, "{" | "[");
        self.after_comma = token == ",";
        let text =
            if break_line { ["\n", &"  ".repeat(self.depth.min(DEEPEST_INDENT))].concat() } else { String::new() };
        if self.after_open {
            self.depth += 1;
        }
        text
    }
}

struct Token<'a> {
    text: &'a str,
    kind: PartKind,
}

/// Cuts a text into JSON tokens; concatenated they are the text. What is no JSON token becomes [`PartKind::Text`].
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let (length, kind) = match first {
            b' ' | b'\t' | b'\r' | b'\n' => {
                (run(rest, |b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')), PartKind::Punctuation)
            }
            b'{' | b'}' | b'[' | b']' | b',' => (1, PartKind::Punctuation),
            b':' => {
                name_last_string(&mut tokens);
                (1, PartKind::Punctuation)
            }
            b'"' => string(rest),
            b'-' | b'0'..=b'9' => {
                (run(rest, |b| matches!(b, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')), PartKind::JsonNumber)
            }
            _ => word(rest),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(Token { text: token, kind });
        rest = after;
    }
    tokens
}

/// The string before a colon is a member's name.
fn name_last_string(tokens: &mut [Token<'_>]) {
    let last = tokens.iter_mut().rev().find(|token| !token.text.trim().is_empty());
    if let Some(token) = last.filter(|token| token.kind == PartKind::JsonString) {
        token.kind = PartKind::JsonName;
    }
}

fn run(text: &str, keep: fn(u8) -> bool) -> usize {
    text.bytes().position(|b| !keep(b)).unwrap_or(text.len())
}

fn string(text: &str) -> (usize, PartKind) {
    let mut escaped = false;
    for (at, octet) in text.bytes().enumerate().skip(1) {
        match octet {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return (at + 1, PartKind::JsonString),
            _ => {}
        }
    }
    (text.len(), PartKind::Text)
}

fn word(text: &str) -> (usize, PartKind) {
    for literal in ["true", "false", "null"] {
        if text.starts_with(literal) {
            return (literal.len(), PartKind::JsonLiteral);
        }
    }
    (text.chars().next().map_or(1, char::len_utf8), PartKind::Text)
}
