//! What the check of the signature brought to light beside its result.

use super::look::Look;
use crate::cite::Citation;
use crate::inspect::{Phrase, Severity, SignatureReport, SignatureState};
use crate::jose::{Algorithm, JwsError, Segment};

/// Signatures by RSA keys that are in use: 1024 to 4096 bits.
const RSA_OCTETS: std::ops::RangeInclusive<usize> = 128..=512;
/// Keys of RSA have lengths in steps of so many octets.
const RSA_STEP: usize = 32;
/// An ECDSA signature in DER begins so, and is up to this much longer.
const DER: (u8, usize) = (0x30, 9);

/// A signature whose length no signature of its algorithm has: its end is missing, or something stands behind it. No key is needed to see it.
pub(super) fn length(look: &mut Look<'_>, report: Option<&SignatureReport>) {
    let is_told =
        report.is_some_and(|report| matches!(report.state, SignatureState::Failed(JwsError::SignatureLength { .. })));
    let Some(part) = look.decoded.signature.as_ref().filter(|part| !part.raw.is_empty() && !is_told) else { return };
    let Some(name) = look.header_text("alg") else { return };
    let found = part.raw.trim_end_matches('=').chars().count();
    let characters = |octets: usize| (octets * 4).div_ceil(3);
    let fixed = Algorithm::from_name(name).and_then(Algorithm::signature_octets);
    let (code, octets) = match fixed {
        Some(octets) if name.starts_with("ES") && is_der(&part.octets, octets) => return,
        Some(octets) if found < characters(octets) => ("finding_signature_cut", octets),
        Some(octets) if found > characters(octets) => ("finding_signature_too_long", octets),
        None if name.starts_with("RS") || name.starts_with("PS") => {
            let octets = part.octets.len();
            let is_usual = octets.is_multiple_of(RSA_STEP) && found == characters(octets);
            if is_usual || octets > *RSA_OCTETS.end() {
                return;
            }
            ("finding_signature_cut_rsa", octets.div_ceil(RSA_STEP).max(RSA_OCTETS.start() / RSA_STEP) * RSA_STEP)
        }
        _ => return,
    };
    let phrase = Phrase::new(code).with("name", name).count("found", found).count("expected", characters(octets));
    let phrase = phrase.count("octets", octets).count("difference", found.abs_diff(characters(octets)));
    look.note(Severity::Warning, phrase, Citation::rfc(7518, "3.1"), Segment::Signature, None);
}

fn is_der(signature: &[u8], octets: usize) -> bool {
    signature.first() == Some(&DER.0) && signature.len().abs_diff(octets) <= DER.1
}

pub(super) fn look(look: &mut Look<'_>, report: &SignatureReport) {
    for remark in &report.remarks {
        let (severity, citation, part) = match remark.code {
            "remark_public_key_as_secret" => (Severity::Danger, Citation::rfc(8725, "2.1"), Segment::Header),
            "remark_known_secret" => (Severity::Danger, Citation::rfc(8725, "3.5"), Segment::Header),
            "remark_secret_short" => (Severity::Danger, Citation::rfc(7518, "3.2"), Segment::Header),
            "remark_signed_with_padding" => (Severity::Warning, Citation::rfc(7515, "2"), Segment::Signature),
            "remark_signature_in_der" => (Severity::Warning, Citation::rfc(7518, "3.4"), Segment::Signature),
            "remark_own_certificate_fits" => (Severity::Note, Citation::rfc(8725, "3.10"), Segment::Header),
            "remark_own_certificate_differs" => (Severity::Warning, Citation::rfc(7515, "4.1.6"), Segment::Header),
            "remark_key_other_kid" => (Severity::Note, Citation::rfc(7515, "4.1.4"), Segment::Header),
            _ => continue,
        };
        let member = match remark.code {
            "remark_key_other_kid" => Some("kid"),
            "remark_own_certificate_fits" | "remark_own_certificate_differs" => Some("x5c"),
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
