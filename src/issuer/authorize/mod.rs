//! The authorization endpoint (RFC 6749 §3.1, §4.1.1; RFC 7636 §4.3; OIDC Core §3.1.2, §3.2.2, §3.3.2): the code flow, and for contrast
//! Implicit and Hybrid as far as they put no access token into the redirect.
//!
//! Until client and redirect URI are known good, the browser is told on a page and sent nowhere: anything else would make the
//! issuer an open redirector (RFC 6749 §4.1.2.1, RFC 9700 §4.11). After that every refusal goes back to the client. A good request
//! opens a sign-in, which `sign_in` plays.

mod openid;
mod request;
mod scope;
mod transaction;

use http::{Method, StatusCode};

use crate::cite::Citation;
use crate::oauth::authorization_response::{AuthorizationOutcome, AuthorizationResponse};
use crate::oauth::{ResponseMode, media_type};
use crate::ports::{Clock, Crypto, Random};

use super::reply::{self, NO_CRYPTOGRAPHY, Reply};
use super::trace::{Check, Trace};
use super::{ISSUER, Incoming, Issuer, ids};

pub(super) use transaction::{CODE_LIFETIME, Code, Transaction};

static SIGN_IN: Check = Check::new("Sign-in", Citation::rfc(6749, "4.1.1"));

/// How long a sign-in may take, in seconds.
const TRANSACTION_LIFETIME: i64 = 600;

/// Where a browser is sent when a request ends.
pub(super) struct ReturnTo {
    pub(super) redirect_uri: String,
    pub(super) state: Option<String>,
    pub(super) mode: ResponseMode,
}

/// Why a request does not lead to a sign-in.
enum Refusal {
    /// Told to the person: there is no client to tell.
    Page(&'static str),
    /// Told to the client.
    Redirect(ReturnTo, &'static str, String),
}

/// Answers a request to the authorization endpoint.
pub(super) fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    // OIDC Core §3.1.2.1 wants both methods.
    let parameters = match request.head.method {
        Method::POST => media_type::is_form(&request.head.headers).then_some(request.body.as_slice()),
        _ => Some(request.head.uri.query().unwrap_or_default().as_bytes()),
    };
    let profile = issuer.policies.borrow().profile;
    match request::read(&issuer.registry.borrow(), profile, parameters, trace) {
        Ok(transaction) => {
            let name = match ids::credential(&issuer.random) {
                Ok(name) => name,
                Err(error) => return transaction.return_to().cannot_go_on(trace, &SIGN_IN, &error.to_string()),
            };
            let location = format!("{ISSUER}/sign-in?transaction={name}");
            let expires = issuer.now().plus(TRANSACTION_LIFETIME);
            issuer.transactions.borrow_mut().insert(name, expires, transaction);
            reply::see_other(&location)
        }
        Err(Refusal::Page(sentence)) => refusal_page(sentence),
        Err(Refusal::Redirect(to, error, description)) => to.refuse(error, &description),
    }
}

impl ReturnTo {
    /// Back to the client with what it asked for: a code, an ID Token, or both.
    pub(super) fn answer(self, code: Option<String>, id_token: Option<String>) -> Reply {
        self.send(match (code, id_token) {
            (code, Some(id_token)) => AuthorizationOutcome::IdToken { id_token, code },
            (code, None) => AuthorizationOutcome::Code(code.unwrap_or_default()),
        })
    }

    /// Back to the client with an error.
    pub(super) fn refuse(self, error: &str, description: &str) -> Reply {
        let description = Some(description.to_owned());
        self.send(AuthorizationOutcome::Error { error: error.to_owned(), description })
    }

    /// Back to the client because the platform's cryptography fails: an address cannot carry the 503 (RFC 6749 §4.1.2.1).
    pub(super) fn cannot_go_on(self, trace: &mut Trace, check: &Check, error: &str) -> Reply {
        trace.refused(check, "The platform's cryptography.", format!("Back to the client: server_error. {error}"));
        self.refuse("server_error", NO_CRYPTOGRAPHY)
    }

    /// Every answer names its issuer, so that a client of several cannot mix them up (RFC 9207 §2).
    fn send(self, outcome: AuthorizationOutcome) -> Reply {
        let iss = Some(ISSUER.to_owned());
        let location = AuthorizationResponse { outcome, state: self.state, iss }.to_uri(&self.redirect_uri, self.mode);
        reply::see_other(&location)
    }
}

/// What the person at the browser sees when a request leads nowhere.
pub(super) fn refusal_page(sentence: &str) -> Reply {
    reply::page(StatusCode::BAD_REQUEST, "The issuer refused", &format!("<p>{sentence}</p>"))
}
