//! What a specification can have against a draft, each with a stable code and its clause.

use thiserror::Error;

use crate::cite::Citation;
use crate::oauth::{AuthorizationDetailsError, ResourceError, ScopeError};

/// How many octets a field may have. What is longer is kept as it was typed, and no request is made of it.
pub const MAX_FIELD: usize = 8_192;

/// The fewest octets of a secret that is the key of a MAC: those of the shortest hash, SHA-256 (RFC 7518 §3.2).
pub(super) const MIN_MAC_OCTETS: usize = 32;

/// Something that a specification has against a draft. The first sentence of its `Display` is for developers; what learners read
/// is in the content files, under [`Problem::code`].
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// A field that is longer than [`MAX_FIELD`].
    #[error("The field {field} has more than {MAX_FIELD} octets.")]
    TooLong {
        /// The member of [`Draft`](super::Draft).
        field: &'static str,
    },
    /// No client identifier.
    #[error("The draft names no client.")]
    ClientIdMissing,
    /// No secret, though the method needs one.
    #[error("The authentication method needs a secret, and the draft has none.")]
    SecretMissing,
    /// A secret that is too short for a MAC.
    #[error("The secret is the key of a MAC and has fewer octets than the hash.")]
    SecretTooShort,
    /// No assertion was signed yet.
    #[error("The authentication method needs a signed assertion.")]
    NotSigned,
    /// A client without authentication and a grant that needs it.
    #[error("The client credentials grant is for clients that authenticate.")]
    PublicClient,
    /// No grant type.
    #[error("The draft has no grant type.")]
    GrantTypeMissing,
    /// A scope that breaks the grammar.
    #[error(transparent)]
    Scope(ScopeError),
    /// Commas between scopes.
    #[error("The scope has commas; its tokens are separated by single spaces.")]
    ScopeComma,
    /// A scope that stands for all others, beside others.
    #[error("A scope that ends in /.default stands alone.")]
    ScopeDefault,
    /// A resource that is no absolute URI.
    #[error(transparent)]
    Resource(ResourceError),
    /// A resource that ends in a slash.
    #[error("A resource ends in a slash, and identifiers are compared octet by octet.")]
    ResourceSlash,
    /// Authorization details that are no list of objects with a type.
    #[error(transparent)]
    AuthorizationDetails(AuthorizationDetailsError),
    /// A line that is no parameter.
    #[error("A line of further parameters has no = after a name.")]
    ParameterLine,
    /// A parameter that the form has already.
    #[error("A further parameter has a name that the form already has.")]
    ParameterRepeated,
    /// A parameter whose name is nearly one that servers know.
    #[error("A further parameter has nearly the name of one that servers know, and they pass over it.")]
    ParameterUnread,
    /// A line that is no header field.
    #[error("A line of further header fields is no name and value with a colon between them.")]
    HeaderFieldLine,
    /// A header field that frames the message.
    #[error("A further header field frames the message, which whoever sends it does.")]
    HeaderFieldFraming,
    /// What is typed for the assertion is no JSON object.
    #[error("The field {field} is no JSON object.")]
    AssertionNotJson {
        /// `assertion_header` or `assertion_claims`.
        field: &'static str,
    },
    /// An assertion for the issuer, of whom the identifier is missing.
    #[error("The assertion is for the issuer, and the draft does not say who that is.")]
    IssuerMissing,
    /// A space or a line end before or after a field's content.
    #[error("The field {field} begins or ends with white space.")]
    SpaceAround {
        /// The member of [`Draft`](super::Draft).
        field: &'static str,
    },
    /// The grant type in the endpoint's query.
    #[error("The grant type stands in the query; the token endpoint reads it from the body.")]
    GrantTypeInQuery,
    /// The endpoint is not an absolute http or https URL.
    #[error("The token endpoint is not an absolute URL.")]
    EndpointNotAUrl,
    /// Braces in the endpoint, as the addresses of providers have them: each stands for what another installation has otherwise.
    #[error("The token endpoint has braces, which stand for a part that is another for every installation.")]
    EndpointPlaces,
    /// The endpoint is reached without TLS.
    #[error("The token endpoint is reached without TLS, so everybody on the way can read the secret.")]
    EndpointNotHttps,
    /// The endpoint has a fragment.
    #[error("The token endpoint has a fragment, which is never sent.")]
    EndpointFragment,
    /// A secret would travel in a URL.
    #[error("The token endpoint's URL carries a credential, and URLs end up in logs.")]
    SecretInUrl,
}

impl Problem {
    /// Whether the request is not built at all.
    #[must_use]
    pub const fn refuses(&self) -> bool {
        matches!(
            self,
            Self::TooLong { .. }
                | Self::NotSigned
                | Self::AssertionNotJson { .. }
                | Self::EndpointNotAUrl
                | Self::EndpointPlaces
                | Self::SecretInUrl
        )
    }

    /// The member of [`Draft`](super::Draft) that it is about.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::TooLong { field } | Self::AssertionNotJson { field } | Self::SpaceAround { field } => field,
            Self::ClientIdMissing => "client_id",
            Self::SecretMissing | Self::SecretTooShort => "client_secret",
            Self::PublicClient | Self::NotSigned => "method",
            Self::GrantTypeMissing => "grant_type",
            Self::Scope(_) | Self::ScopeComma | Self::ScopeDefault => "scope",
            Self::Resource(_) | Self::ResourceSlash => "resource",
            Self::AuthorizationDetails(_) => "authorization_details",
            Self::ParameterLine | Self::ParameterRepeated | Self::ParameterUnread => "parameters",
            Self::HeaderFieldLine | Self::HeaderFieldFraming => "header_fields",
            Self::IssuerMissing => "issuer",
            Self::EndpointNotAUrl
            | Self::EndpointPlaces
            | Self::EndpointNotHttps
            | Self::EndpointFragment
            | Self::GrantTypeInQuery
            | Self::SecretInUrl => "token_endpoint",
        }
    }

    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "draft_too_long",
            Self::ClientIdMissing => "draft_client_id_missing",
            Self::SecretMissing => "draft_secret_missing",
            Self::SecretTooShort => "draft_secret_too_short",
            Self::NotSigned => "draft_not_signed",
            Self::PublicClient => "draft_public_client",
            Self::GrantTypeMissing => "draft_grant_type_missing",
            Self::Scope(error) => error.code(),
            Self::ScopeComma => "draft_scope_comma",
            Self::ScopeDefault => "draft_scope_default",
            Self::Resource(error) => error.code(),
            Self::ResourceSlash => "draft_resource_slash",
            Self::ParameterLine => "draft_parameter_line",
            Self::ParameterRepeated => "draft_parameter_repeated",
            Self::ParameterUnread => "draft_parameter_unread",
            Self::HeaderFieldLine => "draft_header_field_line",
            Self::HeaderFieldFraming => "draft_header_field_framing",
            Self::AssertionNotJson { .. } => "draft_assertion_not_json",
            Self::IssuerMissing => "draft_issuer_missing",
            Self::SpaceAround { .. } => "draft_space_around",
            Self::GrantTypeInQuery => "draft_grant_type_in_query",
            Self::AuthorizationDetails(error) => error.code(),
            Self::EndpointNotAUrl => "draft_endpoint_not_a_url",
            Self::EndpointPlaces => "draft_endpoint_places",
            Self::EndpointNotHttps => "draft_endpoint_not_https",
            Self::EndpointFragment => "draft_endpoint_fragment",
            Self::SecretInUrl => "draft_secret_in_url",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::ClientIdMissing | Self::SecretMissing | Self::SecretInUrl => Citation::rfc(6749, "2.3.1"),
            Self::SecretTooShort => Citation::rfc(7518, "3.2"),
            Self::NotSigned => Citation::rfc(7521, "4.2"),
            Self::PublicClient => Citation::rfc(6749, "4.4"),
            Self::GrantTypeMissing => Citation::rfc(6749, "4.4.2"),
            Self::Scope(error) => error.citation(),
            Self::ScopeComma | Self::ScopeDefault => Citation::rfc(6749, "3.3"),
            Self::Resource(error) => error.citation(),
            Self::ResourceSlash => Citation::rfc(8707, "2"),
            Self::ParameterLine | Self::SpaceAround { .. } => Citation::rfc(6749, "B"),
            Self::ParameterRepeated | Self::ParameterUnread => Citation::rfc(6749, "3.2"),
            Self::GrantTypeInQuery => Citation::rfc(6749, "4.4.2"),
            Self::HeaderFieldLine => Citation::rfc(9110, "5.6.2"),
            Self::HeaderFieldFraming => Citation::rfc(9110, "7.2"),
            Self::AssertionNotJson { .. } => Citation::rfc(7519, "7.1"),
            Self::IssuerMissing => Citation::rfc(10070, "4"),
            Self::AuthorizationDetails(error) => error.citation(),
            Self::EndpointNotAUrl | Self::EndpointPlaces | Self::EndpointNotHttps | Self::EndpointFragment => {
                Citation::rfc(6749, "3.2")
            }
            Self::TooLong { .. } => Citation::rfc(9110, "15.5.14"),
        }
    }
}
