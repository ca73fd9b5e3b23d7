//! The demo cast: a client for each way to authenticate and each way to be refused, two APIs, one person.
//!
//! Every secret here is published with the page and says so in its own text. [`demo_clients`] gives what a client holds about
//! itself, [`demo_registry`] what the issuer holds.

use std::rc::Rc;

use serde::Serialize;
use serde_json::Map;

use crate::jose::JwkSet;
use crate::oauth::{ClientAuthMethod, ClientId, ClientSecret, GrantType, ResponseType, Scope, TlsClientAuthSubject};
use crate::protected_resource::orders_export;
use crate::server::{LEDGER_SYNC_JWKS, Names};
use crate::x509::Certificate;

use super::demo_certificates::{GATEWAY_A, PARCEL_LOCKER};
use super::{Api, Client, Person, Registry, demo_certificates};

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
    /// What it may ask the authorization endpoint for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub response_types: Vec<&'static str>,
    /// The types of authorization details that it may ask for (RFC 9396 §10).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorization_details_types: Vec<&'static str>,
    /// Where a sign-in sends the browser back to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redirect_uris: Vec<&'static str>,
    /// Where its public keys are, if it signs with keys of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwks_uri: Option<&'static str>,
    /// Whether every token of it is bound to a key (RFC 9449 §5.2).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dpop_bound_access_tokens: bool,
    /// The subject of its certificate, as it is registered (RFC 8705 §2.1.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_client_auth_subject_dn: Option<&'static str>,
    /// Whether every token of it is bound to its certificate (RFC 8705 §3.4).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub tls_client_certificate_bound_access_tokens: bool,
    /// The certificate that it shows under mutual TLS, in PEM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<&'static str>,
    /// Its secret. For the client alone: it is left out when this is serialised.
    #[serde(skip)]
    pub client_secret: Option<ClientSecret>,
}

/// The demo clients, in the order a learner meets them.
#[must_use]
pub fn demo_clients() -> Vec<DemoClient> {
    demo_clients_of(&Names::default())
}

/// The demo clients of an issuer under these names. Where no connection shows a certificate, those that prove themselves by one are missing.
#[must_use]
pub fn demo_clients_of(names: &Names) -> Vec<DemoClient> {
    rows(names)
        .map(|row| DemoClient {
            client_id: ClientId::new(row.id),
            client_name: row.name,
            token_endpoint_auth_method: row.method,
            grant_types: row.grants.iter().map(|grant| grant.as_str()).collect(),
            scope: scope(row.scope),
            response_types: row.response_types.iter().map(|kind| kind.as_str()).collect(),
            authorization_details_types: row.details.to_vec(),
            redirect_uris: row.redirect_uri.into_iter().collect(),
            jwks_uri: row.jwks_uri,
            dpop_bound_access_tokens: row.dpop_bound_access_tokens,
            tls_client_auth_subject_dn: row.subject_dn,
            tls_client_certificate_bound_access_tokens: row.method.shows_certificate(),
            certificate: row.certificate,
            client_secret: row.secret.map(ClientSecret::new),
        })
        .collect()
}

/// The registry that the issuer begins with.
#[must_use]
pub fn demo_registry() -> Registry {
    demo_registry_of(Names::default())
}

/// The registry with which an issuer under these names begins.
#[must_use]
pub fn demo_registry_of(names: Names) -> Registry {
    Registry {
        clients: rows(&names).map(|row| Rc::new(register(row))).collect(),
        apis: vec![
            Api {
                identifier: names.api.clone(),
                scope: scope("orders.read orders.write customers.read.all"),
                client_id: ClientId::new("orders-api"),
                signing_alg: None,
                unknown: Map::new(),
            },
            Api {
                identifier: names.stock_api.clone(),
                scope: scope("stock.read stock.write"),
                client_id: ClientId::new("stock-api"),
                signing_alg: None,
                unknown: Map::new(),
            },
        ],
        people: vec![Person { sub: SAM.to_owned(), name: "Sam Okafor".to_owned(), unknown: Map::new() }],
        authorities: vec![demo_certificates::authority()],
        names: Rc::new(names),
    }
}

fn rows(names: &Names) -> impl Iterator<Item = &'static Row> {
    let takes_certificates = names.mtls_issuer.is_some();
    CLIENTS.iter().filter(move |row| takes_certificates || !row.method.shows_certificate())
}

/// The person of the cast.
const SAM: &str = "user-82c1";

struct Row {
    id: &'static str,
    name: &'static str,
    method: ClientAuthMethod,
    secret: Option<&'static str>,
    grants: &'static [GrantType],
    scope: &'static str,
    granted_by: Option<&'static str>,
    response_types: &'static [ResponseType],
    details: &'static [&'static str],
    redirect_uri: Option<&'static str>,
    service_account: Option<&'static str>,
    owner: Option<&'static str>,
    jwks_uri: Option<&'static str>,
    dpop_bound_access_tokens: bool,
    subject_dn: Option<&'static str>,
    certificate: Option<&'static str>,
}

impl Row {
    /// A confidential client that asks for itself, with a password in the header.
    const BASE: Self = Self {
        id: "",
        name: "",
        method: ClientAuthMethod::ClientSecretBasic,
        secret: None,
        grants: &[GrantType::ClientCredentials],
        scope: "orders.read",
        granted_by: None,
        response_types: &[],
        details: &[],
        redirect_uri: None,
        service_account: None,
        owner: None,
        jwks_uri: None,
        dpop_bound_access_tokens: false,
        subject_dn: None,
        certificate: None,
    };
}

const CLIENTS: [Row; 14] = [
    Row {
        id: "nightly-report",
        name: "Nightly report",
        secret: Some("demo-secret-not-real"),
        service_account: Some("svc-5e1f"),
        owner: Some(SAM),
        ..Row::BASE
    },
    Row {
        id: "billing-export",
        name: "Billing export",
        method: ClientAuthMethod::ClientSecretPost,
        secret: Some("billing-secret-not-real"),
        scope: "orders.read orders.write",
        details: &orders_export::TYPES,
        service_account: Some("svc-b07d"),
        ..Row::BASE
    },
    // Long enough to be a key for HS512 (RFC 7518 §3.2).
    Row {
        id: "stock-sync",
        name: "Stock sync",
        method: ClientAuthMethod::ClientSecretJwt,
        secret: Some("stock-secret-not-real-but-with-enough-octets-to-sign-with-hs512-too"),
        scope: "orders.read stock.read stock.write",
        service_account: Some("svc-31c9"),
        ..Row::BASE
    },
    Row {
        id: "ledger-sync",
        name: "Ledger sync",
        method: ClientAuthMethod::PrivateKeyJwt,
        jwks_uri: Some(LEDGER_SYNC_JWKS),
        service_account: Some("svc-7a42"),
        ..Row::BASE
    },
    Row {
        id: "meter-gateway",
        name: "Meter gateway",
        method: ClientAuthMethod::TlsClientAuth,
        service_account: Some("svc-94b6"),
        subject_dn: Some("CN=meter-gateway,O=Example Energy,C=NL"),
        certificate: Some(GATEWAY_A),
        ..Row::BASE
    },
    Row {
        id: "parcel-locker",
        name: "Parcel locker",
        method: ClientAuthMethod::SelfSignedTlsClientAuth,
        service_account: Some("svc-2d07"),
        certificate: Some(PARCEL_LOCKER),
        ..Row::BASE
    },
    Row {
        id: "price-feed",
        name: "Price feed",
        secret: Some("price-secret-not-real"),
        service_account: Some("svc-c8e0"),
        dpop_bound_access_tokens: true,
        ..Row::BASE
    },
    // What a client forgets to form-encode shows here (RFC 6749 §2.3.1). The identifier becomes `sub`, so with a colon in it, it has
    // to be a URI (RFC 7519 §2).
    Row {
        id: "urn:example:courier:day+night%20shift",
        name: "Courier, named to need form-encoding",
        secret: Some("secret: not+real %41 & long"),
        service_account: Some("svc-e5d3"),
        ..Row::BASE
    },
    // Its secret reads differently in every spelling, and with a colon in it, nothing comes out of splitting at each. It reads what belongs
    // to every customer, because somebody allowed it.
    Row {
        id: "parcel-labels",
        name: "Parcel labels",
        secret: Some("a b+c%d:e"),
        scope: "orders.read customers.read.all",
        granted_by: Some("Ada Lund, head of logistics, 2026-03-02"),
        service_account: Some("svc-6f93"),
        ..Row::BASE
    },
    // It acts for people: by another issuer's word about them, or in exchange for a token that another client has.
    Row {
        id: "order-assistant",
        name: "Order assistant",
        secret: Some("assistant-secret-not-real"),
        grants: &[GrantType::ClientCredentials, GrantType::JwtBearer, GrantType::TokenExchange],
        service_account: Some("svc-0b58"),
        ..Row::BASE
    },
    Row {
        id: "shop-web",
        name: "Shop website",
        method: ClientAuthMethod::None,
        grants: &[GrantType::AuthorizationCode, GrantType::Implicit, GrantType::RefreshToken],
        response_types: &ResponseType::ALL,
        scope: "orders.read stock.read openid profile offline_access",
        redirect_uri: Some("https://shop.test/callback"),
        ..Row::BASE
    },
    // Confidential, and still not allowed to ask for itself: authentication is not permission.
    Row {
        id: "back-office",
        name: "Back office",
        secret: Some("back-office-secret-not-real"),
        grants: &[GrantType::AuthorizationCode, GrantType::RefreshToken],
        response_types: &[ResponseType::Code],
        scope: "orders.read stock.read openid profile offline_access",
        details: &orders_export::TYPES,
        redirect_uri: Some("https://back-office.test/callback"),
        ..Row::BASE
    },
    // The APIs themselves, which ask the issuer about tokens and for none.
    Row {
        id: "orders-api",
        name: "Orders API",
        secret: Some("api-secret-not-real"),
        grants: &[],
        scope: "",
        ..Row::BASE
    },
    Row {
        id: "stock-api",
        name: "Stock API",
        secret: Some("stock-api-secret-not-real"),
        grants: &[],
        scope: "",
        ..Row::BASE
    },
];

fn register(row: &Row) -> Client {
    Client {
        client_id: ClientId::new(row.id),
        client_name: row.name.to_owned(),
        token_endpoint_auth_method: row.method,
        client_secret: row.secret.map(ClientSecret::new),
        old_secret: None,
        disabled: false,
        grant_types: row.grants.to_vec(),
        redirect_uris: row.redirect_uri.into_iter().map(str::to_owned).collect(),
        scope: scope(row.scope),
        granted_by: row.granted_by.map(str::to_owned),
        response_types: row.response_types.to_vec(),
        default_scope: scope("orders.read stock.read").filter(|token| row.scope.contains(token)),
        authorization_details_types: row.details.iter().map(|&kind| kind.to_owned()).collect(),
        service_account: row.service_account.map(str::to_owned),
        owner: row.owner.map(str::to_owned),
        claims: Map::new(),
        jwks: if row.method == ClientAuthMethod::SelfSignedTlsClientAuth { own_key(row) } else { JwkSet::default() },
        jwks_uri: row.jwks_uri.map(str::to_owned),
        dpop_bound_access_tokens: row.dpop_bound_access_tokens,
        tls_client_auth_subject: row.subject_dn.map(subject),
        tls_client_certificate_bound_access_tokens: row.method.shows_certificate(),
        unknown: Map::new(),
    }
}

fn subject(text: &str) -> TlsClientAuthSubject {
    let Ok(subject) = TlsClientAuthSubject::parse("tls_client_auth_subject_dn", text) else {
        unreachable!("the names of the cast are well formed");
    };
    subject
}

/// The key of the client's own certificate, with the certificate (RFC 8705 §2.2.2).
fn own_key(row: &Row) -> JwkSet {
    let certificate = row.certificate.map(demo_certificates::read);
    let key = |own: Certificate| Some(own.public_key().ok()?.with_x5c(own.der()));
    certificate.and_then(key).into_iter().collect()
}

fn scope(text: &str) -> Scope {
    if text.is_empty() {
        return Scope::default();
    }
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
            assert_eq!(own.client_secret.is_some(), known.token_endpoint_auth_method.has_secret());
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
