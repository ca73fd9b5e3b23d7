//! Registering oneself (RFC 7591 §3): a client that made its own certificate and wants to prove itself by it (RFC 8705 §2.2.2), or its own
//! key pair (OIDC Core §9).

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request, Response, StatusCode, Uri};
use serde_json::{Value, json};

use crate::jose::json::{parse_object, text};
use crate::jose::{Jwk, JwkSet};
use crate::oauth::{ClientAuthMethod, ClientId, media_type};

/// The request that registers a client for this grant, whose certificate stands in the `x5c` of `key`. Nothing in it is a secret.
#[must_use]
pub fn with_own_certificate(endpoint: Uri, name: &str, scope: &str, key: &Jwk) -> Request<Vec<u8>> {
    registering(endpoint, name, scope, key, ClientAuthMethod::SelfSignedTlsClientAuth)
}

/// The request that registers a client for this grant which signs with the private half of `key`, a public key.
#[must_use]
pub fn with_own_key(endpoint: Uri, name: &str, scope: &str, key: &Jwk) -> Request<Vec<u8>> {
    registering(endpoint, name, scope, key, ClientAuthMethod::PrivateKeyJwt)
}

fn registering(endpoint: Uri, name: &str, scope: &str, key: &Jwk, method: ClientAuthMethod) -> Request<Vec<u8>> {
    let keys: JwkSet = [key.clone()].into_iter().collect();
    let metadata = json!({
        "client_name": name,
        "token_endpoint_auth_method": method.as_str(),
        "grant_types": ["client_credentials"],
        "scope": scope,
        "jwks": keys.to_json(),
    });
    let mut request = Request::new(text(&metadata).into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = endpoint;
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type::JSON));
    request
}

/// The identifier that the issuer gave the client (RFC 7591 §3.2.1); `None` when it did not register it.
#[must_use]
pub fn registered_as(response: &Response<Vec<u8>>) -> Option<ClientId> {
    if response.status() != StatusCode::CREATED {
        return None;
    }
    match parse_object(response.body()).ok()?.remove("client_id")? {
        Value::String(id) => Some(ClientId::new(id)),
        _ => None,
    }
}
