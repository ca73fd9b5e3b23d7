//! Certificates by OpenSSL and of RFC 8705 and RFC 9440: read, named, believed or not; and those that are made here.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/issuer.rs"]
mod common;

use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use certificates::{certificate, der, names, text};
use common::{START, Seeded};
use grant_lab::jose::{Algorithm, Jwk, JwkSet, KeyType};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{Crypto, CryptoError, Hash, KeyRef, SigningPrimitive, UnixTime};
use grant_lab::x509::{
    AlternativeName, Certificate, CertificateError, ChainError, issued_by, pem, self_signed, thumbprint, x5c,
};
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: UnixTime = UnixTime(START);

fn vector(file: &str) -> Value {
    let file: Value = serde_json::from_str(file).unwrap();
    file["vectors"][0].clone()
}

fn rfc_8705() -> Value {
    vector(include_str!("vectors/rfc8705-appendix-a.json"))
}

fn judged(name: &str, authorities: &[&str], now: UnixTime) -> Result<(), &'static str> {
    let authorities: Vec<Certificate> = authorities.iter().map(|name| certificate(name)).collect();
    let judged = block_on(issued_by(&SoftwareCrypto::new(), &certificate(name), &authorities, now));
    judged.map_err(|error| error.code())
}

#[test]
fn the_certificate_of_rfc_8705_has_the_fingerprint_and_the_key_that_stand_beside_it() {
    let vector = rfc_8705();
    let der = pem::decode(vector["pem"].as_str().unwrap()).unwrap();
    assert_eq!(STANDARD.encode(&der), vector["der_b64"].as_str().unwrap());
    assert_eq!(pem::encode(&der), vector["pem"].as_str().unwrap());
    let crypto = SoftwareCrypto::new();
    assert_eq!(block_on(thumbprint(&crypto, &der)).unwrap(), vector["x5t#S256"].as_str().unwrap());
    let certificate = Certificate::parse(&der).unwrap();
    assert_eq!(certificate.subject().to_string(), vector["subject"].as_str().unwrap());
    assert_eq!((certificate.not_before(), certificate.not_after()), (UnixTime(1_539_866_229), UnixTime(1_651_495_029)));
    let jwk = Jwk::parse_text(&vector["jwk_with_x5c"].to_string()).unwrap();
    assert_eq!(certificate.public_key().unwrap().public_members(), jwk.public_members());
    assert_eq!(x5c::first(&jwk), Ok(Some(certificate)));
}

#[test]
fn the_certificates_of_rfc_9440_are_a_chain_of_which_one_link_is_checked_at_a_time() {
    let vector = vector(include_str!("vectors/rfc9440-appendix-a.json"));
    let rows = vector["certs"].as_array().unwrap();
    let chain: Vec<Certificate> = rows
        .iter()
        .map(|row| Certificate::parse(&STANDARD.decode(row["der_b64"].as_str().unwrap()).unwrap()).unwrap())
        .collect();
    let crypto = SoftwareCrypto::new();
    for (certificate, row) in chain.iter().zip(rows) {
        assert_eq!(certificate.subject().to_string(), row["subject"].as_str().unwrap());
        assert_eq!(certificate.issuer().to_string(), row["issuer"].as_str().unwrap());
        assert_eq!(block_on(thumbprint(&crypto, certificate.der())).unwrap(), row["x5t#S256"].as_str().unwrap());
    }
    assert_eq!(chain[0].alternative_names(), [AlternativeName::Email("bdc@example.com".to_owned())]);
    let then = UnixTime(1_600_000_000);
    assert_eq!(block_on(issued_by(&crypto, &chain[0], &chain[1..], then)), Ok(()));
    assert_eq!(block_on(issued_by(&crypto, &chain[0], &chain[1..], NOW)), Err(ChainError::Expired));
    assert_eq!(block_on(issued_by(&crypto, &chain[0], &chain[2..], then)), Err(ChainError::UnknownAuthority));
    assert_eq!(block_on(issued_by(&crypto, &chain[1], &chain[2..], then)), Err(ChainError::IsAuthority));
}

#[test]
fn an_authority_is_believed_for_what_it_signed_and_not_for_its_name() {
    let cases = [
        ("gateway-a", Ok(())),
        ("gateway-b", Ok(())),
        ("other-ca", Err("chain_signature")),
        ("ca-other", Err("chain_signature")),
        ("stranger", Err("chain_unknown_authority")),
        ("parcel-locker", Err("chain_unknown_authority")),
        ("p256-sha384", Err("chain_unknown_algorithm")),
    ];
    for (name, expected) in cases {
        assert_eq!(judged(name, &["ca"], NOW), expected, "{name}");
    }
    assert_eq!(judged("by-not-a-ca", &["not-a-ca"], NOW), Err("chain_no_authority"));
    assert_eq!(judged("other-ca", &["ca", "ca-other"], NOW), Ok(()), "two authorities of one name, and both are tried");
    assert_eq!(judged("gateway-a", &[], NOW), Err("chain_unknown_authority"));
}

#[test]
fn every_second_of_the_validity_counts_and_none_beside_it() {
    for (name, code) in [("expired", "chain_expired"), ("early", "chain_not_yet_valid")] {
        assert_eq!(judged(name, &["ca"], NOW), Err(code), "{name}");
    }
    assert_eq!(judged("expired", &["ca"], NOW.plus(-1)), Ok(()));
    assert_eq!(judged("early", &["ca"], NOW.plus(1)), Ok(()));
    assert_eq!(judged("one-second", &["ca"], NOW), Ok(()));
    // 2050, where the certificate writes its years with four digits and its authority's is over.
    let long = certificate("long");
    assert_eq!(long.not_after(), UnixTime(4_070_908_800));
    assert_eq!(judged("long", &["ca"], UnixTime(2_524_608_000)), Err("chain_expired"));
}

#[test]
fn a_certificate_is_for_clients_unless_it_says_otherwise() {
    let cases = [
        ("plain", Ok(())),
        ("any-purpose", Ok(())),
        ("ignorable", Ok(())),
        ("server-only", Err("chain_other_purpose")),
        ("agreement", Err("chain_other_purpose")),
        ("authority", Err("chain_is_authority")),
        ("critical", Err("chain_unknown_demand")),
    ];
    for (name, expected) in cases {
        assert_eq!(judged(name, &["ca"], NOW), expected, "{name}");
    }
}

#[test]
fn keys_and_signatures_of_every_kind_that_is_known() {
    for (kind, algorithm) in [("p384", Algorithm::Es384), ("rsa", Algorithm::Rs256), ("ed25519", Algorithm::Ed25519)] {
        let authority = format!("ca-{kind}");
        assert_eq!(judged(&format!("under-{kind}"), &[&authority], NOW), Ok(()), "{kind}");
        let key = certificate(&format!("self-{kind}")).public_key().unwrap();
        assert_eq!(key.key_type(), algorithm.key_type());
    }
    assert_eq!(judged("under-p521", &["ca-p521"], NOW), Err("chain_unknown_algorithm"));
    assert_eq!(certificate("self-p521").public_key().unwrap().key_type(), KeyType::EcP521);
    assert_eq!(judged("rsa-sha1", &["ca-rsa"], NOW), Err("chain_unknown_algorithm"));
}

#[test]
fn a_changed_octet_is_noticed_wherever_it_is() {
    let authorities = [certificate("ca")];
    let crypto = SoftwareCrypto::new();
    let good = der("gateway-a");
    for place in 0..good.len() {
        let mut changed = good.clone();
        changed[place] ^= 1;
        let believed = Certificate::parse(&changed)
            .is_ok_and(|certificate| block_on(issued_by(&crypto, &certificate, &authorities, NOW)).is_ok());
        assert!(!believed, "octet {place}");
    }
}

#[test]
fn an_ecdsa_signature_has_one_spelling() {
    let authorities = [certificate("ca")];
    let good = der("gateway-a");
    // The signature is the last field: BIT STRING, no unused bits, SEQUENCE of two INTEGERs.
    let place = (0..good.len())
        .rev()
        .find(|place| good[*place..].starts_with(&[0x02, 0x20]) || good[*place..].starts_with(&[0x02, 0x21]))
        .unwrap();
    assert!(place > good.len() - 40);
    // A zero in front of the second number, and every length around it grown by one.
    let mut longer = good;
    longer.insert(place + 2, 0);
    longer[place + 1] += 1;
    let sequence = (0..place)
        .rev()
        .find(|at| longer[*at] == 0x30 && usize::from(longer[at + 1]) + at + 3 == longer.len())
        .unwrap();
    longer[sequence + 1] += 1;
    longer[sequence - 2] += 1;
    let whole = u16::from_be_bytes([longer[2], longer[3]]) + 1;
    longer[2..4].copy_from_slice(&whole.to_be_bytes());
    let refused = Certificate::parse(&longer).unwrap();
    let judged = block_on(issued_by(&SoftwareCrypto::new(), &refused, &authorities, NOW));
    assert_eq!(judged, Err(ChainError::Signature));
}

#[test]
fn names_beside_the_subject_keep_their_kind() {
    let ip = |text: &str| AlternativeName::Ip(text.parse::<IpAddr>().unwrap());
    let text = str::to_owned;
    assert_eq!(
        certificate("names").alternative_names(),
        [
            AlternativeName::Dns(text("one.meters.test")),
            AlternativeName::Dns(text("Two.Meters.test")),
            AlternativeName::Uri(text("urn:example:meter:1")),
            ip("192.0.2.7"),
            ip("2001:db8::7"),
            AlternativeName::Email(text("Ops@Meters.test")),
        ]
    );
    assert!(certificate("no-subject").subject().is_empty());
    let pairs = [
        (AlternativeName::Dns(text("two.meters.TEST")), AlternativeName::Dns(text("Two.Meters.test")), true),
        (AlternativeName::Dns(text("*.meters.test")), AlternativeName::Dns(text("two.meters.test")), false),
        (AlternativeName::Email(text("Ops@meters.TEST")), AlternativeName::Email(text("Ops@Meters.test")), true),
        (AlternativeName::Email(text("ops@meters.test")), AlternativeName::Email(text("Ops@Meters.test")), false),
        (AlternativeName::Uri(text("urn:A")), AlternativeName::Uri(text("urn:a")), false),
        (ip("2001:0db8:0::0007"), ip("2001:db8::7"), true),
        (ip("::ffff:192.0.2.7"), ip("192.0.2.7"), false),
        (AlternativeName::Dns(text("192.0.2.7")), ip("192.0.2.7"), false),
    ];
    for (one, two, same) in pairs {
        assert_eq!((one.matches(&two), two.matches(&one)), (same, same), "{one:?} {two:?}");
    }
}

#[test]
fn what_is_no_certificate_says_why() {
    let good = der("gateway-a");
    let cases: [(&str, Vec<u8>); 5] = [
        ("empty", Vec::new()),
        ("one octet short", good[..good.len() - 1].to_vec()),
        ("one octet long", [good.as_slice(), &[0]].concat()),
        ("PEM", text("gateway-a").into_bytes()),
        ("Base64", STANDARD.encode(&good).into_bytes()),
    ];
    for (name, octets) in cases {
        assert_eq!(Certificate::parse(&octets), Err(CertificateError::NotDer), "{name}");
    }
    assert_eq!(pem::decode("nothing"), Err(CertificateError::NotDer));
    assert_eq!(pem::decode(&text("ca").replace("CERTIFICATE", "PUBLIC KEY")), Err(CertificateError::NotDer));
    assert_eq!(pem::decode(&text("ca").replace('M', "?")), Err(CertificateError::NotDer));
    // The first of several, with words around it.
    let several = ["bag attributes\n", &text("gateway-a"), &text("gateway-b")].concat();
    assert_eq!(pem::decode(&several).unwrap(), good);
}

#[test]
fn mtl_03_x5c_is_standard_base64_and_its_first_certificate_is_about_the_key() {
    let good = rfc_8705()["jwk_with_x5c"].clone();
    let with = |x5c: Value| {
        let mut jwk = good.clone();
        jwk["x5c"] = x5c;
        Jwk::parse_text(&jwk.to_string())
    };
    let own = good["x5c"][0].as_str().unwrap();
    let other = STANDARD.encode(der("gateway-a"));
    let base64url = own.replace('+', "-").replace('/', "_").replace('=', "");
    for malformed in [json!([base64url]), json!([own.replace('=', "")]), json!([]), json!(own), json!([own, 7])] {
        let error = with(malformed.clone()).map_err(|error| error.code());
        assert_eq!(error, Err("jwk_malformed_member"), "{malformed}");
    }
    assert_eq!(x5c::first(&with(json!([other])).unwrap()).map_err(|error| error.code()), Err("x5c_other_key"));
    let code = x5c::first(&with(json!(["AAAA"])).unwrap()).map_err(|error| error.code());
    assert_eq!(code, Err("certificate_not_der"));
    assert!(x5c::first(&with(json!([own, other])).unwrap()).unwrap().is_some(), "what follows is the chain");
    let without = Jwk::parse_text(&good.to_string()).unwrap().public().unwrap();
    assert_eq!(x5c::first(&without), Ok(None));
    let set = json!({"keys": [with(json!([own])).unwrap().to_json(), {"kty": "EC", "crv": "P-256", "x": good["x"], "y": good["y"], "x5c": [base64url]}]});
    let set = JwkSet::parse(set.to_string().as_bytes()).unwrap();
    assert_eq!((set.keys.len(), set.ignored.len()), (1, 1), "a set goes on without it");
}

/// One pair of keys, so that the octets of a signature are all that differs between runs.
async fn made(name: &str, validity: (UnixTime, UnixTime)) -> (Jwk, Result<Vec<u8>, &'static str>) {
    let crypto = SoftwareCrypto::new();
    let private = crypto.generate_private_jwk(SigningPrimitive::EcdsaP256Sha256).await.unwrap();
    let private = Jwk::parse_text(&private).unwrap();
    let der = self_signed(&crypto, &Seeded::new(), &private, name, validity).await;
    (private, der.map_err(|error| error.code()))
}

#[test]
fn a_certificate_that_is_made_here_is_one_for_clients_signed_with_its_own_key() {
    // The signature's numbers have another length in every second run; several runs meet each.
    for _ in 0..8 {
        let validity = (NOW, NOW.plus(86_400));
        let (private, der) = block_on(made("Grace’s gateway, no. 1", validity));
        let der = der.unwrap();
        let certificate = Certificate::parse(&der).unwrap();
        assert_eq!(certificate.subject().to_string(), "CN=Grace’s gateway\\, no. 1");
        assert!(certificate.subject().matches(certificate.issuer()));
        assert_eq!((certificate.not_before(), certificate.not_after()), validity);
        assert_eq!(certificate.public_key().unwrap().public_members(), private.public_members());
        let public = private.public().unwrap().with_x5c(&der);
        assert_eq!(x5c::first(&Jwk::parse_text(&public.to_json().to_string()).unwrap()), Ok(Some(certificate)));
    }
    let far = UnixTime(4_000_000_000);
    assert_eq!(Certificate::parse(&block_on(made("x", (NOW, far))).1.unwrap()).unwrap().not_after(), far);
    assert_eq!(block_on(made("x", (UnixTime(-1), NOW))).1, Err("make_certificate_time"));
    assert_eq!(block_on(made("x", (NOW, UnixTime(i64::MAX)))).1, Err("make_certificate_time"));
    let crypto = SoftwareCrypto::new();
    let p384 = block_on(crypto.generate_private_jwk(SigningPrimitive::EcdsaP384Sha384)).unwrap();
    let p384 = Jwk::parse_text(&p384).unwrap();
    let public = certificate("gateway-a").public_key().unwrap();
    for wrong in [p384, public] {
        assert!(block_on(self_signed(&crypto, &Seeded::new(), &wrong, "x", (NOW, NOW))).is_err());
    }
}

/// A platform without cryptography, as a page has that was not served over HTTPS.
struct Nothing;

impl Crypto for Nothing {
    async fn generate(&self, _: SigningPrimitive) -> Result<KeyRef, CryptoError> {
        Err(CryptoError::Unavailable)
    }
    async fn generate_private_jwk(&self, _: SigningPrimitive) -> Result<String, CryptoError> {
        Err(CryptoError::Unavailable)
    }
    async fn import_verifying(&self, _: SigningPrimitive, _: &str) -> Result<KeyRef, CryptoError> {
        Err(CryptoError::Unavailable)
    }
    async fn import_signing(&self, _: SigningPrimitive, _: &str) -> Result<KeyRef, CryptoError> {
        Err(CryptoError::Unavailable)
    }
    async fn export_public(&self, _: KeyRef) -> Result<String, CryptoError> {
        Err(CryptoError::Unavailable)
    }
    async fn sign(&self, _: KeyRef, _: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Err(CryptoError::Unavailable)
    }
    async fn verify(&self, _: KeyRef, _: &[u8], _: &[u8]) -> Result<bool, CryptoError> {
        Err(CryptoError::Unavailable)
    }
    async fn digest(&self, _: Hash, _: &[u8]) -> Result<Vec<u8>, CryptoError> {
        Err(CryptoError::Unavailable)
    }
    fn release(&self, _: KeyRef) {}
}

#[test]
fn a_platform_that_cannot_check_believes_nothing() {
    let judged = block_on(issued_by(&Nothing, &certificate("gateway-a"), &[certificate("ca")], NOW));
    assert_eq!(judged, Err(ChainError::Crypto(CryptoError::Unavailable)));
}

#[test]
fn every_certificate_that_openssl_made_can_be_read() {
    assert!(names().len() > 40);
    for name in names() {
        assert_eq!(pem::encode(&der(&name)), text(&name));
        assert_eq!(certificate(&name).der(), der(&name), "{name}");
    }
}

proptest! {
    #[test]
    fn reading_any_octets_ends(octets in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Certificate::parse(&octets);
        let _ = pem::decode(&String::from_utf8_lossy(&octets));
    }

    #[test]
    fn reading_a_damaged_certificate_ends(
        name in prop::sample::select(names()),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut octets = der(&name);
        for (place, octet) in damage {
            let place = place.index(octets.len());
            octets[place] = octet;
        }
        for octets in [&octets[..], &octets[..cut.index(octets.len())]] {
            if let Ok(certificate) = Certificate::parse(octets) {
                let _ = certificate.public_key();
                let _ = certificate.subject().to_string();
                let _ = certificate.subject().matches(certificate.issuer());
                let _ = block_on(issued_by(&SoftwareCrypto::new(), &certificate, std::slice::from_ref(&certificate), NOW));
            }
        }
    }
}
