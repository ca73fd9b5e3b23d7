//! Reading the members of a tool's file, which any of them may leave out.

use serde_json::Value;

use crate::client::import::remark::{Remarks, What};
use crate::client::import::variables::Variables;

/// The text of a member, with the variables of templates marked: empty where there is none.
pub(super) fn text(value: &Value, name: &str, variables: &mut Variables) -> String {
    let text = match value.get(name) {
        Some(Value::String(text)) => Variables::cleaned(text),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(yes)) => yes.to_string(),
        _ => String::new(),
    };
    variables.mark_templates(&text)
}

/// The elements of a member that is a list.
pub(super) fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// The pairs of a list of objects with a name and a value, without those that are switched off.
pub(super) fn pairs<'v>(
    list: impl Iterator<Item = &'v Value>,
    name: &str,
    variables: &mut Variables,
    remarks: &mut Remarks,
) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for entry in list {
        let own = text(entry, name, variables);
        let is_off =
            entry.get("disabled") == Some(&Value::Bool(true)) || entry.get("enabled") == Some(&Value::Bool(false));
        if is_off {
            remarks.name(What::Disabled, &variables.written(&own));
        } else if entry.get("type").and_then(Value::as_str) == Some("file") {
            remarks.name(What::File, &variables.written(&own));
        } else if !own.is_empty() {
            pairs.push((own, text(entry, "value", variables)));
        }
    }
    pairs
}

/// The texts of all members of an object.
pub(super) fn texts(value: &Value, variables: &mut Variables) -> Vec<(String, String)> {
    let names = value.as_object().into_iter().flat_map(|members| members.keys());
    names.map(|name| (name.clone(), text(value, name, variables))).collect()
}

/// Keeps the value of a variable that a file gives, unless it is switched off or empty.
pub(super) fn give(entry: &Value, name: &str, variables: &mut Variables) {
    let of = |member: &str| entry.get(member).and_then(Value::as_str).filter(|text| !text.is_empty());
    let is_off = entry.get("disabled") == Some(&Value::Bool(true)) || entry.get("enabled") == Some(&Value::Bool(false));
    if let (Some(name), Some(value), false) = (of(name), of("value"), is_off) {
        variables.give(name, &Variables::cleaned(value));
    }
}
