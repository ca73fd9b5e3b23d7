//! The rooms and the arrows between them, checked against the sources.
//!
//! Reads every file of `src/`, finds which rooms and which foreign crates it names in code (comments and strings do not
//! count), and fails on any arrow that the table below does not have. The table is the one in `src/lib.rs`, with the
//! crates added. It is a reader of tokens, not a compiler: a macro that pastes a path together would escape it.
#![cfg(not(target_arch = "wasm32"))]

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may name, beside itself and `cite`.
const ROOMS: &[(&str, &[&str])] = &[
    ("cite", &[]),
    ("texts", &[]),
    ("ports", &[]),
    ("jose", &["ports"]),
    ("x509", &["ports", "jose"]),
    ("oauth", &["ports", "jose", "x509"]),
    ("issuer", &["ports", "jose", "x509", "oauth"]),
    ("client", &["ports", "jose", "x509", "oauth"]),
    ("inspect", &["texts", "ports", "jose", "oauth"]),
    ("lab", &["texts", "ports", "jose", "x509", "oauth", "issuer", "client", "inspect"]),
    ("platform", &["ports", "jose", "oauth"]),
    ("js_api", &["ports", "jose", "x509", "oauth", "issuer", "client", "inspect", "lab", "platform"]),
    ("ui", &["texts", "ports", "jose", "x509", "oauth", "issuer", "client", "inspect", "lab", "platform"]),
];

/// Crates and types that belong behind a wall, and the rooms, or folders of rooms, that may name them.
const GUARDED: &[(&str, &[&str])] = &[
    // The browser.
    ("gloo_net", &["platform"]),
    ("js_sys", &["platform", "ui/dom"]),
    ("web_sys", &["platform", "ui/dom"]),
    ("wasm_bindgen", &["platform", "js_api", "ui/dom"]),
    ("wasm_bindgen_futures", &["platform", "js_api"]),
    ("leptos", &["platform", "ui"]),
    // Cryptography and randomness: behind the ports.
    ("hmac", &["platform"]),
    ("p256", &["platform"]),
    ("rand", &["platform"]),
    ("rsa", &["platform"]),
    ("sha2", &["platform"]),
    // The form of certificates: in one place.
    ("x509_cert", &["x509"]),
    // Clocks: they panic in the browser, and the core has the port `Clock`.
    ("Instant", &[]),
    ("SystemTime", &[]),
];

/// The crate's root may name every room and start the page.
const ROOTS: &[&str] = &["lib.rs", "main.rs"];

#[test]
fn every_arrow_between_rooms_is_in_the_table() {
    let sources = sources();
    assert!(sources.len() > 20, "only {} files found: is src/ where this test looks?", sources.len());
    let wrong: Vec<String> = sources
        .iter()
        .flat_map(|(path, text)| wrong_arrows(path, text).into_iter().map(move |arrow| format!("src/{path}:{arrow}")))
        .collect();
    assert!(wrong.is_empty(), "{} arrows are not in the table:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_room_of_the_source_tree_is_in_the_table() {
    for (path, _) in sources() {
        if !ROOTS.contains(&path.as_str()) {
            let room = room_of(&path);
            assert!(ROOMS.iter().any(|(name, _)| *name == room), "src/{path} is in no room of the table");
        }
    }
}

#[test]
fn a_wrong_arrow_is_found_however_it_is_written() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("jose/jwk.rs", "use crate::oauth::Form;", &["1: jose names oauth"]),
        ("jose/jwk.rs", "use crate::{ports::Crypto, oauth::{Form, issuer}};", &["1: jose names oauth"]),
        ("jose/jwk.rs", "use\n    crate :: { cite::Citation,\n ui };", &["3: jose names ui"]),
        ("jose/jwk.rs", "fn f() { let x = crate::issuer::now(); }", &["1: jose names issuer"]),
        ("jose/jwk.rs", "use super::super::lab::Lab;", &["1: jose names lab"]),
        ("jose/jwk.rs", "pub(in crate::jose) struct A;", &[]),
        ("jose/mod.rs", "use super::{cite::Citation, lab::Lab};", &["1: jose names lab"]),
        ("jose/jwt/mod.rs", "use super::ui::View;", &[]), // jose::ui, a child of the room
        ("jose/jwt/claims.rs", "use super::super::super::ui::View;", &["1: jose names ui"]),
        ("jose/jwk.rs", "use grant_lab::oauth::Form;", &["1: jose names grant_lab"]),
        ("issuer/mod.rs", "use crate::client::Draft; use crate::oauth::Form;", &["1: issuer names client"]),
        ("lab/mod.rs", "\n\nuse leptos::prelude::*;", &["3: lab names leptos"]),
        ("ui/pages/mod.rs", "use leptos::web_sys::Element;", &["1: ui names web_sys"]),
        ("ui/app.rs", "use wasm_bindgen::JsCast;", &["1: ui names wasm_bindgen"]),
        ("ui/domain.rs", "use js_sys::Reflect;", &["1: ui names js_sys"]),
        ("ui/pages/mod.rs", "use leptos::prelude::*; use crate::js_api::run;", &["1: ui names js_api"]),
        ("lab/mod.rs", "#[wasm_bindgen]\npub fn run() {}", &["1: lab names wasm_bindgen"]),
        ("issuer/mod.rs", "let t = std::time::SystemTime::now();", &["1: issuer names SystemTime"]),
        ("issuer/mod.rs", "let n = rand::random();", &["1: issuer names rand"]),
        // What is not an arrow.
        ("jose/jwk.rs", "// use crate::oauth::Form;\n/* crate::ui /* nested */ crate::lab */", &[]),
        ("jose/jwk.rs", "//! [`crate::oauth`]\nlet s = \"crate::oauth::Form\";", &[]),
        (
            "jose/jwk.rs",
            "let s = r#\"a \" crate::oauth\"#; let c = '\"'; let q = '\\''; use crate::ports::Crypto;",
            &[],
        ),
        ("jose/jwk.rs", "impl<'a> X<'a> { fn rsa(rsa: &'a str) { [rsa]; } }", &[]),
        ("platform/web_crypto.rs", "use web_sys::Crypto; use crate::jose::Jwk; use js_sys::Date;", &[]),
        ("ui/dom/mount.rs", "use web_sys::Element; use js_sys::Reflect; use wasm_bindgen::JsCast;", &[]),
        ("platform/web_crypto.rs", "use crate::issuer::Issuer;", &["1: platform names issuer"]),
    ];
    for (path, text, expected) in cases {
        let found: Vec<String> = wrong_arrows(path, text).iter().map(ToString::to_string).collect();
        assert_eq!(found, *expected, "in {path}: {text}");
    }
}

/// One name that a room may not say.
struct Arrow {
    line: usize,
    from: String,
    to: String,
}

impl fmt::Display for Arrow {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {} names {}", self.line, self.from, self.to)
    }
}

fn wrong_arrows(path: &str, text: &str) -> Vec<Arrow> {
    if ROOTS.contains(&path) {
        return Vec::new();
    }
    let from = room_of(path);
    let allowed = ROOMS.iter().find(|(name, _)| *name == from).map_or(&[] as &[&str], |(_, rooms)| rooms);
    let tokens = tokens(text);
    let mut wrong = Vec::new();
    let mut report = |line: usize, to: &str| {
        wrong.push(Arrow { line, from: from.to_string(), to: to.to_string() });
    };
    for (index, token) in tokens.iter().enumerate() {
        let before = |back: usize| index.checked_sub(back).map_or("", |at| tokens[at].text.as_str());
        let after = |ahead: usize| tokens.get(index + ahead).map_or("", |token| token.text.as_str());
        let starts_a_path = before(1) != "::" || before(2) == "leptos" || before(2) == "time";
        match token.text.as_str() {
            "grant_lab" if after(1) == "::" => report(token.line, "grant_lab"),
            "crate" if after(1) == "::" => {
                for named in first_segments(&tokens[index + 2..]) {
                    if is_room(&named.text) && !may_name(&from, allowed, &named.text) {
                        report(named.line, &named.text);
                    }
                }
            }
            "super" if before(1) != "::" => {
                let mut end = index;
                let mut ups = 1;
                while tokens.get(end + 2).is_some_and(|next| next.text == "super") {
                    end += 2;
                    ups += 1;
                }
                if ups < depth(path) || tokens.get(end + 1).is_none_or(|next| next.text != "::") {
                    continue;
                }
                for named in first_segments(&tokens[end + 2..]) {
                    if is_room(&named.text) && !may_name(&from, allowed, &named.text) {
                        report(named.line, &named.text);
                    }
                }
            }
            name if starts_a_path => {
                let Some((_, rooms)) = GUARDED.iter().find(|(guarded, _)| *guarded == name) else { continue };
                let in_a_path = after(1) == "::"
                    || before(1) == "use"
                    || before(1) == "::"
                    || (before(1) == "[" && before(2) == "#");
                if in_a_path && !rooms.iter().any(|room| is_inside(path, room)) {
                    report(token.line, name);
                }
            }
            _ => {}
        }
    }
    wrong
}

fn may_name(from: &str, allowed: &[&str], to: &str) -> bool {
    to == from || to == "cite" || allowed.contains(&to)
}

fn is_room(name: &str) -> bool {
    ROOMS.iter().any(|(room, _)| *room == name)
}

/// The room of `jose/jwt/claims.rs` is `jose`, that of `cite.rs` is `cite`.
fn room_of(path: &str) -> String {
    let first = path.split('/').next().unwrap_or(path);
    first.trim_end_matches(".rs").to_string()
}

/// Whether a file is part of a room or of a folder of one.
fn is_inside(path: &str, room: &str) -> bool {
    path.strip_prefix(room).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
}

/// How many `super` lead from a file's module to the crate's root.
fn depth(path: &str) -> usize {
    let segments = path.split('/').count();
    if path.ends_with("/mod.rs") { segments - 1 } else { segments }
}

/// What stands right behind `crate::`: one name, or the first name of each branch of a group.
fn first_segments(tokens: &[Token]) -> Vec<&Token> {
    let Some(first) = tokens.first() else { return Vec::new() };
    if first.text != "{" {
        return vec![first];
    }
    let mut found = Vec::new();
    let mut open = 0_usize;
    let mut expected = false;
    for token in tokens {
        match token.text.as_str() {
            "{" => {
                open += 1;
                expected = open == 1;
            }
            "}" if open == 1 => break,
            "}" => open -= 1,
            "," => expected = open == 1,
            _ if expected => {
                found.push(token);
                expected = false;
            }
            _ => {}
        }
    }
    found
}

/// A name, `::`, or one other character.
struct Token {
    line: usize,
    text: String,
}

/// Splits Rust source into names and marks; comments, strings and character literals leave nothing.
fn tokens(source: &str) -> Vec<Token> {
    let text: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while at < text.len() {
        let start = at;
        let next = text.get(at + 1).copied();
        match (text[at], next) {
            ('/', Some('/')) => at += text[at..].iter().take_while(|c| **c != '\n').count(),
            ('/', Some('*')) => at = after_block_comment(&text, at),
            ('"', _) => at = after_string(&text, at),
            ('r', Some('"' | '#')) if raw_string_end(&text, at).is_some() => {
                at = raw_string_end(&text, at).unwrap_or(text.len());
            }
            ('\'', _) => at = after_quote(&text, at),
            (':', Some(':')) => {
                found.push(Token { line, text: "::".to_string() });
                at += 2;
            }
            (c, _) if c == '_' || c.is_alphanumeric() => {
                while at < text.len() && (text[at] == '_' || text[at].is_alphanumeric()) {
                    at += 1;
                }
                found.push(Token { line, text: text[start..at].iter().collect() });
            }
            (c, _) => {
                if !c.is_whitespace() {
                    found.push(Token { line, text: c.to_string() });
                }
                at += 1;
            }
        }
        line += text[start..at.min(text.len())].iter().filter(|c| **c == '\n').count();
    }
    found
}

fn after_block_comment(text: &[char], start: usize) -> usize {
    let mut at = start;
    let mut open = 0_usize;
    while at < text.len() {
        match (text[at], text.get(at + 1)) {
            ('/', Some('*')) => {
                open += 1;
                at += 2;
            }
            ('*', Some('/')) => {
                open -= 1;
                at += 2;
                if open == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    at
}

fn after_string(text: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < text.len() && text[at] != '"' {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// Where a raw string that starts here ends, or nothing when none starts here.
fn raw_string_end(text: &[char], start: usize) -> Option<usize> {
    let hashes = text[start + 1..].iter().take_while(|c| **c == '#').count();
    if text.get(start + 1 + hashes) != Some(&'"') {
        return None;
    }
    let mut at = start + 2 + hashes;
    while at < text.len() {
        if text[at] == '"' && text[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return Some(at + 1 + hashes);
        }
        at += 1;
    }
    Some(at)
}

/// Behind a character literal, or behind the quote of a lifetime.
fn after_quote(text: &[char], start: usize) -> usize {
    if text.get(start + 1) == Some(&'\\') {
        let close = text[start + 3..].iter().position(|c| *c == '\'');
        return close.map_or(text.len(), |at| start + 4 + at);
    }
    if text.get(start + 2) == Some(&'\'') { start + 3 } else { start + 1 }
}

/// Every Rust file of `src/`, by its path below it.
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&src, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&src).expect("collected below src").to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            (name, text)
        })
        .collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder below src") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
