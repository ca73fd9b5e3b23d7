//! Whether somebody would accept a token: two readings side by side, by kind, with what libraries do about this very token.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use std::sync::OnceLock;

use grant_lab::facts::Validators;
use grant_lab::inspect::signature::check;
use grant_lab::inspect::{
    CheckedAs, Decoded, Expected, Judgement, KeyRing, Line, NotCheckedReason, Outcome, Reading, SignatureReport,
    SignatureState, TokenHashes, ValidatorsRemark, Words,
};
use grant_lab::jose::jwt::{self, Validation, validate};
use grant_lab::jose::{JwsError, base64url};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

const MALFORMED: &str = include_str!("vectors/malformed-jwt.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");
const VALIDATORS: &str = include_str!("../src/content/facts/validators.json");
const NOW: UnixTime = UnixTime(1_790_000_000);
const ISSUER: &str = "https://id.example.com";
const API: &str = "https://api.example.com";

fn words() -> Words {
    grant_lab::texts::read(WORDS).expect("content")
}

fn validators() -> &'static Validators {
    static READ: OnceLock<Validators> = OnceLock::new();
    READ.get_or_init(|| grant_lab::texts::read(VALIDATORS).expect("facts"))
}

fn token(header: &Value, payload: &Value) -> String {
    let part = |value: &Value| base64url::encode(value.to_string().as_bytes());
    [part(header), part(payload), base64url::encode(&[7; 64])].join(".")
}

fn verified() -> SignatureReport {
    let (kid, key) = (Some("k".to_owned()), "k".to_owned());
    SignatureState::Verified { kid, algorithm: "ES256", key, own_key: false }.into()
}

fn api() -> Expected {
    Expected { issuer: Some(ISSUER.to_owned()), audience: Some(API.to_owned()), ..Expected::at(NOW) }
}

fn header() -> Value {
    json!({"alg": "ES256", "typ": "at+jwt", "kid": "k"})
}

fn claims() -> Value {
    json!({
        "iss": ISSUER, "sub": "reporter", "client_id": "reporter", "aud": API, "scope": "orders.read",
        "iat": NOW.0, "exp": NOW.0 + 300, "jti": "1",
    })
}

/// `base` with these members set, or taken away where they are null.
fn with(base: Value, changes: &Value) -> Value {
    let mut changed = base;
    for (name, value) in changes.as_object().expect("an object") {
        let members = changed.as_object_mut().expect("an object");
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), value.clone());
        }
    }
    changed
}

fn judged(token: &str, checked_as: CheckedAs, expected: &Expected) -> Judgement {
    Judgement::new(&Decoded::read(token), &verified(), checked_as, expected, None)
}

/// What does not simply pass or does not apply, by name, with both outcomes and the reason.
fn told(judgement: &Judgement) -> Vec<(&'static str, Outcome, Outcome, Option<&'static str>)> {
    let quiet = |line: &&Line| {
        !matches!(line.profile, Outcome::Passes | Outcome::DoesNotApply)
            || !matches!(line.library, Outcome::Passes | Outcome::DoesNotApply)
    };
    let reason = |line: &Line| line.reason.as_ref().map(|reason| reason.code);
    judgement.lines.iter().filter(quiet).map(|line| (line.name, line.profile, line.library, reason(line))).collect()
}

/// Every sentence of a judgement can be said.
fn can_be_said(judgement: &Judgement) {
    let words = words();
    for line in &judgement.lines {
        assert!(words.text(&line.label()).is_some(), "{}", line.label());
        let remarks = line.remarks.iter().map(|remark| &remark.phrase);
        for phrase in line.reason.iter().chain(&line.library_reason).chain(remarks) {
            for said in [Some(words.say(phrase)), words.body(phrase), words.next(phrase)].into_iter().flatten() {
                assert!(words.text(phrase.code).is_some() && !said.contains('{'), "{}: {said}", line.name);
            }
        }
    }
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
    let (crypto, ring) =
        (SoftwareCrypto::new(), KeyRing::read(&file["validator_config"]["hs256_jwk"].to_string()).expect("keys"));
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
