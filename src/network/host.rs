//! Who answers for which host name.

use http::header::HOST;
use http::request::Parts;

use crate::issuer::IssuerName;
use crate::oauth::Party;
use crate::resource_server::DemoApi;

/// What answers for a host name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// `https://issuer.test`, or `https://mtls.issuer.test` for clients with certificates (RFC 8705 §5).
    Issuer(IssuerName),
    /// `https://api.test` or `https://stock.test`.
    Api(DemoApi),
    /// `https://ledger-sync.test`: a demo client's own site.
    LedgerSync,
    /// `https://other.test`: another issuer.
    Other,
}

const HOSTS: [(&str, Host); 6] = [
    ("issuer.test", Host::Issuer(IssuerName::Plain)),
    ("mtls.issuer.test", Host::Issuer(IssuerName::MutualTls)),
    ("api.test", Host::Api(DemoApi::Orders)),
    ("stock.test", Host::Api(DemoApi::Stock)),
    ("ledger-sync.test", Host::LedgerSync),
    ("other.test", Host::Other),
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
        None => head.headers.get(HOST)?.to_str().ok()?,
    };
    let name = authority.strip_suffix(":443").unwrap_or(authority);
    HOSTS.into_iter().find_map(|(known, host)| name.eq_ignore_ascii_case(known).then_some(host))
}

impl Host {
    pub(super) const fn party(self) -> Party {
        match self {
            Self::Issuer(_) => Party::Issuer,
            Self::Api(_) => Party::Api,
            Self::LedgerSync => Party::Client,
            Self::Other => Party::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn host_of(uri: &str, header: Option<&str>) -> Option<Host> {
        let mut builder = http::Request::builder().uri(uri);
        if let Some(value) = header {
            builder = builder.header(HOST, value);
        }
        host(&builder.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn the_host_comes_from_the_target_or_else_from_the_header() {
        let issuer = Some(Host::Issuer(IssuerName::Plain));
        let api = Some(Host::Api(DemoApi::Orders));
        assert_eq!(host_of("https://issuer.test/token", None), issuer);
        assert_eq!(host_of("HTTPS://Issuer.TEST:443/token", None), issuer);
        assert_eq!(host_of("/orders", Some("api.test")), api);
        assert_eq!(host_of("https://api.test/orders", Some("issuer.test")), api);
        for nobody in ["http://issuer.test/token", "https://issuer.test.example/token", "https://issuer.test:444/token"]
        {
            assert_eq!(host_of(nobody, None), None, "{nobody}");
        }
        assert_eq!(host_of("/token", None), None);
    }
}
