//! What people paste: what is mended and named, what is left alone, and where leniency stops.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/pasted.rs"]
mod pasted;

use grant_lab::inspect::{Decoded, LONGEST_TEXT, Pasted, Shape, Words};
use serde_json::Value;

use crate::pasted::{JWT, WORDS, base64, removed};

const VECTORS: &str = include_str!("vectors/malformed-jwt.json");

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
        (format!("{first}\\\n    {second}"), &["paste_removed_line_breaks", "paste_removed_marks"]),
        (format!("> {first}\n> {second}"), &["paste_removed_ends", "paste_removed_line_breaks", "paste_removed_marks"]),
        (format!("{first} {second}"), &["paste_removed_spaces"]),
        (format!("{first}\u{200b}{second}\u{feff}"), &["paste_removed_invisible"]),
        (format!("Bearer {JWT}"), &["paste_removed_scheme"]),
        (format!("bearer   {first}\r\n{second}"), &["paste_removed_scheme", "paste_removed_line_breaks"]),
        (format!("DPoP: {JWT}"), &["paste_removed_header"]),
        (format!("\"{first}\" +\n \"{second}\""), &["paste_removed_quotes", "paste_joined_strings"]),
        (
            format!("GET /orders HTTP/1.1\r\nHost: api.test\r\nAuthorization: Bearer {JWT}\r\nAccept: */*\r\n\r\n"),
            &["paste_removed_header", "paste_removed_scheme"],
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
fn the_facts_of_a_repair_are_those_of_the_text() {
    let (first, second) = JWT.split_at(40);
    let fact = |text: &str, code: &str, name: &str| {
        let pasted = Pasted::read(text);
        let phrase = pasted.repairs().iter().find(|phrase| phrase.code == code).cloned().expect(code);
        phrase.fact(name).expect(name).to_owned()
    };
    assert_eq!(fact(&format!("> {first}\n> {second}"), "paste_removed_marks", "text"), ">");
    assert_eq!(fact(&format!("{first}\n\n{second}"), "paste_removed_line_breaks", "count"), "1");
    assert_eq!(fact(&format!("'{first}' . '{second}'"), "paste_joined_strings", "count"), "2");
    assert_eq!(fact(&base64(JWT), "paste_base64_decoded", "beginning"), "ZXlK");
    assert_eq!(fact(&JWT[2..], "paste_front_restored", "missing"), "ey");
    assert_eq!(fact(&format!("\u{200b}{JWT}\u{200b}"), "paste_removed_invisible", "count"), "2");
    assert_eq!(fact(&JWT.replace('.', "%252E"), "paste_percent_decoded_again", "count"), "2");
}

#[test]
fn any_candidate_can_be_chosen_and_every_repair_undone() {
    let text = format!(r#"{{"id_token":"{JWT}","access_token":"2YotnFZFEjr1zCsicMWpAA","refresh_token":"tGzv3"}}"#);
    let pasted = Pasted::read(&text);
    assert_eq!(pasted.token(), "2YotnFZFEjr1zCsicMWpAA", "the access token comes first");
    let names: Vec<_> = pasted.candidates.iter().filter_map(|found| found.name.as_deref()).collect();
    assert_eq!(names, ["id_token", "access_token", "refresh_token"]);
    let chosen = pasted.choose(0);
    assert_eq!((chosen.token(), chosen.name()), (JWT, Some("id_token")));
    assert_eq!(chosen.clone().choose(9), chosen);
    let raw = chosen.without_repairs();
    assert_eq!((raw.token(), raw.name(), raw.repairs().len()), (text.as_str(), None, 0));
    let front = Pasted::read(&JWT[1..]);
    assert_eq!(front.token(), JWT);
    assert_eq!(front.without_repairs().token(), &JWT[1..]);
}

#[test]
fn the_raw_stretch_is_what_stood_in_the_text() {
    let (first, second) = JWT.split_at(40);
    let broken = format!("{first}\n> {second}");
    let text = format!("> {broken}\n> Regards");
    assert_eq!(Pasted::read(&text).candidates[0].raw, broken);
    let spelled = JWT.replace('.', "%2E");
    assert_eq!(Pasted::read(&format!("token={spelled}&x=y")).candidates[0].raw, spelled);
}

#[test]
fn jwt_18_more_than_the_limit_is_not_read() {
    let longest = "a".repeat(LONGEST_TEXT);
    assert_eq!(Pasted::read(&longest).problem.map(|problem| problem.code()), Some("paste_no_token"));
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
    let all = vectors["vectors"].as_array().expect("a list");
    let token = |id: &str| {
        let vector = all.iter().find(|vector| vector["id"] == id);
        vector.expect("the vector")["token"].as_str().expect("a token").to_owned()
    };
    let good = token("MAL-00");
    let mended = [
        ("MAL-09", "paste_removed_around"),
        ("MAL-10", "paste_removed_around"),
        ("MAL-11", "paste_removed_line_breaks"),
        ("MAL-12", "paste_removed_scheme"),
        ("MAL-19", "paste_percent_decoded"),
        ("MAL-20", "paste_removed_quotes"),
    ];
    for (id, code) in mended {
        let pasted = Pasted::read(&token(id));
        assert_eq!((pasted.token(), removed(&pasted)), (good.as_str(), vec![code]), "{id}");
    }
    let mut kept = 0;
    for vector in all {
        // Large ones are described and not printed.
        let (Some(id), Some(text)) = (vector["id"].as_str(), vector["token"].as_str()) else { continue };
        // Three letters are no token, and what is mended was looked at above.
        if ["MAL-01", "MAL-02"].contains(&id) || mended.iter().any(|(known, _)| *known == id) {
            continue;
        }
        assert_eq!(Pasted::read(text).token(), text, "{id}");
        kept += 1;
    }
    assert!(kept > 70, "{kept}");
    assert_eq!(Decoded::read(Pasted::read(&token("MAL-86")).token()).shape, Shape::JsonSerialization);
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
