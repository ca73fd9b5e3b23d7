//! Whatever is pasted as a request: it is answered, nothing panics, and time grows with length.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

#[path = "common/linear.rs"]
mod linear;

use grant_lab::client::import::import;
use proptest::prelude::*;

use crate::linear::{Growing, assert_linear};

/// Of each kind a text that a careless reader would go over again and again.
fn hostile() -> Vec<Growing> {
    fn times(text: &str, octets: usize) -> String {
        text.repeat(octets / text.len())
    }
    vec![
        ("data", |n| ["curl https://a.example/token", &times(" -d a=b", n)].concat()),
        ("one long value", |n| ["curl https://a.example -d grant_type=", &"a".repeat(n)].concat()),
        ("options", |n| ["curl", &times(" --what", n)].concat()),
        ("letters", |n| ["curl -", &"s".repeat(n)].concat()),
        ("substitutions", |n| ["curl ", &times("$(a", n)].concat()),
        ("substitutions that end", |n| ["curl ", &times("$(echo a)", n)].concat()),
        ("nested", |n| ["curl ", &"$(".repeat(n / 3), &")".repeat(n / 3)].concat()),
        ("backticks", |n| ["curl ", &times("` ", n), "`"].concat()),
        ("variables", |n| ["A=", &"x".repeat(4_000), "\ncurl ", &times("$A", n)].concat()),
        ("doubling", |n| ["A=xxxxxxxx\n", &times("A=$A$A\n", n), "curl $A"].concat()),
        ("marks", |n| ["curl -d '", &times("{{a}}", n), "'"].concat()),
        ("braces", |n| ["curl -d '", &"{".repeat(n), "'"].concat()),
        ("pipes", |n| times("curl | ", n)),
        ("groups", |n| times("} | curl\n", n)),
        ("echoes", |n| ["curl a", &times(" | echo a", n), " | curl b"].concat()),
        ("documents", |n| ["curl ", &times("<<a ", n), "\n", &times("b\n", n)].concat()),
        ("commands", |n| times("curl a\n", n)),
        ("continued", |n| ["curl a\n", &times("-d b\n", n)].concat()),
        ("carets", |n| ["curl ^\n", &times("^\n%AB_C%", n)].concat()),
        ("percent", |n| ["curl ^\" ", &times("%AB", n)].concat()),
        ("backslashes", |n| ["curl ^\n", &"\\".repeat(n)].concat()),
        ("PowerShell", |n| ["curl $env:A `\n", &times("${$(\"`", n)].concat()),
        ("a form", |n| ["grant_type=a", &times("&a=b%", n)].concat()),
        ("lines", |n| ["grant_type=a", &times("\n", n)].concat()),
        ("HTTP", |n| ["POST https://a.example HTTP/1.1\n", &times("a: b\n", n)].concat()),
        ("requests", |n| times("POST https://a.example\n\na=b\n###\n", n)),
        ("a HAR file", |n| {
            let entry = r#"{"request":{"method":"POST","url":"https://a.example","httpVersion":"","headers":[]}}"#;
            [r#"{"log":{"entries":["#, &vec![entry; n / entry.len()].join(","), "]}}"].concat()
        }),
        ("items", |n| [r#"{"item":["#, &vec![r#"{"item":[]}"#; n / 12].join(","), "]}"].concat()),
        ("members", |n| {
            let members: Vec<String> = (0..n / 12).map(|at| format!(r#""n{at}":1"#)).collect();
            [r#"{"grant_type":"a","#, &members.join(","), "}"].concat()
        }),
        ("YAML", |n| ["type: collection.insomnia.rest/5.0\ncollection:\n", &times("- - - a:\n", n)].concat()),
        ("deep YAML", |n| {
            let lines: Vec<String> = (0..n.isqrt()).map(|at| [&" ".repeat(at), "a:"].concat()).collect();
            ["type: collection.insomnia.rest/5.0\n", &lines.join("\n")].concat()
        }),
        (".bru", |n| ["meta {\n}\npost {\n", &times("a: '''\n", n)].concat()),
    ]
}

#[test]
fn the_time_grows_with_the_text_and_with_nothing_else() {
    assert_linear(hostile(), |text| {
        let read = import(text);
        assert!(read.as_ref().map_or_else(|error| !error.code().is_empty(), |one| !one.understood().is_empty()));
    });
}

/// Pieces of what people paste, and of what breaks it.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "curl ",
        "https://as.example/token",
        " -d ",
        " -u ",
        " -H ",
        "'",
        "\"",
        "$'",
        "\\",
        "\\\n",
        "^\n",
        "`\n",
        "^",
        "`",
        "$(",
        ")",
        "$A",
        "${A}",
        "%A_B%",
        "{{a}}",
        "{%",
        "$env:A",
        "<<E\n",
        "E\n",
        "| ",
        "; ",
        "&",
        "#",
        "{ ",
        "} ",
        "echo ",
        "printf ",
        "base64 ",
        "grant_type=",
        "client_id=a",
        "client_secret=b",
        "client_assertion=",
        "eyJhbGciOiJFUzI1NiJ9.e30.AA",
        "Authorization: Basic YTpi",
        "Basic ",
        "@-",
        "@f",
        "\n",
        "\r\n",
        " ",
        "POST / HTTP/1.1\n",
        "Host: a\n",
        "###\n",
        "?a=b",
        "://",
        "a:b@",
        "[",
        "]",
        "{\"",
        "\":",
        "\"request\":{",
        "meta {\n",
        "post {\n",
        "}\n",
        "ü",
        "\u{fdd0}",
        "\u{fdd1}",
        "\u{fdd0}0\u{fdd1}",
        "\u{201c}",
        "\u{2013}d",
        "type: collection.insomnia.rest/5.0\n",
        "- ",
        "a: |\n",
        "  b: c\n",
        "'''",
        "~",
        "\\u",
        "\\x",
        "%",
        "%E2%82",
        "=",
        ":",
        "--data-urlencode ",
        "--json ",
        "--next ",
        "-",
        "--",
    ])
}

proptest! {
    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        answered(&text)?;
    }

    #[test]
    fn any_arguments_are_answered(text in any::<String>()) {
        answered(&["curl https://as.example/token ", &text].concat())?;
    }

    #[test]
    fn any_pieces_of_what_people_paste_are_answered(pieces in proptest::collection::vec(piece(), 0..24)) {
        answered(&pieces.concat())?;
    }

    /// What a shell keeps together between single quotes arrives as it is.
    #[test]
    fn any_value_in_single_quotes_arrives(value in "[^\u{fdd0}\u{fdd1}{\r\n\u{2018}-\u{201f}\u{a0}\u{2007}\u{202f}\u{2013}\u{2014}]{1,40}") {
        let command = ["curl https://as.example/token --data-urlencode 'scope=", &value.replace('\'', "'\\''"), "'"].concat();
        prop_assert_eq!(import(&command).unwrap().draft.scope, value);
    }
}

fn answered(text: &str) -> Result<(), TestCaseError> {
    match import(text) {
        Ok(imported) => {
            prop_assert!(!imported.understood().is_empty());
            prop_assert!(imported.remarks.iter().all(|remark| remark.values.len() <= 20));
            prop_assert!(
                !format!("{:?}", imported.draft).contains(['\u{fdd0}', '\u{fdd1}']),
                "a mark stayed in the draft"
            );
        }
        Err(error) => prop_assert!(!error.code().is_empty()),
    }
    Ok(())
}
