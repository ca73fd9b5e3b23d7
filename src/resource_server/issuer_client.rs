//! A demo API as a client of the issuer: the messages it sends.

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, Uri};

use crate::oauth::{TokenReference, TokenTypeHint, media_type};
use crate::ports::{Connection, Transport, TransportError};
use crate::server::Names;

/// Fetches the issuer's keys.
pub(super) async fn key_set(names: &Names, transport: &impl Transport) -> Result<Response<Vec<u8>>, TransportError> {
    let mut request = Request::new(Vec::new());
    *request.uri_mut() = at(names, "/jwks");
    transport.send(request, &Connection::default()).await
}

/// Asks the issuer about a token (RFC 7662 §2.1), authenticated with the API's own secret.
pub(super) async fn introspect(
    names: &Names,
    transport: &impl Transport,
    credentials: Option<HeaderValue>,
    token: &str,
) -> Result<Response<Vec<u8>>, TransportError> {
    let form = TokenReference::new(token, Some(TokenTypeHint::AccessToken)).form;
    let mut request = Request::new(form.encode().into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = at(names, "/introspect");
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type::FORM));
    if let Some(credentials) = credentials {
        request.headers_mut().insert(AUTHORIZATION, credentials);
    }
    transport.send(request, &Connection::default()).await
}

/// An address of the issuer.
fn at(names: &Names, path: &str) -> Uri {
    names.at(path).parse().expect("an issuer identifier is an address, and so it is with a path after it")
}
