//! What people paste, and what the page makes of it.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::inspect::{Decoded, KeyLook, LONGEST_TEXT, Pasted, Shape, TextKind, Words, read_answer};
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
#[ignore]
fn speed() {
    use std::time::Instant;
    for (name, make) in hostile() {
        let mut times = Vec::new();
        for size in [1 << 18, 1 << 20] {
            let text = make(size);
            let start = Instant::now();
            let pasted = Pasted::read(&text);
            let answer = read_answer(&text);
            times.push((start.elapsed(), pasted.candidates.len(), answer.is_some()));
        }
        println!("{name}: {times:?}");
    }
}

fn hostile() -> Vec<(&'static str, fn(usize) -> String)> {
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
    use grant_lab::jose::base64url;
    base64url::encode(text.as_bytes())
}
