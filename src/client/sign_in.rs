//! Signing a person in, as the client does it: the authorization code grant with PKCE (RFC 6749 §4.1, RFC 7636, OIDC Core §3.1), and
//! the two flows that bring an ID Token through the browser (OIDC Core §3.2, §3.3).
//!
//! It is here for contrast: this is what has to happen before an ID Token can arrive. One value of [`SignIn`] is one attempt;
//! its `state`, `nonce` and verifier are fresh.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request, Uri};
use thiserror::Error;

use crate::cite::{Citation, Document};
use crate::oauth::authorization_response::{AuthorizationOutcome, AuthorizationResponse};
use crate::oauth::pkce::{self, CodeVerifier};
use crate::oauth::unguessable::unguessable;
use crate::oauth::{AuthorizationRequest, ClientId, Form, ResponseType, media_type};
use crate::ports::{Crypto, CryptoError, Random};

/// One attempt to sign a person in at one issuer.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// What the person's browser carries to the issuer.
    pub request: AuthorizationRequest,
    /// The issuer that was asked, to compare with the `iss` of the response (RFC 9207 §2.4).
    pub issuer: String,
    response_type: ResponseType,
    verifier: CodeVerifier,
}

impl SignIn {
    /// Begins an attempt for a public client. A request without a code has nothing to bind to a verifier, so it has no challenge.
    ///
    /// # Errors
    /// [`CryptoError`] when the platform gives no random octets or cannot hash.
    pub async fn begin(
        crypto: &impl Crypto,
        random: &impl Random,
        issuer: &str,
        client_id: ClientId,
        redirect_uri: &str,
        scope: &str,
        response_type: ResponseType,
    ) -> Result<Self, CryptoError> {
        let verifier = CodeVerifier::generate(random)?;
        let challenge = if response_type.has_code() { Some(verifier.challenge(crypto).await?) } else { None };
        let request = AuthorizationRequest {
            response_type: Some(response_type.as_str().to_owned()),
            client_id: Some(client_id),
            redirect_uri: Some(redirect_uri.to_owned()),
            scope: Some(scope.to_owned()).filter(|scope| !scope.is_empty()),
            state: Some(unguessable(random)?),
            nonce: Some(unguessable(random)?),
            code_challenge_method: challenge.is_some().then(|| pkce::METHOD.to_owned()),
            code_challenge: challenge,
            ..AuthorizationRequest::default()
        };
        Ok(Self { request, issuer: issuer.to_owned(), response_type, verifier })
    }

    /// The request for the token, from the address that the browser came back with.
    ///
    /// # Errors
    /// [`SignInError`] when the address is no answer to this attempt, or is a refusal.
    pub fn redeem(&self, token_endpoint: &Uri, came_back_to: &str) -> Result<Request<Vec<u8>>, SignInError> {
        let response = AuthorizationResponse::from_uri(came_back_to).ok_or(SignInError::NotAResponse)?;
        if response.state != self.request.state {
            return Err(SignInError::State);
        }
        if response.iss.as_ref().is_some_and(|iss| *iss != self.issuer) {
            return Err(SignInError::Issuer);
        }
        let code = match (response.outcome, self.response_type) {
            (AuthorizationOutcome::Error { error, .. }, _) => return Err(SignInError::Refused(error)),
            (AuthorizationOutcome::Code(code), ResponseType::Code)
            | (AuthorizationOutcome::IdToken { code: Some(code), .. }, ResponseType::CodeIdToken) => code,
            // Not what this attempt asked for.
            _ => return Err(SignInError::NotAResponse),
        };
        let mut form = Form::new().with("grant_type", "authorization_code").with("code", code);
        if let Some(redirect_uri) = &self.request.redirect_uri {
            form.push("redirect_uri", redirect_uri);
        }
        if let Some(client_id) = &self.request.client_id {
            form.push("client_id", client_id.as_str());
        }
        form.push("code_verifier", self.verifier.expose());
        let mut request = Request::new(form.encode().into_bytes());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = token_endpoint.clone();
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type::FORM));
        Ok(request)
    }
}

/// Why a client does not redeem what a browser came back with.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SignInError {
    /// Neither a code nor an error.
    #[error("The address that the browser came back with carries neither a code nor an error.")]
    NotAResponse,
    /// Another `state`, so perhaps somebody else's attempt.
    #[error("The state in the response is not the one of this attempt.")]
    State,
    /// Another issuer.
    #[error("The response is from another issuer than the one that was asked.")]
    Issuer,
    /// The issuer or the person refused.
    #[error("The issuer sent the browser back with the error {0}.")]
    Refused(String),
}

impl SignInError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAResponse => "sign_in_not_a_response",
            Self::State => "sign_in_state",
            Self::Issuer => "sign_in_issuer",
            Self::Refused(_) => "sign_in_refused",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::NotAResponse => Citation::rfc(6749, "4.1.2"),
            Self::State => Citation::rfc(6749, "10.12"),
            Self::Issuer => Citation::rfc(9207, "2.4"),
            Self::Refused(_) => Citation::new(Document::OidcCore, "3.1.2.6"),
        }
    }
}
