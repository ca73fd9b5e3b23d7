//! Refusals whose cause does not stand in the draft alone: the certificate of the connection, the issuer's profile, who has registered
//! since.

use super::certificate::Presented;
use super::diagnosis::{Diagnosis, Fix};
use super::field::Field;
use super::presets::EXAMPLE_DETAILS;
use super::request_context::RequestContext;
use crate::client::Draft;
use crate::inspect::Phrase;
use crate::issuer::DemoClient;
use crate::oauth::AuthorizationDetail;

/// Why the issuer refused with `error`, when the context of the request tells.
pub(super) fn diagnose_context(
    draft: &Draft,
    context: &RequestContext,
    client: Option<&DemoClient>,
    error: &str,
) -> Option<Diagnosis> {
    let says = |code: &'static str, fix: Option<Fix>| Some(Diagnosis { phrase: phrase(code, draft), fix });
    match error {
        "invalid_client" if !context.profile.allows_method(draft.method) => says("profile_refuses", None),
        "invalid_client" if client.is_none() && context.is_registered => says("invalid_client", None),
        "invalid_client" if draft.method.shows_certificate() => {
            let registered = client.filter(|client| client.token_endpoint_auth_method == draft.method)?;
            let fix = Fix::Present(Presented::for_method(registered.token_endpoint_auth_method));
            let code = match context.presented {
                Presented::Nothing => "certificate_missing",
                _ => "certificate_other",
            };
            says(code, Some(fix))
        }
        "invalid_target" => says("target", Some(Fix::Write(Field::Resource, String::new()))),
        "invalid_authorization_details" => {
            let may_have = client.is_some_and(|client| !client.authorization_details_types.is_empty());
            let (code, text) = if may_have { ("details_shape", EXAMPLE_DETAILS) } else { ("details_not_allowed", "") };
            says(code, Some(Fix::Write(Field::AuthorizationDetails, text.to_owned())))
        }
        _ => None,
    }
}

fn phrase(code: &'static str, draft: &Draft) -> Phrase {
    let types = AuthorizationDetail::parse_list(&draft.authorization_details).unwrap_or_default();
    let types: Vec<&str> = types.iter().map(AuthorizationDetail::kind).collect();
    Phrase::new(code)
        .with("client", draft.client_id.as_str())
        .with("method", draft.method.as_str())
        .with("types", &types.join(" "))
}
