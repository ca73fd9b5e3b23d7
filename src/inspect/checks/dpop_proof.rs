//! A DPoP proof as whoever gets the request checks it (RFC 9449 §4.3). A plain JWT library has no part in most of it.

use super::claim_lines::{Absent, cannot, fails, missing, of_time, passes, text, with_leeway};
use super::echoed::{Codes, echoed, nonce};
use super::header_lines::{alg, crit, signature, structure};
use super::line::{Line, Outcome};
use super::token_view::TokenView;
use crate::cite::Citation;
use crate::inspect::{Phrase, duration};
use crate::jose::{Algorithm, Jwk};
use crate::oauth::dpop::normalise;

/// How old a proof may be where nothing else is said, in seconds: what this page's issuer takes. RFC 9449 §11.1 leaves it to the server.
const OLDEST: i64 = 300;

/// How far ahead of the reader's clock a proof may have been made, in seconds: RFC 9449 §11.1 wants clocks to be allowed to differ.
const AHEAD: i64 = 60;

pub(super) fn lines(token: &TokenView<'_>) -> Vec<Line> {
    let required = Absent::OnlyProfile(Citation::rfc(9449, "4.2"));
    let mut lines = vec![structure(token), typ(token), algorithm(token), jwk(token), crit(token), signature(token)];
    let of_proofs = [
        htm(token),
        htu(token),
        iat(token),
        text(token, "jti", Citation::rfc(9449, "4.2"), &required),
        ath(token),
        nonce(token, &Citation::rfc(9449, "8")),
    ];
    lines.extend(
        of_proofs.map(|line| line.but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_proof_library")))),
    );
    lines
}

fn typ(token: &TokenView<'_>) -> Line {
    super::header_lines::typ(token, "dpop+jwt", Citation::rfc(9449, "4.3"))
}

/// Only a private key shows possession.
fn algorithm(token: &TokenView<'_>) -> Line {
    let line = alg(token);
    let is_shared = |name| Algorithm::from_name(name).is_some_and(|alg| !alg.key_type().is_asymmetric());
    if token.header_text("alg").is_some_and(is_shared) {
        return fails("alg", Citation::rfc(9449, "4.3"), Phrase::new("reason_proof_shared_key"))
            .but_library(line.library, line.reason);
    }
    line
}

/// The key, in public.
fn jwk(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(9449, "4.3");
    let reason = |code| fails("jwk", citation.clone(), Phrase::new(code));
    let line = match token.header("jwk") {
        None => reason("reason_proof_jwk_missing"),
        Some(value) => match value.as_object().map(|members| Jwk::parse(members.clone())) {
            None => reason("reason_proof_jwk_broken"),
            Some(Err(error)) => {
                let phrase = Phrase::new("reason_proof_jwk_unread").with("reason", &error.to_string());
                cannot("jwk", citation, phrase)
            }
            Some(Ok(jwk)) if jwk.has_private_members() => reason("reason_proof_jwk_private"),
            Some(Ok(_)) => passes("jwk", citation),
        },
    };
    line.but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_proof_library")))
}

fn htm(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(9449, "4.3");
    let required = Absent::OnlyProfile(Citation::rfc(9449, "4.2"));
    token.line(
        "htm",
        citation.clone(),
        |claims| {
            Ok(claims.string("htm")?.map(|own| match &token.expected.htm {
                None => cannot("htm", citation.clone(), Phrase::new("reason_no_expected_request").with("value", own)),
                // Methods compare with regard to case (RFC 9110 §9.1).
                Some(method) if method == own => passes("htm", citation.clone()),
                Some(method) => fails(
                    "htm",
                    citation.clone(),
                    Phrase::new("reason_htm_other").with("value", own).with("wanted", method),
                ),
            }))
        },
        || missing("htm", citation.clone(), &required),
    )
}

fn htu(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(9449, "4.3");
    let required = Absent::OnlyProfile(Citation::rfc(9449, "4.2"));
    token.line(
        "htu",
        citation.clone(),
        |claims| {
            let Some(own) = claims.string("htu")? else { return Ok(None) };
            let Some(address) = normalise(own) else {
                return Ok(Some(fails(
                    "htu",
                    citation.clone(),
                    Phrase::new("reason_htu_no_address").with("value", own),
                )));
            };
            Ok(Some(match &token.expected.htu {
                None => cannot("htu", citation.clone(), Phrase::new("reason_no_expected_request").with("value", own)),
                Some(wanted) if normalise(wanted).as_ref() == Some(&address) => passes("htu", citation.clone()),
                Some(wanted) => fails(
                    "htu",
                    citation.clone(),
                    Phrase::new("reason_htu_other").with("value", own).with("wanted", wanted),
                ),
            }))
        },
        || missing("htu", citation.clone(), &required),
    )
}

/// A proof is for now: RFC 9449 §4.3 (11) wants its `iat` in an acceptable window and leaves the window to the server.
fn iat(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(9449, "4.3");
    let required = Absent::OnlyProfile(Citation::rfc(9449, "4.2"));
    token.line(
        "iat",
        citation.clone(),
        |claims| {
            let Some(iat) = claims.time("iat")? else { return Ok(None) };
            let leeway = i64::from(token.expected.leeway);
            let age = token.expected.now.since(iat.at());
            Ok(Some(if age > OLDEST.saturating_add(leeway) {
                let phrase = with_leeway(token, "reason_proof_old", age);
                fails("iat", citation.clone(), phrase.with("oldest", &duration(OLDEST)))
            } else if age < -leeway.max(AHEAD) {
                fails("iat", citation.clone(), with_leeway(token, "reason_iat_ahead", age))
            } else {
                of_time("iat", citation.clone(), iat)
            }))
        },
        || missing("iat", citation.clone(), &required),
    )
}

/// With an access token the proof names it by its hash.
fn ath(token: &TokenView<'_>) -> Line {
    let hash = token.expected.access_token.as_ref().map(|hashes| hashes.ath.as_str());
    let codes = Codes {
        unknown: Phrase::new("reason_no_access_token").with("name", "ath"),
        other: "reason_ath_other",
        missing: "reason_ath_missing",
    };
    echoed(token, "ath", &Citation::rfc(9449, "4.3"), hash, &codes)
}
