//! A token is found again in whatever people and programs wrap it in, and over lines.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/pasted.rs"]
mod pasted;

use grant_lab::inspect::Pasted;
use grant_lab::jose::base64url;
use proptest::prelude::*;
use serde_json::Value;

use crate::pasted::base64;

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
