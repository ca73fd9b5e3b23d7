//! A demo API as a client of the issuer: the messages it sends, as the log shows them, and the keys it has fetched.

use std::cell::RefCell;

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Uri};

use crate::jose::{Algorithm, CompactJws, JwkSet, VerificationKey};
use crate::oauth::client_auth::basic;
use crate::oauth::{Party, TokenReference, TokenTypeHint, media_type};
use crate::ports::{Clock, Crypto, Random};

use super::demo_api::DemoApi;
use super::protected_resource::jwt;
use super::reply::Reply;
use super::trace::Trace;
use super::{Incoming, Issuer, introspection, metadata};

/// The issuer's keys, as far as the API has fetched them.
#[derive(Default)]
pub(super) struct KnownKeys(RefCell<Vec<VerificationKey>>);

impl KnownKeys {
    /// The key that the token's header points at.
    pub(super) fn find(&self, jws: &CompactJws) -> Option<VerificationKey> {
        jwt::find(&self.0.borrow(), jws).cloned()
    }

    /// Makes a fetched set the API's own: new keys are imported, keys that it already has stay, keys that are gone are forgotten.
    /// Gives the number of keys in the set.
    pub(super) async fn take_over<C: Crypto>(&self, crypto: &C, body: &[u8]) -> usize {
        let set = JwkSet::parse(body).unwrap_or_default();
        let mut keys = Vec::with_capacity(set.keys.len());
        for jwk in &set.keys {
            let known = self.0.borrow().iter().find(|key| key.jwk == *jwk).cloned();
            let Some(algorithm) = jwk.alg().and_then(Algorithm::from_name) else { continue };
            match known {
                Some(key) => keys.push(key),
                None => keys.extend(VerificationKey::import(crypto, jwk, algorithm).await),
            }
        }
        let before = self.0.replace(keys);
        let now = self.0.borrow();
        for key in before.iter().filter(|key| !now.contains(key)) {
            crypto.release(key.key);
        }
        set.keys.len()
    }

    pub(super) fn forget<C: Crypto>(&self, crypto: &C) {
        for key in self.0.take() {
            crypto.release(key.key);
        }
    }
}

/// Fetches the issuer's keys.
pub(super) async fn key_set<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>) -> Reply {
    let (mut head, body) = Request::new(Vec::new()).into_parts();
    head.uri = Uri::from_static("https://issuer.test/jwks");
    let mut trace = Trace::default();
    let arrival = issuer.arrival();
    let reply = metadata::jwks(issuer, &mut trace).await;
    issuer.file(arrival, (Party::Api, Party::Issuer), Incoming { head, body }, &reply, &trace);
    reply
}

/// Asks the issuer about a token (RFC 7662 §2.1), authenticated with the API's own secret.
pub(super) async fn introspect<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    api: DemoApi,
    token: &str,
) -> Reply {
    let (mut head, _) = Request::new(Vec::<u8>::new()).into_parts();
    head.method = Method::POST;
    head.uri = Uri::from_static("https://issuer.test/introspect");
    head.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type::FORM));
    if let Some(credentials) = credentials(issuer, api) {
        head.headers.insert(AUTHORIZATION, credentials);
    }
    let body = TokenReference::new(token, Some(TokenTypeHint::AccessToken)).form.encode().into_bytes();
    let request = Incoming { head, body };
    let mut trace = Trace::default();
    let arrival = issuer.arrival();
    let reply = introspection::answer(issuer, &request, &mut trace).await;
    issuer.file(arrival, (Party::Api, Party::Issuer), request, &reply, &trace);
    reply
}

/// Identifier and secret that the API was registered with.
fn credentials<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, api: DemoApi) -> Option<HeaderValue> {
    let registry = issuer.registry.borrow();
    let client = registry.client(registry.api(api.identifier())?.client_id.as_str())?;
    let stages = basic::encode(&client.client_id, client.client_secret.as_ref()?);
    HeaderValue::from_str(&stages.header).ok()
}
