//! The authorization request that a person's browser carries to the issuer (RFC 6749 §4.1.1, RFC 7636 §4.3, OIDC Core §3.1.2.1).
//!
//! Every parameter is kept as sent and may be absent: which absence is an error, and who is told, is the issuer's decision,
//! because until client and redirect URI are known good nothing may be sent back to the client (RFC 6749 §4.1.2.1).

use thiserror::Error;

use super::form::{Form, FormError};
use super::identifiers::ClientId;
use crate::cite::Citation;

/// The parameters of an authorization request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorizationRequest {
    /// What to answer with.
    pub response_type: Option<String>,
    /// How the answer travels, when not in the way that is usual for it.
    pub response_mode: Option<String>,
    /// Which client asks.
    pub client_id: Option<ClientId>,
    /// Where to send the browser back to.
    pub redirect_uri: Option<String>,
    /// What is asked for.
    pub scope: Option<String>,
    /// The client's value that ties the answer to its request.
    pub state: Option<String>,
    /// The client's value that ties an ID Token to its request.
    pub nonce: Option<String>,
    /// What the person must be shown, or must not (OIDC Core §3.1.2.1).
    pub prompt: Option<String>,
    /// How long ago the person may have signed in, in seconds.
    pub max_age: Option<String>,
    /// The APIs that tokens are wanted for; the one parameter that may repeat (RFC 8707 §2).
    pub resources: Vec<String>,
    /// What is asked for in detail (RFC 9396 §2).
    pub authorization_details: Option<String>,
    /// The PKCE challenge.
    pub code_challenge: Option<String>,
    /// How the challenge was made.
    pub code_challenge_method: Option<String>,
}

impl AuthorizationRequest {
    /// Reads the query of a request to the authorization endpoint.
    ///
    /// # Errors
    /// [`AuthorizationRequestError`] when it is malformed or a parameter repeats (RFC 6749 §3.1).
    pub fn parse(query: &str) -> Result<Self, AuthorizationRequestError> {
        let form = Form::parse(query.as_bytes())?;
        if let Some(name) = form.repeated() {
            return Err(AuthorizationRequestError::Repeated(name.to_owned()));
        }
        let text = |name: &str| form.get(name).map(str::to_owned);
        Ok(Self {
            response_type: text("response_type"),
            response_mode: text("response_mode"),
            client_id: form.get("client_id").map(ClientId::new),
            redirect_uri: text("redirect_uri"),
            scope: text("scope"),
            state: text("state"),
            nonce: text("nonce"),
            prompt: text("prompt"),
            max_age: text("max_age"),
            resources: form.get_all("resource").map(str::to_owned).collect(),
            authorization_details: text("authorization_details"),
            code_challenge: text("code_challenge"),
            code_challenge_method: text("code_challenge_method"),
        })
    }

    /// The address that the client sends the person's browser to. An existing query of the endpoint stays (RFC 6749 §3.1).
    #[must_use]
    pub fn to_uri(&self, authorization_endpoint: &str) -> String {
        let mut form = Form::new();
        let client_id = self.client_id.as_ref().map(ClientId::as_str);
        for (name, value) in [
            ("response_type", self.response_type.as_deref()),
            ("response_mode", self.response_mode.as_deref()),
            ("client_id", client_id),
            ("redirect_uri", self.redirect_uri.as_deref()),
            ("scope", self.scope.as_deref()),
            ("state", self.state.as_deref()),
            ("nonce", self.nonce.as_deref()),
            ("prompt", self.prompt.as_deref()),
            ("max_age", self.max_age.as_deref()),
            ("authorization_details", self.authorization_details.as_deref()),
            ("code_challenge", self.code_challenge.as_deref()),
            ("code_challenge_method", self.code_challenge_method.as_deref()),
        ] {
            if let Some(value) = value {
                form.push(name, value);
            }
        }
        for resource in &self.resources {
            form.push("resource", resource);
        }
        append_query(authorization_endpoint, &form)
    }
}

/// `uri` with the parameters of `form` added to its query.
pub(super) fn append_query(uri: &str, form: &Form) -> String {
    let separator = match uri.split_once('?') {
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    [uri, separator, &form.encode()].concat()
}

/// What is wrong with an authorization request before anybody looks at its parameters.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum AuthorizationRequestError {
    /// A broken query.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A parameter that comes twice.
    #[error("The parameter {0} comes more than once.")]
    Repeated(String),
}

impl AuthorizationRequestError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Form(error) => error.code(),
            Self::Repeated(_) => "authorization_request_repeated",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Form(error) => error.citation(),
            Self::Repeated(_) => Citation::rfc(6749, "3.1"),
        }
    }
}
