//! Templates: JSON in which placeholders such as `<client_id>` stand for what differs from token to token.

use serde_json::{Map, Value};

use super::manners::About;

/// An object with its placeholders filled in; what has no value is left out.
pub(super) fn fill(template: &Map<String, Value>, about: &About<'_>) -> Map<String, Value> {
    let mut filled = Map::new();
    for (name, value) in template {
        if let Some(value) = value_of(name, value, about) {
            filled.insert(name.clone(), value);
        }
    }
    filled
}

fn value_of(name: &str, template: &Value, about: &About<'_>) -> Option<Value> {
    match template {
        Value::String(text) => filled(name, text, about),
        Value::Array(all) => Some(all.iter().filter_map(|one| value_of(name, one, about)).collect()),
        Value::Object(members) => Some(Value::Object(fill(members, about))),
        other => Some(other.clone()),
    }
}

/// A text that is one placeholder becomes what it stands for, of whichever kind; placeholders inside a text stay text.
fn filled(name: &str, text: &str, about: &About<'_>) -> Option<Value> {
    let seconds = |time: crate::ports::UnixTime| Value::from(time.0);
    Some(match text {
        "<sub>" => about.sub?.into(),
        "<time>" if name == "exp" => seconds(about.exp),
        "<time>" | "<iat>" => seconds(about.iat),
        "<exp>" => seconds(about.exp),
        "<random>" => about.jti.into(),
        "<audience>" => match about.audience {
            [one] => one.as_str().into(),
            several => several.iter().map(String::as_str).collect(),
        },
        "<scope>" if about.scope.is_empty() => return None,
        "<scope>" | "<scope or empty>" => about.scope.into(),
        "<scopes>" => about.scope.split(' ').filter(|token| !token.is_empty()).collect(),
        "<owner>" => about.owner.clone()?.into(),
        "<null>" => Value::Null,
        _ => [
            ("<client_id>", about.client_id),
            ("<issuer>", about.issuer),
            ("<account>", about.account),
            ("<account name>", &about.account_name),
        ]
        .into_iter()
        .fold(text.to_owned(), |text, (placeholder, value)| text.replace(placeholder, value))
        .into(),
    })
}
