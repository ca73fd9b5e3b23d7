//! Form bodies and scopes: the two grammars under every token request.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::oauth::form::{Form, FormError, decode_component, encode_component};
use grant_lab::oauth::{Scope, ScopeError};
use proptest::prelude::*;

fn parse(body: &str) -> Form {
    Form::parse(body.as_bytes()).unwrap_or_else(|error| panic!("{body}: {error}"))
}

#[test]
fn tok_05_parameter_without_a_value_counts_as_omitted() {
    let form = parse("scope=&grant_type&client_id=a");
    assert_eq!(form.get("scope"), None);
    assert_eq!(form.get("grant_type"), None);
    assert_eq!(form.get("client_id"), Some("a"));
}

#[test]
fn tok_07_sees_a_repeated_parameter_even_with_equal_values() {
    assert_eq!(parse("scope=a&grant_type=b&scope=a").repeated(), Some("scope"));
    assert_eq!(parse("scope=a&scope").repeated(), Some("scope"));
    assert_eq!(parse("scope=a&s%63ope=b").repeated(), Some("scope"), "names compare decoded");
    assert_eq!(parse("scope=a&Scope=a").repeated(), None, "case matters");
}

#[test]
fn tok_07_resource_may_repeat() {
    let form = parse("resource=https%3A%2F%2Fa.test&resource=https%3A%2F%2Fb.test&resource=");
    assert_eq!(form.repeated(), None);
    assert_eq!(form.get_all("resource").collect::<Vec<_>>(), ["https://a.test", "https://b.test"]);
}

#[test]
fn tok_08_decodes_plus_escapes_and_utf8() {
    let form = parse("scope=read+write&name=%C3%A9%2B%26%3D&%67rant=x=y");
    assert_eq!(form.get("scope"), Some("read write"));
    assert_eq!(form.get("name"), Some("é+&="));
    assert_eq!(form.get("grant"), Some("x=y"));
}

#[test]
fn tok_08_malformed_input_is_an_error_with_its_place() {
    for (body, error) in [
        ("scope=%zz", FormError::BrokenEscape { at: 6 }),
        ("a=b&scope=x%4", FormError::BrokenEscape { at: 11 }),
        ("a=%", FormError::BrokenEscape { at: 2 }),
        ("a=%+1", FormError::BrokenEscape { at: 2 }),
        ("a=b&scope=%ff", FormError::NotUtf8 { at: 10 }),
        ("%C3=b", FormError::NotUtf8 { at: 0 }),
    ] {
        assert_eq!(Form::parse(body.as_bytes()), Err(error), "{body}");
    }
    assert!(Form::parse(b"scope=\xff").is_err());
}

#[test]
fn form_encodes_the_code_points_of_rfc_6749_appendix_b() {
    assert_eq!(encode_component(" %&+£€"), "+%25%26%2B%C2%A3%E2%82%AC");
    assert_eq!(decode_component(b"+%25%26%2B%C2%A3%E2%82%AC").as_deref(), Ok(" %&+£€"));
}

#[test]
fn form_keeps_order_and_repeats_and_hides_secrets_in_debug() {
    let form = Form::new().with("b", "1").with("a", "2").with("b", "1").with("client_secret", "hunter2");
    assert_eq!(form.encode(), "b=1&a=2&b=1&client_secret=hunter2");
    let debug = format!("{form:?}");
    assert!(debug.contains("[redacted]") && !debug.contains("hunter2"), "{debug}");
}

#[test]
fn scp_01_order_and_repeats_do_not_matter_but_case_does() {
    let scope = |text| Scope::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(scope("b a"), scope("a b"));
    assert_eq!(scope("a a b"), scope("a b"));
    assert_eq!(scope("b a b").to_string(), "b a", "the order of writing is kept");
    assert_ne!(scope("Read"), scope("read"));
    assert_ne!(scope("a b"), scope("a"));
    assert_ne!(scope("a"), scope("a b"));
    assert!(scope("a").is_subset_of(&scope("b a")));
    assert!(!scope("a c").is_subset_of(&scope("b a")));
    assert_eq!(scope("a openid").filter(|token| token != "openid"), scope("a"));
}

#[test]
fn scp_01_refuses_what_the_grammar_does_not_have() {
    for (text, error) in [
        ("", ScopeError::Empty),
        ("a  b", ScopeError::Space { at: 2 }),
        (" a", ScopeError::Space { at: 0 }),
        ("a ", ScopeError::Space { at: 1 }),
        (" ", ScopeError::Space { at: 0 }),
        ("a\"b", ScopeError::Character { at: 1 }),
        ("a\\b", ScopeError::Character { at: 1 }),
        ("a\tb", ScopeError::Character { at: 1 }),
        ("é é\u{7f}", ScopeError::Character { at: 0 }),
        ("read wr\u{ef}te", ScopeError::Character { at: 7 }),
    ] {
        assert_eq!(Scope::parse(text), Err(error), "{text:?}");
    }
    assert!(Scope::parse("!#[]~https://a.test/b?c=d&e").is_ok());
}

proptest! {
    #[test]
    fn form_round_trips(pairs in proptest::collection::vec((".{0,12}", ".{0,12}"), 0..6)) {
        let mut form = Form::new();
        for (name, value) in &pairs {
            form.push(name.as_str(), value.as_str());
        }
        let encoded = form.encode();
        prop_assert!(encoded.is_ascii());
        prop_assert_eq!(Form::parse(encoded.as_bytes()), Ok(form));
    }

    #[test]
    fn form_never_panics(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(form) = Form::parse(&body) {
            prop_assert_eq!(Form::parse(form.encode().as_bytes()), Ok(form));
        }
    }

    #[test]
    fn form_never_panics_near_its_grammar(body in "[a=&%+0-9F ]{0,40}") {
        let _ = Form::parse(body.as_bytes());
    }

    #[test]
    fn scope_round_trips_or_is_refused(text in ".{0,20}") {
        if let Ok(scope) = Scope::parse(&text) {
            let written = scope.to_string();
            prop_assert!(!scope.is_empty());
            prop_assert_eq!(Scope::parse(&written), Ok(scope));
        }
    }
}
