//! Encrypted tokens: cut off, with faults, in JSON, and with what they decrypt to.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/forms.rs"]
mod forms;

use grant_lab::inspect::{Decoded, Shape};
use grant_lab::jose::{Segment, base64url};
use serde_json::json;

use crate::forms::{JWS, assert_told, codes, notes, vector};

#[test]
fn a_jwe_that_was_cut_off_is_told_as_one() {
    let jwe = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA";
    let whole = Decoded::read(jwe);
    assert_eq!((whole.shape, codes(&whole), notes(&whole)), (Shape::Encrypted, vec![], vec!["decode_encrypted"]));
    assert!(whole.signatures().is_empty());
    assert_eq!(whole.part(Segment::Ciphertext).map(|part| part.octets.len()), Some(15));
    for (dots, parts) in [(4, 4), (3, 3), (2, 2), (1, 1)] {
        let end = jwe.match_indices('.').nth(dots - 1).expect("a dot").0;
        let cut = Decoded::read(&jwe[..end]);
        assert_eq!((cut.shape, codes(&cut)), (Shape::Partial, vec!["decode_part_of_five"]), "{parts}");
        assert_told(&cut);
    }
    // Its header is not readable, its other parts can be nothing else.
    let unreadable = Decoded::read(&jwe.replacen("eyJhbGci", "AAAAAAAA", 1));
    assert_eq!(unreadable.shape, Shape::Encrypted);
    assert_told(&unreadable);
    // The wrong length of a part, and members of the wrong type.
    let short = Decoded::read(&jwe.replacen("..AAAA", "..", 1));
    assert_eq!(codes(&short), ["jwe_part_length"]);
    let key = Decoded::read(&jwe.replacen("..", ".AAAA.", 1));
    assert_eq!(codes(&key), ["jwe_encrypted_key_unexpected"]);
    assert_told(&key);
    let header = base64url::encode(br#"{"enc":"A256GCM","zip":1,"p2c":"4096"}"#);
    let typed = Decoded::read(&format!("{header}.AA.AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA"));
    assert_eq!(codes(&typed), ["jwe_member_missing", "jwe_member_form", "jwe_member_form"]);
    assert_told(&typed);
}

#[test]
fn what_was_decrypted_is_shown_as_the_payload() {
    let jwe = Decoded::read("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
    let claims = jwe.clone().with_plaintext(br#"{"sub":"a","n":123456789012345678901234567890}"#);
    let payload = claims.payload.expect("a payload");
    assert_eq!(
        (payload.text("sub"), payload.shown("n").as_deref()),
        (Some("a"), Some("123456789012345678901234567890"))
    );
    let inner = vector(JWS, "RFC7515-A.1")["jws"].as_str().expect("a token").to_owned();
    let nested = jwe.with_plaintext(inner.as_bytes());
    assert_eq!(nested.nested.as_deref(), Some(inner.as_str()));
    assert_eq!(nested.inner().map(|inner| inner.shape), Some(Shape::Signed));
}

#[test]
fn a_jwe_in_json_has_its_recipients() {
    let protected = base64url::encode(br#"{"enc":"A128CBC-HS256"}"#);
    let (iv, tag) = ("A".repeat(22), "A".repeat(22));
    let general = json!({"protected": protected, "unprotected": {"jku": "https://x.example/keys"}, "iv": iv, "ciphertext": "AAAA", "tag": tag,
        "recipients": [{"header": {"alg": "RSA1_5", "kid": "a"}, "encrypted_key": "AAAA"}, {"header": {"alg": "A128KW", "kid": "7"}, "encrypted_key": "AAAA"}]});
    let decoded = Decoded::read(&general.to_string());
    assert_eq!(
        (decoded.shape, codes(&decoded), notes(&decoded)),
        (Shape::JsonSerialization, vec![], vec!["decode_jwe_json"])
    );
    let form = decoded.json_form.as_ref().expect("the form");
    let algorithms: Vec<_> = form.recipients.iter().map(|each| each.members["alg"].as_str()).collect();
    assert_eq!(algorithms, [Some("RSA1_5"), Some("A128KW")]);
    assert_eq!(form.recipients[0].members["enc"], "A128CBC-HS256");
    assert_eq!(
        decoded.encrypted.iter().map(|part| part.segment).collect::<Vec<_>>(),
        [Segment::EncryptedKey, Segment::InitializationVector, Segment::Ciphertext, Segment::Tag]
    );
    assert_told(&decoded);
    let protected = base64url::encode(br#"{"alg":"dir","enc":"A128CBC-HS256"}"#);
    let flat = json!({"protected": protected, "iv": iv, "ciphertext": "AAAA", "tag": tag});
    let decoded = Decoded::read(&flat.to_string());
    assert_eq!((codes(&decoded), decoded.is_encrypted()), (vec![], true));
}
