//! The checks of form, header and signature, which every kind of token has.

use super::line::{Line, Outcome};
use super::signature::{NotCheckedReason, SignatureState};
use super::token_view::TokenView;
use crate::cite::Citation;
use crate::inspect::{Phrase, Problem};
use crate::jose::{Algorithm, Header, JwsError, Segment, Stage, UnsupportedAlgorithm};

/// The form: parts, Base64url, JSON.
pub(super) fn structure(token: &TokenView<'_>) -> Line {
    let decoded = token.decoded;
    if decoded.is_encrypted() {
        return Line::both(
            "structure",
            Citation::rfc(7516, "9"),
            Outcome::Passes,
            Some(Phrase::new("reason_encrypted")),
        );
    }
    let problem = decoded.problems_of(Stage::Decode).next().or_else(|| decoded.problems_of(Stage::Claims).next());
    let Some(problem) = problem else {
        return Line::both("structure", Citation::rfc(7515, "7.1"), Outcome::Passes, None);
    };
    let line = Line::both("structure", problem.citation.clone(), Outcome::Fails, Some(problem.phrase.clone()));
    // RFC 7515 §4 and RFC 7519 §4 leave a parser the choice, and that of most languages takes the last one.
    if problem.code() == "json_duplicate_name" {
        return line.but_library(Outcome::PassesWithRemark, Some(Phrase::new("reason_duplicate_library")));
    }
    line
}

/// The type, where the profile wants one of these. A plain library looks at it only when it is told to.
pub(super) fn typ(token: &TokenView<'_>, wanted: &'static str, citation: Citation) -> Line {
    let library = |line: Line| line.but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_typ_library")));
    library(match token.header("typ") {
        _ if token.typ_is(wanted) => Line::both("typ", citation, Outcome::Passes, None),
        None => {
            let reason = Phrase::new("reason_typ_missing").with("wanted", wanted);
            Line::both("typ", citation, Outcome::Fails, Some(reason))
        }
        Some(typ) => {
            let typ = typ.as_str().unwrap_or_default();
            let reason = Phrase::new("reason_typ_other").with("wanted", wanted).with("value", typ);
            Line::both("typ", citation, Outcome::Fails, Some(reason))
        }
    })
}

/// The algorithm: one that a reader can expect, and not `none` (RFC 8725 §3.1, §3.2).
pub(super) fn alg(token: &TokenView<'_>) -> Line {
    let line = |outcome, reason| Line::both("alg", Citation::rfc(8725, "3.1"), outcome, reason);
    let name = match token.header("alg") {
        None => return failed("alg", &JwsError::AlgMissing),
        Some(alg) => match alg.as_str() {
            None => return failed("alg", &JwsError::MemberNotString("alg")),
            Some("") => return failed("alg", &JwsError::AlgMissing),
            Some(name) => name,
        },
    };
    match Algorithm::from_name(name) {
        Some(_) if Algorithm::is_deprecated_name(name) => Line {
            citation: Citation::rfc(9864, "4.1.2"),
            ..line(Outcome::PassesWithRemark, Some(Phrase::new("reason_alg_former_name")))
        },
        Some(_) => line(Outcome::Passes, None),
        None if name == "none" => failed("alg", &JwsError::AlgNone),
        None if UnsupportedAlgorithm::of_signature(name).is_some() => {
            line(Outcome::CannotBeMade, Some(Phrase::new("reason_alg_not_checked_here").with("name", name)))
        }
        None => failed("alg", &JwsError::AlgUnknown(name.to_owned())),
    }
}

/// Extensions that the token demands (RFC 7515 §4.1.11).
pub(super) fn crit(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(7515, "4.1.11");
    let Some(part) = token.decoded.header.as_ref().filter(|part| part.members.contains_key("crit")) else {
        return Line::both("crit", citation, Outcome::DoesNotApply, None);
    };
    match Header::check_critical_of(&part.members) {
        Ok(()) => Line::both("crit", citation, Outcome::Passes, None),
        Err(error) => failed("crit", &error),
    }
}

/// The signature, as far as it is known.
pub(super) fn signature(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(7515, "5.2");
    match &token.signature.state {
        SignatureState::Verified { .. } => {
            let reason = token.signature.remarks.first().cloned();
            let outcome = if reason.is_some() { Outcome::PassesWithRemark } else { Outcome::Passes };
            Line::both("signature", citation, outcome, reason)
        }
        SignatureState::Failed(error) => failed("signature", error),
        SignatureState::NotChecked(NotCheckedReason::Encrypted) => {
            Line::both("signature", citation, Outcome::DoesNotApply, Some(Phrase::new("reason_encrypted")))
        }
        SignatureState::NotChecked(reason) => {
            Line::both("signature", reason.citation(), Outcome::CannotBeMade, Some(reason.phrase()))
        }
    }
}

fn failed(name: &'static str, error: &JwsError) -> Line {
    let problem = Problem::jws(Some(Segment::Header), error);
    Line::both(name, problem.citation, Outcome::Fails, Some(problem.phrase))
}
