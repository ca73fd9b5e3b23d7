//! The ID Token, where there is a sign-in to describe (OIDC Core §2), and where a vendor policy wants one all the same.

use crate::cite::{Citation, Document};
use crate::oauth::OAuthError;
use crate::oauth::id_token::IdTokenClaims;
use crate::ports::{Clock, Crypto, Random, UnixTime};

use super::super::keys::ID_TOKEN_ALGORITHM;
use super::super::refusal::unavailable;
use super::super::registry::Client;
use super::super::trace::{Check, Trace};
use super::super::{ISSUER, Issuer};
use super::{Granted, Identity, mint};

pub(super) static ID_TOKEN: Check = Check::new("ID Token", Citation::new(Document::OidcCore, "2"));

/// How long ID Tokens live, in seconds.
const LIFETIME: i64 = 300;

/// The `id_token` of the response, if it has one.
pub(super) async fn id_token<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    granted: &Granted,
    access_token: &str,
    trace: &mut Trace,
) -> Result<Option<String>, OAuthError> {
    if matches!(granted.identity, Identity::VendorCopy) {
        let decided = "The access token again, under this name. Outside the specification.";
        trace.noted(&ID_TOKEN, "Nobody signed in. Policy: vendor, copy.", decided);
        return Ok(Some(access_token.to_owned()));
    }
    let Some(claims) = claims(client, granted, issuer.now(), trace) else { return Ok(None) };
    let signed = mint::sign(issuer, ID_TOKEN_ALGORITHM, "JWT", &claims).await;
    signed.map(Some).map_err(|error| unavailable(trace, &ID_TOKEN, &error))
}

/// What an ID Token would say, if there is anything for one to say.
fn claims(client: &Client, granted: &Granted, now: UnixTime, trace: &mut Trace) -> Option<IdTokenClaims> {
    let base = IdTokenClaims {
        iss: ISSUER.to_owned(),
        aud: client.client_id.to_string(),
        iat: now,
        exp: now.plus(LIFETIME),
        ..IdTokenClaims::default()
    };
    match &granted.identity {
        Identity::Person { auth_time, nonce } if granted.scope.contains("openid") => {
            trace.passed(&ID_TOKEN, "A person signed in, and the scope has openid.", "One about that sign-in.");
            let (auth_time, nonce) = (Some(*auth_time), nonce.clone());
            Some(IdTokenClaims { sub: granted.subject.clone().unwrap_or_default(), auth_time, nonce, ..base })
        }
        Identity::Person { .. } => {
            trace.noted(&ID_TOKEN, "A person signed in; the scope has no openid.", "None: it was not asked for.");
            None
        }
        Identity::VendorAccount(account) => {
            let decided = format!("One all the same, about the account {account}. Outside the specification.");
            trace.noted(&ID_TOKEN, "Nobody signed in. Policy: vendor, service account.", decided);
            Some(IdTokenClaims { sub: account.clone(), ..base })
        }
        Identity::VendorCopy | Identity::Nobody => {
            trace.noted(&ID_TOKEN, "Nobody signed in.", "None: there is no sign-in to describe.");
            None
        }
    }
}
