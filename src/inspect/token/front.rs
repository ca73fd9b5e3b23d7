//! A token whose front was cut off, or has something before it, as happens when somebody selects it by hand.
//!
//! The header of nearly every token begins with `{"`, which base64url spells `eyJ`. With one, two or three characters missing the rest
//! is certain to be readable again. With more of them missing nobody knows what stood there, but the end of the header still tells.

use crate::jose::{base64url, json};

use super::shape::begins_object;

/// How a header's text begins.
const BEGINNING: &str = "eyJ";

/// What is known about a front that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Front {
    /// These characters, put back in front, make the header readable.
    Known(&'static str),
    /// The part ends as a JSON object does, and its beginning is not there.
    Lost,
    /// So many characters stand before the token that could belong to it, and do not.
    TooMuch(usize),
}

/// What is the matter with the front of a token, by the text of its first part. A character that no token has is told by itself.
pub(crate) fn damage(first: &str) -> Option<Front> {
    let is_of_token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if first.is_empty() || begins_object(first) || !first.bytes().all(is_of_token) {
        return None;
    }
    if let Some(before) = first.find(BEGINNING).filter(|before| is_object(&first[*before..])) {
        return Some(Front::TooMuch(before));
    }
    let restored = |count: &usize| is_object(&[&BEGINNING[..*count], first].concat());
    if let Some(count) = (1..=BEGINNING.len()).find(restored) {
        return Some(Front::Known(&BEGINNING[..count]));
    }
    tail(first).is_some().then_some(Front::Lost)
}

/// Whether a part is an object that names no algorithm, as every header does and hardly any payload: then the header is missing.
pub(crate) fn is_payload(part: &str) -> bool {
    let members = base64url::decode(part).ok().and_then(|octets| json::parse_object(&octets).ok());
    members.is_some_and(|members| {
        !members.is_empty() && !["alg", "enc", "typ"].iter().any(|name| members.contains_key(*name))
    })
}

fn is_object(part: &str) -> bool {
    base64url::decode(part).is_ok_and(|octets| json::parse_object(&octets).is_ok_and(|members| !members.is_empty()))
}

/// The end of an object in JSON that the end of a part spells, from the first octet that is whole.
pub(crate) fn tail(first: &str) -> Option<Vec<u8>> {
    let is_end = |octets: &Vec<u8>| {
        let text = std::str::from_utf8(octets).unwrap_or_default();
        text.trim_end().ends_with('}') && text.contains('"') && !text.chars().any(char::is_control)
    };
    // Four characters spell three octets, so one of four places to begin is right.
    (0..4).filter_map(|skip| base64url::decode(first.get(skip..)?).ok()).find(is_end)
}

#[cfg(test)]
mod tests {
    use super::{Front, damage};
    use crate::jose::base64url;

    #[test]
    fn a_missing_front_is_known_as_far_as_it_can_be() {
        let header = base64url::encode(br#"{"alg":"ES256","kid":"k1"}"#);
        for (cut, front) in [
            (0, None),
            (1, Some(Front::Known("e"))),
            (2, Some(Front::Known("ey"))),
            (3, Some(Front::Known("eyJ"))),
            (4, Some(Front::Lost)),
            (9, Some(Front::Lost)),
            (header.len() - 6, Some(Front::Lost)),
        ] {
            assert_eq!(damage(&header[cut..]), front, "{cut}");
        }
        assert_eq!(damage(&["bearer", &header].concat()), Some(Front::TooMuch(6)));
        assert_eq!(damage(&[" ", &header].concat()), None);
        for text in ["", "api", "example", "2YotnFZFEjr1zCsicMWpAA", "bm90IGpzb24", "WyJIUzI1NiJd", "\u{e9}\u{e9}yJ"] {
            assert_eq!(damage(text), None, "{text}");
        }
    }
}
