//! A claim and its octets: picking one outlines the other, in the token, in the table and in the JSON.
//!
//! A claim has a number, which every element has that stands for it. Picking marks elements in place, so nothing is drawn anew.

use std::ops::Range;

use crate::inspect::{Member, Part};
#[cfg(target_arch = "wasm32")]
use crate::jose::Segment;

/// Numbers of header parameters begin here; those of claims begin at 0.
#[cfg(target_arch = "wasm32")]
const HEADER: usize = 1_000_000;

/// The number of a member of a part.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub(super) fn number_of(segment: Segment, index: usize) -> usize {
    if segment == Segment::Header { HEADER + index } else { index }
}

/// A stretch of a part's text: that of a member, or what lies between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Where it stands in the text of the part, in octets.
    pub(super) range: Range<usize>,
    /// Which member it is of.
    pub(super) member: Option<usize>,
}

/// The text of a part in stretches. Octets that two members share, because four characters stand for three octets, are with the first of
/// them. A part that is damaged is one stretch.
#[must_use]
pub(super) fn stretches(part: &Part) -> Vec<Stretch> {
    let whole = part.raw.len();
    let places = |member: &Member| {
        let characters = part.characters_of(member)?;
        Some(characters.start.checked_sub(part.start)?..characters.end.checked_sub(part.start)?.min(whole))
    };
    let mut stretches = Vec::new();
    let mut at = 0;
    for (index, member) in part.json.members.iter().enumerate() {
        let Some(place) = places(member).filter(|_| part.raw.is_ascii()) else { break };
        let start = place.start.max(at);
        if start >= place.end {
            continue;
        }
        if start > at {
            stretches.push(Stretch { range: at..start, member: None });
        }
        stretches.push(Stretch { range: start..place.end, member: Some(index) });
        at = place.end;
    }
    if at < whole {
        stretches.push(Stretch { range: at..whole, member: None });
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspect::Decoded;

    #[test]
    fn stretches_cover_the_part_once_and_hold_their_members() {
        // RFC 7519 §3.1.
        let decoded = Decoded::read(
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
             eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.AAAA",
        );
        for part in [decoded.header, decoded.payload].into_iter().flatten() {
            let all = stretches(&part);
            let joined: String = all.iter().map(|stretch| &part.raw[stretch.range.clone()]).collect();
            assert_eq!(joined, part.raw);
            assert_eq!(all.iter().filter(|stretch| stretch.member.is_some()).count(), part.json.members.len());
        }
    }

    #[test]
    fn a_damaged_part_is_one_stretch() {
        let decoded = Decoded::read("eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2Ui.AAAA");
        let part = decoded.payload.expect("a payload");
        assert_eq!(stretches(&part), [Stretch { range: 0..part.raw.len(), member: None }]);
    }
}
