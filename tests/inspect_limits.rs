//! Whatever is decoded: time grows with length, and nothing panics.
#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use grant_lab::inspect::{Decoded, LONGEST_TOKEN, Step};
use grant_lab::jose::base64url;

/// A token of this payload.
fn signed(payload: &str) -> String {
    format!("{}.{}.c2ln", base64url::encode(br#"{"alg":"ES256"}"#), base64url::encode(payload.as_bytes()))
}

/// Texts of about `size` octets of every form, each the worst of its kind that anybody thought of.
fn texts(size: usize) -> Vec<(&'static str, String)> {
    let list = |item: &dyn Fn(usize) -> String, size: usize| {
        let mut text = String::new();
        for index in 0.. {
            if text.len() + 40 > size {
                break;
            }
            text.push_str(&item(index));
        }
        text
    };
    let inner = size * 3 / 4 - 200;
    let claims = list(&|index| format!("\"c{index}\":{index},"), inner);
    let same = list(&|_| "\"sub\":1,".to_owned(), inner);
    let flat = json_signatures(size);
    let recipients = list(&|_| r#"{"header":{"alg":"A128KW"},"encrypted_key":"AAAA"},"#.to_owned(), size - 200);
    let header = base64url::encode(br#"{"alg":"ES256"}"#);
    let empty = base64url::encode(br#"["s",1]"#);
    let disclosures = list(&|_| format!("{empty}~"), size - 200);
    vec![
        ("claims", signed(&format!("{{{claims}\"end\":0}}"))),
        ("one name many times", signed(&format!("{{{same}\"end\":0}}"))),
        ("nested lists", signed(&format!("{{\"a\":{}", "[".repeat(inner)))),
        ("nested objects", signed(&"{\"a\":".repeat(inner / 5))),
        ("closed nesting", signed(&format!("{{\"a\":{}{}}}", "[".repeat(inner / 2), "]".repeat(inner / 2)))),
        ("one long number", signed(&format!("{{\"exp\":{}}}", "9".repeat(inner)))),
        ("white space", signed(&format!("{{{}}}", " ".repeat(inner)))),
        ("combining", signed(&format!("{{\"sub\":\"a{}\"}}", "\u{301}".repeat(inner / 2)))),
        ("escapes", signed(&format!("{{\"sub\":\"{}\"}}", "\\u0041".repeat(inner / 6)))),
        ("open string", signed(&format!("{{\"sub\":\"{}", "\\".repeat(inner)))),
        ("dots", ".".repeat(size)),
        ("tildes", format!("{header}.e30.c2ln{}", "~".repeat(size - 60))),
        ("disclosures", format!("{header}.e30.c2ln~{disclosures}")),
        ("equals signs", format!("{header}.e30{}.c2ln", "=".repeat(size - 60))),
        ("cut front", format!("yJ{}.e30.c2ln", "A".repeat(size - 60))),
        ("spaces", " ".repeat(size)),
        ("not ASCII", "\u{e9}.".repeat(size / 3)),
        ("signatures", flat),
        ("recipients", format!("{{\"ciphertext\":\"AAAA\",\"recipients\":[{recipients}{{}}]}}")),
        ("braces", "{".repeat(size)),
        ("paseto", format!("v4.public.{}", "A".repeat(size - 60))),
        ("jwe", format!("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.{}.AAAA", "A".repeat(size - 80))),
    ]
}

fn json_signatures(size: usize) -> String {
    let mut text = String::from("{\"payload\":\"\u{e9}\",\"signatures\":[");
    while text.len() + 80 < size {
        let _ = write!(text, r#"{{"protected":"eyJhbGciOiJFUzI1NiJ9","signature":"AAAA"}},"#);
    }
    text.push_str("{}]}");
    text
}

/// The whole work on one text.
fn work(text: &str) -> Duration {
    let start = Instant::now();
    let decoded = Decoded::read(text);
    if let Some(part) = &decoded.payload {
        let tree = part.tree();
        let path = part.path_at(&tree, part.start + part.raw.len() / 2);
        assert!(path.is_none_or(|path| part.characters_at(&tree, &path).is_some()
            || path.iter().any(|step| matches!(step, Step::Member(_)))));
        for name in part.names() {
            assert!(part.shown(&name).is_some());
        }
    }
    assert!(decoded.signatures().len() <= text.len());
    start.elapsed()
}

#[test]
fn jwt_18_four_times_the_length_takes_about_four_times_as_long() {
    let (small, large) = (texts(LONGEST_TOKEN / 4), texts(LONGEST_TOKEN - 8));
    for ((name, small), (_, large)) in small.iter().zip(&large) {
        assert!(
            large.len() <= LONGEST_TOKEN && small.len() * 3 < large.len(),
            "{name}: {} {}",
            small.len(),
            large.len()
        );
        // Sixteen times would be quadratic. What takes less than a few milliseconds may vary, and other tests run beside this one: the best
        // of several rounds counts, in turn, so that both lengths have had their quiet moment.
        let (mut short, mut long) = (Duration::MAX, Duration::MAX);
        let is_linear = (0..12).any(|_| {
            short = short.min(work(small));
            long = long.min(work(large));
            long < short * 10 + Duration::from_millis(30)
        });
        assert!(is_linear, "{name}: {short:?}, then {long:?}");
    }
}

#[test]
fn jwt_18_what_is_longer_is_refused_at_once() {
    for text in ["a".repeat(1 << 20), "{\"a\":[".repeat(200_000), "a b\n".repeat(1 << 18), signed(&"[".repeat(1 << 20))]
    {
        let decoded = Decoded::read(&text);
        assert_eq!(decoded.problems.iter().map(|problem| problem.code()).collect::<Vec<_>>(), ["paste_too_long"]);
    }
}

#[test]
fn jwt_18_ten_thousand_claims_are_all_there() {
    let mut payload = String::from("{");
    for index in 0..10_000 {
        let _ = write!(payload, "\"c{index}\":{index}.50,");
    }
    payload.push_str("\"end\":0}");
    let decoded = Decoded::read(&signed(&payload));
    let part = decoded.payload.expect("a payload");
    assert_eq!((part.members.len(), part.names().len()), (10_001, 10_001));
    assert_eq!(part.raw("c9999"), Some("9999.50"));
}
