//! What is wrong with metadata, or worth to know about it.

use super::IssuerMatch;
use crate::cite::{Citation, Document};

/// How much a fault matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A client that goes by the book does not use the metadata, or cannot.
    Stops,
    /// It breaks a rule, or is about to surprise somebody.
    Warns,
    /// It is right, and worth to know.
    Notes,
}

/// Something about an answer that should have brought metadata. Foreign text is as it came: whoever shows it makes it safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is there: 404 or 410.
    NotThere(u16),
    /// Another address was named in place of an answer.
    Redirect,
    /// Another status than 200 (RFC 8414 §3.2).
    Status(u16),
    /// A web page.
    Html,
    /// No JSON object.
    NotAnObject,
    /// An object under another media type than JSON's.
    MediaType(String),
    /// The metadata of something else: it has no member that an issuer's has.
    NotMetadata,
    /// The metadata names no issuer.
    IssuerMissing,
    /// The issuer is not the one that was asked.
    Issuer {
        /// How the two relate.
        how: IssuerMatch,
        /// Who was asked.
        asked: String,
        /// Who is named.
        named: String,
    },
    /// The issuer is no issuer identifier: it has a query or a fragment, or is no address.
    IssuerForm(String),
    /// A member has another JSON type than it must have.
    Type {
        /// The member.
        member: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// A list without anything in it, which has to be left out.
    EmptyList(&'static str),
    /// No token endpoint.
    TokenEndpointMissing,
    /// An endpoint without its host.
    Relative {
        /// The member.
        member: &'static str,
        /// What stands there.
        address: String,
    },
    /// An endpoint that is no `http` or `https` address.
    NotAnAddress {
        /// The member.
        member: &'static str,
        /// What stands there.
        address: String,
    },
    /// An endpoint with a fragment.
    Fragment(&'static str),
    /// An endpoint on this machine without TLS, where nobody can read along.
    LoopbackHttp(&'static str),
    /// An endpoint elsewhere without TLS.
    PlainHttp(&'static str),
    /// Endpoints on another origin than the issuer.
    OtherOrigin {
        /// The members.
        members: String,
        /// The origin.
        origin: String,
    },
    /// The list of grant types lacks `client_credentials`.
    GrantNotListed(String),
    /// No list of grant types: by default it is `authorization_code` and `implicit`.
    GrantsNotTold,
    /// No list of authentication methods: by default it is `client_secret_basic`.
    MethodsNotTold,
    /// A method that this page does not know.
    MethodUnknown(String),
    /// A method that signs, and no list of algorithms for it.
    AlgorithmsMissing,
    /// `none` among the algorithms for assertions.
    AlgorithmNone,
    /// No address of the public keys.
    KeysMissing,
    /// What OpenID Connect requires of a provider and this document lacks.
    OpenidMember(&'static str),
}

impl Fault {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotThere(_) => "metadata_not_there",
            Self::Redirect => "metadata_redirect",
            Self::Status(_) => "metadata_status",
            Self::Html => "metadata_html",
            Self::NotAnObject => "metadata_not_an_object",
            Self::MediaType(_) => "metadata_media_type",
            Self::NotMetadata => "metadata_of_something_else",
            Self::IssuerMissing => "metadata_issuer_missing",
            Self::Issuer { how, .. } => match how {
                IssuerMatch::Same => "metadata_issuer_same",
                IssuerMatch::SlashUnknown => "metadata_issuer_slash_unknown",
                IssuerMatch::Slash => "metadata_issuer_slash",
                IssuerMatch::Case => "metadata_issuer_case",
                IssuerMatch::Scheme => "metadata_issuer_scheme",
                IssuerMatch::Template => "metadata_issuer_template",
                IssuerMatch::Path => "metadata_issuer_path",
                IssuerMatch::Host => "metadata_issuer_host",
            },
            Self::IssuerForm(_) => "metadata_issuer_form",
            Self::Type { .. } => "metadata_type",
            Self::EmptyList(_) => "metadata_empty_list",
            Self::TokenEndpointMissing => "metadata_token_endpoint_missing",
            Self::Relative { .. } => "metadata_relative",
            Self::NotAnAddress { .. } => "metadata_not_an_address",
            Self::Fragment(_) => "metadata_fragment",
            Self::LoopbackHttp(_) => "metadata_loopback_http",
            Self::PlainHttp(_) => "metadata_plain_http",
            Self::OtherOrigin { .. } => "metadata_other_origin",
            Self::GrantNotListed(_) => "metadata_grant_not_listed",
            Self::GrantsNotTold => "metadata_grants_not_told",
            Self::MethodsNotTold => "metadata_methods_not_told",
            Self::MethodUnknown(_) => "metadata_method_unknown",
            Self::AlgorithmsMissing => "metadata_algorithms_missing",
            Self::AlgorithmNone => "metadata_algorithm_none",
            Self::KeysMissing => "metadata_keys_missing",
            Self::OpenidMember(_) => "metadata_openid_member",
        }
    }

    /// How much it matters.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        match self {
            Self::NotThere(_)
            | Self::Redirect
            | Self::Status(_)
            | Self::Html
            | Self::NotAnObject
            | Self::NotMetadata
            | Self::IssuerMissing
            | Self::IssuerForm(_)
            | Self::TokenEndpointMissing => Weight::Stops,
            Self::Issuer { how: IssuerMatch::SlashUnknown | IssuerMatch::Same, .. } => Weight::Notes,
            Self::Issuer { .. } => Weight::Stops,
            Self::MediaType(_)
            | Self::Type { .. }
            | Self::EmptyList(_)
            | Self::Relative { .. }
            | Self::NotAnAddress { .. }
            | Self::Fragment(_)
            | Self::PlainHttp(_)
            | Self::GrantNotListed(_)
            | Self::AlgorithmsMissing
            | Self::AlgorithmNone
            | Self::OpenidMember(_) => Weight::Warns,
            Self::LoopbackHttp(_)
            | Self::OtherOrigin { .. }
            | Self::GrantsNotTold
            | Self::MethodsNotTold
            | Self::MethodUnknown(_)
            | Self::KeysMissing => Weight::Notes,
        }
    }

    /// The clause behind it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Redirect => Citation::rfc(9110, "15.4"),
            Self::NotThere(_) | Self::Status(_) | Self::Html | Self::NotAnObject | Self::MediaType(_) => {
                Citation::rfc(8414, "3.2")
            }
            Self::EmptyList(_) => Citation::rfc(8414, "3.2"),
            Self::Issuer { .. } => Citation::rfc(8414, "3.3"),
            Self::Fragment(_) => Citation::rfc(6749, "3.2"),
            Self::OpenidMember(_) => Citation::new(Document::OidcDiscovery, "3"),
            _ => Citation::rfc(8414, "2"),
        }
    }

    /// The values that go into its sentence, by name.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotThere(status) | Self::Status(status) => vec![("status", status.to_string())],
            Self::MediaType(text) => vec![("type", text.clone())],
            Self::Issuer { asked, named, .. } => vec![("asked", asked.clone()), ("named", named.clone())],
            Self::IssuerForm(named) => vec![("named", named.clone())],
            Self::Type { member, expected } => {
                vec![("member", (*member).to_owned()), ("expected", (*expected).to_owned())]
            }
            Self::Relative { member, address } | Self::NotAnAddress { member, address } => {
                vec![("member", (*member).to_owned()), ("address", address.clone())]
            }
            Self::EmptyList(member)
            | Self::Fragment(member)
            | Self::LoopbackHttp(member)
            | Self::PlainHttp(member)
            | Self::OpenidMember(member) => vec![("member", (*member).to_owned())],
            Self::OtherOrigin { members, origin } => vec![("members", members.clone()), ("origin", origin.clone())],
            Self::GrantNotListed(grants) => vec![("grants", grants.clone())],
            Self::MethodUnknown(method) => vec![("method", method.clone())],
            Self::Redirect
            | Self::Html
            | Self::NotAnObject
            | Self::NotMetadata
            | Self::IssuerMissing
            | Self::TokenEndpointMissing
            | Self::GrantsNotTold
            | Self::MethodsNotTold
            | Self::AlgorithmsMissing
            | Self::AlgorithmNone
            | Self::KeysMissing => Vec::new(),
        }
    }
}
