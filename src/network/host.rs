//! Who answers for which host name.

use http::header::HOST;
use http::request::Parts;

use crate::issuer::IssuerName;
use crate::oauth::{Party, well_known};
use crate::resource_server::DemoApi;
use crate::server::{ISSUER, Names};

/// What answers for a host name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// `https://issuer.test` or what it is called instead, or `https://mtls.issuer.test` for clients with certificates (RFC 8705 §5).
    Issuer(IssuerName),
    /// `https://api.test` or `https://stock.test`, or what lies below the issuer instead.
    Api(DemoApi),
    /// `https://ledger-sync.test`: a demo client's own site.
    LedgerSync,
    /// `https://other.test`: another issuer.
    Other,
}

/// The servers of the page. The issuer and its APIs have other names where a program gave them one.
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

/// Who answers for the request, and the path at which that server looks; `None` when nobody here does.
pub(super) fn host(names: &Names, head: &Parts) -> Option<(Host, String)> {
    let uri = &head.uri;
    let scheme = uri.scheme_str().unwrap_or("https");
    let authority = match uri.authority() {
        Some(authority) => authority.as_str(),
        None => head.headers.get(HOST)?.to_str().ok()?,
    };
    let is_https = scheme.eq_ignore_ascii_case("https");
    let name = authority.strip_suffix(if is_https { ":443" } else { ":80" }).unwrap_or(authority);
    let known = HOSTS.into_iter().find_map(|(known, host)| name.eq_ignore_ascii_case(known).then_some(host));
    match known.filter(|_| is_https) {
        Some(host) if names.issuer == ISSUER || matches!(host, Host::LedgerSync | Host::Other) => {
            Some((host, uri.path().to_owned()))
        }
        _ => {
            let (own_scheme, own_name, base) = names.parts();
            let is_own = scheme.eq_ignore_ascii_case(own_scheme) && name.eq_ignore_ascii_case(own_name);
            is_own.then(|| below(base, uri.path())).flatten()
        }
    }
}

/// Which server of an issuer with another name is at this path, and the path there. All lie below `base`; where a well-known part stands
/// before the path of what it is about, it is put behind (RFC 8414 §3.1, RFC 9728 §3.1).
fn below(base: &str, path: &str) -> Option<(Host, String)> {
    let inserted = [well_known::OAUTH, well_known::PROTECTED_RESOURCE].into_iter().find_map(|part| {
        Some((part, path.strip_prefix(part).filter(|rest| rest.is_empty() || rest.starts_with('/'))?))
    });
    let (part, rest) = inserted.unwrap_or(("", path));
    let own = rest.strip_prefix(base)?;
    let (host, within) = match own {
        "/api/stock" => (Host::Api(DemoApi::Stock), if part.is_empty() { "/stock" } else { "" }),
        _ => match own.strip_prefix("/api") {
            Some(within) if within.is_empty() || within.starts_with('/') => (Host::Api(DemoApi::Orders), within),
            _ if part.is_empty() && !own.starts_with('/') => return None,
            // Nothing is there: the well-known part belongs before the path.
            _ if own == well_known::OAUTH && !base.is_empty() => (Host::Issuer(IssuerName::Plain), path),
            _ => (Host::Issuer(IssuerName::Plain), own),
        },
    };
    Some((host, [part, within].concat()))
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
        Some(found(&Names::default(), uri, header)?.0)
    }

    fn found(names: &Names, uri: &str, header: Option<&str>) -> Option<(Host, String)> {
        let mut builder = http::Request::builder().uri(uri);
        if let Some(value) = header {
            builder = builder.header(HOST, value);
        }
        host(names, &builder.body(()).unwrap().into_parts().0)
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

    #[test]
    fn below_an_issuer_of_another_name_lie_its_apis_and_all_documents_where_the_specifications_say() {
        const ISSUER: Host = Host::Issuer(IssuerName::Plain);
        const ORDERS: Host = Host::Api(DemoApi::Orders);
        const STOCK: Host = Host::Api(DemoApi::Stock);
        let [oauth, api] = [well_known::OAUTH, well_known::PROTECTED_RESOURCE];
        for issuer in
            ["http://127.0.0.1:9400", "https://h.example", "https://h.example:444/a/b", "https://h.example/t/"]
        {
            let names = Names::of(issuer).unwrap();
            let (scheme, host, base) = names.parts();
            let at = |path: &str| found(&names, &[scheme, "://", host, path].concat(), None);
            for (path, server, there) in [
                ([base, "/token"].concat(), ISSUER, "/token"),
                ([base, "/apis"].concat(), ISSUER, "/apis"),
                ([oauth, base].concat(), ISSUER, oauth),
                ([base, "/.well-known/openid-configuration"].concat(), ISSUER, "/.well-known/openid-configuration"),
                ([base, "/api"].concat(), ORDERS, ""),
                ([base, "/api/orders/export"].concat(), ORDERS, "/orders/export"),
                ([base, "/api/stock"].concat(), STOCK, "/stock"),
                ([base, "/api/stock/stock"].concat(), ORDERS, "/stock/stock"),
                ([api, base, "/api"].concat(), ORDERS, api),
                ([api, base, "/api/stock"].concat(), STOCK, api),
            ] {
                assert_eq!(at(&path), Some((server, there.to_owned())), "{path} of {issuer}");
            }
            for nobody in ["https://issuer.test/token", "https://api.test/orders", "https://mtls.issuer.test/token"] {
                assert_eq!(found(&names, nobody, None), None, "{nobody} of {issuer}");
            }
            assert_eq!(found(&names, "https://other.test/jwks", None), Some((Host::Other, "/jwks".to_owned())));
            assert_eq!(at("/other/token").is_some(), base.is_empty());
        }
        let names = Names::of("http://localhost").unwrap();
        assert!(found(&names, "http://LOCALHOST:80/token", None).is_some());
        assert_eq!(found(&names, "https://localhost/token", None), None);
        assert_eq!(found(&names, "http://localhost:81/token", None), None);
    }
}
