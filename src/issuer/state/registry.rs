//! What the issuer knows: the clients registered with it, the APIs it makes tokens for, the people who can sign in.
//!
//! Client metadata carries the names of RFC 7591 §2. The three kinds of record are kept apart: a person is never a client
//! (RFC 9068 §5), and no person has a password here, because signing in is only played.

use std::borrow::Cow;
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::jose::{Algorithm, JwkSet};
use crate::oauth::{ClientAuthMethod, ClientId, ClientSecret, GrantType, ResponseType, Scope, TlsClientAuthSubject};
use crate::ports::UnixTime;
use crate::server::Names;
use crate::x509::Certificate;

/// Scopes about a person that this issuer knows.
pub(crate) const PERSON_SCOPES: [&str; 3] = ["openid", "profile", "offline_access"];

/// Scopes about what belongs to others: only whoever runs the issuer gives them.
pub(crate) const ADMINISTERED_SCOPES: [&str; 1] = ["customers.read.all"];

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
    /// What the issuer and the demo APIs are called.
    pub names: Rc<Names>,
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
    /// The secret before this one, and until when it is good beside it: nobody has to be fast when a secret changes.
    pub old_secret: Option<(ClientSecret, UnixTime)>,
    /// Whether whoever runs the issuer has switched it off. It proves itself in vain then, and its tokens are good where nobody asks.
    pub disabled: bool,
    /// The grants it may use.
    pub grant_types: Vec<GrantType>,
    /// Where a sign-in may send the browser back to: visible ASCII, compared exactly.
    pub redirect_uris: Vec<String>,
    /// Every scope it may be given.
    pub scope: Scope,
    /// Who allowed it what nobody can take for themselves, and when: what belongs to others was arranged before (RFC 6749 §4.4).
    pub granted_by: Option<String>,
    /// What it may ask the authorization endpoint for (RFC 7591 §2).
    pub response_types: Vec<ResponseType>,
    /// What it is given when it asks for no scope (RFC 6749 §3.3), as far as it is about the API that the token is for;
    /// [`Registry::default_scope`] knows which.
    pub default_scope: Scope,
    /// The account that stands for it under a vendor policy. It is not a person and nobody can sign in to it.
    pub service_account: Option<String>,
    /// The subject identifier of the person who registered it. Its tokens are no less its own.
    pub owner: Option<String>,
    /// Claims that its tokens about itself have beside those of the protocol, such as roles (RFC 9068 §2.2.3.1).
    pub claims: Map<String, Value>,
    /// The public keys with which it signs, when it registered them by value (RFC 7591 §2).
    pub jwks: JwkSet,
    /// Where its public keys are, when it registered an address instead.
    pub jwks_uri: Option<String>,
    /// The types of authorization details that it may ask for (RFC 9396 §10).
    pub authorization_details_types: Vec<String>,
    /// Whether every token of this client is bound to a key (RFC 9449 §5.2).
    pub dpop_bound_access_tokens: bool,
    /// Whose certificate it shows, when an authority issues it (RFC 8705 §2.1.2).
    pub tls_client_auth_subject: Option<TlsClientAuthSubject>,
    /// Whether every token of this client is bound to its certificate (RFC 8705 §3.4). So is every token of a client that proves
    /// itself by one.
    pub tls_client_certificate_bound_access_tokens: bool,
    /// Members of an imported configuration that are not known here.
    pub unknown: Map<String, Value>,
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
    /// Members of an imported configuration that are not known here.
    pub unknown: Map<String, Value>,
}

/// A person who can sign in.
#[derive(Clone, Debug)]
pub struct Person {
    /// The subject identifier (OIDC Core §1.2).
    pub sub: String,
    /// The full name.
    pub name: String,
    /// Members of an imported configuration that are not known here.
    pub unknown: Map<String, Value>,
}

/// A client's identifier in the spelling of the policy [`Suffixed`](crate::issuer::SubjectStyle::Suffixed).
pub(crate) fn suffixed(client_id: &str) -> String {
    [client_id, "@clients"].concat()
}

impl Registry {
    /// The client with this identifier, compared exactly.
    #[must_use]
    pub fn client(&self, id: &str) -> Option<Rc<Client>> {
        self.clients.iter().find(|client| client.client_id.as_str() == id).map(Rc::clone)
    }

    /// Whether the tokens of a registered client can say that they are about `sub` (ATK-04).
    #[must_use]
    pub fn is_subject_of_a_client(&self, sub: &str) -> bool {
        self.clients.iter().any(|client| client.subjects().any(|(_, own)| own == sub))
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

    /// The identifiers of the APIs that a scope is about, in the order of the scope.
    #[must_use]
    pub fn apis_of(&self, scope: &Scope) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for api in scope.iter().filter_map(|token| self.api_of(token)) {
            if !names.contains(&api.identifier) {
                names.push(api.identifier.clone());
            }
        }
        names
    }

    /// Whether the client may ask for tokens for what has this identifier: an API, or the issuer for UserInfo.
    #[must_use]
    pub fn may_target(&self, client: &Client, identifier: &str) -> bool {
        if identifier == self.names.issuer {
            return client.scope.contains("openid");
        }
        let has_details = identifier == self.names.api && !client.authorization_details_types.is_empty();
        self.api(identifier)
            .is_some_and(|api| has_details || api.scope.iter().any(|token| client.scope.contains(token)))
    }

    /// What the client is given when it asks for no scope: its default scope, as far as it is about `targets`, or about the first API in
    /// it when none are named. So a client of two APIs gets a token for one of them.
    #[must_use]
    pub fn default_scope(&self, client: &Client, targets: &[String]) -> Scope {
        let mut targets = targets.to_vec();
        if targets.is_empty() {
            targets = self.apis_of(&client.default_scope);
            targets.truncate(1);
        }
        client.default_scope.filter(|token| self.api_of(token).is_none_or(|api| targets.contains(&api.identifier)))
    }
}

impl Client {
    /// Every `sub` that a token about the client can have, under whichever policy, with the member that it comes from.
    pub fn subjects(&self) -> impl Iterator<Item = (&'static str, Cow<'_, str>)> {
        let id = self.client_id.as_str();
        let account = self.service_account.as_deref().map(|account| ("service_account", Cow::Borrowed(account)));
        [("client_id", Cow::Borrowed(id)), ("client_id", Cow::Owned(suffixed(id)))].into_iter().chain(account)
    }

    /// The account that stands for it: its own identifier where it has none.
    #[must_use]
    pub fn account(&self) -> &str {
        self.service_account.as_deref().unwrap_or(self.client_id.as_str())
    }

    /// What the account that stands for it is called where accounts have names.
    #[must_use]
    pub fn account_name(&self) -> String {
        ["service-account-", self.client_id.as_str()].concat()
    }

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

    /// Whether the client may ask the authorization endpoint for this: registered for it and for the grants that it is part of (RFC 7591
    /// §2.1, OIDC Registration §2).
    #[must_use]
    pub fn may_ask_for(&self, response_type: ResponseType) -> bool {
        self.response_types.contains(&response_type) && response_type.grants().all(|grant| self.may_use(grant))
    }

    /// Whether the client is registered for this grant.
    #[must_use]
    pub fn may_use(&self, grant: GrantType) -> bool {
        self.grant_types.contains(&grant)
    }
}
