//! A token's JSON is one object that every parser reads alike.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::jose::JsonError;
use grant_lab::jose::json::{MAX_DEPTH, MAX_OCTETS, parse_object};
use proptest::prelude::*;
use serde_json::json;

fn code(octets: &[u8]) -> &'static str {
    let error = parse_object(octets).expect_err("refused");
    assert!(error.to_string().ends_with('.'), "a whole sentence: {error}");
    error.code()
}

fn nested(levels: usize) -> String {
    format!("{{\"a\":{}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1))
}

#[test]
fn jwt_03_reads_one_object() {
    let text = br#" {"a":[1,-2,2.5,true,null,"\u00e9"],"b":{"c":18446744073709551615}} "#;
    let read = serde_json::Value::Object(parse_object(text).expect("an object"));
    assert_eq!(read, json!({"a": [1, -2, 2.5, true, null, "é"], "b": {"c": u64::MAX}}));
}

#[test]
fn jwt_03_refuses_what_is_no_object_and_says_what_it_is() {
    for (text, found) in
        [("[1]", "an array"), ("\"a\"", "a string"), ("7", "a number"), ("null", "null"), ("true", "a boolean")]
    {
        assert_eq!(parse_object(text.as_bytes()), Err(JsonError::NotAnObject { found }));
    }
}

#[test]
fn jwt_03_refuses_anything_after_the_object() {
    assert_eq!(parse_object(b"{\"a\":1} x"), Err(JsonError::Trailing { offset: 8 }));
    assert_eq!(parse_object(b"{}\n\n{}"), Err(JsonError::Trailing { offset: 4 }));
    assert_eq!(code(b"{}\0"), "json_trailing");
}

#[test]
fn jwt_03_refuses_a_byte_order_mark_and_other_encodings() {
    assert_eq!(parse_object(b"\xEF\xBB\xBF{}"), Err(JsonError::ByteOrderMark));
    assert_eq!(parse_object(b"{\"a\":\"\xC3(\"}"), Err(JsonError::NotUtf8 { offset: 6 }));
    assert_eq!(code(b"{\0\"\0a\0"), "json_syntax");
    assert_eq!(code(br#"{"a":"\ud800"}"#), "json_syntax");
}

#[test]
fn jwt_03_says_where_the_text_stops_being_json() {
    let error = parse_object(b"{\"a\":1,\n  b}").expect_err("not JSON");
    assert_eq!(error.offset(), Some(10));
    assert_eq!(error.to_string(), "The text is not JSON from octet 11 on: key must be a string.");
    assert_eq!(code(b""), "json_empty");
    assert_eq!(code(b" "), "json_syntax");
    assert_eq!(code(br#"{"a":1e400}"#), "json_syntax");
}

#[test]
fn jwt_04_refuses_a_name_twice_at_every_level() {
    for text in [r#"{"a":1,"a":1}"#, r#"{"x":{"a":1,"b":2,"a":3}}"#, r#"{"x":[{"a":1,"\u0061":2}]}"#] {
        assert_eq!(parse_object(text.as_bytes()), Err(JsonError::DuplicateName { name: "a".to_owned() }));
    }
    assert!(parse_object(br#"{"a":{"a":1},"A":{"a":2}}"#).is_ok(), "one name in different objects is no repetition");
}

#[test]
fn jwt_18_refuses_what_is_too_deep_or_too_large() {
    assert!(parse_object(nested(MAX_DEPTH).as_bytes()).is_ok());
    assert_eq!(parse_object(nested(MAX_DEPTH + 1).as_bytes()), Err(JsonError::TooDeep));
    assert_eq!(code(nested(100_000).as_bytes()), "json_too_deep");
    let large = format!("{{\"a\":\"{}\"}}", "a".repeat(MAX_OCTETS));
    assert_eq!(code(large.as_bytes()), "json_too_large");
}

proptest! {
    #[test]
    fn jwt_03_reading_never_panics(octets in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse_object(&octets);
    }

    #[test]
    fn jwt_03_agrees_with_serde_json_on_what_it_reads(text in r#"\{("[ab]":([0-9]{1,3}|"[a-z]{0,3}"|\[\]|null),?){0,3}\}"#) {
        if let Ok(members) = parse_object(text.as_bytes()) {
            prop_assert_eq!(serde_json::from_str::<serde_json::Map<_, _>>(&text).ok(), Some(members));
        }
    }
}
