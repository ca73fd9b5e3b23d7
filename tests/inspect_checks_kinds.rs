//! ID Tokens, client assertions, DPoP proofs and logout tokens, each judged by those that they are for.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/judged.rs"]
mod judged;

use grant_lab::inspect::{CheckedAs, Decoded, Expected, Outcome, Reading, TokenHashes};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use serde_json::{Value, json};

use crate::judged::{ISSUER, NOW, api, can_be_said, header, judged, token, told, with};

#[test]
fn an_id_token_is_judged_by_its_client() {
    let hashes = block_on(TokenHashes::of(&SoftwareCrypto::new(), "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"));
    // The access token and at_hash are those of OIDC Core, appendix A.3.
    let expected = Expected {
        audience: Some("s6BhdRkqt3".to_owned()),
        nonce: Some("n-0S6_WzA2Mj".to_owned()),
        access_token: Some(hashes.expect("hashes")),
        ..api()
    };
    let base = json!({"iss": ISSUER, "sub": "24400320", "aud": "s6BhdRkqt3", "nonce": "n-0S6_WzA2Mj", "exp": NOW.0 + 300,
        "iat": NOW.0, "at_hash": "77QmUPtjPfzWtF2AnpK9RQ"});
    let of_header = json!({"alg": "RS256", "kid": "k"});
    let good = judged(&token(&of_header, &base), CheckedAs::IdToken, &expected);
    assert_eq!(told(&good), []);
    use Outcome::{CannotBeMade, DoesNotApply, Fails, PassesWithRemark};
    for (changes, line, profile, library, reason) in [
        (json!({"aud": "other"}), "aud", Fails, Fails, "reason_aud_other"),
        (json!({"nonce": "n"}), "nonce", Fails, DoesNotApply, "reason_nonce_other"),
        (json!({"nonce": null}), "nonce", Fails, DoesNotApply, "reason_nonce_missing"),
        (json!({"at_hash": "AAAA"}), "at_hash", Fails, DoesNotApply, "reason_at_hash_other"),
        (json!({"azp": "other"}), "azp", PassesWithRemark, DoesNotApply, "reason_azp_other"),
        (json!({"aud": ["s6BhdRkqt3", "b"]}), "azp", PassesWithRemark, DoesNotApply, "reason_azp_absent"),
        (json!({"sub": null}), "sub", Fails, DoesNotApply, "claim_missing"),
        (json!({"iat": null}), "iat", Fails, DoesNotApply, "claim_missing"),
    ] {
        let judgement = judged(&token(&of_header, &with(base.clone(), &changes)), CheckedAs::IdToken, &expected);
        assert_eq!(told(&judgement), [(line, profile, library, Some(reason))], "{changes}");
        can_be_said(&judgement);
    }
    let nothing = judged(
        &token(&of_header, &base),
        CheckedAs::IdToken,
        &Expected { nonce: None, access_token: None, ..expected.clone() },
    );
    let cannot: Vec<_> = told(&nothing).into_iter().map(|(name, profile, ..)| (name, profile)).collect();
    assert_eq!(cannot, [("nonce", CannotBeMade), ("at_hash", CannotBeMade)]);
    let access = judged(&token(&header(), &base), CheckedAs::IdToken, &expected);
    assert!(told(&access).contains(&("typ", Fails, DoesNotApply, Some("reason_typ_not_id_token"))));
}

#[test]
fn jwt_16_an_id_token_fails_the_checks_for_access_tokens() {
    let file: Value = serde_json::from_str(include_str!("vectors/oidc-core-id-tokens.json")).expect("vectors");
    for vector in file["vectors"].as_array().expect("a list") {
        let text = vector["id_token"].as_str().expect("a token");
        let judgement = judged(text, CheckedAs::AccessToken, &api());
        assert_eq!(judgement.line("typ").map(|line| line.profile), Some(Outcome::Fails), "{}", vector["id"]);
    }
}

#[test]
fn a_client_assertion_is_for_the_issuer_alone() {
    let expected = Expected { audience: Some(ISSUER.to_owned()), ..Expected::at(NOW) };
    let base = json!({"iss": "c", "sub": "c", "aud": ISSUER, "iat": NOW.0, "exp": NOW.0 + 60, "jti": "1"});
    let of_header = json!({"alg": "ES256", "typ": "client-authentication+jwt", "kid": "k"});
    assert_eq!(told(&judged(&token(&of_header, &base), CheckedAs::ClientAssertion, &expected)), []);
    use Outcome::{DoesNotApply, Fails, Passes, PassesWithRemark};
    for (header_changes, changes, line, profile, library, reason) in [
        (json!({"typ": null}), json!({}), "typ", PassesWithRemark, DoesNotApply, "reason_assertion_typ_missing"),
        (json!({"typ": "JWT"}), json!({}), "typ", PassesWithRemark, DoesNotApply, "reason_assertion_typ_jwt"),
        (json!({"typ": "at+jwt"}), json!({}), "typ", Fails, DoesNotApply, "reason_typ_other"),
        (json!({}), json!({"iss": "d"}), "iss", Fails, DoesNotApply, "reason_iss_is_not_sub"),
        (
            json!({}),
            json!({"aud": [ISSUER, "https://id.example.com/token"]}),
            "aud",
            Fails,
            Passes,
            "reason_assertion_aud_several",
        ),
        (json!({}), json!({"aud": [ISSUER]}), "aud", PassesWithRemark, PassesWithRemark, "reason_assertion_aud_list"),
        (json!({}), json!({"aud": "https://id.example.com/token"}), "aud", Fails, Fails, "reason_aud_other"),
        (
            json!({}),
            json!({"exp": NOW.0 + 7200}),
            "lifetime",
            PassesWithRemark,
            DoesNotApply,
            "reason_assertion_lives_long",
        ),
        (json!({}), json!({"jti": null}), "jti", Fails, DoesNotApply, "claim_missing"),
        (json!({}), json!({"exp": NOW.0 - 1}), "exp", Fails, Fails, "reason_exp_passed"),
    ] {
        let text = token(&with(of_header.clone(), &header_changes), &with(base.clone(), &changes));
        let judgement = judged(&text, CheckedAs::ClientAssertion, &expected);
        assert_eq!(told(&judgement), [(line, profile, library, Some(reason))], "{header_changes} {changes}");
        can_be_said(&judgement);
    }
}

#[test]
fn a_dpop_proof_belongs_to_one_request() {
    let file: Value = serde_json::from_str(include_str!("vectors/rfc9449-dpop.json")).expect("vectors");
    let proofs: Vec<&str> =
        file["vectors"].as_array().expect("a list").iter().filter_map(|vector| vector["proof"].as_str()).collect();
    assert!(!proofs.is_empty());
    for proof in proofs {
        let decoded = Decoded::read(proof);
        let claim = |name: &str| decoded.payload.as_ref().and_then(|part| part.members.get(name));
        let text = |name: &str| claim(name).and_then(Value::as_str).map(str::to_owned);
        let iat = claim("iat").and_then(Value::as_i64).expect("a time");
        let own =
            Expected { htm: text("htm"), htu: text("htu"), nonce: text("nonce"), ..Expected::at(UnixTime(iat + 10)) };
        let failed = |expected: &Expected| -> Vec<&'static str> {
            judged(proof, CheckedAs::DpopProof, expected).failures(Reading::Profile).map(|line| line.name).collect()
        };
        assert_eq!(failed(&own), [""; 0]);
        assert_eq!(failed(&Expected { htm: Some("PUT".to_owned()), ..own.clone() }), ["htm"]);
        assert_eq!(failed(&Expected { htu: Some("https://other.example/".to_owned()), ..own.clone() }), ["htu"]);
        assert_eq!(failed(&Expected { now: UnixTime(iat + 301), ..own.clone() }), ["iat"]);
        assert_eq!(failed(&Expected { now: UnixTime(iat - 61), ..own.clone() }), ["iat"]);
        assert_eq!(failed(&Expected { nonce: Some("another".to_owned()), ..own.clone() }), ["nonce"]);
        let judgement = judged(proof, CheckedAs::DpopProof, &own);
        assert_eq!(judgement.failures(Reading::Library).count(), 0);
        can_be_said(&judgement);
    }
    let shared =
        token(&json!({"alg": "HS256", "typ": "dpop+jwt", "jwk": {"kty": "oct", "k": "AAAA"}}), &json!({"jti": "1"}));
    let reasons: Vec<_> =
        told(&judged(&shared, CheckedAs::DpopProof, &Expected::at(NOW))).into_iter().map(|line| line.3).collect();
    for reason in ["reason_proof_shared_key", "reason_proof_jwk_private", "claim_missing"] {
        assert!(reasons.contains(&Some(reason)), "{reason}: {reasons:?}");
    }
}

#[test]
fn a_logout_token_names_whose_session_ends_and_has_no_nonce() {
    let expected = Expected { audience: Some("c".to_owned()), ..api() };
    let event = "http://schemas.openid.net/event/backchannel-logout";
    let base = json!({"iss": ISSUER, "sub": "p", "aud": "c", "iat": NOW.0, "exp": NOW.0 + 60, "jti": "1", "events": {event: {}}});
    let of_header = json!({"alg": "RS256", "typ": "logout+jwt", "kid": "k"});
    assert_eq!(told(&judged(&token(&of_header, &base), CheckedAs::LogoutToken, &expected)), []);
    for (changes, line, reason) in [
        (json!({"nonce": "n"}), "no_nonce", "reason_logout_nonce"),
        (json!({"sub": null}), "sub_or_sid", "reason_logout_names_nobody"),
        (json!({"events": {}}), "events", "reason_logout_event"),
        (json!({"events": null}), "events", "reason_logout_event"),
        (json!({"jti": null}), "jti", "claim_missing"),
    ] {
        let judgement = judged(&token(&of_header, &with(base.clone(), &changes)), CheckedAs::LogoutToken, &expected);
        assert_eq!(told(&judgement), [(line, Outcome::Fails, Outcome::DoesNotApply, Some(reason))], "{changes}");
        can_be_said(&judgement);
    }
    let by_session = with(base, &json!({"sub": null, "sid": "s"}));
    assert_eq!(told(&judged(&token(&of_header, &by_session), CheckedAs::LogoutToken, &expected)), []);
}
