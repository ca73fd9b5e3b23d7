//! The fields of the form that write into the draft.

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Client ID.
    ClientId,
    /// Client secret.
    ClientSecret,
    /// Authentication method, as registered.
    Method,
    /// How the secret is spelt in a Basic header field.
    Spelling,
    /// Scope.
    Scope,
    /// Grant type.
    GrantType,
    /// The APIs that the token is wanted for, one a line.
    Resource,
    /// Whom the token is for, as older servers ask it.
    Audience,
    /// Authorization details.
    AuthorizationDetails,
    /// More parameters, one a line.
    Parameters,
    /// More header fields, one a line.
    HeaderFields,
    /// Issuer identifier.
    Issuer,
    /// Token endpoint.
    TokenEndpoint,
    /// The algorithm of the key that the token is to be bound to.
    Dpop,
    /// The algorithm that signs the assertion.
    AssertionAlgorithm,
    /// Whom the assertion is for.
    AssertionAudience,
    /// The assertion's `typ`.
    AssertionType,
    /// The assertion's `kid`.
    Kid,
    /// The assertion's lifetime in seconds.
    Lifetime,
    /// The assertion's `jti`.
    Jti,
    /// Members of the assertion's header, as JSON.
    AssertionHeader,
    /// Claims of the assertion, as JSON.
    AssertionClaims,
}

impl Field {
    /// The field's name, as [`Problem::field`](crate::client::Problem::field) and links have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClientId => "client_id",
            Self::ClientSecret => "client_secret",
            Self::Method => "method",
            Self::Spelling => "spelling",
            Self::Scope => "scope",
            Self::GrantType => "grant_type",
            Self::Resource => "resource",
            Self::Audience => "audience",
            Self::AuthorizationDetails => "authorization_details",
            Self::Parameters => "parameters",
            Self::HeaderFields => "header_fields",
            Self::Issuer => "issuer",
            Self::TokenEndpoint => "token_endpoint",
            Self::Dpop => "dpop",
            Self::AssertionAlgorithm => "assertion_alg",
            Self::AssertionAudience => "assertion_aud",
            Self::AssertionType => "assertion_typ",
            Self::Kid => "assertion_kid",
            Self::Lifetime => "assertion_lifetime",
            Self::Jti => "assertion_jti",
            Self::AssertionHeader => "assertion_header",
            Self::AssertionClaims => "assertion_claims",
        }
    }
}
