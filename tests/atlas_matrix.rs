//! Which client's spelling of a secret which server reads, held to what was measured.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/atlas.rs"]
mod common;

use std::collections::BTreeSet;

use common::{clients, servers, words};
use grant_lab::atlas::{CHARACTERS, Fit, Matrix, Way, ways};
use serde_json::Value;

const FILE: &str = include_str!("../src/content/facts/servers.json");

fn fit(matrix: &Matrix<'_>, id: &str, way: Way) -> Fit {
    matrix.lines.iter().find(|line| line.product.id == id).unwrap().reading(way).fit
}

/// The table *One secret, four behaviours* and the row *Basic, secret form-encoded* of `research/measured.md`.
#[test]
fn the_matrix_says_what_the_measurements_say() {
    let servers = servers();
    let matrix = Matrix::new(&servers);
    for (id, form, raw) in [
        ("django-oauth-toolkit", Fit::Works, Fit::Partly),
        ("authlib", Fit::Partly, Fit::Partly),
        ("canaille", Fit::Partly, Fit::Partly),
        ("idpyoidc", Fit::Fails, Fit::Works),
        ("nanoidp", Fit::Fails, Fit::Works),
        ("aioauth", Fit::Fails, Fit::Works),
        ("doorkeeper", Fit::Fails, Fit::Works),
        ("glewlwyd", Fit::Fails, Fit::Works),
        ("oxide-auth", Fit::Fails, Fit::Works),
        ("django-oidc-provider", Fit::Fails, Fit::Partly),
        ("lemonldap-ng", Fit::Fails, Fit::Partly),
        ("node-oidc-provider", Fit::Works, Fit::Fails),
        ("better-auth", Fit::Works, Fit::Fails),
        ("node-oauth", Fit::Fails, Fit::Works),
        ("oauth2-server", Fit::Fails, Fit::Works),
        ("jmondi", Fit::Fails, Fit::Fails),
        ("oauth2orize", Fit::Fails, Fit::Fails),
        ("oauth2-mock-server", Fit::Works, Fit::Works),
    ] {
        assert_eq!((fit(&matrix, id, Way::FormEncoded), fit(&matrix, id, Way::Raw)), (form, raw), "{id}");
        assert_eq!(fit(&matrix, id, Way::Hyphens), form, "{id}: whoever reads escapes reads that of a hyphen");
    }
    assert_eq!(matrix.lines.len(), 18);
    assert_eq!(fit(&matrix, "jmondi", Way::InForm), Fit::Works, "what no Basic brings through, the form does");
    assert_eq!(fit(&matrix, "canaille", Way::InForm), Fit::Fails);
    assert_eq!(fit(&matrix, "better-auth", Way::InForm), Fit::CannotTell, "refused to a client of Basic");
    assert_eq!(fit(&matrix, "authlib", Way::PercentEncoded), Fit::Works);
    assert_eq!(fit(&matrix, "node-oauth", Way::PercentEncoded), Fit::CannotTell, "nobody tried it there");
}

/// Every cell that was tried character by character once more from the file's own statuses.
#[test]
fn each_character_passes_where_its_status_is_200() {
    let servers = servers();
    let matrix = Matrix::new(&servers);
    let file: Value = serde_json::from_str(FILE).unwrap();
    let mut compared = 0;
    for product in file["products"].as_array().unwrap() {
        let facts = product["setups"].as_array().unwrap().iter().flat_map(|setup| setup["facts"].as_array().unwrap());
        let Some(fact) = facts.into_iter().find(|fact| fact["topic"] == "basic_spelling") else { continue };
        if fact["members"]["space_raw"].is_null() {
            continue;
        }
        let line = matrix.lines.iter().find(|line| line.product.id == product["id"].as_str().unwrap()).unwrap();
        for (way, name) in [(Way::FormEncoded, "enc_form"), (Way::PercentEncoded, "enc_pct"), (Way::Raw, "raw")] {
            for (character, called) in CHARACTERS {
                let passes = fact["members"][format!("{called}_{name}")] == 200;
                let why = &line.reading(way).why;
                assert_eq!(why.passing.contains(&character), passes, "{} {called} {name}", line.product.id);
                assert_eq!(why.failing.contains(&character), !passes);
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 11 * 3 * 4, "eleven servers were asked character by character");
}

#[test]
fn every_client_has_the_ways_of_its_measurement() {
    let clients = clients();
    let of = |id: &str| ways(clients.clients.iter().find(|client| client.id == id).unwrap());
    assert_eq!(of("curl"), [Way::InForm, Way::Raw], "the caller has to say");
    assert_eq!(of("go-oauth2"), [Way::FormEncoded]);
    assert_eq!(of("oauth4webapi"), [Way::Hyphens]);
    assert_eq!(of("openid-client"), [Way::InForm, Way::Hyphens]);
    assert_eq!(of("mcp-py"), [Way::PercentEncoded]);
    assert_eq!(of("mcp-ts"), [Way::Raw]);
    assert_eq!(of("badgateway"), [Way::ColonOnly, Way::Hyphens]);
    assert_eq!(of("msal-node"), [Way::InForm]);
    // `research/measured.md`: 22 can do Basic.
    assert_eq!(clients.clients.iter().filter(|client| ways(client).iter().any(|way| *way != Way::InForm)).count(), 22);
    assert!(clients.clients.iter().all(|client| !ways(client).is_empty()));
}

#[test]
fn every_cell_says_why_in_words() {
    let (servers, words) = (servers(), words());
    let matrix = Matrix::new(&servers);
    let mut codes = BTreeSet::new();
    for reading in matrix.lines.iter().flat_map(|line| &line.readings) {
        let sentence = words.why.get(reading.why.code).unwrap_or_else(|| panic!("{} has no words", reading.why.code));
        let has_places = sentence.contains("{passing}") && sentence.contains("{failing}");
        assert_eq!(has_places, reading.fit == Fit::Partly, "{sentence}");
        codes.insert(reading.why.code);
    }
    let told: BTreeSet<&str> = words.why.iter().map(|(code, _)| code).collect();
    // Two that could come, and do not at these servers.
    let spare: BTreeSet<&str> = told.difference(&codes).copied().collect();
    assert!(spare.is_subset(&["form_plain", "form_refused"].into()), "{spare:?} is said nowhere");
    for way in Way::ALL {
        assert!(words.ways.get(way.name()).is_some_and(|text| !text.name.is_empty()), "{way:?}");
    }
    for fit in Fit::ALL {
        assert!(words.fits.get(fit.name()).is_some(), "{fit:?}");
    }
}
