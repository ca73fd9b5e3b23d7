//! Tokens that stand under a name: members of a token response, parameters of a form, a URL's query or its fragment.
//!
//! One lenient scan serves all of them, complete or cut off, because people copy pieces. Names are those of RFC 6749 §5.1,
//! OIDC Core §3.1.3.3, RFC 7521 §4.2, RFC 7662 §2.1 and RFC 8693 §2.1. The strict readers are in `oauth`.

use crate::inspect::token::is_token_character;

/// Names of tokens that can be looked into, the one to show first in front.
pub(super) const BY_PREFERENCE: [&str; 9] = [
    "access_token",
    "id_token",
    "client_assertion",
    "assertion",
    "id_token_hint",
    "subject_token",
    "logout_token",
    "token",
    "refresh_token",
];

/// A token that was found under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The member, parameter or header it was called, for example `access_token`.
    pub(super) name: String,
    /// The token.
    pub(super) token: String,
}

/// Every named token in `text`, in the order of the text; the first of a repeated name counts.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_name_character).map(|offset| at + offset) {
        let end = text[start..].find(|c| !is_name_character(c)).map_or(text.len(), |offset| start + offset);
        at = end;
        let name = &text[start..end];
        if !BY_PREFERENCE.contains(&name) || found.iter().any(|known| known.name == name) {
            continue;
        }
        if let Some((token, length)) = value_after(&text[end..]) {
            at = end + length;
            found.push(Found { name: name.to_owned(), token });
        }
    }
    found
}

/// `text` with `%XX` decoded; `None` when a percent sign starts something else or the octets are not UTF-8.
pub(super) fn percent_decode(text: &str) -> Option<String> {
    let mut octets = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        octets.push(match byte {
            b'%' => u8::try_from(digit(bytes.next())? << 4 | digit(bytes.next())?).ok()?,
            other => other,
        });
    }
    String::from_utf8(octets).ok()
}

/// The value that follows a name: `": "value"`, `=value`, `: value`. With it, how many bytes it took.
fn value_after(text: &str) -> Option<(String, usize)> {
    let rest = text.trim_start_matches(['"', '\'', '\\']).trim_start();
    let is_json = rest.starts_with(':');
    let rest = rest.strip_prefix([':', '='])?.trim_start();
    let quoted = rest.trim_start_matches('\\');
    let (value, length) = if let Some(quote) = quoted.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let inside = &quoted[1..];
        let end = inside.find(quote).unwrap_or(inside.len());
        // Escaped JSON inside JSON ends in `\"`; an escaped solidus inside a token is `\/`.
        (inside[..end].replace('\\', ""), text.len() - inside.len() + end)
    } else {
        let end = rest.find(|c: char| !is_token_character(c) && c != '%').unwrap_or(rest.len());
        (rest[..end].to_owned(), text.len() - rest.len() + end)
    };
    let value = if is_json { value } else { percent_decode(&value).unwrap_or(value) };
    let is_constant = is_json && matches!(value.as_str(), "null" | "true" | "false");
    (!value.trim().is_empty() && !is_constant).then_some((value, length))
}

const fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}
