//! Client authentication: which proof a request presents (RFC 6749 §2.3, RFC 7523 §2.2).
//!
//! Reading what is presented is one thing, judging it another: whether the client exists, is registered for the method and
//! knows the secret is the issuer's to say. Attestations and SPIFFE identities are recognised, so that the refusal is precise.

pub mod basic;
mod basic_credentials;
mod error;
mod method;
mod reading;

use http::request::Parts;

pub use self::basic::Spelling;
pub use self::basic_credentials::BasicCredentials;
pub use self::error::ClientAuthError;
pub use self::method::{ClientAuthMethod, UnknownMethod};
pub use self::reading::BasicReading;
use super::assertion::{ASSERTION_TYPE, AssertionError, ClientAssertion, SPIFFE_ASSERTION_TYPE};
use super::client_cert;
use super::credentials::Credentials;
use super::form::Form;
use super::identifiers::{ClientId, ClientSecret};

/// What a request presents to prove who the client is.
#[derive(Clone, Debug, PartialEq)]
pub enum Presented {
    /// No proof in the message, and a certificate on the connection under it, as the proxy says (RFC 8705 §2). Whether that is how
    /// the client proves itself, only its registration says. Beside any other proof a certificate is none: a token can be bound to it.
    Certificate {
        /// The identifier, which has to be there.
        client_id: Option<ClientId>,
        /// The octets, which nobody has looked into.
        der: Vec<u8>,
    },
    /// No proof. A `client_id` in the form then only identifies (RFC 6749 §3.2.1).
    None {
        /// The identifier, when there is one.
        client_id: Option<ClientId>,
    },
    /// Identifier and secret in an HTTP Basic header field.
    Basic(BasicCredentials),
    /// Identifier and secret in the form.
    Post {
        /// The identifier.
        client_id: ClientId,
        /// The secret.
        client_secret: ClientSecret,
    },
    /// A signed assertion in the form.
    Assertion(Box<ClientAssertion>),
}

impl Presented {
    /// Who the client says it is.
    #[must_use]
    pub fn client_id(&self) -> Option<&ClientId> {
        match self {
            Self::None { client_id } | Self::Certificate { client_id, .. } => client_id.as_ref(),
            Self::Basic(BasicCredentials { client_id, .. }) | Self::Post { client_id, .. } => Some(client_id),
            Self::Assertion(assertion) => Some(assertion.subject()),
        }
    }

    /// The secret, when one is presented.
    #[must_use]
    pub const fn client_secret(&self) -> Option<&ClientSecret> {
        match self {
            Self::None { .. } | Self::Certificate { .. } | Self::Assertion(_) => None,
            Self::Basic(BasicCredentials { client_secret, .. }) | Self::Post { client_secret, .. } => {
                Some(client_secret)
            }
        }
    }

    /// The method that the request uses; `None` for a certificate, which serves two methods and also public clients.
    #[must_use]
    pub fn method(&self) -> Option<ClientAuthMethod> {
        match self {
            Self::Assertion(assertion) => Some(assertion.method()),
            Self::Certificate { .. } => None,
            Self::None { .. } => Some(ClientAuthMethod::None),
            Self::Basic(_) => Some(ClientAuthMethod::ClientSecretBasic),
            Self::Post { .. } => Some(ClientAuthMethod::ClientSecretPost),
        }
    }

    /// Whether the `Authorization` header field was used: a failure is then answered 401 with a challenge, any other 400.
    #[must_use]
    pub const fn in_header(&self) -> bool {
        matches!(self, Self::Basic(_))
    }
}

/// Reads what a request presents, as the standards say.
///
/// # Errors
/// [`ClientAuthError`] when it presents two proofs, one that cannot be read, or one of a kind that is not offered.
pub fn present(parts: &Parts, form: &Form) -> Result<Presented, ClientAuthError> {
    present_to(BasicReading::Form, parts, form)
}

/// The same for an issuer that reads Basic in its own way.
///
/// # Errors
/// As [`present`].
pub fn present_to(reading: BasicReading, parts: &Parts, form: &Form) -> Result<Presented, ClientAuthError> {
    let certificate = client_cert::read(&parts.headers)?;
    let credentials = Credentials::of(&parts.headers)?;
    let secret = form.get("client_secret");
    let assertion = form.get("client_assertion");
    let attestation = parts.headers.keys().any(|name| ATTESTATION_FIELDS.contains(&name.as_str()));
    let used = [credentials.is_some(), secret.is_some(), assertion.is_some(), attestation];
    if used.into_iter().filter(|used| *used).count() > 1 {
        return Err(ClientAuthError::TwoMechanisms { with_assertion: assertion.is_some() });
    }
    if attestation {
        return Err(ClientAuthError::AttestationNotOffered);
    }
    let named = form.get("client_id").map(ClientId::new);
    if let Some(credentials) = credentials {
        if !credentials.is(basic::SCHEME) {
            return Err(ClientAuthError::UnsupportedScheme);
        }
        let read = reading.read(credentials.value)?;
        return match named {
            Some(named) if named != read.client_id => Err(ClientAuthError::ClientIdDisagrees),
            _ => Ok(Presented::Basic(read)),
        };
    }
    match (form.get("client_assertion_type"), assertion) {
        (Some(kind), Some(assertion)) => return read_assertion(kind, assertion, named.as_ref()),
        (Some(_), None) => return Err(ClientAuthError::AssertionMissing),
        (None, Some(_)) => return Err(ClientAuthError::AssertionTypeMissing),
        (None, None) => {}
    }
    match (named, secret) {
        (Some(client_id), Some(secret)) => Ok(Presented::Post { client_id, client_secret: ClientSecret::new(secret) }),
        (None, Some(_)) => Err(ClientAuthError::SecretWithoutClientId),
        (client_id, None) => Ok(match certificate {
            Some(der) => Presented::Certificate { client_id, der },
            None => Presented::None { client_id },
        }),
    }
}

/// Header fields of attestation-based client authentication (Attestation draft §5.1).
pub const ATTESTATION_FIELDS: [&str; 2] = ["oauth-client-attestation", "oauth-client-attestation-pop"];

/// An assertion with its type. `client_id` is not needed beside it; if it is there, it agrees (RFC 7521 §4.2).
fn read_assertion(kind: &str, assertion: &str, named: Option<&ClientId>) -> Result<Presented, ClientAuthError> {
    match kind {
        ASSERTION_TYPE => {
            let assertion = ClientAssertion::parse(assertion)?;
            if named.is_some_and(|named| named != assertion.subject()) {
                return Err(AssertionError::ClientIdDisagrees.into());
            }
            Ok(Presented::Assertion(Box::new(assertion)))
        }
        SPIFFE_ASSERTION_TYPE => Err(ClientAuthError::SpiffeNotOffered),
        _ => Err(ClientAuthError::AssertionTypeUnknown),
    }
}
