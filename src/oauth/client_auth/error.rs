//! Why a request's proof cannot be read, and what an issuer answers (RFC 6749 §5.2, RFC 7521 §4.2.1).

use thiserror::Error;

use super::basic::BasicError;
use crate::cite::{Citation, Document};
use crate::oauth::assertion::AssertionError;
use crate::oauth::challenge::Challenge;
use crate::oauth::client_cert::ClientCertError;
use crate::oauth::credentials::CredentialsError;
use crate::oauth::error::{ErrorCode, OAuthError};

/// Why a request's proof cannot be read. What [`ClientAuthError::to_oauth_error`] makes of it repeats nothing of the proof (ERR-04).
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ClientAuthError {
    /// The `Authorization` header field itself is malformed.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// The Basic credentials are malformed.
    #[error(transparent)]
    Basic(#[from] BasicError),
    /// The scheme of the `Authorization` header field is not one for client authentication here.
    #[error(
        "The scheme of the Authorization header field is not one this issuer authenticates clients with; it offers Basic."
    )]
    UnsupportedScheme,
    /// The client assertion is no good.
    #[error(transparent)]
    Assertion(#[from] AssertionError),
    /// The proxy's header field is malformed.
    #[error(transparent)]
    Certificate(#[from] ClientCertError),
    /// `client_assertion_type` without `client_assertion`.
    #[error("The form has a client_assertion_type and no client_assertion.")]
    AssertionMissing,
    /// `client_assertion` without `client_assertion_type`.
    #[error("The form has a client_assertion and no client_assertion_type.")]
    AssertionTypeMissing,
    /// Another type of assertion, SAML's for example.
    #[error("This issuer does not know this client_assertion_type; it reads signed JWTs (RFC 7523).")]
    AssertionTypeUnknown,
    /// A SPIFFE identity document.
    #[error("This issuer does not authenticate clients by SPIFFE identity; it reads client assertions of RFC 7523.")]
    SpiffeNotOffered,
    /// A client attestation.
    #[error("This issuer does not authenticate clients by attestation, and advertises no method that does.")]
    AttestationNotOffered,
    /// More than one proof.
    #[error("The request authenticates the client in more than one way; exactly one is allowed.")]
    TwoMechanisms {
        /// Whether one of them is a client assertion, which changes the error code.
        with_assertion: bool,
    },
    /// `client_id` in the form names another client than the header field.
    #[error("The client_id in the form is not the one in the Authorization header field.")]
    ClientIdDisagrees,
    /// A secret in the form without an identifier.
    #[error("The form has a client_secret and no client_id.")]
    SecretWithoutClientId,
}

impl ClientAuthError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Credentials(error) => error.code(),
            Self::Basic(error) => error.code(),
            Self::UnsupportedScheme => "client_auth_unsupported_scheme",
            Self::Assertion(error) => error.code(),
            Self::Certificate(error) => error.code(),
            Self::AssertionMissing => "client_auth_assertion_missing",
            Self::AssertionTypeMissing => "client_auth_assertion_type_missing",
            Self::AssertionTypeUnknown => "client_auth_assertion_type_unknown",
            Self::SpiffeNotOffered => "client_auth_spiffe_not_offered",
            Self::AttestationNotOffered => "client_auth_attestation_not_offered",
            Self::TwoMechanisms { .. } => "client_auth_two_mechanisms",
            Self::ClientIdDisagrees => "client_auth_client_id_disagrees",
            Self::SecretWithoutClientId => "client_auth_secret_without_client_id",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Credentials(error) => error.citation(),
            Self::Basic(error) => error.citation(),
            Self::TwoMechanisms { with_assertion: true } => Citation::rfc(7521, "4.2.1"),
            Self::TwoMechanisms { with_assertion: false } => Citation::rfc(6749, "2.3"),
            Self::UnsupportedScheme => Citation::rfc(6749, "5.2"),
            Self::Assertion(error) => error.citation(),
            Self::Certificate(error) => error.citation(),
            Self::AssertionMissing | Self::AssertionTypeMissing => Citation::rfc(7521, "4.2"),
            Self::AssertionTypeUnknown => Citation::rfc(7523, "2.2"),
            Self::SpiffeNotOffered => Citation::new(Document::Spiffe, "3.1"),
            Self::AttestationNotOffered => Citation::new(Document::Attestation, "5.1"),
            Self::ClientIdDisagrees => Citation::rfc(6749, "3.2.1"),
            Self::SecretWithoutClientId => Citation::rfc(6749, "2.3.1"),
        }
    }

    /// The error that an issuer answers with: `invalid_request` for a malformed request, else `invalid_client`, with a Basic
    /// challenge when the `Authorization` header field was used and failed (RFC 6749 §5.2).
    #[must_use]
    pub fn to_oauth_error(&self, realm: &str) -> OAuthError {
        let code = match self {
            Self::Credentials(_)
            | Self::Certificate(_)
            | Self::TwoMechanisms { with_assertion: false }
            | Self::ClientIdDisagrees
            | Self::SecretWithoutClientId
            | Self::AssertionMissing
            | Self::AssertionTypeMissing => ErrorCode::InvalidRequest,
            Self::Basic(_)
            | Self::UnsupportedScheme
            | Self::Assertion(_)
            | Self::AssertionTypeUnknown
            | Self::SpiffeNotOffered
            | Self::AttestationNotOffered
            | Self::TwoMechanisms { with_assertion: true } => ErrorCode::InvalidClient,
        };
        let description = match self {
            Self::Assertion(error) => error.on_the_wire(),
            other => other.to_string(),
        };
        let error = OAuthError::new(code, &description);
        match self {
            Self::Basic(_) | Self::UnsupportedScheme => error.with_challenge(&Challenge::basic(realm)),
            _ => error,
        }
    }
}
