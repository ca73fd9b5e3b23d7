//! How an authorization request ends at the client: where its browser is sent, and with what.

use crate::issuer::state::Transaction;
use crate::oauth::ResponseMode;
use crate::oauth::authorization_response::{AuthorizationOutcome, AuthorizationResponse};
use crate::server::reply::NO_CRYPTOGRAPHY;
use crate::server::{Check, Names, Reply, Trace, reply};

/// Where a browser is sent when a request ends.
pub(crate) struct ReturnTo {
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) mode: ResponseMode,
    pub(crate) issuer: String,
}

/// Why a request does not lead to a sign-in.
pub(super) enum Refusal {
    /// Told to the person: there is no client to tell.
    Page(&'static str),
    /// Told to the client.
    Redirect(ReturnTo, &'static str, String),
}

impl ReturnTo {
    /// Where the browser is sent when this request ends.
    pub(crate) fn of(transaction: &Transaction, names: &Names) -> Self {
        Self {
            redirect_uri: transaction.redirect_uri.clone(),
            state: transaction.state.clone(),
            mode: transaction.response_mode,
            issuer: names.issuer.clone(),
        }
    }

    /// Back to the client with what it asked for: a code, an ID Token, or both.
    pub(crate) fn answer(self, code: Option<String>, id_token: Option<String>) -> Reply {
        self.send(match (code, id_token) {
            (code, Some(id_token)) => AuthorizationOutcome::IdToken { id_token, code },
            (code, None) => AuthorizationOutcome::Code(code.unwrap_or_default()),
        })
    }

    /// Back to the client with an error.
    pub(crate) fn refuse(self, error: &str, description: &str) -> Reply {
        let description = Some(description.to_owned());
        self.send(AuthorizationOutcome::Error { error: error.to_owned(), description })
    }

    /// Back to the client because the platform's cryptography fails: an address cannot carry the 503 (RFC 6749 §4.1.2.1).
    pub(crate) fn cannot_go_on(self, trace: &mut Trace, check: &Check, error: &str) -> Reply {
        trace.refused(check, "The platform's cryptography.", format!("Back to the client: server_error. {error}"));
        self.refuse("server_error", NO_CRYPTOGRAPHY)
    }

    /// Every answer names its issuer, so that a client of several cannot mix them up (RFC 9207 §2).
    fn send(self, outcome: AuthorizationOutcome) -> Reply {
        let iss = Some(self.issuer);
        let location = AuthorizationResponse { outcome, state: self.state, iss }.to_uri(&self.redirect_uri, self.mode);
        reply::see_other(&location)
    }
}
