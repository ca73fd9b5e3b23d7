//! The embedded authorization server `https://issuer.test` and its demo APIs `https://api.test` and `https://stock.test`.
//!
//! [`Issuer::handle`] is the only way in and takes what a wire would carry: an HTTP request, and what the connection under it
//! would show. Every endpoint is an ordered list of named checks; each leaves a step in the [`Trace`], and the order is the one
//! that the specifications ask for (at the token endpoint: [`TOKEN_CHECKS`]).
//!
//! | address | what | where |
//! |---|---|---|
//! | `/token` | RFC 6749 §3.2: `client_credentials` (§4.4), `authorization_code` (§4.1.3), `refresh_token` (§6) | `token` |
//! | `/authorize`, `/sign-in` | RFC 6749 §3.1 with PKCE (RFC 7636), OIDC Core §3; a *played* sign-in of one demo person | `authorize`, `sign_in` |
//! | `resource` and `authorization_details` at both | RFC 8707, RFC 9396 | `resource_indicators`, `details` |
//! | `/userinfo` | OIDC Core §5.3 | `userinfo` |
//! | `/introspect`, `/revoke` | RFC 7662, RFC 7009 | `introspection`, `revocation` |
//! | `/register` | RFC 7591 §3 | `registration` |
//! | both well-known documents | RFC 8414, OIDC Discovery | `metadata` |
//! | `/jwks` | RFC 7517 §5 | `metadata`, `keys` |
//! | `https://mtls.issuer.test` | `/token`, `/introspect`, `/revoke` once more, for clients with certificates (RFC 8705 §5) | `route` |
//! | `https://api.test/orders`, `/orders/export`, `/me`, `/me/by-sub`; `https://stock.test/stock` | APIs as RFC 6750 and RFC 9068 §4 want them; they ask the issuer by messages | `demo_api`, `api_resource`, `api_client` |
//! | `https://ledger-sync.test/jwks` | the public key of the demo client that has one of its own | `client_site` |
//!
//! A teaching aid: its people have no passwords, its clients' secrets are published, and it guards nothing. State lives in the
//! page and is bounded, however many requests come: the log keeps the newest 1000, as do sign-ins, codes, opaque tokens and refresh
//! tokens each; the names that are remembered against replay have a megabyte together at each of the servers. [`Issuer::reset`] brings back
//! the beginning.

mod administration;
mod api_client;
mod api_resource;
mod authorize;
mod client_authentication;
mod client_site;
mod clock;
mod configuration;
mod cors;
mod demo_api;
mod demo_certificates;
mod demo_registry;
mod details;
mod id_token;
mod ids;
mod introspection;
mod issued;
mod keys;
mod log;
mod metadata;
mod nonces;
mod own_token;
mod policy;
mod policy_error;
mod profile;
mod proofs;
mod protected_resource;
mod proxy;
mod recent;
mod refusal;
mod registration;
mod registry;
mod replay;
mod reply;
mod resource_indicators;
mod revocation;
mod route;
mod sign_in;
mod size;
mod throttle;
mod token;
mod trace;
mod userinfo;

use std::cell::RefCell;

use http::header::HOST;
use http::request::Parts;
use http::{Method, Request, Response, StatusCode};
use serde_json::{Map, Value};

use crate::jose::{Algorithm, JwkSet};
use crate::oauth::{ErrorCode, Exchange, OAuthError, Party};
use crate::ports::{Clock, Connection, Crypto, Random, UnixTime};

use authorize::{Code, Transaction};
use client_site::ClientKey;
use demo_api::{ApiMemory, DemoApi};
use issued::Issued;
use keys::Keys;
use log::Log;
use proofs::Proofs;
use recent::Recent;
use registration::Registered;
use replay::ReplayMemory;
use reply::Reply;
use route::{ADDRESS, Endpoint, METHOD};
use throttle::Throttle;
use trace::quoted;

pub use clock::{IssuerClock, is_on_the_clock};
pub use configuration::{Configuration, ConfigurationError};
pub use demo_certificates::{DemoCertificate, demo_certificates};
pub use demo_registry::{DemoClient, demo_clients, demo_registry};
pub use keys::{KeyRecord, KeyStage};
pub use log::{CAPACITY as LOG_CAPACITY, LogEntry};
pub use policy::{ACCESS_TOKEN_ALGORITHMS, AccessTokenForm, OpenidPolicy, Policies, SubjectStyle};
pub use policy_error::PolicyError;
pub use profile::Profile;
pub use registry::{Api, Client, Person, Registry};
pub use route::is_host;
pub use size::{MAX_ADDRESS, MAX_BODY, MAX_FIELDS};
pub use token::CHECKS as TOKEN_CHECKS;
pub use trace::{Step, StepOutcome, Trace};

/// The issuer identifier (RFC 8414 §2), the `iss` of everything it signs.
pub const ISSUER: &str = "https://issuer.test";
/// The same issuer under the name at which connections ask for certificates (RFC 8705 §5).
pub const MTLS_ISSUER: &str = "https://mtls.issuer.test";
/// The demo API's identifier, the `aud` of access tokens for it.
pub const API: &str = "https://api.test";
/// The identifier of the second demo API.
pub const STOCK_API: &str = "https://stock.test";

/// The authorization server and its demo APIs, over the ports they need.
pub struct Issuer<C, K, R> {
    crypto: C,
    clock: IssuerClock<K>,
    random: R,
    keys: Keys,
    initial: Registry,
    registry: RefCell<Registry>,
    policies: RefCell<Policies>,
    /// The clients that registered themselves.
    registered: RefCell<Registered>,
    /// Members of an imported configuration that are not known here.
    unknown_configuration: RefCell<Map<String, Value>>,
    transactions: RefCell<Recent<Transaction>>,
    codes: RefCell<Recent<Code>>,
    issued: RefCell<Issued>,
    /// The `jti` of client assertions.
    assertions: RefCell<ReplayMemory>,
    throttle: RefCell<Throttle>,
    token_proofs: Proofs,
    userinfo_proofs: Proofs,
    log: RefCell<Log>,
    /// Keys of clients that registered an address for them, by that address.
    client_keys: RefCell<Vec<(String, JwkSet)>>,
    orders_api: ApiMemory,
    stock_api: ApiMemory,
    /// Of the demo client that has a key of its own.
    client_key: ClientKey,
}

impl<C: Crypto, K: Clock, R: Random> Issuer<C, K, R> {
    /// An issuer with the demo cast.
    pub fn new(crypto: C, clock: K, random: R) -> Self {
        Self::with_registry(crypto, clock, random, demo_registry())
    }

    /// An issuer that knows other clients, APIs and people.
    pub fn with_registry(crypto: C, clock: K, random: R, registry: Registry) -> Self {
        Self {
            crypto,
            clock: IssuerClock::new(clock),
            random,
            keys: Keys::default(),
            initial: registry.clone(),
            registry: RefCell::new(registry),
            policies: RefCell::default(),
            registered: RefCell::default(),
            unknown_configuration: RefCell::default(),
            transactions: RefCell::default(),
            codes: RefCell::default(),
            issued: RefCell::default(),
            assertions: RefCell::default(),
            throttle: RefCell::default(),
            token_proofs: Proofs::default(),
            userinfo_proofs: Proofs::default(),
            log: RefCell::default(),
            client_keys: RefCell::default(),
            orders_api: ApiMemory::default(),
            stock_api: ApiMemory::default(),
            client_key: ClientKey::default(),
        }
    }

    /// Answers a request as `issuer.test` or one of the APIs would, says why, and logs both.
    ///
    /// It never fails: what is wrong with a request is said in the response. A request to any other host is answered 404 and
    /// not logged, because nobody here received it. The certificate of `connection` reaches both as a header field that a proxy
    /// writes (RFC 9440), and they look for it nowhere else.
    pub async fn handle(&self, request: Request<Vec<u8>>, connection: &Connection) -> (Response<Vec<u8>>, Trace) {
        let (head, body) = request.into_parts();
        let mut request = Incoming { head, body };
        let mut trace = Trace::default();
        let Some(host) = route::host(&request.head) else {
            let authority = request.head.uri.authority().map_or_else(String::new, |name| quoted(name.as_str()));
            trace.refused(&ADDRESS, authority, "404. Only https://issuer.test and its APIs answer here.");
            return (reply::text(StatusCode::NOT_FOUND, "Nobody answers for this address here."), trace);
        };
        proxy::pass_on(&mut request.head, connection, &mut trace);
        let arrival = self.arrival();
        let serves_people = self.policies.borrow().serves_people();
        let endpoint = host.endpoint(request.head.uri.path());
        let endpoint = endpoint.filter(|endpoint| serves_people || !endpoint.is_about_people());
        let preflight = endpoint.and_then(|endpoint| cors::preflight(endpoint, &request, &mut trace));
        let mut reply = match preflight {
            Some(reply) => reply,
            None => match enter(endpoint, &request, &mut trace) {
                Ok(endpoint) => self.answer(endpoint, &request, &mut trace).await,
                Err(nowhere) => nowhere.reply(),
            },
        };
        if let Some(endpoint) = endpoint {
            cors::allow(endpoint, &request, &mut reply);
        }
        if request.head.method == Method::HEAD {
            // Answered as a GET, without the body (RFC 9110 §9.3.2).
            reply.body_mut().clear();
        }
        let from = endpoint.map_or(Party::Client, Endpoint::sender);
        self.file(arrival, (from, host.party()), request, &reply, &trace);
        (reply, trace)
    }

    async fn answer(&self, endpoint: Endpoint, request: &Incoming, trace: &mut Trace) -> Reply {
        match endpoint {
            Endpoint::Authorize => authorize::answer(self, request, trace),
            Endpoint::ClientJwks => client_site::answer(self, trace).await,
            Endpoint::Introspection => introspection::answer(self, request, trace).await,
            Endpoint::Jwks => metadata::jwks(self, trace).await,
            Endpoint::OAuthMetadata => metadata::oauth(self, trace),
            Endpoint::OpenidConfiguration => metadata::openid(self, trace),
            Endpoint::Registration => registration::answer(self, request, trace),
            Endpoint::Resource(resource) => demo_api::answer(self, resource, request, trace).await,
            Endpoint::Revocation => revocation::answer(self, request, trace).await,
            Endpoint::SignIn => sign_in::answer(self, request, trace).await,
            Endpoint::Token => token::answer(self, request, trace).await,
            Endpoint::UserInfo => userinfo::answer(self, request, trace).await,
        }
    }

    /// What an access token for these APIs is signed with.
    fn algorithm_for(&self, audience: &[String]) -> Algorithm {
        let registry = self.registry.borrow();
        let own = audience.iter().find_map(|name| registry.api(name)?.signing_alg);
        let policies = self.policies.borrow();
        let chosen = own.unwrap_or(policies.alg);
        if policies.profile.allows_algorithm(chosen) { chosen } else { Algorithm::Es256 }
    }

    const fn memory_of(&self, api: DemoApi) -> &ApiMemory {
        match api {
            DemoApi::Orders => &self.orders_api,
            DemoApi::Stock => &self.stock_api,
        }
    }

    fn arrival(&self) -> (u64, UnixTime) {
        (self.log.borrow_mut().arrived(), self.now())
    }

    fn file(
        &self,
        (number, at): (u64, UnixTime),
        (from, to): (Party, Party),
        request: Incoming,
        reply: &Reply,
        trace: &Trace,
    ) {
        let request = Request::from_parts(request.head, request.body);
        let exchange = Exchange { from, to, request, response: reply.clone(), at };
        self.log.borrow_mut().answered(LogEntry { number, exchange, trace: trace.clone() });
    }
}

/// A request taken apart, so that head and body can be read side by side.
struct Incoming {
    head: Parts,
    body: Vec<u8>,
}

impl Incoming {
    /// The address at which it arrived, absolute.
    fn address(&self) -> String {
        let uri = &self.head.uri;
        match uri.authority() {
            Some(_) => uri.to_string(),
            None => {
                let host = self.head.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
                ["https://", host, uri.path()].concat()
            }
        }
    }
}

/// Why a request reaches no endpoint.
enum Nowhere {
    /// Nothing is at the path.
    Path,
    /// The endpoint there does not answer the method.
    Method(Endpoint),
    /// The request is too large for the endpoint there, or for any.
    Size(Endpoint, StatusCode),
}

impl Nowhere {
    fn reply(&self) -> Reply {
        match self {
            Self::Path => reply::text(StatusCode::NOT_FOUND, "Nothing is at this path."),
            Self::Method(Endpoint::Token) => token::method_not_allowed(),
            Self::Method(endpoint) => reply::method_not_allowed(*endpoint),
            Self::Size(endpoint, status) if endpoint.answers_oauth_errors() => {
                OAuthError::new(ErrorCode::InvalidRequest, &size::sentence(*status))
                    .with_status(*status)
                    .into_response()
            }
            Self::Size(_, status) => reply::text(*status, &size::sentence(*status)),
        }
    }
}

/// The first checks of every request: something is at this path, it answers this method, and the request is not too large.
fn enter(endpoint: Option<Endpoint>, request: &Incoming, trace: &mut Trace) -> Result<Endpoint, Nowhere> {
    let method = &request.head.method;
    let Some(endpoint) = endpoint else {
        trace.refused(&ADDRESS, quoted(request.head.uri.path()), "404. Nothing is at this path.");
        return Err(Nowhere::Path);
    };
    if !endpoint.allows(method) {
        trace.refused(&METHOD, quoted(method.as_str()), format!("405. This endpoint answers {}.", endpoint.methods()));
        return Err(Nowhere::Method(endpoint));
    }
    trace.passed(&METHOD, method.to_string(), "This endpoint answers it.");
    size::admit(request, trace).map_err(|status| Nowhere::Size(endpoint, status))?;
    Ok(endpoint)
}
