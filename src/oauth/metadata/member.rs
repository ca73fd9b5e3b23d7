//! Members of a metadata document, by their types (RFC 8414 §2).

use serde_json::{Map, Value};

use super::error::MetadataError;

/// A member that is text; empty when it is not there.
pub(super) fn text(members: &mut Map<String, Value>, name: &'static str) -> Result<String, MetadataError> {
    match members.remove(name) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(MetadataError::WrongType { name, expected: "string" }),
    }
}

/// A member that is a list of texts; empty when it is not there.
pub(super) fn list(members: &mut Map<String, Value>, name: &'static str) -> Result<Vec<String>, MetadataError> {
    let wrong = MetadataError::WrongType { name, expected: "list of strings" };
    match members.remove(name) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(values)) => {
            values.into_iter().map(|value| value.as_str().map(str::to_owned).ok_or_else(|| wrong.clone())).collect()
        }
        Some(_) => Err(wrong),
    }
}
