//! What people paste, and what the page makes of it.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::inspect::{Decoded, LONGEST_TEXT, Pasted, Shape, Words};
use proptest::prelude::*;
use serde_json::Value;

const VECTORS: &str = include_str!("vectors/malformed-jwt.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");
const JWT: &str = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJuaWdodGx5LXJlcG9ydCJ9.c2lnbmF0dXJlLXdoaWNoLWlzLW5vdC1vbmU";

fn removed(pasted: &Pasted) -> Vec<&str> {
    pasted.repairs().iter().map(|phrase| phrase.code).collect()
}

#[test]
fn a_clean_token_is_left_alone() {
    let pasted = Pasted::read(JWT);
    assert_eq!((pasted.token(), pasted.original.as_str()), (JWT, JWT));
    assert_eq!((pasted.repairs().len(), pasted.candidates.len(), pasted.problem), (0, 1, None));
}

#[test]
fn what_stands_around_a_token_is_removed_and_named() {
    let (first, second) = JWT.split_at(40);
    let cases: &[(String, &[&str])] = &[
        (format!("  {JWT}\n"), &["paste_removed_around"]),
        (format!("\"{JWT}\""), &["paste_removed_quotes"]),
        (format!("`{JWT}`"), &["paste_removed_quotes"]),
        (format!("\u{201c}{JWT}\u{201d}"), &["paste_removed_quotes"]),
        (format!("\"{JWT}\","), &["paste_removed_quotes"]),
        (format!("<{JWT}>;"), &["paste_removed_ends"]),
        (format!("{first}\n{second}"), &["paste_removed_line_breaks"]),
        (format!("{first}\\\n    {second}"), &["paste_removed_line_breaks"]),
        (format!("{first} {second}"), &["paste_removed_spaces"]),
        (format!("{first}\u{200b}{second}\u{feff}"), &["paste_removed_invisible"]),
        (format!("Bearer {JWT}"), &["paste_removed_scheme"]),
        (format!("bearer   {first}\r\n{second}"), &["paste_removed_scheme", "paste_removed_line_breaks"]),
        (format!("DPoP {JWT}"), &["paste_removed_scheme"]),
        (format!("Authorization: Bearer {JWT}"), &["paste_removed_header", "paste_removed_scheme"]),
        (format!("authorization:bearer {JWT}"), &["paste_removed_header", "paste_removed_scheme"]),
        (format!("DPoP: {JWT}"), &["paste_removed_header"]),
        (
            format!("curl -H \"Authorization: Bearer {JWT}\" https://api.test/orders"),
            &["paste_removed_header", "paste_removed_scheme"],
        ),
        (
            format!("GET /orders HTTP/1.1\r\nHost: api.test\r\nAuthorization: Bearer {JWT}\r\nAccept: */*\r\n\r\n"),
            &["paste_removed_around", "paste_removed_header", "paste_removed_scheme"],
        ),
        (format!("Here is what I got: {JWT} (from staging)"), &["paste_took_from_text"]),
        (JWT.replace('.', "%2E"), &["paste_percent_decoded"]),
    ];
    for (text, codes) in cases {
        let pasted = Pasted::read(text);
        assert_eq!(pasted.token(), JWT, "{text}");
        assert_eq!(removed(&pasted), *codes, "{text}");
        assert_eq!(&pasted.original, text, "what was pasted is kept");
    }
}

#[test]
fn a_named_token_is_found_in_json_urls_and_forms() {
    let member = "paste_took_member";
    let parameter = "paste_took_parameter";
    let cases: &[(String, &str, &str)] = &[
        (format!(r#"{{"access_token":"{JWT}","token_type":"Bearer","expires_in":300}}"#), "access_token", member),
        (format!("{{\n  \"token_type\": \"Bearer\",\n  \"access_token\": \"{JWT}\"\n}}"), "access_token", member),
        (format!(r#"{{"token_type":"Bearer","id_token":"{JWT}"}}"#), "id_token", member),
        (format!(r#"{{"access_token":null,"id_token":"{JWT}"}}"#), "id_token", member),
        (format!(r#""access_token": "{JWT}","#), "access_token", parameter),
        (format!(r#"access_token": "{JWT}", "expi"#), "access_token", parameter),
        (format!(r#"{{\"access_token\":\"{JWT}\"}}"#), "access_token", member),
        (format!("{{'access_token': '{JWT}', 'expires_in': 300}}"), "access_token", member),
        (format!("https://shop.test/callback#state=x&access_token={JWT}&token_type=bearer"), "access_token", parameter),
        (format!("https://shop.test/callback?id_token={JWT}"), "id_token", parameter),
        (format!("access_token={JWT}"), "access_token", parameter),
        (
            format!("grant_type=client_credentials&client_assertion_type=urn%3Ax&client_assertion={JWT}"),
            "client_assertion",
            parameter,
        ),
        (format!("token={}&token_type_hint=access_token", JWT.replace('.', "%2E")), "token", parameter),
        (
            format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{{\"access_token\":\"{JWT}\"}}"),
            "access_token",
            parameter,
        ),
    ];
    for (text, name, code) in cases {
        let pasted = Pasted::read(text);
        assert_eq!(pasted.token(), JWT, "{text}");
        assert_eq!(pasted.name(), Some(*name), "{text}");
        assert_eq!(removed(&pasted), [*code], "{text}");
    }
}

#[test]
fn a_response_with_two_tokens_lists_both_and_either_can_be_chosen() {
    let text = format!(r#"{{"id_token":"{JWT}","access_token":"2YotnFZFEjr1zCsicMWpAA","refresh_token":"tGzv3"}}"#);
    let pasted = Pasted::read(&text);
    assert_eq!(pasted.token(), "2YotnFZFEjr1zCsicMWpAA", "the access token comes first");
    let names: Vec<_> = pasted.candidates.iter().filter_map(|found| found.name.as_deref()).collect();
    assert_eq!(names, ["id_token", "access_token", "refresh_token"]);
    let chosen = pasted.choose(0);
    assert_eq!((chosen.token(), chosen.name()), (JWT, Some("id_token")));
    assert_eq!(removed(&chosen), ["paste_took_member"]);
    assert_eq!(chosen.clone().choose(9), chosen);
}

#[test]
fn prose_and_other_json_stay_as_they_are() {
    for text in ["hello world", "hello.world foo.bar", r#"{"error":"invalid_scope"}"#, "\"", "a b.c d", "{", "%zz"] {
        let pasted = Pasted::read(text);
        if text.trim().is_empty() {
            continue;
        }
        assert_eq!(pasted.token(), text);
        assert_eq!(removed(&pasted), [""; 0]);
    }
}

#[test]
fn a_basic_header_is_not_taken_for_a_token() {
    let pasted = Pasted::read("Authorization: Basic bmlnaHRseS1yZXBvcnQ6ZGVtbw==");
    assert_eq!(pasted.problem.as_ref().map(|problem| problem.code()), Some("paste_basic"));
    assert_eq!(pasted.token(), "");
}

#[test]
fn jwt_18_more_than_64_kb_is_not_read() {
    let longest = "a".repeat(LONGEST_TEXT);
    assert_eq!(Pasted::read(&longest).problem, None);
    let pasted = Pasted::read(&format!("{longest}a"));
    let problem = pasted.problem.clone().expect("a problem");
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    assert_eq!(words.say(&problem.phrase), "This text has 1048577 bytes. The page reads up to 1048576.");
    assert_eq!((pasted.token(), pasted.original.len()), ("", 1_048_577));
}

/// MAL-09 to MAL-13 and MAL-18 to MAL-20: what a person pastes is mended where that is safe; what is damaged stays damaged.
#[test]
fn jwt_02_leniency_stops_at_damage_inside_the_token() {
    let vectors: Value = serde_json::from_str(VECTORS).expect("vectors");
    let token = |id: &str| {
        let vector = vectors["vectors"].as_array().expect("a list").iter().find(|vector| vector["id"] == id);
        vector.expect("the vector")["token"].as_str().expect("a token").to_owned()
    };
    let good = token("MAL-00");
    for (id, code) in [
        ("MAL-09", "paste_removed_around"),
        ("MAL-10", "paste_removed_around"),
        ("MAL-11", "paste_removed_line_breaks"),
        ("MAL-12", "paste_removed_scheme"),
        ("MAL-19", "paste_percent_decoded"),
        ("MAL-20", "paste_removed_quotes"),
    ] {
        let pasted = Pasted::read(&token(id));
        assert_eq!((pasted.token(), removed(&pasted)), (good.as_str(), vec![code]), "{id}");
    }
    for id in ["MAL-13", "MAL-14", "MAL-15", "MAL-16", "MAL-18"] {
        let text = token(id);
        assert_eq!(Pasted::read(&text).token(), text, "{id}");
    }
    assert_eq!(Decoded::read(Pasted::read(&token("MAL-86")).token()).shape, Shape::JsonSerialization);
    assert_eq!(Decoded::read(Pasted::read(&token("MAL-89")).token()).shape, Shape::Opaque);
}

#[test]
fn words_after_a_whole_token_are_not_taken_for_its_end() {
    let vectors: Value = serde_json::from_str(VECTORS).expect("vectors");
    let whole = vectors["vectors"][0]["token"].as_str().expect("a token");
    for text in [format!("{whole}\nThanks"), format!("{whole} Sent from my phone"), format!("Bearer {whole} ok")] {
        assert_eq!(Pasted::read(&text).token(), whole, "{text}");
    }
    // A break inside the signature still joins: what stands before it is no whole token.
    let (first, second) = whole.split_at(whole.len() - 12);
    assert_eq!(Pasted::read(&format!("{first}\n{second}")).token(), whole);
}

#[test]
fn every_removal_has_a_sentence() {
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    for text in [format!(" '{JWT}',"), format!("Authorization: Bearer {JWT}"), format!("a\u{200b} {JWT}")] {
        for phrase in Pasted::read(&text).repairs().to_vec() {
            let sentence = words.say(&phrase);
            assert!(sentence.contains(' ') && !sentence.contains('{'), "{sentence}");
        }
    }
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        let pasted = Pasted::read(&text);
        prop_assert_eq!(&pasted.original, &text);
    }

    #[test]
    fn arbitrary_pieces_of_what_people_paste_never_panic(pieces in proptest::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        let decoded = Decoded::read(Pasted::read(&text).token());
        prop_assert!(decoded.token.len() <= LONGEST_TEXT);
    }
}

fn piece() -> impl Strategy<Value = String> {
    const FIXED: [&str; 26] = [
        "Authorization:",
        "Bearer ",
        "DPoP: ",
        "access_token",
        "id_token",
        "\"",
        "'",
        ":",
        "=",
        "&",
        "{",
        "}",
        "[",
        ",",
        "\\",
        "%",
        "%2E",
        ".",
        "\n",
        " ",
        "eyJ",
        "eyJhbGciOiJFUzI1NiJ9",
        "\u{200b}",
        "\u{2024}",
        "ü",
        "\u{202e}",
    ];
    prop_oneof![proptest::sample::select(&FIXED[..]).prop_map(str::to_owned), "[a-zA-Z0-9_-]{0,8}", any::<String>()]
}
