//! The checks of registered claims (RFC 7519 §4.1), which most kinds of token share.

use super::line::{Line, Outcome};
use super::token_view::TokenView;
use crate::cite::Citation;
use crate::inspect::{Phrase, duration};
use crate::jose::jwt::NumericDate;
use crate::ports::UnixTime;

/// What the absence of a claim means.
#[derive(Clone, Debug)]
pub(super) enum Absent {
    /// Nobody minds.
    Fine,
    /// The profile refuses the token; a plain library does not ask for the claim.
    OnlyProfile(Citation),
}

/// `iss` is exactly the expected issuer (RFC 7519 §4.1.1).
pub(super) fn iss(token: &TokenView<'_>, absent: &Absent) -> Line {
    let citation = Citation::rfc(7519, "4.1.1");
    let found = token.line(
        "iss",
        citation.clone(),
        |claims| {
            let Some(own) = claims.string_or_uri("iss")? else { return Ok(None) };
            Ok(Some(match &token.expected.issuer {
                None => cannot("iss", citation.clone(), Phrase::new("reason_no_expected_issuer").with("value", own)),
                Some(wanted) if wanted == own => passes("iss", citation.clone()),
                Some(wanted) => {
                    let by_slash = wanted.trim_end_matches('/') == own.trim_end_matches('/');
                    let code = if by_slash { "reason_iss_slash" } else { "reason_iss_other" };
                    fails("iss", citation.clone(), Phrase::new(code).with("value", own).with("wanted", wanted))
                }
            }))
        },
        || missing("iss", citation.clone(), absent),
    );
    // A library that was told the issuer refuses a token without one.
    if found.profile == Outcome::Fails && found.library != Outcome::Fails && token.expected.issuer.is_some() {
        return Line { library: Outcome::Fails, library_reason: None, ..found };
    }
    found
}

/// `aud` holds the reader's own name (RFC 7519 §4.1.3).
pub(super) fn aud(token: &TokenView<'_>, absent: &Absent) -> Line {
    let citation = Citation::rfc(7519, "4.1.3");
    let found = token.line(
        "aud",
        citation.clone(),
        |claims| {
            let Some(audiences) = claims.audience()? else { return Ok(None) };
            Ok(Some(match &token.expected.audience {
                None => {
                    let reason = Phrase::new("reason_no_expected_audience").with("value", &audiences.join(", "));
                    cannot("aud", citation.clone(), reason)
                }
                Some(own) if audiences.contains(&own.as_str()) => passes("aud", citation.clone()),
                Some(own) => {
                    let by_slash = |one: &&str| one.trim_end_matches('/') == own.trim_end_matches('/');
                    let code = if audiences.iter().any(by_slash) { "reason_aud_slash" } else { "reason_aud_other" };
                    let reason = Phrase::new(code).with("value", &audiences.join(", ")).with("wanted", own);
                    fails("aud", citation.clone(), reason)
                }
            }))
        },
        || missing("aud", citation.clone(), absent),
    );
    if found.profile == Outcome::Fails && found.library != Outcome::Fails && token.expected.audience.is_some() {
        return Line { library: Outcome::Fails, library_reason: None, ..found };
    }
    found
}

/// Expired from the very second of `exp` on (RFC 7519 §4.1.4: "on or after").
pub(super) fn exp(token: &TokenView<'_>, absent: &Absent) -> Line {
    let citation = Citation::rfc(7519, "4.1.4");
    token.line(
        "exp",
        citation.clone(),
        |claims| {
            let Some(exp) = claims.time("exp")? else { return Ok(None) };
            let over = token.expected.now.since(exp.at());
            Ok(Some(if over < leeway(token) {
                of_time("exp", citation.clone(), exp)
            } else {
                fails("exp", citation.clone(), with_leeway(token, "reason_exp_passed", over))
            }))
        },
        || match absent {
            Absent::OnlyProfile(_) => {
                let never_ends = Some(Phrase::new("reason_exp_absent_library"));
                missing("exp", citation.clone(), absent).but_library(Outcome::PassesWithRemark, never_ends)
            }
            Absent::Fine => remark("exp", citation.clone(), Phrase::new("reason_exp_absent_library")),
        },
    )
}

/// Valid from the very second of `nbf` on (RFC 7519 §4.1.5).
pub(super) fn nbf(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(7519, "4.1.5");
    token.line(
        "nbf",
        citation.clone(),
        |claims| {
            let Some(nbf) = claims.time("nbf")? else { return Ok(None) };
            let early = nbf.at().since(token.expected.now);
            Ok(Some(if early <= leeway(token) {
                of_time("nbf", citation.clone(), nbf)
            } else {
                fails("nbf", citation.clone(), with_leeway(token, "reason_nbf_not_reached", early))
            }))
        },
        || missing("nbf", citation.clone(), &Absent::Fine),
    )
}

/// `iat` is a time, and if it lies ahead that is said: RFC 7519 §4.1.6 gives no rule to refuse it by.
pub(super) fn iat(token: &TokenView<'_>, absent: &Absent) -> Line {
    let citation = Citation::rfc(7519, "4.1.6");
    token.line(
        "iat",
        citation.clone(),
        |claims| {
            let Some(iat) = claims.time("iat")? else { return Ok(None) };
            let early = iat.at().since(token.expected.now);
            Ok(Some(if early <= leeway(token) {
                of_time("iat", citation.clone(), iat)
            } else {
                remark("iat", citation.clone(), with_leeway(token, "reason_iat_ahead", early))
            }))
        },
        || missing("iat", citation.clone(), absent),
    )
}

/// A claim that must be text (RFC 7519 §4.1.2 asks for more of `sub`: a colon makes it a URI).
pub(super) fn text(token: &TokenView<'_>, name: &'static str, citation: Citation, absent: &Absent) -> Line {
    token.line(
        name,
        citation.clone(),
        |claims| {
            let found = if name == "sub" { claims.string_or_uri(name)? } else { claims.string(name)? };
            Ok(found.map(|text| {
                let is_empty = text.trim().is_empty();
                if is_empty && !matches!(absent, Absent::Fine) {
                    let reason = Phrase::new("reason_claim_empty").with("name", name);
                    remark(name, citation.clone(), reason)
                } else {
                    passes(name, citation.clone())
                }
            }))
        },
        || missing(name, citation.clone(), absent),
    )
}

/// `scope` is one text with spaces between the values (RFC 8693 §4.2); many servers write a list.
pub(super) fn scope(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(8693, "4.2");
    token.line(
        "scope",
        citation.clone(),
        |claims| {
            Ok(claims.get("scope").map(|scope| {
                if scope.is_string() {
                    passes("scope", citation.clone())
                } else {
                    remark("scope", citation.clone(), Phrase::new("scope_not_a_string"))
                        .but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_scope_library")))
                }
            }))
        },
        || missing("scope", citation.clone(), &Absent::Fine),
    )
}

pub(super) const fn passes(name: &'static str, citation: Citation) -> Line {
    Line::both(name, citation, Outcome::Passes, None)
}

pub(super) const fn fails(name: &'static str, citation: Citation, reason: Phrase) -> Line {
    Line::both(name, citation, Outcome::Fails, Some(reason))
}

pub(super) const fn remark(name: &'static str, citation: Citation, reason: Phrase) -> Line {
    Line::both(name, citation, Outcome::PassesWithRemark, Some(reason))
}

pub(super) const fn cannot(name: &'static str, citation: Citation, reason: Phrase) -> Line {
    Line::both(name, citation, Outcome::CannotBeMade, Some(reason))
}

/// The line of a claim that is not there.
pub(super) fn missing(name: &'static str, citation: Citation, absent: &Absent) -> Line {
    let reason = |code| Phrase::new(code).with("name", name);
    match absent {
        Absent::Fine => Line::both(name, citation, Outcome::DoesNotApply, Some(reason("reason_claim_absent"))),
        Absent::OnlyProfile(profile) => fails(name, profile.clone(), reason("claim_missing"))
            .but_library(Outcome::DoesNotApply, Some(reason("reason_claim_not_asked"))),
    }
}

/// A time that is right, unless it was meant as milliseconds.
pub(super) fn of_time(name: &'static str, citation: Citation, time: NumericDate) -> Line {
    if time.looks_like_milliseconds() {
        let meant = UnixTime(time.at().0 / 1000);
        let reason = Phrase::new("reason_milliseconds").with("name", name);
        let reason = reason.with("meant", &crate::inspect::utc(meant).unwrap_or_default());
        remark(name, Citation::rfc(7519, "2"), reason)
    } else {
        passes(name, citation)
    }
}

/// How many seconds clocks may differ.
pub(super) fn leeway(token: &TokenView<'_>) -> i64 {
    i64::from(token.expected.leeway)
}

/// The leeway is said wherever it took part in a decision.
pub(super) fn with_leeway(token: &TokenView<'_>, code: &'static str, seconds: i64) -> Phrase {
    let phrase = Phrase::new(code).with("duration", &duration(seconds));
    phrase.with("leeway", &duration(leeway(token)))
}
