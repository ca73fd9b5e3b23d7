//! Calling an API with an access token (RFC 6750 §2.1; RFC 9449 §7.1, where a proof goes with it: [`super::dpop`]).

use http::header::AUTHORIZATION;
use http::{HeaderValue, Method, Request, Uri};

use crate::oauth::TokenType;

/// A GET of `uri` that carries `token` as a bearer token; `None` when `token` cannot stand in a header field.
///
/// Without a token the request is made all the same, so that one can see the API refuse it.
#[must_use]
pub fn get(uri: Uri, token: Option<&str>) -> Option<Request<Vec<u8>>> {
    get_as(TokenType::Bearer, uri, token)
}

/// The same under the scheme of the token's type.
#[must_use]
pub fn get_as(scheme: TokenType, uri: Uri, token: Option<&str>) -> Option<Request<Vec<u8>>> {
    let mut request = Request::new(Vec::new());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = uri;
    if let Some(token) = token {
        let mut value = HeaderValue::from_str(&[scheme.as_str(), " ", token].concat()).ok()?;
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
    }
    Some(request)
}
