//! An assertion as an issuer reads it: taken apart, not believed.

use std::fmt;

use super::{AssertionError, TYP};
use crate::jose::jwt::Claims;
use crate::jose::{Algorithm, CompactJws};
use crate::oauth::client_auth::ClientAuthMethod;
use crate::oauth::identifiers::ClientId;

/// An assertion as it was presented. It is a JWT of the right type that names a client; nothing about it is verified.
#[derive(Clone, PartialEq)]
pub struct ClientAssertion {
    jws: CompactJws,
    algorithm: Algorithm,
    claims: Claims,
    subject: ClientId,
}

impl ClientAssertion {
    /// Takes an assertion apart.
    ///
    /// # Errors
    /// [`AssertionError`] when it is no JWT signed with a known algorithm, is of another type, or names no client.
    pub fn parse(text: &str) -> Result<Self, AssertionError> {
        let jws = CompactJws::parse(text)?;
        let algorithm = jws.algorithm()?;
        jws.header().check_critical()?;
        // `JWT` and none at all are what clients wrote before RFC 10070, and for that they should not be refused (§4; JCA-10).
        if jws.header().typ().is_some() && !jws.header().typ_is(TYP) && !jws.header().typ_is("JWT") {
            return Err(AssertionError::OtherType);
        }
        if jws.header().is_nested() {
            return Err(AssertionError::Nested);
        }
        let claims = Claims::parse(jws.payload()).map_err(AssertionError::Payload)?;
        let subject = claims.string("sub")?.filter(|sub| !sub.is_empty()).ok_or(AssertionError::Missing("sub"))?;
        let subject = ClientId::new(subject);
        Ok(Self { jws, algorithm, claims, subject })
    }

    /// Who it says the client is.
    #[must_use]
    pub const fn subject(&self) -> &ClientId {
        &self.subject
    }

    /// What it says it is signed with. The registered key decides (JCA-08).
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The method that it uses, which its kind of signature tells (OIDC Core §9).
    #[must_use]
    pub fn method(&self) -> ClientAuthMethod {
        if self.algorithm.key_type().is_asymmetric() {
            ClientAuthMethod::PrivateKeyJwt
        } else {
            ClientAuthMethod::ClientSecretJwt
        }
    }

    /// The token itself, to be verified with a key of the client that [`ClientAssertion::subject`] names.
    #[must_use]
    pub const fn jws(&self) -> &CompactJws {
        &self.jws
    }

    /// Its claims.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }
}

impl fmt::Debug for ClientAssertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientAssertion").field("subject", &self.subject).finish_non_exhaustive()
    }
}
