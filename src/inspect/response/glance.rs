//! A token of a reply at a glance: its form and its claims, for a receipt that judges the reply and not the token.
//!
//! Whoever wants to know what is the matter with a token takes it apart with [`Decoded`](crate::inspect::Decoded). That is made for
//! tokens from everywhere and weighs ten times as much; a receipt is on every screen that runs something.

use serde_json::{Map, Value};

use crate::jose::{CompactJws, base64url};

/// What a token looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenForm {
    /// A signed JWT.
    Jwt,
    /// An encrypted JWT.
    EncryptedJwt,
    /// Only its issuer can read it.
    Opaque,
}

/// The form of `token`: three parts that are a JWS, or five of which the first says how the content is encrypted (RFC 7516 §9).
pub(super) fn form_of(token: &str) -> TokenForm {
    if CompactJws::parse(token).is_ok() {
        return TokenForm::Jwt;
    }
    let is_encrypted =
        token.split('.').count() == 5 && members_of(token, 0).is_some_and(|header| header.contains_key("enc"));
    if is_encrypted { TokenForm::EncryptedJwt } else { TokenForm::Opaque }
}

/// The claims of `token`, when its second part holds some, whatever else is the matter with it.
pub(super) fn claims_of(token: &str) -> Option<Map<String, Value>> {
    members_of(token, 1)
}

/// `exp` - `iat` of the access token among `members`, when it can be read.
pub(super) fn lifetime_in_the_token(members: &Map<String, Value>) -> Option<i64> {
    let claims = claims_of(members.get("access_token")?.as_str()?)?;
    let time = |name: &str| claims.get(name)?.as_i64();
    time("exp")?.checked_sub(time("iat")?)
}

fn members_of(token: &str, part: usize) -> Option<Map<String, Value>> {
    let octets = base64url::decode(token.split('.').nth(part)?.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&octets).ok()
}
