//! What libraries do about this very token, remarked where it makes a difference and counted as the facts count it.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]

#[path = "common/judged.rs"]
mod judged;

use grant_lab::inspect::{CheckedAs, Decoded, Judgement, SignatureState, ValidatorsRemark};
use serde_json::json;

use crate::judged::{API, NOW, api, can_be_said, claims, header, token, validators, verified, with, words};

#[test]
fn each_remark_stands_where_the_token_makes_the_difference_and_counts_the_facts() {
    let validators = validators();
    let count = |probe: &str| validators.count(probe);
    let now = NOW.0;
    let leeway = |seconds: u16| {
        let all: Vec<u16> = validators.validators.iter().filter_map(|validator| validator.leeway).collect();
        let taken = all.iter().filter(|leeway| **leeway >= seconds).count();
        (taken, all.len() - taken)
    };
    let rounds = |note: &str| !note.starts_with("value 9007199254740992");
    let kept = validators.validators.iter().filter(|validator| {
        validator.judged.get("int64_exact").and_then(|judged| judged.note.as_deref()).is_some_and(rounds)
    });
    let kept = kept.count();
    for (of_header, of_claims, line, code, (taken, refused)) in [
        (json!({"typ": "JWT"}), json!({}), "typ", "library_typ_jwt", count("base_typ_jwt")),
        (json!({"alg": "Ed25519"}), json!({}), "alg", "library_algorithm", count("alg_Ed25519")),
        (json!({"alg": "EdDSA"}), json!({}), "alg", "library_algorithm", count("alg_EdDSA")),
        (json!({"alg": "ES512"}), json!({}), "alg", "library_algorithm", count("alg_ES512")),
        (json!({"kid": null}), json!({}), "signature", "library_kid_absent", count("kid_absent_one_key")),
        (json!({}), json!({"exp": null}), "exp", "library_exp_absent", count("exp_absent")),
        (json!({}), json!({"exp": now}), "exp", "library_exp_now", count("exp_now")),
        (json!({}), json!({"exp": now - 1}), "exp", "library_leeway", leeway(1)),
        (json!({}), json!({"exp": now - 30}), "exp", "library_leeway", leeway(30)),
        (json!({}), json!({"exp": now - 900}), "exp", "library_leeway", leeway(900)),
        (json!({}), json!({"nbf": now + 1}), "nbf", "library_nbf_ahead", count("nbf_1s_ahead")),
        (json!({}), json!({"iat": now + 20}), "iat", "library_iat_ahead", count("iat_30s_ahead")),
        (json!({}), json!({"iat": null}), "iat", "library_claim_absent", count("iat_absent")),
        (json!({}), json!({"sub": null}), "sub", "library_claim_absent", count("sub_absent")),
        (json!({}), json!({"sub": 7}), "sub", "library_sub_number", count("sub_number")),
        (json!({}), json!({"jti": null}), "jti", "library_claim_absent", count("jti_absent")),
        (json!({}), json!({"client_id": null}), "client_id", "library_claim_absent", count("client_id_absent")),
        (json!({}), json!({"aud": [API]}), "aud", "library_aud_list", count("aud_array_one")),
        (json!({}), json!({"aud": [API, "b"]}), "aud", "library_aud_list", count("aud_array_two")),
        (json!({}), json!({"iss": "https://id.example.com/"}), "iss", "library_iss_slash", count("iss_trailing_slash")),
        (json!({}), json!({"scope": ["a"]}), "scope", "library_scope_list", count("scope_array_kept")),
        (json!({}), json!({"n": 9_007_199_254_740_993_i64}), "structure", "library_large_number", (kept, 23 - kept)),
    ] {
        let text = token(&with(header(), &of_header), &with(claims(), &of_claims));
        let decoded = Decoded::read(&text);
        let judgement = Judgement::new(&decoded, &verified(), CheckedAs::AccessToken, &api(), Some(validators));
        let remark =
            judgement.line(line).and_then(|line| line.remarks.iter().find(|remark| remark.phrase.code == code));
        let remark = remark.unwrap_or_else(|| panic!("{code} is not told of {of_header} {of_claims}"));
        assert_eq!((remark.taken.len(), remark.refused.len()), (taken, refused), "{code}");
        let said = words().say(&remark.phrase);
        assert!(said.contains("2026-11-29") && !said.contains('{'), "{said}");
        can_be_said(&judgement);
    }
    // A plain good token has the remarks of its type and algorithm alone.
    let plain = token(&with(header(), &json!({"alg": "RS256"})), &claims());
    let judgement =
        Judgement::new(&Decoded::read(&plain), &verified(), CheckedAs::AccessToken, &api(), Some(validators));
    let remarks: Vec<_> =
        judgement.lines.iter().flat_map(|line| &line.remarks).map(|remark| remark.phrase.code).collect();
    assert_eq!(remarks, ["library_typ_at_jwt"]);
    let named = &judgement.line("typ").expect("a line").remarks[0];
    assert!(named.refused.iter().any(|name| name == "Hono JWT/JWK 4.13.19"), "{:?}", named.refused);
    // Long expired, no library takes it, and nothing is to say.
    let old = token(&header(), &with(claims(), &json!({"exp": now - 901})));
    let judgement = Judgement::new(&Decoded::read(&old), &verified(), CheckedAs::AccessToken, &api(), Some(validators));
    assert!(judgement.line("exp").is_some_and(|line| line.remarks.is_empty()));
}

#[test]
fn remarks_about_keys_and_ends() {
    let validators = validators();
    let text = token(&header(), &claims());
    let nameless = SignatureState::Verified { kid: None, algorithm: "ES256", key: "k".to_owned(), own_key: false };
    let judgement =
        Judgement::new(&Decoded::read(&text), &nameless.into(), CheckedAs::AccessToken, &api(), Some(validators));
    let codes: Vec<_> =
        judgement.line("signature").expect("a line").remarks.iter().map(|remark| remark.phrase.code).collect();
    assert_eq!(codes, ["library_key_without_kid"]);
    let about = |text: &str| ValidatorsRemark::about_ends(validators, text, "a.b.c").map(|remark| remark.phrase.code);
    assert_eq!(about("a.b.c\n"), Some("library_trailing_newline"));
    assert_eq!(about(" a.b.c "), Some("library_surrounding_spaces"));
    for text in ["a.b.c", "Bearer a.b.c", "x"] {
        assert_eq!(about(text), None, "{text}");
    }
}
