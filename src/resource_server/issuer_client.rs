//! A demo API as a client of the issuer: the messages it sends.

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, Uri};

use crate::oauth::{TokenReference, TokenTypeHint, media_type};
use crate::ports::{Connection, Transport, TransportError};

/// Fetches the issuer's keys.
pub(super) async fn key_set(transport: &impl Transport) -> Result<Response<Vec<u8>>, TransportError> {
    let mut request = Request::new(Vec::new());
    *request.uri_mut() = Uri::from_static("https://issuer.test/jwks");
    transport.send(request, &Connection::default()).await
}

/// Asks the issuer about a token (RFC 7662 §2.1), authenticated with the API's own secret.
pub(super) async fn introspect(
    transport: &impl Transport,
    credentials: Option<HeaderValue>,
    token: &str,
) -> Result<Response<Vec<u8>>, TransportError> {
    let form = TokenReference::new(token, Some(TokenTypeHint::AccessToken)).form;
    let mut request = Request::new(form.encode().into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = Uri::from_static("https://issuer.test/introspect");
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type::FORM));
    if let Some(credentials) = credentials {
        request.headers_mut().insert(AUTHORIZATION, credentials);
    }
    transport.send(request, &Connection::default()).await
}
