//! PASETO, a family of tokens of its own, which is named and shown.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/forms.rs"]
mod forms;

use grant_lab::inspect::{Decoded, Shape};
use grant_lab::jose::base64url;

use crate::forms::{assert_told, codes, notes};

#[test]
fn a_paseto_is_named_and_shown() {
    // The message and the footer of the PASETO test vector 4-S-2; the signature is not checked here.
    let message = r#"{"data":"this is a signed message","exp":"2022-01-01T00:00:00+00:00"}"#;
    let body = base64url::encode(&[message.as_bytes(), &[7; 64]].concat());
    let footer = base64url::encode(br#"{"kid":"zVhMiPBP9fRf2snEcT7gFTioeA9COcNy9DfgL1W60haN"}"#);
    let decoded = Decoded::read(&format!("v4.public.{body}.{footer}"));
    assert_eq!((decoded.shape, codes(&decoded), notes(&decoded)), (Shape::Paseto, vec![], vec!["paseto_public"]));
    assert_eq!(decoded.payload.as_ref().and_then(|part| part.text("data")), Some("this is a signed message"));
    assert_eq!(decoded.signature.as_ref().map(|part| part.octets.len()), Some(64));
    let paseto = decoded.paseto.as_ref().expect("a PASETO");
    assert_eq!((paseto.version, paseto.purpose.name()), (4, "public"));
    assert!(
        paseto.footer.as_deref().is_some_and(|footer| footer.contains("zVhMiPBP9")) && paseto.footer_json.is_some()
    );
    assert!(decoded.signatures().is_empty());
    assert_told(&decoded);
    for (token, note, problem) in [
        ("v2.local.AAAAAAAA", "paseto_local", None),
        ("v3.public.AAAAAAAA", "paseto_public", Some("paseto_too_short")),
        ("v1.local.AAAAAAAA.Zm9v", "paseto_local", None),
    ] {
        let decoded = Decoded::read(token);
        assert_eq!((notes(&decoded), codes(&decoded)), (vec![note], problem.into_iter().collect()), "{token}");
        assert_told(&decoded);
    }
}
