//! What every adapter of the `Crypto` port must do. One suite, run against RustCrypto natively and WebCrypto in a browser.

use grant_lab::jose::jwe::{Jwe, JweError, decrypt};
use grant_lab::jose::{
    Algorithm, CompactJws, Jwk, KeyType, SigningKey, VerificationKey, base64url, sign, thumbprint, verify,
};
use grant_lab::ports::{
    AgreementCurve, Crypto, CryptoError, Decryption, ForeignKeys, Hash, KeyRef, OaepHash, Sealed, SigningPrimitive,
};
use serde_json::{Map, Value, json};

const VECTORS: &str = include_str!("../vectors/rfc7515-appendix.json");
const ED25519_VECTORS: &str = include_str!("../vectors/rfc8037-appendix-a.json");
const MORE_VECTORS: &str = include_str!("../vectors/more-algorithms.json");
const ENCRYPTED: &str = include_str!("../vectors/encrypted-combinations.json");
const KEY_FILES: &str = include_str!("../vectors/key-files/expected.json");
const THUMBPRINTS: &str = include_str!("../vectors/rfc7638-thumbprint.json");

/// Whether the platform has AES with keys of 192 bits, which it may leave out and must then say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aes192 {
    /// It has.
    Offered,
    /// It has not.
    Missing,
}

/// Every promise of the ports, in one go.
pub(crate) async fn run<C: Decryption + ForeignKeys>(crypto: &C, aes_192: Aes192) {
    tokens_of_every_combination_open(crypto, aes_192).await;
    what_does_not_fit_does_not_open(crypto).await;
    private_keys_get_their_public_half(crypto).await;
    digests_are_those_of_fips_180(crypto).await;
    thumbprints_are_those_of_rfc_7638(crypto).await;
    for algorithm in Algorithm::all() {
        generated_key_signs(crypto, algorithm).await;
        malformed_keys_are_refused(crypto, algorithm).await;
    }
    for id in ["RFC7515-A.1", "RFC7515-A.2", "RFC7515-A.3", "RFC7515-A.4"] {
        published_vector_verifies(crypto, &vector(VECTORS, id)).await;
    }
    for id in ["RFC8037-A.4", "DERIVED-Ed25519-alg"] {
        published_vector_verifies(crypto, &vector(ED25519_VECTORS, id)).await;
    }
    for name in ["ES384", "PS256", "PS384", "PS512", "RS384", "RS512", "HS384", "HS512"] {
        let id = &["DERIVED-", name].concat();
        published_vector_verifies(crypto, &vector(MORE_VECTORS, id)).await;
    }
    published_messages_verify(crypto).await;
    for (file, id) in [
        (VECTORS, "RFC7515-A.2"),
        (VECTORS, "RFC7515-A.3"),
        (VECTORS, "RFC7515-A.4"),
        (MORE_VECTORS, "DERIVED-ES384"),
        (MORE_VECTORS, "DERIVED-PS256"),
        (MORE_VECTORS, "DERIVED-PS384"),
        (MORE_VECTORS, "DERIVED-PS512"),
        (MORE_VECTORS, "DERIVED-RS384"),
        (MORE_VECTORS, "DERIVED-RS512"),
    ] {
        let vector = vector(file, id);
        private_jwk_signs(crypto, vector["alg"].as_str(), &vector["jwk_private"], &vector["jwk_public"]).await;
    }
    let (private, token) = (vector(ED25519_VECTORS, "RFC8037-A.1"), vector(ED25519_VECTORS, "DERIVED-Ed25519-alg"));
    private_jwk_signs(crypto, token["alg"].as_str(), &private["jwk_private"], &token["jwk_public"]).await;
    ed25519_signs_the_octets_of_the_vector(crypto, &private["jwk_private"], &token).await;
    handles_are_forgotten(crypto).await;
    generated_keys_are_different(crypto).await;
}

async fn digests_are_those_of_fips_180<C: Crypto>(crypto: &C) {
    for (hash, message, expected) in [
        (Hash::Sha256, "abc", "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"),
        (Hash::Sha256, "", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"),
        (Hash::Sha384, "abc", "ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP_W-2AhgcroefMI1i67KE0yCWn"),
        (Hash::Sha512, "abc", "3a81oZNherrMQXNJriBBMRLm-k6JqX6iCp7u5ktV05ohkpkqJ0_BqDa6PCOj_uu9RU1EI2Q86A4qmslPpUyknw"),
    ] {
        let digest = crypto.digest(hash, message.as_bytes()).await.expect("a digest");
        assert_eq!(base64url::encode(&digest), expected, "{hash:?} of {message:?}");
    }
}

async fn thumbprints_are_those_of_rfc_7638<C: Crypto>(crypto: &C) {
    for vector in vectors(THUMBPRINTS) {
        let Value::Object(members) = vector["jwk"].clone() else { panic!("the vector has a key") };
        let jwk = Jwk::parse(members).expect("a key");
        assert_eq!(Some(thumbprint(crypto, &jwk).await.expect("a digest").as_str()), vector["thumbprint"].as_str());
    }
}

async fn generated_key_signs<C: Crypto>(crypto: &C, algorithm: Algorithm) {
    let primitive = algorithm.primitive();
    let key = crypto.generate(primitive).await.expect("a key");
    check_signing(crypto, key, key, algorithm).await;

    let exported = crypto.export_public(key).await;
    if algorithm.key_type() == KeyType::Oct {
        assert_eq!(exported.map_err(|error| error.code()), Err("crypto_bad_key"), "a MAC key has no public half");
        return;
    }
    let text = exported.expect("a public key");
    let jwk = Jwk::parse_text(&text).expect("a well-formed key");
    assert_eq!(jwk.key_type(), algorithm.key_type());
    assert!(!jwk.has_private_members(), "nothing private leaves the adapter");
    for label in ["kid", "alg", "use", "key_ops", "ext"] {
        assert!(jwk.to_json().get(label).is_none(), "{label} is no member of the key itself");
    }
    if algorithm.key_type() == KeyType::Rsa {
        let modulus = base64url::decode(jwk.text("n").expect("n")).expect("base64url");
        assert_eq!((modulus.len(), jwk.text("e")), (256, Some("AQAB")));
    }
    let public = crypto.import_verifying(primitive, &text).await.expect("the export can be imported");
    check_signing(crypto, key, public, algorithm).await;
    let refused = crypto.sign(public, b"message").await;
    assert_eq!(refused.map_err(|error| error.code()), Err("crypto_bad_key"), "a public key cannot sign");
}

/// Signs with one handle and verifies with the other, then spoils everything that can be spoilt.
async fn check_signing<C: Crypto>(crypto: &C, signing: KeyRef, verifying: KeyRef, algorithm: Algorithm) {
    let message = b"a message of no importance";
    let signature = crypto.sign(signing, message).await.expect("a signature");
    let octets = algorithm.signature_octets().unwrap_or(256);
    assert_eq!(signature.len(), octets, "{algorithm:?}");
    assert_eq!(crypto.verify(verifying, message, &signature).await, Ok(true), "{algorithm:?}");
    assert_eq!(crypto.verify(verifying, b"another message", &signature).await, Ok(false), "{algorithm:?}");
    assert_eq!(crypto.verify(verifying, b"", &signature).await, Ok(false), "{algorithm:?}");

    for place in [0, octets / 2, octets - 1] {
        let mut flipped = signature.clone();
        flipped[place] ^= 1;
        assert_eq!(crypto.verify(verifying, message, &flipped).await, Ok(false), "{algorithm:?}, octet {place}");
    }
    let mut longer = signature.clone();
    longer.push(0);
    for wrong in [&signature[1..], &signature[..octets - 1], &longer, &[], &vec![0; octets]] {
        assert_eq!(crypto.verify(verifying, message, wrong).await, Ok(false), "{algorithm:?}, {} octets", wrong.len());
    }
    let again = crypto.sign(signing, b"").await.expect("an empty message can be signed");
    assert_eq!(crypto.verify(verifying, b"", &again).await, Ok(true), "{algorithm:?}");
}

async fn malformed_keys_are_refused<C: Crypto>(crypto: &C, algorithm: Algorithm) {
    let primitive = algorithm.primitive();
    let ec = vector(VECTORS, "RFC7515-A.3")["jwk_public"].clone();
    let point_off_the_curve = json!({"kty": "EC", "crv": "P-256", "x": ec["x"], "y": ec["x"]});
    let p384 = vector(MORE_VECTORS, "DERIVED-ES384")["jwk_public"].clone();
    let point_off_the_other_curve = json!({"kty": "EC", "crv": "P-384", "x": p384["x"], "y": p384["x"]});
    let texts = ["", "not JSON", "[]", "{}", r#"{"kty":"EC"}"#, r#"{"kty":"oct"}"#, r#"{"kty":"OKP"}"#];
    let mut texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
    texts.extend([point_off_the_curve.to_string(), point_off_the_other_curve.to_string()]);
    // Keys that are right, but of another type.
    let others = [
        vector(VECTORS, "RFC7515-A.1")["jwk"].clone(),
        vector(VECTORS, "RFC7515-A.2")["jwk_public"].clone(),
        ec,
        p384,
        vector(ED25519_VECTORS, "RFC8037-A.4")["jwk_public"].clone(),
    ];
    for other in others {
        let own = Jwk::parse_text(&other.to_string()).expect("a key").key_type() == algorithm.key_type();
        if !own {
            texts.push(other.to_string());
        } else if algorithm.key_type().is_asymmetric() {
            let public = crypto.import_signing(primitive, &other.to_string()).await;
            let code = public.map_err(|error| error.code());
            assert_eq!(code, Err("crypto_bad_key"), "{algorithm:?}: a public key cannot be a signing key");
        }
    }
    for text in texts {
        let verifying = crypto.import_verifying(primitive, &text).await;
        assert_eq!(verifying.map_err(|error| error.code()), Err("crypto_bad_key"), "{algorithm:?} from {text}");
        let signing = crypto.import_signing(primitive, &text).await;
        assert_eq!(signing.map_err(|error| error.code()), Err("crypto_bad_key"), "{algorithm:?} from {text}");
    }
}

async fn published_vector_verifies<C: Crypto>(crypto: &C, vector: &Value) {
    let id = &vector["id"];
    let algorithm = Algorithm::from_name(vector["alg"].as_str().expect("alg")).expect("a known algorithm");
    let jwk = vector.get("jwk_public").or_else(|| vector.get("jwk")).expect("a key");
    let jwk = Jwk::parse_text(&jwk.to_string()).expect("a key");
    let jws = CompactJws::parse(vector["jws"].as_str().expect("jws")).expect("a compact JWS");
    let key = VerificationKey::import(crypto, &jwk, algorithm).await.expect("an imported key");
    assert_eq!(verify(crypto, &jws, &key).await, Ok(()), "{id}");

    let mut octets = jws.signature().to_vec();
    octets[3] ^= 0x40;
    let spoilt = format!("{}.{}", jws.signing_input(), base64url::encode(&octets));
    let spoilt = CompactJws::parse(&spoilt).expect("still a compact JWS");
    assert_eq!(verify(crypto, &spoilt, &key).await.map_err(|error| error.code()), Err("jws_signature_wrong"), "{id}");
}

/// Signatures over bare messages, without JOSE around them.
async fn published_messages_verify<C: Crypto>(crypto: &C) {
    let file: Value = serde_json::from_str(MORE_VECTORS).expect("JSON");
    let messages = file["messages"].as_array().expect("a list");
    assert_eq!(messages.len(), 3);
    for vector in messages {
        let text = |name: &str| vector[name].as_str().expect("text");
        let primitive = Algorithm::from_name(text("alg")).expect("a known algorithm").primitive();
        let key = crypto.import_verifying(primitive, &vector["jwk"].to_string()).await.expect("a key");
        let signature = hex(text("signature_hex"));
        let message = text("message_utf8").as_bytes();
        assert_eq!(crypto.verify(key, message, &signature).await, Ok(true), "{}", text("id"));
        assert_eq!(crypto.verify(key, b"another", &signature).await, Ok(false), "{}", text("id"));
    }
}

/// Ed25519 has no randomness, so every adapter makes the very token of the vector.
async fn ed25519_signs_the_octets_of_the_vector<C: Crypto>(crypto: &C, private: &Value, vector: &Value) {
    let jwk = Jwk::parse_text(&private.to_string()).expect("a key");
    let key = SigningKey::import(crypto, &jwk, Algorithm::Ed25519).await.expect("a signing key");
    let token = sign(crypto, &key, Map::new(), b"Example of Ed25519 signing").await.expect("a token");
    assert_eq!(Some(token.as_str()), vector["jws"].as_str());
}

async fn private_jwk_signs<C: Crypto>(crypto: &C, alg: Option<&str>, private: &Value, public: &Value) {
    let algorithm = alg.and_then(Algorithm::from_name).expect("a known algorithm");
    let jwk = Jwk::parse_text(&private.to_string()).expect("a key");
    let signing = SigningKey::import(crypto, &jwk, algorithm).await.expect("a signing key");
    let verifying = VerificationKey::import(crypto, &jwk, algorithm).await.expect("a verification key");
    check_signing(crypto, signing.key, verifying.key, algorithm).await;
    check_signing(crypto, signing.key, signing.key, algorithm).await;

    let token = sign(crypto, &signing, Map::new(), br#"{"sub":"s6BhdRkqt3"}"#).await.expect("a token");
    let jws = CompactJws::parse(&token).expect("a compact JWS");
    assert_eq!(verify(crypto, &jws, &verifying).await, Ok(()));
    let exported = crypto.export_public(signing.key).await.expect("its public half");
    assert_eq!(Jwk::parse_text(&exported).ok(), Jwk::parse_text(&public.to_string()).ok());
}

/// Every way to send a key with every content encryption, made by another implementation.
async fn tokens_of_every_combination_open<C: Decryption>(crypto: &C, aes_192: Aes192) {
    let file: Value = serde_json::from_str(ENCRYPTED).expect("JSON");
    let tokens = vectors(ENCRYPTED);
    assert_eq!(tokens.len(), 108);
    for token in tokens {
        let text = |name: &str| token[name].as_str().expect("text");
        let key = Jwk::parse_text(&file["keys"][text("key")].to_string()).expect("a key");
        let jwe = Jwe::parse(text("jwe")).expect("an encrypted token");
        let opened = decrypt(crypto, &jwe, &key).await;
        let needs_192 = text("alg").ends_with("A192KW") || text("enc").starts_with("A192");
        if needs_192 && aes_192 == Aes192::Missing {
            assert!(matches!(opened, Err(JweError::NotInThisBrowser(_))), "{} {}", text("alg"), text("enc"));
        } else {
            let plaintext = file["plaintext"].as_str().expect("text").as_bytes();
            assert_eq!(opened.as_deref(), Ok(plaintext), "{} {} {}", text("alg"), text("enc"), text("key"));
        }
    }
}

async fn what_does_not_fit_does_not_open<C: Decryption>(crypto: &C) {
    for octets in [16, 32] {
        let key = vec![7; octets];
        let sealed = Sealed { iv: &[0; 12], associated: b"", encrypted: b"something", tag: &[0; 16] };
        assert_eq!(crypto.open_aes_gcm(&key, sealed).await, Ok(None));
        assert_eq!(crypto.decrypt_aes_cbc(&key, &[0; 16], &[1; 16]).await, Ok(None));
        assert_eq!(crypto.decrypt_aes_cbc(&key, &[0; 16], &[1; 15]).await, Ok(None));
        for wrapped in [0, 8, 16, 23, 24] {
            assert_eq!(crypto.unwrap_aes_kw(&key, &vec![1; wrapped]).await, Ok(None), "{wrapped} octets");
        }
    }
    let is_bad = |error: CryptoError| error.code() == "crypto_bad_key";
    for octets in [0, 15, 17, 64] {
        assert!(crypto.unwrap_aes_kw(&vec![7; octets], &[1; 24]).await.is_err_and(is_bad), "{octets} octets");
        assert!(crypto.decrypt_aes_cbc(&vec![7; octets], &[0; 16], &[1; 16]).await.is_err_and(is_bad));
    }
    let file: Value = serde_json::from_str(ENCRYPTED).expect("JSON");
    let (rsa, p256, p384) = (&file["keys"]["RSA"], &file["keys"]["P-256"], &file["keys"]["P-384"]);
    for hash in [OaepHash::Sha1, OaepHash::Sha256] {
        for octets in [0, 255, 256, 257] {
            let opened = crypto.decrypt_rsa_oaep(hash, &rsa.to_string(), &vec![1; octets]).await;
            assert_eq!(opened, Ok(None), "{octets} octets");
        }
        assert!(crypto.decrypt_rsa_oaep(hash, &p256.to_string(), &[1; 256]).await.is_err_and(is_bad));
    }
    let public =
        |jwk: &Value| Jwk::parse_text(&jwk.to_string()).expect("a key").public_material().expect("a public half");
    let agreed = crypto.agree(AgreementCurve::P256, &p256.to_string(), &public(p384)).await;
    assert!(agreed.is_err_and(is_bad), "two curves share nothing");
    let off = json!({"kty": "EC", "crv": "P-256", "x": p256["x"], "y": p256["x"]}).to_string();
    assert!(crypto.agree(AgreementCurve::P256, &p256.to_string(), &off).await.is_err_and(is_bad), "off the curve");
}

/// The key files were made by OpenSSL, and Node has said what is in them.
async fn private_keys_get_their_public_half<C: ForeignKeys>(crypto: &C) {
    let expected: Value = serde_json::from_str(KEY_FILES).expect("JSON");
    let files = [
        (SigningPrimitive::EcdsaP256Sha256, "p256", include_str!("../vectors/key-files/p256-pkcs8-alone.pem")),
        (SigningPrimitive::EcdsaP384Sha384, "p384", include_str!("../vectors/key-files/p384-pkcs8-alone.pem")),
        (SigningPrimitive::EcdsaP521Sha512, "p521", include_str!("../vectors/key-files/p521-pkcs8-alone.pem")),
        (SigningPrimitive::Ed25519, "ed25519", include_str!("../vectors/key-files/ed25519-pkcs8-alone.pem")),
    ];
    for (primitive, name, text) in files {
        let letters: String = text.lines().filter(|line| !line.starts_with('-')).collect();
        let letters = letters.trim_end_matches('=').replace('+', "-").replace('/', "_");
        let der = base64url::decode(&letters).expect("Base64");
        let found = crypto.jwk_of_pkcs8(primitive, &der).await.expect("a key");
        let expected = &expected[[name, "-pkcs8-alone"].concat()];
        assert_eq!(Jwk::parse_text(&found).ok(), Jwk::parse_text(&expected.to_string()).ok(), "{name}");
        for wrong in [&der[1..], &[], b"not DER"] {
            let refused = crypto.jwk_of_pkcs8(primitive, wrong).await;
            assert_eq!(refused.map_err(|error| error.code()), Err("crypto_bad_key"), "{name}");
        }
    }
    // FIPS 180-4, the message "abc".
    let digest = crypto.sha1(b"abc").await.expect("a digest");
    assert_eq!(base64url::encode(&digest), "qZk-NkcGgWq6PiVxeFDCbJzQ2J0");
}

async fn handles_are_forgotten<C: Crypto>(crypto: &C) {
    let key = crypto.generate(SigningPrimitive::EcdsaP256Sha256).await.expect("a key");
    let kept = crypto.generate(SigningPrimitive::EcdsaP256Sha256).await.expect("a key");
    let signature = crypto.sign(key, b"message").await.expect("a signature");
    crypto.release(key);
    crypto.release(key);
    assert_eq!(crypto.sign(key, b"message").await.map_err(|error| error.code()), Err("crypto_bad_key"));
    assert_eq!(crypto.export_public(key).await.map_err(|error| error.code()), Err("crypto_bad_key"));
    assert_eq!(crypto.verify(key, b"message", &signature).await.map_err(|error| error.code()), Err("crypto_bad_key"));
    assert!(crypto.sign(kept, b"message").await.is_ok(), "the other key is still there");
    let later = crypto.generate(SigningPrimitive::EcdsaP256Sha256).await.expect("a key");
    assert_ne!(later, key, "an old handle never opens a new key");
}

async fn generated_keys_are_different<C: Crypto>(crypto: &C) {
    let first = crypto.generate(SigningPrimitive::HmacSha256).await.expect("a key");
    let second = crypto.generate(SigningPrimitive::HmacSha256).await.expect("a key");
    let signature = crypto.sign(first, b"message").await.expect("a MAC");
    assert_eq!(crypto.verify(second, b"message", &signature).await, Ok(false));
}

fn vector(file: &str, id: &str) -> Value {
    vectors(file).into_iter().find(|vector| vector["id"] == id).expect("the vector is in the file")
}

fn vectors(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).expect("the vectors are JSON");
    file["vectors"].as_array().expect("a list").clone()
}

fn hex(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).expect("ASCII"));
    pairs.map(|pair| u8::from_str_radix(pair, 16).expect("hexadecimal")).collect()
}
