//! What was read from a paste, as JSON to compare.

use grant_lab::client::Draft;
use grant_lab::client::import::Imported;
use serde_json::{Map, Value, json};

/// The members of a draft that say something.
pub(crate) fn read(draft: &Draft) -> Value {
    let assertion = &draft.assertion;
    let texts = [
        ("token_endpoint", draft.token_endpoint.as_str()),
        ("issuer", &draft.issuer),
        ("grant_type", &draft.grant_type),
        ("client_id", draft.client_id.as_str()),
        ("client_secret", draft.client_secret.expose()),
        ("method", draft.method.as_str()),
        ("scope", &draft.scope),
        ("resource", &draft.resource),
        ("audience", &draft.audience),
        ("authorization_details", &draft.authorization_details),
        ("parameters", &draft.parameters),
        ("header_fields", &draft.header_fields),
        ("kid", &assertion.kid),
        ("assertion_header", &assertion.header),
        ("assertion_claims", &assertion.claims),
        ("dpop", draft.dpop.map_or("", |algorithm| algorithm.name())),
    ];
    let said = texts.into_iter().filter(|(_, text)| !text.is_empty());
    let mut members: Map<String, Value> = said.map(|(name, text)| (name.to_owned(), text.into())).collect();
    if draft.method.signs() {
        members.insert("alg".to_owned(), draft.assertion_algorithm().map_or("", |algorithm| algorithm.name()).into());
        members.insert("aud".to_owned(), assertion.audience.as_str().into());
        members.insert("typ".to_owned(), assertion.typ.as_str().into());
        members.insert("lifetime".to_owned(), assertion.lifetime.into());
    }
    if draft.method.as_str() == "client_secret_basic" {
        members.insert("spelling".to_owned(), format!("{:?}", draft.secret_spelling).to_lowercase().into());
    }
    Value::Object(members)
}

/// The remarks, by their codes.
pub(crate) fn remarks(imported: &Imported) -> Value {
    let remarks = imported.remarks.iter().map(|remark| (remark.what.code().to_owned(), json!(remark.values)));
    Value::Object(remarks.collect())
}
