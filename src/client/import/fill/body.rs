//! The parameters of a body: a form, or what somebody sends in its place.

use serde_json::Value;

use super::public::Public;
use crate::client::import::message::Body;
use crate::client::import::remark::{Remarks, What};
use crate::jose::json;
use crate::oauth::form::decode_component;
use crate::oauth::media_type;

/// How many parameters are read. No token request has a tenth of them.
const MOST: usize = 1_000;

/// The parameters of a body.
pub(super) fn parameters(body: Body, content_type: Option<&str>, public: &mut Public<'_>) -> Vec<(String, String)> {
    let text = match body {
        Body::Nothing => return Vec::new(),
        Body::Pairs(mut pairs) => {
            pairs.truncate(MOST);
            return pairs;
        }
        Body::Text(text) => text,
    };
    let essence =
        content_type.and_then(|whole| whole.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase();
    if text.trim().is_empty() {
        return Vec::new();
    }
    if essence == media_type::JSON || essence.ends_with("+json") || text.trim_start().starts_with('{') {
        if let Some(pairs) = of_json(&text) {
            public.remarks.say(What::JsonBody);
            return pairs;
        }
        public.remarks.name(What::Body, if essence.is_empty() { media_type::JSON } else { &essence });
        return Vec::new();
    }
    if !text.contains('=') || essence.starts_with("multipart/") || essence.ends_with("xml") {
        let variable = public.variables.named(&text).next().map(str::to_owned);
        public.remarks.name(What::Body, &variable.unwrap_or(essence));
        return Vec::new();
    }
    let pairs = loose_pairs(&text, public.remarks);
    if pairs.len() == MOST {
        public.remarks.name(What::NotALine, "…");
    }
    pairs
}

/// The members of an object, if it is one.
pub(super) fn of_json(text: &str) -> Option<Vec<(String, String)>> {
    let members = json::parse_object_within(text.trim().as_bytes(), usize::MAX).ok()?;
    let mut pairs = Vec::new();
    for (name, value) in members.into_iter().take(MOST) {
        match value {
            Value::Array(values) if name == "resource" => {
                pairs.extend(values.iter().map(|value| (name.clone(), text_of(value))));
            }
            // Scopes are words with spaces between them (RFC 6749 §3.3).
            Value::Array(values) if name == "scope" => {
                let words: Vec<String> = values.iter().map(text_of).collect();
                pairs.push((name, words.join(" ")));
            }
            value => pairs.push((name, text_of(&value))),
        }
    }
    Some(pairs)
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => json::text(other),
    }
}

/// The pairs of a form or a query, each read as far as it can be.
pub(super) fn loose_pairs(text: &str, remarks: &mut Remarks) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut trimmed = false;
    let parts = text.split('&').flat_map(|part| part.split(['\r', '\n']));
    trimmed |= text.trim_end().contains(['\r', '\n']);
    for part in parts {
        let part = part.trim_matches([' ', '\t']);
        if part.is_empty() {
            continue;
        }
        if pairs.len() == MOST {
            break;
        }
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let mut decoded = |text: &str| {
            decode_component(text.trim().as_bytes()).unwrap_or_else(|_| {
                remarks.name(What::Escape, name);
                text.to_owned()
            })
        };
        let pair = (decoded(name), decoded(value));
        pairs.push(pair);
    }
    if trimmed {
        remarks.say(What::LineEnds);
    }
    pairs
}
