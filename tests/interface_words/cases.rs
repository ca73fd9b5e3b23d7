//! What the lister lists, by small sources.

use std::collections::BTreeSet;

use crate::lister::words_of;

fn listed(body: &str) -> Vec<String> {
    let classes: BTreeSet<String> = ["act", "chev", "sm", "second", "open"].map(str::to_owned).into();
    let source = ["fn f() { ", body, " }"].concat();
    words_of(&source, &classes).into_iter().map(|found| found.text).collect()
}

fn is_listed(body: &str, text: &str) {
    assert_eq!(listed(body), [text], "{body}");
}

fn is_not_listed(body: &str) {
    assert_eq!(listed(body), Vec::<String>::new(), "{body}");
}

#[test]
fn one_word_that_is_shown_is_listed() {
    is_listed(r#"el("button").add("Go")"#, "Go");
    is_listed(r#"el("button").add("go")"#, "go");
    is_listed(r#"el("p").class("sm").add(el("b").add("yes")).add(" ")"#, "yes");
    is_listed(r#"el("p").text(move || if on.get() { "hide" } else { "" })"#, "hide");
    is_listed(r#"el("p").add(match a { 1 => "one", _ => name })"#, "one");
    is_listed(r#"el("p").add(nodes![el("b"), "off"])"#, "off");
    is_listed(r#"el("p").add(["old ", &name].concat())"#, "old ");
    is_listed(r#"el("p").add(is.then(|| "beyond"))"#, "beyond");
    is_listed(r#"document::announce("done")"#, "done");
    is_listed(r#"counted(&1, "row")"#, "row");
    for attribute in ["alt", "aria-label", "placeholder", "title"] {
        is_listed(&format!(r#"el("img").attr("{attribute}", "picture")"#), "picture");
        is_listed(&format!(r#"el("img").live("{attribute}", move || Some("picture"))"#), "picture");
    }
}

#[test]
fn what_looks_like_words_is_listed_wherever_it_stands() {
    is_listed(r#"let name = "Copied";"#, "Copied");
    is_listed(r#"field(1, "Sending…")"#, "Sending…");
    is_listed(r#"(Where::Preset, "A provider")"#, "A provider");
    is_listed(r#"let said = ["of ", &count].concat();"#, "of ");
    is_listed(r#"format!("{count} lines in all")"#, "{count} lines in all");
    is_listed(r#"let x = Err("the issuer gave no token".to_owned());"#, "the issuer gave no token");
    is_listed("const NAME: &str = \"Grant Lab\";", "Grant Lab");
    is_listed(r#"if a == "Old" { "New" } else { "" }"#, "New");
    assert_eq!(listed(r#"let all = ["Claim", "Value"];"#), ["Claim", "Value"]);
}

#[test]
fn what_is_no_text_is_not_listed() {
    is_not_listed(r##"el("a").class("act chev").attr("href", "#/learn/1").attr("rel", "noopener noreferrer")"##);
    is_not_listed(r#"button("act chev", words)"#);
    is_not_listed(r#"el("dd").add(el("code").add("access_token"))"#);
    is_not_listed(r#"el("p").add(pages.build("newer_link"))"#);
    is_not_listed(r#"match key { "Enter" => 1, "Arrow Up" => 2, _ => 3 }"#);
    is_not_listed(r#"if key == "Enter" || line.starts_with("Bearer ") { }"#);
    is_not_listed(r#"matches!(key, "Home" | "End")"#);
    is_not_listed(r#"let model = all.get(0).expect("the model has every step");"#);
    is_not_listed(r#"assert!(is, "The invariant in words")"#);
    is_not_listed(r#"named! { pub enum A { "What it is." B = "b" } }"#);
    is_not_listed("thread_local! { /// How many there were.\n static COUNT: Cell<u32> = const { Cell::new(0) }; }");
    is_not_listed(r#"let kind = "application/x-www-form-urlencoded"; let at = "utc"; let to = "Content-Type";"#);
}

#[test]
fn tests_and_comments_say_nothing_to_readers() {
    for source in [
        "#[cfg(test)] mod tests { const A: &str = \"The words of a test\"; }",
        "#[test] fn a() { let a = \"The words of a test\"; }",
        "/// The words of a comment\npub struct A;",
    ] {
        assert!(words_of(source, &BTreeSet::new()).is_empty(), "{source}");
    }
}

#[test]
fn what_an_error_says_is_told_apart() {
    let found = words_of("enum E { #[error(\"The field {0} is long.\")] A(u8) }", &BTreeSet::new());
    assert!(found[0].is_of_error && found[0].text == "The field {0} is long.", "{found:?}");
    assert_eq!(found.len(), 1);
}
