//! What the issuer knows: the clients registered with it, the APIs it makes tokens for, the people who can sign in.
//!
//! Client metadata carries the names of RFC 7591 §2. The three kinds of record are kept apart: a person is never a client
//! (RFC 9068 §5), and no person has a password here, because signing in is only played.

use std::rc::Rc;

use crate::oauth::{ClientAuthMethod, ClientId, ClientSecret, GrantType, Scope};

/// Everything that is registered.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// The clients.
    pub clients: Vec<Rc<Client>>,
    /// The APIs.
    pub apis: Vec<Api>,
    /// The people.
    pub people: Vec<Person>,
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
}

/// An API that takes access tokens of this issuer.
#[derive(Clone, Debug)]
pub struct Api {
    /// Its identifier, the `aud` of tokens for it (RFC 9068 §2.2).
    pub identifier: String,
    /// The scopes that are about it and nothing else.
    pub scope: Scope,
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

    /// Whether the client may use this grant.
    #[must_use]
    pub fn may_use(&self, grant: GrantType) -> bool {
        self.grant_types.contains(&grant)
    }
}
