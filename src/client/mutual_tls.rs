//! Where a client goes that shows a certificate (RFC 8705 §5).
//!
//! An issuer may ask for certificates on other names than those that people's browsers meet. A client that uses mutual TLS, to prove
//! itself or to have tokens bound, takes the alias of an endpoint where there is one; any other client must not.

use crate::oauth::ServerMetadata;

/// The endpoints for one client; empty where the issuer has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoints<'a> {
    /// Where it asks for tokens.
    pub token: &'a str,
    /// Where it asks about tokens.
    pub introspection: &'a str,
    /// Where it gives tokens back.
    pub revocation: &'a str,
}

impl<'a> Endpoints<'a> {
    /// The endpoints of an issuer for a client that shows a certificate, or shows none.
    #[must_use]
    pub fn of(metadata: &'a ServerMetadata, shows_certificate: bool) -> Self {
        let choose = |alias: &'a str, own: &'a str| if shows_certificate && !alias.is_empty() { alias } else { own };
        let aliases = &metadata.mtls_endpoint_aliases;
        Self {
            token: choose(&aliases.token_endpoint, &metadata.token_endpoint),
            introspection: choose(&aliases.introspection_endpoint, &metadata.introspection_endpoint),
            revocation: choose(&aliases.revocation_endpoint, &metadata.revocation_endpoint),
        }
    }
}
