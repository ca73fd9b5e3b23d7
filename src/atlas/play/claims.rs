//! The claims of a token, as they were seen or listed, as a template. Values that nobody wrote down stay placeholders by the claim's name.

use serde_json::{Map, Value};

/// The template of claims that were seen: values that differ from token to token become the engine's placeholders.
pub(super) fn of_shape(claims: &Value) -> Map<String, Value> {
    let all = claims.as_object().into_iter().flatten();
    all.filter(|(_, value)| !is_conditional(value))
        .map(|(name, value)| (name.clone(), claim(name, value.clone())))
        .collect()
}

/// The template of claims of which the names are known.
pub(super) fn of_names<'a>(names: impl Iterator<Item = &'a str>) -> Map<String, Value> {
    let mut claims = Map::new();
    for name in names {
        let value = match name {
            "iss" => "<issuer>".into(),
            "sub" => "<sub>".into(),
            "aud" => "<audience>".into(),
            "client_id" | "azp" | "cid" => "<client_id>".into(),
            "scope" => "<scope>".into(),
            "scp" => "<scopes>".into(),
            "iat" | "nbf" | "auth_time" => "<iat>".into(),
            "exp" => "<exp>".into(),
            "jti" => "<random>".into(),
            "preferred_username" => "<account name>".into(),
            other => Value::from(["<", other, ">"].concat()),
        };
        claims.insert(name.to_owned(), value);
    }
    claims
}

/// A value that was seen, with the engine's placeholders. Clients were called `m2m` in the measurements, and asked for `orders.read`.
pub(super) fn claim(name: &str, value: Value) -> Value {
    let text = match value {
        Value::String(text) => text,
        Value::Array(all) => return all.into_iter().map(|one| claim(name, one)).collect(),
        other => return other,
    };
    let placeholder = match (name, text.as_str()) {
        ("exp", _) => "<exp>",
        ("iat" | "nbf" | "auth_time", _) => "<iat>",
        ("webid", _) => "<owner>",
        ("jti" | "sid", _) => "<random>",
        ("scope", text) if text.contains("empty text") => "<scope or empty>",
        ("scope", _) => "<scope>",
        (_, "m2m" | "m2mj") => "<client_id>",
        (_, "<resource>" | "https://api.example.com") => "<audience>",
        (_, other) => other,
    };
    placeholder.into()
}

/// Whether a claim came under a condition that the plain token does not meet.
fn is_conditional(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with("<only") || text.starts_with("<jkt"))
}
