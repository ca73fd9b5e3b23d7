//! Certificates, told in words and taken for the keys that they hold.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/key_texts.rs"]
mod key_texts;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use grant_lab::inspect::{CertificateFacts, KeySource, Validity, certificate_facts, certificates_of};
use grant_lab::jose::{Jwk, KeyType};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use pollster::block_on;
use serde_json::json;

use crate::key_texts::{one, read, rfc_7517, words};

const START: UnixTime = UnixTime(1_790_000_000);

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
