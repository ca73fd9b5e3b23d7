//! What a client asks of an ID Token before it believes that somebody signed in (OIDC Core §3.1.3.7).
//!
//! The claims alone: where the token came straight from the issuer, TLS stands for the signature (step 6 there). A token that fails here is
//! thrown away, whoever signed it.

use thiserror::Error;

use crate::cite::{Citation, Document};
use crate::jose::jwt::Claims;
use crate::ports::UnixTime;

/// What the client expects.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The issuer that it asked.
    pub issuer: &'a str,
    /// The client's own identifier.
    pub client_id: &'a str,
    /// The nonce of its request, if it sent one.
    pub nonce: Option<&'a str>,
    /// The client's clock.
    pub now: UnixTime,
}

/// Whether the client may take these claims for the result of its request.
///
/// # Errors
/// The first [`IdTokenError`], in the order of OIDC Core §3.1.3.7.
pub fn check(claims: &Claims, expected: Expected<'_>) -> Result<(), IdTokenError> {
    let text = |name| claims.string(name).ok().flatten();
    if text("iss") != Some(expected.issuer) {
        return Err(IdTokenError::Issuer);
    }
    let audience = claims.audience().ok().flatten().unwrap_or_default();
    if !audience.contains(&expected.client_id) {
        return Err(IdTokenError::Audience);
    }
    let exp = claims.time("exp").ok().flatten();
    if exp.is_none_or(|exp| expected.now.since(exp.at()) >= 0) {
        return Err(IdTokenError::Expired);
    }
    if expected.nonce.is_some() && text("nonce") != expected.nonce {
        return Err(IdTokenError::Nonce);
    }
    if text("sub").is_none_or(str::is_empty) {
        return Err(IdTokenError::Subject);
    }
    Ok(())
}

/// Why a client throws an ID Token away.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum IdTokenError {
    /// From somebody else.
    #[error("The token is not from the issuer that was asked.")]
    Issuer,
    /// For somebody else.
    #[error("The token is not for this client.")]
    Audience,
    /// Too old.
    #[error("The token has expired, or does not say when it does.")]
    Expired,
    /// For another request.
    #[error("The token does not carry the nonce of this request.")]
    Nonce,
    /// About nobody.
    #[error("The token does not say who signed in.")]
    Subject,
}

impl IdTokenError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Issuer => "id_token_issuer",
            Self::Audience => "id_token_audience",
            Self::Expired => "id_token_expired",
            Self::Nonce => "id_token_nonce",
            Self::Subject => "id_token_subject",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::Subject => Citation::new(Document::OidcCore, "2"),
            _ => Citation::new(Document::OidcCore, "3.1.3.7"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn checked(name: &str, value: Option<Value>) -> Result<(), IdTokenError> {
        let mut claims = json!({"iss": "https://i.test", "aud": ["c"], "exp": 20, "nonce": "n", "sub": "s"});
        match value {
            Some(value) => claims[name] = value,
            None => drop(claims.as_object_mut().unwrap().remove(name)),
        }
        let claims = Claims::parse(claims.to_string().as_bytes()).unwrap();
        check(&claims, Expected { issuer: "https://i.test", client_id: "c", nonce: Some("n"), now: UnixTime(10) })
    }

    #[test]
    fn each_claim_is_needed_and_compared() {
        assert_eq!(checked("more", Some(json!(1))), Ok(()));
        assert_eq!(checked("aud", Some(json!("c"))), Ok(()));
        for (name, others, error) in [
            ("iss", vec![json!("https://i.test/"), json!(1)], IdTokenError::Issuer),
            ("aud", vec![json!("https://api.test"), json!(["C"]), json!([])], IdTokenError::Audience),
            ("exp", vec![json!(10), json!("20")], IdTokenError::Expired),
            ("nonce", vec![json!("m"), json!(null)], IdTokenError::Nonce),
            ("sub", vec![json!("")], IdTokenError::Subject),
        ] {
            for value in others.into_iter().map(Some).chain([None]) {
                assert_eq!(checked(name, value.clone()), Err(error), "{name} {value:?}");
            }
            assert!(error.code().starts_with("id_token_") && error.citation().to_string().starts_with("OIDC Core"));
        }
    }
}
