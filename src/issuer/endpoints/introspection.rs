//! The introspection endpoint (RFC 7662): what the issuer says about a token to the API that it is for.
//!
//! Whoever asks proves who it is first, or the endpoint would tell strangers which guesses are tokens (§4). A token that is unknown,
//! over, revoked or meant for another API is answered alike: not active, and nothing else. Of the scope of a token that is good for
//! several APIs each learns what concerns it: the scopes of the other APIs are left out (§2.2), and would be of no use to it.

use crate::cite::Citation;
use crate::issuer::client_authentication::authenticate;
use crate::issuer::state::{Issuer, Registry};
use crate::issuer::tokens::OwnToken;
use crate::jose::counted;
use crate::oauth::{Introspection, OAuthError, Scope, TokenReference};
use crate::ports::{Clock, Crypto, Random, Transport};
use crate::server::{Check, Incoming, Reply, Trace, quoted, refuse, unavailable};

static MESSAGE: Check = Check::new("Message", Citation::rfc(7662, "2.1"));
static TOKEN: Check = Check::new("Token", Citation::rfc(7662, "2.2"));
static AUDIENCE: Check = Check::new("Audience", Citation::rfc(7662, "4"));

/// Answers a question about a token.
pub(crate) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Reply {
    match run(issuer, request, transport, trace).await {
        Ok(answer) => answer.to_response(),
        Err(error) => error.into_response(),
    }
}

async fn run<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    transport: &impl Transport,
    trace: &mut Trace,
) -> Result<Introspection, OAuthError> {
    let reference = read(request, trace)?;
    let caller = authenticate(issuer, request, &reference.form, transport, trace).await?;
    let found = OwnToken::look_up(issuer, reference.token()).await;
    let found = found.map_err(|error| unavailable(trace, &TOKEN, &error.to_string()))?;
    let mut token = match found {
        Some(OwnToken::Opaque(token) | OwnToken::Jwt(token)) => token,
        Some(OwnToken::Refresh(_)) => {
            trace.noted(&TOKEN, "A refresh token.", "Not active: it is for the token endpoint, not for any API.");
            return Ok(Introspection::Inactive);
        }
        None => {
            trace.noted(&TOKEN, "No access token of this issuer that is good now.", "Not active, and not a word why.");
            return Ok(Introspection::Inactive);
        }
    };
    trace.passed(&TOKEN, "An access token of this issuer.", "Good now.");
    let tells_the_client =
        issuer.policies.borrow().personality.as_ref().is_some_and(|played| played.0.tells_the_client());
    if tells_the_client && token.client_id.as_ref() == Some(&caller.client_id) {
        trace.noted(&AUDIENCE, "The client asks about its own token.", "Told: the server that is played tells it.");
        return Ok(Introspection::Active(Box::new(token)));
    }
    let own = audience_of(&issuer.registry.borrow(), caller.client_id.as_str());
    let saw = format!("For {}.", token.aud.join(" and "));
    if token.aud.iter().any(|name| own.contains(name)) {
        let scope = token.scope.take().unwrap_or_default();
        token.scope = own_scope(&issuer.registry.borrow(), &scope, &own);
        let decided = match &token.scope {
            told if told.as_deref().unwrap_or_default() == scope => "The caller's API is in it. Told.",
            _ => "The caller's API is in it. Told, without the scopes of other APIs (RFC 7662 §2.2).",
        };
        trace.passed(&AUDIENCE, saw, decided);
        // Of authorization details an API learns those about itself (RFC 9396 §9.2); all types here are about the orders.
        if !own.iter().any(|name| *name == issuer.names.api) {
            token.authorization_details.clear();
        }
        let client = issuer.registry.borrow().client(token.client_id.as_ref().map_or("", |id| id.as_str()));
        if let Some(client) = client.filter(|_| token.is_about_its_client()) {
            token.own = client.claims.clone();
        }
        Ok(Introspection::Active(Box::new(token)))
    } else {
        let decided = format!("Not active, as far as {} is concerned.", quoted(caller.client_id.as_str()));
        trace.noted(&AUDIENCE, saw, decided);
        Ok(Introspection::Inactive)
    }
}

/// What `scope` holds for these APIs: their own scopes, and those about no API at all. `None` when nothing is left.
fn own_scope(registry: &Registry, scope: &str, own: &[String]) -> Option<String> {
    let concerns = |token: &str| registry.api_of(token).is_none_or(|api| own.contains(&api.identifier));
    let told = Scope::parse(scope).ok()?.filter(concerns).to_string();
    (!told.is_empty()).then_some(told)
}

/// The APIs on whose behalf this client asks.
fn audience_of(registry: &Registry, client_id: &str) -> Vec<String> {
    let own = registry.apis.iter().filter(|api| api.client_id.as_str() == client_id);
    own.map(|api| api.identifier.clone()).collect()
}

/// Reads the request, before anybody asks who sent it.
pub(crate) fn read(request: &Incoming, trace: &mut Trace) -> Result<TokenReference, OAuthError> {
    match TokenReference::from_parts(&request.head, &request.body) {
        Ok(reference) => {
            trace.passed(&MESSAGE, "A form with a token.", "Well formed.");
            Ok(reference)
        }
        Err(error) => {
            let check = Check::new(MESSAGE.name, error.citation());
            let saw = format!("{} of body.", counted(&request.body.len(), "octet"));
            Err(refuse(trace, &check, saw, error.to_oauth_error(), &error.to_string()))
        }
    }
}
