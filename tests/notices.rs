//! The notices name what the page consists of: every crate that Cargo links into it, in its version, and no other.

use std::collections::BTreeSet;
use std::process::Command;

const NOTICES: &str = include_str!("../THIRD-PARTY-NOTICES.txt");
/// The same question as in `scripts/notices.mjs`.
const TREE: &str =
    "tree --locked --edges normal,no-proc-macro --target wasm32-unknown-unknown --prefix none --format {p}";

/// Names and versions, from lines like `serde v1.0.228 (*)`.
fn crates_of_the_page() -> BTreeSet<String> {
    let cargo = Command::new(env!("CARGO")).args(TREE.split(' ')).output().expect("Cargo runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let lines = String::from_utf8(cargo.stdout).expect("text");
    let named = lines.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "));
    named.filter(|name| !name.is_empty() && !name.starts_with("grant-lab ")).collect()
}

/// Names and versions, from the heads of the parts: `MIT: one v1.0.0, other v2.0.0`, with the licence's text below.
fn crates_of_the_notices() -> BTreeSet<String> {
    let line = format!("\n{}\n\n", "-".repeat(100));
    let heads = NOTICES.split(&line).skip(1).map(|part| {
        let (head, text) = part.split_once("\n\n").expect("a head and a text");
        assert!(text.len() > 200, "{head} has no text");
        head.split_once(": ").expect("a licence and its crates").1
    });
    heads.flat_map(|crates| crates.split(", ")).map(str::to_owned).collect()
}

#[test]
fn the_notices_name_every_crate_of_the_page_and_no_other() {
    let (page, notices) = (crates_of_the_page(), crates_of_the_notices());
    assert!(page.len() > 20);
    assert_eq!(notices, page, "run: make notices");
}
