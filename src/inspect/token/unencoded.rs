//! A payload that is signed as it is and not as base64url text (RFC 7797): what its header must say, and that no JWT may be so.

use super::part::Part;
use super::problem::Problem;
use crate::cite::Citation;
use crate::inspect::Phrase;
use crate::jose::{Header, Segment, Stage};

/// What is wrong with the `b64` of a header, if it has one (RFC 7797 §3, §6, §7).
pub(crate) fn fault(header: &Header, payload: Option<&Part>) -> Option<Problem> {
    let is_encoded = header.get("b64")?.as_bool();
    let has_claims = payload.is_some_and(|payload| payload.intact && !payload.members.is_empty());
    let (code, clause) = match is_encoded {
        None => ("decode_b64_not_boolean", "3"),
        Some(true) => return None,
        Some(false) if !header.is_unencoded() => ("decode_b64_not_critical", "6"),
        Some(false) if has_claims || header.typ().is_some_and(names_jwt) => ("jws_unencoded_payload", "7"),
        Some(false) => return None,
    };
    let problem = Problem::whole(Phrase::new(code), Citation::rfc(7797, clause));
    Some(Problem { segment: Some(Segment::Header), stage: Stage::Verify, ..problem })
}

/// Whether a `typ` says that the payload is claims: `JWT`, or a kind of it (RFC 7519 §5.1, RFC 8725 §3.11).
pub(crate) fn names_jwt(typ: &str) -> bool {
    typ.to_ascii_lowercase().ends_with("jwt")
}
