//! The embedded authorization server `https://issuer.test` and its demo API `https://api.test`.
//!
//! [`Issuer::handle`] is the only way in and takes what a wire would carry: an HTTP request, and what the connection under it
//! would show. Every endpoint is an ordered list of named checks; each leaves a step in the [`Trace`], and the order is the one
//! that the specifications ask for (at the token endpoint: [`TOKEN_CHECKS`]).
//!
//! | address | what | where |
//! |---|---|---|
//! | `/token` | RFC 6749 §3.2: `client_credentials` (§4.4), `authorization_code` (§4.1.3) | `token` |
//! | `/authorize`, `/sign-in` | RFC 6749 §3.1 with PKCE (RFC 7636); a *played* sign-in of one demo person | `authorize`, `sign_in` |
//! | `/userinfo` | OIDC Core §5.3 | `userinfo` |
//! | `/introspect`, `/revoke` | RFC 7662, RFC 7009 | `introspection`, `revocation` |
//! | both well-known documents | RFC 8414, OIDC Discovery | `metadata` |
//! | `/jwks` | RFC 7517 §5 | `metadata`, `keys` |
//! | `https://api.test/orders` | an API as RFC 6750 and RFC 9068 §4 want it; asks the issuer by messages | `orders`, `api_client` |
//! | `https://ledger-sync.test/jwks` | the public key of the demo client that has one of its own | `client_site` |
//!
//! A teaching aid: its people have no passwords, its clients' secrets are published, and it guards nothing. State lives in the
//! page and is bounded, however many requests come: the log keeps the newest 1000, as do sign-ins, codes, opaque tokens and refresh
//! tokens each; 10,000 names are remembered against replay, each only for as long as it could be used. [`Issuer::reset`] brings back
//! the beginning.

mod api_client;
mod authorize;
mod cast;
mod client_authentication;
mod client_site;
mod clock;
mod cors;
mod ids;
mod introspection;
mod issued;
mod keys;
mod log;
mod metadata;
mod nonces;
mod orders;
mod own_token;
mod policy;
mod policy_error;
mod proofs;
mod protected_resource;
mod recent;
mod refusal;
mod registry;
mod replay;
mod reply;
mod revocation;
mod route;
mod sign_in;
mod throttle;
mod token;
mod trace;
mod userinfo;

use std::cell::RefCell;
use std::collections::BTreeMap;

use http::header::HOST;
use http::request::Parts;
use http::{Method, Request, Response, StatusCode};

use crate::jose::{Algorithm, Jwk, JwkSet, KeyError};
use crate::oauth::{Exchange, Party};
use crate::ports::{Clock, Connection, Crypto, Random, UnixTime};

use api_client::KnownKeys;
use authorize::{Code, Transaction};
use client_site::ClientKey;
use issued::Issued;
use keys::Keys;
use log::Log;
use proofs::Proofs;
use recent::Recent;
use replay::ReplayMemory;
use reply::Reply;
use route::{ADDRESS, Endpoint, METHOD};
use throttle::Throttle;
use trace::shown;

pub use cast::{DemoClient, demo_clients, demo_registry};
pub use clock::IssuerClock;
pub use log::{CAPACITY as LOG_CAPACITY, LogEntry};
pub use policy::{ACCESS_TOKEN_ALGORITHMS, AccessTokenForm, OpenidPolicy, Policies, SubjectStyle};
pub use policy_error::PolicyError;
pub use registry::{Api, Client, Person, Registry};
pub use token::CHECKS as TOKEN_CHECKS;
pub use trace::{Step, StepOutcome, Trace};

/// The issuer identifier (RFC 8414 §2), the `iss` of everything it signs.
pub const ISSUER: &str = "https://issuer.test";
/// The demo API's identifier, the `aud` of access tokens for it.
pub const API: &str = "https://api.test";

/// The authorization server and its demo API, over the ports they need.
pub struct Issuer<C, K, R> {
    crypto: C,
    clock: IssuerClock<K>,
    random: R,
    keys: Keys,
    initial: Registry,
    registry: RefCell<Registry>,
    policies: RefCell<Policies>,
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
    client_keys: RefCell<BTreeMap<String, JwkSet>>,
    /// Of the demo API: the issuer's keys.
    known_keys: KnownKeys,
    api_proofs: Proofs,
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
            transactions: RefCell::default(),
            codes: RefCell::default(),
            issued: RefCell::default(),
            assertions: RefCell::default(),
            throttle: RefCell::default(),
            token_proofs: Proofs::default(),
            userinfo_proofs: Proofs::default(),
            log: RefCell::default(),
            client_keys: RefCell::default(),
            known_keys: KnownKeys::default(),
            api_proofs: Proofs::default(),
            client_key: ClientKey::default(),
        }
    }

    /// Answers a request as `issuer.test` or `api.test` would, says why, and logs both.
    ///
    /// It never fails: what is wrong with a request is said in the response. A request to any other host is answered 404 and
    /// not logged, because nobody here received it. Nothing reads `connection` yet.
    pub async fn handle(&self, request: Request<Vec<u8>>, _connection: &Connection) -> (Response<Vec<u8>>, Trace) {
        let (head, body) = request.into_parts();
        let request = Incoming { head, body };
        let mut trace = Trace::default();
        let Some(host) = route::host(&request.head) else {
            let authority = request.head.uri.authority().map_or_else(String::new, |name| shown(name.as_str()));
            trace.refused(&ADDRESS, authority, "404. Only https://issuer.test and https://api.test answer here.");
            return (reply::text(StatusCode::NOT_FOUND, "Nobody answers for this address here."), trace);
        };
        let arrival = self.arrival();
        let endpoint = host.endpoint(request.head.uri.path());
        let preflight = endpoint.and_then(|endpoint| cors::preflight(endpoint, &request, &mut trace));
        let mut reply = match preflight {
            Some(reply) => reply,
            None => match enter(endpoint, &request.head.method, request.head.uri.path(), &mut trace) {
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
            Endpoint::Orders => orders::answer(self, request, trace).await,
            Endpoint::Revocation => revocation::answer(self, request, trace).await,
            Endpoint::SignIn => sign_in::answer(self, request, trace),
            Endpoint::Token => token::answer(self, request, trace).await,
            Endpoint::UserInfo => userinfo::answer(self, request, trace).await,
        }
    }

    /// The policies in force.
    pub fn policies(&self) -> Policies {
        self.policies.borrow().clone()
    }

    /// Changes the policies, from the next request on.
    pub fn set_policies(&self, policies: Policies) {
        self.policies.replace(policies);
    }

    /// What is registered now: for showing a record beside a token.
    pub fn registry(&self) -> Registry {
        self.registry.borrow().clone()
    }

    /// The newest messages with their traces, oldest first.
    pub fn log(&self) -> Vec<LogEntry> {
        self.log.borrow().entries()
    }

    /// How many times a person signed in since the last reset.
    pub fn logins(&self) -> u32 {
        self.log.borrow().logins()
    }

    /// The issuer's clock, to move it and to stop it.
    pub const fn clock(&self) -> &IssuerClock<K> {
        &self.clock
    }

    /// The issuer's time.
    pub fn now(&self) -> UnixTime {
        self.clock.now()
    }

    /// The private key of the demo client that signs with one of its own, for whoever plays that client.
    ///
    /// # Errors
    /// [`KeyError`] when the platform cannot make one.
    pub async fn client_key(&self) -> Result<Jwk, KeyError> {
        self.client_key.private(&self.crypto).await
    }

    /// Gives that client another key. The issuer finds out when it meets a signature by it (OIDC Core §10.1.1).
    ///
    /// # Errors
    /// [`KeyError`] when the platform cannot make one.
    pub async fn rotate_client_key(&self) -> Result<(), KeyError> {
        self.client_key.rotate(&self.crypto).await
    }

    /// Lets the issuer sign with its next keys. The ones before stay published for an hour, longer than any token lives.
    ///
    /// # Errors
    /// [`KeyError`] when the platform cannot make keys.
    pub async fn rotate_keys(&self) -> Result<(), KeyError> {
        let algorithm = self.policies.borrow().alg;
        self.keys.signing(&self.crypto, algorithm).await?;
        self.keys.rotate(&self.crypto, self.now()).await
    }

    /// What an access token for these APIs is signed with.
    fn algorithm_for(&self, audience: &[String]) -> Algorithm {
        let registry = self.registry.borrow();
        let own = audience.iter().find_map(|name| registry.api(name)?.signing_alg);
        own.unwrap_or(self.policies.borrow().alg)
    }

    /// Back to the beginning: the first registry, the default policies, the page's clock, an empty log.
    ///
    /// The keys stay: a token that the learner kept can still be verified, and an RSA key takes time to make. The API forgets
    /// the keys it fetched, so that the next visit to it shows the whole conversation again.
    pub fn reset(&self) {
        self.registry.replace(self.initial.clone());
        self.policies.take();
        self.transactions.take();
        self.codes.take();
        self.issued.take();
        self.assertions.take();
        self.throttle.take();
        self.token_proofs.forget();
        self.userinfo_proofs.forget();
        self.api_proofs.forget();
        self.client_keys.take();
        self.log.borrow_mut().forget();
        self.known_keys.forget(&self.crypto);
        self.clock.reset();
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
}

impl Nowhere {
    fn reply(&self) -> Reply {
        match self {
            Self::Path => reply::text(StatusCode::NOT_FOUND, "Nothing is at this path."),
            Self::Method(Endpoint::Token) => token::method_not_allowed(),
            Self::Method(endpoint) => reply::method_not_allowed(*endpoint),
        }
    }
}

/// The first checks of every request: something is at this path, and it answers this method.
fn enter(endpoint: Option<Endpoint>, method: &Method, path: &str, trace: &mut Trace) -> Result<Endpoint, Nowhere> {
    let Some(endpoint) = endpoint else {
        trace.refused(&ADDRESS, shown(path), "404. Nothing is at this path.");
        return Err(Nowhere::Path);
    };
    if endpoint.allows(method) {
        trace.passed(&METHOD, method.to_string(), "This endpoint answers it.");
        return Ok(endpoint);
    }
    trace.refused(&METHOD, shown(method.as_str()), format!("405. This endpoint answers {}.", endpoint.methods()));
    Err(Nowhere::Method(endpoint))
}
