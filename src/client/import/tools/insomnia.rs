//! Insomnia: exports of version 4 (a flat list of resources) and 5 (a tree).

use serde_json::Value;

use super::grant;
use super::members::{list, pairs, text, texts};
use crate::client::import::message::{Body, Message, Requests};
use crate::client::import::remark::{Remarks, What};
use crate::client::import::variables::Variables;

/// Whether it is one.
pub(super) fn is(value: &Value) -> bool {
    let kind = value.get("_type").and_then(Value::as_str);
    kind == Some("export") && value.get("resources").is_some()
        || kind == Some("request")
        || value.get("type").and_then(Value::as_str).is_some_and(|kind| kind.starts_with("collection.insomnia.rest/"))
}

/// Its requests.
pub(super) fn messages(value: &Value, variables: &mut Variables) -> Requests {
    let mut requests = Vec::new();
    if value.get("collection").is_some() {
        walk(list(value, "collection"), variables, &mut requests);
    } else if value.get("resources").is_some() {
        let all = list(value, "resources").filter(|one| one.get("_type").and_then(Value::as_str) == Some("request"));
        requests.extend(all.map(|request| one(request, variables)));
    } else {
        requests.push(one(value, variables));
    }
    requests
}

fn walk<'v>(items: impl Iterator<Item = &'v Value>, variables: &mut Variables, requests: &mut Requests) {
    for item in items {
        if item.get("children").is_some() {
            walk(list(item, "children"), variables, requests);
        } else {
            requests.push(one(item, variables));
        }
    }
}

fn one(request: &Value, variables: &mut Variables) -> (Message, Remarks) {
    let mut remarks = Remarks::default();
    let mut message = Message {
        name: text(request, "name", variables),
        method: text(request, "method", variables),
        address: text(request, "url", variables),
        fields: pairs(list(request, "headers"), "name", variables, &mut remarks),
        ..Message::default()
    };
    for (name, value) in pairs(list(request, "parameters"), "name", variables, &mut remarks) {
        let query = [name, value].map(|part| crate::client::import::variables::encoded(&part)).join("=");
        message.address.push(if message.address.contains('?') { '&' } else { '?' });
        message.address.push_str(&query);
    }
    if let Some(body) = request.get("body") {
        let media_type = text(body, "mimeType", variables);
        let own = text(body, "text", variables);
        let parts = pairs(list(body, "params"), "name", variables, &mut remarks);
        if media_type.starts_with("multipart/") {
            remarks.say(What::Multipart);
        }
        if message.field("content-type").is_none() && !media_type.is_empty() {
            message.fields.push(("Content-Type".to_owned(), media_type));
        }
        message.body = if parts.is_empty() { Body::Text(own) } else { Body::Pairs(parts) };
    }
    if ["preRequestScript", "scripts"].iter().any(|name| request.get(*name).is_some_and(says_something)) {
        remarks.say(What::Script);
    }
    if let Some(auth) = request.get("authentication") {
        apply(auth, &mut message, variables, &mut remarks);
    }
    (message, remarks)
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Object(members) => members.values().any(says_something),
        _ => false,
    }
}

fn apply(auth: &Value, message: &mut Message, variables: &mut Variables, remarks: &mut Remarks) {
    let kind = auth.get("type").and_then(Value::as_str).unwrap_or("none");
    if auth.get("disabled") == Some(&Value::Bool(true)) {
        return remarks.name(What::Disabled, kind);
    }
    match kind {
        "basic" => {
            message.user = Some([text(auth, "username", variables), text(auth, "password", variables)].join(":"));
        }
        "oauth2" if !message.asks_for_a_token() => {
            let settings = texts(auth, variables);
            *message = grant::message(&message.name, settings, Vec::new(), variables, remarks);
        }
        "none" | "oauth2" => {}
        other => remarks.name(What::OtherScheme, other),
    }
}
