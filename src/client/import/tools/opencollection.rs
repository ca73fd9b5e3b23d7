//! OpenCollection, the YAML in which Bruno keeps requests since version 3: a request, a folder, or a collection (the types of
//! `@opencollection/types` 0.14.0). It is read into the form of Bruno's JSON.

use serde_json::{Map, Value, json};

use super::members::{give, list};
use super::yaml;
use crate::client::import::variables::Variables;

/// Whether the text is one: a collection says so, a request has what it is about and how it is sent.
pub(super) fn is(text: &str) -> bool {
    let begins =
        |name: &str| text.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')));
    begins("opencollection") || begins("info") && (begins("http") || begins("request") || begins("items"))
}

/// The file in the form of an exported collection. Variables that it gives values stand for these.
pub(super) fn read(text: &str, variables: &mut Variables) -> Value {
    let value = yaml::read(text);
    let given = ["/request/variables", "/runtime/variables"].into_iter();
    for one in given.filter_map(|path| value.pointer(path)?.as_array()).flatten() {
        give(one, "name", variables);
    }
    item(&value)
}

fn item(value: &Value) -> Value {
    let name = value.pointer("/info/name").cloned().unwrap_or_default();
    let defaults = value.get("request").map(|request| json!({ "request": { "auth": auth(request) } }));
    if value.get("items").is_some() {
        let items: Vec<Value> = list(value, "items").map(item).collect();
        return json!({ "name": name, "root": defaults, "items": items });
    }
    let Some(http) = value.get("http") else {
        // A file of a collection or a folder, which may say how all of its requests get their token.
        return json!({ "name": name, "request": defaults.and_then(|own| own.get("request").cloned()) });
    };
    let member = |name: &str| http.get(name).cloned().unwrap_or_default();
    let before = |script: &&Value| script.get("type").and_then(Value::as_str) == Some("before-request");
    let scripts = value.pointer("/runtime/scripts").and_then(Value::as_array).into_iter().flatten();
    let script = scripts.filter(before).find_map(|script| script.get("code").cloned());
    json!({
        "name": name,
        "request": {
            "method": member("method"),
            "url": member("url"),
            "headers": member("headers"),
            "body": body(http.get("body")),
            "auth": auth(http),
            "script": { "req": script },
        },
    })
}

/// A body, or of several the one that is selected.
fn body(value: Option<&Value>) -> Value {
    let chosen = match value {
        Some(Value::Array(variants)) => {
            let selected = variants.iter().find(|variant| variant.get("selected") == Some(&Value::Bool(true)));
            selected.or_else(|| variants.first()).and_then(|variant| variant.get("body"))
        }
        other => other,
    };
    let Some(kind) = chosen.and_then(|body| body.get("type")).and_then(Value::as_str) else { return Value::Null };
    let mode = match kind {
        "form-urlencoded" => "formUrlEncoded",
        "multipart-form" => "multipartForm",
        other => other,
    };
    let data = chosen.and_then(|body| body.get("data")).cloned().unwrap_or_default();
    json!({ "mode": mode, mode: data })
}

fn auth(of: &Value) -> Value {
    let Some(value) = of.get("auth") else { return Value::Null };
    let mode = value.as_str().or_else(|| value.get("type").and_then(Value::as_str)).unwrap_or("none");
    // The documentation of Bruno has the block under the name of its type, the specification beside it.
    let own = value.get(mode).filter(|own| own.is_object()).unwrap_or(value);
    let block = if mode == "oauth2" { oauth2(own) } else { own.clone() };
    json!({ "mode": mode, mode: block })
}

fn oauth2(value: &Value) -> Value {
    let mut block = Map::new();
    let mut put = |name: &str, path: &str| {
        if let Some(member) = value.pointer(path) {
            block.insert(name.to_owned(), member.clone());
        }
    };
    for (name, path) in [
        ("accessTokenUrl", "/accessTokenUrl"),
        ("clientId", "/credentials/clientId"),
        ("clientSecret", "/credentials/clientSecret"),
        ("scope", "/scope"),
        ("username", "/resourceOwner/username"),
        ("password", "/resourceOwner/password"),
    ] {
        put(name, path);
    }
    let flow = value.get("flow").and_then(Value::as_str).unwrap_or_default();
    let grant = if flow == "resource_owner_password_credentials" { "password" } else { flow };
    block.insert("grantType".to_owned(), grant.into());
    let in_header = value.pointer("/credentials/placement").and_then(Value::as_str) == Some("basic_auth_header");
    block.insert("credentialsPlacement".to_owned(), if in_header { "basic_auth_header" } else { "body" }.into());
    let more = value.pointer("/additionalParameters/accessTokenRequest").and_then(Value::as_array);
    let more = more.into_iter().flatten().map(|one| {
        let member = |name: &str| one.get(name).cloned().unwrap_or_default();
        json!({ "name": member("name"), "value": member("value"), "sendIn": member("placement") })
    });
    block.insert("additionalParameters".to_owned(), json!({ "token": more.collect::<Vec<Value>>() }));
    Value::Object(block)
}
