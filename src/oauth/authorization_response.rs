//! The authorization response: what the issuer sends the person's browser back with (RFC 6749 §4.1.2, §4.1.2.1; OIDC Core §3.2.2.5,
//! §3.3.2.5; RFC 9207 §2).

use std::fmt;

use super::authorization_request::append_query;
use super::error::ErrorCode;
use super::error_text::clean;
use super::form::Form;
use super::response_type::ResponseMode;

/// The parameters that are added to the redirect URI.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthorizationResponse {
    /// A code, an ID Token, or why there is neither.
    pub outcome: AuthorizationOutcome,
    /// The client's `state`, returned unchanged.
    pub state: Option<String>,
    /// The issuer identifier, so that a client of several issuers cannot be confused (RFC 9207).
    pub iss: Option<String>,
}

/// A code, an ID Token, or why there is neither.
#[derive(Clone, PartialEq, Eq)]
pub enum AuthorizationOutcome {
    /// The authorization code.
    Code(String),
    /// An ID Token through the browser (OIDC Core §3.2.2.5).
    IdToken {
        /// The ID Token.
        id_token: String,
        /// The code beside it, in the Hybrid flow (OIDC Core §3.3.2.5).
        code: Option<String>,
    },
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

    /// The value of `Location`: the redirect URI with the parameters in its query or in its fragment. A registered redirect URI has no
    /// fragment of its own (RFC 6749 §3.1.2).
    #[must_use]
    pub fn to_uri(&self, redirect_uri: &str, mode: ResponseMode) -> String {
        let mut form = Form::new();
        let mut add = |name: &str, value: Option<&String>| {
            if let Some(value) = value {
                form.push(name, value);
            }
        };
        match &self.outcome {
            AuthorizationOutcome::Code(code) => add("code", Some(code)),
            AuthorizationOutcome::IdToken { id_token, code } => {
                add("code", code.as_ref());
                add("id_token", Some(id_token));
            }
            AuthorizationOutcome::Error { error, description } => {
                add("error", Some(error));
                add("error_description", description.as_ref());
            }
        }
        add("state", self.state.as_ref());
        add("iss", self.iss.as_ref());
        match mode {
            ResponseMode::Query => append_query(redirect_uri, &form),
            ResponseMode::Fragment => [redirect_uri, "#", &form.encode()].concat(),
        }
    }

    /// Reads the address that a browser came back with, as the client does; `None` when it is not such a response: malformed,
    /// a parameter twice, neither code nor ID Token nor error, or an error beside one of them.
    #[must_use]
    pub fn from_uri(uri: &str) -> Option<Self> {
        let (address, fragment) = uri.split_once('#').unwrap_or((uri, ""));
        let query = address.split_once('?').map_or("", |(_, query)| query);
        [query, fragment].into_iter().find_map(Self::from_parameters)
    }

    fn from_parameters(parameters: &str) -> Option<Self> {
        let form = Form::parse(parameters.as_bytes()).ok().filter(|form| form.repeated().is_none())?;
        let text = |name: &str| form.get(name).map(str::to_owned);
        let outcome = match (text("code"), text("id_token"), text("error")) {
            (Some(code), None, None) => AuthorizationOutcome::Code(code),
            (code, Some(id_token), None) => AuthorizationOutcome::IdToken { id_token, code },
            (None, None, Some(error)) => AuthorizationOutcome::Error { error, description: text("error_description") },
            _ => return None,
        };
        Some(Self { outcome, state: text("state"), iss: text("iss") })
    }

    /// The code, when there is one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.outcome {
            AuthorizationOutcome::Code(code) => Some(code),
            AuthorizationOutcome::IdToken { code, .. } => code.as_deref(),
            AuthorizationOutcome::Error { .. } => None,
        }
    }
}

impl fmt::Debug for AuthorizationResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.outcome {
            AuthorizationOutcome::Code(_) => f.write_str("AuthorizationResponse(code [redacted])"),
            AuthorizationOutcome::IdToken { .. } => f.write_str("AuthorizationResponse(id_token [redacted])"),
            AuthorizationOutcome::Error { error, .. } => write!(f, "AuthorizationResponse(error {error})"),
        }
    }
}
