//! The choices that single policies offer.

use crate::jose::Algorithm;

/// What the issuer does when a `client_credentials` request asks for `openid`, `profile`, `email`, `address` or `phone`.
///
/// These scopes ask about a person who signed in (OIDC Core §3.1.2.1, §5.4), and in this grant nobody did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OpenidPolicy {
    /// Refuse with `invalid_scope` (RFC 6749 §5.2).
    #[default]
    Reject,
    /// Leave them out and report the reduced scope (RFC 6749 §3.3).
    Drop,
    /// Accept and repeat them, and change nothing else.
    Echo,
    /// Accept them and add an `id_token` about a service account, as some servers do. No specification defines it.
    VendorServiceAccount,
    /// Put the access token's own text into `id_token` as well, asked or not, as some servers do. No specification defines it.
    VendorCopy,
}

impl OpenidPolicy {
    /// Every policy, in the order a learner meets them.
    pub const ALL: [Self; 5] = [Self::Reject, Self::Drop, Self::Echo, Self::VendorServiceAccount, Self::VendorCopy];

    /// The policy's name in configuration and addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Drop => "drop",
            Self::Echo => "echo",
            Self::VendorServiceAccount => "vendor_service_account",
            Self::VendorCopy => "vendor_copy",
        }
    }

    /// The policy with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.as_str() == name)
    }

    /// Whether no specification defines what the issuer then does.
    #[must_use]
    pub const fn is_outside_specification(self) -> bool {
        matches!(self, Self::VendorServiceAccount | Self::VendorCopy)
    }
}

/// What access tokens look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AccessTokenForm {
    /// Signed JWTs in the profile of RFC 9068, which an API checks by itself.
    #[default]
    Jwt,
    /// Random text, about which an API asks the issuer (RFC 7662).
    Opaque,
}

impl AccessTokenForm {
    /// Both forms.
    pub const ALL: [Self; 2] = [Self::Jwt, Self::Opaque];

    /// The form's name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jwt => "jwt",
            Self::Opaque => "opaque",
        }
    }
}

/// What stands in `sub` when a token is about a client. The spelling differs between servers, the meaning does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SubjectStyle {
    /// The client's identifier (RFC 9068 §2.2).
    #[default]
    ClientId,
    /// The client's identifier with `@clients` after it.
    Suffixed,
    /// The account that stands for the client.
    ServiceAccount,
    /// Nothing. RFC 9068 §2.2 requires the claim.
    Omitted,
}

impl SubjectStyle {
    /// Every style, in the order a learner meets them.
    pub const ALL: [Self; 4] = [Self::ClientId, Self::Suffixed, Self::ServiceAccount, Self::Omitted];

    /// The style's name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientId => "client_id",
            Self::Suffixed => "suffixed",
            Self::ServiceAccount => "service_account",
            Self::Omitted => "omitted",
        }
    }
}

/// What a token response says about how long the token lives (RFC 6749 §5.1). How long it does live is another matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ExpiresIn {
    /// The seconds, as a number.
    #[default]
    Number,
    /// Zero, whatever is true.
    Zero,
    /// Nothing: the member is RECOMMENDED.
    Absent,
    /// The seconds, as text.
    Text,
}

impl ExpiresIn {
    /// Every choice.
    pub const ALL: [Self; 4] = [Self::Number, Self::Zero, Self::Absent, Self::Text];

    /// The choice's name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Zero => "zero",
            Self::Absent => "absent",
            Self::Text => "text",
        }
    }
}

/// The algorithms that access tokens may be signed with.
pub const ACCESS_TOKEN_ALGORITHMS: [Algorithm; 5] =
    [Algorithm::Es256, Algorithm::Es384, Algorithm::Rs256, Algorithm::Ps256, Algorithm::Ed25519];
