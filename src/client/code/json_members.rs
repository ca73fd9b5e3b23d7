//! Header and claims of an assertion as JSON, for languages in which a sample has no JSON writer at hand. What differs from request to
//! request, the times and the name of the assertion, the sample adds itself.

use crate::client::draft::AssertionType;
use crate::jose::json;

/// The header (RFC 7515 §4).
pub(super) fn header(alg: &str, typ: AssertionType, kid: &str) -> String {
    let mut members = json::object([("alg", alg.into())]);
    if typ != AssertionType::Absent {
        members.insert("typ".to_owned(), typ.as_str().into());
    }
    if !kid.is_empty() {
        members.insert("kid".to_owned(), kid.into());
    }
    serde_json::Value::Object(members).to_string()
}

/// The claims that stay the same (RFC 7523 §3), without the brace at the end.
pub(super) fn claims_start(client_id: &str, audience: &str) -> String {
    let members = json::object([("iss", client_id.into()), ("sub", client_id.into()), ("aud", audience.into())]);
    let mut text = serde_json::Value::Object(members).to_string();
    text.pop();
    text
}

/// A text as JSON, quotes included.
pub(super) fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
