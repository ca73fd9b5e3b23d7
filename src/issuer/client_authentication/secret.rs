//! Proof by a secret that travels: `client_secret_basic` and `client_secret_post` (RFC 6749 §2.3.1).

use std::rc::Rc;

use crate::cite::Citation;
use crate::issuer::policy::Profile;
use crate::issuer::state::Client;
use crate::oauth::{ClientAuthMethod, ClientSecret, OAuthError, Presented};
use crate::server::{Check, Trace, refuse};

use super::answer;
use super::presented::{CLIENT, describe};

static UNENCODED: Check = Check::new(CLIENT.name, Citation::rfc(6749, "2.3.1"));

/// Whether the secret that is presented is the client's. `unencoded` says what a wrong one is when nobody decodes it.
pub(super) fn prove(
    known: Option<Rc<Client>>,
    presented: &Presented,
    profile: Profile,
    unencoded: Option<String>,
    trace: &mut Trace,
) -> Result<Rc<Client>, OAuthError> {
    let nothing = ClientSecret::new("");
    let secret = presented.client_secret().unwrap_or(&nothing);
    let judgement = judge(known.as_deref(), secret, presented.method(), profile);
    match (known, judgement) {
        (Some(client), Ok(reason)) => {
            trace.passed(&CLIENT, describe(presented), reason);
            Ok(client)
        }
        (_, Ok(reason) | Err(reason)) => {
            let (check, reason) = match &unencoded {
                Some(told) => (&UNENCODED, told.as_str()),
                None => (&CLIENT, reason),
            };
            Err(refuse(trace, check, describe(presented), answer::failed(presented), reason))
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
    profile: Profile,
) -> Result<&'static str, &'static str> {
    // An unknown client costs a comparison too, so that the time of the answer does not tell it from a wrong secret.
    let nobodys = ClientSecret::new("the secret of no client at all");
    let known = client.and_then(|client| client.client_secret.as_ref());
    let right = known.unwrap_or(&nobodys).matches(secret) && known.is_some();
    let Some(client) = client else {
        return Err("No client has this identifier.");
    };
    let registered = client.token_endpoint_auth_method;
    if !right {
        Err("The secret is not this client's.")
    } else if method == Some(registered) {
        Ok("The secret is this client's, sent the way it registered for.")
    } else if method == Some(ClientAuthMethod::ClientSecretBasic) && registered == ClientAuthMethod::ClientSecretPost {
        Ok("The secret is this client's. It registered for the form; Basic works for every client with a secret.")
    } else if profile.takes_any_secret_in_the_form()
        && method == Some(ClientAuthMethod::ClientSecretPost)
        && registered == ClientAuthMethod::ClientSecretBasic
    {
        Ok("The secret is this client's. It registered for Basic; under OAuth 2.1 the form works for every client.")
    } else {
        Err("The secret is this client's, but not sent the way it registered for.")
    }
}
