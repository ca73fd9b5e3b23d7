//! HTTP Archive 1.2, as browsers and proxies save it: a log, an entry of one, or a request of one.

use serde_json::Value;

use super::members::{list, pairs, text};
use crate::client::import::message::{Body, Message, Requests};
use crate::client::import::remark::{Remarks, What};
use crate::client::import::variables::Variables;

/// How many requests of a recording are looked at.
const MOST: usize = 5_000;

/// Whether it is one.
pub(super) fn is(value: &Value) -> bool {
    let is_log = value.get("log").is_some_and(|log| log.get("entries").is_some());
    is_log || is_request(value) || value.get("request").is_some_and(is_request)
}

fn is_request(value: &Value) -> bool {
    let has = |name: &str| value.get(name).is_some();
    let named = list(value, "headers").all(|field| field.get("name").is_some());
    has("method") && value.get("url").is_some_and(Value::is_string) && named && (has("httpVersion") || has("postData"))
}

/// The requests of a log, or the one.
pub(super) fn messages(value: &Value, variables: &mut Variables) -> Requests {
    let mut requests: Vec<&Value> = match value.get("log") {
        Some(log) => list(log, "entries").take(MOST).filter_map(|entry| entry.get("request")).collect(),
        None => vec![value.get("request").unwrap_or(value)],
    };
    // What a browser asks before a request from another origin is none of a client.
    if requests.len() > 1 {
        requests.retain(|request| request.get("method").and_then(Value::as_str) != Some("OPTIONS"));
    }
    requests.into_iter().map(|request| one(request, variables)).collect()
}

fn one(request: &Value, variables: &mut Variables) -> (Message, Remarks) {
    let mut remarks = Remarks::default();
    let mut message = Message {
        method: text(request, "method", variables),
        address: text(request, "url", variables),
        fields: pairs(list(request, "headers"), "name", variables, &mut remarks),
        ..Message::default()
    };
    if let Some(data) = request.get("postData") {
        let own = text(data, "text", variables);
        let parts = pairs(list(data, "params"), "name", variables, &mut remarks);
        if message.field("content-type").is_none() {
            let media_type = text(data, "mimeType", variables);
            if !media_type.is_empty() {
                message.fields.push(("Content-Type".to_owned(), media_type));
            }
        }
        // Only browsers before 2015 wrote the parameters as they travel; the text says it exactly.
        message.body = if own.is_empty() && !parts.is_empty() { Body::Pairs(parts) } else { Body::Text(own) };
        if data.get("fileName").is_some() {
            remarks.name(What::File, &text(data, "fileName", variables));
        }
    }
    (message, remarks)
}
