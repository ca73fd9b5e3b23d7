//! Token responses whose members have other names than those of RFC 6749 §5.1: `accessToken`, `ExpiresIn`, `token-type`, as libraries and
//! gateways write them. No client of OAuth finds what it looks for there.

use serde_json::{Map, Value};

use super::context::folded;

/// The members of RFC 6749 §5.1, OIDC Core §3.1.3.3 and RFC 8693 §2.2.1, without underscores.
const NAMES: [(&str, &str); 7] = [
    ("accesstoken", "access_token"),
    ("tokentype", "token_type"),
    ("expiresin", "expires_in"),
    ("refreshtoken", "refresh_token"),
    ("idtoken", "id_token"),
    ("issuedtokentype", "issued_token_type"),
    ("scope", "scope"),
];

/// The same members under the names of the standard, and the names that they had; `None` when it is no such answer or has the right names.
/// Answers that an object is wrapped around are looked into.
pub(in crate::inspect) fn by_the_standard(members: &Map<String, Value>) -> Option<(Map<String, Value>, Vec<String>)> {
    renamed(members).or_else(|| members.values().find_map(|value| renamed(value.as_object()?)))
}

fn renamed(members: &Map<String, Value>) -> Option<(Map<String, Value>, Vec<String>)> {
    let (mut standard, mut others) = (Map::new(), Vec::new());
    for (name, value) in members {
        let told = folded(name);
        match NAMES.iter().find(|(plain, _)| *plain == told) {
            Some((_, right)) => {
                if right != name {
                    others.push(name.clone());
                }
                standard.insert((*right).to_owned(), value.clone());
            }
            None => drop(standard.insert(name.clone(), value.clone())),
        }
    }
    let has = |name: &str| standard.contains_key(name);
    let is_answer = has("access_token") && (has("token_type") || has("expires_in") || has("id_token"));
    (is_answer && !others.is_empty() && !members.contains_key("access_token")).then_some((standard, others))
}

#[cfg(test)]
mod tests {
    use super::by_the_standard;
    use serde_json::{Value, json};

    fn names(value: &Value) -> Option<Vec<String>> {
        by_the_standard(value.as_object()?).map(|(_, names)| names)
    }

    #[test]
    fn other_names_are_told_and_right_ones_are_not() {
        let camel = json!({"accessToken": "a", "tokenType": "Bearer", "expiresIn": 1, "scope": "x"});
        assert_eq!(names(&camel), Some(["accessToken", "expiresIn", "tokenType"].map(String::from).to_vec()));
        assert!(names(&json!({"AccessToken": "a", "ExpiresIn": 1})).is_some());
        assert!(names(&json!({"data": {"access-token": "a", "id-token": "b"}})).is_some());
        for other in [
            json!({"access_token": "a", "token_type": "Bearer"}),
            json!({"accessToken": "a", "refreshToken": "b"}),
            json!({"access_token": "a", "expiresIn": 1}),
            json!({"a": {"b": {"accessToken": "a", "expiresIn": 1}}}),
            json!({}),
        ] {
            assert_eq!(names(&other), None, "{other}");
        }
    }
}
