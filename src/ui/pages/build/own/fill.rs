//! Filling a draft in: from an issuer's metadata, or from a preset.

use crate::client::Draft;
use crate::client::discovery::Provider;
use crate::facts::Preset;
use crate::oauth::ClientAuthMethod;

/// The places of a preset with what was typed into each.
pub type Values = [(String, String)];

/// Writes what the metadata says into the draft. What it does not say stays as it is; a method that it does not list gives way to the first
/// that it does and that this form has.
pub fn from_provider(draft: &mut Draft, provider: &Provider) {
    draft.issuer.clone_from(&provider.issuer);
    let methods = provider.known_methods();
    if !methods.contains(&draft.method)
        && let Some(method) = methods.into_iter().find(|method| *method != ClientAuthMethod::None)
    {
        draft.method = method;
    }
    let shows = draft.method.shows_certificate();
    let alias = provider.mtls_token_endpoint.as_ref().filter(|_| shows);
    if let Some(endpoint) = alias.or(provider.token_endpoint.as_ref()) {
        draft.token_endpoint.clone_from(endpoint);
    }
}

/// Writes what a preset says into the draft. A place that nobody has filled in stays visible, in braces, and no request is made of it.
pub fn from_preset(draft: &mut Draft, preset: &Preset, values: &Values) {
    let filled = |pattern: &Option<String>| pattern.as_ref().map(|pattern| preset.fill(pattern, values));
    draft.issuer = filled(&preset.issuer).unwrap_or_default();
    draft.token_endpoint = filled(&preset.token).unwrap_or_default();
    // A scope, an audience or a resource of another provider would only mislead.
    draft.scope = filled(&preset.scope).unwrap_or_default();
    draft.audience = filled(&preset.audience).filter(|audience| !audience.contains('{')).unwrap_or_default();
    draft.resource = filled(&preset.resource).filter(|resource| !resource.contains('{')).unwrap_or_default();
    let methods: Vec<ClientAuthMethod> =
        preset.methods().into_iter().flatten().filter_map(|name| name.parse().ok()).collect();
    if !methods.contains(&draft.method)
        && let Some(method) = methods.first()
    {
        draft.method = *method;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::facts::Presets;

    fn presets() -> Presets {
        crate::texts::read(include_str!("../../../../content/facts/presets.json")).unwrap()
    }

    fn value(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn metadata_fills_in_what_it_says_and_nothing_else() {
        let provider = Provider {
            issuer: "https://idp.example/".to_owned(),
            token_endpoint: Some("https://idp.example/token".to_owned()),
            mtls_token_endpoint: Some("https://mtls.idp.example/token".to_owned()),
            methods: Some(vec!["none".to_owned(), "private_key_jwt".to_owned(), "tls_client_auth".to_owned()]),
            ..Provider::default()
        };
        let mut draft = Draft { scope: "orders.read".to_owned(), ..Draft::default() };
        from_provider(&mut draft, &provider);
        assert_eq!((draft.issuer.as_str(), draft.method), ("https://idp.example/", ClientAuthMethod::PrivateKeyJwt));
        assert_eq!((draft.token_endpoint.as_str(), draft.scope.as_str()), ("https://idp.example/token", "orders.read"));
        draft.method = ClientAuthMethod::TlsClientAuth;
        from_provider(&mut draft, &provider);
        assert_eq!(draft.token_endpoint, "https://mtls.idp.example/token", "RFC 8705 §5");

        let before = draft.clone();
        let without = Provider { issuer: before.issuer.clone(), methods: provider.methods, ..Provider::default() };
        from_provider(&mut draft, &without);
        assert_eq!(draft, before, "without an endpoint the typed one stays");
    }

    #[test]
    fn a_preset_brings_its_own_way_of_choosing_the_api() {
        let presets = presets();
        let mut draft = Draft { scope: "orders.read".to_owned(), audience: "old".to_owned(), ..Draft::default() };
        from_preset(
            &mut draft,
            presets.preset("entra").unwrap(),
            &[value("tenant", "t"), value("api", "api://orders")],
        );
        assert_eq!(draft.scope, "api://orders/.default");
        assert_eq!((draft.audience.as_str(), draft.issuer.as_str()), ("", "https://login.microsoftonline.com/t/v2.0"));
        from_preset(
            &mut draft,
            presets.preset("auth0").unwrap(),
            &[value("domain", "x.auth0.com"), value("audience", "a")],
        );
        assert_eq!((draft.scope.as_str(), draft.audience.as_str()), ("", "a"));
        assert_eq!(draft.token_endpoint, "https://x.auth0.com/oauth/token");
        from_preset(&mut draft, presets.preset("okta-org").unwrap(), &[]);
        assert_eq!(draft.method, ClientAuthMethod::PrivateKeyJwt);
        assert!(draft.to_request().is_err(), "a place that is open is no address: {}", draft.token_endpoint);
    }
}
