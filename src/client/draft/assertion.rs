//! What a signed assertion says, as a learner edits it (RFC 7523 §3, RFC 10070 §4).
//!
//! The usual members are made of the draft ([`super::Draft::assertion_claims`]); what is typed as JSON beside them takes their place.

use crate::jose::Algorithm;
use crate::oauth::assertion::{AssertionClaims, TYP};

/// The editable part of an assertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssertionDraft {
    /// The algorithm that signs with a private key. With a secret it is [`AssertionDraft::mac`].
    pub algorithm: Algorithm,
    /// The algorithm that signs with the client's secret.
    pub mac: Algorithm,
    /// Whom it is for.
    pub audience: AssertionAudience,
    /// What it calls itself.
    pub typ: AssertionType,
    /// The name of the key, if the header is to have another than the key's own; empty leaves that.
    pub kid: String,
    /// How many seconds it is good for.
    pub lifetime: u32,
    /// Its own name; empty has a fresh one made for every request.
    pub jti: String,
    /// Members of the header as JSON, as typed; empty for none.
    pub header: String,
    /// Claims as JSON, as typed; empty for none.
    pub claims: String,
}

impl Default for AssertionDraft {
    fn default() -> Self {
        Self {
            algorithm: Algorithm::Es256,
            mac: Algorithm::Hs256,
            audience: AssertionAudience::Issuer,
            typ: AssertionType::ClientAuthentication,
            kid: String::new(),
            lifetime: AssertionClaims::LIFETIME,
            jti: String::new(),
            header: String::new(),
            claims: String::new(),
        }
    }
}

/// Whom an assertion is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AssertionAudience {
    /// The issuer identifier (RFC 10070 §4).
    #[default]
    Issuer,
    /// The token endpoint's URL, as RFC 7523 §3 allowed and many libraries still write.
    TokenEndpoint,
}

impl AssertionAudience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Issuer, Self::TokenEndpoint];

    /// Its name in links and forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::TokenEndpoint => "token_endpoint",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// The `typ` of an assertion's header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AssertionType {
    /// `client-authentication+jwt` (RFC 10070 §4).
    #[default]
    ClientAuthentication,
    /// `JWT`, as most libraries write.
    Jwt,
    /// None.
    Absent,
}

impl AssertionType {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ClientAuthentication, Self::Jwt, Self::Absent];

    /// Its name in links and forms, which is the header's where it has one.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientAuthentication => TYP,
            Self::Jwt => "JWT",
            Self::Absent => "none",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}
