//! Certificates on WebCrypto, in a real browser: one is made, and those of the demo cast are checked.
#![cfg(target_arch = "wasm32")]

use grant_lab::client::certificate::OwnCertificate;
use grant_lab::platform::BrowserRandom;
use grant_lab::platform::web_crypto::WebCrypto;
use grant_lab::ports::UnixTime;
use grant_lab::x509::{Certificate, ChainError, issued_by, pem, x5c};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NOW: UnixTime = UnixTime(1_767_225_600);

fn certificate(text: &str) -> Certificate {
    Certificate::parse(&pem::decode(text).expect("PEM")).expect("a certificate")
}

#[wasm_bindgen_test]
async fn a_learner_makes_a_certificate_in_the_page() {
    let crypto = WebCrypto::new();
    let own = OwnCertificate::make(&crypto, &BrowserRandom, "my laptop", NOW).await.expect("a certificate");
    let certificate = Certificate::parse(&own.der).expect("a certificate");
    assert_eq!(certificate.subject().to_string(), "CN=my laptop");
    assert_eq!(x5c::first(&own.public), Ok(Some(certificate)));
}

#[wasm_bindgen_test]
async fn the_browser_checks_signatures_of_every_kind_in_certificates() {
    let crypto = WebCrypto::new();
    let pairs = [
        (include_str!("../src/issuer/certificates/ca.pem"), include_str!("../src/issuer/certificates/gateway-a.pem")),
        (include_str!("vectors/certificates/ca-p384.pem"), include_str!("vectors/certificates/under-p384.pem")),
        (include_str!("vectors/certificates/ca-rsa.pem"), include_str!("vectors/certificates/under-rsa.pem")),
        (include_str!("vectors/certificates/ca-ed25519.pem"), include_str!("vectors/certificates/under-ed25519.pem")),
    ];
    for (authority, issued) in pairs {
        assert_eq!(issued_by(&crypto, &certificate(issued), &[certificate(authority)], NOW).await, Ok(()));
    }
    let other = certificate(include_str!("vectors/certificates/other-ca.pem"));
    let ca = certificate(include_str!("../src/issuer/certificates/ca.pem"));
    assert_eq!(issued_by(&crypto, &other, &[ca], NOW).await, Err(ChainError::Signature));
}
