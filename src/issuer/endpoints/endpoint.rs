//! The addresses at which the issuer answers. Paths are compared exactly; a query never takes part.

use http::header::ALLOW;
use http::{HeaderValue, StatusCode};

use crate::issuer::personality::Place;
use crate::oauth::{ErrorCode, OAuthError};
use crate::server::{self, Reply, reply};

/// An address of the issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint {
    Authorize,
    Introspection,
    Jwks,
    OAuthMetadata,
    OpenidConfiguration,
    Registration,
    Revocation,
    SignIn,
    Token,
    UserInfo,
}

/// The name by which a connection knows the issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IssuerName {
    /// Its own: `https://issuer.test`, or another.
    Plain,
    /// `https://mtls.issuer.test`: the same, for clients with certificates (RFC 8705 §5).
    MutualTls,
}

impl Endpoint {
    /// What is at this path under this name.
    pub(crate) fn at(name: IssuerName, path: &str) -> Option<Self> {
        let endpoint = match path {
            "/token" => Self::Token,
            "/introspect" => Self::Introspection,
            "/revoke" => Self::Revocation,
            _ if name == IssuerName::MutualTls => return None,
            "/authorize" => Self::Authorize,
            "/sign-in" => Self::SignIn,
            "/userinfo" => Self::UserInfo,
            "/register" => Self::Registration,
            "/jwks" => Self::Jwks,
            "/.well-known/oauth-authorization-server" => Self::OAuthMetadata,
            "/.well-known/openid-configuration" => Self::OpenidConfiguration,
            _ => return None,
        };
        Some(endpoint)
    }

    /// Where a server that is played may answer in its own way.
    pub(crate) const fn place(self) -> Option<Place> {
        match self {
            Self::Token => Some(Place::Token),
            Self::UserInfo => Some(Place::UserInfo),
            Self::Introspection => Some(Place::Introspection),
            Self::Revocation => Some(Place::Revocation),
            Self::OAuthMetadata => Some(Place::OAuthMetadata),
            Self::OpenidConfiguration => Some(Place::OpenidMetadata),
            Self::Authorize | Self::Jwks | Self::Registration | Self::SignIn => None,
        }
    }

    /// Whether it has no use where no person ever signs in.
    pub(crate) const fn is_about_people(self) -> bool {
        matches!(self, Self::Authorize | Self::SignIn | Self::UserInfo | Self::OpenidConfiguration)
    }
}

impl server::Endpoint for Endpoint {
    fn methods(self) -> &'static str {
        match self {
            Self::Token | Self::Introspection | Self::Registration | Self::Revocation => "POST",
            Self::Authorize | Self::SignIn | Self::UserInfo => "GET, HEAD, POST",
            Self::Jwks | Self::OAuthMetadata | Self::OpenidConfiguration => "GET, HEAD",
        }
    }

    fn is_for_programs(self) -> bool {
        !matches!(self, Self::Authorize | Self::SignIn)
    }

    /// At the token endpoint in the form of every other refusal there (RFC 6749 §5.2).
    fn method_not_allowed(self) -> Reply {
        if self != Self::Token {
            return reply::method_not_allowed(self.methods());
        }
        OAuthError::new(ErrorCode::InvalidRequest, "The token endpoint takes only POST.")
            .with_status(StatusCode::METHOD_NOT_ALLOWED)
            .with_header(ALLOW, HeaderValue::from_static(self.methods()))
            .into_response()
    }

    /// Where refusals are OAuth errors in JSON, this is one too (RFC 6749 §5.2, RFC 7591 §3.2.2).
    fn too_large(self, status: StatusCode, sentence: &str) -> Reply {
        match self {
            Self::Token | Self::Introspection | Self::Revocation | Self::Registration => {
                OAuthError::new(ErrorCode::InvalidRequest, sentence).with_status(status).into_response()
            }
            _ => reply::text(status, sentence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_exact_and_belong_to_one_name() {
        assert_eq!(Endpoint::at(IssuerName::Plain, "/token"), Some(Endpoint::Token));
        assert_eq!(Endpoint::at(IssuerName::Plain, "/token/"), None);
        assert_eq!(Endpoint::at(IssuerName::MutualTls, "/token"), Some(Endpoint::Token));
        assert_eq!(Endpoint::at(IssuerName::MutualTls, "/jwks"), None);
        assert_eq!(Endpoint::at(IssuerName::Plain, "/orders"), None);
    }
}
