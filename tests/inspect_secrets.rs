//! Secrets of HMAC, which a text may spell in several ways.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/key_texts.rs"]
mod key_texts;

use grant_lab::inspect::{KeyRing, KeySource, LONGEST_KEY_TEXT, SecretSpelling, secrets};
use grant_lab::jose::{KeyType, base64url};

use crate::key_texts::{code, file};

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
