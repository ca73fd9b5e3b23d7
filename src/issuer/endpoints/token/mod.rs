//! The token endpoint (RFC 6749 §3.2): who asks, by which grant, for what; then tokens, or one error.
//!
//! The specifications leave the order of the checks mostly open; this is the one kept here, and [`CHECKS`] names it: a malformed
//! message first, then the client, because nobody else's business is discussed with a stranger (RFC 6749 §3.2.1, §4.4.2), then the
//! grant type, whether the client may use it, whether the token is bound to a key, for which API it is wanted,
//! and last what it asks for. The first check that fails answers; RFC 6749 §5.2
//! has one `error` and no list. No reply is ever stored by a cache, and none repeats what was sent.

mod as_played;
mod audience;
mod authorization_code;
mod binding;
mod certificate_binding;
mod client_credentials;
pub(super) mod grant;
mod granted;
mod id_token;
mod jwt_bearer;
mod message;
mod mint;
mod profile;
mod refresh_token;
mod renewal;
mod token_exchange;
mod user_claims;

use http::header::PRAGMA;

use crate::issuer::client_authentication::{self, authenticate};
use crate::issuer::state::Issuer;
use crate::oauth::{GrantType, OAuthError, TokenResponse};
use crate::ports::{Clock, Crypto, Random, Transport};
use crate::server::{Incoming, METHOD, PROXY, Reply, SIZE, Trace};

use super::{authorization_details, resource_indicators};
use granted::Asked;

/// Every check of the token endpoint, in the order in which they are made. Checks of other grants are left out of a trace.
pub const CHECKS: [&str; 32] = [
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
    client_authentication::ENABLED.name,
    profile::PROFILE.name,
    grant::GRANT_TYPE.name,
    grant::PERMISSION.name,
    certificate_binding::CERTIFICATE.name,
    binding::PROOF.name,
    resource_indicators::RESOURCE.name,
    authorization_details::DETAILS.name,
    refresh_token::REFRESH_TOKEN.name,
    authorization_code::CODE.name,
    authorization_code::REDIRECT_URI.name,
    authorization_code::VERIFIER.name,
    jwt_bearer::KEYS.name,
    jwt_bearer::ASSERTION.name,
    token_exchange::SUBJECT_TOKEN.name,
    client_credentials::SCOPE.name,
    client_credentials::PERSON_SCOPES.name,
    client_credentials::SCOPE_ALLOWED.name,
    audience::AUDIENCE.name,
    renewal::RENEWAL.name,
    mint::ACCESS_TOKEN.name,
    id_token::ID_TOKEN.name,
];

/// Answers a request to the token endpoint. Where the issuer plays a server, that one reads the request, and may judge the grant before the client.
pub(super) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Reply {
    let mut reply = match run(issuer, request, transport, trace).await {
        Ok(response) => response.to_response(),
        Err(error) => error.into_response(),
    };
    if !issuer.policies.borrow().profile.sends_pragma() {
        reply.headers_mut().remove(PRAGMA);
    }
    issuer.token_proofs().offer_nonce(request, &mut reply);
    reply
}

async fn run<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Result<TokenResponse, OAuthError> {
    let played = issuer.policies.borrow().personality.clone();
    let as_read = match &played {
        Some(played) => played.0.read(request, trace)?,
        None => None,
    };
    let request = as_read.as_ref().unwrap_or(request);
    let message = message::read(request, played.as_ref(), trace)?;
    let grant = match &played {
        Some(played) if played.0.judges_the_grant_first() => {
            Some(grant::choose(&message, &issuer.policies.borrow(), trace)?)
        }
        _ => None,
    };
    let client = authenticate(issuer, request, &message.form, transport, trace).await?;
    profile::admit(issuer.policies.borrow().profile, &client, trace)?;
    let grant = match grant {
        Some(grant) => grant,
        None => grant::choose(&message, &issuer.policies.borrow(), trace)?,
    };
    grant::permit(&client, grant, &issuer.policies.borrow(), trace)?;
    let binding = binding::bind(issuer, &client, request, trace).await?;
    let resources = resource_indicators::read(&issuer.registry.borrow(), &client, &message.form, trace)?;
    let details = authorization_details::read(&issuer.names, &client, &message.form, trace)?;
    let wanted = resources.clone();
    let asked = Asked { resources, details };
    let granted = match grant {
        GrantType::AuthorizationCode => authorization_code::redeem(issuer, &client, &message, asked, trace).await?,
        GrantType::RefreshToken => refresh_token::redeem(issuer, &client, &message, asked, binding.as_ref(), trace)?,
        GrantType::JwtBearer => jwt_bearer::redeem(issuer, &client, &message, asked, transport, trace).await?,
        GrantType::TokenExchange => token_exchange::redeem(issuer, &client, &message, asked, trace).await?,
        // Implicit has no part here, and `choose` never finds it.
        GrantType::ClientCredentials | GrantType::Implicit => {
            client_credentials::grant(issuer, &client, &message, asked, trace)?
        }
    };
    let reach = audience::choose(&issuer.registry.borrow(), &client, &granted, &wanted, trace)?;
    mint::tokens(issuer, &client, granted, reach, binding, trace).await
}
