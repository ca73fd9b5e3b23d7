//! The introspection response (RFC 7662 §2.2): what an issuer says about a token to an API that may know.
//!
//! A token that is not active has no members to tell (INT-03), so there is no way to write one. `username` is not written: no
//! person is behind a client's token, and an API needs none (INT-04). The request is a [`super::TokenReference`].

use http::{Response, StatusCode};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use thiserror::Error;

use super::authorization_details::AuthorizationDetail;
use super::confirmation::Confirmation;
use super::error::json_response;
use super::identifiers::ClientId;
use super::media_type;
use crate::cite::Citation;
use crate::ports::UnixTime;

/// What an issuer says about a token.
#[derive(Clone, Debug, PartialEq)]
pub enum Introspection {
    /// Unknown, expired, revoked, malformed, or not for the API that asks: which of them, nobody learns.
    Inactive,
    /// It may be used, and this is known about it.
    Active(Box<ActiveToken>),
}

/// What is known about an active token, in the order in which it is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ActiveToken {
    /// What it is good for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The client that it was issued to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// How it is used: `Bearer`, or `DPoP` when it is bound to a key (INT-07).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<String>,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exp: Option<UnixTime>,
    /// When it was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iat: Option<UnixTime>,
    /// From when on it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nbf: Option<UnixTime>,
    /// Whom it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// Whom it is for.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_several")]
    pub aud: Vec<String>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iss: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jti: Option<String>,
    /// Which key it is bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnf: Option<Confirmation>,
    /// What it is good for in detail (RFC 9396 §9.2).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorization_details: Vec<AuthorizationDetail>,
    /// [`PERSON`] when `sub` is a person who signed in. A private member, so that no API has to guess it from the spelling of `sub`
    /// (RFC 9700 §4.15.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_type: Option<String>,
    /// Who acts for the subject (RFC 8693 §4.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Map<String, Value>>,
    /// What the client's record has beside all this (RFC 7662 §2.2). Nobody here acts on it, so it is written and not read.
    #[serde(flatten)]
    pub own: Map<String, Value>,
}

/// The value of `sub_type` in a token about a person; tokens about clients have no `sub_type`.
pub const PERSON: &str = "person";

impl ActiveToken {
    /// Whether nobody but the client that it was issued to has a part in it.
    #[must_use]
    pub const fn is_about_its_client(&self) -> bool {
        self.sub_type.is_none() && self.act.is_none()
    }
}

impl Introspection {
    /// The response 200, not to be stored by any cache.
    #[must_use]
    pub fn to_response(&self) -> Response<Vec<u8>> {
        json_response(StatusCode::OK, self)
    }

    /// Reads a response, as the API that asked.
    ///
    /// # Errors
    /// [`IntrospectionError`] when the API cannot use what arrived; the token is then not to be accepted.
    pub fn from_response(response: &Response<Vec<u8>>) -> Result<Self, IntrospectionError> {
        if response.status() != StatusCode::OK {
            return Err(IntrospectionError::Status(response.status().as_u16()));
        }
        if !media_type::is_json(response.headers()) {
            return Err(IntrospectionError::NotAnObject);
        }
        Self::parse(response.body())
    }

    /// Reads the body of a 200. Members that are not known here are ignored.
    ///
    /// # Errors
    /// [`IntrospectionError`] when it is no object with `active`, or a member has another type.
    pub fn parse(body: &[u8]) -> Result<Self, IntrospectionError> {
        let members: Map<String, Value> = serde_json::from_slice(body).map_err(|_| IntrospectionError::NotAnObject)?;
        match members.get("active") {
            Some(Value::Bool(false)) => return Ok(Self::Inactive),
            Some(Value::Bool(true)) => {}
            Some(_) => return Err(IntrospectionError::WrongType { name: "active", expected: "boolean" }),
            None => return Err(IntrospectionError::ActiveMissing),
        }
        let text = |name| member(&members, name, "string", |value| value.as_str().map(str::to_owned));
        let time = |name| member(&members, name, "whole number of seconds", |value| value.as_i64().map(UnixTime));
        Ok(Self::Active(Box::new(ActiveToken {
            scope: text("scope")?,
            client_id: text("client_id")?.map(ClientId::new),
            token_type: text("token_type")?,
            exp: time("exp")?,
            iat: time("iat")?,
            nbf: time("nbf")?,
            sub: text("sub")?,
            aud: member(&members, "aud", "string or list of strings", audience)?.unwrap_or_default(),
            iss: text("iss")?,
            jti: text("jti")?,
            cnf: Confirmation::of(members.get("cnf")),
            authorization_details: member(&members, "authorization_details", "list of objects with a type", |value| {
                AuthorizationDetail::list(value.clone()).ok()
            })?
            .unwrap_or_default(),
            sub_type: text("sub_type")?,
            act: member(&members, "act", "object", |value| value.as_object().cloned())?,
            own: Map::new(),
        })))
    }
}

impl Serialize for Introspection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            active: bool,
            #[serde(flatten)]
            token: Option<&'a ActiveToken>,
        }
        let token = match self {
            Self::Inactive => None,
            Self::Active(token) => Some(token.as_ref()),
        };
        Body { active: token.is_some(), token }.serialize(serializer)
    }
}

/// Why an API cannot use an introspection response.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum IntrospectionError {
    /// Another status than 200.
    #[error("The issuer answered {0} to the introspection request.")]
    Status(u16),
    /// Not a JSON object served as JSON.
    #[error("The introspection response is not a JSON object served as application/json.")]
    NotAnObject,
    /// Without `active` nothing is said.
    #[error("The introspection response does not say whether the token is active.")]
    ActiveMissing,
    /// A member has another JSON type than it must have.
    #[error("The member {name} of the introspection response is not a {expected}.")]
    WrongType {
        /// The member.
        name: &'static str,
        /// What it must be.
        expected: &'static str,
    },
}

impl IntrospectionError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Status(_) => "introspection_status",
            Self::NotAnObject => "introspection_not_an_object",
            Self::ActiveMissing => "introspection_active_missing",
            Self::WrongType { .. } => "introspection_wrong_type",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Status(_) => Citation::rfc(7662, "2.3"),
            _ => Citation::rfc(7662, "2.2"),
        }
    }
}

/// `null` counts as absent.
fn member<T>(
    members: &Map<String, Value>,
    name: &'static str,
    expected: &'static str,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<Option<T>, IntrospectionError> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => read(value).map(Some).ok_or(IntrospectionError::WrongType { name, expected }),
    }
}

fn audience(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(several) => several.iter().map(|one| one.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

/// One name is written as a string, several as an array (RFC 7519 §4.1.3).
fn one_or_several<S: Serializer>(names: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    match names {
        [one] => one.serialize(serializer),
        several => several.serialize(serializer),
    }
}
