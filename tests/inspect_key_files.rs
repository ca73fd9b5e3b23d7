//! Key files, in PEM or in what is left of it: read as they are meant, or named for what they are instead.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/key_texts.rs"]
mod key_texts;

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use grant_lab::inspect::KeySource;
use serde_json::{Value, json};

use crate::key_texts::{bare, code, expected, file, one, problem, read};

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
