//! Other addresses for the same endpoints, where connections ask for certificates (RFC 8705 §5).
//!
//! A browser that meets such a connection asks the person for a certificate. So an issuer that has people and programs as its callers
//! asks on names of their own, and tells the programs about them.

use serde::Serialize;
use serde_json::Value;

use super::error::MetadataError;
use super::member::text;

/// The endpoints that have another address; empty for those that have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EndpointAliases {
    /// Where tokens are asked for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub token_endpoint: String,
    /// Where an API asks about tokens.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub introspection_endpoint: String,
    /// Where a client gives tokens back.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub revocation_endpoint: String,
}

impl EndpointAliases {
    pub(super) const fn is_empty(&self) -> bool {
        self.token_endpoint.is_empty() && self.introspection_endpoint.is_empty() && self.revocation_endpoint.is_empty()
    }

    pub(super) fn read(value: Option<Value>) -> Result<Self, MetadataError> {
        let mut members = match value {
            None | Some(Value::Null) => return Ok(Self::default()),
            Some(Value::Object(members)) => members,
            Some(_) => {
                return Err(MetadataError::WrongType { name: "mtls_endpoint_aliases", expected: "object" });
            }
        };
        Ok(Self {
            token_endpoint: text(&mut members, "token_endpoint")?,
            introspection_endpoint: text(&mut members, "introspection_endpoint")?,
            revocation_endpoint: text(&mut members, "revocation_endpoint")?,
        })
    }
}
