//! The ID Token, where there is a sign-in to describe (OIDC Core §2), and where a vendor policy wants one all the same.

use serde_json::Map;

use crate::cite::{Citation, Document};
use crate::issuer::state::{Client, Issuer, Login};
use crate::issuer::tokens::id_token::{Beside, about, claims, sign};
use crate::oauth::id_token::IdTokenClaims;
use crate::oauth::{ActiveToken, OAuthError};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Trace, unavailable};

use super::as_played;
use super::granted::{Granted, Identity};

pub(super) static ID_TOKEN: Check = Check::new("ID Token", Citation::new(Document::OidcCore, "2"));

/// The `id_token` of the response, if it has one.
pub(super) async fn id_token<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    granted: &Granted,
    (token, access_token): (&ActiveToken, &str),
    trace: &mut Trace,
) -> Result<Option<String>, OAuthError> {
    if let Some(jwt) = as_played::id_token(issuer, client, granted, token, trace) {
        let signed = as_played::signed_id_token(issuer, jwt, access_token).await;
        return signed.map(Some).map_err(|error| unavailable(trace, &ID_TOKEN, &error));
    }
    let signed = match &granted.identity {
        Identity::Person { auth_time, nonce } if granted.scope.contains("openid") => {
            trace.passed(&ID_TOKEN, "A person signed in, and the scope has openid.", "One about that sign-in.");
            let sub = granted.subject.clone().unwrap_or_default();
            let login = Login { sub, auth_time: *auth_time, nonce: nonce.clone() };
            // A client that also got one through the browser finds the same sign-in here (OIDC Core §3.3.3.6).
            let beside = Beside { access_token: Some(access_token), ..Beside::default() };
            about(issuer, &client.client_id, login, beside, Map::new()).await
        }
        Identity::Person { .. } => {
            trace.noted(&ID_TOKEN, "A person signed in; the scope has no openid.", "None: it was not asked for.");
            return Ok(None);
        }
        Identity::VendorAccount(account) => {
            let decided = format!("One all the same, about the account {account}. Outside the specification.");
            trace.noted(&ID_TOKEN, "Nobody signed in. Policy: vendor, service account.", decided);
            let claims = IdTokenClaims { sub: account.clone(), ..claims(issuer, &client.client_id) };
            sign(issuer, &claims).await
        }
        Identity::VendorCopy => {
            let decided = "The access token again, under this name. Outside the specification.";
            trace.noted(&ID_TOKEN, "Nobody signed in. Policy: vendor, copy.", decided);
            return Ok(Some(access_token.to_owned()));
        }
        Identity::Absent => {
            trace.noted(
                &ID_TOKEN,
                "About a person who did not sign in here.",
                "None: there is no sign-in to describe.",
            );
            return Ok(None);
        }
        Identity::Nobody => {
            trace.noted(&ID_TOKEN, "Nobody signed in.", "None: there is no sign-in to describe.");
            return Ok(None);
        }
    };
    signed.map(Some).map_err(|error| unavailable(trace, &ID_TOKEN, &error))
}
