//! The ways in which a client may prove who it is, by their registered names (RFC 7591 §4.2, OIDC Core §9).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::cite::{Citation, Document};

/// A client authentication method as registered ("OAuth Token Endpoint Authentication Methods", RFC 7591 §4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClientAuthMethod {
    /// Identifier and secret in an HTTP Basic header field (RFC 6749 §2.3.1). The default of a registration.
    ClientSecretBasic,
    /// Identifier and secret in the form (RFC 6749 §2.3.1).
    ClientSecretPost,
    /// An assertion with a MAC, whose key is the secret (RFC 7523 §2.2, OIDC Core §9).
    ClientSecretJwt,
    /// An assertion with a signature by a private key (RFC 7523 §2.2, OIDC Core §9).
    PrivateKeyJwt,
    /// A certificate of an authority that the issuer trusts, shown under mutual TLS (RFC 8705 §2.1).
    TlsClientAuth,
    /// A certificate that the client made itself and registered, shown under mutual TLS (RFC 8705 §2.2).
    SelfSignedTlsClientAuth,
    /// No authentication: a public client.
    None,
}

impl ClientAuthMethod {
    /// Every method, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::ClientSecretBasic,
        Self::ClientSecretPost,
        Self::ClientSecretJwt,
        Self::PrivateKeyJwt,
        Self::TlsClientAuth,
        Self::SelfSignedTlsClientAuth,
        Self::None,
    ];

    /// The registered name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientSecretBasic => "client_secret_basic",
            Self::ClientSecretPost => "client_secret_post",
            Self::ClientSecretJwt => "client_secret_jwt",
            Self::PrivateKeyJwt => "private_key_jwt",
            Self::TlsClientAuth => "tls_client_auth",
            Self::SelfSignedTlsClientAuth => "self_signed_tls_client_auth",
            Self::None => "none",
        }
    }

    /// The clause that defines the method.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::ClientSecretBasic | Self::ClientSecretPost => Citation::rfc(6749, "2.3.1"),
            Self::TlsClientAuth => Citation::rfc(8705, "2.1"),
            Self::SelfSignedTlsClientAuth => Citation::rfc(8705, "2.2"),
            Self::ClientSecretJwt | Self::PrivateKeyJwt | Self::None => Citation::new(Document::OidcCore, "9"),
        }
    }

    /// Whether the client signs an assertion, so that its proof is never a password on the wire.
    #[must_use]
    pub const fn signs(self) -> bool {
        matches!(self, Self::ClientSecretJwt | Self::PrivateKeyJwt)
    }

    /// Whether the proof is a certificate, shown before any message is sent.
    #[must_use]
    pub const fn shows_certificate(self) -> bool {
        matches!(self, Self::TlsClientAuth | Self::SelfSignedTlsClientAuth)
    }

    /// Whether client and issuer share a secret.
    #[must_use]
    pub const fn has_secret(self) -> bool {
        matches!(self, Self::ClientSecretBasic | Self::ClientSecretPost | Self::ClientSecretJwt)
    }
}

impl fmt::Display for ClientAuthMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ClientAuthMethod {
    type Err = UnknownMethod;

    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        Self::ALL.into_iter().find(|method| method.as_str() == text).ok_or(UnknownMethod)
    }
}

impl Serialize for ClientAuthMethod {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ClientAuthMethod {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The text names no authentication method that this project offers.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("This client authentication method is not one that this page offers.")]
pub struct UnknownMethod;
