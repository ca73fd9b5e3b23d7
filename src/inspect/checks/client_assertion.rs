//! A client assertion as an issuer checks it (RFC 7523 §3 as RFC 10070 §4 has it).

use serde_json::Value;

use super::claim_lines::{Absent, aud, cannot, exp, fails, iat, missing, nbf, passes, remark, text};
use super::header_lines::{alg, crit, signature, structure};
use super::line::{Line, Outcome};
use super::token_view::TokenView;
use crate::cite::{Citation, Document};
use crate::inspect::{Phrase, duration};

/// How long an assertion may live before it is worth a remark, in seconds: it is made for one request.
const LONG: i64 = 3600;

pub(super) fn lines(token: &TokenView<'_>) -> Vec<Line> {
    let required = Absent::OnlyProfile(Citation::rfc(7523, "3"));
    vec![
        structure(token),
        typ(token),
        alg(token),
        crit(token),
        signature(token),
        iss(token),
        text(token, "sub", Citation::rfc(7523, "3"), &required),
        audience(token),
        exp(token, &required),
        nbf(token),
        iat(token, &Absent::Fine),
        lifetime(token),
        text(token, "jti", Citation::new(Document::OidcCore, "9"), &required),
    ]
}

/// RFC 10070 §4 wants clients to write the type, and servers not to refuse those that do not yet.
fn typ(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(10070, "4");
    match token.header("typ").map(|typ| typ.as_str().unwrap_or_default()) {
        _ if token.typ_is("client-authentication+jwt") => passes("typ", citation),
        None => remark("typ", citation, Phrase::new("reason_assertion_typ_missing")),
        Some(_) if token.typ_is("jwt") => remark("typ", citation, Phrase::new("reason_assertion_typ_jwt")),
        Some(typ) => {
            let reason = Phrase::new("reason_typ_other").with("wanted", "client-authentication+jwt").with("value", typ);
            fails("typ", citation, reason)
        }
    }
    .but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_typ_library")))
}

/// The client speaks about itself: `iss` and `sub` are both its ID.
fn iss(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(7523, "3");
    let required = Absent::OnlyProfile(citation.clone());
    let line = token.line(
        "iss",
        citation.clone(),
        |claims| {
            let (Some(iss), sub) = (claims.string_or_uri("iss")?, claims.string("sub")?) else { return Ok(None) };
            Ok(Some(match sub {
                Some(sub) if sub == iss => passes("iss", citation.clone()),
                Some(sub) => {
                    let reason = Phrase::new("reason_iss_is_not_sub").with("value", iss).with("wanted", sub);
                    fails("iss", citation.clone(), reason)
                }
                None => cannot("iss", citation.clone(), Phrase::new("reason_iss_without_sub")),
            }))
        },
        || missing("iss", citation.clone(), &required),
    );
    line.but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_assertion_iss_library")))
}

/// The issuer and nobody beside it. Until RFC 10070 the token endpoint would do, or any of several.
fn audience(token: &TokenView<'_>) -> Line {
    let required = Absent::OnlyProfile(Citation::rfc(7523, "3"));
    let line = aud(token, &required);
    let audiences = token.claims.as_ref().and_then(|claims| claims.get("aud"));
    let others = audiences.and_then(Value::as_array).map_or(0, Vec::len);
    let rule = Citation::rfc(10070, "4");
    match line.profile {
        Outcome::Passes | Outcome::CannotBeMade if others > 1 => {
            let library = line.library;
            fails("aud", rule, Phrase::new("reason_assertion_aud_several")).but_library(library, line.reason)
        }
        Outcome::Passes if others == 1 => remark("aud", rule, Phrase::new("reason_assertion_aud_list")),
        Outcome::CannotBeMade
            if line.reason.as_ref().is_some_and(|reason| reason.fact("value").is_some_and(is_endpoint)) =>
        {
            Line { reason: Some(Phrase::new("reason_assertion_aud_endpoint")), citation: rule, ..line }
        }
        _ => line,
    }
}

/// Whether an address looks like that of a token endpoint, which assertions named before RFC 10070.
fn is_endpoint(address: &str) -> bool {
    address.starts_with("http") && address.trim_end_matches('/').ends_with("/token")
}

/// How long it is good for: it is made for one request.
fn lifetime(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(7523, "3");
    let line = token.line(
        "lifetime",
        citation.clone(),
        |claims| {
            let Some(exp) = claims.time("exp")? else { return Ok(None) };
            let now = token.expected.now;
            let start = claims.time("iat")?.map_or(now, |iat| iat.at().min(now));
            let lives = exp.at().since(start);
            Ok(Some(if lives > LONG {
                let reason = Phrase::new("reason_assertion_lives_long").with("duration", &duration(lives));
                remark("lifetime", citation.clone(), reason)
            } else {
                passes("lifetime", citation.clone())
            }))
        },
        || Line::both("lifetime", citation.clone(), Outcome::DoesNotApply, None),
    );
    line.but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_claim_not_asked").with("name", "exp")))
}
