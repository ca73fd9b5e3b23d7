//! Values that are tokens because of the name they stand under, whatever they look like (RFC 6749 §1.4: a token is opaque to its client).
//!
//! Names are those of RFC 6749 §5.1, OIDC Core §3.1.3.3, RFC 7521 §4.2, RFC 7662 §2.1 and RFC 8693 §2.1, in every spelling, and any other name
//! that ends in *token* where the value looks random.

use std::ops::Range;

use super::context::{folded, is_scheme};
use crate::inspect::token::is_token_character;

/// Names whose value is a token.
const NAMES: [&str; 12] = [
    "accesstoken",
    "idtoken",
    "clientassertion",
    "assertion",
    "idtokenhint",
    "subjecttoken",
    "actortoken",
    "logouttoken",
    "token",
    "refreshtoken",
    "jwt",
    "bearertoken",
];
/// Names that end in *token* and are about something else.
const OTHERS: [&str; 7] = ["csrf", "xsrf", "page", "next", "continuation", "cancellation", "sync"];

/// What follows a word that may be the name of a token.
pub(super) enum Value {
    /// The value stands here.
    Token(Range<usize>),
    /// Credentials that are no token (RFC 7617 §2).
    Basic(Range<usize>),
}

/// Whether a token stands under this name, however the name is spelled.
pub(super) fn names_token(name: &str) -> bool {
    names_token_folded(&folded(name))
}

fn names_token_folded(name: &str) -> bool {
    NAMES.contains(&name)
        || (name.ends_with("token") || name.ends_with("jwt")) && !OTHERS.iter().any(|other| name.contains(other))
}

/// The value of the word that stands in `name`, if it names a token or says how one is used.
pub(super) fn value_after(text: &[u8], name: Range<usize>) -> Option<Value> {
    // Every name that matters ends like token, assertion, authorization or jwt; a scheme has a space behind it. No word is shorter than jwt.
    let last = text.get(name.end.wrapping_sub(1)).map(u8::to_ascii_lowercase);
    let ends = matches!(last, Some(b'n' | b't'))
        || matches!(last, Some(b'r' | b'p' | b'h' | b'c' | b'-' | b'_'))
            && text.get(name.end).is_some_and(|byte| is_space(*byte));
    if !ends || !(3..=64).contains(&name.len()) {
        return None;
    }
    let word = std::str::from_utf8(&text[name.clone()]).ok()?;
    if is_scheme(word) || word.eq_ignore_ascii_case("basic") {
        return after_scheme(text, name, word, false);
    }
    let told = folded(word);
    let is_header = told.ends_with("authorization");
    if !is_header && !names_token_folded(&told) {
        return None;
    }
    let mut at = name.end;
    at += skip(text, at, |byte| matches!(byte, b'"' | b'\'' | b'`' | b']'));
    let spaces = skip(text, at, is_space);
    at += spaces;
    let separator = *text.get(at)?;
    at += match (separator, text.get(at + 1)) {
        (b'=', Some(b'>')) | (b':', Some(b'=')) => 2,
        (b':' | b'=', _) => 1,
        _ => return None,
    };
    let is_form = separator == b'=' && spaces == 0;
    let after = skip(text, at, is_space);
    at += after;
    let quote = text.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'));
    at += usize::from(quote.is_some());
    if is_header {
        let is_of_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!#*^~".contains(&byte);
        let scheme = at..at + skip(text, at, is_of_scheme);
        let word = std::str::from_utf8(&text[scheme.clone()]).ok()?;
        return after_scheme(text, scheme, word, true);
    }
    let value = value(text, at);
    let is_whole = quote.is_none_or(|quote| text.get(value.end) == Some(&quote));
    let is_certain = NAMES.contains(&told.as_str()) && (quote.is_some() || is_form && after == 0);
    let bare = text[value.clone()].trim_ascii_end();
    let bare = std::str::from_utf8(bare).unwrap_or_default().trim_end_matches('=');
    let is_word = NAMES.contains(&folded(bare).as_str())
        || matches!(&text[value.clone()], b"null" | b"true" | b"false" | b"undefined" | b"None");
    let accepted = !value.is_empty() && is_whole && !is_word && (is_certain || looks_random(&text[value.clone()]));
    let goes_on = matches!(text.get(value.end), Some(b'(' | b':' | b'$' | b'{' | b'<'));
    (accepted && !goes_on).then_some(Value::Token(value))
}

/// The value after a scheme: with an `Authorization` before it any, elsewhere one that looks like a token.
fn after_scheme(text: &[u8], scheme: Range<usize>, word: &str, is_certain: bool) -> Option<Value> {
    let mut spaces = skip(text, scheme.end, is_space);
    let mut start = scheme.end + spaces;
    let again = skip(text, start, |byte| byte.is_ascii_alphabetic());
    let is_again = again < 8 && std::str::from_utf8(&text[start..start + again]).is_ok_and(is_scheme);
    if is_again && text.get(start + again).is_some_and(|byte| is_space(*byte)) {
        // Written twice.
        spaces = skip(text, start + again, is_space);
        start += again + spaces;
    }
    let value = value(text, start);
    let name = start..start + skip(text, start, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
    // `Token token=…`, as Rails writes it, with quotes and without.
    let after_sign = text.get(name.end + 1).copied().unwrap_or(b' ');
    let is_parameter =
        text.get(name.end) == Some(&b'=') && (matches!(after_sign, b'"' | b'\'') || after_sign.is_ascii_alphanumeric());
    let is_name = text.get(value.end) == Some(&b':');
    if spaces == 0 || value.is_empty() || is_parameter || is_name {
        return None;
    }
    if word.eq_ignore_ascii_case("basic") {
        let decoded = super::shape::decode(&text[value.clone()]);
        let is_credentials = is_certain || decoded.is_some_and(|octets| octets.contains(&b':') && octets.is_ascii());
        return is_credentials.then_some(Value::Basic(value));
    }
    let starts = scheme.start == 0 || matches!(text[scheme.start - 1], b'\n' | b'"' | b'\'' | b'=' | b':');
    let ends = text[value.end..].trim_ascii().is_empty();
    let rest = value.end + skip(text, value.end, |byte| byte == b' ');
    let is_last = text.get(rest).is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'/'));
    let bare = &text[value.clone()];
    // Words are what stands in messages: "jwt malformed", "Bearer undefined".
    let is_word = bare.iter().all(u8::is_ascii_lowercase);
    let is_nothing = matches!(bare, b"null" | b"undefined" | b"None" | b"nil" | b"false");
    let accepted = is_certain && (is_last || rest == value.end) && !is_nothing
        || looks_random(bare)
        || starts && ends && bare.len() > 5 && !is_word;
    accepted.then_some(Value::Token(value))
}

/// Whether a value looks as if nobody had thought of it: long, with letters and digits or letters of both cases mixed.
pub(super) fn looks_random(value: &[u8]) -> bool {
    if value.len() < 16 {
        return false;
    }
    let (mut digits, mut small, mut large, mut slashes, mut at) = (0, false, false, false, 0);
    while at < value.len() {
        match value[at] {
            b'0'..=b'9' => digits += 1,
            b'a'..=b'z' => small = true,
            b'A'..=b'Z' => large = true,
            b'/' => slashes = true,
            _ => {}
        }
        at += 1;
    }
    (small || large) && digits > 1 || small && large && value.len() >= 22 && !slashes
}

/// `b64token` at `at`: padding only at its end (RFC 6750 §2.1).
fn value(text: &[u8], at: usize) -> Range<usize> {
    let end = at + skip(text, at, |byte| byte != b'=' && is_token_character(char::from(byte)));
    at..end + skip(text, end, |byte| byte == b'=')
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'+')
}

fn skip(text: &[u8], at: usize, keep: impl Fn(u8) -> bool) -> usize {
    let mut end = at;
    while end < text.len() && keep(text[end]) {
        end += 1;
    }
    end - at
}

#[cfg(test)]
mod tests {
    use super::{Value, value_after};

    #[test]
    fn a_name_makes_its_value_a_token() {
        for (text, expected) in [
            (r#"access_token":"abc""#, Some("abc")),
            ("access_token=abc&x", Some("abc")),
            ("accessToken: 2YotnFZFEjr1zCsicMWpAA", Some("2YotnFZFEjr1zCsicMWpAA")),
            ("GITHUB_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a", Some("ghp_16C7e42F292c6912E7710c838347Ae178B4a")),
            ("Authorization: Bearer abc", Some("abc")),
            ("Authorization: Acme.V2.Token 00QCjAl4MlV", Some("00QCjAl4MlV")),
            ("Authorization: SSWS 00QCjAl4MlV", Some("00QCjAl4MlV")),
            ("Bearer mF_9.B5f-4.1JqM", Some("mF_9.B5f-4.1JqM")),
            ("token: the thing that", None),
            ("token_type=bearer", None),
            ("csrf_token=2YotnFZFEjr1zCsicMWpAA", None),
            ("access_token = getToken()", None),
            (r#"access_token":null"#, None),
            (r#"Bearer realm="api""#, None),
            ("bearer of bad news", None),
            ("jwt malformed", None),
            ("Bearer undefined", None),
            ("Authorization: Bearer null", None),
            ("Authorization: Token token=abc", None),
        ] {
            let name = 0..text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
            let found = match value_after(text.as_bytes(), name) {
                Some(Value::Token(range)) => Some(&text[range]),
                _ => None,
            };
            assert_eq!(found, expected, "{text}");
        }
        assert!(matches!(value_after(b"Authorization: Basic YTpi", 0..13), Some(Value::Basic(_))));
        assert!(matches!(value_after(b"Basic YTpi", 0..5), Some(Value::Basic(_))));
    }
}
