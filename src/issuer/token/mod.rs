//! The token endpoint (RFC 6749 §3.2): who asks, by which grant, for what; then tokens, or one error.
//!
//! The specifications leave the order of the checks mostly open; this is the one kept here, and [`CHECKS`] names it: a malformed
//! message first, then the client, because nobody else's business is discussed with a stranger (RFC 6749 §3.2.1, §4.4.2), then the
//! grant type, whether the client may use it, whether the token is bound to a key, for which API it is wanted,
//! and last what it asks for. The first check that fails answers; RFC 6749 §5.2
//! has one `error` and no list. No reply is ever stored by a cache, and none repeats what was sent.

mod audience;
mod authorization_code;
mod binding;
mod certificate_binding;
mod client_credentials;
pub(super) mod grant;
mod id_token;
mod message;
pub(super) mod mint;
mod profile;
mod refresh_token;
mod renewal;

use http::header::{ALLOW, PRAGMA};
use http::{HeaderValue, StatusCode};

use crate::oauth::{AuthorizationDetail, ErrorCode, GrantType, OAuthError, Scope, TokenResponse};
use crate::ports::{Clock, Crypto, Random, UnixTime};

use super::client_authentication::{self, authenticate};
use super::issued::RefreshToken;
use super::proxy::PROXY;
use super::reply::Reply;
use super::route::{Endpoint, METHOD};
use super::size::SIZE;
use super::trace::Trace;
use super::{Incoming, Issuer, details, resource_indicators};

/// Every check of the token endpoint, in the order in which they are made. Checks of other grants are left out of a trace.
pub const CHECKS: [&str; 28] = [
    PROXY.name,
    METHOD.name,
    SIZE,
    message::MESSAGE.name,
    client_authentication::CREDENTIALS.name,
    client_authentication::PACE.name,
    client_authentication::CLIENT_KEYS.name,
    client_authentication::CLIENT.name,
    client_authentication::ASSERTION.name,
    client_authentication::FIRST_USE.name,
    profile::PROFILE.name,
    grant::GRANT_TYPE.name,
    grant::PERMISSION.name,
    certificate_binding::CERTIFICATE.name,
    binding::PROOF.name,
    resource_indicators::RESOURCE.name,
    details::DETAILS.name,
    refresh_token::REFRESH_TOKEN.name,
    authorization_code::CODE.name,
    authorization_code::REDIRECT_URI.name,
    authorization_code::VERIFIER.name,
    client_credentials::SCOPE.name,
    client_credentials::PERSON_SCOPES.name,
    client_credentials::SCOPE_ALLOWED.name,
    audience::AUDIENCE.name,
    renewal::RENEWAL.name,
    mint::ACCESS_TOKEN.name,
    id_token::ID_TOKEN.name,
];

/// What a grant allows: whom the access token is about, what it is good for, and what an ID Token could be about.
struct Granted {
    /// The `sub` of the access token; `None` where a policy leaves it out.
    subject: Option<String>,
    scope: Scope,
    identity: Identity,
    /// The APIs that the grant is limited to; none when it is not.
    resources: Vec<String>,
    /// What it is good for in detail.
    details: Vec<AuthorizationDetail>,
    /// The name that all tokens of the grant carry.
    id: String,
    /// The refresh token that was used, and what it is good for.
    refresh: Option<(String, RefreshToken)>,
}

/// What the request asks for beside the scope, read and allowed for this client.
struct Asked {
    /// The APIs named with `resource`.
    resources: Vec<String>,
    /// The objects of `authorization_details`.
    details: Vec<AuthorizationDetail>,
}

/// Who signed in.
enum Identity {
    /// Nobody.
    Nobody,
    /// Nobody, but a vendor policy wants an ID Token about this account.
    VendorAccount(String),
    /// Nobody, but a vendor policy wants the access token a second time, under the name of an ID Token.
    VendorCopy,
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
    let mut reply = match run(issuer, request, trace).await {
        Ok(response) => response.to_response(),
        Err(error) => error.into_response(),
    };
    if !issuer.policies.borrow().profile.sends_pragma() {
        reply.headers_mut().remove(PRAGMA);
    }
    issuer.token_proofs.offer_nonce(issuer, request, &mut reply);
    reply
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
    let client = authenticate(issuer, request, &message.form, trace).await?;
    profile::admit(issuer.policies.borrow().profile, &client, trace)?;
    let grant = grant::choose(&message, &issuer.policies.borrow(), trace)?;
    grant::permit(&client, grant, &issuer.policies.borrow(), trace)?;
    let binding = binding::bind(issuer, &client, request, trace).await?;
    let resources = resource_indicators::read(&issuer.registry.borrow(), &client, &message.form, trace)?;
    let details = details::read(&client, &message.form, trace)?;
    let wanted = resources.clone();
    let asked = Asked { resources, details };
    let granted = match grant {
        GrantType::AuthorizationCode => authorization_code::redeem(issuer, &client, &message, asked, trace).await?,
        GrantType::RefreshToken => refresh_token::redeem(issuer, &client, &message, asked, binding.as_ref(), trace)?,
        // Implicit has no part here, and `choose` never finds it.
        GrantType::ClientCredentials | GrantType::Implicit => {
            client_credentials::grant(issuer, &client, &message, asked, trace)?
        }
    };
    let reach = audience::choose(&issuer.registry.borrow(), &client, &granted, &wanted, trace)?;
    mint::tokens(issuer, &client, granted, reach, binding, trace).await
}
