//! Whether an API would accept an access token: two readings side by side, and which of them a fault fails.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/judged.rs"]
mod judged;

use grant_lab::inspect::{
    CheckedAs, Decoded, Expected, Judgement, Line, NotCheckedReason, Outcome, Reading, SignatureState,
};
use serde_json::json;

use crate::judged::{API, ISSUER, NOW, api, can_be_said, claims, header, judged, token, told, validators, with, words};

#[test]
fn a_good_access_token_passes_every_check_that_applies() {
    let judgement = judged(&token(&header(), &claims()), CheckedAs::AccessToken, &api());
    assert_eq!(told(&judgement), []);
    let names: Vec<_> = judgement.lines.iter().map(|line| line.name).collect();
    assert_eq!(
        names,
        [
            "structure",
            "typ",
            "alg",
            "crit",
            "signature",
            "iss",
            "aud",
            "exp",
            "nbf",
            "iat",
            "sub",
            "jti",
            "client_id",
            "scope"
        ]
    );
    assert_eq!(judgement.count(Reading::Profile, Outcome::DoesNotApply), 2, "crit and nbf");
    can_be_said(&judgement);
}

#[test]
fn jwt_12_to_15_one_fault_fails_one_line_in_the_readings_that_ask_for_it() {
    use Outcome::{CannotBeMade, DoesNotApply, Fails, PassesWithRemark};
    let now = NOW.0;
    for (of_header, of_claims, line, profile, library, reason) in [
        // What both refuse.
        (json!({}), json!({"iss": "https://other.example"}), "iss", Fails, Fails, "reason_iss_other"),
        (json!({}), json!({"iss": "https://id.example.com/"}), "iss", Fails, Fails, "reason_iss_slash"),
        (json!({}), json!({"iss": 7}), "iss", Fails, Fails, "claim_not_a_string"),
        (json!({}), json!({"iss": null}), "iss", Fails, Fails, "claim_missing"),
        (json!({}), json!({"aud": "https://api.example.com/"}), "aud", Fails, Fails, "reason_aud_slash"),
        (json!({}), json!({"aud": ["a", "b"]}), "aud", Fails, Fails, "reason_aud_other"),
        (json!({}), json!({"aud": []}), "aud", Fails, Fails, "claim_audience_shape"),
        (json!({}), json!({"aud": null}), "aud", Fails, Fails, "claim_missing"),
        (json!({}), json!({"exp": now}), "exp", Fails, Fails, "reason_exp_passed"),
        (json!({}), json!({"exp": "1790000300"}), "exp", Fails, Fails, "claim_not_a_number"),
        (json!({}), json!({"nbf": now + 1}), "nbf", Fails, Fails, "reason_nbf_not_reached"),
        (json!({}), json!({"sub": 4711}), "sub", Fails, Fails, "claim_not_a_string"),
        (json!({"alg": "none"}), json!({}), "alg", Fails, Fails, "jws_alg_none"),
        (json!({"alg": "es256"}), json!({}), "alg", Fails, Fails, "jws_alg_unknown"),
        (json!({"crit": ["x"], "x": 1}), json!({}), "crit", Fails, Fails, "jws_crit_unknown"),
        // What only the profile refuses.
        (json!({"typ": "JWT"}), json!({}), "typ", Fails, DoesNotApply, "reason_typ_other"),
        (json!({"typ": null}), json!({}), "typ", Fails, DoesNotApply, "reason_typ_missing"),
        (json!({"typ": "dpop+jwt"}), json!({}), "typ", Fails, DoesNotApply, "reason_typ_other"),
        (json!({}), json!({"sub": null}), "sub", Fails, DoesNotApply, "claim_missing"),
        (json!({}), json!({"jti": null}), "jti", Fails, DoesNotApply, "claim_missing"),
        (json!({}), json!({"client_id": null}), "client_id", Fails, DoesNotApply, "claim_missing"),
        (json!({}), json!({"iat": null}), "iat", Fails, DoesNotApply, "claim_missing"),
        (json!({}), json!({"exp": null}), "exp", Fails, PassesWithRemark, "claim_missing"),
        // Remarks.
        (json!({}), json!({"iat": now + 30}), "iat", PassesWithRemark, PassesWithRemark, "reason_iat_ahead"),
        (
            json!({}),
            json!({"exp": 1_790_000_300_000_i64}),
            "exp",
            PassesWithRemark,
            PassesWithRemark,
            "reason_milliseconds",
        ),
        (json!({}), json!({"scope": ["a"]}), "scope", PassesWithRemark, DoesNotApply, "scope_not_a_string"),
        (json!({}), json!({"sub": ""}), "sub", PassesWithRemark, PassesWithRemark, "reason_claim_empty"),
        (json!({"alg": "EdDSA"}), json!({}), "alg", PassesWithRemark, PassesWithRemark, "reason_alg_former_name"),
        // Neither for nor against the token.
        (json!({"alg": "ES256K"}), json!({}), "alg", CannotBeMade, CannotBeMade, "reason_alg_not_checked_here"),
    ] {
        let judgement =
            judged(&token(&with(header(), &of_header), &with(claims(), &of_claims)), CheckedAs::AccessToken, &api());
        assert_eq!(told(&judgement), [(line, profile, library, Some(reason))], "{of_header} {of_claims}");
        let only_profile = profile == Fails && library != Fails;
        assert_eq!(judgement.line(line).map(Line::only_profile_refuses), Some(only_profile));
        can_be_said(&judgement);
    }
}

#[test]
fn jwt_13_the_leeway_is_an_input_and_is_said() {
    let past = token(&header(), &with(claims(), &json!({"exp": NOW.0 - 29})));
    let outcome = |leeway| judged(&past, CheckedAs::AccessToken, &Expected { leeway, ..api() }).line("exp").cloned();
    assert_eq!(outcome(30).map(|line| line.profile), Some(Outcome::Passes));
    let refused = outcome(29).expect("a line");
    assert_eq!(refused.profile, Outcome::Fails, "from the very second on");
    let said = words().say(refused.reason.as_ref().expect("a reason"));
    assert_eq!(said, "The token expired 29 s ago, with 29 s allowed for clocks that differ.");
}

#[test]
fn what_nobody_expects_cannot_be_compared() {
    let judgement = judged(&token(&header(), &claims()), CheckedAs::AccessToken, &Expected::at(NOW));
    let cannot: Vec<_> = told(&judgement);
    assert_eq!(
        cannot,
        [
            ("iss", Outcome::CannotBeMade, Outcome::CannotBeMade, Some("reason_no_expected_issuer")),
            ("aud", Outcome::CannotBeMade, Outcome::CannotBeMade, Some("reason_no_expected_audience")),
        ]
    );
    can_be_said(&judgement);
}

/// Default tokens of servers whose users are misled by a checklist that knows RFC 9068 alone: shapes as `servers.json` has them.
#[test]
fn default_tokens_of_well_known_servers_fail_the_profile_alone() {
    let audience = |aud: &str| Expected { audience: Some(aud.to_owned()), ..api() };
    let times = json!({"iat": NOW.0, "exp": NOW.0 + 300});
    for (server, of_header, payload, aud) in [
        (
            "Entra v1",
            json!({"typ": "JWT", "alg": "RS256", "kid": "k"}),
            json!({"iss": ISSUER, "aud": "api://orders", "appid": "2", "sub": "3", "tid": "1", "ver": "1.0", "roles": ["a"]}),
            "api://orders",
        ),
        (
            "Okta",
            json!({"alg": "RS256", "kid": "k"}),
            json!({"iss": ISSUER, "aud": "api://default", "cid": "0oa", "sub": "0oa", "jti": "AT.1", "scp": ["a"]}),
            "api://default",
        ),
        (
            "Spring",
            json!({"alg": "RS256", "kid": "k"}),
            json!({"iss": ISSUER, "aud": "messaging-client", "sub": "messaging-client", "scope": ["a"], "jti": "1"}),
            "messaging-client",
        ),
        (
            "Auth0",
            json!({"typ": "JWT", "alg": "RS256", "kid": "k"}),
            json!({"iss": ISSUER, "aud": API, "sub": "A@clients", "azp": "A", "gty": "client-credentials"}),
            API,
        ),
        (
            "Hydra",
            json!({"typ": "JWT", "alg": "RS256", "kid": "k"}),
            json!({"iss": ISSUER, "aud": [API], "sub": "c", "client_id": "c", "jti": "1", "scp": ["a"]}),
            API,
        ),
        (
            "Cognito",
            json!({"alg": "RS256", "kid": "k"}),
            json!({"iss": ISSUER, "sub": "c", "client_id": "c", "token_use": "access", "jti": "1", "version": 2}),
            "",
        ),
    ] {
        let expected = if aud.is_empty() { Expected { audience: None, ..api() } } else { audience(aud) };
        let judgement = judged(&token(&of_header, &with(payload, &times)), CheckedAs::AccessToken, &expected);
        assert_eq!(judgement.failures(Reading::Library).count(), 0, "{server}: {:?}", told(&judgement));
        assert!(judgement.failures(Reading::Profile).all(Line::only_profile_refuses), "{server}");
        assert!(judgement.failures(Reading::Profile).any(|line| line.name == "typ"), "{server}");
    }
}

#[test]
fn jwt_17_of_an_encrypted_token_only_the_form_is_asked() {
    let text = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA";
    let report = SignatureState::NotChecked(NotCheckedReason::Encrypted).into();
    for checked_as in CheckedAs::ALL {
        let judgement = Judgement::new(&Decoded::read(text), &report, checked_as, &api(), Some(validators()));
        for line in &judgement.lines {
            let wanted = if line.name == "structure" { Outcome::Passes } else { Outcome::DoesNotApply };
            assert_eq!((line.profile, line.library), (wanted, wanted), "{}", line.name);
        }
        can_be_said(&judgement);
    }
}

#[test]
fn a_token_is_judged_as_what_it_seems_to_be() {
    use grant_lab::inspect::Kind;
    for (kind, checked_as) in [
        (Kind::AccessToken, CheckedAs::AccessToken),
        (Kind::IdToken, CheckedAs::IdToken),
        (Kind::ClientAssertion, CheckedAs::ClientAssertion),
        (Kind::DpopProof, CheckedAs::DpopProof),
        (Kind::LogoutToken, CheckedAs::LogoutToken),
        (Kind::SessionToken, CheckedAs::AnyJwt),
    ] {
        assert_eq!(CheckedAs::of(kind), checked_as);
    }
    for checked_as in CheckedAs::ALL {
        assert_eq!(CheckedAs::from_name(checked_as.name()), Some(checked_as));
        assert!(words().text(checked_as.code()).is_some());
    }
}
