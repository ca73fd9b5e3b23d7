//! Where a draft starts from: the clients of the issuer in this page, as the form writes their requests.

use crate::client::Draft;
use crate::issuer::{Client, DemoClient, ISSUER, MTLS_ISSUER, demo_clients, demo_registry};
use crate::jose::Algorithm;
use crate::oauth::ClientAuthMethod;

/// Authorization details of the one type that the demo issuer knows.
pub const EXAMPLE_DETAILS: &str = r#"[{"type":"orders_export","actions":["read"],"max_rows":100}]"#;

/// The request of a registered client, as the form writes it.
#[must_use]
fn start(client: &Client) -> Draft {
    let method = client.token_endpoint_auth_method;
    // The cast reads orders. Whoever may not starts with all that it may have.
    let reads_orders = client.scope.is_empty() || client.scope.contains("orders.read");
    Draft {
        client_id: client.client_id.clone(),
        client_secret: client.client_secret.clone().unwrap_or_default(),
        method,
        dpop: client.dpop_bound_access_tokens.then_some(Algorithm::Es256),
        scope: if reads_orders { "orders.read".to_owned() } else { client.scope.to_string() },
        issuer: ISSUER.to_owned(),
        token_endpoint: token_endpoint(method),
        ..Draft::default()
    }
}

/// The demo clients whose request a link to this form says everything about: those that send a secret, or have none.
#[must_use]
pub fn presets() -> Vec<DemoClient> {
    let is_written = |client: &DemoClient| {
        let proves_otherwise = client.token_endpoint_auth_method.signs() || client.dpop_bound_access_tokens;
        !proves_otherwise && !client.token_endpoint_auth_method.shows_certificate() && !client.grant_types.is_empty()
    };
    demo_clients().into_iter().filter(is_written).collect()
}

/// The clients of the cast that the form can start from. An API asks about tokens and gets none.
#[must_use]
pub fn starts() -> Vec<Draft> {
    starts_of(demo_registry().clients.iter().map(AsRef::as_ref))
}

/// The same of any clients, those of an imported configuration among them.
#[must_use]
pub fn starts_of<'c>(clients: impl Iterator<Item = &'c Client>) -> Vec<Draft> {
    clients.filter(|client| !client.grant_types.is_empty()).map(start).collect()
}

/// Where a client goes that proves itself this way (RFC 8705 §5).
pub(super) fn token_endpoint(method: ClientAuthMethod) -> String {
    [if method.shows_certificate() { MTLS_ISSUER } else { ISSUER }, "/token"].concat()
}

/// Whether an address is a token endpoint of the issuer in this page.
pub(super) fn is_embedded(endpoint: &str) -> bool {
    [ISSUER, MTLS_ISSUER].iter().any(|issuer| endpoint.trim().strip_prefix(issuer) == Some("/token"))
}
