//! What the issuer knows: the clients registered with it, the APIs it makes tokens for, the people who can sign in.
//!
//! Client metadata carries the names of RFC 7591 §2. The three kinds of record are kept apart: a person is never a client
//! (RFC 9068 §5), and no person has a password here, because signing in is only played.

use std::rc::Rc;

use crate::jose::{Algorithm, JwkSet};
use crate::oauth::{ClientAuthMethod, ClientId, ClientSecret, GrantType, Scope, TlsClientAuthSubject};
use crate::x509::Certificate;

/// Everything that is registered.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// The clients.
    pub clients: Vec<Rc<Client>>,
    /// The APIs.
    pub apis: Vec<Api>,
    /// The people.
    pub people: Vec<Person>,
    /// The authorities whose certificates are believed (RFC 8705 §7.4).
    pub authorities: Vec<Certificate>,
}

/// A client: a program that asks for tokens.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its identifier, assigned by the issuer (RFC 6749 §2.2).
    pub client_id: ClientId,
    /// Its name for people.
    pub client_name: String,
    /// How it authenticates at the token endpoint; only this way is accepted.
    pub token_endpoint_auth_method: ClientAuthMethod,
    /// Its secret, when its method has one.
    pub client_secret: Option<ClientSecret>,
    /// The grants it may use.
    pub grant_types: Vec<GrantType>,
    /// Where a sign-in may send the browser back to: visible ASCII, compared exactly.
    pub redirect_uris: Vec<String>,
    /// Every scope it may be given.
    pub scope: Scope,
    /// What it is given when it asks for no scope (RFC 6749 §3.3).
    pub default_scope: Scope,
    /// The account that stands for it under a vendor policy. It is not a person and nobody can sign in to it.
    pub service_account: Option<String>,
    /// The public keys with which it signs, when it registered them by value (RFC 7591 §2).
    pub jwks: JwkSet,
    /// Where its public keys are, when it registered an address instead.
    pub jwks_uri: Option<String>,
    /// Whether every token of this client is bound to a key (RFC 9449 §5.2).
    pub dpop_bound_access_tokens: bool,
    /// Whose certificate it shows, when an authority issues it (RFC 8705 §2.1.2).
    pub tls_client_auth_subject: Option<TlsClientAuthSubject>,
    /// Whether every token of this client is bound to its certificate (RFC 8705 §3.4). So is every token of a client that proves
    /// itself by one.
    pub tls_client_certificate_bound_access_tokens: bool,
}

/// An API that takes access tokens of this issuer.
#[derive(Clone, Debug)]
pub struct Api {
    /// Its identifier, the `aud` of tokens for it (RFC 9068 §2.2).
    pub identifier: String,
    /// The scopes that are about it and nothing else.
    pub scope: Scope,
    /// The client under which it asks the issuer about tokens (RFC 7662 §2.1).
    pub client_id: ClientId,
    /// What its access tokens are signed with, when that is not the issuer's policy.
    pub signing_alg: Option<Algorithm>,
}

/// A person who can sign in.
#[derive(Clone, Debug)]
pub struct Person {
    /// The subject identifier (OIDC Core §1.2).
    pub sub: String,
    /// The full name.
    pub name: String,
}

impl Registry {
    /// The client with this identifier, compared exactly.
    #[must_use]
    pub fn client(&self, id: &str) -> Option<Rc<Client>> {
        self.clients.iter().find(|client| client.client_id.as_str() == id).map(Rc::clone)
    }

    /// The person with this subject identifier.
    #[must_use]
    pub fn person(&self, sub: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.sub == sub)
    }

    /// The API with this identifier.
    #[must_use]
    pub fn api(&self, identifier: &str) -> Option<&Api> {
        self.apis.iter().find(|api| api.identifier == identifier)
    }

    /// The API that a scope token is about.
    #[must_use]
    pub fn api_of(&self, scope_token: &str) -> Option<&Api> {
        self.apis.iter().find(|api| api.scope.contains(scope_token))
    }
}

impl Client {
    /// Whether the client cannot keep a secret (RFC 6749 §2.1).
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.token_endpoint_auth_method == ClientAuthMethod::None
    }

    /// Whether its tokens are bound to the certificate that it shows (RFC 8705 §3).
    #[must_use]
    pub const fn binds_to_certificate(&self) -> bool {
        self.tls_client_certificate_bound_access_tokens || self.token_endpoint_auth_method.shows_certificate()
    }

    /// Whether the client may use this grant. A refresh token renews what a client may ask for itself, so it needs no leave of its own.
    #[must_use]
    pub fn may_use(&self, grant: GrantType) -> bool {
        let renews = grant == GrantType::RefreshToken && self.grant_types.contains(&GrantType::ClientCredentials);
        self.grant_types.contains(&grant) || renews
    }
}
