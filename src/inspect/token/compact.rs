//! The parts of a signed token between its dots (RFC 7515 §7.1), each as far as it can be read.

use super::part::Part;
use super::problem::Problem;
use super::shape::begins_object;
use crate::jose::{CompactJws, Header, JsonError, JwsError, Segment, Stage, json};

/// Header, payload and signature, as many of them as there are.
#[derive(Debug, Default)]
pub(crate) struct Compact {
    pub(crate) header: Option<Part>,
    pub(crate) payload: Option<Part>,
    pub(crate) signature: Option<Part>,
    /// The token for verifying, when its form is right.
    pub(crate) jws: Option<CompactJws>,
    /// Whether the payload is something else than claims, in a token that does not say it were a JWT.
    pub(crate) is_message: bool,
}

/// Reads up to three parts of which the first begins after `start` characters, adding what is wrong with them.
pub(crate) fn read(parts: &[&str], mut start: usize, problems: &mut Vec<Problem>) -> Compact {
    let mut compact = Compact::default();
    let before = problems.len();
    let parsed = (parts.len() == 3).then(|| CompactJws::parse(&parts.join(".")));
    for (segment, raw) in [Segment::Header, Segment::Payload, Segment::Signature].into_iter().zip(parts) {
        let mut found = Vec::new();
        let part = match segment {
            // What decodes to claims is a JWT, whatever its header says of its payload.
            Segment::Payload if is_unencoded(compact.header.as_ref()) && !begins_object(raw) => {
                Part::of_text(segment, raw, start, raw.as_bytes().to_vec())
            }
            _ => Part::read(segment, raw, start, &mut found),
        };
        if segment == Segment::Payload && is_message(compact.header.as_ref(), &part) {
            compact.is_message = true;
            found.retain(|problem| problem.stage != Stage::Claims);
        }
        problems.append(&mut found);
        start += raw.chars().count() + 1;
        match segment {
            Segment::Header => {
                // What parses as a whole has a header without faults.
                if !matches!(parsed, Some(Ok(_))) {
                    check_header(&part, problems);
                }
                compact.header = Some(part);
            }
            Segment::Payload => compact.payload = Some(part),
            _ => compact.signature = Some(part),
        }
    }
    keep_first_padding(problems, before);
    match parsed {
        None => {}
        Some(Ok(jws)) => compact.jws = Some(jws),
        Some(Err(error)) if problems[before..].iter().all(|problem| problem.stage != Stage::Decode) => {
            let segment = matches!(error, JwsError::SignatureMissing(_)).then_some(Segment::Signature);
            let is_only_unencoded = matches!(error, JwsError::NotBase64Url { segment: Segment::Payload, .. })
                && is_unencoded(compact.header.as_ref());
            if !is_only_unencoded {
                problems.push(Problem::jws(segment, &error));
            }
        }
        Some(Err(_)) => {}
    }
    compact
}

/// The header of a part, when it is one.
pub(crate) fn header_of(part: Option<&Part>) -> Option<Header> {
    Header::parse(&part?.octets).ok()
}

fn is_unencoded(header: Option<&Part>) -> bool {
    header.is_some_and(|header| header.members.contains_key("b64"))
        && header_of(header).is_some_and(|header| header.is_unencoded())
}

/// Whether a payload is no JSON at all, under a header that does not promise any: then it is a message that somebody signed.
fn is_message(header: Option<&Part>, payload: &Part) -> bool {
    let typ = header.and_then(|header| header.text("typ")).unwrap_or_default().to_ascii_lowercase();
    if payload.octets.starts_with(b"{") || typ.ends_with("jwt") || header.is_none_or(|header| !header.intact) {
        return false;
    }
    matches!(json::parse(&payload.octets), Err(JsonError::Syntax { offset: 0, .. } | JsonError::NotUtf8 { .. }))
}

fn check_header(part: &Part, problems: &mut Vec<Problem>) {
    // What keeps the part from being read was said already.
    if let Err(error) = Header::parse(&part.octets)
        && !matches!(error, JwsError::HeaderJson(_))
    {
        problems.push(Problem::jws(Some(Segment::Header), &error));
    }
}

/// Equals signs at the end of several parts are one fault of the token's writer, told once.
fn keep_first_padding(problems: &mut Vec<Problem>, before: usize) {
    let mut index = 0;
    let mut is_told = false;
    problems.retain(|problem| {
        index += 1;
        let is_padding = index > before && problem.code() == "base64url_padding";
        let stays = !(is_padding && is_told);
        is_told |= is_padding;
        stays
    });
}
