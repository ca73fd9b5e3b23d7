//! The demo API refuses what the reading by the profile refuses, for every malformed token and any claims.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/judged.rs"]
mod judged;

use grant_lab::inspect::{CheckedAs, Decoded, Expected, Judgement, Outcome, Reading};
use grant_lab::jose::JwsError;
use grant_lab::jose::jwt::{self, Validation, validate};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::judged::{API, ISSUER, NOW, api, can_be_said, claims, header, judged, token, verified, with};

const MALFORMED: &str = include_str!("vectors/malformed-jwt.json");

/// The demo API decides by `jose::jwt`; the profile's reading must come to the same end about every token.
fn agrees_with_the_api(text: &str, leeway: u32) {
    let decoded = Decoded::read(text);
    let Some(jws) = &decoded.jws else { return };
    let expected = Expected { leeway, ..api() };
    let judgement = Judgement::new(&decoded, &verified(), CheckedAs::AccessToken, &expected, None);
    let validation = Validation { leeway, ..Validation::access_token(NOW, ISSUER, API) };
    let report = validate(jws, Some(&Ok::<(), JwsError>(())), &validation);
    if !report.checks.iter().any(|check| check.name == "iss") {
        assert!(judgement.failures(Reading::Profile).next().is_some(), "{text}");
        return;
    }
    for check in &report.checks {
        let Some(line) = judgement.line(check.name) else { continue };
        let fails = check.outcome.is_failure();
        // A name that is known and not checked here is nothing against the token, and the API of this page refuses it all the same.
        let is_unknown_here = check.name == "alg" && line.profile == Outcome::CannotBeMade;
        assert!(is_unknown_here || (line.profile == Outcome::Fails) == fails, "{}: {text}", check.name);
        let warns = matches!(check.outcome, jwt::Outcome::Warned { .. });
        assert!(!warns || line.profile == Outcome::PassesWithRemark, "{}: {text}", check.name);
    }
}

#[test]
fn jwt_05_to_19_the_profile_agrees_with_the_api_about_every_malformed_token() {
    let file: Value = serde_json::from_str(MALFORMED).expect("vectors");
    let mut seen = 0;
    for vector in file["vectors"].as_array().expect("a list") {
        let Some(text) = vector["token"].as_str() else { continue };
        agrees_with_the_api(text, 0);
        for checked_as in CheckedAs::ALL {
            can_be_said(&judged(text, checked_as, &api()));
        }
        seen += 1;
    }
    assert!(seen > 80, "{seen}");
}

proptest! {
    #[test]
    fn jwt_15_the_profile_agrees_with_the_api_about_any_claims(
        iss in prop_oneof![Just(json!(ISSUER)), Just(json!("x")), Just(json!(1)), Just(Value::Null)],
        aud in prop_oneof![Just(json!(API)), Just(json!([API, "b"])), Just(json!([])), Just(json!({})), Just(Value::Null)],
        exp in prop_oneof![(-5_i64..5).prop_map(|past| json!(NOW.0 + past)), Just(json!(1e99)), Just(json!("x")), Just(Value::Null)],
        iat in prop_oneof![(-5_i64..5).prop_map(|ahead| json!(NOW.0 + ahead)), Just(json!(true)), Just(Value::Null)],
        nbf in prop_oneof![(-5_i64..5).prop_map(|ahead| json!(NOW.0 + ahead)), Just(json!([])), Just(Value::Null)],
        sub in prop_oneof![Just(json!("a")), Just(json!("a b:c")), Just(json!(1)), Just(Value::Null)],
        scope in prop_oneof![Just(json!("a")), Just(json!(["a"])), Just(Value::Null)],
        typ in prop_oneof![Just(json!("AT+JWT")), Just(json!("application/at+jwt")), Just(json!("JWT")), Just(Value::Null)],
        leeway in 0_u32..4,
    ) {
        let changes = json!({"iss": iss, "aud": aud, "exp": exp, "iat": iat, "nbf": nbf, "sub": sub, "scope": scope});
        let text = token(&with(header(), &json!({"typ": typ})), &with(claims(), &changes));
        agrees_with_the_api(&text, leeway);
    }
}
