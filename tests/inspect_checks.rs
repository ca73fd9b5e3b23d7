//! Whether somebody would accept a token: two readings side by side, by kind, with what libraries do about this very token.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/judged.rs"]
mod judged;

use std::sync::OnceLock;

use grant_lab::facts::Validators;
use grant_lab::inspect::signature::check;
use grant_lab::inspect::{
    CheckedAs, Decoded, Expected, Judgement, KeyRing, Line, NotCheckedReason, Outcome, Reading, SignatureState,
    ValidatorsRemark,
};
use grant_lab::jose::jwt::{self, Validation, validate};
use grant_lab::jose::{JwsError, base64url};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::judged::{API, ISSUER, NOW, api, can_be_said, claims, header, judged, token, told, verified, with, words};

const MALFORMED: &str = include_str!("vectors/malformed-jwt.json");
const VALIDATORS: &str = include_str!("../src/content/facts/validators.json");
fn validators() -> &'static Validators {
    static READ: OnceLock<Validators> = OnceLock::new();
    READ.get_or_init(|| grant_lab::texts::read(VALIDATORS).expect("facts"))
}

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

/// What Decode says about each malformed token: the state of its signature and why, then the first check of an API that fails and why.
#[test]
fn jwt_05_to_19_every_malformed_token_has_its_state_and_its_reasons() {
    let file: Value = serde_json::from_str(MALFORMED).expect("vectors");
    let rfc7515: Value = serde_json::from_str(include_str!("vectors/rfc7515-appendix.json")).expect("vectors");
    let ec = rfc7515["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == "RFC7515-A.3");
    let ec = ec.and_then(|vector| vector.get("jwk_public").or_else(|| vector.get("jwk"))).expect("a key");
    let keys = json!({"keys": [file["validator_config"]["hs256_jwk"], ec]}).to_string();
    let (crypto, ring) = (SoftwareCrypto::new(), KeyRing::read(&keys).expect("keys"));
    let text = |name: &str| file["validator_config"][name].as_str().map(str::to_owned);
    let now = UnixTime(file["validator_config"]["now"].as_i64().expect("a time"));
    let expected = Expected { issuer: text("iss"), audience: text("aud"), ..Expected::at(now) };
    let mut told = String::new();
    for vector in file["vectors"].as_array().expect("a list") {
        let Some(token) = vector["token"].as_str() else { continue };
        let decoded = Decoded::read(token);
        let report = block_on(check(&crypto, &decoded, &ring));
        let why = report.state.why().map_or("", |(phrase, _)| phrase.code);
        let judgement = Judgement::new(&decoded, &report, CheckedAs::AnyJwt, &expected, None);
        let first = judgement.failures(Reading::Profile).find(|line| line.name != "signature");
        let reason = first.and_then(|line| line.reason.as_ref()).map_or("", |reason| reason.code);
        let id = vector["id"].as_str().expect("an id").trim_start_matches("MAL-");
        let state = report.state.code().trim_start_matches("signature_");
        let line = [id, state, why, first.map_or("", |line| line.name), reason].join(" ");
        told.push_str(line.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
        told.push('\n');
    }
    assert_eq!(told, include_str!("cases/malformed-judged.txt"));
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

    #[test]
    fn no_text_stops_a_judgement(text in "[a-zA-Z0-9_.=~{}\":, -]{0,80}", header in "\\PC{0,40}", payload in "\\PC{0,60}") {
        let parts = [header, payload].map(|part| base64url::encode(part.as_bytes()));
        for text in [text, [&parts[0], ".", &parts[1], ".AAAA"].concat()] {
            for checked_as in CheckedAs::ALL {
                let judgement = Judgement::new(&Decoded::read(&text), &verified(), checked_as, &api(), Some(validators()));
                prop_assert!(judgement.lines.len() < 20);
            }
        }
    }
}

#[test]
fn each_remark_stands_where_the_token_makes_the_difference_and_counts_the_facts() {
    let validators = validators();
    let count = |probe: &str| validators.count(probe);
    let now = NOW.0;
    let leeway = |seconds: u16| {
        let all: Vec<u16> = validators.validators.iter().filter_map(|validator| validator.leeway).collect();
        let taken = all.iter().filter(|leeway| **leeway >= seconds).count();
        (taken, all.len() - taken)
    };
    let rounds = |note: &str| !note.starts_with("value 9007199254740992");
    let kept = validators.validators.iter().filter(|validator| {
        validator.judged.get("int64_exact").and_then(|judged| judged.note.as_deref()).is_some_and(rounds)
    });
    let kept = kept.count();
    for (of_header, of_claims, line, code, (taken, refused)) in [
        (json!({"typ": "JWT"}), json!({}), "typ", "library_typ_jwt", count("base_typ_jwt")),
        (json!({"alg": "Ed25519"}), json!({}), "alg", "library_algorithm", count("alg_Ed25519")),
        (json!({"alg": "EdDSA"}), json!({}), "alg", "library_algorithm", count("alg_EdDSA")),
        (json!({"alg": "ES512"}), json!({}), "alg", "library_algorithm", count("alg_ES512")),
        (json!({"kid": null}), json!({}), "signature", "library_kid_absent", count("kid_absent_one_key")),
        (json!({}), json!({"exp": null}), "exp", "library_exp_absent", count("exp_absent")),
        (json!({}), json!({"exp": now}), "exp", "library_exp_now", count("exp_now")),
        (json!({}), json!({"exp": now - 1}), "exp", "library_leeway", leeway(1)),
        (json!({}), json!({"exp": now - 30}), "exp", "library_leeway", leeway(30)),
        (json!({}), json!({"exp": now - 900}), "exp", "library_leeway", leeway(900)),
        (json!({}), json!({"nbf": now + 1}), "nbf", "library_nbf_ahead", count("nbf_1s_ahead")),
        (json!({}), json!({"iat": now + 20}), "iat", "library_iat_ahead", count("iat_30s_ahead")),
        (json!({}), json!({"iat": null}), "iat", "library_claim_absent", count("iat_absent")),
        (json!({}), json!({"sub": null}), "sub", "library_claim_absent", count("sub_absent")),
        (json!({}), json!({"sub": 7}), "sub", "library_sub_number", count("sub_number")),
        (json!({}), json!({"jti": null}), "jti", "library_claim_absent", count("jti_absent")),
        (json!({}), json!({"client_id": null}), "client_id", "library_claim_absent", count("client_id_absent")),
        (json!({}), json!({"aud": [API]}), "aud", "library_aud_list", count("aud_array_one")),
        (json!({}), json!({"aud": [API, "b"]}), "aud", "library_aud_list", count("aud_array_two")),
        (json!({}), json!({"iss": "https://id.example.com/"}), "iss", "library_iss_slash", count("iss_trailing_slash")),
        (json!({}), json!({"scope": ["a"]}), "scope", "library_scope_list", count("scope_array_kept")),
        (json!({}), json!({"n": 9_007_199_254_740_993_i64}), "structure", "library_large_number", (kept, 23 - kept)),
    ] {
        let text = token(&with(header(), &of_header), &with(claims(), &of_claims));
        let decoded = Decoded::read(&text);
        let judgement = Judgement::new(&decoded, &verified(), CheckedAs::AccessToken, &api(), Some(validators));
        let remark =
            judgement.line(line).and_then(|line| line.remarks.iter().find(|remark| remark.phrase.code == code));
        let remark = remark.unwrap_or_else(|| panic!("{code} is not told of {of_header} {of_claims}"));
        assert_eq!((remark.taken.len(), remark.refused.len()), (taken, refused), "{code}");
        let said = words().say(&remark.phrase);
        assert!(said.contains("2026-11-29") && !said.contains('{'), "{said}");
        can_be_said(&judgement);
    }
    // A plain good token has the remarks of its type and algorithm alone.
    let plain = token(&with(header(), &json!({"alg": "RS256"})), &claims());
    let judgement =
        Judgement::new(&Decoded::read(&plain), &verified(), CheckedAs::AccessToken, &api(), Some(validators));
    let remarks: Vec<_> =
        judgement.lines.iter().flat_map(|line| &line.remarks).map(|remark| remark.phrase.code).collect();
    assert_eq!(remarks, ["library_typ_at_jwt"]);
    let named = &judgement.line("typ").expect("a line").remarks[0];
    assert!(named.refused.iter().any(|name| name == "Hono JWT/JWK 4.13.19"), "{:?}", named.refused);
    // Long expired, no library takes it, and nothing is to say.
    let old = token(&header(), &with(claims(), &json!({"exp": now - 901})));
    let judgement = Judgement::new(&Decoded::read(&old), &verified(), CheckedAs::AccessToken, &api(), Some(validators));
    assert!(judgement.line("exp").is_some_and(|line| line.remarks.is_empty()));
}

#[test]
fn remarks_about_keys_and_ends() {
    let validators = validators();
    let text = token(&header(), &claims());
    let nameless = SignatureState::Verified { kid: None, algorithm: "ES256", key: "k".to_owned(), own_key: false };
    let judgement =
        Judgement::new(&Decoded::read(&text), &nameless.into(), CheckedAs::AccessToken, &api(), Some(validators));
    let codes: Vec<_> =
        judgement.line("signature").expect("a line").remarks.iter().map(|remark| remark.phrase.code).collect();
    assert_eq!(codes, ["library_key_without_kid"]);
    let about = |text: &str| ValidatorsRemark::about_ends(validators, text, "a.b.c").map(|remark| remark.phrase.code);
    assert_eq!(about("a.b.c\n"), Some("library_trailing_newline"));
    assert_eq!(about(" a.b.c "), Some("library_surrounding_spaces"));
    for text in ["a.b.c", "Bearer a.b.c", "x"] {
        assert_eq!(about(text), None, "{text}");
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
fn of_a_damaged_token_the_form_fails_and_of_no_token_nothing_is_asked() {
    let damaged = judged("eyJhbGciOiJFUzI1NiJ9.!.c2ln", CheckedAs::AccessToken, &api());
    let structure = damaged.line("structure").expect("a line");
    assert_eq!(structure.reason.as_ref().map(|reason| reason.code), Some("base64url_foreign_character"));
    assert_eq!(damaged.line("exp").map(|line| line.profile), Some(Outcome::CannotBeMade));
    for text in ["", "2YotnFZFEjr1zCsicMWpAA", "{\"a\":1}"] {
        assert_eq!(judged(text, CheckedAs::AccessToken, &api()).lines, []);
    }
    let twice = [
        &base64url::encode(header().to_string().as_bytes()),
        ".",
        &base64url::encode(br#"{"aud":"a","aud":"b"}"#),
        ".AAAA",
    ]
    .concat();
    let line = judged(&twice, CheckedAs::AnyJwt, &Expected::at(NOW)).line("structure").cloned().expect("a line");
    assert_eq!((line.profile, line.library), (Outcome::Fails, Outcome::PassesWithRemark));
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
