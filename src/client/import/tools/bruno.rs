//! Bruno: a collection exported as JSON. A `.bru` file is read into the same form.

use serde_json::Value;

use super::grant;
use super::members::{list, pairs, text, texts};
use crate::client::import::message::{Body, Message, Requests};
use crate::client::import::remark::{Remarks, What};
use crate::client::import::variables::Variables;
use crate::oauth::media_type;

/// Whether it is one.
pub(super) fn is(value: &Value) -> bool {
    let has_mode = |request: &Value| {
        ["body", "auth"].iter().any(|name| request.get(*name).is_some_and(|part| part.get("mode").is_some()))
    };
    value.get("items").is_some_and(Value::is_array) || value.get("request").is_some_and(has_mode)
}

/// Its requests.
pub(super) fn messages(value: &Value, variables: &mut Variables) -> Requests {
    let mut requests = Vec::new();
    walk(value, None, variables, &mut requests);
    requests
}

fn walk<'v>(item: &'v Value, above: Option<&'v Value>, variables: &mut Variables, requests: &mut Requests) {
    let is_real =
        |auth: &&Value| !["inherit", "none"].contains(&auth.get("mode").and_then(Value::as_str).unwrap_or("inherit"));
    let root = item.pointer("/root/request/auth").filter(is_real).or(above);
    for inner in list(item, "items") {
        walk(inner, root, variables, requests);
    }
    let Some(request) = item.get("request").filter(|_| item.get("items").is_none()) else { return };
    let mut remarks = Remarks::default();
    let mut message = Message {
        name: text(item, "name", variables),
        method: text(request, "method", variables).to_ascii_uppercase(),
        address: text(request, "url", variables),
        fields: pairs(list(request, "headers"), "name", variables, &mut remarks),
        ..Message::default()
    };
    if let Some(body) = request.get("body") {
        message.body = body_of(body, &mut message.fields, variables, &mut remarks);
    }
    if request.pointer("/script/req").and_then(Value::as_str).is_some_and(|script| !script.trim().is_empty()) {
        remarks.say(What::Script);
    }
    let own = request.get("auth");
    let inherits = own.is_none_or(|auth| auth.get("mode").and_then(Value::as_str) == Some("inherit"));
    let inherited = root.filter(|_| inherits);
    if let Some(auth) = own.filter(is_real).or(inherited) {
        apply(auth, &mut message, variables, &mut remarks);
    }
    requests.push((message, remarks));
}

fn body_of(body: &Value, fields: &mut Vec<(String, String)>, variables: &mut Variables, remarks: &mut Remarks) -> Body {
    match body.get("mode").and_then(Value::as_str).unwrap_or("none") {
        "none" => Body::Nothing,
        "formUrlEncoded" => Body::Pairs(pairs(list(body, "formUrlEncoded"), "name", variables, remarks)),
        "multipartForm" => {
            remarks.say(What::Multipart);
            Body::Pairs(pairs(list(body, "multipartForm"), "name", variables, remarks))
        }
        "json" => {
            fields.push(("Content-Type".to_owned(), media_type::JSON.to_owned()));
            Body::Text(text(body, "json", variables))
        }
        "text" => Body::Text(text(body, "text", variables)),
        other => {
            remarks.name(What::Body, other);
            Body::Nothing
        }
    }
}

fn apply(auth: &Value, message: &mut Message, variables: &mut Variables, remarks: &mut Remarks) {
    let mode = auth.get("mode").and_then(Value::as_str).unwrap_or("none");
    let block = auth.get(mode).unwrap_or(&Value::Null);
    match mode {
        "basic" => {
            message.user = Some([text(block, "username", variables), text(block, "password", variables)].join(":"));
        }
        "oauth2" if !message.asks_for_a_token() => {
            let settings = texts(block, variables);
            let settings = settings.into_iter().filter(|(name, _)| name != "additionalParameters").collect();
            let more = block.pointer("/additionalParameters").into_iter().flat_map(|more| list(more, "token"));
            // What goes into the header or the query of the token request has no field in this form.
            let (more, elsewhere): (Vec<&Value>, Vec<&Value>) = more.partition(|one| {
                let place = one.get("sendIn").and_then(Value::as_str).unwrap_or("body");
                place == "body"
            });
            for one in elsewhere {
                remarks.name(What::Setting, &text(one, "name", &mut Variables::default()));
            }
            let more = pairs(more.into_iter(), "name", variables, remarks);
            *message = grant::message(&message.name, settings, more, variables, remarks);
        }
        "oauth2" => {}
        other => remarks.name(What::OtherScheme, other),
    }
}
