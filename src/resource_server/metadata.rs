//! How a demo API describes itself to clients that know nothing but its address (RFC 9728): no token is needed for it.
//!
//! Everything in the document is true of the API: it reads bearer tokens from the header field alone, because it answers GET; it takes
//! tokens that are bound to a key, or to a certificate where one can be shown, and demands neither. Whether it lists its scopes is a setting of whoever runs it: a
//! client that asks for all that is listed asks for more than it needs.

use crate::cite::Citation;
use crate::oauth::resource_metadata::ResourceMetadata;
use crate::oauth::{dpop, well_known};
use crate::protected_resource::orders_export;
use crate::server::{Check, Names, Reply, Trace, reply};

use super::api::DemoApi;
use super::settings::Settings;

static METADATA: Check = Check::new("Metadata", Citation::rfc(9728, "3.2"));

/// Where the API's document is, absolute: what `resource_metadata` says in its challenges (RFC 9728 §5.1).
pub(super) fn address(names: &Names, api: DemoApi) -> String {
    well_known::protected_resource_url(api.identifier(names))
        .expect("the demo APIs have identifiers like an issuer's, without a fragment")
}

/// The document.
pub(super) fn answer(names: &Names, api: DemoApi, settings: &Settings, trace: &mut Trace) -> Reply {
    let scopes = settings.scopes_of(api);
    let decided = if scopes.is_empty() { "The API's metadata, without scopes." } else { "The API's metadata." };
    trace.passed(&METADATA, "Anybody may ask.", decided);
    let algorithms = dpop::algorithms().filter(|algorithm| settings.proofs.allows(*algorithm));
    let details: &[&str] = if api == DemoApi::Orders { &orders_export::TYPES } else { &[] };
    reply::json(&ResourceMetadata {
        resource: api.identifier(names).to_owned(),
        authorization_servers: vec![names.issuer.clone()],
        scopes_supported: scopes,
        bearer_methods_supported: vec!["header".to_owned()],
        resource_name: api.name().to_owned(),
        tls_client_certificate_bound_access_tokens: names.mtls_issuer.is_some(),
        authorization_details_types_supported: details.iter().map(|&kind| kind.to_owned()).collect(),
        dpop_signing_alg_values_supported: algorithms.map(|algorithm| algorithm.name().to_owned()).collect(),
    })
}
