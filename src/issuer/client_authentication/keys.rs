//! Public keys that somebody else publishes: fetched when a name is not known yet, and kept (OIDC Core §10.1.1).

use http::{Request, StatusCode};

use crate::issuer::state::Issuer;
use crate::jose::{self, Algorithm, CompactJws, Jwk, JwkSet, JwsError, VerificationKey};
use crate::ports::{Clock, Connection, Crypto, Random, Transport};
use crate::server::{Check, Trace, quoted};

/// The keys at `jwks_uri` that may have signed `jws`. What is not among the known ones is looked up there once more; `check` tells of it.
pub(crate) async fn keys_at<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    jwks_uri: &str,
    (jws, algorithm): (&CompactJws, Algorithm),
    transport: &impl Transport,
    (check, trace): (&Check, &mut Trace),
) -> Result<Vec<Jwk>, JwsError> {
    let known = |(address, _): &&(String, JwkSet)| address == jwks_uri;
    let cached = issuer.client_keys.borrow().iter().find(known).map(|(_, set)| among(set, jws, algorithm));
    if let Some(Ok(found)) = cached {
        return Ok(found);
    }
    let set = fetch(jwks_uri, transport).await;
    trace.noted(check, quoted(jwks_uri), format!("Fetched. Keys there: {}.", set.keys.len()));
    let found = among(&set, jws, algorithm);
    let mut client_keys = issuer.client_keys.borrow_mut();
    client_keys.retain(|(address, _)| address != jwks_uri);
    client_keys.push((jwks_uri.to_owned(), set));
    found
}

/// The keys of a set that may have signed `jws`.
pub(super) fn among(set: &JwkSet, jws: &CompactJws, algorithm: Algorithm) -> Result<Vec<Jwk>, JwsError> {
    Ok(set.candidates(jws.header(), algorithm)?.into_iter().cloned().collect())
}

/// Somebody's public keys, by a message to their website. An answer without keys is a set without keys.
async fn fetch(jwks_uri: &str, transport: &impl Transport) -> JwkSet {
    let Ok(uri) = jwks_uri.parse() else { return JwkSet::default() };
    let mut request = Request::new(Vec::new());
    *request.uri_mut() = uri;
    match transport.send(request, &Connection::default()).await {
        Ok(response) if response.status() == StatusCode::OK => JwkSet::parse(response.body()).unwrap_or_default(),
        Ok(_) | Err(_) => JwkSet::default(),
    }
}

/// Whether one of the keys signed `jws` with this algorithm.
pub(crate) async fn verify<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    jws: &CompactJws,
    algorithm: Algorithm,
    keys: &[Jwk],
) -> Result<(), JwsError> {
    let mut last = JwsError::NoKeyFor(algorithm.name().to_owned());
    for jwk in keys {
        let Ok(key) = VerificationKey::import(&issuer.ports.crypto, jwk, algorithm).await else { continue };
        let verified = jose::verify(&issuer.ports.crypto, jws, &key).await;
        issuer.ports.crypto.release(key.key);
        match verified {
            Ok(()) => return Ok(()),
            Err(error) => last = error,
        }
    }
    Err(last)
}
