//! Tokens of every kind of damage: as much as decodes, with precise problems, and never a panic.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::inspect::{Decoded, LONGEST_TOKEN, Shape, TokenKind, Words};
use grant_lab::jose::{Segment, Stage, base64url};
use proptest::prelude::*;
use serde_json::Value;

const VECTORS: &str = include_str!("vectors/malformed-jwt.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");

fn words() -> Words {
    grant_lab::texts::read(WORDS).expect("content")
}

fn vectors() -> Vec<Value> {
    let file: Value = serde_json::from_str(VECTORS).expect("vectors");
    file["vectors"].as_array().expect("a list").clone()
}

fn token(id: &str) -> String {
    let vectors = vectors();
    let vector = vectors.iter().find(|vector| vector["id"] == id).expect("the vector");
    vector["token"].as_str().expect("a token").to_owned()
}

fn compact(header: &str, payload: &str) -> String {
    format!("{}.{}.c2ln", base64url::encode(header.as_bytes()), base64url::encode(payload.as_bytes()))
}

fn codes(decoded: &Decoded) -> Vec<&'static str> {
    decoded.problems.iter().map(|problem| problem.code()).collect()
}

fn notes(decoded: &Decoded) -> Vec<&'static str> {
    decoded.notes.iter().map(|note| note.code).collect()
}

#[test]
fn jwt_01_the_number_of_parts_decides_what_it_is() {
    for (id, shape, code) in [
        ("MAL-01", Shape::Nothing, "jws_empty"),
        ("MAL-02", Shape::Opaque, "jws_no_dots"),
        ("MAL-03", Shape::Partial, "decode_two_of_three"),
        ("MAL-05", Shape::OtherParts, "jws_part_count"),
        ("MAL-06", Shape::OtherParts, "jws_part_count"),
        ("MAL-89", Shape::Opaque, "jws_no_dots"),
    ] {
        let decoded = Decoded::read(&token(id));
        assert_eq!((decoded.shape, codes(&decoded)), (shape, vec![code]), "{id}");
        assert!(decoded.jws.is_none(), "{id}");
    }
    // No JWTs, and no damage either: what they are is a note.
    for (id, shape, note) in
        [("MAL-86", Shape::JsonSerialization, "decode_jws_json"), ("MAL-87", Shape::Encrypted, "decode_encrypted")]
    {
        let decoded = Decoded::read(&token(id));
        assert_eq!((decoded.shape, codes(&decoded), notes(&decoded)), (shape, vec![], vec![note]), "{id}");
        assert!(decoded.jws.is_none(), "{id}");
    }
    let decoded = Decoded::read(&token("MAL-00"));
    assert_eq!((decoded.shape, decoded.is_intact(), decoded.segments.len()), (Shape::Signed, true, 3));
}

#[test]
fn jwt_01_a_cut_off_token_shows_what_is_there() {
    let whole = token("MAL-00");
    let first = whole.split('.').next().expect("a part");
    let one = Decoded::read(first);
    assert_eq!((one.shape, codes(&one)), (Shape::Partial, vec!["decode_one_of_three"]));
    assert_eq!(one.header.as_ref().and_then(|part| part.text("alg")), Some("HS256"));
    assert!(one.payload.is_none());
    assert_eq!(
        words().say(&one.problems[0].phrase),
        "This has 1 of 3 parts. The header is readable; payload and signature are missing."
    );

    let cut = &whole[..first.len() + 60];
    let two = Decoded::read(cut);
    let payload = two.payload.as_ref().expect("a payload");
    assert_eq!(payload.text("iss"), Some("https://issuer.example"), "the first claim is complete");
    assert_eq!(payload.json.spans.last().map(|span| span.kind), Some(TokenKind::Unread));
}

#[test]
fn jwt_01_an_encrypted_token_shows_its_five_parts() {
    let decoded = Decoded::read(&token("MAL-87"));
    assert_eq!(decoded.header.as_ref().and_then(|part| part.text("enc")), Some("A256GCM"));
    let names: Vec<_> = decoded.parts().map(|part| part.segment.name()).collect();
    assert_eq!(names, ["header", "encrypted key", "initialization vector", "ciphertext", "authentication tag"]);
    assert_eq!((decoded.payload, decoded.signature, decoded.segments.len()), (None, None, 5));
}

#[test]
fn jwt_02_a_foreign_character_is_named_with_its_place() {
    let words = words();
    let decoded = Decoded::read("eyJhbGciOiJFUzI1NiJ9.eyJz!WIiOiJhIn0.c2ln");
    let problem = &decoded.problems[0];
    assert_eq!((problem.segment, problem.at, problem.stage), (Some(Segment::Payload), Some(25), Stage::Decode));
    assert_eq!(words.say(&problem.phrase), "Character 5 of the payload is !, which a token cannot hold.");
    assert_eq!(decoded.payload.as_ref().map(|part| part.json.text.as_str()), Some("{\n  \"s"));
    assert_eq!(decoded.token.chars().nth(25), Some('!'));

    let dot = Decoded::read(&token("MAL-18"));
    assert_eq!(
        words.say(&dot.problems[1].phrase),
        "Character 37 of the header is \u{2024} (U+2024), which a token cannot hold."
    );
    let at = dot.problems[1].at.expect("a place");
    assert_eq!(dot.token.chars().nth(at), Some('\u{2024}'));

    for (id, code, segment) in [
        ("MAL-13", "base64url_padding", Segment::Header),
        ("MAL-14", "base64url_padding", Segment::Signature),
        ("MAL-15", "base64url_foreign_character", Segment::Signature),
        ("MAL-16", "base64url_length", Segment::Payload),
        ("MAL-17", "base64url_trailing_bits", Segment::Signature),
    ] {
        let decoded = Decoded::read(&token(id));
        assert_eq!(codes(&decoded), [code], "{id}");
        assert_eq!(decoded.problems[0].segment, Some(segment), "{id}");
        assert!(decoded.payload.is_some_and(|part| part.text("sub").is_some()), "{id} still shows its claims");
    }
}

#[test]
fn jwt_03_jwt_11_json_faults_are_named_with_their_place() {
    let words = words();
    let cases = [
        ("{\"alg\":\"ES256\"}", "{\"sub\":}", "The payload stops being JSON at byte 8: expected value."),
        ("{\"alg\":\"ES256\"}", "[1]", "The payload is JSON, but an array and not an object with names and values."),
        ("{\"alg\":\"ES256\"}", "{}{}", "Something follows the end of the JSON in the payload, at byte 3."),
        ("{\"alg\":\"ES256\"} x", "{}", "Something follows the end of the JSON in the header, at byte 17."),
        ("{\"typ\":\"JWT\"}", "{}", "The header has no alg, so nothing says how the token was signed."),
        ("{\"alg\":1}", "{}", "The header member alg is not text, and it must be."),
    ];
    for (header, payload, sentence) in cases {
        let decoded = Decoded::read(&compact(header, payload));
        let sentences: Vec<_> = decoded.problems.iter().map(|problem| words.say(&problem.phrase)).collect();
        assert_eq!(sentences, [sentence]);
    }
}

#[test]
fn jwt_04_a_duplicate_name_is_refused_and_both_values_are_shown() {
    for (id, segment, stage, values) in [
        ("MAL-29", Segment::Header, Stage::Decode, ["\"alg\": \"none\"", "\"alg\": \"HS256\""]),
        ("MAL-30", Segment::Payload, Stage::Claims, ["\"sub\": \"a\"", "\"sub\": \"b\""]),
    ] {
        let decoded = Decoded::read(&token(id));
        let problem = &decoded.problems[0];
        assert_eq!(
            (problem.code(), problem.segment, problem.stage),
            ("json_duplicate_name", Some(segment), stage),
            "{id}"
        );
        let part = if segment == Segment::Header { decoded.header } else { decoded.payload };
        let part = part.expect("the part");
        assert!(values.iter().all(|value| part.json.text.contains(value)), "{id}: {}", part.json.text);
        assert!(!part.intact);
    }
}

#[test]
fn jwt_17_a_nested_token_is_reported_and_can_be_decoded() {
    let decoded = Decoded::read(&token("MAL-88"));
    assert_eq!((codes(&decoded), notes(&decoded)), (vec![], vec!["decode_nested"]));
    let inner = Decoded::read(decoded.nested.as_deref().expect("an inner token"));
    assert!(inner.is_intact() && inner.jws.is_some());
    assert!(decoded.jws.is_some(), "the outer signature can be checked too");
}

#[test]
fn jwt_18_size_and_nesting_have_limits() {
    let huge = format!("eyJhbGciOiJIUzI1NiJ9.{}.c2ln", base64url::encode("a".repeat(300_000).as_bytes()));
    assert_eq!(codes(&Decoded::read(&huge)), ["paste_too_long"]);
    let deep = Decoded::read(&compact("{\"alg\":\"ES256\"}", &format!("{{\"a\":{}", "[".repeat(40_000))));
    assert_eq!(codes(&deep), ["json_too_deep"]);
    assert!(deep.payload.is_some_and(|part| part.json.text.len() < 2 * LONGEST_TOKEN));
    assert_eq!(codes(&Decoded::read(&token("MAL-79"))), ["json_too_deep"]);
}

#[test]
fn jwt_20_unknown_header_members_are_shown_and_no_problem() {
    let decoded = Decoded::read(&compact("{\"alg\":\"ES256\",\"x-new\":[1]}", "{\"surprise\":true}"));
    assert!(decoded.is_intact());
    assert!(decoded.header.is_some_and(|part| part.members.contains_key("x-new")));
}

#[test]
fn a_members_characters_lie_in_its_segment() {
    let decoded = Decoded::read(&token("MAL-00"));
    let payload = decoded.payload.as_ref().expect("a payload");
    for member in &payload.json.members {
        let range = payload.characters_of(member).expect("certain places");
        assert!(range.start >= payload.start && range.end <= payload.start + payload.raw.len());
    }
    let damaged = Decoded::read(&token("MAL-16")).payload.expect("a payload");
    assert!(damaged.json.members.iter().all(|member| damaged.characters_of(member).is_none()));
}

/// Every vector ends at the stage that it was made for. A wrong signature needs a key to be seen: `inspect_signature` does that.
#[test]
fn jwt_01_to_18_malformed_tokens_end_at_their_stage() {
    let words = words();
    let mut seen = 0;
    for vector in vectors() {
        let Some(token) = vector["token"].as_str() else { continue };
        let id = vector["id"].as_str().expect("an id");
        let decoded = Decoded::read(token);
        let wanted = match vector["stage"].as_str() {
            Some("decode") => Stage::Decode,
            Some("verify") => Stage::Verify,
            _ => Stage::Claims,
        };
        let first = decoded.problems.iter().map(|problem| problem.stage).min();
        match vector["expect"].as_str() {
            Some("accept" | "warn" | "policy") => assert_eq!(first, None, "{id}"),
            Some("report-nested") => assert_eq!((first, notes(&decoded)), (None, vec!["decode_nested"]), "{id}"),
            Some("report-encrypted") => assert_eq!((first, notes(&decoded)), (None, vec!["decode_encrypted"]), "{id}"),
            // It is refused as a JWT because it is none. What it is, is right.
            _ if id == "MAL-86" => assert_eq!((first, notes(&decoded)), (None, vec!["decode_jws_json"]), "{id}"),
            _ if wanted == Stage::Decode => assert_eq!(first, Some(wanted), "{id}"),
            // Later stages are seen in the form, or by the checks that follow it.
            _ => assert!(first.is_none_or(|stage| stage == wanted), "{id}: {:?}", codes(&decoded)),
        }
        if first != Some(Stage::Decode) && !matches!(id, "MAL-86" | "MAL-87") {
            assert!(decoded.jws.is_some(), "{id} can be verified");
        }
        for problem in &decoded.problems {
            let text = words.text(problem.code()).unwrap_or_else(|| panic!("{} has a text", problem.code()));
            assert!(!words.say(&problem.phrase).contains('{'), "{id}: {}", words.say(&problem.phrase));
            assert!(words.body(&problem.phrase).is_none_or(|body| !body.contains('{')), "{id}");
            assert!(text.next.is_some(), "{} says what to do", problem.code());
            assert!(text.cite.as_ref().is_none_or(|cite| *cite == problem.citation), "{id}: {}", problem.citation);
        }
        seen += 1;
    }
    assert_eq!(seen, 97, "every vector but the one that is a recipe");
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        let decoded = Decoded::read(&text);
        prop_assert_eq!(decoded.token, text);
    }

    #[test]
    fn arbitrary_octets_in_the_parts_never_panic(header in octets(), payload in octets(), tail in "[.a-zA-Z0-9_=+/-]{0,30}") {
        let token = format!("{}.{}.{tail}", base64url::encode(&header), base64url::encode(&payload));
        let decoded = Decoded::read(&token);
        for part in [&decoded.header, &decoded.payload].into_iter().flatten() {
            for span in &part.json.spans {
                prop_assert!(part.json.text.get(span.range.clone()).is_some());
            }
            for member in &part.json.members {
                prop_assert!(part.json.text.get(member.shown.clone()).is_some());
            }
        }
        for problem in &decoded.problems {
            prop_assert!(problem.at.is_none_or(|at| at <= token.chars().count()));
        }
    }

    #[test]
    fn a_changed_character_never_panics(at in 0_usize..200, with in any::<char>()) {
        let mut characters: Vec<char> = token("MAL-00").chars().collect();
        let at = at % characters.len();
        characters[at] = with;
        let text: String = characters.into_iter().collect();
        prop_assert_eq!(Decoded::read(&text).token, text);
    }
}

fn octets() -> impl Strategy<Value = Vec<u8>> {
    let json = "[ \n{}\\[\\]\",:a-z0-9\\\\.eé\u{feff}-]{0,60}";
    prop_oneof![json.prop_map(String::into_bytes), proptest::collection::vec(any::<u8>(), 0..40)]
}

/// The reason counts as much as the refusal: it is what a person reads. Rows that are not here decode without a fault: what is the matter
/// with them is for those who check signatures and claims.
#[test]
fn jwt_01_to_18_every_malformed_token_has_its_own_reason() {
    let mut found = String::new();
    for vector in vectors() {
        let Some(token) = vector["token"].as_str() else { continue };
        let decoded = Decoded::read(token);
        let told: Vec<_> = codes(&decoded).into_iter().chain(notes(&decoded)).collect();
        if !told.is_empty() {
            let id = vector["id"].as_str().expect("an id").trim_start_matches("MAL-");
            found.push_str(&[id, &format!("{:?}", decoded.shape), &told.join(" "), "\n"].join(" "));
        }
    }
    assert_eq!(found.lines().map(str::trim).collect::<Vec<_>>(), REASONS.trim().lines().collect::<Vec<_>>());
}

const REASONS: &str = "
01 Nothing jws_empty
02 Opaque jws_no_dots
03 Partial decode_two_of_three
04 Signed jws_signature_missing
05 OtherParts jws_part_count
06 OtherParts jws_part_count
07 Signed json_empty
08 Detached json_empty decode_detached
09 Signed base64url_foreign_character
10 Signed base64url_foreign_character
11 Signed base64url_foreign_character
12 Signed base64url_foreign_character
13 Signed base64url_padding
14 Signed base64url_padding
15 Signed base64url_foreign_character
16 Signed base64url_length
17 Signed base64url_trailing_bits
18 Partial decode_two_of_three base64url_foreign_character json_not_utf8
19 Partial decode_one_of_three base64url_foreign_character
20 Signed base64url_foreign_character base64url_foreign_character
21 Signed json_syntax
22 Signed json_not_an_object
23 Signed json_not_an_object
24 Signed json_not_an_object
25 Signed json_trailing
26 Signed json_byte_order_mark
27 Signed json_not_utf8
28 Signed json_not_utf8
29 Signed json_duplicate_name
30 Signed json_duplicate_name
31 Signed jws_alg_missing
32 Signed jws_member_not_string
33 Signed jws_alg_missing
45 Signed jws_unencoded_payload
49 Signed jws_member_not_string
50 Signed jws_member_not_string
51 Signed json_syntax
52 Signed json_not_an_object
53 Signed json_trailing
54 Signed json_not_utf8
55 Signed json_syntax
60 Signed json_number_range
79 Signed json_too_deep
86 JsonSerialization decode_jws_json
87 Encrypted decode_encrypted
88 Signed decode_nested
89 Opaque jws_no_dots";
