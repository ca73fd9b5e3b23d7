//! Any text as keys: time grows with length, and reading ends in keys or in a problem.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/key_texts.rs"]
mod key_texts;

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use grant_lab::inspect::{KeyRing, LONGEST_KEY_TEXT};
use proptest::prelude::*;

use crate::key_texts::{bare, file, is_told};

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
