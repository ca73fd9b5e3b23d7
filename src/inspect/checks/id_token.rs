//! An ID Token as the client checks it that it is for (OIDC Core §3.1.3.7).

use serde_json::Value;

use super::claim_lines::{Absent, aud, cannot, exp, fails, iat, iss, missing, nbf, passes, remark, text};
use super::echoed;
use super::header_lines::{alg, crit, signature, structure};
use super::line::{Line, Outcome};
use super::token_view::TokenView;
use crate::cite::{Citation, Document};
use crate::inspect::Phrase;
use crate::jose::Algorithm;

pub(super) fn lines(token: &TokenView<'_>) -> Vec<Line> {
    let required = Absent::OnlyProfile(Citation::new(Document::OidcCore, "2"));
    vec![
        structure(token),
        typ(token),
        alg(token),
        crit(token),
        signature(token),
        iss(token, &required),
        aud(token, &required),
        azp(token),
        exp(token, &required),
        nbf(token),
        iat(token, &required),
        text(token, "sub", Citation::new(Document::OidcCore, "2"), &required),
        nonce(token),
        at_hash(token),
    ]
}

/// No type is laid down for ID Tokens, but one that names another kind is no ID Token (RFC 8725 §3.11).
fn typ(token: &TokenView<'_>) -> Line {
    let citation = Citation::rfc(8725, "3.11");
    let library = Some(Phrase::new("reason_typ_library"));
    match token.header("typ").map(|typ| typ.as_str().unwrap_or_default()) {
        Some(typ) if typ.to_ascii_lowercase().ends_with("+jwt") => {
            fails("typ", citation, Phrase::new("reason_typ_not_id_token").with("value", typ))
        }
        _ => Line::both("typ", citation, Outcome::DoesNotApply, Some(Phrase::new("reason_typ_id_token"))),
    }
    .but_library(Outcome::DoesNotApply, library)
}

/// The party that the token was issued to: compared with the client, because another one is a question and not always a fault.
fn azp(token: &TokenView<'_>) -> Line {
    let citation = Citation::new(Document::OidcCore, "3.1.3.7");
    let is_several = token
        .claims
        .as_ref()
        .is_some_and(|claims| claims.get("aud").and_then(Value::as_array).is_some_and(|audiences| audiences.len() > 1));
    let line = token.line(
        "azp",
        citation.clone(),
        |claims| {
            Ok(claims.string("azp")?.map(|azp| match &token.expected.audience {
                None => cannot("azp", citation.clone(), Phrase::new("reason_no_expected_client").with("value", azp)),
                Some(own) if own == azp => passes("azp", citation.clone()),
                Some(own) => {
                    let reason = Phrase::new("reason_azp_other").with("value", azp).with("wanted", own);
                    remark("azp", citation.clone(), reason)
                }
            }))
        },
        || {
            if is_several {
                remark("azp", citation.clone(), Phrase::new("reason_azp_absent"))
            } else {
                missing("azp", citation.clone(), &Absent::Fine)
            }
        },
    );
    let asked = Some(Phrase::new("reason_claim_not_asked").with("name", "azp"));
    line.but_library(Outcome::DoesNotApply, asked)
}

/// The value that ties the token to one request.
fn nonce(token: &TokenView<'_>) -> Line {
    let line = echoed::nonce(token, &Citation::new(Document::OidcCore, "3.1.3.7"));
    line.but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_claim_not_asked").with("name", "nonce")))
}

/// The hash of the access token that came with it, by the hash function of the algorithm.
fn at_hash(token: &TokenView<'_>) -> Line {
    let citation = Citation::new(Document::OidcCore, "3.1.3.8");
    let hash = token.header_text("alg").and_then(Algorithm::from_name).map(Algorithm::hash);
    let line = token.line(
        "at_hash",
        citation.clone(),
        |claims| {
            let Some(own) = claims.string("at_hash")? else { return Ok(None) };
            let expected = token.expected.access_token.as_ref().zip(hash).map(|(hashes, hash)| hashes.at_hash(hash));
            Ok(Some(match expected {
                None => {
                    cannot("at_hash", citation.clone(), Phrase::new("reason_no_access_token").with("name", "at_hash"))
                }
                Some(expected) if expected == own => passes("at_hash", citation.clone()),
                Some(_) => fails("at_hash", citation.clone(), Phrase::new("reason_at_hash_other")),
            }))
        },
        || missing("at_hash", citation.clone(), &Absent::Fine),
    );
    line.but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_claim_not_asked").with("name", "at_hash")))
}
