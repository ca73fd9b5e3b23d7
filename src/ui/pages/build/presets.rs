//! Where a draft starts from: the demo clients, as the form writes their requests.

use crate::client::Draft;
use crate::issuer::{DemoClient, ISSUER, MTLS_ISSUER, demo_clients};
use crate::oauth::{ClientAuthMethod, ClientSecret};

/// Authorization details of the one type that the demo issuer knows.
pub const EXAMPLE_DETAILS: &str = r#"[{"type":"orders_export","actions":["read"],"max_rows":100}]"#;

/// The demo clients whose request a link to this form says everything about: those that send a secret, or have none.
#[must_use]
pub fn presets() -> Vec<DemoClient> {
    starts().into_iter().filter(|client| !client.token_endpoint_auth_method.shows_certificate()).collect()
}

/// The demo clients that the form can start from: also those that show a certificate, which no link carries.
#[must_use]
pub fn starts() -> Vec<DemoClient> {
    let is_written = |client: &DemoClient| {
        let proves_otherwise = client.token_endpoint_auth_method.signs() || client.dpop_bound_access_tokens;
        !proves_otherwise && !client.grant_types.is_empty()
    };
    demo_clients().into_iter().filter(is_written).collect()
}

/// A demo client as a draft, with its ID.
pub(super) fn start(client: &DemoClient) -> (String, Draft) {
    let id = client.client_id.clone();
    let draft = Draft {
        client_id: id.clone(),
        client_secret: client.client_secret.clone().unwrap_or_else(|| ClientSecret::new("")),
        method: client.token_endpoint_auth_method,
        grant_type: "client_credentials".to_owned(),
        scope: "orders.read".to_owned(),
        issuer: ISSUER.to_owned(),
        token_endpoint: token_endpoint(client.token_endpoint_auth_method),
        ..Draft::default()
    };
    (id.as_str().to_owned(), draft)
}

/// Where a client goes that proves itself this way (RFC 8705 §5).
pub(super) fn token_endpoint(method: ClientAuthMethod) -> String {
    [if method.shows_certificate() { MTLS_ISSUER } else { ISSUER }, "/token"].concat()
}
