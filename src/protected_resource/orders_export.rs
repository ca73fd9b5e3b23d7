//! The one type of authorization details that is understood here (RFC 9396 §2): `orders_export`, about the orders API.
//!
//! The API defines what it means, and the issuer grants it.
//!
//! | member | | |
//! |---|---|---|
//! | `actions` | required | strings, each `read` or `archive` |
//! | `max_rows` | required | a whole number from 1 to 1000 |
//! | `locations` | optional | strings, each the identifier of the orders API, which alone knows the type |
//!
//! A type is as strict as a scope: what does not fit is refused, never mended (RFC 9396 §5). How two objects compare is for each type to
//! say: here one covers another when it allows all its actions and as many rows.

use serde_json::Value;
use thiserror::Error;

use crate::oauth::AuthorizationDetail;

/// The types that clients can be registered for.
pub(crate) const TYPES: [&str; 1] = ["orders_export"];

const MEMBERS: [&str; 4] = ["type", "actions", "locations", "max_rows"];
const ACTIONS: [&str; 2] = ["read", "archive"];
const MAX_ROWS: u64 = 1000;

/// An object of type `orders_export`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ExportDetail {
    /// Of [`ACTIONS`], each once.
    actions: Vec<&'static str>,
    /// How many rows at most.
    pub(crate) max_rows: u64,
    /// The APIs that it names; none when it leaves that to its type.
    locations: Vec<String>,
}

impl ExportDetail {
    /// Reads an object by the rules of its type: the five questions of RFC 9396 §5, in their order but for what is missing.
    pub(crate) fn read(detail: &AuthorizationDetail) -> Result<Self, OrdersExportError> {
        if !TYPES.contains(&detail.kind()) {
            return Err(OrdersExportError::UnknownType);
        }
        if !detail.names().all(|name| MEMBERS.contains(&name)) {
            return Err(OrdersExportError::UnknownField);
        }
        let named = strings(detail, "actions")?.ok_or(OrdersExportError::Missing("actions"))?;
        if named.is_empty() || !named.iter().all(|action| ACTIONS.contains(&action.as_str())) {
            return Err(OrdersExportError::BadValue("actions"));
        }
        let actions = ACTIONS.into_iter().filter(|action| named.iter().any(|own| own == action)).collect();
        let locations = strings(detail, "locations")?;
        if locations.as_ref().is_some_and(Vec::is_empty) {
            return Err(OrdersExportError::BadValue("locations"));
        }
        let max_rows = match detail.get("max_rows") {
            None => return Err(OrdersExportError::Missing("max_rows")),
            Some(Value::Number(number)) => number.as_u64().filter(|rows| (1..=MAX_ROWS).contains(rows)),
            Some(_) => return Err(OrdersExportError::WrongType("max_rows")),
        };
        let max_rows = max_rows.ok_or(OrdersExportError::BadValue("max_rows"))?;
        Ok(Self { actions, max_rows, locations: locations.unwrap_or_default() })
    }

    /// Whether it is about the orders API, which is called so, and about no other.
    pub(crate) fn check_locations(&self, api: &str) -> Result<(), OrdersExportError> {
        if self.locations.iter().all(|name| name == api) {
            Ok(())
        } else {
            Err(OrdersExportError::BadValue("locations"))
        }
    }

    /// What a person is asked for, in words. Every word is this issuer's own.
    pub(crate) fn in_words(&self) -> String {
        format!("{} at most {} orders", self.actions.join(" and "), self.max_rows)
    }

    /// Whether it allows this action.
    pub(crate) fn allows(&self, action: &str) -> bool {
        self.actions.contains(&action)
    }

    /// Whether it allows all that the other one does.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        other.max_rows <= self.max_rows && other.actions.iter().all(|action| self.allows(action))
    }
}

/// Why an object is none of this type. The sentences name members of the type, and nothing that was sent.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum OrdersExportError {
    #[error("The authorization_details have a type that this issuer does not know.")]
    UnknownType,
    #[error("The authorization_details have a member that their type does not have.")]
    UnknownField,
    #[error("The member {0} of the authorization_details has another JSON type than it must have.")]
    WrongType(&'static str),
    #[error("The member {0} of the authorization_details has a value that their type does not allow.")]
    BadValue(&'static str),
    #[error("The member {0} of the authorization_details is missing.")]
    Missing(&'static str),
}

/// A member that is an array of strings; `None` when it is not there.
fn strings(detail: &AuthorizationDetail, name: &'static str) -> Result<Option<Vec<String>>, OrdersExportError> {
    let Some(value) = detail.get(name) else { return Ok(None) };
    let values = value.as_array().ok_or(OrdersExportError::WrongType(name))?;
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or(OrdersExportError::WrongType(name));
    values.iter().map(text).collect::<Result<_, _>>().map(Some)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(text: &str) -> Result<ExportDetail, OrdersExportError> {
        ExportDetail::read(&AuthorizationDetail::parse_list(&["[", text, "]"].concat()).unwrap()[0])
    }

    #[test]
    fn one_detail_covers_another_with_fewer_actions_and_rows() {
        let both = read(r#"{"type":"orders_export","actions":["read","archive"],"max_rows":10}"#).unwrap();
        let less =
            read(r#"{"type":"orders_export","actions":["read"],"max_rows":10,"locations":["https://api.test"]}"#);
        let more = read(r#"{"type":"orders_export","actions":["read"],"max_rows":11}"#).unwrap();
        assert!(both.covers(less.as_ref().unwrap()) && !less.unwrap().covers(&both));
        assert!(!both.covers(&more));
    }
}
