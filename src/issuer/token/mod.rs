//! The token endpoint (RFC 6749 §3.2): who asks, by which grant, for what; then tokens, or one error.
//!
//! The specifications leave the order of the checks mostly open; this is the one kept here, and [`CHECKS`] names it: a malformed
//! message first, then the client, because nobody else's business is discussed with a stranger (RFC 6749 §3.2.1, §4.4.2), then the
//! grant type, whether the client may use it, and last what it asks for. The first check that fails answers; RFC 6749 §5.2
//! has one `error` and no list. No reply is ever stored by a cache, and none repeats what was sent.

mod audience;
mod authenticate;
mod authorization_code;
mod client_credentials;
pub(super) mod grant;
mod message;
mod mint;

use http::header::ALLOW;
use http::{HeaderValue, StatusCode};

use crate::oauth::{ErrorCode, GrantType, OAuthError, Scope, TokenRequestError, TokenResponse};
use crate::ports::{Clock, Crypto, Random, UnixTime};

use super::reply::{NO_CRYPTOGRAPHY, Reply};
use super::route::{Endpoint, METHOD};
use super::trace::{Check, Trace};
use super::{Incoming, Issuer};

/// Every check of the token endpoint, in the order in which they are made. Checks of other grants are left out of a trace.
pub const CHECKS: [&str; 15] = [
    METHOD.name,
    message::MESSAGE.name,
    authenticate::CREDENTIALS.name,
    authenticate::CLIENT.name,
    grant::GRANT_TYPE.name,
    grant::PERMISSION.name,
    authorization_code::CODE.name,
    authorization_code::REDIRECT_URI.name,
    authorization_code::VERIFIER.name,
    client_credentials::SCOPE.name,
    client_credentials::PERSON_SCOPES.name,
    client_credentials::SCOPE_ALLOWED.name,
    audience::AUDIENCE.name,
    mint::ACCESS_TOKEN.name,
    mint::ID_TOKEN.name,
];

/// What a grant allows: whom the access token is about, what it is good for, and what an ID Token could be about.
struct Granted {
    /// The `sub` of the access token.
    subject: String,
    scope: Scope,
    identity: Identity,
}

/// Who signed in.
enum Identity {
    /// Nobody.
    Nobody,
    /// Nobody, but a vendor policy wants an ID Token about this account.
    VendorAccount(String),
    /// A person.
    Person {
        /// When.
        auth_time: UnixTime,
        /// The client's value that ties an ID Token to its request.
        nonce: Option<String>,
    },
}

/// Answers a request to the token endpoint.
pub(super) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    match run(issuer, request, trace).await {
        Ok(response) => response.to_response(),
        Err(error) => error.into_response(),
    }
}

/// The refusal of any method but POST, in the form of every other refusal of this endpoint.
pub(super) fn method_not_allowed() -> Reply {
    OAuthError::new(ErrorCode::InvalidRequest, "The token endpoint takes only POST.")
        .with_status(StatusCode::METHOD_NOT_ALLOWED)
        .with_header(ALLOW, HeaderValue::from_static(Endpoint::Token.methods()))
        .into_response()
}

async fn run<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Result<TokenResponse, OAuthError> {
    let message = message::read(request, trace)?;
    let presented = authenticate::presented(request, &message, trace)?;
    let client = authenticate::client(&issuer.registry.borrow(), &presented, trace)?;
    let grant = grant::choose(&message, trace)?;
    grant::permit(&client, grant, trace)?;
    let granted = match grant {
        GrantType::ClientCredentials => client_credentials::grant(issuer, &client, &message, trace)?,
        GrantType::AuthorizationCode => authorization_code::redeem(issuer, &client, &message, trace).await?,
        GrantType::RefreshToken => return Err(TokenRequestError::GrantTypeUnsupported.to_oauth_error()),
    };
    let audience = audience::choose(&issuer.registry.borrow(), &granted, trace)?;
    mint::tokens(issuer, &client, granted, audience, trace).await
}

/// Ends the request: writes the refusal down and gives it back to be answered.
fn refuse(trace: &mut Trace, check: &Check, saw: impl Into<String>, error: OAuthError, because: &str) -> OAuthError {
    trace.refused(check, saw, format!("{} {}. {because}", error.status.as_u16(), error.code.as_str()));
    error
}

/// The platform could not sign or hash: the request was fine, so the answer is a 503 and not one of RFC 6749 §5.2.
fn unavailable(trace: &mut Trace, check: &Check, error: &str) -> OAuthError {
    let refusal = OAuthError::new(ErrorCode::ServerError, NO_CRYPTOGRAPHY).with_status(StatusCode::SERVICE_UNAVAILABLE);
    refuse(trace, check, "The platform's cryptography.", refusal, error)
}
