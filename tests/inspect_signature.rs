//! Signatures against keys, what an API would check, and the three states that are never one.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::inspect::signature::{check, check_each};
use grant_lab::inspect::{
    CheckedAs, ClaimsState, Decoded, Decoding, Expected, Judgement, KeyRing, SignatureReport, SignatureState, States,
    Words,
};
use grant_lab::jose::{Algorithm, JwkSet, SigningKey, base64url, sign};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use serde_json::{Map, Value, json};

const MALFORMED: &str = include_str!("vectors/malformed-jwt.json");
const MORE: &str = include_str!("vectors/more-algorithms.json");
const RFC7515: &str = include_str!("vectors/rfc7515-appendix.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");
const NOW: UnixTime = UnixTime(1_764_000_000);

fn words() -> Words {
    grant_lab::texts::read(WORDS).expect("content")
}

fn file(text: &str) -> Value {
    serde_json::from_str(text).expect("vectors")
}

fn keys(keys: &[&Value]) -> JwkSet {
    JwkSet::parse(json!({ "keys": keys }).to_string().as_bytes()).expect("a key set")
}

/// The key that a vector of RFC 7515 verifies with.
fn public_key(vector: &Value) -> &Value {
    vector.get("jwk_public").or_else(|| vector.get("jwk")).expect("a key")
}

fn report(token: &str, keys: &JwkSet) -> SignatureReport {
    block_on(check(&SoftwareCrypto::new(), &Decoded::read(token), &KeyRing::of_issuer(keys)))
}

fn state(token: &str, keys: &JwkSet) -> SignatureState {
    report(token, keys).state
}

/// The code of the reason, if there is one to give.
fn reason(state: &SignatureState) -> Option<&'static str> {
    state.why().map(|(phrase, _)| phrase.code)
}

/// A token of the embedded issuer's kind with the key that signed it.
fn signed(payload: &Value) -> (String, JwkSet) {
    let crypto = SoftwareCrypto::new();
    let (key, public) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let header = Map::from_iter([("typ".to_owned(), json!("at+jwt"))]);
    let token = block_on(sign(&crypto, &key, header, payload.to_string().as_bytes())).expect("a token");
    (token, JwkSet::from_iter([public]))
}

fn payload() -> Value {
    json!({
        "iss": "https://issuer.test", "sub": "nightly-report", "client_id": "nightly-report", "aud": "https://api.test",
        "scope": "orders.read", "iat": NOW.0, "exp": NOW.0 + 300, "jti": "1",
    })
}

fn api() -> Expected {
    let issuer = Some("https://issuer.test".to_owned());
    Expected { issuer, audience: Some("https://api.test".to_owned()), ..Expected::at(NOW) }
}

/// The three states of a token that an API reads as an access token.
fn states(token: &str, signature: SignatureState, expected: &Expected) -> States {
    let decoded = Decoded::read(token);
    let judgement = Judgement::new(&decoded, &signature.clone().into(), CheckedAs::AccessToken, expected, None);
    States::new(&decoded, signature, Some(&judgement))
}

#[test]
fn published_tokens_match_their_keys() {
    for vector in file(RFC7515)["vectors"].as_array().expect("a list") {
        let id = vector["id"].as_str().expect("an id");
        if !["RFC7515-A.1", "RFC7515-A.2", "RFC7515-A.3", "RFC7515-A.4"].contains(&id) {
            continue;
        }
        let token = vector["jws"].as_str().expect("a token");
        assert!(matches!(state(token, &keys(&[public_key(vector)])), SignatureState::Verified { .. }), "{id}");
    }
}

#[test]
fn verify_384_512_tokens_of_every_hash_match_their_keys() {
    for vector in file(MORE)["vectors"].as_array().expect("a list") {
        let token = vector["jws"].as_str().expect("a token");
        let key = vector.get("jwk_public").or_else(|| vector.get("jwk")).expect("a key");
        assert!(matches!(state(token, &keys(&[key])), SignatureState::Verified { .. }), "{}", vector["id"]);
    }
}

/// RFC 7520 §4.5.3: the compact serialization whose content is sent apart, and the key of §3.5.
#[test]
fn decode_detached_says_that_the_content_may_travel_apart() {
    let header = "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9";
    let signature = "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0";
    let content = "It\u{2019}s a dangerous business, Frodo, going out your door. You step onto the road, and if you don't keep \
                   your feet, there\u{2019}s no knowing where you might be swept off to.";
    let key = json!({"kty": "oct", "kid": "018c0ae5-4d9b-471b-bfd6-eef314bc7037", "use": "sig", "alg": "HS256",
        "k": "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"});
    let with = |payload: &str| state(&[header, payload, signature].join("."), &keys(&[&key]));
    let detached = with("");
    assert_eq!(detached.code(), "signature_not_checked");
    let (phrase, citation) = detached.why().expect("a reason");
    assert_eq!((phrase.code, citation.to_string().as_str()), ("unchecked_content_detached", "RFC 7515 App. F"));
    assert!(words().say(&phrase).contains("detached"));
    let (decoded, ring) = (Decoded::read(&[header, "", signature].join(".")), KeyRing::of_issuer(&keys(&[&key])));
    let given = |content: &str| {
        block_on(check(&SoftwareCrypto::new(), &decoded.clone().with_content(content.as_bytes()), &ring)).state
    };
    assert!(matches!(given(content), SignatureState::Verified { .. }));
    assert_eq!(reason(&given("something else")), Some("jws_signature_wrong"));
    assert!(matches!(with(&base64url::encode(content.as_bytes())), SignatureState::Verified { .. }));
    assert!(matches!(with("e30"), SignatureState::Failed(_)), "what is there and does not fit is no such case");
}

#[test]
fn jwt_05_to_09_tokens_that_must_not_verify_do_not() {
    let file = file(MALFORMED);
    let key = &file["validator_config"]["hs256_jwk"];
    let rfc7515 = self::file(RFC7515);
    let of = |id: &str| {
        let vectors = rfc7515["vectors"].as_array().expect("a list");
        vectors.iter().find(|vector| vector["id"] == id).map(public_key).expect("the vector").clone()
    };
    let (rsa, ec) = (of("RFC7515-A.2"), of("RFC7515-A.3"));
    let words = words();
    let mut seen = 0;
    for vector in file["vectors"].as_array().expect("a list") {
        let Some(token) = vector["token"].as_str() else { continue };
        let (id, expect) = (vector["id"].as_str().expect("an id"), vector["expect"].as_str().expect("an expectation"));
        if vector["stage"] != "verify" {
            continue;
        }
        let set = if id.starts_with("MAL-39") { keys(&[&rsa]) } else { keys(&[key, &ec]) };
        let state = state(token, &set);
        let matches = matches!(state, SignatureState::Verified { .. });
        // A key in the token or an address of one is ignored, and a name that no key has is only a hint when the key at hand has none:
        // the token stands and falls with that key.
        let ignored = ["MAL-46", "MAL-47", "MAL-48"].contains(&id);
        assert_eq!(matches, expect == "accept" || ignored && matches, "{id}: {state:?}");
        if let Some((phrase, _)) = state.why() {
            assert!(!words.say(&phrase).contains('{') && words.text(phrase.code).is_some(), "{id}");
        }
        // Each was made with another text of the public key, and each is told to be.
        if id.starts_with("MAL-39") {
            let remarks = report(token, &set).remarks;
            assert_eq!(
                remarks.iter().map(|remark| remark.code).collect::<Vec<_>>(),
                ["remark_public_key_as_secret"],
                "{id}"
            );
        }
        seen += 1;
    }
    assert!(seen > 25, "{seen} vectors");
}

#[test]
fn the_reasons_tell_a_wrong_signature_from_a_missing_key() {
    let vectors = file(MALFORMED);
    let token = |id: &str| {
        let list = vectors["vectors"].as_array().expect("a list");
        list.iter().find(|vector| vector["id"] == id).expect("the vector")["token"]
            .as_str()
            .expect("a token")
            .to_owned()
    };
    let set = keys(&[&vectors["validator_config"]["hs256_jwk"]]);
    for (id, code, why) in [
        ("MAL-00", "signature_verified", None),
        ("MAL-80", "signature_failed", Some("jws_signature_wrong")),
        ("MAL-81", "signature_failed", Some("jws_signature_wrong")),
        ("MAL-17", "signature_failed", Some("base64url_trailing_bits")),
        ("MAL-34", "signature_failed", Some("jws_alg_none")),
        ("MAL-35", "signature_failed", Some("jws_alg_none")),
        ("MAL-36a", "signature_failed", Some("jws_signature_missing")),
        ("MAL-37", "signature_not_checked", Some("unchecked_algorithm_unknown")),
        ("MAL-38", "signature_not_checked", Some("unchecked_algorithm_unknown")),
        ("MAL-45", "signature_failed", Some("jws_unencoded_payload")),
        ("MAL-40", "signature_not_checked", Some("jws_crit_unknown")),
        ("MAL-82", "signature_not_checked", Some("unchecked_no_fitting_key")),
        ("MAL-16", "signature_not_checked", Some("base64url_length")),
        ("MAL-89", "signature_not_checked", Some("jws_no_dots")),
    ] {
        let state = state(&token(id), &set);
        assert_eq!((state.code(), reason(&state)), (code, why), "{id}");
    }
    assert_eq!(reason(&state(&token("MAL-00"), &JwkSet::default())), Some("unchecked_no_key"));

    // MAL-48 names a key that nobody has. A key without a name is tried, and the remark says so; one with another name that does not fit
    // says nothing about the token.
    let remarks = report(&token("MAL-48"), &set).remarks;
    assert_eq!(remarks.iter().map(|remark| remark.code).collect::<Vec<_>>(), ["remark_key_without_kid"]);
    let other = keys(&[&json!({"kty": "oct", "kid": "other", "k": "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"})]);
    assert_eq!(reason(&state(&token("MAL-48"), &other)), Some("unchecked_unknown_kid"));
}

#[test]
fn any_changed_character_breaks_the_signature() {
    let (token, keys) = signed(&payload());
    assert_eq!(state(&token, &keys).code(), "signature_verified");
    for at in (0..token.len()).step_by(7).chain([token.len() - 1]) {
        let old = token.as_bytes()[at];
        let new = if old == b'A' { 'B' } else { 'A' };
        let changed = format!("{}{new}{}", &token[..at], &token[at + 1..]);
        assert!(!matches!(state(&changed, &keys), SignatureState::Verified { .. }), "character {at}");
    }
}

#[test]
fn without_a_kid_every_fitting_key_is_tried_and_all_are_released() {
    let crypto = SoftwareCrypto::new();
    let (key, public) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let (_, other) = block_on(SigningKey::generate(&crypto, Algorithm::Es256)).expect("a key");
    let nameless = SigningKey { kid: None, ..key };
    let token = block_on(sign(&crypto, &nameless, Map::new(), b"{}")).expect("a token");
    let keys = JwkSet::from_iter([other.clone(), public.clone()]);
    assert_eq!(
        state(&token, &keys),
        SignatureState::Verified {
            kid: public.kid().map(str::to_owned),
            algorithm: "ES256",
            key: public.kid().expect("a name").to_owned(),
            own_key: false
        }
    );
    assert_eq!(state(&token, &JwkSet::from_iter([other])).code(), "signature_failed");
}

#[test]
fn jwt_19_decoded_signature_and_claims_are_three_states() {
    let (token, keys) = signed(&payload());
    let decoded = Decoded::read(&token);

    let unchecked = States::new(&decoded, SignatureState::default(), None);
    assert_eq!(unchecked.codes(), ["decoding_decoded", "signature_not_checked", "claims_not_checked"]);
    let words = words();
    let said: Vec<_> =
        unchecked.codes()[..2].iter().map(|code| words.text(code).expect("a text").title.clone()).collect();
    assert_eq!(said.join(" "), "Decoded. Not verified.");

    let claims_only = states(&token, SignatureState::default(), &api());
    assert_eq!(claims_only.claims, ClaimsState::Hold);
    assert!(
        !claims_only.is_trustworthy() && !claims_only.is_signed_by_known_key(),
        "right claims are still anybody's words"
    );

    let all = states(&token, state(&token, &keys), &api());
    assert_eq!(all.codes(), ["decoding_decoded", "signature_verified", "claims_hold"]);
    assert!(all.is_trustworthy());

    let later = Expected { now: NOW.plus(300), ..api() };
    let expired = states(&token, state(&token, &keys), &later);
    assert!(
        expired.is_signed_by_known_key() && !expired.is_trustworthy(),
        "a right signature does not make claims hold"
    );
    assert_eq!(expired.claims, ClaimsState::DoNotHold { name: "exp" });

    let mut outside = payload();
    outside.as_object_mut().expect("an object").remove("jti");
    let (outside, outside_keys) = signed(&outside);
    let outside = states(&outside, state(&outside, &outside_keys), &api());
    assert_eq!(outside.claims, ClaimsState::HoldOutsideProfile { name: "jti" });
    assert_eq!(outside.codes()[2], "claims_hold_outside_profile");

    let tampered = token.replace('.', ".x").replacen(".x", ".", 1);
    let broken = states(&tampered, state(&tampered, &keys), &api());
    assert!(!broken.is_trustworthy() && !broken.is_signed_by_known_key());
}

#[test]
fn jwt_19_damaged_encrypted_and_opaque_texts_are_never_called_decoded() {
    for (text, decoding) in [
        ("2YotnFZFEjr1zCsicMWpAA", Decoding::NotAToken),
        ("", Decoding::NotAToken),
        ("{\"a\":1}", Decoding::NotAToken),
        ("eyJhbGciOiJFUzI1NiJ9", Decoding::Damaged),
        ("eyJhbGciOiJFUzI1NiJ9.eyJ.c2ln", Decoding::Damaged),
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0.a.b.c.d", Decoding::Encrypted),
    ] {
        let states = states(text, SignatureState::default(), &api());
        assert_eq!(states.decoding, decoding, "{text}");
        assert!(!states.is_trustworthy());
    }
}

/// RFC 7515, appendix A.6: two signatures by two keys over one payload.
#[test]
fn each_signature_of_the_json_form_is_checked_by_itself() {
    let file = file(RFC7515);
    let of = |id: &str| {
        let found = file["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == id);
        found.unwrap_or_else(|| panic!("{id} is there")).clone()
    };
    let form = of("RFC7515-A.6");
    let text = form["jws"].as_str().map_or_else(|| form["jws"].to_string(), str::to_owned);
    let decoded = Decoded::read(&text);
    let codes = |ring: &KeyRing| -> Vec<&'static str> {
        block_on(check_each(&SoftwareCrypto::new(), &decoded, ring)).iter().map(|report| report.state.code()).collect()
    };
    let (rsa, ec) = (public_key(&of("RFC7515-A.2")).clone(), public_key(&of("RFC7515-A.3")).clone());
    let ring = |keys: &[&Value]| KeyRing::of_issuer(&self::keys(keys));
    assert_eq!(codes(&ring(&[&rsa, &ec])), ["signature_verified", "signature_verified"]);
    assert_eq!(codes(&ring(&[&ec])), ["signature_not_checked", "signature_verified"]);
    let both = block_on(check(&SoftwareCrypto::new(), &decoded, &ring(&[&ec])));
    assert_eq!(both.state.code(), "signature_verified");
    let said = words().say(both.remarks.last().expect("a remark"));
    assert_eq!(said, "Of 2 signatures a key at hand fits 1.");
}

/// SPIFFE Trust Domain and Bundle §4.2.2: the keys of a bundle that sign tokens have this `use`, those of certificates another one.
#[test]
fn verify_spiffe_a_key_for_jwt_svids_is_a_key_for_signatures() {
    let (token, set) = signed(&json!({"sub": "spiffe://issuer.test/api", "aud": ["api"], "exp": NOW.0 + 300}));
    let with = |member: &str, value: &str| {
        let mut key = set.keys[0].to_json();
        key[member] = value.into();
        key
    };
    let svid = with("use", "jwt-svid");
    let found = report(&token, &keys(&[&svid]));
    assert!(found.state.is_by_known_key());
    let remarks: Vec<&str> = found.remarks.iter().map(|remark| remark.code).collect();
    assert_eq!(remarks, ["remark_key_of_svids"]);
    assert!(words().say(&found.remarks[0]).contains("jwt-svid"));
    // Beside an ordinary key, in a set that serves both, each finds its own.
    let (other, ordinary) = signed(&payload());
    let both = keys(&[&ordinary.keys[0].to_json(), &svid]);
    assert!(state(&token, &both).is_by_known_key() && state(&other, &both).is_by_known_key());
    assert_eq!(report(&other, &both).remarks, []);
    // What else a key says about itself still counts, and what is for something else stays out.
    for (value, outcome) in
        [("x509-svid", "tried_other_use"), ("enc", "tried_other_use"), ("JWT-SVID", "tried_other_use")]
    {
        let left_out = report(&token, &keys(&[&with("use", value)]));
        assert_eq!(
            (left_out.state.code(), left_out.tried[0].outcome.code),
            ("signature_not_checked", outcome),
            "{value}"
        );
    }
    let mut signing_only = svid.clone();
    signing_only["key_ops"] = json!(["sign"]);
    assert_eq!(report(&token, &keys(&[&signing_only])).tried[0].outcome.code, "tried_other_operations");
    let at = token.len() - 9;
    let other = if &token[at..=at] == "A" { "B" } else { "A" };
    let forged = [&token[..at], other, &token[at + 1..]].concat();
    assert!(matches!(state(&forged, &keys(&[&svid])), SignatureState::Failed(_)));
}

/// The issuer in this page takes client assertions by keys of the uses that RFC 7517 has, and by no others.
#[test]
fn verify_spiffe_a_key_for_jwt_svids_is_none_elsewhere() {
    let (_, set) = signed(&payload());
    let mut key = set.keys[0].to_json();
    assert!(keys(&[&key]).keys[0].check_for(Algorithm::Es256, "verify").is_ok());
    key["use"] = "jwt-svid".into();
    assert!(keys(&[&key]).keys[0].check_for(Algorithm::Es256, "verify").is_err());
}
