//! Keys in YAML and in settings: one member of a JWK a line (RFC 7517 §4).

use serde_json::{Map, Value};

/// The members that a line can hold; what is more than text in JSON is left out, because nothing here needs it.
const MEMBERS: [&str; 16] =
    ["kty", "crv", "x", "y", "n", "e", "k", "d", "p", "q", "dp", "dq", "qi", "kid", "alg", "use"];
/// More lines than these no file of keys has.
const MOST_LINES: usize = 4096;

/// The keys of a text whose lines are `name: value` or `name = value`; each begins with a hyphen, or where a member comes again.
pub(super) fn keys_in_lines(text: &str) -> Vec<Value> {
    let mut keys: Vec<Map<String, Value>> = vec![Map::new()];
    for line in text.lines().take(MOST_LINES) {
        let bare = line.trim();
        let entry = bare.strip_prefix("- ").map(str::trim_start);
        let Some((name, value)) = entry.unwrap_or(bare).split_once([':', '=']) else { continue };
        let name = unquoted(name);
        if !MEMBERS.contains(&name) {
            continue;
        }
        let is_next = entry.is_some() || keys.last().is_some_and(|key| key.contains_key(name));
        if is_next && keys.last().is_some_and(|key| !key.is_empty()) {
            keys.push(Map::new());
        }
        if let Some(key) = keys.last_mut() {
            key.insert(name.to_owned(), unquoted(value).into());
        }
    }
    let is_key = |key: &Map<String, Value>| {
        key.len() > 1 && key.get("kty").is_some_and(|kty| ["EC", "RSA", "OKP", "oct"].iter().any(|known| kty == known))
    };
    keys.into_iter().filter(is_key).map(Value::Object).collect()
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_end_matches(',').trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::keys_in_lines;
    use serde_json::json;

    #[test]
    fn each_key_of_a_list_is_found() {
        let one = json!({"kty": "EC", "crv": "P-256", "x": "a", "y": "b"});
        let text = "kty: EC\ncrv: P-256\nx: a\ny: \"b\"";
        assert_eq!(keys_in_lines(text), std::slice::from_ref(&one));
        let set = "keys:\n  - kty: EC\n    crv: P-256\n    x: a\n    y: b\n  - kty: oct\n    k: 'c'\n    note: d";
        assert_eq!(keys_in_lines(set), [one, json!({"kty": "oct", "k": "c"})]);
        for text in ["", "kty: EC", "kty: other\nx: a", "key: value\nx: a", "host: example"] {
            assert!(keys_in_lines(text).is_empty(), "{text}");
        }
    }
}
