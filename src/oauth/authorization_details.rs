//! Authorization details (RFC 9396 §2): what is asked for as JSON objects, where a scope token would say too little.
//!
//! Reading covers what holds for every type: an array of objects, each with a `type`. What a type's objects must look like, and who may
//! have them, is the issuer's business.

use serde::Serialize;
use serde_json::{Map, Value};
use thiserror::Error;

use super::error::{ErrorCode, OAuthError};
use crate::cite::Citation;
use crate::jose::json;

/// One object of `authorization_details`, its members as they were sent.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct AuthorizationDetail {
    members: Map<String, Value>,
}

impl AuthorizationDetail {
    /// Reads the value of the parameter.
    ///
    /// # Errors
    /// [`AuthorizationDetailsError`] when it is not a JSON array of objects that each have a `type`, or is empty.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, AuthorizationDetailsError> {
        match json::parse(text.as_bytes()) {
            Ok(Value::Array(values)) if values.is_empty() => Err(AuthorizationDetailsError::Empty),
            Ok(value) => Self::list(value),
            Err(_) => Err(AuthorizationDetailsError::NotJson),
        }
    }

    /// Reads a claim of a token, or a member of a response.
    ///
    /// # Errors
    /// [`AuthorizationDetailsError`] as [`AuthorizationDetail::parse_list`], but an empty array is no error.
    pub fn list(value: Value) -> Result<Vec<Self>, AuthorizationDetailsError> {
        let Value::Array(values) = value else { return Err(AuthorizationDetailsError::NotAnArray) };
        let read = |value: Value| match value {
            Value::Object(members) => match members.get("type") {
                Some(Value::String(_)) => Ok(Self { members }),
                _ => Err(AuthorizationDetailsError::TypeMissing),
            },
            _ => Err(AuthorizationDetailsError::NotAnObject),
        };
        values.into_iter().map(read).collect()
    }

    /// The `type`, which says what the other members mean.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.members.get("type").and_then(Value::as_str).unwrap_or_default()
    }

    /// A member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members.get(name)
    }

    /// The names of all members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }
}

/// Why a text is no list of authorization details.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum AuthorizationDetailsError {
    /// Not JSON, or JSON that two programs could read differently.
    #[error("The authorization_details are not JSON, or have a name twice in one object.")]
    NotJson,
    /// JSON, but no array.
    #[error("The authorization_details are not a JSON array.")]
    NotAnArray,
    /// An array that asks for nothing.
    #[error("The authorization_details are an empty array; a request that asks for none leaves the parameter out.")]
    Empty,
    /// Something in the array is no object.
    #[error("The authorization_details hold something that is not an object.")]
    NotAnObject,
    /// An object without a `type` that is a string.
    #[error("An object of the authorization_details has no type, or one that is not a string.")]
    TypeMissing,
}

impl AuthorizationDetailsError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotJson => "authorization_details_not_json",
            Self::NotAnArray => "authorization_details_not_an_array",
            Self::Empty => "authorization_details_empty",
            Self::NotAnObject => "authorization_details_not_an_object",
            Self::TypeMissing => "authorization_details_type_missing",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        Citation::rfc(9396, "2")
    }

    /// The error that an issuer answers with.
    #[must_use]
    pub fn to_oauth_error(&self) -> OAuthError {
        OAuthError::new(ErrorCode::InvalidAuthorizationDetails, &self.to_string())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_list_of_objects_with_a_type_is_read_and_nothing_else() {
        let list = AuthorizationDetail::parse_list(r#"[{"type":"a","x":[1]},{"type":"b"}]"#).unwrap();
        assert_eq!(list.iter().map(AuthorizationDetail::kind).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(serde_json::to_string(&list[0]).unwrap(), r#"{"type":"a","x":[1]}"#);
        for (text, error) in [
            ("", AuthorizationDetailsError::NotJson),
            ("[", AuthorizationDetailsError::NotJson),
            (r#"[{"type":"a","type":"b"}]"#, AuthorizationDetailsError::NotJson),
            (r#"{"type":"a"}"#, AuthorizationDetailsError::NotAnArray),
            ("null", AuthorizationDetailsError::NotAnArray),
            ("[]", AuthorizationDetailsError::Empty),
            (r#"["a"]"#, AuthorizationDetailsError::NotAnObject),
            (r#"[{"type":"a"},[]]"#, AuthorizationDetailsError::NotAnObject),
            ("[{}]", AuthorizationDetailsError::TypeMissing),
            (r#"[{"type":1}]"#, AuthorizationDetailsError::TypeMissing),
        ] {
            assert_eq!(AuthorizationDetail::parse_list(text), Err(error), "{text}");
        }
    }
}
