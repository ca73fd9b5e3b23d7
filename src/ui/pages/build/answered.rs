//! An answer, with the request and everything else that it answers.

use super::own::is_ours;
use super::request_context::RequestContext;
use crate::client::Draft;
use crate::inspect::Receipt;
use crate::oauth::client_auth::Spelling;
use crate::oauth::{ErrorResponse, Exchange};
use crate::server::Trace;

/// An answer, with everything it answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The number of the run that brought it.
    pub run: u32,
    /// The draft as it was when it was sent.
    pub draft: Draft,
    /// What else the issuer's answer depended on.
    pub context: RequestContext,
    /// The certificate that the connection showed.
    pub certificate: Option<Vec<u8>>,
    /// Both messages.
    pub exchange: Exchange,
    /// What came before it, with what was checked: the exchange in which the server asked for a nonce (RFC 9449 §8).
    pub earlier: Option<(Exchange, Trace)>,
    /// What the issuer checked.
    pub trace: Trace,
    /// How many logins were recorded meanwhile.
    pub logins: u32,
}

impl Answer {
    /// The spelling of the secret to try next, with the name of its label: after a refusal of the client, where the spelling makes a
    /// difference. Some servers read a secret only form-encoded, as RFC 6749 §2.3.1 orders, and some only as it is.
    #[must_use]
    pub fn other_spelling(&self) -> Option<(&'static str, &'static str)> {
        let matters = self.draft.basic_stages().is_some_and(|stages| stages.encoding_matters());
        let response = &self.exchange.response;
        let error = ErrorResponse::parse(response.body()).map(|error| error.error);
        let is_about_it = error.is_none_or(|error| may_be_about_the_secret(&error, &self.draft.token_endpoint));
        let refused = response.status().is_client_error() && is_about_it;
        (matters && refused && self.receipt().row("access_token").is_none_or(|row| !row.arrived)).then_some(())?;
        Some(match self.draft.secret_spelling {
            Spelling::Form => ("raw", "spelling_try_raw"),
            Spelling::Raw | Spelling::Percent => ("form", "spelling_try_form"),
        })
    }

    /// The Receipt of this answer.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        let scope = Some(self.draft.scope.as_str()).filter(|scope| !scope.is_empty());
        Receipt::from_response(scope, &self.exchange.response)
    }
}

/// Whether a refusal with this error can come of the secret. The issuer in this page says `invalid_client` then; others also say that the request
/// is invalid.
fn may_be_about_the_secret(error: &str, endpoint: &str) -> bool {
    if is_ours(endpoint) {
        return error == "invalid_client";
    }
    ![
        "invalid_scope",
        "invalid_target",
        "invalid_grant",
        "unsupported_grant_type",
        "invalid_dpop_proof",
        "use_dpop_nonce",
    ]
    .contains(&error)
}
