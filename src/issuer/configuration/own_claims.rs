//! Claims of a client's own: what a team's server puts into its tokens beside what every token has, such as roles (RFC 9068 §2.2.3.1).

use serde_json::{Map, Value};

use crate::jose::json;

use super::reader::{At, ConfigurationError, member};

/// The member of a client's record that holds them.
const NAME: &str = "claims";

/// They are in every token of the client, and a token travels in a header field.
const MAX_OCTETS: usize = 4096;

/// What the issuer alone says about a token, its client and a sign-in: RFC 7519 §4.1, RFC 9068 §2.2, RFC 7662 §2.2, RFC 8693 §4.1, RFC 7800 §3.1,
/// RFC 9396 §9.1, OIDC Core §2, and its own `sub_type`.
const OF_THE_PROTOCOL: [&str; 30] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "client_id",
    "scope",
    "cnf",
    "act",
    "may_act",
    "authorization_details",
    "sub_type",
    "active",
    "username",
    "token_type",
    "azp",
    "nonce",
    "auth_time",
    "acr",
    "amr",
    "at_hash",
    "c_hash",
    "s_hash",
    "sid",
    "events",
    "txn",
    "vot",
    "vtm",
];

pub(super) fn write(claims: &Map<String, Value>) -> Option<(&'static str, Value)> {
    (!claims.is_empty()).then(|| (NAME, claims.clone().into()))
}

/// # Errors
/// [`ConfigurationError`] with the place of a claim that is the issuer's to make.
pub(super) fn read(at: &mut At) -> Result<Map<String, Value>, ConfigurationError> {
    let claims = at.object(NAME)?;
    if let Some(name) = claims.keys().find(|name| OF_THE_PROTOCOL.contains(&name.as_str())) {
        return Err(at.error(&member(NAME, name), "is a claim of the protocol, which only the issuer writes"));
    }
    if json::text(&Value::Object(claims.clone())).len() > MAX_OCTETS {
        return Err(at.error(NAME, "has more than 4096 octets, and every token of the client would carry them"));
    }
    Ok(claims)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_published_schema_refuses_the_same_claims() {
        let schema: Value = serde_json::from_str(include_str!("configuration.schema.json")).unwrap();
        let refused = &schema["$defs"]["client"]["properties"][NAME]["propertyNames"]["not"]["enum"];
        assert_eq!(*refused, Value::from(OF_THE_PROTOCOL.as_slice()));
    }
}
