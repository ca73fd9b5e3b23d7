//! The authorization response: what the issuer sends the person's browser back with (RFC 6749 §4.1.2, §4.1.2.1; RFC 9207 §2).

use std::fmt;

use super::authorization_request::append_query;
use super::error::{ErrorCode, clean};
use super::form::Form;

/// The parameters that are added to the redirect URI.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthorizationResponse {
    /// A code, or why there is none.
    pub outcome: AuthorizationOutcome,
    /// The client's `state`, returned unchanged.
    pub state: Option<String>,
    /// The issuer identifier, so that a client of several issuers cannot be confused (RFC 9207).
    pub iss: Option<String>,
}

/// A code, or why there is none.
#[derive(Clone, PartialEq, Eq)]
pub enum AuthorizationOutcome {
    /// The authorization code.
    Code(String),
    /// The refusal.
    Error {
        /// The code as sent.
        error: String,
        /// The sentence for the developer.
        description: Option<String>,
    },
}

impl AuthorizationResponse {
    /// A response with a code.
    #[must_use]
    pub const fn with_code(code: String, state: Option<String>, iss: Option<String>) -> Self {
        Self { outcome: AuthorizationOutcome::Code(code), state, iss }
    }

    /// A refusal.
    #[must_use]
    pub fn with_error(code: ErrorCode, description: &str, state: Option<String>, iss: Option<String>) -> Self {
        let description = Some(clean(description));
        Self { outcome: AuthorizationOutcome::Error { error: code.as_str().to_owned(), description }, state, iss }
    }

    /// The value of `Location`: the redirect URI with the parameters added to its query.
    #[must_use]
    pub fn to_uri(&self, redirect_uri: &str) -> String {
        let mut form = match &self.outcome {
            AuthorizationOutcome::Code(code) => Form::new().with("code", code),
            AuthorizationOutcome::Error { error, .. } => Form::new().with("error", error),
        };
        if let AuthorizationOutcome::Error { description: Some(description), .. } = &self.outcome {
            form.push("error_description", description);
        }
        if let Some(state) = &self.state {
            form.push("state", state);
        }
        if let Some(iss) = &self.iss {
            form.push("iss", iss);
        }
        append_query(redirect_uri, &form)
    }

    /// Reads the address that a browser came back with, as the client does; `None` when it is not such a response: malformed,
    /// a parameter twice, neither code nor error, or both.
    #[must_use]
    pub fn from_uri(uri: &str) -> Option<Self> {
        let (_, query) = uri.split_once('?')?;
        let query = query.split('#').next()?;
        let form = Form::parse(query.as_bytes()).ok().filter(|form| form.repeated().is_none())?;
        let text = |name: &str| form.get(name).map(str::to_owned);
        let outcome = match (text("code"), text("error")) {
            (Some(code), None) => AuthorizationOutcome::Code(code),
            (None, Some(error)) => AuthorizationOutcome::Error { error, description: text("error_description") },
            _ => return None,
        };
        Some(Self { outcome, state: text("state"), iss: text("iss") })
    }

    /// The code, when there is one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.outcome {
            AuthorizationOutcome::Code(code) => Some(code),
            AuthorizationOutcome::Error { .. } => None,
        }
    }
}

impl fmt::Debug for AuthorizationResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.outcome {
            AuthorizationOutcome::Code(_) => f.write_str("AuthorizationResponse(code [redacted])"),
            AuthorizationOutcome::Error { error, .. } => write!(f, "AuthorizationResponse(error {error})"),
        }
    }
}
