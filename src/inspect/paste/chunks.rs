//! Values that were too long for one cookie: a browser takes some 4096 octets (RFC 6265 §6.1), so libraries cut them into `name.0`, `name.1`
//! and so on (`@supabase/ssr`, NextAuth).

use std::collections::BTreeMap;
use std::ops::Range;

use super::octets::{self, BASE64URL};

/// A shorter value is no piece of a token.
const SHORTEST: usize = 16;
/// A longer name is none.
const LONGEST_NAME: usize = 128;
/// More pieces than these no cookie has.
const MOST: usize = 64;

/// A value that stands in pieces.
pub(super) struct Chunked {
    /// The name without the number.
    pub(super) name: String,
    /// Where the pieces stand, in the order of the value.
    pub(super) pieces: Vec<Range<usize>>,
    /// The value.
    pub(super) text: String,
}

/// The values of a plain text that stand in pieces, each beginning with piece 0 and without a gap.
pub(super) fn find(text: &[u8]) -> Vec<Chunked> {
    let mut found: BTreeMap<&[u8], BTreeMap<usize, Range<usize>>> = BTreeMap::new();
    let mut at = 0;
    while let Some(dot) = octets::next(text, at, b'.') {
        at = dot + 1;
        let Some((number, name, value)) = piece(text, dot) else { continue };
        at = value.end.max(at);
        found.entry(&text[name]).or_default().entry(number).or_insert(value);
    }
    let mut chunked = Vec::new();
    for (name, pieces) in found {
        let whole: Vec<Range<usize>> = (0..MOST).map_while(|number| pieces.get(&number).cloned()).collect();
        if whole.is_empty() || whole.len() == 1 && !text[whole[0].clone()].starts_with(PREFIX) {
            continue;
        }
        let octets: Vec<u8> = whole.iter().flat_map(|range| &text[range.clone()]).copied().collect();
        let name = String::from_utf8_lossy(name).into_owned();
        chunked.push(Chunked { name, pieces: whole, text: String::from_utf8_lossy(&octets).into_owned() });
    }
    chunked
}

/// How `@supabase/ssr` marks a value that it wrote in Base64url.
pub(super) const PREFIX: &[u8] = b"base64-";

/// The piece whose name has its dot at `dot`: its number, its name, its value.
fn piece(text: &[u8], dot: usize) -> Option<(usize, Range<usize>, Range<usize>)> {
    let digits = text[dot + 1..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let number: usize = std::str::from_utf8(&text[dot + 1..dot + 1 + digits]).ok()?.parse().ok()?;
    let least = dot.saturating_sub(LONGEST_NAME);
    let is_of_name = |byte: &u8| octets::is(*byte, BASE64URL) || *byte == b'.';
    let length = text[least..dot].iter().rev().take_while(|byte| is_of_name(byte)).count();
    if length == 0 {
        return None;
    }
    let mut at = dot + 1 + digits;
    let skip = |at: usize, signs: &[u8]| at + text[at..].iter().take_while(|byte| signs.contains(byte)).count();
    at = skip(at, b"\"'`");
    let separator = skip(at, b" \t:=,");
    if separator == at {
        return None;
    }
    at = separator;
    // `{"name":"sb.0","value":"…"}`, as tools write cookies down.
    let told = skip(at, b"\"'");
    if text[told..].starts_with(b"value") {
        at = skip(skip(told + 5, b"\"'"), b" \t:=");
    }
    let quote = text.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
    let start = at + usize::from(quote.is_some());
    let ends = |byte: &u8| match quote {
        Some(quote) => *byte == quote || *byte == b'\n',
        None => byte.is_ascii_whitespace() || *byte == b';',
    };
    let end = start + text[start..].iter().take_while(|byte| !ends(byte)).count();
    (end - start >= SHORTEST).then_some((number, dot - length..dot, start..end))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn pieces_are_joined_in_their_order_however_they_are_noted() {
        let (one, two) = ("base64-eyJhY2Nlc3MifQ0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        for text in [
            format!("Cookie: a=b; sb-x-auth-token.0={one}; sb-x-auth-token.1={two}; c=d"),
            format!("sb-x-auth-token.1={two}; sb-x-auth-token.0={one}"),
            format!("sb-x-auth-token.0={one}\nsb-x-auth-token.1={two}\n"),
            format!("sb-x-auth-token.0\t{one}\t.example.com\nsb-x-auth-token.1\t{two}\t.example.com"),
            format!(
                r#"[{{"name":"sb-x-auth-token.0","value":"{one}"}},{{"name":"sb-x-auth-token.1","value":"{two}"}}]"#
            ),
            format!(r#"{{"sb-x-auth-token.0": "{one}", "sb-x-auth-token.1": "{two}"}}"#),
            format!("Set-Cookie: sb-x-auth-token.0={one}; Path=/\nSet-Cookie: sb-x-auth-token.1={two}; Path=/"),
        ] {
            let found = find(text.as_bytes());
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].name.as_str(), found[0].text.as_str()), ("sb-x-auth-token", &*[one, two].concat()));
        }
        for text in [
            format!("a.1={two}"),
            format!("a.0={two}"),
            format!("a.0={one}; a.2={two}").replace("base64-", ""),
            "version 1.0: short; 1.1: short".to_owned(),
            ".0=abcdefghijklmnopqrstuvwxyz".to_owned(),
        ] {
            assert!(find(text.as_bytes()).is_empty(), "{text}");
        }
    }
}
