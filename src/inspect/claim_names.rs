//! Names of claims that tell about a person, a login or a client, as standards and servers write them.

use serde_json::{Map, Value};

/// The standard claims about an end user (OIDC Core §5.1), without `sub`, which every token may have.
pub const USER_CLAIMS: [&str; 19] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "email",
    "email_verified",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    "phone_number_verified",
    "address",
    "updated_at",
];

/// The claims that tell about a login (OIDC Core §2).
pub const LOGIN_CLAIMS: [&str; 4] = ["auth_time", "nonce", "acr", "amr"];

/// Claims that name a person and are of no standard: `webid` is what Solid has.
pub const OTHER_PERSON_CLAIMS: [&str; 1] = ["webid"];

/// The claims that name the client which holds a token.
///
/// RFC 9068 §2.2 asks for `client_id`; `azp` (OIDC Core §2), `cid`, `appid` and `clientId` are what servers use beside it or instead.
pub const CLIENT_CLAIMS: [&str; 5] = ["client_id", "azp", "cid", "appid", "clientId"];

/// The standard user claims that `claims` has, in the standard's order.
#[must_use]
pub fn user_claims(claims: &Map<String, Value>) -> Vec<&'static str> {
    USER_CLAIMS.into_iter().filter(|name| claims.contains_key(*name)).collect()
}

/// The login claims that `claims` has.
#[must_use]
pub fn login_claims(claims: &Map<String, Value>) -> Vec<&'static str> {
    LOGIN_CLAIMS.into_iter().filter(|name| claims.contains_key(*name)).collect()
}
