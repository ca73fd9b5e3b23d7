//! A token whose front was cut off, as happens when somebody selects it by hand.
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
}

/// Whether the front of a token is missing, by the text of its first part.
pub(crate) fn missing(first: &str) -> Option<Front> {
    if first.is_empty() || begins_object(first) {
        return None;
    }
    let restored = |count: &usize| {
        let text = [&BEGINNING[..*count], first].concat();
        base64url::decode(&text)
            .is_ok_and(|octets| json::parse_object(&octets).is_ok_and(|members| !members.is_empty()))
    };
    if let Some(count) = (1..=BEGINNING.len()).find(restored) {
        return Some(Front::Known(&BEGINNING[..count]));
    }
    tail(first).is_some().then_some(Front::Lost)
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
    use super::{Front, missing};
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
            assert_eq!(missing(&header[cut..]), front, "{cut}");
        }
        for text in ["", "api", "example", "2YotnFZFEjr1zCsicMWpAA", "bm90IGpzb24", "WyJIUzI1NiJd", "\u{e9}\u{e9}yJ"] {
            assert_eq!(missing(text), None, "{text}");
        }
    }
}
