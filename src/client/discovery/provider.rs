//! What a client has to know about an issuer to ask it for a token.

use crate::client::origin::Origin;
use crate::oauth::ClientAuthMethod;

/// An issuer, as its metadata describes it. What the metadata does not say is `None`, and no guess.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provider {
    /// The issuer identifier, as the metadata spells it.
    pub issuer: String,
    /// Where tokens are asked for.
    pub token_endpoint: Option<String>,
    /// Where tokens are asked for by a client that shows a certificate (RFC 8705 §5).
    pub mtls_token_endpoint: Option<String>,
    /// Where the public keys are.
    pub jwks_uri: Option<String>,
    /// Where claims about a person are asked for (OIDC Core §5.3).
    pub userinfo_endpoint: Option<String>,
    /// Where tokens are asked about (RFC 7662).
    pub introspection_endpoint: Option<String>,
    /// Where tokens are given back (RFC 7009).
    pub revocation_endpoint: Option<String>,
    /// The grant types that are listed.
    pub grant_types: Option<Vec<String>>,
    /// The authentication methods that are listed.
    pub methods: Option<Vec<String>>,
    /// Algorithms for client assertions.
    pub assertion_algorithms: Option<Vec<String>>,
    /// Algorithms for DPoP proofs (RFC 9449 §5.1).
    pub dpop_algorithms: Option<Vec<String>>,
    /// Algorithms of ID Tokens (OIDC Discovery §3); there is no such list for access tokens.
    pub id_token_algorithms: Option<Vec<String>>,
    /// Scopes that may be asked for.
    pub scopes: Option<Vec<String>>,
    /// Types of authorization details (RFC 9396 §10).
    pub authorization_details_types: Option<Vec<String>>,
    /// Whether access tokens can be bound to a certificate (RFC 8705 §3.3).
    pub binds_to_certificates: bool,
}

impl Provider {
    /// The authentication methods that this page knows, in the order in which they are listed; that of RFC 8414 §2 where none are.
    #[must_use]
    pub fn known_methods(&self) -> Vec<ClientAuthMethod> {
        match &self.methods {
            None => vec![ClientAuthMethod::ClientSecretBasic],
            Some(methods) => methods.iter().filter_map(|name| name.parse().ok()).collect(),
        }
    }

    /// The endpoints that a client of this grant may ask, by their members.
    pub fn endpoints(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("token_endpoint", &self.token_endpoint),
            ("jwks_uri", &self.jwks_uri),
            ("userinfo_endpoint", &self.userinfo_endpoint),
            ("introspection_endpoint", &self.introspection_endpoint),
            ("revocation_endpoint", &self.revocation_endpoint),
        ];
        all.into_iter().filter_map(|(member, address)| Some((member, address.as_deref()?)))
    }

    /// The origins of these endpoints, each once, that of the token endpoint first.
    #[must_use]
    pub fn origins(&self) -> Vec<Origin> {
        let mut all: Vec<Origin> = Vec::new();
        for origin in self.endpoints().filter_map(|(_, address)| Origin::of(address)) {
            if !all.contains(&origin) {
                all.push(origin);
            }
        }
        all
    }
}
