//! Refusals whose cause does not stand in the draft alone: the certificate beside it, the issuer's profile, who has registered since.

use super::certificate::Presented;
use super::diagnosis::{Diagnosis, Fix};
use super::model::Field;
use crate::client::Draft;
use crate::inspect::Phrase;
use crate::issuer::{DemoClient, Profile};
use crate::oauth::{AuthorizationDetail, ClientAuthMethod};

/// Authorization details of the one type that the demo issuer knows.
pub const EXAMPLE_DETAILS: &str = r#"[{"type":"orders_export","actions":["read"],"max_rows":100}]"#;

/// What stood beside a draft when it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The certificate of the connection.
    pub presented: Presented,
    /// Whether the issuer knew the client, of the cast or not.
    pub is_registered: bool,
    /// The rules that the issuer kept.
    pub profile: Profile,
}

/// Why the issuer refused with `error`, when what stands beside the draft tells.
pub(super) fn diagnose(draft: &Draft, beside: &Beside, client: Option<&DemoClient>, error: &str) -> Option<Diagnosis> {
    let says = |code: &'static str, fix: Option<Fix>| Some(Diagnosis { phrase: phrase(code, draft), fix });
    match error {
        "invalid_client" if !beside.profile.allows_method(draft.method) => says("profile_refuses", None),
        "invalid_client" if client.is_none() && beside.is_registered => says("invalid_client", None),
        "invalid_client" if draft.method.shows_certificate() => {
            let registered = client.filter(|client| client.token_endpoint_auth_method == draft.method)?;
            let fix = Fix::Present(Presented::of_cast(registered.token_endpoint_auth_method));
            let code = match beside.presented {
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

/// Where a client goes that proves itself this way (RFC 8705 §5).
pub(super) fn token_endpoint(method: ClientAuthMethod) -> String {
    use crate::issuer::{ISSUER, MTLS_ISSUER};
    [if method.shows_certificate() { MTLS_ISSUER } else { ISSUER }, "/token"].concat()
}
