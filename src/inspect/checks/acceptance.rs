//! One verdict over all checks, for whoever reads no further: would somebody accept the token, and what speaks against it or is open.
//!
//! It judges nothing by itself: what it says follows from the lines of a [`Judgement`]. What a plain library refuses is named apart from what
//! only the profile does, because the first is refused everywhere.

use super::checked_as::CheckedAs;
use super::judgement::Judgement;
use super::line::{Line, Outcome, Reading};
use crate::cite::Citation;
use crate::inspect::Phrase;

/// How many reasons are told; the list of checks has the others.
const TOLD: usize = 3;

/// The verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// Whether it would be accepted.
    pub verdict: Phrase,
    /// Why not; where nothing speaks against it, what is open. Each is a sentence, with the clause that asks for the check.
    pub because: Vec<(Phrase, Citation)>,
    /// Beside what refuses it everywhere: what only the profile of its kind refuses.
    pub by_profile: Vec<(Phrase, Citation)>,
    /// How many more reasons of either kind there are.
    pub more: usize,
    /// What only the reader knows: whether it is for them.
    pub question: Option<Phrase>,
}

impl Acceptance {
    /// The verdict on a judgement; `None` where nothing can be said of it: without checks, and while the contents are encrypted.
    #[must_use]
    pub fn new(judgement: &Judgement) -> Option<Self> {
        let said = |line: &&Line| line.name != "structure" && line.profile != Outcome::DoesNotApply;
        judgement.lines.iter().find(said)?;
        let question = judgement.line("aud").and_then(|line| question(line, judgement.checked_as));
        let by_library: Vec<_> = judgement.failures(Reading::Library).collect();
        let by_profile: Vec<_> =
            judgement.failures(Reading::Profile).filter(|line| line.only_profile_refuses()).collect();
        let is_open =
            |line: &&Line| line.profile == Outcome::CannotBeMade && (line.name != "aud" || question.is_none());
        let open = judgement.lines.iter().filter(is_open);
        let (code, lines, by_profile) = if !by_library.is_empty() {
            (refused_by(judgement.checked_as), by_library, by_profile)
        } else if !by_profile.is_empty() {
            ("refused_by_profile", by_profile, Vec::new())
        } else {
            let open: Vec<_> = open.collect();
            let is_settled = open.is_empty() && question.is_none();
            (if is_settled { "accept_all" } else { "accept_open" }, open, Vec::new())
        };
        let (because, by_profile) = (reasons(&lines), reasons(&by_profile));
        Some(Self {
            verdict: Phrase::new(code),
            more: because.len().saturating_sub(TOLD) + by_profile.len().saturating_sub(TOLD),
            because: because.into_iter().take(TOLD).collect(),
            by_profile: by_profile.into_iter().take(TOLD).collect(),
            question,
        })
    }
}

/// Who would refuse it.
const fn refused_by(checked_as: CheckedAs) -> &'static str {
    match checked_as {
        CheckedAs::AccessToken | CheckedAs::AnyJwt => "refused_by_api",
        CheckedAs::IdToken | CheckedAs::LogoutToken => "refused_by_client",
        CheckedAs::ClientAssertion => "refused_by_issuer",
        CheckedAs::DpopProof => "refused_by_receiver",
    }
}

/// Whom the token is for, where nobody has said who reads it.
fn question(line: &Line, checked_as: CheckedAs) -> Option<Phrase> {
    let reason = line.reason.as_ref().filter(|reason| reason.code == "reason_no_expected_audience")?;
    let code = match checked_as {
        CheckedAs::IdToken | CheckedAs::LogoutToken => "open_audience_client",
        CheckedAs::ClientAssertion => "open_audience_issuer",
        CheckedAs::AccessToken | CheckedAs::DpopProof | CheckedAs::AnyJwt => "open_audience_api",
    };
    Some(Phrase { code, facts: reason.facts.clone() })
}

/// Each reason with its clause; once, if it is that of several lines.
fn reasons(lines: &[&Line]) -> Vec<(Phrase, Citation)> {
    let mut all: Vec<(Phrase, Citation)> = Vec::new();
    for line in lines {
        let phrase = because(line);
        if all.iter().all(|(said, _)| *said != phrase) {
            all.push((phrase, line.citation.clone()));
        }
    }
    all
}

/// Why a line refuses the token, or leaves it open, in a short sentence.
fn because(line: &Line) -> Phrase {
    let reason = line.reason.as_ref().map_or("", |reason| reason.code);
    let code = match (line.profile, line.name, reason) {
        (Outcome::CannotBeMade, "signature", _) => "open_signature",
        (Outcome::CannotBeMade, _, "reason_no_expected_issuer") => "open_issuer",
        (Outcome::CannotBeMade, ..) => "open_check",
        (_, _, "reason_exp_passed") => "refused_expired",
        (_, _, "reason_nbf_not_reached") => "refused_early",
        (_, _, "claim_missing") => "refused_missing",
        (_, _, "reason_typ_missing" | "reason_typ_other") => "refused_typ",
        (_, _, "reason_iss_other" | "reason_iss_slash") => "refused_issuer",
        (_, _, "reason_aud_other" | "reason_aud_slash") => "refused_audience",
        (_, _, "jws_alg_none" | "jws_signature_missing") => "refused_unsigned",
        (_, "signature", "jws_signature_cut") => "refused_cut",
        (_, "signature", _) => "refused_signature",
        (_, "structure", _) => "refused_structure",
        _ => "refused_check",
    };
    let facts = line.reason.iter().flat_map(|reason| &reason.facts).filter(|(name, _)| *name != "check").cloned();
    let name = matches!(code, "open_check" | "refused_check").then(|| ("check", line.name.to_owned()));
    Phrase { code, facts: facts.chain(name).collect() }
}
