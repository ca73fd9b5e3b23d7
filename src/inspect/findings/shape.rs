//! The token as a whole: whether it says what it is, what it permits, and whether it fits where it must go.

use super::look::Look;
use crate::cite::Citation;
use crate::inspect::{Kind, Phrase, Severity};
use crate::jose::Segment;

/// What nginx (`large_client_header_buffers`) and Apache (`LimitRequestFieldSize`, 8190) take as one header line by default, as their
/// documentation says (read 2026-11-30), less the name of the field and the scheme.
const HEADER_LINE: usize = 8_000;

/// Half of that: with cookies and other fields beside it a proxy may already refuse.
const LARGE: usize = 4_096;

pub(super) fn look(look: &mut Look<'_>) {
    if look.verdict.kind == Kind::AccessToken {
        if look.header().is_some_and(|header| !header.contains_key("typ")) {
            look.in_header(Severity::Note, Phrase::new("finding_typ_missing"), Citation::rfc(8725, "3.11"), "typ");
        }
        if look.verdict.remarks.iter().any(|remark| remark.code == "remark_no_permission") {
            let phrase = Phrase::new("finding_no_permission");
            look.note(Severity::Warning, phrase, Citation::rfc(9068, "2.2.3"), Segment::Payload, None);
        }
    }
    let size = look.decoded.token.len();
    if size <= LARGE {
        return;
    }
    let is_too_large = size > HEADER_LINE;
    let code = if is_too_large { "finding_too_large" } else { "finding_large" };
    let severity = if is_too_large { Severity::Warning } else { Severity::Note };
    let phrase = Phrase::new(code).count("bytes", size);
    look.note(severity, phrase, Citation::rfc(6585, "5"), Segment::Payload, None);
}
