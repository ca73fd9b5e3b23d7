//! Base64url is read strictly: every octet string has one spelling and no text has two meanings.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::jose::base64url::{decode, encode};
use proptest::prelude::*;

fn refusal(text: &str) -> (&'static str, Option<usize>) {
    let error = decode(text).expect_err(text);
    assert!(error.to_string().ends_with('.'), "a whole sentence: {error}");
    (error.code(), error.position())
}

#[test]
fn jwt_02_rfc_7515_appendix_c_round_trips() {
    assert_eq!(encode(&[3, 236, 255, 224, 193]), "A-z_4ME");
    assert_eq!(decode("A-z_4ME"), Ok(vec![3, 236, 255, 224, 193]));
    assert_eq!(decode(""), Ok(Vec::new()));
}

#[test]
fn jwt_02_refuses_padding() {
    assert_eq!(refusal("A-z_4ME="), ("base64url_padding", Some(7)));
    assert_eq!(refusal("="), ("base64url_padding", Some(0)));
}

#[test]
fn jwt_02_refuses_foreign_characters_and_says_where() {
    assert_eq!(refusal("A-z+4ME"), ("base64url_foreign_character", Some(3)));
    assert_eq!(refusal("A-z/4ME"), ("base64url_foreign_character", Some(3)));
    assert_eq!(refusal("A-z_ 4ME"), ("base64url_foreign_character", Some(4)));
    assert_eq!(refusal("A-z_4ME\n"), ("base64url_foreign_character", Some(7)));
    assert_eq!(refusal("é\u{2024}AA"), ("base64url_foreign_character", Some(0)));
    assert_eq!(refusal("AAé"), ("base64url_foreign_character", Some(2)), "counted in characters");
    assert_eq!(refusal("AA\u{0}A"), ("base64url_foreign_character", Some(2)));
}

#[test]
fn jwt_02_refuses_a_length_that_no_octets_have() {
    assert_eq!(refusal("A"), ("base64url_length", None));
    assert_eq!(refusal("AAAAA"), ("base64url_length", None));
}

#[test]
fn jwt_02_refuses_trailing_bits() {
    assert_eq!(refusal("AB"), ("base64url_trailing_bits", Some(1)));
    assert_eq!(refusal("AAB"), ("base64url_trailing_bits", Some(2)));
    assert_eq!(decode("AA"), Ok(vec![0]));
}

#[test]
fn jwt_02_names_the_clause() {
    let clause = |text: &str| decode(text).expect_err(text).citation().to_string();
    assert_eq!(clause("AA="), "RFC 7515 §2");
    assert_eq!(clause("AA+"), "RFC 4648 §5");
    assert_eq!(clause("A"), "RFC 7515 App. C");
    assert_eq!(clause("AB"), "RFC 4648 §3.5");
}

proptest! {
    #[test]
    fn jwt_02_octets_come_back(octets in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(decode(&encode(&octets)), Ok(octets));
    }

    #[test]
    fn jwt_02_a_text_that_is_read_is_the_one_that_is_written(text in "[A-Za-z0-9_-]{0,40}") {
        if let Ok(octets) = decode(&text) {
            prop_assert_eq!(encode(&octets), text);
        }
    }

    #[test]
    fn jwt_02_reading_never_panics(text in any::<String>()) {
        if let Err(error) = decode(&text) {
            prop_assert!(error.position().is_none_or(|position| position < text.chars().count()));
        }
    }
}
