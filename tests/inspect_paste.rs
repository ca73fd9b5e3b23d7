//! What people paste, and what the page makes of it.
#![cfg(not(target_arch = "wasm32"))]

use std::time::Instant;

use grant_lab::inspect::{Decoded, KeyLook, LONGEST_TEXT, Pasted, Shape, TextKind, Words, read_answer};
use grant_lab::jose::base64url;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

const CASES: &str = include_str!("cases/paste.json");
const VECTORS: &str = include_str!("vectors/malformed-jwt.json");
const WORDS: &str = include_str!("../src/content/en/decode.json");
const JWT: &str = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJuaWdodGx5LXJlcG9ydCJ9.c2lnbmF0dXJlLXdoaWNoLWlzLW5vdC1vbmU";

/// A text with what is right about it. What is not named does not matter to the case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    class: String,
    input: String,
    /// Every token in it, in order.
    tokens: Vec<String>,
    kind: String,
    /// The name of the chosen one.
    called: Option<String>,
    chosen: Option<usize>,
    place: Option<String>,
    repairs: Option<Vec<String>>,
    scheme: Option<String>,
    key: Option<String>,
    problem: Option<String>,
    remarks: Option<Vec<String>>,
}

const fn kind_name(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Nothing => "nothing",
        TextKind::Token => "token",
        TextKind::TokenResponse => "token-response",
        TextKind::IntrospectionResponse => "introspection-response",
        TextKind::OAuthError => "oauth-error",
        TextKind::HttpResponse => "http-response",
        TextKind::Challenge => "challenge",
        TextKind::Key(KeyLook::Jwk) => "jwk",
        TextKind::Key(KeyLook::JwkSet) => "jwk-set",
        TextKind::Key(KeyLook::PemPublic) => "pem-public",
        TextKind::Key(KeyLook::PemPrivate) => "pem-private",
        TextKind::Key(KeyLook::Certificate) => "certificate",
        TextKind::Address => "address",
        TextKind::BasicCredentials => "basic-credentials",
        TextKind::Text => "text",
    }
}

fn removed(pasted: &Pasted) -> Vec<&str> {
    pasted.repairs().iter().map(|phrase| phrase.code).collect()
}

fn cases() -> Vec<Case> {
    serde_json::from_str(CASES).expect("the cases have their shape")
}

fn wrong(case: &Case) -> Vec<String> {
    let pasted = Pasted::read(&case.input);
    let mut wrong = Vec::new();
    let mut compare = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!("{} [{}] {what}: found {found}, expected {expected}", case.name, case.class));
        }
    };
    let tokens: Vec<_> = pasted.candidates.iter().map(|candidate| candidate.token.clone()).collect();
    compare("tokens", format!("{tokens:?}"), format!("{:?}", case.tokens));
    compare("kind", kind_name(pasted.kind).to_owned(), case.kind.clone());
    compare("original", pasted.original.clone(), case.input.clone());
    compare(
        "problem without token",
        pasted.problem.is_some().to_string(),
        (case.tokens.is_empty() && case.kind != "nothing").to_string(),
    );
    if let Some(name) = &case.called {
        compare("name", format!("{:?}", pasted.name()), format!("{:?}", Some(name)));
    }
    if !case.tokens.is_empty() {
        compare("chosen", format!("{:?}", pasted.chosen), format!("{:?}", Some(case.chosen.unwrap_or_default())));
    }
    let chosen = pasted.chosen.and_then(|chosen| pasted.candidates.get(chosen));
    if let Some(place) = &case.place {
        compare("place", format!("{:?}", chosen.map(|chosen| &chosen.place)), format!("{:?}", Some(place)));
    }
    if let Some(repairs) = &case.repairs {
        compare("repairs", format!("{:?}", removed(&pasted)), format!("{repairs:?}"));
    }
    if let Some(scheme) = &case.scheme {
        let found = pasted.repairs().iter().find(|phrase| phrase.code == "paste_removed_scheme");
        compare(
            "scheme",
            format!("{:?}", found.and_then(|phrase| phrase.fact("scheme"))),
            format!("{:?}", Some(scheme)),
        );
    }
    if let Some(key) = &case.key {
        compare("key", format!("{:?}", pasted.key_text), format!("{:?}", Some(key)));
    }
    if let Some(problem) = &case.problem {
        compare(
            "problem",
            format!("{:?}", pasted.problem.as_ref().map(|problem| problem.code())),
            format!("{:?}", Some(problem)),
        );
    }
    if let Some(remarks) = &case.remarks {
        let reading = read_answer(&case.input);
        let codes: Vec<_> =
            reading.iter().flat_map(|reading| &reading.remarks).map(|remark| remark.phrase.code).collect();
        compare("remarks", format!("{codes:?}"), format!("{remarks:?}"));
    }
    wrong
}

#[test]
fn every_case_is_read_as_it_should_be() {
    let cases = cases();
    for class in ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "D2", "E4", "E5"] {
        assert!(cases.iter().filter(|case| case.class.starts_with(class)).count() > 5, "{class}");
    }
    let wrong: Vec<_> = cases.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
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

#[test]
fn every_phrase_of_every_case_has_a_sentence() {
    let words: Words = grant_lab::texts::read(WORDS).expect("content");
    let mut count = 0;
    for case in cases() {
        let pasted = Pasted::read(&case.input);
        let repairs = pasted.candidates.iter().flat_map(|candidate| candidate.repairs.clone());
        let problem = pasted.problem.iter().map(|problem| problem.phrase.clone());
        let reading = read_answer(&case.input);
        let remarks = reading.iter().flat_map(|reading| &reading.remarks).map(|remark| remark.phrase.clone());
        for phrase in repairs.chain(problem).chain(remarks) {
            let sentence = words.say(&phrase);
            let next = words.next(&phrase).unwrap_or_default();
            assert!(
                sentence.contains(' ')
                    && !phrase.facts.iter().any(|(name, _)| sentence.contains(&format!("{{{name}}}"))),
                "{sentence}"
            );
            assert!(!next.contains('{'), "{next}");
            count += 1;
        }
    }
    assert!(count > 300, "{count}");
}

#[test]
fn the_gravest_remark_comes_first_and_cites_its_clause() {
    let text = "HTTP/1.1 200 OK\nContent-Type: text/html\n\n{\"access_token\":\"a\",\"refresh_token\":null,\"expires_in\":\"60\"}";
    let reading = read_answer(text).expect("a token response");
    assert_eq!((reading.kind, reading.status), (TextKind::TokenResponse, Some(200)));
    let codes: Vec<_> = reading.remarks.iter().map(|remark| remark.phrase.code).collect();
    assert_eq!(
        codes,
        [
            "answer_token_type_missing",
            "answer_expires_in_text",
            "answer_content_type",
            "answer_may_be_stored",
            "answer_member_null"
        ]
    );
    assert!(reading.remarks.is_sorted_by_key(|remark| remark.severity));
    assert_eq!(reading.remarks[0].citation.to_string(), "RFC 6749 §5.1");
    assert_eq!(reading.remarks[0].member.as_deref(), Some("token_type"));
    for text in ["hello", JWT, "api.example.com", ""] {
        assert_eq!(read_answer(text), None, "{text}");
    }
}

/// Four times the text takes about four times as long; sixteen times would be the square. Time is the thread's own, so that other work on the
/// machine does not count.
#[test]
fn the_time_grows_with_the_text_and_with_nothing_else() {
    let took = |text: &str| {
        let time = || {
            let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
            spent.and_then(|spent| spent.split(' ').next()?.parse::<u64>().ok())
        };
        let start = (time(), Instant::now());
        let pasted = Pasted::read(text);
        let answer = read_answer(text);
        assert!(pasted.original.len() == text.len() && answer.is_none_or(|answer| answer.kind != TextKind::Nothing));
        match (start.0, time()) {
            (Some(before), Some(after)) if after > before => after - before,
            _ => u64::try_from(start.1.elapsed().as_nanos()).unwrap_or(u64::MAX),
        }
    };
    let mut slow = Vec::new();
    for (name, make) in hostile() {
        let (small, large) = (make(32 * 1024), make(128 * 1024));
        let best = |text: &str| (0..3).map(|_| took(text)).min().unwrap_or_default();
        let (few, many) = (best(&small), best(&large));
        // The square of the smaller one would be seconds; a few milliseconds are the machine's own noise.
        if many > 10 * few.max(4_000_000) {
            slow.push(format!("{name}: {few} ns, then {many} ns"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// Wraps a text in one of the ways in which people and programs do.
fn wrap(text: &str, way: usize) -> String {
    let json = |value: Value| value.to_string();
    match way {
        0 => format!("Authorization: Bearer {text}"),
        1 => json(serde_json::json!({ "data": { "accessToken": text }, "n": 1 })),
        2 => json(serde_json::json!([{ "name": "X-Token", "value": text }])),
        3 => json(Value::String(json(serde_json::json!({ "body": text })))),
        4 => text.bytes().fold(String::new(), |mut spelled, byte| {
            if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                spelled.push(char::from(byte));
            } else {
                spelled.push_str(&format!("%{byte:02X}"));
            }
            spelled
        }),
        5 => base64(text),
        6 => format!("\"{text}\","),
        7 => format!("curl -H 'Authorization: Bearer {text}' \\\n  https://api.example.com/orders"),
        8 => format!("auth:\n  token: {text}\n  ttl: 5"),
        9 => format!("<token>{}</token>", text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")),
        10 => format!("2026-11-30T10:00:00Z INFO got {text} from the server"),
        11 => format!("export TOKEN=\"{text}\""),
        _ => format!("```\n{text}\n```"),
    }
}

fn any_token() -> impl Strategy<Value = String> {
    let claims = proptest::collection::btree_map("[a-z_]{1,8}", "[ -~]{0,24}", 1..6);
    (claims, proptest::collection::vec(any::<u8>(), 64), 0..4_usize).prop_map(|(claims, signature, alg)| {
        let (alg, length) = [("ES256", 64), ("HS256", 32), ("EdDSA", 64), ("HS384", 48)][alg];
        let header = serde_json::json!({ "alg": alg, "typ": "JWT", "kid": "2026-11" });
        let claims = serde_json::json!(claims);
        let part = |value: &Value| base64(&value.to_string());
        [part(&header), part(&claims), base64url::encode(&signature[..length])].join(".")
    })
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        let pasted = Pasted::read(&text);
        prop_assert_eq!(&pasted.original, &text);
        prop_assert_eq!(pasted.chosen.is_none(), pasted.candidates.is_empty());
        let _ = read_answer(&text);
    }

    #[test]
    fn arbitrary_pieces_of_what_people_paste_never_panic(pieces in proptest::collection::vec(piece(), 0..16)) {
        let text = pieces.concat();
        let pasted = Pasted::read(&text);
        prop_assert!(pasted.candidates.iter().all(|candidate| !candidate.token.is_empty()));
        prop_assert!(Decoded::read(pasted.token()).token.len() <= text.len() + 3);
        let _ = read_answer(&text);
    }

    #[test]
    fn a_token_is_found_again_in_whatever_it_was_wrapped(token in any_token(), ways in proptest::collection::vec(0..13_usize, 1..4)) {
        let text = ways.iter().fold(token.clone(), |text, way| wrap(&text, *way));
        let pasted = Pasted::read(&text);
        prop_assert_eq!(pasted.token(), token.as_str(), "{:?} {}", ways, text);
    }

    #[test]
    fn a_token_is_found_again_over_its_lines(token in any_token(), width in 16..100_usize, mark in 0..6_usize, ways in proptest::collection::vec(0..2_usize, 0..2)) {
        let mark = ["", "> ", "    ", "# ", " * ", "app-1  | "][mark];
        let lines: Vec<_> = token.as_bytes().chunks(width).map(String::from_utf8_lossy).collect();
        let text = [mark, &lines.join(&["\n", mark].concat())].concat();
        let text = ways.iter().fold(text, |text, way| wrap(&text, [1, 5][*way]));
        let pasted = Pasted::read(&text);
        prop_assert_eq!(pasted.token(), token.as_str(), "{}", text);
    }
}

fn piece() -> impl Strategy<Value = String> {
    const FIXED: [&str; 40] = [
        "Authorization:",
        "Bearer ",
        "DPoP: ",
        "Basic ",
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
        "%25",
        "&amp;",
        "=3D",
        "=\n",
        "\" + \"",
        ".",
        "\n",
        "\n> ",
        " ",
        "eyJ",
        "ZXlK",
        "eyJhbGciOiJFUzI1NiJ9",
        "yJhbGciOiJFUzI1NiJ9",
        "-----BEGIN PUBLIC KEY-----",
        "\"kty\":",
        "HTTP/1.1 401 \n",
        "WWW-Authenticate: ",
        "error=",
        "\u{200b}",
        "\u{2024}",
        "ü",
        "\u{202e}",
    ];
    prop_oneof![proptest::sample::select(&FIXED[..]).prop_map(str::to_owned), "[a-zA-Z0-9_-]{0,8}", any::<String>()]
}

/// A text that could be dear to search, by its length.
type Hostile = (&'static str, fn(usize) -> String);

fn hostile() -> Vec<Hostile> {
    fn fill(piece: &str, size: usize) -> String {
        piece.repeat(size / piece.len())
    }
    vec![
        ("a", |size| "a".repeat(size)),
        ("lines", |size| fill("a b\n", size)),
        ("dots", |size| fill(".", size)),
        ("quotes", |size| fill("\"", size)),
        ("single quotes", |size| fill("'", size)),
        ("backslashes", |size| fill("\\", size)),
        ("backslash quotes", |size| fill("\\\"", size)),
        ("brackets", |size| fill("[", size)),
        ("braces", |size| fill("{\"a\":", size)),
        ("embedded", |size| fill("{\"a\":\"{\\\"b\\\":", size)),
        ("eyJ", |size| fill("eyJ", size)),
        ("eyJ dots", |size| fill("eyJ.", size)),
        ("eyJ lines", |size| fill("eyJhIjox\n", size)),
        ("eyJ words", |size| ["x ".to_owned(), fill("eyJhIjoxMjM0NTY3ODkw ", size)].concat()),
        ("headers", |size| fill("eyJhbGciOiJFUzI1NiJ9\n", size)),
        ("tokens", |size| fill(&[JWT, "\n"].concat(), size)),
        ("tokens in json", |size| ["[", &fill(&["{\"value\":\"", JWT, "\"},"].concat(), size)].concat()),
        ("different tokens", |size| {
            (0..size / 80).map(|n| format!("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOjB9.{n:040}\n")).collect()
        }),
        ("percent", |size| fill("%25", size)),
        ("percent once", |size| ["%", &fill("25", size)].concat()),
        ("amp", |size| fill("&amp;", size)),
        ("amp once", |size| ["&", &fill("amp;", size)].concat()),
        ("equals", |size| fill("=", size)),
        ("token=", |size| fill("token=", size)),
        ("x_token=", |size| fill("x_token=", size)),
        ("token:", |size| fill("token: ", size)),
        ("bearer", |size| fill("bearer ", size)),
        ("basic", |size| fill("basic YTpi ", size)),
        ("authorization", |size| fill("authorization: bearer ", size)),
        ("base64 with slashes", |size| fill("aaaaaaaaaaaaaaaaaaaaaaaaaaa/", size)),
        ("base64 lines", |size| fill(&["A".repeat(64), "\n".to_owned()].concat(), size)),
        ("base64 of text", |size| fill("YSBi", size)),
        ("base64 bomb", |size| {
            let mut text = "a b\n".repeat(size / 8);
            while text.len() * 4 / 3 < size {
                text = base64(&text);
            }
            text
        }),
        ("soft breaks", |size| ["=3D", &fill("=\n", size)].concat()),
        ("spaces", |size| fill(" ", size)),
        ("token then spaces", |size| [JWT, &fill(" ", size)].concat()),
        ("spaces then tokens", |size| [fill(" ", size / 2), fill(&[JWT, " "].concat(), size / 2)].concat()),
        ("pem", |size| fill("-----BEGIN PUBLIC KEY-----", size)),
        ("pem begin", |size| fill("-----BEGIN ", size)),
        ("keys", |size| fill("{\"kty\":\"oct\"}", size)),
        ("kty deep", |size| fill("{\"kty\":", size)),
        ("http", |size| ["HTTP/1.1 200 OK\n", &fill("a: b\n", size)].concat()),
        ("http again", |size| fill("HTTP/1.1 200 OK\n", size)),
        ("challenge", |size| ["WWW-Authenticate: Bearer ", &fill("a=\"b\", ", size)].concat()),
        ("error", |size| ["error=x&", &fill("a=b&", size)].concat()),
        ("names", |size| fill("\"name\":\"value\":", size)),
        ("value tokens", |size| fill(&["\"value\":\"", JWT, "\","].concat(), size)),
        ("joined strings", |size| ["\"eyJ", &fill("a\"+\"", size)].concat()),
        ("narrow lines", |size| ["eyJhbGciOiJFUzI1NiJ9.\n", &fill("aB3d\n", size)].concat()),
        ("padding", |size| ["eyJhbGciOiJFUzI1NiJ9", &fill("=", size)].concat()),
        ("tildes", |size| ["eyJhbGciOiJFUzI1NiJ9.e30.", &fill("~", size)].concat()),
        ("non-ascii", |size| fill("ü.", size)),
        ("invisible", |size| fill("\u{200b}", size)),
        ("escapes", |size| fill("\u{1b}[", size)),
        ("xml", |size| fill("<a>", size)),
        ("x5c", |size| fill("\"MIIBkjCCATegAwIBAgIUaaApQ0jTpDSKH9v+eqmUhngU4Fkw\",", size)),
        ("ey words", |size| fill("ey eyJ0 hbGciOi ", size)),
    ]
}

fn base64(text: &str) -> String {
    base64url::encode(text.as_bytes())
}
