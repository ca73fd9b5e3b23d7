//! Does a refresh token come with the access token?
//!
//! | who asked | |
//! |---|---|
//! | a person who allowed `offline_access` (OIDC Core §11) | one; a public client gets another each time it uses it (RFC 9700 §4.14.2) |
//! | a client for a person who is not there | none: whoever gave the word gives it again (RFC 7521 §4.1) |
//! | a client for itself | none; one under a policy, which RFC 6749 §4.4.3 advises against and the OAuth 2.1 draft leaves open (§3.2.3) |

use crate::cite::{Citation, Document};
use crate::issuer::state::{Client, Issuer, Login, RefreshToken};
use crate::oauth::{Confirmation, OAuthError};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Trace, ids, unavailable};

use super::granted::{Granted, Identity};

pub(super) static RENEWAL: Check = Check::new("Renewal", Citation::rfc(6749, "4.4.3"));
static BY_POLICY: Check = Check::new(RENEWAL.name, Citation::new(Document::OAuth21, "3.2.3"));
static OFFLINE: Check = Check::new(RENEWAL.name, Citation::new(Document::OidcCore, "11"));
static ROTATION: Check = Check::new(RENEWAL.name, Citation::rfc(9700, "4.14.2"));

/// How long refresh tokens live, in seconds: a day.
const LIFETIME: i64 = 86_400;

/// The refresh token of the response, if it has one. One that was used is spent only when the next is there.
pub(super) fn issue<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    granted: &Granted,
    binding: Option<&Confirmation>,
    trace: &mut Trace,
) -> Result<Option<String>, OAuthError> {
    let expires = issuer.now().plus(LIFETIME);
    let token = match (&granted.refresh, &granted.identity) {
        (Some((_, token)), _) if client.is_public() => {
            trace.passed(&ROTATION, "A public client used its refresh token.", "Another one takes its place.");
            token.clone()
        }
        (Some(_), _) => return Ok(None),
        (None, Identity::Person { auth_time, .. }) if granted.scope.contains("offline_access") => {
            let cnf = binding.cloned().filter(|_| client.is_public());
            let bound = if cnf.is_some() { " It is bound to what the access token is bound to." } else { "" };
            let decided = format!("A refresh token, good for a day.{bound}");
            trace.passed(&OFFLINE, "The person allowed offline_access.", decided);
            let sub = granted.subject.clone().unwrap_or_default();
            let login = Login { sub, auth_time: *auth_time, nonce: None };
            RefreshToken { login: Some(login), cnf, ..of(client, granted) }
        }
        (None, Identity::Person { .. } | Identity::Absent) => return Ok(None),
        (None, _) if issuer.policies.borrow().refresh => {
            let saw = "Policy: refresh tokens on.";
            if issuer.policies.borrow().profile.advises_against_refresh() {
                trace.noted(&RENEWAL, saw, "A refresh token. The specification advises against it here.");
            } else {
                trace.noted(&BY_POLICY, saw, "A refresh token. Whether one comes is the issuer's own decision.");
            }
            of(client, granted)
        }
        (None, _) if granted.played.as_ref().is_some_and(|played| played.0.refreshes(&granted.scope)) => {
            let decided =
                "A refresh token, as the server that is played gives one. The specification advises against it here.";
            trace.noted(&RENEWAL, "offline_access is granted.", decided);
            of(client, granted)
        }
        (None, _) => return Ok(None),
    };
    let text = ids::credential(&issuer.ports.random);
    let text = text.map_err(|error| unavailable(trace, &RENEWAL, &error.to_string()))?;
    let mut issued = issuer.issued.borrow_mut();
    if let Some((used, _)) = &granted.refresh {
        issued.spend(used, expires, granted.id.clone());
    }
    issued.add_refresh(text.clone(), expires, token);
    Ok(Some(text))
}

/// Good for all that was granted, whatever this access token reaches.
fn of(client: &Client, granted: &Granted) -> RefreshToken {
    RefreshToken {
        client_id: client.client_id.clone(),
        scope: granted.scope.clone(),
        resources: granted.resources.clone(),
        details: granted.details.clone(),
        login: None,
        cnf: None,
        grant: granted.id.clone(),
    }
}
