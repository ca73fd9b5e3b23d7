//! *Copy as fetch* of the tools for developers that browsers have, also in the form for Node: a call whose arguments are JSON.

use serde_json::Value;

use super::message::{Body, Message, Requests};
use super::remark::{Remarks, What};
use super::variables::Variables;
use crate::jose::json;

/// How many calls are read.
const MOST: usize = 5_000;

/// The requests of a text; none where nothing calls `fetch` with an address.
pub(super) fn messages(text: &str, variables: &Variables) -> Requests {
    let mut requests = Vec::new();
    let mut rest = text;
    while let Some((_, call)) = rest.split_once("fetch(").filter(|_| requests.len() < MOST) {
        rest = call;
        if !call.trim_start().starts_with('"') {
            continue;
        }
        // What begins and does not end has nothing behind it that could be read.
        let Some((Value::String(address), after)) = value(call) else { break };
        let options = after.trim_start().strip_prefix(',');
        let (options, after) = match options.filter(|text| text.trim_start().starts_with('{')) {
            Some(text) => match value(text) {
                Some(read) => read,
                None => break,
            },
            None => (Value::Null, after),
        };
        rest = after;
        requests.push(one(address, &options, variables));
    }
    requests
}

fn one(address: String, options: &Value, variables: &Variables) -> (Message, Remarks) {
    let mut remarks = Remarks::default();
    let of = |name: &str| options.get(name).and_then(Value::as_str).unwrap_or_default();
    let method = of("method").to_ascii_uppercase();
    let fields = options.get("headers").and_then(Value::as_object).into_iter().flatten();
    let fields =
        fields.map(|(name, value)| (name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    let body = match options.get("body") {
        Some(Value::String(text)) => Body::Text(text.clone()),
        None | Some(Value::Null) => Body::Nothing,
        Some(other) => {
            remarks.name(What::Body, &variables.written(&other.to_string()));
            Body::Nothing
        }
    };
    // Without a method it is GET (Fetch Standard §5.4).
    let method = if method.is_empty() { "GET".to_owned() } else { method };
    (Message { address, method, fields: fields.collect(), body, ..Message::default() }, remarks)
}

/// The JSON value with which a text begins, and what follows it.
fn value(text: &str) -> Option<(Value, &str)> {
    let text = text.trim_start();
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, octet) in text.bytes().enumerate() {
        match octet {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
        if depth == 0 && !in_string {
            let (own, rest) = text.split_at(at + 1);
            return Some((json::parse_within(own.as_bytes(), usize::MAX).ok()?, rest));
        }
    }
    None
}
