//! What the APIs are told of the issuer they trust, beside every message.

use http::HeaderValue;

use crate::issuer::{Issuer, SubjectStyle};
use crate::oauth::client_auth::basic;
use crate::ports::{Clock, Crypto, Random};
use crate::resource_server::{DemoApi, Settings};

/// What whoever runs the issuer and the APIs agrees on beside every message: under which name each API asks, that `sub` may be
/// missing where the issuer leaves it out, what is asked of proofs, and which scopes each lists in its metadata.
pub(super) fn api_settings<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>) -> Settings {
    let (registry, policies) = (issuer.registry(), issuer.policies());
    let identifier = |api: DemoApi| api.identifier(issuer.names());
    let credentials = |api: DemoApi| {
        let client = registry.client(registry.api(identifier(api))?.client_id.as_str())?;
        let stages = basic::encode(&client.client_id, client.client_secret.as_ref()?);
        HeaderValue::from_str(&stages.header).ok()
    };
    let listed = |api: DemoApi| {
        let api = registry.api(identifier(api)).filter(|_| policies.api_scopes_listed);
        api.map_or_else(Vec::new, |api| api.scope.iter().map(str::to_owned).collect())
    };
    Settings {
        credentials: DemoApi::ALL.map(credentials),
        sub_optional: policies.sub == SubjectStyle::Omitted,
        knows_tokens_in_the_query: policies.profile.knows_tokens_in_the_query(),
        proofs: policies.proof_rules(),
        scopes: DemoApi::ALL.map(listed),
    }
}
