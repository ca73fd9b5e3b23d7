//! Proof by a secret that travels: `client_secret_basic` and `client_secret_post` (RFC 6749 §2.3.1).

use std::rc::Rc;

use crate::cite::Citation;
use crate::issuer::personality::Secrets;
use crate::issuer::policy::Policies;
use crate::issuer::state::{Client, Registry};
use crate::oauth::client_auth::{BasicCredentials, BasicReading};
use crate::oauth::{ClientAuthMethod, ClientId, ClientSecret, OAuthError, Presented};
use crate::ports::UnixTime;
use crate::server::{Check, Trace, refuse};

use super::answer;
use super::presented::{CLIENT, describe};

static UNENCODED: Check = Check::new(CLIENT.name, Citation::rfc(6749, "2.3.1"));

/// Whether the secret that is presented is the client's. `unencoded` finds out what a wrong one is when nobody decodes it, where the policy
/// has it decoded.
pub(super) fn prove(
    registry: &Registry,
    presented: &Presented,
    policies: &Policies,
    now: UnixTime,
    unencoded: impl FnOnce() -> Option<String>,
    trace: &mut Trace,
) -> Result<Rc<Client>, OAuthError> {
    let judged = |client_id: &ClientId, secret: &ClientSecret| {
        let known = registry.client(client_id.as_str());
        let reason = judge(known.as_deref(), secret, presented.method(), policies, now)?;
        known.map(|client| (client, reason)).ok_or(reason)
    };
    let (nobody, nothing) = (ClientId::new(""), ClientSecret::new(""));
    let own = judged(presented.client_id().unwrap_or(&nobody), presented.client_secret().unwrap_or(&nothing));
    let otherwise = match presented {
        Presented::Basic(BasicCredentials { otherwise: Some(other), .. }) => {
            judged(&other.client_id, &other.client_secret).ok()
        }
        _ => None,
    };
    match (own, otherwise, policies.basic_secret) {
        (Ok((client, reason)), _, _) => {
            trace.passed(&CLIENT, describe(presented), reason);
            Ok(client)
        }
        (Err(_), Some((client, _)), BasicReading::Either) => {
            trace.noted(
                &CLIENT,
                describe(presented),
                "The secret is this client's, sent without form-encoding. Policy: either.",
            );
            Ok(client)
        }
        (Err(reason), otherwise, _) => {
            // Whoever proves nothing waits for it, known or not (CAU-09).
            let unencoded = unencoded();
            let (check, reason) = match (&unencoded, otherwise) {
                (Some(told), _) => (&UNENCODED, told.as_str()),
                (None, Some(_)) => {
                    (&CLIENT, "The secret is this client's, sent form-encoded. Policy: raw, so nothing is decoded.")
                }
                (None, None) => (&CLIENT, reason),
            };
            Err(refuse(trace, check, describe(presented), answer::failed(presented, registry.names.realm()), reason))
        }
    }
}

/// Whether `secret` proves that the caller is `client`, by a method that the client may use.
///
/// HTTP Basic works for every client with a password, whichever way it registered (RFC 6749 §2.3.1); the form works only for
/// a client that registered for it (OIDC Core §9).
fn judge(
    client: Option<&Client>,
    secret: &ClientSecret,
    method: Option<ClientAuthMethod>,
    policies: &Policies,
    now: UnixTime,
) -> Result<&'static str, &'static str> {
    let secrets = policies.personality.as_ref().map_or(Secrets::Standard, |played| played.0.secrets());
    // An unknown client costs a comparison too, so that the time of the answer does not tell it from a wrong secret.
    let nobodys = ClientSecret::new("the secret of no client at all");
    let known = client.and_then(|client| client.client_secret.as_ref());
    let right = known.unwrap_or(&nobodys).matches(secret) && known.is_some();
    // While a secret changes, two are good.
    let former = client.and_then(|client| client.old_secret.as_ref()).filter(|(_, until)| now < *until);
    let is_former = former.is_some_and(|(former, _)| former.matches(secret));
    let Some(client) = client else {
        return Err("No client has this identifier.");
    };
    let registered = client.token_endpoint_auth_method;
    if secrets == Secrets::Unread {
        Ok("The server that is played does not look at secrets.")
    } else if !right && !is_former {
        Err("The secret is not this client's.")
    } else if is_former && method == Some(registered) {
        Ok("The secret is this client's former one, which is still good beside the new one.")
    } else if method == Some(registered) {
        Ok("The secret is this client's, sent the way it registered for.")
    } else if method == Some(ClientAuthMethod::ClientSecretBasic) && registered == ClientAuthMethod::ClientSecretPost {
        Ok("The secret is this client's. It registered for the form; Basic works for every client with a secret.")
    } else if secrets == Secrets::AnyInTheForm && method == Some(ClientAuthMethod::ClientSecretPost) {
        Ok("The secret is this client's. It registered for Basic; the server that is played takes the form as well.")
    } else if policies.profile.takes_any_secret_in_the_form()
        && method == Some(ClientAuthMethod::ClientSecretPost)
        && registered == ClientAuthMethod::ClientSecretBasic
    {
        Ok("The secret is this client's. It registered for Basic; under OAuth 2.1 the form works for every client.")
    } else {
        Err("The secret is this client's, but not sent the way it registered for.")
    }
}
