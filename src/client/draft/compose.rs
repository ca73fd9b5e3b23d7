//! Header and claims of the assertion that goes with a draft (RFC 7523 §3).
//!
//! What is typed as JSON takes the place of what the draft gives, and `null` takes a member away, so that every wrong assertion can be
//! written too. The signature is made elsewhere ([`crate::client::assertion`]).

use serde_json::{Map, Value};

use super::assertion::{AssertionAudience, AssertionType};
use super::problem::Problem;
use super::token_request_draft::Draft;
use crate::jose::{Algorithm, json};
use crate::ports::UnixTime;

impl Draft {
    /// The algorithm that signs the assertion; `None` for a method that signs nothing.
    #[must_use]
    pub const fn assertion_algorithm(&self) -> Option<Algorithm> {
        match self.method.signs() {
            false => None,
            true if self.method.has_secret() => Some(self.assertion.mac),
            true => Some(self.assertion.algorithm),
        }
    }

    /// The members of the assertion's header beside `alg`, which comes from the key, as `kid` does where it is not typed.
    ///
    /// # Errors
    /// [`Problem::AssertionNotJson`] when what is typed is no JSON object.
    pub fn assertion_header(&self) -> Result<Map<String, Value>, Problem> {
        let mut members = Map::new();
        if self.assertion.typ != AssertionType::Absent {
            members.insert("typ".to_owned(), self.assertion.typ.as_str().into());
        }
        if !self.assertion.kid.is_empty() {
            members.insert("kid".to_owned(), self.assertion.kid.as_str().into());
        }
        replaced(members, &self.assertion.header, "assertion_header")
    }

    /// The claims, for an assertion written at `now` with this name, unless another one is typed.
    ///
    /// # Errors
    /// As [`Draft::assertion_header`].
    pub fn assertion_claims(&self, now: UnixTime, jti: &str) -> Result<Map<String, Value>, Problem> {
        let client_id = self.client_id.as_str();
        let audience = match self.assertion.audience {
            AssertionAudience::Issuer => &self.issuer,
            AssertionAudience::TokenEndpoint => &self.token_endpoint,
        };
        let jti = if self.assertion.jti.is_empty() { jti } else { &self.assertion.jti };
        let members = json::object([
            ("iss", client_id.into()),
            ("sub", client_id.into()),
            ("aud", audience.trim().into()),
            ("iat", now.0.into()),
            ("exp", now.plus(self.assertion.lifetime.into()).0.into()),
            ("jti", jti.into()),
        ]);
        replaced(members, &self.assertion.claims, "assertion_claims")
    }
}

/// `members` with those of the typed object in their place.
fn replaced(mut members: Map<String, Value>, typed: &str, field: &'static str) -> Result<Map<String, Value>, Problem> {
    if typed.trim().is_empty() {
        return Ok(members);
    }
    let typed = json::parse_object(typed.trim().as_bytes()).map_err(|_| Problem::AssertionNotJson { field })?;
    for (name, value) in typed {
        if value.is_null() {
            members.remove(&name);
        } else {
            members.insert(name, value);
        }
    }
    Ok(members)
}
