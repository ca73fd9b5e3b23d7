//! Turning an action into the HTTP request that the client sends, with the client's own code.

use http::header::CONTENT_TYPE;
use http::{Method, Request, Uri};

use super::action::{Action, AuthorizeAsk, TokenAsk, TokenFrom, WellKnown};
use crate::client::{Draft, api_call};
use crate::issuer::{API, DemoClient, ISSUER};
use crate::oauth::{AuthorizationRequest, ClientId, ClientSecret, well_known};

/// What a request may need besides its action.
pub(super) struct Means<'a> {
    /// The demo clients, as they hold themselves.
    pub(super) cast: &'a [DemoClient],
    /// The newest access token of the run.
    pub(super) token: Option<&'a str>,
    /// A value for `state`, fresh for each run.
    pub(super) state: &'a str,
}

/// The request of an action; `None` when it needs a token and none was issued.
pub(super) fn build(action: &Action, means: &Means<'_>) -> Option<Request<Vec<u8>>> {
    match action {
        Action::CallApi { token } => call(&[API, "/orders"].concat(), *token, means),
        Action::UserInfo { token } => call(&[ISSUER, "/userinfo"].concat(), *token, means),
        Action::FetchMetadata(which) => api_call::get(metadata_address(*which)?, None),
        Action::TokenRequest(ask) => token_request(ask, means),
        Action::Authorize(ask) => authorize(ask, means.state),
    }
}

fn call(address: &str, token: TokenFrom, means: &Means<'_>) -> Option<Request<Vec<u8>>> {
    let token = match token {
        TokenFrom::Nowhere => None,
        TokenFrom::Latest => Some(means.token?),
    };
    api_call::get(address.parse().ok()?, token)
}

fn metadata_address(which: WellKnown) -> Option<Uri> {
    let address = match which {
        WellKnown::OAuth => well_known::oauth_authorization_server_url(ISSUER),
        WellKnown::OpenId => well_known::openid_configuration_url(ISSUER),
    };
    address.ok()?.parse().ok()
}

fn token_request(ask: &TokenAsk, means: &Means<'_>) -> Option<Request<Vec<u8>>> {
    let client = means.cast.iter().find(|client| client.client_id.as_str() == ask.client)?;
    let draft = Draft {
        client_id: client.client_id.clone(),
        client_secret: client.client_secret.clone().unwrap_or_else(|| ClientSecret::new("")),
        method: client.token_endpoint_auth_method,
        grant_type: ask.grant_type.unwrap_or_default().to_owned(),
        scope: ask.scope.unwrap_or_default().to_owned(),
        token_endpoint: [ISSUER, "/token"].concat(),
    };
    let mut request = draft.to_request().ok()?;
    if ask.method != Method::POST {
        // A GET has no form: the fields go into the address, where they should not be.
        *request.method_mut() = ask.method.clone();
        *request.uri_mut() = [ISSUER, "/token?", &draft.form().encode()].concat().parse().ok()?;
        request.body_mut().clear();
        request.headers_mut().remove(CONTENT_TYPE);
    }
    Some(request)
}

fn authorize(ask: &AuthorizeAsk, state: &str) -> Option<Request<Vec<u8>>> {
    let request = AuthorizationRequest {
        response_type: Some(ask.response_type.to_owned()),
        client_id: Some(ClientId::new(ask.client)),
        redirect_uri: Some(ask.redirect_uri.to_owned()),
        scope: Some(ask.scope.to_owned()),
        state: Some(state.to_owned()),
        ..AuthorizationRequest::default()
    };
    api_call::get(request.to_uri(&[ISSUER, "/authorize"].concat()).parse().ok()?, None)
}
