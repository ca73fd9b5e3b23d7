//! Whatever is pasted: time grows with length, and nothing panics.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/linear.rs"]
mod linear;
#[path = "common/pasted.rs"]
mod pasted;

use grant_lab::inspect::{Decoded, Pasted, TextKind, read_answer};
use proptest::prelude::*;

use crate::linear::{Growing, assert_linear};
use crate::pasted::{JWT, base64};

#[test]
fn the_time_grows_with_the_text_and_with_nothing_else() {
    assert_linear(hostile(), |text| {
        let pasted = Pasted::read(text);
        let answer = read_answer(text);
        assert!(pasted.original.len() == text.len() && answer.is_none_or(|answer| answer.kind != TextKind::Nothing));
    });
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

fn hostile() -> Vec<Growing> {
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
