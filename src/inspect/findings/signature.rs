//! What the check of the signature brought to light beside its result.

use super::look::Look;
use crate::cite::Citation;
use crate::inspect::{Phrase, Severity, SignatureReport};
use crate::jose::Segment;

pub(super) fn look(look: &mut Look<'_>, report: &SignatureReport) {
    for remark in &report.remarks {
        let (severity, citation, part) = match remark.code {
            "remark_public_key_as_secret" => (Severity::Danger, Citation::rfc(8725, "2.1"), Segment::Header),
            "remark_known_secret" => (Severity::Danger, Citation::rfc(8725, "3.5"), Segment::Header),
            "remark_secret_short" => (Severity::Danger, Citation::rfc(7518, "3.2"), Segment::Header),
            "remark_signed_with_padding" => (Severity::Warning, Citation::rfc(7515, "2"), Segment::Signature),
            "remark_signature_in_der" => (Severity::Warning, Citation::rfc(7518, "3.4"), Segment::Signature),
            "remark_key_other_kid" => (Severity::Note, Citation::rfc(7515, "4.1.4"), Segment::Header),
            _ => continue,
        };
        let member = match remark.code {
            "remark_key_other_kid" => Some("kid"),
            _ if part == Segment::Header => Some("alg"),
            _ => None,
        };
        look.note(severity, remark.clone(), citation, part, member);
    }
    // The key of that name is for another algorithm: either the name or the algorithm is not the issuer's.
    let kid = look.header_text("kid");
    let other = report.tried.iter().find(|key| {
        kid.is_some_and(|kid| key.kid.as_deref() == Some(kid))
            && ["tried_other_algorithm", "tried_other_type"].contains(&key.outcome.code)
    });
    if let Some(own) = other.map(|key| key.outcome.fact("own").unwrap_or_default()) {
        let name = look.header_text("alg").unwrap_or_default();
        let phrase = Phrase::new("finding_key_for_another").with("name", name).with("own", own);
        let phrase = phrase.with("kid", kid.unwrap_or_default());
        look.in_header(Severity::Warning, phrase, Citation::rfc(8725, "3.1"), "alg");
    }
}
