//! Keys in whatever text they come: found, told where from, or named for what they are instead.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/certificates.rs"]
mod certificates;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use grant_lab::inspect::{
    CertificateFacts, KeyRing, KeySource, KeyTextProblem, LONGEST_KEY_TEXT, RingKey, SecretSpelling, Validity, Words,
    certificate_facts, certificates_of, secrets,
};
use grant_lab::jose::{Jwk, KeyType, base64url};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

const RFC_7517: &str = include_str!("vectors/rfc7517-keys.json");

fn words() -> Words {
    grant_lab::texts::read(include_str!("../src/content/en/decode.json")).expect("content")
}

/// Each of a problem's places has a value, and so has its text.
fn is_told(problem: &KeyTextProblem) -> bool {
    let words = words();
    let said = words.say(&problem.phrase);
    words.text(problem.phrase.code).is_some() && !said.contains('{')
}

fn read(text: &str) -> KeyRing {
    let mut ring = KeyRing::read(text).unwrap_or_else(|problem| panic!("{:?} from {text:.120}", problem.phrase));
    block_on(ring.complete(&SoftwareCrypto::new()));
    assert!(ring.is_complete());
    ring
}

fn one(text: &str) -> RingKey {
    let ring = read(text);
    assert_eq!((ring.keys.len(), &ring.ignored[..]), (1, &[][..]), "{text:.120}");
    ring.keys[0].clone()
}

fn problem(text: &str) -> KeyTextProblem {
    let problem = KeyRing::read(text).expect_err("no key");
    assert!(is_told(&problem), "{:?}", problem.phrase);
    problem
}

fn code(text: &str) -> &'static str {
    problem(text).phrase.code
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/key-files").join(name);
    fs::read_to_string(path).expect("a key file")
}

fn expected(name: &str) -> Jwk {
    let all: Value = serde_json::from_str(&file("expected.json")).expect("JSON");
    Jwk::parse_text(&all[name].to_string()).expect("a key")
}

fn rfc_7517(id: &str) -> Value {
    let all: Value = serde_json::from_str(RFC_7517).expect("JSON");
    all["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == id).expect("the vector").clone()
}

fn ec() -> Value {
    rfc_7517("RFC7517-A.1")["jwks"]["keys"][0].clone()
}

#[test]
fn a_jwk_with_a_name_without_one_or_with_an_empty_one() {
    for (kid, label) in [(Some("k1"), "k1"), (Some(""), "jwk"), (Some("  "), "jwk"), (None, "jwk")] {
        let mut jwk = ec();
        jwk.as_object_mut().expect("an object").remove("kid");
        if let Some(kid) = kid {
            jwk["kid"] = kid.into();
        }
        let key = one(&jwk.to_string());
        assert_eq!((key.jwk.kid(), key.label.as_str(), key.from), (kid, label, KeySource::Jwk));
        assert_eq!(key.jwk.key_type(), KeyType::EcP256);
    }
}

#[test]
fn the_keys_of_rfc_7517_and_rfc_8037() {
    for (id, private) in [("RFC7517-A.1", false), ("RFC7517-A.2", true)] {
        let ring = read(&rfc_7517(id)["jwks"].to_string());
        let types: Vec<KeyType> = ring.keys.iter().map(|key| key.jwk.key_type()).collect();
        assert_eq!(types, [KeyType::EcP256, KeyType::Rsa], "{id}");
        assert!(ring.keys.iter().all(|key| key.from == KeySource::JwkSet));
        let codes: Vec<&str> = ring.remarks.iter().map(|phrase| phrase.code).collect();
        assert_eq!(codes, if private { &["key_is_private"][..] } else { &[] }, "{id}");
    }
    let shared = read(&rfc_7517("RFC7517-A.3")["jwks"].to_string());
    assert_eq!(shared.keys.len(), 2);
    assert!(shared.keys.iter().all(|key| key.jwk.key_type() == KeyType::Oct) && shared.remarks.is_empty());
    assert_eq!(one(&rfc_7517("RFC7517-B")["jwk"].to_string()).jwk.x5c().len(), 1);
    assert!(one(&rfc_7517("RFC7517-C.1")["jwk"].to_string()).jwk.has_private_members());

    let all: Value = serde_json::from_str(include_str!("vectors/rfc8037-appendix-a.json")).expect("JSON");
    let ed25519 = all["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == "RFC8037-A.1");
    let key = one(&ed25519.expect("the vector")["jwk_private"].to_string());
    assert_eq!(key.jwk.key_type(), KeyType::OkpEd25519);
}

#[test]
fn foreign_entries_of_a_set_are_told_beside_the_others() {
    let set = json!({"keys": [
        ec(),
        {"kty": "OKP", "crv": "Ed448", "x": "AA", "kid": "ed448"},
        {"kty": "OKP", "crv": "X25519", "x": "AA"},
        {"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"},
        {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"},
        {"kty": "quantum"},
        {"crv": "P-256"},
        7,
        {"kty": "EC", "crv": "P-256", "x": "A".repeat(50), "y": "AA"},
        {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
    ]});
    let ring = read(&set.to_string());
    assert_eq!(ring.keys.len(), 1);
    let told: Vec<(&str, &str)> = ring.ignored.iter().map(|(place, phrase)| (place.as_str(), phrase.code)).collect();
    assert_eq!(
        told,
        [
            ("ed448", "key_unused_type"),
            ("keys[2]", "key_unused_type"),
            ("keys[3]", "key_unused_type"),
            ("keys[4]", "key_unused_type"),
            ("keys[5]", "jwk_unsupported_type"),
            ("keys[6]", "jwk_missing_member"),
            ("keys[7]", "key_not_an_object"),
            ("keys[8]", "jwk_coordinate_length"),
            ("keys[9]", "jwk_rsa_too_short"),
        ]
    );
    let words = words();
    for (_, phrase) in &ring.ignored {
        assert!(!words.say(phrase).contains(['{', '_']), "{phrase:?}");
    }
    let mut alone = set;
    alone["keys"].as_array_mut().expect("a list").remove(0);
    let problem = problem(&alone.to_string());
    assert_eq!((problem.phrase.code, problem.ignored.len()), ("key_none_usable", 9));
    assert_eq!(code(r#"{"keys":[]}"#), "key_set_empty");
}

#[test]
fn a_key_that_is_written_a_little_wrong_is_read_as_it_is_meant_and_told() {
    let rsa = rfc_7517("RFC7517-A.1")["jwks"]["keys"][1].clone();
    let octets = |jwk: &Value, name: &str| base64url::decode(jwk[name].as_str().expect("text")).expect("base64url");
    // A key whose x begins with a zero octet, of which one in 256 does.
    let x = base64url::encode(&octets(&ec(), "x")[1..]);
    let short = json!({"kty": "EC", "crv": "P-256", "x": x, "y": ec()["y"]});
    let with = |mut jwk: Value, name: &str, value: Value| {
        jwk[name] = value;
        jwk
    };
    let signed = base64url::encode(&[vec![0], octets(&rsa, "n")].concat());
    let other_alphabet = STANDARD.encode(octets(&rsa, "n"));
    for (jwk, names) in [
        (with(rsa.clone(), "n", signed.into()), "n"),
        (with(rsa.clone(), "n", other_alphabet.into()), "n"),
        (with(rsa.clone(), "e", json!("AAEAAQ")), "e"),
        (with(rsa.clone(), "x5c", json!("MIIB")), "x5c"),
        (with(rsa.clone(), "key_ops", json!("verify")), "key_ops"),
        (with(rsa.clone(), "use", json!(1)), "use"),
        (short.clone(), "x"),
    ] {
        let ring = read(&jwk.to_string());
        assert_eq!(ring.keys.len(), 1);
        let told: Vec<_> = ring.remarks.iter().map(|phrase| (phrase.code, phrase.fact("names"))).collect();
        assert_eq!(told, [("key_mended", Some(names))], "{jwk}");
        assert!(!words().say(&ring.remarks[0]).contains('{'));
        if jwk["kty"] == "RSA" {
            let key = &ring.keys[0].jwk;
            assert_eq!((key.text("n"), key.text("e")), (rsa["n"].as_str(), rsa["e"].as_str()));
        }
    }
    let padded = read(&short.to_string()).keys[0].jwk.to_json();
    assert_eq!(octets(&padded, "x"), [&[0], &octets(&ec(), "x")[1..]].concat());
    let far_too_short = with(short, "x", json!("AAEC"));
    assert_eq!(code(&far_too_short.to_string()), "jwk_coordinate_length");
}

#[test]
fn keys_somewhere_in_json_are_found_with_their_place() {
    let (jwk, pem, certificate) = (ec(), file("rsa-spki.pem"), certificates::text("self"));
    for (value, label) in [
        (json!({"jwks": {"keys": [jwk]}, "client_id": "c"}), "1"),
        (json!([jwk.clone()]), "1"),
        (json!({"cnf": {"jwk": jwk}}), "1"),
        (json!({"jwks": json!({"keys": [jwk]}).to_string()}), "1"),
        (json!(jwk.to_string()), "1"),
        (json!({"realm": "demo", "public_key": bare(&pem)}), "public_key"),
        (
            json!({"type": "service_account", "private_key": file("rsa-pkcs8.pem"), "client_email": "c@example.com"}),
            "private_key",
        ),
        (json!({"tls": {"ca": pem}}), "tls.ca"),
        (json!({"k1": certificate}), "CN=self-signed"),
    ] {
        assert_eq!(one(&value.to_string()).label, label, "{value:.80}");
    }
    // Certificates by name, as Google and Firebase publish them.
    let ring = read(&json!({"0f1e2d3c4b": certificate, "1f1e2d3c4b": certificates::text("self-rsa")}).to_string());
    let names: Vec<_> = ring.keys.iter().map(|key| (key.jwk.kid(), key.from)).collect();
    assert_eq!(names, [(Some("0f1e2d3c4b"), KeySource::Certificate), (Some("1f1e2d3c4b"), KeySource::Certificate)]);
}

#[test]
fn json_in_other_texts_is_found() {
    let jwk = ec().to_string();
    for text in [
        format!("\u{feff}  {jwk}\n"),
        format!("export JWK='{jwk}'"),
        format!("const key = {jwk};"),
        format!("JWK=\"{}\"", jwk.replace('"', "\\\"")),
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{jwk}"),
        STANDARD.encode(&jwk),
        base64url::encode(jwk.as_bytes()),
    ] {
        assert_eq!(one(&text).jwk.kid(), Some("1"), "{text:.80}");
    }
    let ring = read(&format!("{jwk}\n{}\n", rfc_7517("RFC7517-B")["jwk"]));
    assert_eq!(ring.keys.len(), 2, "one key a line");
}

#[test]
fn json_that_is_no_key_is_told_what_it_is() {
    let metadata =
        json!({"issuer": "https://id.example.com", "jwks_uri": "https://id.example.com/k'eys", "token_endpoint": "x"});
    let told = problem(&metadata.to_string());
    assert_eq!(told.phrase.code, "key_metadata");
    assert_eq!(told.command.as_deref(), Some(r"curl 'https://id.example.com/k'\''eys'"));
    for address in ["file:///etc/passwd", "-o/x", "https://id.example.com/\u{202e}x"] {
        let told = problem(&json!({"jwks_uri": address}).to_string());
        assert_eq!((told.phrase.code, told.command), ("key_metadata", None), "{address:?}");
    }
    for (text, expected) in [
        (r#"{"access_token":"x"}"#, "key_is_token"),
        (r#"{"error":"invalid_client"}"#, "key_json_without_key"),
        ("[]", "key_json_without_key"),
        (r#"{"kty":"EC","kty":"EC"}"#, "key_json_duplicate"),
        (r#"{"kty":"RSA","n":"AQ"#, "key_json_syntax"),
        (r#"{"kty":7}"#, "key_json_without_key"),
        ("{} {}", "key_json_trailing"),
    ] {
        assert_eq!(code(text), expected, "{text}");
    }
    assert_eq!(code(&"[".repeat(100)), "key_json_too_deep");
}

#[test]
fn every_file_that_openssl_writes_is_read_as_node_reads_it() {
    let names = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/key-files")).expect("a folder");
    let names = names.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
    let mut seen = 0;
    for name in names.filter(|name| name.ends_with(".pem")) {
        let stem = name.trim_end_matches(".pem");
        let all: Value = serde_json::from_str(&file("expected.json")).expect("JSON");
        if all.get(stem).is_none() {
            continue;
        }
        let key = one(&file(&name));
        assert_eq!(key.jwk, expected(stem), "{name}");
        let is_private = all[stem].get("d").is_some();
        assert_eq!(key.from, if is_private { KeySource::PrivateFile } else { KeySource::PublicFile }, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 21);
}

/// The Base64 of a PEM, without its first and last line.
fn bare(pem: &str) -> String {
    pem.lines().filter(|line| !line.starts_with('-')).collect()
}

#[test]
fn pem_is_found_however_it_was_quoted_or_broken() {
    for (stem, all) in [("rsa-spki", file("rsa-spki.pem")), ("p256-pkcs8", file("p256-pkcs8.pem"))] {
        let label = all.lines().next().expect("a line").trim_matches('-').trim_start_matches("BEGIN ").to_owned();
        let (text, body) = (all.trim(), bare(&all));
        let quoted: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
        let concatenated: Vec<String> = text.lines().map(|line| format!("\"{line}\\n\" +")).collect();
        let indented: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
        for variant in [
            format!("\n\n{text}\n\n"),
            text.replace('\n', "\r\n"),
            text.replace('\n', "\\n"),
            text.replace('\n', "\\\\n"),
            text.replace('\n', "\\r\\n"),
            text.replace('\n', " "),
            text.replace('\n', ""),
            format!("KEY=\"{}\"", text.replace('\n', "\\n")),
            format!("key: |\n{}\n", indented.join("\n")),
            quoted.join("\n"),
            concatenated.join("\n"),
            json!(text).to_string(),
            json!({"key": text}).to_string().replace('/', "\\/"),
            format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----"),
            format!("-----BEGIN {label}-----\n{}\n-----END {label}-----", body.replace('A', "A\n")),
            format!("-----BEGIN {label}-----\nComment: x\n\n{body}\n-----END {label}-----"),
            format!("----BEGIN {label}----\n{body}\n----END {label}----"),
            format!(
                "\u{2014}\u{2013}BEGIN {label}\u{2014}\u{2013}\n{body}\n\u{2014}\u{2013}END {label}\u{2014}\u{2013}"
            ),
            format!("-----BEGIN ANYTHING-----\n{body}\n-----END ANYTHING-----"),
            format!("-----BEGIN {label}-----\n{body}"),
            format!("-----BEGIN {label}-----\n{}\n-----END {label}-----", body.trim_end_matches('=')),
            STANDARD.encode(text),
            format!("data:\n  tls.key: {}\n", STANDARD.encode(text)),
            body.clone(),
            body.replace('A', "A\n"),
            body.replace('+', "-").replace('/', "_"),
            text.replace('+', "%2B").replace(' ', "%20").replace('\n', "%0A"),
            text.replace('+', "%2B").replace(' ', "+").replace('\n', "%0A"),
        ] {
            assert_eq!(one(&variant).jwk, expected(stem), "{variant:.200}");
        }
        let octets = STANDARD.decode(&body).expect("Base64");
        let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
        assert_eq!(one(&digits).jwk, expected(stem));
    }
}

#[test]
fn several_keys_in_one_text_are_all_there() {
    let text = [
        file("p256-sec1.pem"),
        "\nsome words, and the next\n".to_owned(),
        file("ed25519-pkcs8-alone.pem"),
        file("encrypted.pem"),
        certificates::text("self-rsa"),
        file("rsa-spki.pem"),
    ]
    .concat();
    let ring = read(&text);
    let sources: Vec<KeySource> = ring.keys.iter().map(|key| key.from).collect();
    let private = KeySource::PrivateFile;
    assert_eq!(sources, [private, KeySource::Certificate, KeySource::PublicFile, private]);
    let ignored: Vec<&str> = ring.ignored.iter().map(|(_, phrase)| phrase.code).collect();
    assert_eq!(ignored, ["key_encrypted"]);
    assert_eq!(ring.keys[1].certificate.as_ref(), Some(&certificates::certificate("self-rsa")));
    assert_eq!(ring.remarks[0].code, "key_is_private");
}

#[test]
fn files_without_a_key_that_can_be_used_are_named() {
    for (name, expected) in [
        ("encrypted.pem", "key_encrypted"),
        ("encrypted-legacy.pem", "key_encrypted"),
        ("openssh.pem", "key_openssh"),
        ("ssh-public.txt", "key_ssh_public"),
        ("container.pem", "key_container"),
        ("request.pem", "key_request"),
        ("rsa-1024.pem", "jwk_rsa_too_short"),
        ("dsa.pem", "key_unused_type"),
        ("ed448.pem", "key_unused_type"),
        ("x25519.pem", "key_unused_type"),
        ("secp256k1.pem", "key_unused_type"),
        ("explicit-curve.pem", "key_unused_type"),
    ] {
        let problem = problem(&file(name));
        assert_eq!(problem.phrase.code, expected, "{name}");
        assert!(problem.ignored.is_empty());
        let has_command = ["key_encrypted", "key_openssh", "key_ssh_public", "key_container"].contains(&expected);
        assert_eq!(problem.command.is_some(), has_command, "{name}");
    }
    let kinds = [("dsa.pem", "DSA"), ("ed448.pem", "Ed448"), ("x25519.pem", "X25519"), ("secp256k1.pem", "secp256k1")];
    for (name, kind) in kinds {
        assert_eq!(problem(&file(name)).phrase.fact("kind"), Some(kind));
    }
    // Bare Base64 of them as well.
    assert_eq!(code(&bare(&file("encrypted.pem"))), "key_encrypted");
    assert_eq!(code(&bare(&file("secp256k1.pem"))), "key_unused_type");
    for (text, expected) in [
        ("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----", "key_pgp"),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"x\"\nAAAA\n---- END SSH2 PUBLIC KEY ----", "key_ssh_public"),
        ("PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none", "key_ssh_public"),
        ("<RSAKeyValue><Modulus>AQAB</Modulus></RSAKeyValue>", "key_xml"),
        ("<!DOCTYPE html><html><body>Sign in", "key_web_page"),
        ("https://id.example.com/keys", "key_address"),
        ("eyJhbGciOiJub25lIn0.e30.", "key_is_token"),
        ("", "key_nothing"),
        (" \n", "key_nothing"),
    ] {
        assert_eq!(code(text), expected, "{text}");
    }
    assert_eq!(problem("https://id.example.com/keys").command.as_deref(), Some("curl 'https://id.example.com/keys'"));
}

#[test]
fn a_broken_pem_is_told_where_it_broke() {
    let (whole, body) = (file("rsa-spki.pem"), bare(&file("rsa-spki.pem")));
    let pem = |body: &str| format!("-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n");
    for (text, expected) in [
        (pem(&body[..200]), "key_pem_cut"),
        (whole[..200].to_owned(), "key_pem_cut"),
        (pem(&body[..201]), "key_pem_length"),
        (pem(&body.replace('A', "\u{410}")), "key_pem_foreign_character"),
        (pem("AAAA"), "key_pem_other"),
        (pem(""), "key_pem_other"),
        ("-----BEGIN PUBLIC KEY-----\n".to_owned(), "key_pem_no_end"),
        (pem(&body[4..]), "key_pem_other"),
    ] {
        let problem = problem(&text);
        assert_eq!(problem.phrase.code, expected, "{text:.80}");
        assert_eq!(problem.phrase.fact("label"), Some("PUBLIC KEY"));
    }
    let cut = problem(&pem(&body[..200]));
    assert_eq!((cut.phrase.fact("found"), cut.phrase.fact("expected")), (Some("150"), Some("294")));
    assert_eq!(code(&pem(&format!("{body}AAAA"))), "key_pem_other", "and something behind it");
}

#[test]
fn a_secret_is_tried_in_every_spelling_that_fits() {
    let spelled = |text: &str| -> Vec<(SecretSpelling, String, String)> {
        let ring = KeyRing::read(text).expect("a secret");
        ring.keys
            .into_iter()
            .map(|key| {
                let KeySource::Secret(spelling) = key.from else { panic!("{:?}", key.from) };
                let octets = base64url::decode(key.jwk.text("k").expect("k")).expect("base64url");
                (spelling, String::from_utf8_lossy(&octets).into_owned(), key.label)
            })
            .collect()
    };
    let (text, hex, base64) = (SecretSpelling::Text, SecretSpelling::Hex, SecretSpelling::Base64);
    let plain = |rows: &[(SecretSpelling, &str)]| -> Vec<(SecretSpelling, String, String)> {
        rows.iter().map(|(spelling, octets)| (*spelling, (*octets).to_owned(), String::new())).collect()
    };
    assert_eq!(spelled("a secret!"), plain(&[(text, "a secret!")]));
    assert_eq!(spelled("c2VjcmV0"), plain(&[(text, "c2VjcmV0"), (base64, "secret")]));
    assert_eq!(spelled("c2VjcmV0ISE=")[1], plain(&[(base64, "secret!!")])[0]);
    assert_eq!(spelled("736563726574")[1], plain(&[(hex, "secret")])[0]);
    assert_eq!(spelled("0x736563726574")[1], plain(&[(hex, "secret")])[0]);
    assert_eq!(spelled("\"a secret!\""), plain(&[(text, "a secret!"), (text, "\"a secret!\"")]));
    assert_eq!(spelled("a secret!\n"), plain(&[(text, "a secret!"), (SecretSpelling::TextAsPasted, "a secret!\n")]));
    let url = spelled("_-8_");
    assert_eq!(url[1].0, SecretSpelling::Base64Url);
    let named = spelled("JWT_SECRET='s3cret!'\nOTHER=x.y\n");
    assert!(named.contains(&(text, "s3cret!".to_owned(), "JWT_SECRET".to_owned())), "{named:?}");
    assert!(named.contains(&(text, "x.y".to_owned(), "OTHER".to_owned())), "{named:?}");
    // The text of a key in PEM may be the secret, too.
    let pem = file("rsa-spki.pem");
    assert_eq!(secrets(&pem).iter().filter(|key| key.jwk.key_type() == KeyType::Oct).count(), 2);
    assert_eq!(code(&"x".repeat(10_000)), "key_not_recognised");
    assert_eq!(code(&"x".repeat(LONGEST_KEY_TEXT + 1)), "key_too_long");
}

fn facts(name: &str, now: UnixTime) -> CertificateFacts {
    let der = certificates::der(name);
    block_on(certificate_facts(&SoftwareCrypto::new(), &der, now)).expect("a digest").expect("a certificate")
}

#[test]
fn a_certificate_is_told_in_words_and_believed_by_nobody() {
    let certificate = certificates::certificate("self-rsa");
    let (start, end) = (certificate.not_before(), certificate.not_after());
    for (now, validity, code) in [
        (start.plus(-1), Validity::NotYet, "certificate_not_yet"),
        (start, Validity::Valid, "certificate_valid"),
        (end, Validity::Valid, "certificate_valid"),
        (end.plus(1), Validity::Expired, "certificate_expired"),
    ] {
        let facts = facts("self-rsa", now);
        assert_eq!(facts.validity, validity);
        assert_eq!(facts.key_kind, "RSA 2048");
        assert!(facts.is_self_issued);
        let phrases = facts.phrases();
        let codes: Vec<&str> = phrases.iter().map(|phrase| phrase.code).collect();
        assert!(codes.contains(&code) && codes.contains(&"certificate_self_issued"), "{codes:?}");
        assert_eq!(codes.last(), Some(&"certificate_trusted_by_nobody"));
        let words = words();
        for phrase in &phrases {
            assert!(!words.say(phrase).contains('{'), "{phrase:?}");
        }
    }
    let names = facts("names", START);
    assert!(!names.names.is_empty(), "{names:?}");
    assert_eq!(facts("self-p521", START).key.map(|key| key.key_type()), Some(KeyType::EcP521));
    let none =
        block_on(certificate_facts(&SoftwareCrypto::new(), b"no certificate", START)).expect("no digest is needed");
    assert_eq!(none.map_err(|error| error.code()).err(), Some("certificate_not_der"));
}

const START: UnixTime = UnixTime(1_790_000_000);

#[test]
fn the_certificate_of_rfc_7517_appendix_b_and_fingerprints() {
    let vector = rfc_7517("RFC7517-B");
    let jwk = Jwk::parse_text(&vector["jwk"].to_string()).expect("a key");
    let facts = block_on(certificate_facts(&SoftwareCrypto::new(), &jwk.x5c()[0], START));
    let facts = facts.expect("a digest").expect("a certificate");
    assert_eq!(Some(facts.subject.as_str()), vector["subject"].as_str());
    assert_eq!((facts.validity, facts.serial.as_str()), (Validity::Expired, "013cff16e2e2"));
    assert_eq!(facts.key.as_ref().and_then(Jwk::public_members), jwk.public_members());
    let header = json!({"x5c": vector["jwk"]["x5c"], "x5t": facts.sha1[1], "x5t#S256": facts.sha1[1]});
    let header = header.as_object().expect("an object");
    assert_eq!(certificates_of(header), [Some(jwk.x5c()[0].clone())]);
    let said: Vec<&str> = facts.fingerprints_in(header).iter().map(|phrase| phrase.code).collect();
    assert_eq!(said, ["certificate_fingerprint_fits", "certificate_fingerprint_differs"]);
    let odd = json!({"x5c": ["!", 7]});
    assert_eq!(certificates_of(odd.as_object().expect("an object")), [None, None]);
    assert!(certificates_of(json!({"x5c": "x"}).as_object().expect("an object")).is_empty());
}

#[test]
fn one_certificate_and_a_chain_are_keys() {
    let key = one(&certificates::text("self"));
    assert_eq!(key.from, KeySource::Certificate);
    assert_eq!(key.label, certificates::certificate("self").subject().to_string());
    assert_eq!(one(&STANDARD.encode(certificates::der("self"))).jwk, key.jwk);
    let chain = [certificates::text("under-rsa"), certificates::text("ca-rsa")].concat();
    assert_eq!(read(&chain).keys.len(), 2);
    let trusted = certificates::text("self").replace("BEGIN CERTIFICATE", "BEGIN TRUSTED CERTIFICATE");
    let mut octets = certificates::der("self");
    octets.extend([0x30, 0]);
    let with_more =
        format!("-----BEGIN TRUSTED CERTIFICATE-----\n{}\n-----END TRUSTED CERTIFICATE-----", STANDARD.encode(octets));
    for text in [trusted, with_more] {
        assert_eq!(one(&text).jwk, key.jwk);
    }
}

#[test]
fn reading_takes_time_by_length_alone() {
    let long = |piece: &str| piece.repeat(LONGEST_KEY_TEXT / piece.len());
    for piece in [
        "-----BEGIN ",
        "-----BEGIN A-----",
        "-----END A-----",
        "BEGIN",
        "-",
        "{",
        "{\"kty\":\"EC\"},",
        "\"",
        "\\n",
        "%2",
        "A",
        "A B\n",
        "LS0tLS1CRUdJTi",
        "ey",
        "M",
        "a=b\n",
        "-----BEGIN A-----\nMAA=\n-----END A-----\n",
        " ",
        "\u{2014}BEGIN ",
    ] {
        for text in [long(piece), format!("[{}7]", long(&piece[..piece.chars().next().map_or(0, char::len_utf8)]))] {
            let start = Instant::now();
            let _ = KeyRing::read(&text);
            assert!(start.elapsed() < Duration::from_secs(5), "{piece:?}: {:?}", start.elapsed());
        }
    }
}

proptest! {
    #[test]
    fn any_text_ends_in_keys_or_a_problem(text in "\\PC{0,300}") {
        match KeyRing::read(&text) {
            Ok(ring) => prop_assert!(!ring.keys.is_empty() || !ring.is_complete()),
            Err(problem) => prop_assert!(is_told(&problem)),
        }
    }

    #[test]
    fn any_change_of_a_key_file_ends_in_keys_or_a_problem(place in 0_usize..2000, octet in any::<u8>(), which in 0_usize..6) {
        let names = ["rsa-pkcs1", "p256-sec1", "ed25519-spki", "rsa-pkcs8", "p521-pkcs8", "rsa-spki"];
        let body = bare(&file(&format!("{}.pem", names[which])).replace("BggqhkjOPQMBBw==", ""));
        let mut der = STANDARD.decode(body).expect("Base64");
        let place = place % der.len();
        der[place] = octet;
        if let Err(problem) = KeyRing::read(&format!("-----BEGIN X-----\n{}\n-----END X-----", STANDARD.encode(der))) {
            prop_assert!(is_told(&problem));
        }
    }
}
