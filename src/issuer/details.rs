//! Authorization details that this issuer understands (RFC 9396): one type, `orders_export`, about the orders API.
//!
//! | member | | |
//! |---|---|---|
//! | `actions` | required | strings, each `read` or `archive` |
//! | `max_rows` | required | a whole number from 1 to 1000 |
//! | `locations` | optional | strings, each `https://api.test`, the only API that knows the type |
//!
//! A type is as strict as a scope: what does not fit is refused, never mended (RFC 9396 §5). Whether a client may have it is decided by
//! its registration; a code or refresh token allows no more than was granted with it (RFC 9396 §6). How two objects compare is for each
//! type to say: here one covers another when it allows all its actions and as many rows.

use serde_json::Value;
use thiserror::Error;

use crate::cite::Citation;
use crate::oauth::{AuthorizationDetail, AuthorizationDetailsError, ErrorCode, Form, OAuthError};

use super::API;
use super::refusal::refuse;
use super::registry::Client;
use super::trace::{Check, Trace, quoted};

pub(super) static DETAILS: Check = Check::new("Authorization details", Citation::rfc(9396, "6"));

/// The types that clients can be registered for.
pub(super) const TYPES: [&str; 1] = ["orders_export"];

const MEMBERS: [&str; 4] = ["type", "actions", "locations", "max_rows"];
const ACTIONS: [&str; 2] = ["read", "archive"];
const MAX_ROWS: u64 = 1000;

/// An object of type `orders_export`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ExportDetail {
    /// Of [`ACTIONS`], each once.
    actions: Vec<&'static str>,
    pub(super) max_rows: u64,
}

impl ExportDetail {
    /// Reads an object by the rules of its type: the five questions of RFC 9396 §5, in their order but for what is missing.
    pub(super) fn read(detail: &AuthorizationDetail) -> Result<Self, DetailError> {
        if !TYPES.contains(&detail.kind()) {
            return Err(DetailError::UnknownType);
        }
        if !detail.names().all(|name| MEMBERS.contains(&name)) {
            return Err(DetailError::UnknownField);
        }
        let named = strings(detail, "actions")?.ok_or(DetailError::Missing("actions"))?;
        if named.is_empty() || !named.iter().all(|action| ACTIONS.contains(&action.as_str())) {
            return Err(DetailError::BadValue("actions"));
        }
        let actions = ACTIONS.into_iter().filter(|action| named.iter().any(|own| own == action)).collect();
        let locations = strings(detail, "locations")?;
        if locations.is_some_and(|names| names.is_empty() || names.iter().any(|name| name != API)) {
            return Err(DetailError::BadValue("locations"));
        }
        let max_rows = match detail.get("max_rows") {
            None => return Err(DetailError::Missing("max_rows")),
            Some(Value::Number(number)) => number.as_u64().filter(|rows| (1..=MAX_ROWS).contains(rows)),
            Some(_) => return Err(DetailError::WrongType("max_rows")),
        };
        Ok(Self { actions, max_rows: max_rows.ok_or(DetailError::BadValue("max_rows"))? })
    }

    /// What a person is asked for, in words. Every word is this issuer's own.
    pub(super) fn in_words(&self) -> String {
        format!("{} at most {} orders", self.actions.join(" and "), self.max_rows)
    }

    pub(super) fn allows(&self, action: &str) -> bool {
        self.actions.contains(&action)
    }

    fn covers(&self, other: &Self) -> bool {
        other.max_rows <= self.max_rows && other.actions.iter().all(|action| self.allows(action))
    }
}

/// Why authorization details are refused. The sentences name members of the type, and nothing that was sent.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(super) enum DetailError {
    #[error(transparent)]
    Malformed(#[from] AuthorizationDetailsError),
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
    #[error("This client is not registered for authorization_details of this type.")]
    NotRegistered,
    #[error("The authorization_details ask for more than was granted.")]
    MoreThanGranted,
}

impl DetailError {
    /// The clause that asks for it.
    pub(super) const fn citation(&self) -> Citation {
        match self {
            Self::Malformed(error) => error.citation(),
            Self::NotRegistered | Self::MoreThanGranted => Citation::rfc(9396, "6"),
            _ => Citation::rfc(9396, "5"),
        }
    }
}

/// What the request asks for in detail: well formed, and of types that the client is registered for.
pub(super) fn judge(client: &Client, form: &Form) -> Result<Vec<AuthorizationDetail>, DetailError> {
    let Some(text) = form.get("authorization_details") else { return Ok(Vec::new()) };
    let asked = AuthorizationDetail::parse_list(text)?;
    for detail in &asked {
        ExportDetail::read(detail)?;
        if !client.authorization_details_types.iter().any(|kind| kind == detail.kind()) {
            return Err(DetailError::NotRegistered);
        }
    }
    Ok(asked)
}

/// The same at the token endpoint. Without the parameter nothing is written down.
pub(super) fn read(client: &Client, form: &Form, trace: &mut Trace) -> Result<Vec<AuthorizationDetail>, OAuthError> {
    match judge(client, form) {
        Ok(asked) if asked.is_empty() => Ok(asked),
        Ok(asked) => {
            let kinds: Vec<&str> = asked.iter().map(AuthorizationDetail::kind).collect();
            trace.passed(
                &DETAILS,
                quoted(&kinds.join(" ")),
                "Of the type's form, and this client is registered for it.",
            );
            Ok(asked)
        }
        Err(error) => Err(refused(error, trace)),
    }
}

/// What a code or a refresh token is good for, or less if the request asks for less.
pub(super) fn within(
    granted: Vec<AuthorizationDetail>,
    asked: Vec<AuthorizationDetail>,
    trace: &mut Trace,
) -> Result<Vec<AuthorizationDetail>, OAuthError> {
    if asked.is_empty() {
        return Ok(granted);
    }
    // Of what one detail covers nothing needs to be remembered, so that only a few are left, however many were granted.
    let mut known: Vec<ExportDetail> = Vec::new();
    for own in granted.iter().filter_map(|detail| ExportDetail::read(detail).ok()) {
        if !known.iter().any(|other| other.covers(&own)) {
            known.retain(|other| !own.covers(other));
            known.push(own);
        }
    }
    let is_covered = |detail: &AuthorizationDetail| {
        ExportDetail::read(detail).is_ok_and(|asked| known.iter().any(|own| own.covers(&asked)))
    };
    if asked.iter().all(is_covered) { Ok(asked) } else { Err(refused(DetailError::MoreThanGranted, trace)) }
}

fn refused(error: DetailError, trace: &mut Trace) -> OAuthError {
    let check = Check::new(DETAILS.name, error.citation());
    let refusal = OAuthError::new(ErrorCode::InvalidAuthorizationDetails, &error.to_string());
    refuse(trace, &check, "The parameter authorization_details.", refusal, &error.to_string())
}

/// A member that is an array of strings; `None` when it is not there.
fn strings(detail: &AuthorizationDetail, name: &'static str) -> Result<Option<Vec<String>>, DetailError> {
    let Some(value) = detail.get(name) else { return Ok(None) };
    let values = value.as_array().ok_or(DetailError::WrongType(name))?;
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or(DetailError::WrongType(name));
    values.iter().map(text).collect::<Result<_, _>>().map(Some)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(text: &str) -> Result<ExportDetail, DetailError> {
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
