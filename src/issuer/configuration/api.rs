//! An API in a configuration.

use serde_json::Value;

use crate::issuer::policy::ACCESS_TOKEN_ALGORITHMS;
use crate::issuer::state::Api;
use crate::jose::Algorithm;
use crate::oauth::{ClientId, well_known};

use super::client::scope;
use super::reader::{At, ConfigurationError};

pub(super) fn write(api: &Api) -> Value {
    let mut members = api.unknown.clone();
    let mut tell = |name: &str, value: &str| drop(members.insert(name.to_owned(), value.into()));
    tell("identifier", &api.identifier);
    tell("scope", &api.scope.to_string());
    tell("client_id", api.client_id.as_str());
    if let Some(algorithm) = api.signing_alg {
        tell("signing_alg", algorithm.name());
    }
    Value::Object(members)
}

pub(super) fn read(mut at: At) -> Result<Api, ConfigurationError> {
    let identifier = at.required("identifier")?;
    if well_known::protected_resource_url(&identifier).is_err() {
        return Err(
            at.error("identifier", "must be an https address without a fragment, or an http one on this machine")
        );
    }
    let scope = scope(&mut at, "scope")?;
    let client_id = ClientId::new(at.required("client_id")?);
    let signing_alg = match at.text("signing_alg")? {
        None => None,
        Some(name) => {
            let algorithm = Algorithm::from_name(&name).filter(|known| ACCESS_TOKEN_ALGORITHMS.contains(known));
            Some(algorithm.ok_or_else(|| at.error("signing_alg", "is no algorithm for access tokens here"))?)
        }
    };
    Ok(Api { identifier, scope, client_id, signing_alg, unknown: at.rest() })
}
