//! One part of a compact token: the text as it came, and as much of its content as can be read.
//!
//! Reading is first strict (RFC 7515 §5.2, with the readers of `jose`); what that refuses is named, then read again as far as it
//! goes, only to be looked at. Only a part that is [`Part::intact`] was read by the rules.

use std::ops::Range;

use serde_json::{Map, Value};

use super::json_text::{JsonText, Member};
use super::problem::{Problem, character_of};
use crate::jose::{Header, JwsError, Segment, base64url, json};

/// Header, payload or signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which one.
    pub segment: Segment,
    /// Its text, as it stands in the token.
    pub raw: String,
    /// How many characters of the token stand before it.
    pub start: usize,
    /// Its octets, as far as they could be decoded.
    pub octets: Vec<u8>,
    /// Its JSON laid out for reading; empty for a signature.
    pub json: JsonText,
    /// Its members, as far as they could be read; empty for a signature.
    pub members: Map<String, Value>,
    /// Whether it was read strictly, without any fault.
    pub intact: bool,
}

impl Part {
    /// Reads the text of one part, adding what is wrong with it to `problems`.
    pub(crate) fn read(segment: Segment, raw: &str, start: usize, problems: &mut Vec<Problem>) -> Self {
        let before = problems.len();
        let octets = base64url::decode(raw).unwrap_or_else(|error| {
            problems.push(Problem::base64url(segment, start, error));
            decode_as_far_as_possible(raw)
        });
        let mut part = Self {
            segment,
            raw: raw.to_owned(),
            start,
            octets,
            json: JsonText::default(),
            members: Map::new(),
            intact: false,
        };
        if segment != Segment::Signature {
            let text = String::from_utf8_lossy(&part.octets);
            part.json = JsonText::lay_out(&text);
            part.members = match json::parse_object(&part.octets) {
                Ok(members) => members,
                Err(error) => {
                    // A fault of the base64url explains what is wrong with the JSON; one sentence is enough.
                    if problems.len() == before {
                        problems.push(Problem::json(segment, start, &error));
                    }
                    part.json.readable_members(&text)
                }
            };
        }
        if segment == Segment::Header
            && problems.len() == before
            && let Err(error) = Header::parse(&part.octets)
            && !matches!(error, JwsError::HeaderJson(_))
        {
            problems.push(Problem::jws(Some(segment), &error));
        }
        part.intact = problems.len() == before;
        part
    }

    /// The names of the members in the author's order.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.json.members.iter().map(|member| member.name.clone()).collect()
    }

    /// A member's text, if the value is a string.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name)?.as_str()
    }

    /// Which characters of the whole token hold a member; `None` when the part is damaged and the places are not certain.
    #[must_use]
    pub fn characters_of(&self, member: &Member) -> Option<Range<usize>> {
        let end = (member.source.end * 4).div_ceil(3).min(self.raw.len());
        self.intact.then(|| self.start + character_of(member.source.start)..self.start + end)
    }
}

/// The octets up to the first character that means nothing, also in the standard alphabet, without regard to the rest.
fn decode_as_far_as_possible(text: &str) -> Vec<u8> {
    let mut octets = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            octets.push((bits >> held) as u8);
        }
    }
    octets
}

#[cfg(test)]
mod tests {
    use super::{Part, decode_as_far_as_possible};
    use crate::jose::{Segment, base64url};

    #[test]
    fn lenient_reading_agrees_with_the_strict_one_and_goes_further() {
        for octets in [&b""[..], b"f", b"fo", b"foo", b"foob", b"\xff\xfe\xfb"] {
            assert_eq!(decode_as_far_as_possible(&base64url::encode(octets)), octets);
        }
        assert_eq!(decode_as_far_as_possible("Zm9v!Zm9v"), b"foo");
        assert_eq!(decode_as_far_as_possible("//79"), base64url::decode("__79").expect("readable"));
        assert_eq!(decode_as_far_as_possible("Zg=="), b"f");
    }

    #[test]
    fn a_member_knows_its_characters_in_the_token() {
        let raw = base64url::encode(br#"{"iss":"a","sub":"b"}"#);
        let part = Part::read(Segment::Payload, &raw, 10, &mut Vec::new());
        let characters = part.characters_of(&part.json.members[1]).expect("readable");
        // Octets 11..20 lie in the four-character groups from octet 9 to 21.
        assert_eq!(characters, 10 + 14..10 + 27);
        let octets = base64url::decode(&raw[12..28]).expect("readable");
        assert!(String::from_utf8(octets).expect("readable").contains(r#""sub":"b""#));
    }
}
