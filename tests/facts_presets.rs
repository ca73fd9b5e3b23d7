//! The presets of providers: made of the same facts, complete where something is known and silent where not.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

use std::collections::BTreeSet;

use grant_lab::client::discovery::Asked;
use grant_lab::client::origin::Origin;
use grant_lab::facts::{HowKnown, Outcome, Preset, Presets, Servers, Topic};
use grant_lab::oauth::ClientAuthMethod;
use grant_lab::texts;

fn presets() -> Presets {
    texts::read(include_str!("../src/content/facts/presets.json")).unwrap()
}

fn examples(preset: &Preset) -> Vec<(String, String)> {
    preset.places.iter().map(|place| (place.name.clone(), place.example.clone())).collect()
}

#[test]
fn the_providers_that_people_use_are_there_each_once() {
    let presets = presets();
    let ids: Vec<&str> = presets.presets.iter().map(|preset| preset.id.as_str()).collect();
    for id in [
        "entra",
        "auth0",
        "okta",
        "cognito",
        "google",
        "keycloak",
        "duende",
        "spring-authorization-server",
        "hydra",
        "zitadel",
        "authentik",
        "authelia",
        "node-oidc-provider",
        "pingone",
        "pingfederate",
        "curity",
        "doorkeeper",
    ] {
        assert!(ids.contains(&id), "{id}");
    }
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn with_its_examples_every_pattern_is_an_address() {
    for preset in &presets().presets {
        let values = examples(preset);
        for pattern in [&preset.issuer, &preset.token].into_iter().flatten() {
            let filled = preset.fill(pattern, &values);
            assert!(Origin::of(&filled).is_some_and(|origin| origin.is_secure()), "{}: {filled}", preset.id);
            assert!(!filled.contains(['{', '}']), "{}: {filled}", preset.id);
        }
        if let Some(issuer) = &preset.issuer {
            let asked = Asked::read(&preset.fill(issuer, &values)).unwrap();
            assert!(asked.notes.is_empty(), "{}: {:?}", preset.id, asked.notes);
        }
        assert!(preset.issuer.is_some() || preset.token.is_some(), "{} leads nowhere", preset.id);
    }
}

#[test]
fn entra_and_auth0_choose_the_api_in_their_own_way() {
    let presets = presets();
    let entra = presets.preset("entra").unwrap();
    let values = [("tenant".to_owned(), "contoso".to_owned()), ("api".to_owned(), "api://orders".to_owned())];
    assert_eq!(entra.fill(entra.scope.as_deref().unwrap(), &values), "api://orders/.default");
    assert_eq!(
        entra.fill(entra.token.as_deref().unwrap(), &values),
        "https://login.microsoftonline.com/contoso/oauth2/v2.0/token"
    );
    let auth0 = presets.preset("auth0").unwrap();
    let values = [("domain".to_owned(), "https://example.eu.auth0.com/".to_owned())];
    assert_eq!(auth0.fill(auth0.issuer.as_deref().unwrap(), &values), "https://example.eu.auth0.com/");
    assert_eq!(auth0.fill(auth0.audience.as_deref().unwrap(), &values), "{audience}", "what is missing stays visible");
}

#[test]
fn what_is_typed_into_a_place_is_made_to_fit() {
    let presets = presets();
    let keycloak = presets.preset("keycloak").unwrap();
    let values =
        [("base".to_owned(), " https://kc.example/auth/ ".to_owned()), ("realm".to_owned(), "/main/".to_owned())];
    assert_eq!(keycloak.fill(keycloak.issuer.as_deref().unwrap(), &values), "https://kc.example/auth/realms/main");
    let pasted = presets.preset("pingfederate").unwrap();
    let values = [("host".to_owned(), "https://sso.example:9031/idp".to_owned())];
    assert_eq!(pasted.fill(pasted.issuer.as_deref().unwrap(), &values), "https://sso.example:9031");
}

#[test]
fn every_fact_of_a_preset_is_one_of_its_product_with_its_source() {
    let servers: Servers = texts::read(include_str!("../src/content/facts/servers.json")).unwrap();
    let mut count = 0;
    for preset in &presets().presets {
        let product = servers.product(&preset.product).unwrap_or_else(|| panic!("{}", preset.product));
        for told in &preset.facts {
            let known = product.seen(told.topic).any(|seen| {
                seen.fact.outcome == told.outcome && seen.how() == told.how && seen.fact.citation == told.citation
            });
            assert!(known, "{} {:?}", preset.id, told.topic);
            assert_ne!(told.outcome, Outcome::Unknown, "{} {:?}", preset.id, told.topic);
            assert!(!told.version.is_empty());
            assert!(told.how == HowKnown::Run || told.citation.is_some(), "{} {:?}", preset.id, told.topic);
            count += 1;
        }
        let source = &preset.addresses;
        assert!(source.citation.is_some() || source.date.is_some(), "{}: where is that known from?", preset.id);
        assert_ne!(source.how, HowKnown::NotVerified, "{}", preset.id);
    }
    assert!(count > 60, "{count}");
}

#[test]
fn methods_are_registered_names_and_unknown_ones_are_no_empty_list() {
    let presets = presets();
    for preset in presets.presets.iter().filter(|preset| preset.id != "google") {
        for method in preset.methods().into_iter().flatten() {
            assert!(method.parse::<ClientAuthMethod>().is_ok(), "{}: {method}", preset.id);
        }
    }
    assert_eq!(presets.preset("salesforce").unwrap().methods(), None);
    assert_eq!(presets.preset("okta-org").unwrap().methods(), Some(vec!["private_key_jwt"]));
    assert!(presets.preset("auth0").unwrap().fact(Topic::CrossOrigin).is_none(), "nobody found that out");
    assert_eq!(presets.preset("google").unwrap().fact(Topic::Grant).unwrap().outcome, Outcome::WithoutGrant);
}
