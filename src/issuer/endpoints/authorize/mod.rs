//! The authorization endpoint (RFC 6749 §3.1, §4.1.1; RFC 7636 §4.3; OIDC Core §3.1.2, §3.2.2, §3.3.2): the code flow, and for contrast
//! Implicit and Hybrid as far as they put no access token into the redirect.
//!
//! Until client and redirect URI are known good, the browser is told on a page and sent nowhere: anything else would make the
//! issuer an open redirector (RFC 6749 §4.1.2.1, RFC 9700 §4.11). After that every refusal goes back to the client. A good request
//! opens a sign-in, which `sign_in` plays.

mod checks;
mod openid;
mod request;
mod return_to;
mod scope;

use http::{Method, StatusCode};

use crate::cite::Citation;
use crate::issuer::state::Issuer;
use crate::oauth::media_type;
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Incoming, Reply, Trace, ids, reply};

use return_to::Refusal;

pub(crate) use return_to::ReturnTo;

static SIGN_IN: Check = Check::new("Sign-in", Citation::rfc(6749, "4.1.1"));

/// How long a sign-in may take, in seconds.
const TRANSACTION_LIFETIME: i64 = 600;

/// Answers a request to the authorization endpoint.
pub(crate) fn answer<C: Crypto, K: Clock, R: Random>(
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
    let names = &issuer.names;
    match request::read(&issuer.registry.borrow(), profile, parameters, trace) {
        Ok(transaction) => {
            let name = match ids::credential(&issuer.ports.random) {
                Ok(name) => name,
                Err(error) => {
                    return ReturnTo::of(&transaction, names).cannot_go_on(trace, &SIGN_IN, &error.to_string());
                }
            };
            let location = names.at(&["/sign-in?transaction=", &name].concat());
            let expires = issuer.now().plus(TRANSACTION_LIFETIME);
            issuer.transactions.borrow_mut().insert(name, expires, transaction);
            reply::see_other(&location)
        }
        Err(Refusal::Page(sentence)) => refusal_page(sentence),
        Err(Refusal::Redirect(to, error, description)) => to.refuse(error, &description),
    }
}

/// What the person at the browser sees when a request leads nowhere.
pub(crate) fn refusal_page(sentence: &str) -> Reply {
    reply::page(StatusCode::BAD_REQUEST, "The issuer refused", &format!("<p>{sentence}</p>"))
}
