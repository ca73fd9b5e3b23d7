//! Small trees of sources with one wrong arrow each: every rule must find its own, and nothing else.

use crate::circles::circles;
use crate::rules::{Table, behind_walls, between_rooms, inside_room};
use crate::tree::SourceTree;

const ROOMS: Table<'_> = &[
    ("cite", &[]),
    ("ports", &[]),
    ("jose", &["ports"]),
    ("oauth", &["ports", "jose"]),
    ("lab", &["ports", "jose", "oauth"]),
    ("ui", &["lab"]),
];

const GUARDED: Table<'_> = &[
    ("leptos", &["ui"]),
    ("rand", &["platform"]),
    ("rsa", &["platform"]),
    ("wasm_bindgen", &["ui/dom"]),
    ("web_sys", &["ui/dom"]),
    ("SystemTime", &[]),
];

#[test]
fn a_wrong_arrow_between_rooms_is_found_however_it_is_written() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("jose/jwk.rs", "use crate::oauth::Form;", &["1: jose names oauth"]),
        ("jose/jwk.rs", "use crate::{ports::Crypto, oauth::{Form, lab}};", &["1: jose names oauth"]),
        ("jose/jwk.rs", "use\n    crate :: { cite::Citation,\n ui };", &["3: jose names ui"]),
        ("jose/jwk.rs", "fn f() { let x = crate::lab::now(); }", &["1: jose names lab"]),
        ("jose/jwk.rs", "fn f() -> Vec<crate::lab::Lab> { g() }", &["1: jose names lab"]),
        ("jose/jwk.rs", "fn f() { assert!(crate::lab::is_open()); }", &["1: jose names lab"]),
        ("jose/jwk.rs", "use super::super::lab::Lab;", &["1: jose names lab"]),
        ("jose/mod.rs", "use super::{cite::Citation, lab::Lab};", &["1: jose names lab"]),
        ("jose/jwt/claims.rs", "use super::super::super::ui::View;", &["1: jose names ui"]),
        ("ports/clock.rs", "#[cfg(test)]\nmod tests {\n    use crate::ui::View;\n}", &["3: ports names ui"]),
        // What is not an arrow.
        ("jose/jwk.rs", "pub(in crate::jose) struct A;", &[]),
        ("jose/jwt/mod.rs", "use super::ui::View;", &[]), // jose::ui, a child of the room
        ("jose/jwk.rs", "// use crate::oauth::Form;\n/* crate::ui /* nested */ crate::lab */", &[]),
        ("jose/jwk.rs", "//! [`crate::oauth`]\nconst S: &str = \"crate::oauth::Form\";", &[]),
        ("jose/jwk.rs", "const S: &str = r#\"a \" crate::oauth\"#; use crate::ports::Crypto;", &[]),
        ("lib.rs", "pub mod ui; fn f() { ui::mount(); crate::ui::mount() }", &[]),
    ];
    for (file, text, expected) in cases {
        let found = between_rooms(&SourceTree::of([(*file, *text)]), ROOMS, "cite");
        assert_eq!(found, at(file, expected), "in {file}: {text}");
    }
}

#[test]
fn a_crate_outside_of_its_wall_is_found_however_it_is_written() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("lab/mod.rs", "\n\nuse leptos::prelude::*;", &["3: lab names leptos"]),
        ("ui/pages/mod.rs", "use leptos::web_sys::Element;", &["1: ui names web_sys"]),
        ("ui/app.rs", "use wasm_bindgen::JsCast;", &["1: ui names wasm_bindgen"]),
        ("ui/domain.rs", "use web_sys;", &["1: ui names web_sys"]),
        ("lab/mod.rs", "#[wasm_bindgen]\npub fn run() {}", &["1: lab names wasm_bindgen"]),
        ("lab/mod.rs", "fn f() { std::time::SystemTime::now(); }", &["1: lab names SystemTime"]),
        ("lab/mod.rs", "fn f() { println!(\"{}\", rand::random()); }", &["1: lab names rand"]),
        // What is not a name of a crate.
        ("ui/dom/mount.rs", "use web_sys::Element; use wasm_bindgen::JsCast;", &[]),
        ("lab/mod.rs", "impl<'a> X<'a> { fn rsa(rsa: &'a str) { [rsa]; } }", &[]),
        ("lab/mod.rs", "fn f(key: Key) { g(key.rsa, Key { rsa: 1 }); }", &[]),
    ];
    for (file, text, expected) in cases {
        let found = behind_walls(&SourceTree::of([(*file, *text)]), GUARDED);
        assert_eq!(found, at(file, expected), "in {file}: {text}");
    }
}

fn at(file: &str, expected: &[&str]) -> Vec<String> {
    expected.iter().map(|wrong| format!("{file}:{wrong}")).collect()
}

/// The folder `lab` with two siblings, `a.rs` and `b.rs`, and what its `mod.rs` says.
fn lab<'a>(in_mod: &'a str, in_a: &'a str, in_b: &'a str) -> SourceTree {
    SourceTree::of([("lib.rs", "pub mod lab;"), ("lab/mod.rs", in_mod), ("lab/a.rs", in_a), ("lab/b.rs", in_b)])
}

fn circle_of(tree: &SourceTree) -> Vec<String> {
    circles(&tree.arrows()).into_iter().flat_map(|circle| circle.files).collect()
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let reexports = "mod a; mod b; pub use a::A; pub use b::{B, b};";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        (reexports, "use super::b::B; pub struct A(B);", "use super::a::A; pub struct B(A);", &["a", "b"]),
        // Through what the folder re-exports, from inside and from the root.
        (reexports, "use super::B; pub struct A(B);", "use crate::lab::A; pub struct B(A);", &["a", "b"]),
        (
            "mod a; mod b; pub use a::*; pub use b::*;",
            "pub struct A(super::B);",
            "pub struct B(super::A);",
            &["a", "b"],
        ),
        (
            reexports,
            "use crate::lab; pub struct A(lab::B);",
            "use super::A as Other; pub struct B(Other);",
            &["a", "b"],
        ),
        // A function of its module's name, and names that only a macro's input shows.
        (reexports, "use super::b; pub fn a() { b() }", "use super::a::a; pub fn b() { a() }", &["a", "b"]),
        (reexports, "pub fn a() { vec![super::B { x: 1 }] }", "use super::A; pub struct B { a: A }", &["a", "b"]),
        // Brought in as a whole.
        (reexports, "use super::b::*; pub struct A(B);", "use super::A; pub struct B(A);", &["a", "b"]),
        ("mod a; mod b; use b::B;", "use super::*; pub struct A(B);", "use super::a::A; pub struct B(A);", &["a", "b"]),
        // A folder's own item that a child uses, and the child's that the folder's own code uses.
        ("mod a; pub use a::A; pub struct Own(A);", "use super::Own; pub struct A(Box<Own>);", "", &["a", "mod"]),
        ("mod a; pub struct Own(a::A);", "pub struct A(Box<crate::lab::Own>);", "", &["a", "mod"]),
        // A method that a type gets in another file.
        (reexports, "pub struct A; fn f(a: A) { a.more() }", "use super::A; impl A { fn more(&self) {} }", &["a", "b"]),
        (reexports, "pub struct A; fn f(a: A) { g!(a.more()) }", "impl super::A { fn more(&self) {} }", &["a", "b"]),
        // What a macro makes is held to be its file's.
        (reexports, "codes! { A } use super::b::Made; ", "codes! { Made } use super::a::A;", &["a", "b"]),
    ];
    for (in_mod, in_a, in_b, expected) in cases {
        let expected: Vec<String> = expected.iter().map(|name| format!("lab/{name}.rs")).collect();
        assert_eq!(circle_of(&lab(in_mod, in_a, in_b)), expected, "in {in_mod} {in_a} {in_b}");
    }
}

#[test]
fn what_leads_nowhere_back_is_no_circle() {
    let reexports = "mod a; mod b; pub use a::A; pub(crate) use b::B;";
    let cases: &[(&str, &str, &str)] = &[
        (reexports, "pub struct A;", "use super::A; pub struct B(A);"),
        // A folder that only re-exports, and whose name stands in a path.
        (reexports, "use crate::lab; pub struct A(lab::B);", "pub struct B;"),
        (
            "mod a; mod b; pub use a::A; pub struct Own;",
            "use super::{Own, b}; pub struct A(Own, b::B);",
            "pub struct B;",
        ),
        // Tests may use anything.
        (reexports, "pub struct A; #[cfg(test)] mod tests { use super::super::B; }", "use super::A; pub struct B(A);"),
        (reexports, "pub struct A; #[cfg(test)] use super::B;", "use super::A; pub struct B(A);"),
        // A method that several types have, or that collections have.
        (
            reexports,
            "pub struct A; fn f(a: A) { a.more() }",
            "use super::A; impl A { fn more(&self) {} } pub struct B; impl B { fn more(&self) {} }",
        ),
        (reexports, "pub struct A; fn f(a: A) { a.keys() }", "use super::A; impl A { fn keys(&self) {} }"),
        // Fields, methods and foreign names that are called as a module or an item is.
        (reexports, "fn f(x: X) { println!(\"{}\", x.B); A { B: 1 } } pub struct A;", "use super::A; pub struct B(A);"),
        (reexports, "use http::a::B; pub struct A(B);", "use super::A; pub struct B(A);"),
        (reexports, "use http::http; use B; pub struct A(http);", "use super::A; pub struct B(A);"),
    ];
    for (in_mod, in_a, in_b) in cases {
        let tree = lab(in_mod, in_a, in_b);
        let told: Vec<String> = circles(&tree.arrows()).iter().map(ToString::to_string).collect();
        assert!(told.is_empty(), "in {in_mod} {in_a} {in_b}: {}", told.join("\n"));
    }
}

#[test]
fn a_circle_names_what_ties_it() {
    let tree = lab("mod a; mod b; pub use b::B;", "\nuse super::B;\npub struct A(B);", "pub struct B(super::a::A);");
    let told: Vec<String> = circles(&tree.arrows()).iter().map(ToString::to_string).collect();
    let expected = "a circle of 2 files:\n  lab/a.rs names of lab/b.rs: B (line 2)\n  \
                    lab/b.rs names of lab/a.rs: A (line 1)";
    assert_eq!(told, [expected]);
}

#[test]
fn an_arrow_upwards_inside_of_a_room_is_found() {
    let parts: Table<'_> =
        &[("mod", &[]), ("evidence", &[]), ("checks", &["evidence"]), ("run", &["evidence", "checks"])];
    let files = |evidence: &'static str| {
        SourceTree::of([
            ("lab/mod.rs", "mod checks; mod evidence; mod run; pub use checks::Verdict; pub use run::Run;"),
            ("lab/evidence.rs", evidence),
            ("lab/checks/mod.rs", "mod one; pub use one::Verdict;"),
            ("lab/checks/one.rs", "pub struct Verdict(crate::lab::evidence::Evidence);"),
            ("lab/run.rs", "use super::Verdict; pub struct Run(Verdict);"),
            ("ui/app.rs", "use crate::lab::Run;"),
        ])
    };
    assert_eq!(inside_room(&files("pub struct Evidence;").arrows(), "lab", parts), [""; 0]);
    assert_eq!(
        inside_room(&files("use super::Run; pub struct Evidence;").arrows(), "lab", parts),
        ["lab/evidence.rs:1 names Run of lab/run.rs: evidence may not name run"]
    );
}
