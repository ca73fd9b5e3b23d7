//! Where a draft starts from: the demo clients, as the form writes their requests.

use crate::client::Draft;
use crate::issuer::{DemoClient, ISSUER, demo_clients};
use crate::oauth::ClientSecret;

/// The demo clients whose request this form can write: those that send a secret, or have none.
#[must_use]
pub fn presets() -> Vec<DemoClient> {
    let is_written = |client: &DemoClient| {
        let method = client.token_endpoint_auth_method;
        let proves_otherwise = method.signs() || method.shows_certificate() || client.dpop_bound_access_tokens;
        !proves_otherwise && !client.grant_types.is_empty()
    };
    demo_clients().into_iter().filter(is_written).collect()
}

/// A member of the cast as a draft.
pub(super) fn start(client: &DemoClient) -> (String, Draft) {
    let id = client.client_id.clone();
    let draft = Draft {
        client_id: id.clone(),
        client_secret: client.client_secret.clone().unwrap_or_else(|| ClientSecret::new("")),
        method: client.token_endpoint_auth_method,
        grant_type: "client_credentials".to_owned(),
        scope: "orders.read".to_owned(),
        resource: String::new(),
        authorization_details: String::new(),
        token_endpoint: [ISSUER, "/token"].concat(),
    };
    (id.as_str().to_owned(), draft)
}
