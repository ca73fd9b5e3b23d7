//! An answer reduced to what can be compared: which members and claims there are and of which kind, never what a token or secret is.

use std::collections::BTreeMap;

use http::header::{CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderMap, Response};
use serde_json::{Map, Value};

use crate::jose::{CompactJws, json};

/// An answer of a token endpoint, reduced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reduced {
    /// The status.
    pub status: u16,
    /// The error code.
    pub error: Option<String>,
    /// The scope that the answer names.
    pub scope: Option<String>,
    /// How the token is used, as the answer spells it.
    pub token_type: Option<String>,
    /// The members of the body by their names; empty where it is no JSON object.
    pub members: BTreeMap<String, Kind>,
    /// Header and claims of an access token that is a JWT.
    pub access_token: BTreeMap<String, Kind>,
    /// The same of an ID Token.
    pub id_token: BTreeMap<String, Kind>,
    /// The header `typ` of an access token that is a JWT.
    pub typ: Option<String>,
    /// The media type of the body.
    pub media_type: Option<String>,
    /// Whether no cache may keep the answer.
    pub is_private: bool,
    /// The schemes of the challenge.
    pub challenge: Option<String>,
}

/// What kind of thing a member or claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `null`.
    Null,
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A signed JWT.
    Jwt,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Kind {
    /// The kind's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::Text => "text",
            Self::Jwt => "jwt",
            Self::List => "list",
            Self::Object => "object",
        }
    }

    fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(text) if CompactJws::parse(text).is_ok() => Self::Jwt,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }
}

impl Reduced {
    /// What of an answer can be compared.
    #[must_use]
    pub fn of(response: &Response<Vec<u8>>) -> Self {
        let members = json::parse_object(response.body()).unwrap_or_default();
        let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_owned);
        let token =
            |name: &str| members.get(name).and_then(Value::as_str).and_then(|token| CompactJws::parse(token).ok());
        let claims = |jws: Option<&CompactJws>| {
            let claims = jws.and_then(|jws| json::parse_object(jws.payload()).ok());
            claims.map(|claims| kinds(&claims)).unwrap_or_default()
        };
        let access_token = token("access_token");
        let headers = response.headers();
        Self {
            status: response.status().as_u16(),
            error: text("error"),
            scope: text("scope"),
            token_type: text("token_type"),
            typ: access_token.as_ref().and_then(|jws| jws.header().get("typ")?.as_str().map(str::to_owned)),
            access_token: claims(access_token.as_ref()),
            id_token: claims(token("id_token").as_ref()),
            members: kinds(&members),
            media_type: field(headers, CONTENT_TYPE).map(|value| essence(&value)),
            is_private: field(headers, CACHE_CONTROL).is_some_and(|value| value.contains("no-store")),
            challenge: field(headers, WWW_AUTHENTICATE)
                .map(|value| value.split(' ').next().unwrap_or_default().to_owned()),
        }
    }
}

fn kinds(members: &Map<String, Value>) -> BTreeMap<String, Kind> {
    members.iter().map(|(name, value)| (name.clone(), Kind::of(value))).collect()
}

fn field(headers: &HeaderMap, name: http::HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn essence(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
