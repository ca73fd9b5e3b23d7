//! The names under which the servers answer. Those of this page end in `.test`, which nobody can register (RFC 6761 §6.2); a program may
//! give its issuer another one, and its APIs then lie below that.

use http::Uri;
use thiserror::Error;

use crate::oauth::dpop;
use crate::oauth::well_known::{self, IssuerError};

/// The issuer identifier (RFC 8414 §2), the `iss` of everything it signs.
pub const ISSUER: &str = "https://issuer.test";
/// The same issuer under the name at which connections ask for certificates (RFC 8705 §5).
pub const MTLS_ISSUER: &str = "https://mtls.issuer.test";
/// The first demo API's identifier, the `aud` of access tokens for it.
pub const API: &str = "https://api.test";
/// The identifier of the second demo API.
pub const STOCK_API: &str = "https://stock.test";
/// Another issuer, which the first one believes about people (RFC 7523 §3), and which is not honest about itself.
pub const OTHER_ISSUER: &str = "https://other.test";
/// Where the public key of the demo client is that signs with a key of its own.
pub const LEDGER_SYNC_JWKS: &str = "https://ledger-sync.test/jwks";

/// What one issuer and its APIs are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The issuer identifier.
    pub issuer: String,
    /// The identifier of the first demo API.
    pub api: String,
    /// The identifier of the second one.
    pub stock_api: String,
    /// The issuer under the name at which connections ask for certificates; `None` where nobody can show one.
    pub mtls_issuer: Option<&'static str>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            issuer: ISSUER.to_owned(),
            api: API.to_owned(),
            stock_api: STOCK_API.to_owned(),
            mtls_issuer: Some(MTLS_ISSUER),
        }
    }
}

/// Why an issuer cannot have a name.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NamesError {
    /// It is no issuer identifier.
    #[error("{0}")]
    Identifier(#[from] IssuerError),
    /// It is no address that anybody can ask.
    #[error("An issuer identifier is an address with a host, perhaps a port and a path, in ASCII and without a user.")]
    Address,
    /// The same address is usually written otherwise, and identifiers are compared octet by octet.
    #[error(
        "Clients compare issuer identifiers octet by octet, so this one has to be written as {0} (RFC 3986 §6.2.2)."
    )]
    Spelling(String),
    /// Another server here has that name.
    #[error("Another server has this name here.")]
    Taken,
}

impl NamesError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Identifier(error) => error.code(),
            Self::Address => "issuer_address",
            Self::Spelling(_) => "issuer_spelling",
            Self::Taken => "issuer_taken",
        }
    }
}

impl Names {
    /// The names of an issuer with this identifier: `https`, or `http` on this machine alone. Its APIs lie at `/api` and `/api/stock` below
    /// it. TLS in front of it is somebody else's, so no connection shows a certificate.
    ///
    /// # Errors
    /// [`NamesError`] with what is wrong with the identifier.
    pub fn of(issuer: &str) -> Result<Self, NamesError> {
        if issuer == ISSUER {
            return Ok(Self::default());
        }
        well_known::check_issuer(issuer)?;
        let uri: Uri = issuer.parse().map_err(|_| NamesError::Address)?;
        let usual = dpop::normalise(issuer).filter(|_| has_possible_port(&uri)).ok_or(NamesError::Address)?;
        let base = without_slash(issuer);
        if base != without_slash(&usual) {
            return Err(NamesError::Spelling(without_slash(&usual).to_owned()));
        }
        if [MTLS_ISSUER, API, STOCK_API, OTHER_ISSUER].contains(&base) || LEDGER_SYNC_JWKS.starts_with(base) {
            return Err(NamesError::Taken);
        }
        Ok(Self {
            api: [base, "/api"].concat(),
            stock_api: [base, "/api/stock"].concat(),
            issuer: issuer.to_owned(),
            mtls_issuer: None,
        })
    }

    /// The address of what the issuer has at this path.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        [without_slash(&self.issuer), path].concat()
    }

    /// Scheme and host of the issuer, and the path below which everything lies.
    #[must_use]
    pub fn parts(&self) -> (&str, &str, &str) {
        let (scheme, rest) = without_slash(&self.issuer).split_once("://").unwrap_or_default();
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        (scheme, host, path)
    }

    /// What protects something of the issuer's is called by its host (RFC 9110 §11.5).
    #[must_use]
    pub fn realm(&self) -> &str {
        self.parts().1
    }

    /// An API's identifier as a configuration has it: the demo APIs have their names of this page there, so that it is good for an issuer of
    /// any name.
    #[must_use]
    pub fn travelling<'a>(&self, identifier: &'a str) -> &'a str {
        match identifier {
            own if own == self.api => API,
            own if own == self.stock_api => STOCK_API,
            other => other,
        }
    }

    /// The identifier here of an API that a configuration calls so.
    #[must_use]
    pub fn arrived<'a>(&'a self, identifier: &'a str) -> &'a str {
        match identifier {
            API => &self.api,
            STOCK_API => &self.stock_api,
            other => other,
        }
    }
}

fn without_slash(address: &str) -> &str {
    address.strip_suffix('/').unwrap_or(address)
}

/// `http` reads a port of any length, and nobody can connect to one beyond 65535.
fn has_possible_port(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let port = uri.authority().and_then(|authority| authority.as_str().strip_prefix(host)?.strip_prefix(':'));
    port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_issuer_has_its_apis_below_itself_and_no_certificates() {
        for (issuer, api, stock, jwks) in [
            (
                "http://127.0.0.1:9400",
                "http://127.0.0.1:9400/api",
                "http://127.0.0.1:9400/api/stock",
                "http://127.0.0.1:9400/jwks",
            ),
            ("http://[::1]:1", "http://[::1]:1/api", "http://[::1]:1/api/stock", "http://[::1]:1/jwks"),
            ("http://localhost", "http://localhost/api", "http://localhost/api/stock", "http://localhost/jwks"),
            (
                "https://h.example/t",
                "https://h.example/t/api",
                "https://h.example/t/api/stock",
                "https://h.example/t/jwks",
            ),
            ("https://h.example/", "https://h.example/api", "https://h.example/api/stock", "https://h.example/jwks"),
        ] {
            let names = Names::of(issuer).unwrap();
            assert_eq!((&*names.issuer, &*names.api, &*names.stock_api), (issuer, api, stock));
            assert_eq!((names.at("/jwks"), names.mtls_issuer), (jwks.to_owned(), None));
        }
        assert_eq!(Names::of(ISSUER), Ok(Names::default()));
        assert_eq!(Names::of("https://h.example:444/t/").unwrap().parts(), ("https", "h.example:444", "/t"));
    }

    #[test]
    fn what_is_no_name_for_an_issuer_is_refused_with_the_reason() {
        for (issuer, code) in [
            ("http://h.example", "issuer_not_https"),
            ("http://127.0.0.1.h.example", "issuer_not_https"),
            ("http://localhost.h.example:80", "issuer_not_https"),
            ("http://user@localhost", "issuer_not_https"),
            ("ftp://localhost", "issuer_not_https"),
            ("", "issuer_not_https"),
            ("https://", "issuer_no_host"),
            ("https://h?a", "issuer_query"),
            ("https://h#a", "issuer_fragment"),
            ("https://user@h", "issuer_address"),
            ("https://h:99999", "issuer_address"),
            ("https://h:0", "issuer_address"),
            ("https://é", "issuer_address"),
            ("https://h/a b", "issuer_address"),
            ("https://H", "issuer_spelling"),
            ("https://h:443", "issuer_spelling"),
            ("https://h/a/../b", "issuer_spelling"),
            ("https://h/%7Ea", "issuer_spelling"),
            ("https://other.test", "issuer_taken"),
            ("https://api.test/", "issuer_taken"),
            ("https://ledger-sync.test", "issuer_taken"),
        ] {
            assert_eq!(Names::of(issuer).unwrap_err().code(), code, "{issuer}");
        }
    }

    #[test]
    fn a_configuration_is_good_for_an_issuer_of_any_name() {
        let names = Names::of("http://127.0.0.1:9400").unwrap();
        for identifier in [API, STOCK_API, "https://h.example"] {
            assert_eq!(names.travelling(names.arrived(identifier)), identifier);
            assert_eq!(Names::default().arrived(identifier), identifier);
        }
        assert_eq!(names.arrived(API), "http://127.0.0.1:9400/api");
    }
}
