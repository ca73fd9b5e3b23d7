//! DPoP proofs as data: the published ones are read, everything near them is refused for its own reason.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::jose::{Algorithm, Jwk, JwsError, SigningKey, base64url, sign};
use grant_lab::oauth::bearer;
use grant_lab::oauth::dpop::{
    CheckedProof, Expectation, Proof, ProofClaims, ProofError, ProofWindow, access_token_hash, algorithms, challenge,
    nonce_field, nonce_of, normalise,
};
use grant_lab::oauth::{Challenge, Confirmation, ErrorCode, PresentedToken, Scope, TokenType};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{Crypto, UnixTime};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const NOW: i64 = 1_800_000_000;
const ENDPOINT: &str = "https://issuer.test/token";

fn vector(id: &str) -> Value {
    let file: Value = serde_json::from_str(include_str!("vectors/rfc9449-dpop.json")).expect("JSON");
    file["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == id).expect("the vector").clone()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect("text")
}

/// A key that signs proofs, and its public half as the header has it.
struct Prover {
    crypto: SoftwareCrypto,
    key: SigningKey,
    public: Jwk,
}

impl Prover {
    fn new(algorithm: Algorithm) -> Self {
        let crypto = SoftwareCrypto::new();
        let (key, public) = block_on(SigningKey::generate(&crypto, algorithm)).expect("a key");
        Self { crypto, key, public }
    }

    /// A JWT with this header and payload, rightly signed.
    fn token(&self, header: &Value, payload: &Value) -> String {
        let header = header.as_object().cloned().expect("an object");
        block_on(sign(&self.crypto, &self.key, header, payload.to_string().as_bytes())).expect("a token")
    }

    fn header(&self) -> Value {
        json!({"typ": "dpop+jwt", "jwk": self.public.public_members()})
    }

    fn proof(&self, claims: &Value) -> Result<Proof, ProofError> {
        Proof::parse(&self.token(&self.header(), claims))
    }
}

fn prover() -> Prover {
    Prover::new(Algorithm::Es256)
}

fn claims() -> Value {
    json!({"jti": "j1", "htm": "POST", "htu": ENDPOINT, "iat": NOW})
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

fn expectation() -> Expectation<'static> {
    Expectation {
        method: &Method::POST,
        uri: ENDPOINT,
        now: UnixTime(NOW),
        window: ProofWindow::default(),
        nonces: None,
        ath: None,
    }
}

fn judged(claims: &Value, expected: &Expectation<'_>) -> Result<CheckedProof, ProofError> {
    prover().proof(claims)?.check(expected)
}

fn code(claims: &Value) -> &'static str {
    judged(claims, &expectation()).expect_err("refused").code()
}

fn fields(values: &[&str]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append("dpop", HeaderValue::from_str(value).expect("a value"));
    }
    headers
}

#[test]
fn dpp_01_at_most_one_field_with_one_jwt_of_the_type() {
    let prover = prover();
    let good = prover.token(&prover.header(), &claims());
    assert_eq!(Proof::of(&fields(&[])), Ok(None));
    assert!(Proof::of(&fields(&[&good])).is_ok_and(|proof| proof.is_some()));
    assert_eq!(Proof::of(&fields(&[&good, &good])), Err(ProofError::Several));
    for value in [format!("{good}, {good}"), format!("{good}.{good}"), String::new(), "opaque".to_owned()] {
        assert!(matches!(Proof::of(&fields(&[&value])), Err(ProofError::Jws(_))), "{value}");
    }
    let mut foreign = HeaderMap::new();
    foreign.insert("dpop", HeaderValue::from_bytes(&[0xc3, 0xa9]).expect("opaque octets"));
    assert_eq!(Proof::of(&foreign), Err(ProofError::NotAscii));
}

#[test]
fn dpp_01_typ_is_dpop_jwt() {
    let prover = prover();
    for typ in [json!("JWT"), json!("at+jwt"), json!("client-authentication+jwt"), Value::Null] {
        let mut header = prover.header();
        header["typ"] = typ.clone();
        if typ.is_null() {
            header.as_object_mut().expect("an object").remove("typ");
        }
        assert_eq!(Proof::parse(&prover.token(&header, &claims())), Err(ProofError::OtherType), "{typ}");
    }
    let mut header = prover.header();
    header["typ"] = "application/DPoP+JWT".into();
    assert!(Proof::parse(&prover.token(&header, &claims())).is_ok());
}

#[test]
fn dpp_02_jti_htm_htu_and_iat_are_there_with_their_types() {
    for name in ["jti", "htm", "htu", "iat"] {
        let error = judged(&with(name, Value::Null), &expectation()).expect_err("refused");
        assert_eq!(error, ProofError::Missing(name));
        assert_eq!(error.error_code(), ErrorCode::InvalidDpopProof);
    }
    assert_eq!(code(&with("jti", "")), "dpop_claim_missing");
    assert_eq!(code(&with("jti", 7)), "claim_not_a_string");
    assert_eq!(code(&with("htm", json!(["POST"]))), "claim_not_a_string");
    assert_eq!(code(&with("iat", "now")), "claim_not_a_number");
    assert_eq!(code(&json!([])), "json_not_an_object");
}

#[test]
fn dpp_03_every_asymmetric_algorithm_verifies_with_the_key_it_brings() {
    for algorithm in algorithms() {
        let prover = Prover::new(algorithm);
        let proof = prover.proof(&claims()).expect("a proof");
        assert_eq!(proof.algorithm(), algorithm);
        assert_eq!(block_on(proof.verify(&prover.crypto)), Ok(()), "{algorithm:?}");
        assert_eq!(block_on(proof.verify(&SoftwareCrypto::new())), Ok(()), "nothing but the proof is needed");
    }
    let names: Vec<_> = algorithms().map(Algorithm::name).collect();
    let all = ["ES256", "ES384", "ES512", "Ed25519", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"];
    assert_eq!(names, all);
}

#[test]
fn dpp_03_neither_unsigned_nor_with_a_shared_key() {
    let with_header = |header: &Value| {
        let part = |value: &Value| base64url::encode(value.to_string().as_bytes());
        Proof::parse(&format!("{}.{}.AAAA", part(header), part(&claims()))).expect_err("refused")
    };
    let jwk = prover().public.public_members();
    assert_eq!(with_header(&json!({"alg": "none", "typ": "dpop+jwt", "jwk": jwk})), ProofError::Jws(JwsError::AlgNone));
    for alg in ["HS256", "HS384", "HS512"] {
        let header = json!({"alg": alg, "typ": "dpop+jwt", "jwk": {"kty": "oct", "k": "AAAA"}});
        assert_eq!(with_header(&header), ProofError::SharedKey);
    }
    let oct = json!({"alg": "ES256", "typ": "dpop+jwt", "jwk": {"kty": "oct", "k": "AAAA"}});
    assert_eq!(with_header(&oct), ProofError::PrivateKey);
    for jwk in [Value::Null, json!("key"), json!([])] {
        assert_eq!(with_header(&json!({"alg": "ES256", "typ": "dpop+jwt", "jwk": jwk})), ProofError::KeyMissing);
    }
    let ed = vector_key();
    assert_eq!(with_header(&json!({"alg": "ES256", "typ": "dpop+jwt", "jwk": ed})).code(), "jwk_wrong_algorithm");
}

fn vector_key() -> Value {
    let file: Value = serde_json::from_str(include_str!("vectors/rfc8037-appendix-a.json")).expect("JSON");
    file["vectors"][2]["jwk_public"].clone()
}

#[test]
fn dpp_03_a_flipped_bit_is_seen() {
    let prover = prover();
    let good = prover.token(&prover.header(), &claims());
    let mut jws: Vec<String> = good.split('.').map(str::to_owned).collect();
    jws[1] = base64url::encode(with("htm", "GET").to_string().as_bytes());
    let changed = Proof::parse(&jws.join(".")).expect("it can be read");
    assert_eq!(block_on(changed.verify(&prover.crypto)), Err(ProofError::Jws(JwsError::SignatureWrong)));
    let other = Prover::new(Algorithm::Es256);
    let mut header = prover.header();
    header["jwk"] = other.public.public_members().expect("public");
    let foreign = Proof::parse(&prover.token(&header, &claims())).expect("it can be read");
    assert_eq!(block_on(foreign.verify(&prover.crypto)), Err(ProofError::Jws(JwsError::SignatureWrong)));
}

#[test]
fn dpp_03_a_private_key_in_the_proof_is_refused() {
    let prover = prover();
    let mut header = prover.header();
    header["jwk"]["d"] = "AAAA".into();
    assert_eq!(Proof::parse(&prover.token(&header, &claims())), Err(ProofError::PrivateKey));
}

#[test]
fn dpp_03_a_point_off_the_curve_is_no_key_and_no_fault_of_the_platform() {
    let prover = prover();
    let mut header = prover.header();
    header["jwk"]["y"] = header["jwk"]["x"].clone();
    let proof = Proof::parse(&prover.token(&header, &claims())).expect("the form is right");
    let error = block_on(proof.verify(&prover.crypto)).expect_err("no key");
    assert_eq!((error.code(), error.error_code()), ("dpop_not_a_key", ErrorCode::InvalidDpopProof));
}

#[test]
fn dpp_03_verifying_leaves_no_key_behind() {
    let prover = prover();
    let proof = prover.proof(&claims()).expect("a proof");
    let handle = || block_on(prover.crypto.generate(Algorithm::Hs256.primitive())).expect("a key");
    let before = handle();
    block_on(proof.verify(&prover.crypto)).expect("verified");
    let imported = grant_lab::ports::KeyRef(before.0 + 1);
    let forgotten = block_on(prover.crypto.export_public(imported));
    assert_eq!(forgotten.map_err(|error| error.code()), Err("crypto_bad_key"));
}

#[test]
fn dpp_04_htm_is_the_method_exactly() {
    assert_eq!(code(&with("htm", "GET")), "dpop_other_method");
    assert_eq!(code(&with("htm", "post")), "dpop_other_method");
    let get = Expectation { method: &Method::GET, ..expectation() };
    assert_eq!(judged(&claims(), &get), Err(ProofError::OtherMethod));
}

#[test]
fn dpp_04_htu_is_the_address_in_any_of_its_spellings() {
    for htu in [
        "https://issuer.test/token",
        "HTTPS://Issuer.TEST:443/token",
        "https://issuer.test:/token",
        "https://issuer.test/%74oken",
        "https://issuer.test/a/../token",
        "https://issuer.test/./token",
        "https://issuer.test/token?x=1",
        "https://issuer.test/token#x",
    ] {
        let checked = judged(&with("htu", htu), &expectation()).expect(htu);
        assert_eq!(checked.htu, ENDPOINT, "{htu}");
    }
    let asked = Expectation { uri: "HTTPS://issuer.test:443/token?tenant=1", ..expectation() };
    assert!(judged(&claims(), &asked).is_ok());
    for htu in [
        "https://issuer.test/token/",
        "https://issuer.test/Token",
        "https://issuer.test:8443/token",
        "http://issuer.test/token",
        "https://issuer.test:80/token",
        "https://issuer.test//token",
        "https://issuer.test/tok%65%6E%2F",
        "https://issuer.test.evil.example/token",
    ] {
        assert_eq!(code(&with("htu", htu)), "dpop_other_address", "{htu}");
    }
    for htu in
        ["/token", "issuer.test/token", "ftp://issuer.test/token", "https:///token", "https://u@issuer.test/token"]
    {
        assert_eq!(code(&with("htu", htu)), "dpop_not_an_address", "{htu}");
    }
}

#[test]
fn dpp_04_normalisation_is_that_of_rfc_3986() {
    for (uri, normal) in [
        ("HTTPS://AS.example:443/token?x=1", Some("https://as.example/token")),
        ("http://h:80", Some("http://h/")),
        ("http://h:443/", Some("http://h:443/")),
        ("https://h", Some("https://h/")),
        ("https://h?q", Some("https://h/")),
        ("https://[2001:DB8::1]:443/a", Some("https://[2001:db8::1]/a")),
        ("https://h/a%2fb%7e%c3%a9", Some("https://h/a%2Fb~%C3%A9")),
        // A reserved character and its escape are two addresses (findings/dpop-addresses.sh).
        ("https://h/urn%3aorder:7", Some("https://h/urn%3Aorder:7")),
        ("https://h/%2e%2E/a/b/../c/./d/..", Some("https://h/a/c/")),
        ("https://h/../../a", Some("https://h/a")),
        ("https://h/a//b/", Some("https://h/a//b/")),
        ("https://h/a%", None),
        ("https://h/a%2", None),
        ("https://h/a%zz", None),
        ("https://h/a b", None),
        ("https://h/é", None),
        ("https:h/a", None),
        ("", None),
        ("https://:443/", None),
        ("https://h:1:2/", None),
        ("https://h:x/", None),
        ("https://u:1@h/", None),
        ("https://[::1]x/", None),
    ] {
        assert_eq!(normalise(uri).as_deref(), normal, "{uri}");
    }
}

#[test]
fn dpp_05_only_recent_proofs_with_a_little_skew() {
    for (offset, code) in [
        (0, None),
        (-300, None),
        (-301, Some("dpop_too_old")),
        (-600, Some("dpop_too_old")),
        (10, None),
        (60, None),
        (61, Some("dpop_from_future")),
        (86_400, Some("dpop_from_future")),
    ] {
        let result = judged(&with("iat", NOW + offset), &expectation());
        assert_eq!(result.err().map(|error| error.code()), code, "{offset} s");
    }
}

#[test]
fn dpp_06_says_what_to_remember_and_for_how_long() {
    let checked = judged(&with("iat", NOW + 30), &expectation()).expect("accepted");
    let expected = CheckedProof { jti: "j1".to_owned(), htu: ENDPOINT.to_owned(), remember_until: UnixTime(NOW + 330) };
    assert_eq!(checked, expected);
    let proof = prover().proof(&with("iat", NOW + 30)).expect("a proof");
    let at = |now: UnixTime| proof.check(&Expectation { now, ..expectation() });
    assert!(at(checked.remember_until).is_ok(), "still to be remembered");
    assert_eq!(at(checked.remember_until.plus(1)), Err(ProofError::TooOld { seconds: 301 }));
    assert_eq!(code(&with("jti", "j".repeat(257))), "dpop_jti_too_long");
    assert_eq!(ProofError::Replayed.error_code(), ErrorCode::InvalidDpopProof);
}

#[test]
fn dpp_07_the_challenge_is_a_400_with_one_nonce() {
    let (name, value) = nonce_field("eyJ7S_zG.eyJH0-Z.HX4w-7v").expect("a nonce");
    let error = ProofError::NonceMissing.to_oauth_error().with_header(name, value);
    let response = error.into_response();
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(nonce_of(response.headers()), Some("eyJ7S_zG.eyJH0-Z.HX4w-7v"));
    let body: Value = serde_json::from_slice(response.body()).expect("JSON");
    assert_eq!(body["error"], "use_dpop_nonce");
    for text in ["", "a b", "a\"b", "a\\b", "é", "a\tb"] {
        assert_eq!(nonce_field(text), None, "{text:?}");
    }
    let mut twice = HeaderMap::new();
    twice.append("dpop-nonce", HeaderValue::from_static("a"));
    assert_eq!(nonce_of(&twice), Some("a"));
    twice.append("dpop-nonce", HeaderValue::from_static("b"));
    assert_eq!(nonce_of(&twice), None);
    assert_eq!(nonce_of(&HeaderMap::new()), None);
}

#[test]
fn dpp_08_a_server_that_asks_for_nonces_takes_no_proof_without_a_fresh_one() {
    let fresh = ["n1".to_owned(), "n2".to_owned()];
    let asking = Expectation { nonces: Some(&fresh), ..expectation() };
    assert_eq!(judged(&claims(), &asking), Err(ProofError::NonceMissing));
    assert_eq!(judged(&with("nonce", "n0"), &asking), Err(ProofError::NonceStale));
    assert_eq!(code(&with("nonce", 7)), "claim_not_a_string");
    assert!(judged(&with("nonce", "n2"), &asking).is_ok());
    assert!(judged(&with("nonce", "n0"), &expectation()).is_ok(), "a server without nonces ignores them");
    for error in [ProofError::NonceMissing, ProofError::NonceStale] {
        assert_eq!(error.error_code(), ErrorCode::UseDpopNonce);
    }
    let old = Expectation { now: UnixTime(NOW + 9999), ..asking };
    assert_eq!(
        judged(&claims(), &old),
        Err(ProofError::NonceMissing),
        "the nonce is told even to a clock that is wrong"
    );
}

#[test]
fn dpp_09_published_proofs_verify_and_bind_to_the_published_thumbprint() {
    let crypto = SoftwareCrypto::new();
    for id in ["RFC9449-proof-1", "RFC9449-proof-2", "RFC9449-proof-3"] {
        let vector = vector(id);
        let proof = Proof::parse(text(&vector, "proof")).expect(id);
        assert_eq!(block_on(proof.verify(&crypto)), Ok(()), "{id}");
        assert_eq!(block_on(proof.jkt(&crypto)).as_deref(), Ok(text(&vector, "jkt")), "{id}");
        let method = text(&vector["request"], "method").parse().expect("a method");
        let token = vector.get("access_token").and_then(Value::as_str);
        let ath = token.map(|token| block_on(access_token_hash(&crypto, token)).expect("a digest"));
        let expected = Expectation {
            method: &method,
            uri: text(&vector["request"], "url"),
            now: UnixTime(vector["payload"]["iat"].as_i64().expect("a time")),
            ath: ath.as_deref(),
            ..expectation()
        };
        assert_eq!(proof.check(&expected).map(|checked| checked.jti).as_deref(), Ok(text(&vector["payload"], "jti")));
    }
    let bound = vector("RFC9449-bound-access-token");
    let cnf = Confirmation::of(bound["claims"].get("cnf")).expect("it is bound");
    assert_eq!(cnf, Confirmation::of_key("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I".to_owned()));
    assert_eq!(serde_json::to_value(&cnf).ok().as_ref(), bound["claims"].get("cnf"));
}

#[test]
fn dpp_12_a_cnf_that_cannot_be_read_still_binds() {
    assert_eq!(Confirmation::of(None), None);
    for cnf in [json!({}), json!({"jkt": 7}), json!({"x5t": "A"}), json!("jkt"), Value::Null] {
        assert_eq!(Confirmation::of(Some(&cnf)), Some(Confirmation::default()), "{cnf}");
    }
}

#[test]
fn dpp_11_ath_is_the_hash_of_the_token() {
    let crypto = SoftwareCrypto::new();
    let vector = vector("RFC9449-ath");
    let ath = block_on(access_token_hash(&crypto, text(&vector, "access_token"))).expect("a digest");
    assert_eq!(ath, text(&vector, "ath"));
    let asked = Expectation { ath: Some(&ath), ..expectation() };
    assert_eq!(judged(&claims(), &asked), Err(ProofError::Missing("ath")));
    assert_eq!(judged(&with("ath", "AAAA"), &asked), Err(ProofError::OtherToken));
    assert!(judged(&with("ath", ath.as_str()), &asked).is_ok());
    assert!(judged(&with("ath", "AAAA"), &expectation()).is_ok(), "without a token there is nothing to compare");
}

#[test]
fn dpp_13_the_challenge_names_algorithms_and_an_error_only_when_there_is_one() {
    let plain = challenge(None, None).to_header_value();
    assert_eq!(plain, "DPoP algs=\"ES256 ES384 ES512 Ed25519 PS256 PS384 PS512 RS256 RS384 RS512\"");
    let scope = Scope::parse("orders.read").expect("a scope");
    let refuse = |error: Option<(ErrorCode, &str)>, scope: Option<&Scope>| {
        bearer::refuse(&challenge(error, scope), error.map(|(code, _)| code))
    };
    let response = refuse(Some((ErrorCode::InvalidDpopProof, "No \"proof\".")), Some(&scope));
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    let field = response.headers()["www-authenticate"].to_str().expect("ASCII");
    let parsed = Challenge::parse(field).expect("by the grammar");
    assert!(parsed.is("dpop"));
    assert_eq!(
        ["error", "error_description", "scope"].map(|name| parsed.get(name)),
        [Some("invalid_dpop_proof"), Some("No 'proof'."), Some("orders.read")]
    );
    for (code, status) in
        [(ErrorCode::InvalidRequest, 400), (ErrorCode::InsufficientScope, 403), (ErrorCode::UseDpopNonce, 401)]
    {
        assert_eq!(refuse(Some((code, "x")), None).status().as_u16(), status);
    }
    assert_eq!(refuse(None, None).status(), StatusCode::UNAUTHORIZED);
}

#[test]
fn dpp_13_a_token_comes_under_either_scheme_and_once() {
    let of = |values: &[&str]| {
        let mut request = Request::get("https://api.test/orders");
        for value in values {
            request = request.header("authorization", *value);
        }
        PresentedToken::in_header(request.body(()).expect("a request").headers())
    };
    for (field, scheme) in
        [("DPoP abc", TokenType::DPoP), ("dpop   abc", TokenType::DPoP), ("bearer abc", TokenType::Bearer)]
    {
        let token = of(&[field]).expect("well-formed").expect("a token");
        assert_eq!((token.scheme(), token.as_str()), (scheme, "abc"), "{field}");
        assert!(!format!("{token:?}").contains("abc"));
    }
    assert_eq!(of(&[]), Ok(None));
    assert_eq!(of(&["Basic abc"]), Ok(None));
    for fields in [&["DPoP abc", "Bearer abc"][..], &["DPoP"], &["DPoP a b"], &["Bearer =a"]] {
        let error = of(fields).expect_err("malformed");
        assert!(error.to_string().ends_with('.') && !error.citation().section.is_empty(), "{fields:?}: {error}");
    }
    assert_eq!(of(&["DPoP abc", "Bearer abc"]).expect_err("two").code(), "authorization_several");
}

#[test]
fn dpp_02_a_client_writes_what_a_server_reads() {
    let prover = prover();
    let mut claims = ProofClaims::new(&Method::POST, "https://issuer.test/token?x=1#y", UnixTime(NOW), "j1".to_owned());
    claims.nonce = Some("n1".to_owned());
    assert_eq!(
        serde_json::to_string(&claims).expect("JSON"),
        format!(r#"{{"jti":"j1","htm":"POST","htu":"{ENDPOINT}","iat":{NOW},"nonce":"n1"}}"#)
    );
    let field = block_on(claims.sign(&prover.crypto, &prover.key, &prover.public)).expect("a proof");
    let proof = Proof::parse(field.to_str().expect("ASCII")).expect("well-formed");
    assert_eq!(block_on(proof.verify(&prover.crypto)), Ok(()));
    let members: Vec<&String> = proof.jws().header().members().keys().collect();
    assert_eq!(members, ["alg", "jwk", "typ"], "no kid");
    assert_eq!(Some(proof.jwk().to_json()), prover.public.public_members());
}

#[test]
fn err_04_no_refusal_repeats_the_proof() {
    let prover = prover();
    for token in [
        "hunter2".to_owned(),
        prover.token(&json!({"typ": "hunter2"}), &claims()),
        prover.token(&json!({"typ": "dpop+jwt", "crit": ["hunter2"], "hunter2": 1}), &claims()),
        prover.token(&json!({"typ": "dpop+jwt", "jwk": {"kty": "hunter2"}}), &claims()),
        format!("{}.e30.AA", base64url::encode(br#"{"alg":"hunter2","typ":"dpop+jwt"}"#)),
    ] {
        let error = Proof::parse(&token).expect_err("refused");
        let response = error.to_oauth_error().into_response();
        let body = String::from_utf8_lossy(response.body()).into_owned();
        assert!(body.contains("invalid_dpop_proof") && !body.contains("hunter2"), "{body}");
    }
    for claims in [with("htm", "hunter2"), with("htu", "https://hunter2/"), with("nonce", json!(["hunter2"]))] {
        let error = judged(&claims, &expectation()).expect_err("refused");
        assert!(!error.on_the_wire().contains("hunter2"), "{error}");
    }
}

#[test]
fn every_reason_is_a_sentence_with_a_code_and_a_clause() {
    for error in [
        ProofError::Several,
        ProofError::NotAscii,
        ProofError::Jws(JwsError::NoDots),
        ProofError::OtherType,
        ProofError::SharedKey,
        ProofError::KeyMissing,
        ProofError::NotAKey,
        ProofError::PrivateKey,
        ProofError::Missing("jti"),
        ProofError::OtherMethod,
        ProofError::NotAnAddress,
        ProofError::OtherAddress,
        ProofError::TooOld { seconds: 1 },
        ProofError::FromFuture { seconds: 1 },
        ProofError::NonceMissing,
        ProofError::NonceStale,
        ProofError::OtherToken,
        ProofError::JtiTooLong,
        ProofError::Replayed,
    ] {
        assert!(error.to_string().ends_with('.') && error.on_the_wire().ends_with('.'), "{error}");
        assert!(!error.code().is_empty() && !error.citation().section.is_empty(), "{error}");
        let answered = error.to_oauth_error();
        assert_eq!((answered.code, answered.status), (error.error_code(), StatusCode::BAD_REQUEST));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn reading_a_proof_never_panics(text in any::<String>(), header in any::<Vec<u8>>(), payload in any::<Vec<u8>>()) {
        let _ = Proof::parse(&text);
        let _ = Proof::parse(&format!("{}.{}.AA", base64url::encode(&header), base64url::encode(&payload)));
    }

    #[test]
    fn checking_a_proof_never_panics(jti in ".{0,9}", htm in ".{0,9}", htu in "(https?://)?\\PC{0,20}", iat in any::<f64>(), now in any::<i64>()) {
        let jwk = vector("RFC9449-proof-1")["header"]["jwk"].clone();
        let header = json!({"alg": "ES256", "typ": "dpop+jwt", "jwk": jwk}).to_string();
        let payload = Map::from_iter([
            ("jti".to_owned(), Value::from(jti)),
            ("htm".to_owned(), Value::from(htm)),
            ("htu".to_owned(), Value::from(htu.clone())),
            ("iat".to_owned(), Value::from(iat)),
        ]);
        let payload = Value::Object(payload).to_string();
        let token = format!("{}.{}.AA", base64url::encode(header.as_bytes()), base64url::encode(payload.as_bytes()));
        if let Ok(proof) = Proof::parse(&token) {
            let _ = proof.check(&Expectation { now: UnixTime(now), uri: &htu, ..expectation() });
        }
    }

    #[test]
    fn a_normal_address_stays_as_it_is(uri in "(https?|HTTPS)://[\\[\\]a-zA-Z0-9.:%-]{1,12}(/[a-zA-Z0-9.~%/-]{0,20})?(\\?x)?") {
        if let Some(normal) = normalise(&uri) {
            prop_assert_eq!(normalise(&normal), Some(normal));
        }
    }
}
