//! What a token is judged as: by what it seems to be, until somebody says otherwise.

use crate::inspect::Kind;

/// What a token is judged as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckedAs {
    /// An access token, by an API (RFC 9068 §4).
    AccessToken,
    /// An ID Token, by the client that it is for (OIDC Core §3.1.3.7).
    IdToken,
    /// A client assertion, by an issuer (RFC 7523 §3, RFC 10070 §4).
    ClientAssertion,
    /// A DPoP proof, by whoever gets the request (RFC 9449 §4.3).
    DpopProof,
    /// A logout token, by the client that it is for.
    LogoutToken,
    /// Any JWT (RFC 7519 §7.2).
    AnyJwt,
}

impl CheckedAs {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::AccessToken, Self::IdToken, Self::ClientAssertion, Self::DpopProof, Self::LogoutToken, Self::AnyJwt];

    /// What a token of this kind is judged as.
    #[must_use]
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::AccessToken => Self::AccessToken,
            Kind::IdToken => Self::IdToken,
            Kind::ClientAssertion => Self::ClientAssertion,
            Kind::DpopProof => Self::DpopProof,
            Kind::LogoutToken => Self::LogoutToken,
            _ => Self::AnyJwt,
        }
    }

    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AccessToken => "checked_as_access_token",
            Self::IdToken => "checked_as_id_token",
            Self::ClientAssertion => "checked_as_client_assertion",
            Self::DpopProof => "checked_as_dpop_proof",
            Self::LogoutToken => "checked_as_logout_token",
            Self::AnyJwt => "checked_as_any_jwt",
        }
    }

    /// The last part of its code, for an address or a form.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.code().trim_start_matches("checked_as_")
    }

    /// The one with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}
