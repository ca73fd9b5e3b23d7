//! The demo cast: four clients, one API, one person.
//!
//! Every secret here is published with the page and says so in its own text. [`demo_clients`] gives what a client holds about
//! itself, [`demo_registry`] what the issuer holds.

use std::rc::Rc;

use serde::Serialize;

use crate::oauth::{ClientAuthMethod, ClientId, ClientSecret, GrantType, Scope};

use super::API;
use super::registry::{Api, Client, Person, Registry};

/// A demo client as the client itself holds it, with the names of RFC 7591 §2.
#[derive(Clone, Debug, Serialize)]
pub struct DemoClient {
    /// Its identifier.
    pub client_id: ClientId,
    /// Its name for people.
    pub client_name: &'static str,
    /// How it authenticates.
    pub token_endpoint_auth_method: ClientAuthMethod,
    /// The grants it is registered for.
    pub grant_types: Vec<&'static str>,
    /// Every scope it may ask for.
    pub scope: Scope,
    /// Where a sign-in sends the browser back to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redirect_uris: Vec<&'static str>,
    /// Its secret. For the client alone: it is left out when this is serialised.
    #[serde(skip)]
    pub client_secret: Option<ClientSecret>,
}

/// The demo clients, in the order a learner meets them.
#[must_use]
pub fn demo_clients() -> Vec<DemoClient> {
    CLIENTS
        .iter()
        .map(|row| DemoClient {
            client_id: ClientId::new(row.id),
            client_name: row.name,
            token_endpoint_auth_method: row.method,
            grant_types: row.grants.iter().map(|grant| grant.as_str()).collect(),
            scope: scope(row.scope),
            redirect_uris: row.redirect_uri.into_iter().collect(),
            client_secret: row.secret.map(ClientSecret::new),
        })
        .collect()
}

/// The registry that the issuer begins with.
#[must_use]
pub fn demo_registry() -> Registry {
    Registry {
        clients: CLIENTS.iter().map(|row| Rc::new(register(row))).collect(),
        apis: vec![Api { identifier: API.to_owned(), scope: scope("orders.read orders.write") }],
        people: vec![Person { sub: "user-82c1".to_owned(), name: "Sam Okafor".to_owned() }],
    }
}

struct Row {
    id: &'static str,
    name: &'static str,
    method: ClientAuthMethod,
    secret: Option<&'static str>,
    grants: &'static [GrantType],
    scope: &'static str,
    redirect_uri: Option<&'static str>,
    service_account: Option<&'static str>,
}

const CLIENTS: [Row; 4] = [
    Row {
        id: "nightly-report",
        name: "Nightly report",
        method: ClientAuthMethod::ClientSecretBasic,
        secret: Some("demo-secret-not-real"),
        grants: &[GrantType::ClientCredentials],
        scope: "orders.read",
        redirect_uri: None,
        service_account: Some("svc-5e1f"),
    },
    Row {
        id: "billing-export",
        name: "Billing export",
        method: ClientAuthMethod::ClientSecretPost,
        secret: Some("billing-secret-not-real"),
        grants: &[GrantType::ClientCredentials],
        scope: "orders.read orders.write",
        redirect_uri: None,
        service_account: Some("svc-b07d"),
    },
    Row {
        id: "shop-web",
        name: "Shop website",
        method: ClientAuthMethod::None,
        secret: None,
        grants: &[GrantType::AuthorizationCode],
        scope: "orders.read openid profile",
        redirect_uri: Some("https://shop.test/callback"),
        service_account: None,
    },
    // Confidential, and still not allowed to ask for itself: authentication is not permission.
    Row {
        id: "back-office",
        name: "Back office",
        method: ClientAuthMethod::ClientSecretBasic,
        secret: Some("back-office-secret-not-real"),
        grants: &[GrantType::AuthorizationCode],
        scope: "orders.read openid profile",
        redirect_uri: Some("https://back-office.test/callback"),
        service_account: None,
    },
];

fn register(row: &Row) -> Client {
    Client {
        client_id: ClientId::new(row.id),
        client_name: row.name.to_owned(),
        token_endpoint_auth_method: row.method,
        client_secret: row.secret.map(ClientSecret::new),
        grant_types: row.grants.to_vec(),
        redirect_uris: row.redirect_uri.into_iter().map(str::to_owned).collect(),
        scope: scope(row.scope),
        default_scope: scope("orders.read"),
        service_account: row.service_account.map(str::to_owned),
    }
}

fn scope(text: &str) -> Scope {
    Scope::parse(text).expect("the scopes of the cast are well formed")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn client_and_issuer_hold_the_same_about_each_client() {
        let registry = demo_registry();
        for own in demo_clients() {
            let known = registry.client(own.client_id.as_str()).unwrap();
            assert_eq!(own.token_endpoint_auth_method, known.token_endpoint_auth_method);
            assert_eq!(own.client_secret, known.client_secret);
            assert_eq!(own.scope, known.scope);
            assert_eq!(own.client_secret.is_some(), !known.is_public());
            assert!(known.default_scope.is_subset_of(&known.scope));
        }
    }

    #[test]
    fn no_person_is_a_client_or_an_account_of_one() {
        let registry = demo_registry();
        for person in &registry.people {
            assert!(registry.client(&person.sub).is_none());
            let same = |client: &Rc<Client>| client.service_account.as_ref() == Some(&person.sub);
            assert!(!registry.clients.iter().any(same));
        }
    }
}
