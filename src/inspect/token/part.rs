//! One part of a token: the text as it came, and as much of its content as can be read.
//!
//! Reading is first strict (RFC 7515 §5.2, with the readers of `jose`); what that refuses is named, then read again as far as it
//! goes, only to be looked at. Only a part that is [`Part::intact`] was read by the rules.

use std::ops::Range;

use serde_json::{Map, Value};

use super::either_alphabet::decode_as_far_as_possible;
use super::json_text::{JsonText, Member, exact};
use super::json_tree::{JsonTree, Step};
use super::problem::{Problem, character_of};
use crate::inspect::visible;
use crate::jose::{Base64UrlError, JsonError, Segment, base64url, json};

/// A part between two dots, or the value of a member in a JSON serialisation.
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
    /// Its octets as text, which [`Part::json`] tells places of; empty for a part that holds no text.
    pub source: String,
    /// Its JSON laid out for reading; empty for a part that holds none.
    pub json: JsonText,
    /// Its members, as far as they could be read; empty for a part that holds none.
    pub members: Map<String, Value>,
    /// Whether it was read strictly, without any fault.
    pub intact: bool,
    /// How many equals signs stand at its end and are no fault but this one.
    pub padding: usize,
    /// How many of the octets are known to come from the characters at their places.
    certain: usize,
}

impl Part {
    /// Reads the text of one part, adding what is wrong with it to `problems`. Header and payload hold JSON, the others octets.
    pub(crate) fn read(segment: Segment, raw: &str, start: usize, problems: &mut Vec<Problem>) -> Self {
        let before = problems.len();
        let body = raw.trim_end_matches('=');
        let mut decoded = base64url::decode(raw);
        let mut padding = 0;
        if let Err(Base64UrlError::Padding { position }) = decoded {
            decoded = if position < body.len() {
                // Equals signs inside are no padding; they are foreign like any other character there.
                Err(Base64UrlError::ForeignCharacter { position, found: '=' })
            } else {
                let inside = base64url::decode(body);
                if inside.is_ok() {
                    padding = raw.len() - body.len();
                    problems.push(Problem::base64url(segment, start, Base64UrlError::Padding { position }));
                }
                inside
            };
        }
        // With a character too few or too many nobody knows from where on the others are at a wrong place.
        let is_certain = !matches!(decoded, Err(Base64UrlError::Length { .. }));
        let octets = decoded.unwrap_or_else(|error| {
            problems.push(Problem::base64url(segment, start, error));
            decode_as_far_as_possible(raw)
        });
        let certain = if is_certain { octets.len() } else { 0 };
        let mut part = Self { padding, certain, ..Self::of_octets(segment, raw, start, octets) };
        if part.holds_json() {
            // A fault of the base64url explains what is wrong with the JSON; one sentence is enough.
            let is_explained = problems.len() > before + usize::from(padding > 0);
            if let Err(error) = part.read_members()
                && !is_explained
            {
                problems.push(Problem::json(segment, start, &error));
            }
        }
        part.intact = problems.len() == before;
        part
    }

    /// A part whose octets came in another way than as base64url between dots: they are read as they are, and no place is certain.
    pub(crate) fn of_octets(segment: Segment, raw: &str, start: usize, octets: Vec<u8>) -> Self {
        Self {
            segment,
            raw: raw.to_owned(),
            start,
            octets,
            source: String::new(),
            json: JsonText::default(),
            members: Map::new(),
            intact: true,
            padding: 0,
            certain: 0,
        }
    }

    /// The same for a part that is JSON, as far as it can be read as such; whatever keeps it from that is no fault here.
    pub(crate) fn of_text(segment: Segment, raw: &str, start: usize, octets: Vec<u8>) -> Self {
        let mut part = Self::of_octets(segment, raw, start, octets);
        let _ = part.read_members();
        part
    }

    /// Header and payload of a signed token whose form nobody doubts, without a word about what is wrong with them; nothing of any other text.
    #[must_use]
    pub fn header_and_payload(token: &str) -> Option<(Self, Self)> {
        let [header, payload, _] = token.split('.').collect::<Vec<_>>().try_into().ok()?;
        let read = |segment, raw: &str, start| Self::of_text(segment, raw, start, decode_as_far_as_possible(raw));
        Some((read(Segment::Header, header, 0), read(Segment::Payload, payload, header.chars().count() + 1)))
    }

    /// JSON that is the beginning of what another part's text spells.
    pub(crate) fn beginning(segment: Segment, whole: &Self, octets: Vec<u8>) -> Self {
        let certain = whole.certain.min(octets.len());
        let part = Self::of_octets(segment, &whole.raw, whole.start, octets);
        let mut part = Self { certain, intact: whole.intact, ..part };
        let _ = part.read_members();
        part
    }

    const fn holds_json(&self) -> bool {
        matches!(self.segment, Segment::Header | Segment::Payload)
    }

    fn read_members(&mut self) -> Result<(), JsonError> {
        match std::str::from_utf8(&self.octets) {
            Ok(text) => self.source = text.to_owned(),
            Err(error) => {
                self.certain = self.certain.min(error.valid_up_to());
                self.source = String::from_utf8_lossy(&self.octets).into_owned();
            }
        }
        self.json = JsonText::lay_out(&self.source);
        match json::parse_object(&self.octets) {
            Ok(members) => self.members = members,
            Err(error) => {
                self.members = self.json.readable_members(&self.source);
                return Err(error);
            }
        }
        Ok(())
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

    /// A member's value exactly as it is written, a string with its quotes and escapes; the last one of a repeated name.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.source.get(self.json.member(name)?.value.clone())
    }

    /// A member's value, safe to show: a string without its quotes, anything else as it is written, without white space. Unlike
    /// [`Part::members`] this keeps every digit of a number.
    #[must_use]
    pub fn shown(&self, name: &str) -> Option<String> {
        match self.text(name) {
            Some(text) => Some(visible(text).into_owned()),
            None => Some(visible(&exact(self.raw(name)?)).into_owned()),
        }
    }

    /// The places of all values, for [`Part::characters_at`] and [`Part::path_at`]; made anew at every call.
    #[must_use]
    pub fn tree(&self) -> JsonTree {
        JsonTree::read(&self.source)
    }

    /// Which characters of the whole token hold a member; `None` when the part is damaged and the places are not certain.
    #[must_use]
    pub fn characters_of(&self, member: &Member) -> Option<Range<usize>> {
        self.characters(member.source.clone())
    }

    /// Which characters of the whole token hold the value at the end of a path, with its name.
    #[must_use]
    pub fn characters_at(&self, tree: &JsonTree, path: &[Step]) -> Option<Range<usize>> {
        self.characters(tree.place_of(path)?)
    }

    /// The path to the innermost value that a character of the whole token holds most of.
    #[must_use]
    pub fn path_at(&self, tree: &JsonTree, character: usize) -> Option<Vec<Step>> {
        let octet = octet_of(character.checked_sub(self.start)?);
        (octet < self.certain).then(|| tree.path_at(octet))?
    }

    /// The characters that hold any bit of these octets.
    fn characters(&self, octets: Range<usize>) -> Option<Range<usize>> {
        let end = (octets.end * 4).div_ceil(3);
        (octets.end <= self.certain).then(|| self.start + character_of(octets.start)..self.start + end)
    }
}

/// Which octet most of the bits of a base64url character belong to.
const fn octet_of(character: usize) -> usize {
    // Of six bits the first two, four or all belong to the octet that they begin in.
    let first = character * 6 / 8;
    if character % 4 == 1 { first + 1 } else { first }
}

#[cfg(test)]
mod tests {
    use super::super::json_tree::Step;
    use super::Part;
    use crate::jose::{Segment, base64url};

    #[test]
    fn a_member_knows_its_characters_in_the_token() {
        let raw = base64url::encode(br#"{"iss":"a","sub":"b"}"#);
        let part = Part::read(Segment::Payload, &raw, 10, &mut Vec::new());
        assert_eq!(part.path_at(&part.tree(), 10 + 14), Some(Vec::new()), "more of this character is the comma's");
        assert_eq!(part.path_at(&part.tree(), 10 + 15), Some(vec![Step::Member("sub".to_owned())]));
        let characters = part.characters_of(&part.json.members[1]).expect("readable");
        // Octets 11..20 lie in the four-character groups from octet 9 to 21.
        assert_eq!(characters, 10 + 14..10 + 27);
        let octets = base64url::decode(&raw[12..28]).expect("readable");
        assert!(String::from_utf8(octets).expect("readable").contains(r#""sub":"b""#));
    }
}
