//! Postman collections (Collection Format v2.0 and v2.1): a collection, an item, or a request.

use serde_json::Value;

use super::grant;
use super::members::{give, list, pairs, text, texts};
use crate::client::import::message::{Body, Message, Requests};
use crate::client::import::remark::{Remarks, What};
use crate::client::import::variables::Variables;
use crate::oauth::media_type;

/// Whether it is one.
pub(super) fn is(value: &Value) -> bool {
    let is_request = |request: &Value| {
        let has = |name: &str| request.get(name).is_some();
        has("method")
            && (has("header") || request.get("url").is_some_and(|url| url.get("raw").is_some()) || has("auth"))
            || request.get("body").is_some_and(|body| body.get("urlencoded").is_some())
    };
    value.get("item").is_some_and(Value::is_array)
        || is_request(value)
        || value.get("request").is_some_and(is_request)
        || value.get("collection").is_some_and(|collection| collection.get("item").is_some())
}

/// Its requests.
pub(super) fn messages(value: &Value, variables: &mut Variables) -> Requests {
    let mut requests = Vec::new();
    let collection = value.get("collection").unwrap_or(value);
    // `{{name}}` is what the collection says that it is.
    list(collection, "variable").for_each(|one| give(one, "key", variables));
    walk(collection, None, variables, &mut requests);
    requests
}

fn walk<'v>(item: &'v Value, above: Option<&'v Value>, variables: &mut Variables, requests: &mut Requests) {
    // An item without authentication of its own has that of its folder.
    let auth = item.get("auth").filter(|auth| !auth.is_null()).or(above);
    if item.get("item").is_some() {
        let before = requests.len();
        for inner in list(item, "item") {
            walk(inner, auth, variables, requests);
        }
        if requests.len() == before
            && let Some(auth) = item.get("auth")
        {
            // A folder that only says how to get a token.
            let mut remarks = Remarks::default();
            let mut message = Message::default();
            apply(auth, &mut message, variables, &mut remarks);
            requests.push((message, remarks));
        }
        return;
    }
    let request = item.get("request").unwrap_or(item);
    let mut remarks = Remarks::default();
    if list(item, "event").any(|event| event.get("listen").and_then(Value::as_str) == Some("prerequest")) {
        remarks.say(What::Script);
    }
    let mut message = Message {
        name: text(item, "name", variables),
        method: text(request, "method", variables),
        address: match request.get("url") {
            Some(url) if url.is_object() => text(url, "raw", variables),
            _ => text(request, "url", variables),
        },
        fields: pairs(list(request, "header"), "key", variables, &mut remarks),
        ..Message::default()
    };
    if let Some(body) = request.get("body").filter(|body| body.get("disabled") != Some(&Value::Bool(true))) {
        message.body = body_of(body, &mut message.fields, variables, &mut remarks);
    }
    if let Some(auth) = request.get("auth").filter(|auth| !auth.is_null()).or(auth) {
        apply(auth, &mut message, variables, &mut remarks);
    }
    requests.push((message, remarks));
}

fn body_of(body: &Value, fields: &mut Vec<(String, String)>, variables: &mut Variables, remarks: &mut Remarks) -> Body {
    match body.get("mode").and_then(Value::as_str).unwrap_or("urlencoded") {
        "urlencoded" => Body::Pairs(pairs(list(body, "urlencoded"), "key", variables, remarks)),
        "formdata" => {
            remarks.say(What::Multipart);
            Body::Pairs(pairs(list(body, "formdata"), "key", variables, remarks))
        }
        "raw" => {
            let language = body.pointer("/options/raw/language").and_then(Value::as_str);
            if language == Some("json") {
                fields.push(("Content-Type".to_owned(), media_type::JSON.to_owned()));
            }
            Body::Text(text(body, "raw", variables))
        }
        other => {
            remarks.name(What::Body, other);
            Body::Nothing
        }
    }
}

/// What the authentication of a request adds to it, or puts in its place.
fn apply(auth: &Value, message: &mut Message, variables: &mut Variables, remarks: &mut Remarks) {
    let kind = auth.get("type").and_then(Value::as_str).unwrap_or("noauth");
    let Some(block) = auth.get(kind) else {
        if kind != "noauth" {
            remarks.name(What::OtherScheme, kind);
        }
        return;
    };
    // Version 2.1 writes a list of keys and values, 2.0 an object.
    let settings = match block {
        Value::Array(entries) => pairs(entries.iter(), "key", variables, remarks),
        block => texts(block, variables),
    };
    let of = |name: &str| settings.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str());
    match kind {
        "basic" => message.user = Some([of("username"), ":", of("password")].concat()),
        // The token of an API request comes from the request that this block describes, unless the request is one itself.
        "oauth2" if !of("accessTokenUrl").is_empty() && !message.asks_for_a_token() => {
            let entries = block.as_array().into_iter().flatten();
            let more = entries.filter(|entry| entry.get("key").and_then(Value::as_str) == Some("tokenRequestParams"));
            let more = more.flat_map(|entry| list(entry, "value"));
            let more = pairs(more, "key", variables, remarks);
            let settings = settings.into_iter().filter(|(name, _)| name != "tokenRequestParams").collect();
            *message = grant::message(&message.name, settings, more, variables, remarks);
        }
        "oauth2" | "noauth" => {}
        other => remarks.name(What::OtherScheme, other),
    }
}
