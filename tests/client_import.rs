//! What people paste as a request, and the draft that it becomes: curl commands kept as data, and what this page writes itself.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

#[path = "common/imported.rs"]
mod imported;

use std::collections::BTreeSet;

use grant_lab::client::code::{Asked, Catalogue, sample};
use grant_lab::client::draft::{AssertionAudience, AssertionDraft, AssertionType};
use grant_lab::client::import::{ImportedFrom, Shell, Weight, What, import};
use grant_lab::client::{Draft, Problem};
use grant_lab::jose::Algorithm;
use grant_lab::oauth::client_auth::Spelling;
use grant_lab::oauth::{ClientAuthMethod, ClientId, ClientSecret};
use grant_lab::texts::read as read_texts;
use grant_lab::ui::pages::build::starts;
use serde_json::Value;

use crate::imported::{read, remarks};

#[test]
fn every_command_becomes_the_draft_that_stands_beside_it() {
    let cases: Value = serde_json::from_str(include_str!("cases/curl.json")).unwrap();
    let cases = cases["cases"].as_array().unwrap();
    assert!(cases.len() >= 40);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let imported = import(case["paste"].as_str().unwrap()).unwrap();
        assert_eq!(imported.from.as_str(), case["from"], "{name}");
        assert_eq!(read(&imported.draft), case["draft"], "{name}");
        assert_eq!(remarks(&imported), case["remarks"], "{name}");
    }
}

#[test]
fn each_shell_and_half_of_what_can_be_said_are_among_them() {
    let cases: Value = serde_json::from_str(include_str!("cases/curl.json")).unwrap();
    let cases = cases["cases"].as_array().unwrap();
    let of = |member: &str| -> BTreeSet<String> {
        cases.iter().map(|case| case[member].as_str().unwrap().to_owned()).collect()
    };
    let shells = [Shell::Posix, Shell::Cmd, Shell::PowerShell].map(|shell| ImportedFrom::Curl(shell).as_str());
    assert!(shells.iter().all(|shell| of("from").contains(*shell)));
    let said: BTreeSet<&str> =
        cases.iter().flat_map(|case| case["remarks"].as_object().unwrap().keys()).map(String::as_str).collect();
    assert!(said.len() * 2 >= What::ALL.len(), "{said:?}");
    let codes: BTreeSet<&str> = What::ALL.iter().map(|what| what.code()).collect();
    assert_eq!(codes.len(), What::ALL.len(), "every code is one thing");
}

/// The sample for curl, as the page writes it.
fn written(draft: &Draft) -> Option<String> {
    let catalogue: Catalogue = read_texts(include_str!("../src/content/en/code.json")).unwrap();
    let listed = catalogue.get("curl").unwrap();
    let template = include_str!("../src/content/code/shell.txt");
    let code = sample(&catalogue, listed, template, Asked { draft, kid: "" }).unwrap().code;
    (!code.is_empty()).then_some(code)
}

/// A draft as it comes back from the sample for curl, in which there is no secret: that stands in a variable.
fn back(draft: &Draft) -> Option<Draft> {
    let command = written(draft)?;
    let imported = import(&command).unwrap();
    assert_eq!(imported.from, ImportedFrom::Curl(Shell::Posix));
    let lost: BTreeSet<&str> = imported
        .remarks
        .iter()
        .filter(|remark| remark.what.weight() == Weight::LeftOut)
        .map(|remark| remark.what.code())
        .collect();
    let allowed = BTreeSet::from([What::SecretVariable.code(), What::Program.code()]);
    assert!(lost.is_subset(&allowed), "{lost:?}\n{command}");
    Some(imported.draft)
}

/// What the sample says of a draft: no secret, and an issuer only to whoever signs for it.
fn said(draft: &Draft) -> Draft {
    let signs_for_issuer = draft.method.signs() && draft.assertion.audience == AssertionAudience::Issuer;
    let mut said = Draft { client_secret: ClientSecret::default(), ..draft.clone() };
    if !signs_for_issuer {
        said.issuer.clear();
    }
    if draft.method.shows_certificate() {
        // Whose certificate it is, only its authority says.
        said.method = ClientAuthMethod::TlsClientAuth;
    }
    said
}

#[test]
fn what_the_page_writes_as_curl_comes_back_for_every_preset() {
    let presets = starts();
    assert!(presets.len() >= 5);
    let mut methods = BTreeSet::new();
    for preset in presets {
        let Some(back) = back(&preset) else {
            // curl makes no proofs of possession, and the page says so.
            assert!(preset.dpop.is_some(), "{}", preset.client_id);
            continue;
        };
        methods.insert(preset.method.as_str());
        assert_eq!(back, said(&preset), "{}", preset.client_id);
    }
    assert!(methods.len() >= 4, "{methods:?}");
}

#[test]
fn what_the_page_writes_as_curl_comes_back_for_every_method_with_every_field() {
    let full = Draft {
        client_id: ClientId::new("nightly's 100% \"report\" \\ $HOME"),
        client_secret: ClientSecret::new("not-real-and-long-enough-for-every-mac-of-all-the-three-algorithms"),
        grant_type: "client_credentials".to_owned(),
        scope: "orders.read a'b \"c\" $d `e` f\\g ü".to_owned(),
        resource: "https://orders.example/api?x=1&y=2\nhttps://stock.example".to_owned(),
        audience: "https://api.example/".to_owned(),
        authorization_details: r#"[{"type":"it's","n":[1,2]}]"#.to_owned(),
        parameters: "tenant=a&b\norganization= x y\nempty=".to_owned(),
        header_fields: "x-trace: it's \"1\"".to_owned(),
        issuer: "https://as.example".to_owned(),
        token_endpoint: "https://as.example/oauth/token?realm=a".to_owned(),
        ..Draft::default()
    };
    let mut drafts: Vec<Draft> = ClientAuthMethod::ALL.iter().map(|&method| Draft { method, ..full.clone() }).collect();
    for secret_spelling in [Spelling::Raw, Spelling::Percent] {
        drafts.push(Draft { secret_spelling, ..full.clone() });
    }
    for algorithm in Algorithm::all() {
        let is_mac = !algorithm.key_type().is_asymmetric();
        let method = if is_mac { ClientAuthMethod::ClientSecretJwt } else { ClientAuthMethod::PrivateKeyJwt };
        let own = AssertionDraft { kid: "key-1".to_owned(), lifetime: 300, ..AssertionDraft::default() };
        let assertion =
            if is_mac { AssertionDraft { mac: algorithm, ..own } } else { AssertionDraft { algorithm, ..own } };
        for (audience, typ) in [
            (AssertionAudience::Issuer, AssertionType::ClientAuthentication),
            (AssertionAudience::TokenEndpoint, AssertionType::Jwt),
        ] {
            let assertion = AssertionDraft { audience, typ, ..assertion.clone() };
            drafts.push(Draft { method, assertion, ..full.clone() });
        }
    }
    for draft in drafts {
        assert_eq!(back(&draft), Some(said(&draft)), "{} {:?}", draft.method, draft.assertion_algorithm());
    }
}

#[test]
fn bas_04_a_secret_comes_back_in_the_spelling_in_which_it_was_sent() {
    for spelling in [Spelling::Form, Spelling::Raw, Spelling::Percent] {
        let draft = Draft {
            client_id: ClientId::new("nightly"),
            client_secret: ClientSecret::new("two words/and+more:~"),
            secret_spelling: spelling,
            token_endpoint: "https://as.example/token".to_owned(),
            ..Draft::default()
        };
        let request = draft.to_request().unwrap();
        let header = request.headers()["authorization"].to_str().unwrap();
        let body = String::from_utf8(request.body().clone()).unwrap();
        let command = format!("curl -H 'Authorization: {header}' -d '{body}' https://as.example/token");
        assert_eq!(import(&command).unwrap().draft, draft, "{spelling:?}");
    }
}

#[test]
fn tok_16_a_secret_in_the_address_leaves_it() {
    let imported =
        import("curl 'https://as.example/token?client_secret=s3cret&client_id=a&tenant=1' -d scope=x").unwrap();
    assert_eq!(imported.draft.token_endpoint, "https://as.example/token?tenant=1");
    assert_eq!(imported.draft.client_secret.expose(), "s3cret");
    assert_ne!(imported.draft.to_request().map(drop), Err(Problem::SecretInUrl));
}

#[test]
fn nothing_that_proves_or_opens_something_lands_in_a_public_field() {
    const SECRET: &str = "s3cret-0f-s0mebody";
    let pastes = [
        "curl -u a:SECRET -d grant_type=client_credentials https://as.example/token",
        "curl -d client_id=a -d client_secret=SECRET https://as.example/token",
        "curl -u a:b -d client_secret=SECRET -d client_secret=SECRET https://as.example/token",
        "curl -d grant_type=password -d password=SECRET -d refresh_token=SECRET -d code=SECRET https://as.example/token",
        "curl -d 'x-api-key=SECRET&app_secret=SECRET' 'https://as.example/token?client_secret=SECRET&password=SECRET'",
        "curl -H 'X-Api-Key: SECRET' -H 'Ocp-Apim-Subscription-Key: SECRET' -b 'session=SECRET' https://as.example/token",
        "curl -H 'Authorization: Bearer SECRET' -H 'DPoP: SECRET' -H 'Proxy-Authorization: SECRET' https://as.example/token",
        "curl --oauth2-bearer SECRET --cert a.pem:SECRET --pass SECRET -U x:SECRET https://as.example/token",
        "curl https://a:SECRET@as.example/token 'https://as.example/other?client_secret=SECRET' --what=SECRET",
        "curl -d client_assertion=SECRET -d client_assertion_type=other https://as.example/token",
        "POST /token?client_secret=SECRET HTTP/1.1\nHost: as.example\nCookie: SECRET\n\npassword=SECRET",
        r#"{"grant_type":"x","client_secret":"SECRET","password":"SECRET"}"#,
    ];
    for paste in pastes {
        let imported = import(&paste.replace("SECRET", SECRET)).unwrap();
        // `Debug` redacts the secret's own field.
        assert!(!format!("{imported:?}").contains(SECRET), "{paste}\n{imported:#?}");
    }
}
