//! The `.bru` language: blocks of `name: value` lines, and blocks of text.

use serde_json::{Map, Value, json};

use crate::jose::json::object;

const METHODS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];

/// Whether the text is one: it has a block of a method.
pub(super) fn is(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).and_then(block_name);
    first.is_some_and(|name| name == "meta" || METHODS.contains(&name))
        && text.lines().filter_map(block_name).any(|name| METHODS.contains(&name) || name.starts_with("auth:"))
}

/// The name of a block that begins on this line.
fn block_name(line: &str) -> Option<&str> {
    let name = line.trim_end().strip_suffix('{')?.trim_end();
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b":-_".contains(&b));
    (is_name && !name.is_empty()).then_some(name)
}

/// The file in the form of an exported item.
pub(super) fn read(text: &str) -> Value {
    let mut item = Map::new();
    let mut request = Map::new();
    let mut body = Map::new();
    let mut auth = Map::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(name) = block_name(line) else { continue };
        let content: Vec<&str> = lines.by_ref().take_while(|line| line.trim_end() != "}").collect();
        let dictionary = || dictionary(&content);
        match name {
            "meta" => {
                item.insert("name".to_owned(), member(&dictionary(), "name"));
            }
            _ if METHODS.contains(&name) => {
                let own = dictionary();
                request.insert("method".to_owned(), name.into());
                request.insert("url".to_owned(), member(&own, "url"));
                let mode = member(&own, "auth");
                auth.entry("mode").or_insert(mode);
            }
            "headers" => drop(request.insert("headers".to_owned(), entries(&dictionary()))),
            "body:form-urlencoded" => {
                body.insert("mode".to_owned(), "formUrlEncoded".into());
                body.insert("formUrlEncoded".to_owned(), entries(&dictionary()));
            }
            "body:multipart-form" => {
                body.insert("mode".to_owned(), "multipartForm".into());
                body.insert("multipartForm".to_owned(), entries(&dictionary()));
            }
            "body" | "body:json" | "body:text" => {
                let kind = if name == "body:text" { "text" } else { "json" };
                body.insert("mode".to_owned(), kind.into());
                body.insert(kind.to_owned(), content.join("\n").into());
            }
            "script:pre-request" => {
                // As the JSON form has it.
                let script = "script";
                request.insert(script.to_owned(), json!({ "req": content.join("\n") }));
            }
            _ if name.starts_with("auth:oauth2:additional_params") => {
                let more = auth.entry("more").or_insert_with(|| Value::Array(Vec::new()));
                if let (Some(more), Value::Array(entries)) = (more.as_array_mut(), entries(&dictionary())) {
                    more.extend(entries);
                }
            }
            _ => {
                if let Some(mode) = name.strip_prefix("auth:") {
                    auth.insert("mode".to_owned(), mode.into());
                    let members =
                        dictionary().into_iter().filter(|(_, _, on)| *on).map(|(name, value, _)| (name, value.into()));
                    auth.insert(mode.to_owned(), Value::Object(object(members)));
                }
            }
        }
    }
    if let Some(more) = auth.remove("more")
        && let Some(oauth2) = auth.get_mut("oauth2").and_then(Value::as_object_mut)
    {
        oauth2.insert("additionalParameters".to_owned(), json!({ "token": more }));
    }
    request.insert("body".to_owned(), Value::Object(body));
    request.insert("auth".to_owned(), Value::Object(auth));
    item.insert("request".to_owned(), Value::Object(request));
    Value::Object(item)
}

/// The lines of a block: name, value, whether it is switched on. A value in triple quotes has lines of its own.
fn dictionary(lines: &[&str]) -> Vec<(String, String, bool)> {
    let mut entries = Vec::new();
    let mut lines = lines.iter();
    while let Some(line) = lines.next() {
        let Some((name, value)) = line.trim().split_once(':') else { continue };
        let (name, on) = name.strip_prefix('~').map_or((name, true), |name| (name, false));
        let name = name.trim().trim_matches('"');
        let mut value = value.trim().to_owned();
        if let Some(first) = value.strip_prefix("'''") {
            if let Some(whole) = first.strip_suffix("'''") {
                value = whole.to_owned();
            } else {
                let more = lines.by_ref().take_while(|line| line.trim() != "'''").map(|line| line.trim());
                value =
                    std::iter::once(first).filter(|first| !first.is_empty()).chain(more).collect::<Vec<_>>().join("\n");
            }
        }
        entries.push((name.to_owned(), value, on));
    }
    entries
}

fn member(entries: &[(String, String, bool)], name: &str) -> Value {
    entries.iter().find(|(own, _, on)| own == name && *on).map_or(Value::Null, |(_, value, _)| value.as_str().into())
}

fn entries(entries: &[(String, String, bool)]) -> Value {
    entries.iter().map(|(name, value, on)| json!({ "name": name, "value": value, "enabled": on })).collect()
}
