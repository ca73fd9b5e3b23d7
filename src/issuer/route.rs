//! Which part of the issuer or of its demo API answers a request: the host, then the path.
//!
//! The hosts end in `.test`, which nobody can register (RFC 6761 §6.2). Paths are compared exactly; a query never takes part.
//! Methods are compared here too, because the answer to a wrong one is the same everywhere (RFC 9110 §15.5.6).

use http::request::Parts;
use http::{Method, header};

use crate::cite::Citation;
use crate::oauth::Party;

use super::api_resource::Resource;
use super::trace::Check;

pub(super) static METHOD: Check = Check::new("Method", Citation::rfc(9110, "15.5.6"));
pub(super) static ADDRESS: Check = Check::new("Address", Citation::rfc(9110, "15.5.5"));

/// What answers for a host name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// `https://issuer.test`
    Issuer,
    /// `https://mtls.issuer.test`: the same, for clients with certificates (RFC 8705 §5).
    MtlsIssuer,
    /// `https://api.test`
    Api,
    /// `https://stock.test`
    StockApi,
    /// `https://ledger-sync.test`: a demo client's own site.
    LedgerSync,
}

/// An address at which somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Endpoint {
    Authorize,
    ClientJwks,
    Introspection,
    Jwks,
    OAuthMetadata,
    OpenidConfiguration,
    Registration,
    /// Something that a demo API offers.
    Resource(Resource),
    Revocation,
    SignIn,
    Token,
    UserInfo,
}

const HOSTS: [(&str, Host); 5] = [
    ("issuer.test", Host::Issuer),
    ("mtls.issuer.test", Host::MtlsIssuer),
    ("api.test", Host::Api),
    ("stock.test", Host::StockApi),
    ("ledger-sync.test", Host::LedgerSync),
];

/// Whether somebody here answers for the host of this name.
#[must_use]
pub fn is_host(name: &str) -> bool {
    HOSTS.iter().any(|(known, _)| name.eq_ignore_ascii_case(known))
}

/// Who answers for the request's host; `None` when nobody here does.
pub(super) fn host(head: &Parts) -> Option<Host> {
    let uri = &head.uri;
    if uri.scheme_str().is_some_and(|scheme| !scheme.eq_ignore_ascii_case("https")) {
        return None;
    }
    let authority = match uri.authority() {
        Some(authority) => authority.as_str(),
        None => head.headers.get(header::HOST)?.to_str().ok()?,
    };
    let name = authority.strip_suffix(":443").unwrap_or(authority);
    HOSTS.into_iter().find_map(|(known, host)| name.eq_ignore_ascii_case(known).then_some(host))
}

impl Host {
    pub(super) const fn party(self) -> Party {
        match self {
            Self::Issuer | Self::MtlsIssuer => Party::Issuer,
            Self::Api | Self::StockApi => Party::Api,
            Self::LedgerSync => Party::Client,
        }
    }

    pub(super) fn endpoint(self, path: &str) -> Option<Endpoint> {
        ENDPOINTS.iter().find(|row| row.0 == self && row.1 == path).map(|row| row.2)
    }
}

impl Endpoint {
    /// Who sends requests to this endpoint: the person's own messages are those of the sign-in card.
    pub(super) const fn sender(self) -> Party {
        match self {
            Self::SignIn => Party::Person,
            _ => Party::Client,
        }
    }

    /// The methods this endpoint answers, as an `Allow` header lists them.
    pub(super) const fn methods(self) -> &'static str {
        match self {
            Self::Token | Self::Introspection | Self::Registration | Self::Revocation => "POST",
            Self::Authorize | Self::SignIn | Self::UserInfo => "GET, HEAD, POST",
            Self::ClientJwks | Self::Jwks | Self::OAuthMetadata | Self::OpenidConfiguration | Self::Resource(_) => {
                "GET, HEAD"
            }
        }
    }

    /// Whether programs use it, and not a person's browser.
    pub(super) const fn is_for_programs(self) -> bool {
        !matches!(self, Self::Authorize | Self::SignIn)
    }

    /// Whether a refusal here is an OAuth error in JSON (RFC 6749 §5.2, RFC 7591 §3.2.2).
    pub(super) const fn answers_oauth_errors(self) -> bool {
        matches!(self, Self::Token | Self::Introspection | Self::Revocation | Self::Registration)
    }

    /// Whether it has no use where no person ever signs in.
    pub(super) const fn is_about_people(self) -> bool {
        matches!(self, Self::Authorize | Self::SignIn | Self::UserInfo | Self::OpenidConfiguration)
    }

    pub(super) fn allows(self, method: &Method) -> bool {
        self.methods().split(", ").any(|allowed| allowed == method.as_str())
    }
}

const ENDPOINTS: [(Host, &str, Endpoint); 19] = [
    (Host::Issuer, "/token", Endpoint::Token),
    (Host::Issuer, "/authorize", Endpoint::Authorize),
    (Host::Issuer, "/sign-in", Endpoint::SignIn),
    (Host::Issuer, "/userinfo", Endpoint::UserInfo),
    (Host::Issuer, "/introspect", Endpoint::Introspection),
    (Host::Issuer, "/revoke", Endpoint::Revocation),
    (Host::Issuer, "/register", Endpoint::Registration),
    (Host::Issuer, "/jwks", Endpoint::Jwks),
    (Host::Issuer, "/.well-known/oauth-authorization-server", Endpoint::OAuthMetadata),
    (Host::Issuer, "/.well-known/openid-configuration", Endpoint::OpenidConfiguration),
    (Host::MtlsIssuer, "/token", Endpoint::Token),
    (Host::MtlsIssuer, "/introspect", Endpoint::Introspection),
    (Host::MtlsIssuer, "/revoke", Endpoint::Revocation),
    (Host::Api, "/orders", Endpoint::Resource(Resource::Orders)),
    (Host::Api, "/orders/export", Endpoint::Resource(Resource::Export)),
    (Host::Api, "/me", Endpoint::Resource(Resource::Me)),
    (Host::Api, "/me/by-sub", Endpoint::Resource(Resource::MeBySub)),
    (Host::StockApi, "/stock", Endpoint::Resource(Resource::Stock)),
    (Host::LedgerSync, "/jwks", Endpoint::ClientJwks),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn host_of(uri: &str, header: Option<&str>) -> Option<Host> {
        let mut builder = http::Request::builder().uri(uri);
        if let Some(value) = header {
            builder = builder.header(header::HOST, value);
        }
        host(&builder.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn the_host_comes_from_the_target_or_else_from_the_header() {
        assert_eq!(host_of("https://issuer.test/token", None), Some(Host::Issuer));
        assert_eq!(host_of("HTTPS://Issuer.TEST:443/token", None), Some(Host::Issuer));
        assert_eq!(host_of("/orders", Some("api.test")), Some(Host::Api));
        assert_eq!(host_of("https://api.test/orders", Some("issuer.test")), Some(Host::Api));
        for nobody in ["http://issuer.test/token", "https://issuer.test.example/token", "https://issuer.test:444/token"]
        {
            assert_eq!(host_of(nobody, None), None, "{nobody}");
        }
        assert_eq!(host_of("/token", None), None);
    }

    #[test]
    fn paths_are_exact_and_belong_to_one_host() {
        assert_eq!(Host::Issuer.endpoint("/token"), Some(Endpoint::Token));
        assert_eq!(Host::Issuer.endpoint("/token/"), None);
        assert_eq!(Host::Api.endpoint("/token"), None);
        assert!(!Endpoint::Token.allows(&Method::GET));
        assert!(Endpoint::UserInfo.allows(&Method::POST));
    }
}
