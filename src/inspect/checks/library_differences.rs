//! Where libraries differ about this very token: each remark stands at its check, and only if the token makes the difference.

use serde_json::Value;

use super::checked_as::CheckedAs;
use super::line::Line;
use super::remark::ValidatorsRemark;
use super::signature::SignatureState;
use super::token_view::TokenView;
use crate::facts::{Validator, Validators};
use crate::inspect::{Phrase, TokenKind, duration};
use crate::jose::jwt::Claims;

/// The algorithms that were asked about, and what the question is called.
const ALGORITHMS: [(&str, &str); 7] = [
    ("ES256", "alg_ES256"),
    ("EdDSA", "alg_EdDSA"),
    ("Ed25519", "alg_Ed25519"),
    ("ES512", "alg_ES512"),
    ("PS384", "alg_PS384"),
    ("ES256K", "alg_ES256K"),
    ("ML-DSA-44", "alg_ML_DSA_44"),
];

/// What the number 2^53+1 becomes in a program that reads numbers as IEEE 754 doubles.
const ROUNDED: &str = "value 9007199254740992";

/// Adds the remarks to the lines.
pub(super) fn add(lines: &mut [Line], token: &TokenView<'_>, checked_as: CheckedAs, validators: &Validators) {
    let mut at = Remarks { lines, validators };
    of_form(&mut at, token);
    of_header(&mut at, token, checked_as);
    of_key(&mut at, token);
    // Proofs are no business of these libraries.
    if let Some(claims) = token.claims.as_ref().filter(|_| checked_as != CheckedAs::DpopProof) {
        of_times(&mut at, token, claims);
        of_others(&mut at, claims);
    }
}

struct Remarks<'a> {
    lines: &'a mut [Line],
    validators: &'a Validators,
}

impl Remarks<'_> {
    /// How libraries judged `probe`, at the check called `line`.
    fn at(&mut self, line: &str, code: &'static str, probe: &str) {
        let remark = ValidatorsRemark::of(self.validators, code, probe);
        self.push(line, remark);
    }

    fn push(&mut self, line: &str, remark: Option<ValidatorsRemark>) {
        if let (Some(line), Some(remark)) = (self.lines.iter_mut().find(|one| one.name == line), remark) {
            line.remarks.push(remark);
        }
    }
}

fn of_form(at: &mut Remarks<'_>, token: &TokenView<'_>) {
    if token.decoded.header.as_ref().is_some_and(|header| header.raw.ends_with('=')) {
        at.at("structure", "library_header_padded", "header_padded");
    }
    if has_large_number(token) {
        let rounds = |validator: &Validator| {
            let note = validator.judged.get("int64_exact")?.note.as_deref()?;
            Some(!note.starts_with(ROUNDED))
        };
        let remark = ValidatorsRemark::by(at.validators, Phrase::new("library_large_number"), rounds);
        at.push("structure", remark);
    }
}

/// Whether a whole number stands in the payload that is beyond 2^53, as its author wrote it.
fn has_large_number(token: &TokenView<'_>) -> bool {
    let Some(json) = token.decoded.payload.as_ref().map(|part| &part.json) else { return false };
    let numbers = json.spans.iter().filter(|span| span.kind == TokenKind::Number);
    numbers.filter_map(|span| json.text.get(span.range.clone())).any(is_beyond_doubles)
}

/// Whether a whole number is one of those that doubles no longer tell apart (RFC 8259 §6: beyond 2^53 programs differ).
pub(crate) fn is_beyond_doubles(number: &str) -> bool {
    let digits = number.trim_start_matches('-');
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_whole && digits.len() > 15 && digits.parse::<u64>().map_or(true, |number| number > 1 << 53)
}

fn of_header(at: &mut Remarks<'_>, token: &TokenView<'_>, checked_as: CheckedAs) {
    if checked_as == CheckedAs::AccessToken {
        if token.typ_is("at+jwt") {
            at.at("typ", "library_typ_at_jwt", "typ_at_jwt_none_expected");
        } else if token.typ_is("jwt") {
            at.at("typ", "library_typ_jwt", "base_typ_jwt");
        }
    }
    let name = token.header_text("alg").unwrap_or_default();
    if let Some((_, probe)) = ALGORITHMS.iter().find(|(known, _)| *known == name) {
        let phrase = Phrase::new("library_algorithm").with("name", name);
        let judge = |validator: &Validator| validator.judged.get(probe)?.accepted;
        let remark = ValidatorsRemark::by(at.validators, phrase, judge);
        at.push("alg", remark);
    }
    if token.header("b64").is_some() {
        at.at("crit", "library_crit_b64", "crit_b64_detached");
    }
}

/// What `kid` and the keys at hand do to libraries that pick the key by name.
fn of_key(at: &mut Remarks<'_>, token: &TokenView<'_>) {
    let report = token.signature;
    let kid = token.header_text("kid");
    match (kid, &report.state) {
        (None, _) if token.header("alg").is_some() => {
            let several = report.tried.iter().filter(|key| key.tried).count() > 1;
            let (code, probe) = if several {
                ("library_kid_absent_several", "kid_absent_two_keys")
            } else {
                ("library_kid_absent", "kid_absent_one_key")
            };
            at.at("signature", code, probe);
        }
        (Some(_), SignatureState::Verified { kid: None, own_key: false, .. }) => {
            at.at("signature", "library_key_without_kid", "jwk_no_kid_token_has");
        }
        _ => {}
    }
    if kid.is_some_and(|kid| report.tried.iter().filter(|key| key.kid.as_deref() == Some(kid)).count() > 1) {
        at.at("signature", "library_same_kid", "jwks_two_same_kid");
    }
}

fn of_times(at: &mut Remarks<'_>, token: &TokenView<'_>, claims: &Claims) {
    let now = token.expected.now;
    match claims.time("exp") {
        Ok(None) => at.at("exp", "library_exp_absent", "exp_absent"),
        Ok(Some(exp)) => match now.since(exp.at()) {
            0 => at.at("exp", "library_exp_now", "exp_now"),
            over @ 1.. => {
                let most = at.validators.validators.iter().filter_map(|validator| validator.leeway).max();
                if most.is_some_and(|most| over <= i64::from(most)) {
                    let phrase = Phrase::new("library_leeway").with("duration", &duration(over));
                    let judge = |validator: &Validator| Some(i64::from(validator.leeway?) >= over);
                    let remark = ValidatorsRemark::by(at.validators, phrase, judge);
                    at.push("exp", remark);
                }
            }
            _ => {}
        },
        Err(_) => {}
    }
    if let Ok(Some(nbf)) = claims.time("nbf")
        && nbf.at().since(now) == 1
    {
        at.at("nbf", "library_nbf_ahead", "nbf_1s_ahead");
    }
    match claims.time("iat") {
        Ok(None) => at.at("iat", "library_claim_absent", "iat_absent"),
        Ok(Some(iat)) if iat.at().since(now) > 0 => at.at("iat", "library_iat_ahead", "iat_30s_ahead"),
        _ => {}
    }
}

fn of_others(at: &mut Remarks<'_>, claims: &Claims) {
    match claims.get("aud") {
        Some(Value::Array(audiences)) if audiences.len() == 1 => at.at("aud", "library_aud_list", "aud_array_one"),
        Some(Value::Array(audiences)) if audiences.len() > 1 => at.at("aud", "library_aud_list", "aud_array_two"),
        _ => {}
    }
    if at.lines.iter().any(|line| line.reason.as_ref().is_some_and(|reason| reason.code == "reason_iss_slash")) {
        at.at("iss", "library_iss_slash", "iss_trailing_slash");
    }
    match claims.get("sub") {
        None => at.at("sub", "library_claim_absent", "sub_absent"),
        Some(Value::Number(_)) => at.at("sub", "library_sub_number", "sub_number"),
        Some(_) => {}
    }
    for (name, probe) in [("jti", "jti_absent"), ("client_id", "client_id_absent")] {
        if claims.get(name).is_none() {
            at.at(name, "library_claim_absent", probe);
        }
    }
    if claims.get("scope").is_some_and(Value::is_array) {
        at.at("scope", "library_scope_list", "scope_array_kept");
    }
}
