//! The 98 tokens of `vectors/malformed-jwt.json`, each with the stage that it must reach and how it must end.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

use grant_lab::jose::jwt::{Outcome, TokenUse, Validation, validate};
use grant_lab::jose::{Algorithm, CompactJws, Jwk, JwkSet, JwsError, Stage, VerificationKey, verify};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use serde_json::Value;

/// How a token ended: where, how, and with which code; the code of an accepted one is `accept`.
#[derive(Debug, PartialEq)]
struct Verdict {
    stage: Stage,
    word: &'static str,
    code: &'static str,
}

struct Reader {
    crypto: SoftwareCrypto,
    keys: JwkSet,
    validation: Validation,
}

impl Reader {
    /// As an API would: the keys of the issuer by header, then the signature, then the claims.
    fn read(&self, token: &str) -> Verdict {
        let jws = match CompactJws::parse(token) {
            Ok(jws) => jws,
            Err(error) => return refused(&error),
        };
        if jws.header().is_nested() {
            return Verdict { stage: Stage::Decode, word: "report-nested", code: "jwt_nested" };
        }
        let signature = self.verify(&jws);
        if let Err(error) = &signature {
            return refused(error);
        }
        let report = validate(&jws, Some(&signature), &self.validation);
        let warning = report.checks.iter().find(|check| matches!(check.outcome, Outcome::Warned { .. }));
        let (word, check) = match (report.first_failure(), warning) {
            (Some(failure), _) => ("reject", Some(failure)),
            (None, Some(warning)) => ("warn", Some(warning)),
            (None, None) => ("accept", None),
        };
        assert_eq!(report.accepted(), word != "reject");
        let code = check.and_then(|check| check.outcome.code()).unwrap_or("accept");
        Verdict { stage: Stage::Claims, word, code }
    }

    fn verify(&self, jws: &CompactJws) -> Result<(), JwsError> {
        let algorithm = jws.algorithm()?;
        jws.header().check_critical()?;
        for jwk in self.keys.candidates(jws.header(), algorithm)? {
            let key = block_on(VerificationKey::import(&self.crypto, jwk, algorithm)).expect("a key");
            block_on(verify(&self.crypto, jws, &key))?;
        }
        Ok(())
    }
}

fn refused(error: &JwsError) -> Verdict {
    let word = match error {
        JwsError::JweNotJws => "report-encrypted",
        JwsError::NoDots => "report-opaque",
        JwsError::UnknownKid(_) => "unknown-kid",
        _ => "reject",
    };
    Verdict { stage: error.stage(), word, code: error.code() }
}

fn file() -> Value {
    serde_json::from_str(include_str!("vectors/malformed-jwt.json")).expect("JSON")
}

fn rfc7515_key(id: &str, alg: &str) -> Jwk {
    let file: Value = serde_json::from_str(include_str!("vectors/rfc7515-appendix.json")).expect("JSON");
    let vectors = file["vectors"].as_array().expect("a list");
    let vector = vectors.iter().find(|vector| vector["id"] == id).expect("the vector");
    let mut jwk = vector["jwk_public"].clone();
    jwk["alg"] = alg.into();
    Jwk::parse_text(&jwk.to_string()).expect("a key")
}

/// The reader that a row is meant for: MAL-39 has an RSA key, MAL-82 to 85 an EC key, all others the shared key.
fn reader(id: &str) -> Reader {
    let config = &file()["validator_config"];
    let text = |name: &str| config[name].as_str().map(str::to_owned);
    let key = match id {
        "MAL-82" | "MAL-83" | "MAL-84" | "MAL-85" => rfc7515_key("RFC7515-A.3", "ES256"),
        _ if id.starts_with("MAL-39") => rfc7515_key("RFC7515-A.2", "RS256"),
        _ => Jwk::parse_text(&config["hs256_jwk"].to_string()).expect("a key").labelled("k1", Algorithm::Hs256),
    };
    let now = UnixTime(config["now"].as_i64().expect("a time"));
    let validation = Validation { issuer: text("iss"), audience: text("aud"), ..Validation::any_jwt(now) };
    Reader { crypto: SoftwareCrypto::new(), keys: [key].into_iter().collect(), validation }
}

/// One token is too large for the file, so its recipe stands there.
fn token(vector: &Value, control: &str) -> String {
    if vector.get("token_recipe").is_none() {
        return vector["token"].as_str().expect("text").to_owned();
    }
    let parts = CompactJws::split(control).expect("the control");
    let payload = format!("{{\"sub\":\"{}\"}}", "a".repeat(300_000));
    let token = format!("{}.{}.{}", parts[0], grant_lab::jose::base64url::encode(payload.as_bytes()), parts[2]);
    assert_eq!(Some(token.len() as u64), vector["token_length"].as_u64());
    token
}

#[test]
fn jwt_01_to_18_every_malformed_token_ends_at_its_stage_with_its_verdict() {
    let vectors = file()["vectors"].as_array().expect("a list").clone();
    let control = vectors[0]["token"].as_str().expect("text");
    assert_eq!(vectors.len(), 98);
    let mut wrong = Vec::new();
    for vector in &vectors {
        let id = vector["id"].as_str().expect("an id");
        let found = reader(id).read(&token(vector, control));
        let stage = match vector["stage"].as_str().expect("a stage") {
            "decode" => Stage::Decode,
            "verify" => Stage::Verify,
            _ => Stage::Claims,
        };
        let right = match vector["expect"].as_str().expect("a verdict") {
            // Only its signature is the point: the claims under it are those of RFC 7515, not for this reader.
            "accept" if id == "MAL-85" => found.stage > stage,
            "accept" => found.word == "accept",
            // A text without dots is refused as a JWT and reported as what it may be.
            "reject" if found.code == "jws_no_dots" => found.stage == stage,
            // Ignored: nothing is fetched, and the token is judged by the issuer's own key.
            "reject-or-ignore-jku" => found.word == "accept",
            // The two that depend on the reader have tests of their own below.
            "reject-as-access-token" => found.word == "accept",
            "policy" => found.word == "warn",
            expected => found.word == expected && found.stage == stage,
        };
        if !right {
            wrong.push(format!("{id} {}: {} at {}: {found:?}", vector["class"], vector["expect"], vector["stage"]));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The reason counts as much as the refusal: it is what a learner reads.
#[test]
fn jwt_01_to_18_every_malformed_token_is_refused_for_its_own_reason() {
    let vectors = file()["vectors"].as_array().expect("a list").clone();
    let control = vectors[0]["token"].as_str().expect("text");
    let found: Vec<String> = vectors
        .iter()
        .map(|vector| {
            let id = vector["id"].as_str().expect("an id");
            format!("{} {}", id.trim_start_matches("MAL-"), reader(id).read(&token(vector, control)).code)
        })
        .collect();
    assert_eq!(found.join("\n"), CODES.trim());
}

const CODES: &str = "
00 accept
01 jws_empty
02 jws_no_dots
03 jws_part_count
04 jws_signature_missing
05 jws_part_count
06 jws_part_count
07 json_empty
08 json_empty
09 base64url_foreign_character
10 base64url_foreign_character
11 base64url_foreign_character
12 base64url_foreign_character
13 base64url_padding
14 base64url_padding
15 base64url_foreign_character
16 base64url_length
17 base64url_trailing_bits
18 jws_part_count
19 jws_no_dots
20 base64url_foreign_character
21 json_syntax
22 json_not_an_object
23 json_not_an_object
24 json_not_an_object
25 json_trailing
26 json_byte_order_mark
27 json_not_utf8
28 json_not_utf8
29 json_duplicate_name
30 json_duplicate_name
31 jws_alg_missing
32 jws_member_not_string
33 jws_alg_missing
34 jws_alg_none
35 jws_alg_none
36a jws_alg_unknown
36b jws_alg_unknown
36c jws_alg_unknown
36d jws_alg_unknown
37 jws_alg_unknown
38 jws_alg_unknown
39a jws_no_key
39b jws_no_key
39c jws_no_key
39d jws_no_key
39e jws_no_key
40 jws_crit_unknown
41 jws_crit_empty
42 jws_crit_not_array
43 jws_crit_registered
44 jws_crit_absent
45 jws_unencoded_payload
46 jws_signature_wrong
47 accept
48 jws_unknown_kid
49 jws_member_not_string
50 jws_member_not_string
51 json_syntax
52 json_not_an_object
53 json_trailing
54 json_not_utf8
55 json_syntax
56 claim_not_a_number
57 time_in_milliseconds
58 accept
59 accept
60 json_syntax
61 exp_passed
62 claim_not_a_number
63 claim_not_a_number
64 exp_passed
65 accept
66 nbf_not_reached
67 iat_in_future
68 claim_audience_shape
69 claim_audience_shape
70 claim_audience_shape
71 accept
72 aud_mismatch
73 aud_mismatch
74 iss_mismatch
75 iss_mismatch
76 claim_not_a_string
77 claim_not_a_uri
78 scope_not_a_string
79 json_too_deep
80 jws_signature_wrong
81 jws_signature_wrong
82 jws_signature_length
83 jws_signature_wrong
84 jws_signature_length
85 iss_mismatch
86 jws_json_serialization
87 jws_encrypted
88 jwt_nested
89 jws_no_dots
90 jws_too_large";

/// The reader above finds no key at all for these; here the verifier is handed the RSA key, as in the attack.
#[test]
fn jwt_06_mal_39_a_public_key_is_no_shared_secret() {
    let crypto = SoftwareCrypto::new();
    let jwk = rfc7515_key("RFC7515-A.2", "RS256");
    let key = block_on(VerificationKey::import(&crypto, &jwk, Algorithm::Rs256)).expect("a key");
    let vectors = file()["vectors"].as_array().expect("a list").clone();
    let attacks: Vec<_> = vectors.iter().filter(|vector| vector["class"] == "alg-confusion-rs-to-hs").collect();
    assert_eq!(attacks.len(), 5);
    for vector in attacks {
        let jws = CompactJws::parse(vector["token"].as_str().expect("text")).expect("a JWS");
        let mismatch = JwsError::AlgorithmMismatch { header: "HS256".to_owned(), key: "RS256" };
        assert_eq!(block_on(verify(&crypto, &jws, &key)), Err(mismatch));
    }
}

#[test]
fn jwt_15_mal_65_without_exp_is_a_jwt_but_no_access_token() {
    let vectors = file()["vectors"].as_array().expect("a list").clone();
    let vector = vectors.iter().find(|vector| vector["id"] == "MAL-65").expect("the vector");
    let reader = reader("MAL-65");
    let jws = CompactJws::parse(vector["token"].as_str().expect("text")).expect("a JWS");
    let signature = reader.verify(&jws);
    let access_token = Validation { token_use: TokenUse::AccessToken, ..reader.validation };
    let report = validate(&jws, Some(&signature), &access_token);
    assert_eq!(report.check("exp").and_then(|check| check.outcome.code()), Some("claim_missing"));
    assert!(!report.accepted());
}

#[test]
fn jwt_12_mal_67_an_iat_in_the_future_is_refused_only_by_a_reader_who_wants_it() {
    let vectors = file()["vectors"].as_array().expect("a list").clone();
    let vector = vectors.iter().find(|vector| vector["id"] == "MAL-67").expect("the vector");
    let mut reader = reader("MAL-67");
    reader.validation.refuse_future_iat = true;
    let found = reader.read(vector["token"].as_str().expect("text"));
    assert_eq!(found, Verdict { stage: Stage::Claims, word: "reject", code: "iat_in_future" });
}

#[test]
fn jwt_17_mal_88_the_inner_token_of_a_nested_one_is_still_verified() {
    let vectors = file()["vectors"].as_array().expect("a list").clone();
    let vector = vectors.iter().find(|vector| vector["id"] == "MAL-88").expect("the vector");
    let reader = reader("MAL-88");
    let outer = CompactJws::parse(vector["token"].as_str().expect("text")).expect("a JWS");
    let signature = reader.verify(&outer);
    assert_eq!(signature, Ok(()));
    let report = validate(&outer, Some(&signature), &reader.validation);
    assert_eq!(report.check("payload").and_then(|check| check.outcome.code()), Some("jwt_nested"));
    assert!(report.check("exp").is_none(), "the outer token has no claims to check");
    let inner = std::str::from_utf8(outer.payload()).expect("a token is text");
    assert_eq!(reader.read(inner).word, "accept");
}
