//! Client assertions as data: what a client writes, what an issuer reads, and every way in which one is no good.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::jose::{
    Algorithm, CompactJws, Jwk, JwsError, Segment, SigningKey, VerificationKey, base64url, sign, verify,
};
use grant_lab::oauth::assertion::{
    ASSERTION_TYPE, AcceptedAssertion, AssertionClaims, AssertionError, AssertionPolicy, AssertionWarning,
    AudienceRule, ClientAssertion, Expectation, SPIFFE_ASSERTION_TYPE, shared_key,
};
use grant_lab::oauth::client_auth::present;
use grant_lab::oauth::{ClientAuthError, ClientAuthMethod, ClientId, ClientSecret, ErrorCode, Form, Presented};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{CryptoError, Random, UnixTime};
use http::{Request, StatusCode};
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const NOW: i64 = 1_800_000_000;
const ISSUER: &str = "https://issuer.test";
const TOKEN_ENDPOINT: &str = "https://issuer.test/token";
const SECRET: &str = "a-secret-of-thirty-two-octets-ok";

struct Sevens;

impl Random for Sevens {
    fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError> {
        octets.fill(7);
        Ok(())
    }
}

fn claims() -> Value {
    json!({
        "iss": "nightly-report", "sub": "nightly-report", "aud": ISSUER,
        "iat": NOW, "exp": NOW + 60, "jti": "a1",
    })
}

/// The claims with one of them replaced, or left out when the value is `null`.
fn with(name: &str, value: impl Into<Value>) -> Value {
    let mut claims = claims();
    match value.into() {
        Value::Null => claims.as_object_mut().and_then(|members| members.remove(name)).map_or((), drop),
        value => claims[name] = value,
    }
    claims
}

/// A signed JWT with this header; `alg` and key are HS256 and the secret's.
fn token(header: &Value, claims: &Value) -> String {
    let crypto = SoftwareCrypto::new();
    let jwk = shared_key(&ClientSecret::new(SECRET)).expect("a key");
    let key = block_on(SigningKey::import(&crypto, &jwk, Algorithm::Hs256)).expect("a key");
    let header = header.as_object().cloned().expect("an object");
    block_on(sign(&crypto, &key, header, claims.to_string().as_bytes())).expect("a token")
}

fn typed(claims: &Value) -> String {
    token(&json!({"typ": "client-authentication+jwt"}), claims)
}

fn expectation(policy: AssertionPolicy) -> Expectation<'static> {
    Expectation { issuer: ISSUER, token_endpoint: TOKEN_ENDPOINT, now: UnixTime(NOW), policy }
}

fn judged_by(policy: AssertionPolicy, claims: &Value) -> Result<AcceptedAssertion, AssertionError> {
    ClientAssertion::parse(&typed(claims))?.check(&expectation(policy))
}

fn judged(claims: &Value) -> Result<AcceptedAssertion, AssertionError> {
    judged_by(AssertionPolicy::default(), claims)
}

fn code(claims: &Value) -> &'static str {
    judged(claims).expect_err("refused").code()
}

fn presented(headers: &[(&str, &str)], form: &Form) -> Result<Presented, ClientAuthError> {
    let mut request = Request::post(TOKEN_ENDPOINT);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (parts, ()) = request.body(()).expect("a request").into_parts();
    present(&parts, form)
}

fn form(assertion: &str) -> Form {
    Form::new().with("client_assertion_type", ASSERTION_TYPE).with("client_assertion", assertion)
}

fn refusal(error: &ClientAuthError) -> (ErrorCode, StatusCode) {
    let error = error.to_oauth_error("issuer.test");
    (error.code, error.status)
}

const INVALID_CLIENT: (ErrorCode, StatusCode) = (ErrorCode::InvalidClient, StatusCode::BAD_REQUEST);
const INVALID_REQUEST: (ErrorCode, StatusCode) = (ErrorCode::InvalidRequest, StatusCode::BAD_REQUEST);

#[test]
fn jca_01_type_and_assertion_come_together() {
    let good = typed(&claims());
    let Ok(Presented::Assertion(assertion)) = presented(&[], &form(&good)) else { panic!("an assertion") };
    assert_eq!(assertion.jws().as_str(), good);

    let alone = Form::new().with("client_assertion", &good);
    assert_eq!(presented(&[], &alone), Err(ClientAuthError::AssertionTypeMissing));
    let alone = Form::new().with("client_assertion_type", ASSERTION_TYPE);
    assert_eq!(presented(&[], &alone), Err(ClientAuthError::AssertionMissing));
    for error in [ClientAuthError::AssertionTypeMissing, ClientAuthError::AssertionMissing] {
        assert_eq!(refusal(&error), INVALID_REQUEST);
    }
}

#[test]
fn jca_01_another_type_is_no_authentication_here() {
    for (kind, expected) in [
        ("urn:ietf:params:oauth:client-assertion-type:saml2-bearer", ClientAuthError::AssertionTypeUnknown),
        ("URN:ietf:params:oauth:client-assertion-type:jwt-bearer", ClientAuthError::AssertionTypeUnknown),
        (SPIFFE_ASSERTION_TYPE, ClientAuthError::SpiffeNotOffered),
    ] {
        let form = Form::new().with("client_assertion_type", kind).with("client_assertion", typed(&claims()));
        let error = presented(&[], &form).expect_err("another type");
        assert_eq!(error, expected, "{kind}");
        assert_eq!(refusal(&error), INVALID_CLIENT, "{kind}");
    }
}

#[test]
fn jca_01_exactly_one_jwt() {
    let good = typed(&claims());
    for text in [format!("{good} {good}"), format!("{good},{good}"), format!("{good}.{good}"), "opaque".to_owned()] {
        let error = presented(&[], &form(&text)).expect_err("not one JWT");
        assert!(matches!(error, ClientAuthError::Assertion(AssertionError::Jws(_))), "{error:?}");
        assert_eq!(refusal(&error), INVALID_CLIENT);
    }
}

#[test]
fn jca_02_iss_and_sub_are_the_client() {
    let accepted = judged(&claims()).expect("accepted");
    assert_eq!((accepted.jti.as_str(), accepted.warnings.len()), ("a1", 0));
    assert_eq!(code(&with("iss", "another")), "assertion_iss_not_sub");
    assert_eq!(code(&with("sub", "another")), "assertion_iss_not_sub");
    for (claim, value, expected) in [
        ("iss", Value::Null, "assertion_claim_missing"),
        ("sub", Value::Null, "assertion_claim_missing"),
        ("sub", json!(""), "assertion_claim_missing"),
        ("sub", json!(7), "claim_not_a_string"),
        ("iss", json!(["nightly-report"]), "claim_not_a_string"),
    ] {
        assert_eq!(code(&with(claim, value)), expected);
    }
}

#[test]
fn jca_03_client_id_may_be_absent_and_must_agree() {
    let assertion = typed(&claims());
    let absent = presented(&[], &form(&assertion)).expect("accepted");
    assert_eq!(absent.client_id(), Some(&ClientId::new("nightly-report")));
    assert!(presented(&[], &form(&assertion).with("client_id", "nightly-report")).is_ok());
    let error = presented(&[], &form(&assertion).with("client_id", "billing-export")).expect_err("another client");
    assert_eq!(error, ClientAuthError::Assertion(AssertionError::ClientIdDisagrees));
    assert_eq!(refusal(&error), INVALID_CLIENT, "not invalid_request, as beside Basic");
}

#[test]
fn jca_04_the_audience_is_the_issuer_alone() {
    for (aud, expected) in [
        (Value::Null, "assertion_claim_missing"),
        (json!([]), "claim_audience_shape"),
        (json!("https://other.test"), "assertion_audience_other"),
        (json!("https://issuer.test/"), "assertion_audience_other"),
        (json!("https://Issuer.test"), "assertion_audience_other"),
        (json!(TOKEN_ENDPOINT), "assertion_audience_token_endpoint"),
        (json!([TOKEN_ENDPOINT]), "assertion_audience_token_endpoint"),
        (json!([ISSUER, TOKEN_ENDPOINT]), "assertion_audience_several"),
        (json!([ISSUER, ISSUER]), "assertion_audience_several"),
        (json!(["https://other.test", "https://third.test"]), "assertion_audience_other"),
    ] {
        assert_eq!(code(&with("aud", aud.clone())), expected, "{aud}");
    }
}

#[test]
fn jca_04_the_legacy_rule_accepts_the_token_endpoint_with_a_warning() {
    let legacy = AssertionPolicy { audience: AudienceRule::Legacy, ..AssertionPolicy::default() };
    for aud in [json!(TOKEN_ENDPOINT), json!([ISSUER, TOKEN_ENDPOINT]), json!([TOKEN_ENDPOINT, "https://other.test"])] {
        let accepted = judged_by(legacy, &with("aud", aud)).expect("accepted");
        assert_eq!(accepted.warnings, [AssertionWarning::LegacyAudience]);
    }
    assert_eq!(judged_by(legacy, &claims()).expect("accepted").warnings, []);
    assert_eq!(judged_by(legacy, &with("aud", "https://other.test")), Err(AssertionError::AudienceOther));
}

#[test]
fn jca_05_one_string_is_written_and_a_list_of_one_read_unless_strict() {
    let list = with("aud", json!([ISSUER]));
    assert_eq!(judged(&list).expect("accepted").warnings, [AssertionWarning::AudienceList]);
    let strict = AssertionPolicy { single_string: true, ..AssertionPolicy::default() };
    assert_eq!(judged_by(strict, &list), Err(AssertionError::AudienceNotAString));
    assert!(judged_by(strict, &claims()).is_ok());

    let written = AssertionClaims::new(&ClientId::new("c"), ISSUER, UnixTime(NOW), &Sevens).unwrap();
    let written = serde_json::to_string(&written).expect("JSON");
    assert_eq!(
        written,
        format!(
            r#"{{"iss":"c","sub":"c","aud":"{ISSUER}","iat":{NOW},"exp":{},"jti":"BwcHBwcHBwcHBwcHBwcHBw"}}"#,
            NOW + 60
        )
    );
}

#[test]
fn jca_06_expires_from_its_very_second_on_but_for_the_leeway() {
    let exact = AssertionPolicy { leeway: 0, ..AssertionPolicy::default() };
    assert!(judged_by(exact, &with("exp", NOW + 1)).is_ok());
    assert_eq!(judged_by(exact, &with("exp", NOW)), Err(AssertionError::Expired { seconds: 0 }));
    assert!(judged(&with("exp", NOW - 9)).is_ok());
    assert_eq!(judged(&with("exp", NOW - 10)), Err(AssertionError::Expired { seconds: 10 }));
    assert_eq!(code(&with("exp", Value::Null)), "assertion_claim_missing");
    assert_eq!(code(&with("exp", "soon")), "claim_not_a_number");
}

#[test]
fn jca_06_nbf_and_iat_may_lie_ahead_by_the_leeway_only() {
    assert!(judged(&with("nbf", NOW + 10)).is_ok());
    assert_eq!(judged(&with("nbf", NOW + 11)), Err(AssertionError::NotYet { seconds: 11 }));
    assert!(judged(&with("iat", NOW + 10)).is_ok());
    assert_eq!(judged(&with("iat", NOW + 61)), Err(AssertionError::FromFuture { seconds: 61 }));
    assert!(judged(&with("iat", Value::Null)).is_ok(), "iat is optional");
}

#[test]
fn jca_06_neither_ends_in_a_year_nor_was_written_a_year_ago() {
    const YEAR: i64 = 31_536_000;
    assert_eq!(code(&with("exp", NOW + YEAR)), "assertion_lives_too_long");
    assert_eq!(code(&with("iat", NOW - YEAR)), "assertion_lives_too_long");
    assert!(judged(&with("exp", NOW + 3600)).is_ok());
    let mut no_iat = with("exp", NOW + YEAR);
    no_iat.as_object_mut().expect("an object").remove("iat");
    assert_eq!(code(&no_iat), "assertion_lives_too_long");
}

#[test]
fn jca_07_jti_is_required_and_bounded_and_says_how_long_to_remember_it() {
    assert_eq!(judged(&with("jti", Value::Null)), Err(AssertionError::JtiMissing));
    assert_eq!(judged(&with("jti", "")), Err(AssertionError::JtiMissing));
    assert_eq!(judged(&with("jti", "j".repeat(257))), Err(AssertionError::JtiTooLong));
    assert!(judged(&with("jti", "j".repeat(256))).is_ok());
    let accepted = judged(&claims()).expect("accepted");
    assert_eq!(accepted.remember_until, UnixTime(NOW + 70), "until the leeway has passed too");
    let later = Expectation { now: accepted.remember_until, ..expectation(AssertionPolicy::default()) };
    let again = ClientAssertion::parse(&typed(&claims())).expect("an assertion").check(&later);
    assert_eq!(again, Err(AssertionError::Expired { seconds: 10 }), "nothing to remember any more");
}

#[test]
fn jca_08_alg_none_and_unknown_algorithms_are_refused_before_any_key_is_looked_up() {
    let unsigned = |alg: &str| {
        let part = |value: &Value| base64url::encode(value.to_string().as_bytes());
        format!("{}.{}.", part(&json!({"alg": alg})), part(&claims()))
    };
    assert_eq!(ClientAssertion::parse(&unsigned("none")), Err(AssertionError::Jws(JwsError::AlgNone)));
    let error = ClientAssertion::parse(&unsigned("HS257")).expect_err("unknown");
    assert_eq!(error, AssertionError::Jws(JwsError::AlgUnknown("HS257".to_owned())));
}

#[test]
fn jca_08_a_key_in_the_header_has_no_say() {
    let crypto = SoftwareCrypto::new();
    let (own, _) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let (_, registered) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let own_public = block_on(grant_lab::ports::Crypto::export_public(&crypto, own.key)).expect("its public half");
    let jwk: Value = serde_json::from_str(&own_public).expect("JSON");
    let header = Map::from_iter([("jwk".to_owned(), jwk)]);
    let token = block_on(sign(&crypto, &own, header, claims().to_string().as_bytes())).expect("a token");
    let assertion = ClientAssertion::parse(&token).expect("an assertion");
    let key = block_on(VerificationKey::import(&crypto, &registered, Algorithm::Es256)).expect("a key");
    assert_eq!(block_on(verify(&crypto, assertion.jws(), &key)), Err(JwsError::SignatureWrong));
}

#[test]
fn jca_08_every_algorithm_signs_and_verifies_with_the_registered_key() {
    let crypto = SoftwareCrypto::new();
    let claims = AssertionClaims::new(&ClientId::new("nightly-report"), ISSUER, UnixTime(NOW), &Sevens).unwrap();
    for algorithm in [Algorithm::Es256, Algorithm::Es384, Algorithm::Ed25519, Algorithm::Rs256, Algorithm::Ps256] {
        let (signing, public) = block_on(SigningKey::generate(&crypto, algorithm)).expect("a key");
        let signed = block_on(claims.sign(&crypto, &signing)).expect("an assertion");
        assert_eq!(format!("{signed:?}"), "[redacted]");
        let assertion = ClientAssertion::parse(signed.expose()).expect("an assertion");
        assert_eq!((assertion.method(), assertion.algorithm()), (ClientAuthMethod::PrivateKeyJwt, algorithm));
        let key = block_on(VerificationKey::import(&crypto, &public, algorithm)).expect("a key");
        assert_eq!(block_on(verify(&crypto, assertion.jws(), &key)), Ok(()));
        assert_eq!(assertion.check(&expectation(AssertionPolicy::default())).expect("accepted").warnings, []);
    }
}

#[test]
fn jca_09_the_mac_key_is_the_secret_in_utf_8_and_long_enough() {
    let crypto = SoftwareCrypto::new();
    let imported = |secret: &str, algorithm| {
        let jwk = shared_key(&ClientSecret::new(secret)).map_err(|error| error.code())?;
        block_on(SigningKey::import(&crypto, &jwk, algorithm)).map_err(|error| error.code())
    };
    assert_eq!(imported("", Algorithm::Hs256).err(), Some("jwk_malformed_member"));
    assert_eq!(imported(&SECRET[1..], Algorithm::Hs256).err(), Some("jwk_shared_key_too_short"));
    assert!(imported(SECRET, Algorithm::Hs256).is_ok());
    assert_eq!(imported(SECRET, Algorithm::Hs384).err(), Some("jwk_shared_key_too_short"));
    assert!(imported("sechzehn Umlaute: äöüäöüäöü ok!!", Algorithm::Hs256).is_ok(), "octets count, not characters");
    let jwk = shared_key(&ClientSecret::new("é")).expect("a key");
    assert_eq!(jwk.text("k"), Some("w6k"), "C3 A9");
    assert_eq!(ClientAssertion::parse(&typed(&claims())).expect("one").method(), ClientAuthMethod::ClientSecretJwt);
}

#[test]
fn jca_10_typ_is_written_and_may_be_missing_but_not_another() {
    let crypto = SoftwareCrypto::new();
    let jwk = shared_key(&ClientSecret::new(SECRET)).expect("a key");
    let key = block_on(SigningKey::import(&crypto, &jwk, Algorithm::Hs256)).expect("a key");
    let written = AssertionClaims::new(&ClientId::new("c"), ISSUER, UnixTime(NOW), &Sevens).unwrap();
    let signed = block_on(written.sign(&crypto, &key)).expect("an assertion");
    let header = CompactJws::parse(signed.expose()).expect("a JWS");
    let header = base64url::decode(header.segment(Segment::Header)).expect("base64url");
    assert_eq!(header, br#"{"alg":"HS256","typ":"client-authentication+jwt"}"#);

    for (header, warning) in [
        (json!({}), AssertionWarning::TypMissing),
        (json!({"typ": "JWT"}), AssertionWarning::TypGeneric),
        (json!({"typ": "jwt"}), AssertionWarning::TypGeneric),
    ] {
        let assertion = ClientAssertion::parse(&token(&header, &claims())).expect("accepted");
        let accepted = assertion.check(&expectation(AssertionPolicy::default())).expect("accepted");
        assert_eq!(accepted.warnings, [warning]);
    }
    let full = json!({"typ": "application/Client-Authentication+JWT"});
    assert!(ClientAssertion::parse(&token(&full, &claims())).is_ok());
    for typ in ["dpop+jwt", "at+jwt", "oauth-client-attestation+jwt", "logout+jwt", ""] {
        let error = ClientAssertion::parse(&token(&json!({"typ": typ}), &claims())).expect_err(typ);
        assert_eq!(error, AssertionError::OtherType);
    }
}

#[test]
fn jca_11_whatever_is_wrong_it_is_invalid_client() {
    for text in [
        "opaque".to_owned(),
        "a.b.c".to_owned(),
        token(&json!({"typ": "at+jwt"}), &claims()),
        token(&json!({"cty": "JWT"}), &claims()),
        token(&json!({"crit": ["exp"], "exp": 1}), &claims()),
        typed(&json!([])),
        typed(&with("sub", Value::Null)),
    ] {
        let error = presented(&[], &form(&text)).expect_err("refused");
        assert_eq!(refusal(&error), INVALID_CLIENT, "{error:?}");
    }
}

#[test]
fn cau_05_an_assertion_beside_another_proof_is_invalid_client() {
    let form = form(&typed(&claims()));
    for error in [
        presented(&[("authorization", "Basic Yzpz")], &form).expect_err("two proofs"),
        presented(&[], &form.clone().with("client_secret", "s")).expect_err("two proofs"),
        presented(&[("oauth-client-attestation", "x.y.z")], &form).expect_err("two proofs"),
    ] {
        assert_eq!(error, ClientAuthError::TwoMechanisms { with_assertion: true });
        assert_eq!(refusal(&error), INVALID_CLIENT);
    }
    let error = presented(&[("oauth-client-attestation", "x"), ("authorization", "Basic Yzpz")], &Form::new());
    assert_eq!(error, Err(ClientAuthError::TwoMechanisms { with_assertion: false }));
}

#[test]
fn an_attestation_is_recognised_and_refused_by_its_name() {
    for field in ["oauth-client-attestation", "oauth-client-attestation-pop"] {
        let error = presented(&[(field, "x.y.z")], &Form::new().with("client_id", "c")).expect_err("not offered");
        assert_eq!(error, ClientAuthError::AttestationNotOffered);
        assert_eq!(refusal(&error), INVALID_CLIENT);
        assert!(error.to_oauth_error("r").description.contains("attestation"));
    }
}

#[test]
fn err_04_no_refusal_repeats_the_assertion() {
    let hunter = json!({"typ": "hunter2", "alg": "HS256", "crit": ["hunter2"], "hunter2": 1});
    for text in [
        "hunter2".to_owned(),
        "hunter2.hunter2.hunter2".to_owned(),
        token(&hunter, &claims()),
        typed(&with("sub", json!(["hunter2"]))),
        format!("{}.e30.hunter2", base64url::encode(br#"{"alg":"hunter2"}"#)),
        format!("{}.e30.hunter2", base64url::encode(br#"{"alg":"ES256","typ":"hunter2"}"#)),
        format!(
            "{}.{}.AA",
            base64url::encode(br#"{"alg":"ES256"}"#),
            base64url::encode(br#"{"hunter2":1,"hunter2":2}"#)
        ),
    ] {
        let error = presented(&[], &form(&text)).expect_err("refused");
        let response = error.to_oauth_error("r").into_response();
        let body = String::from_utf8_lossy(response.body()).into_owned();
        assert!(!body.contains("hunter2"), "{body}");
    }
    let presented = presented(&[], &form(&typed(&claims()))).expect("accepted");
    assert!(!format!("{presented:?}").contains("eyJ"), "Debug keeps the assertion");
}

#[test]
fn every_reason_is_a_sentence_with_a_code_and_a_clause() {
    let jwk = Jwk::parse_text(r#"{"kty":"oct"}"#).expect_err("no k");
    assert_eq!(jwk.code(), "jwk_missing_member");
    for error in [
        AssertionError::Jws(JwsError::NoDots),
        AssertionError::Nested,
        AssertionError::Missing("aud"),
        AssertionError::OtherType,
        AssertionError::IssuerNotSubject,
        AssertionError::ClientIdDisagrees,
        AssertionError::AudienceOther,
        AssertionError::AudienceTokenEndpoint,
        AssertionError::AudienceSeveral,
        AssertionError::AudienceNotAString,
        AssertionError::Expired { seconds: 1 },
        AssertionError::NotYet { seconds: 1 },
        AssertionError::FromFuture { seconds: 1 },
        AssertionError::LivesTooLong { seconds: 1 },
        AssertionError::JtiMissing,
        AssertionError::JtiTooLong,
    ] {
        assert!(error.to_string().ends_with('.') && error.on_the_wire().ends_with('.'), "{error}");
        assert!(!error.code().is_empty() && !error.citation().section.is_empty(), "{error}");
    }
}

#[test]
fn the_published_example_of_rfc_10070_is_read_and_lacks_only_a_jti() {
    let file: Value =
        serde_json::from_str(include_str!("vectors/rfc7523-client-assertions.json")).expect("the vectors are JSON");
    let vector = file["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == "RFC10070-4.1");
    let vector = vector.expect("the vector");
    let text = |name: &str| vector[name].as_str().expect("text");
    let token = format!("{}.{}.{}", text("encoded_header"), text("encoded_payload"), base64url::encode(&[1; 64]));
    let assertion = ClientAssertion::parse(&token).expect("an assertion");
    assert_eq!(assertion.subject().as_str(), "https://client.example");
    let expected = Expectation {
        issuer: "https://authz.example.net",
        token_endpoint: "https://authz.example.net/token",
        now: UnixTime(1_752_702_206),
        policy: AssertionPolicy::default(),
    };
    assert_eq!(assertion.check(&expected), Err(AssertionError::JtiMissing));
}

proptest! {
    #[test]
    fn reading_an_assertion_never_panics(text in any::<String>(), sub in any::<String>(), exp in any::<f64>(), aud in any::<String>()) {
        let _ = ClientAssertion::parse(&text);
        let claims = json!({"iss": sub, "sub": sub, "aud": aud, "exp": exp, "iat": -exp, "jti": text});
        let token = format!("{}.{}.AA", base64url::encode(br#"{"alg":"ES256"}"#), base64url::encode(claims.to_string().as_bytes()));
        if let Ok(assertion) = ClientAssertion::parse(&token) {
            let now = UnixTime(i64::MIN);
            let policy = AssertionPolicy { leeway: u32::MAX, max_lifetime: u32::MAX, ..AssertionPolicy::default() };
            let _ = assertion.check(&Expectation { now, ..expectation(policy) });
            let _ = assertion.check(&expectation(AssertionPolicy { audience: AudienceRule::Legacy, ..policy }));
        }
    }
}
