//! The samples of code: what is in them and what never is, the sentences beside them and what these rest on.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;
use std::fs;

use grant_lab::client::code::{Asked, Catalogue, Flags, Listed, NAMES, Said, Sample, asks_for, sample};
use grant_lab::client::draft::{AssertionAudience, AssertionDraft, AssertionType, Draft};
use grant_lab::facts::{Client, Clients};
use grant_lab::jose::{Algorithm, KeyType};
use grant_lab::oauth::client_auth::Spelling;
use grant_lab::oauth::{ClientAuthMethod, ClientId, ClientSecret};
use proptest::prelude::*;
use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/content/code/");

fn catalogue() -> Catalogue {
    grant_lab::texts::read(include_str!("../src/content/en/code.json")).unwrap()
}

fn template(listed: &Listed) -> String {
    fs::read_to_string([FOLDER, &listed.template, ".txt"].concat()).unwrap()
}

fn made<'a>(catalogue: &'a Catalogue, id: &str, draft: &Draft) -> Sample<'a> {
    let listed = catalogue.get(id).unwrap();
    sample(catalogue, listed, &template(listed), Asked { draft, kid: "" }).unwrap()
}

fn draft() -> Draft {
    Draft {
        client_id: ClientId::new("nightly-report"),
        client_secret: ClientSecret::new("demo-secret-not-real"),
        scope: "orders.read".to_owned(),
        issuer: "https://issuer.test".to_owned(),
        token_endpoint: "https://issuer.test/token".to_owned(),
        ..Draft::default()
    }
}

/// A draft for each method, spelling, algorithm and audience, bare and with everything else.
fn drafts() -> Vec<Draft> {
    let mut all = Vec::new();
    let spellings = [Spelling::Form, Spelling::Raw, Spelling::Percent];
    for method in ClientAuthMethod::ALL {
        for secret_spelling in spellings {
            all.push(Draft { method, secret_spelling, ..draft() });
        }
    }
    for algorithm in Algorithm::all() {
        let is_mac = algorithm.key_type() == KeyType::Oct;
        let method = if is_mac { ClientAuthMethod::ClientSecretJwt } else { ClientAuthMethod::PrivateKeyJwt };
        for (audience, typ) in [
            (AssertionAudience::Issuer, AssertionType::ClientAuthentication),
            (AssertionAudience::TokenEndpoint, AssertionType::Jwt),
            (AssertionAudience::Issuer, AssertionType::Absent),
        ] {
            let kid = if typ == AssertionType::Absent { "" } else { "key-1" }.to_owned();
            let assertion =
                AssertionDraft { algorithm, mac: algorithm, audience, typ, kid, ..AssertionDraft::default() };
            all.push(Draft { method, assertion, ..draft() });
        }
        if !is_mac {
            all.push(Draft { dpop: Some(algorithm), ..draft() });
        }
    }
    let full: Vec<Draft> = all.iter().map(with_everything).collect();
    let entra = "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token";
    let of_entra: Vec<Draft> =
        all.iter().map(|draft| Draft { token_endpoint: entra.to_owned(), ..draft.clone() }).collect();
    all.extend(full);
    all.extend(of_entra);
    all.push(Draft { grant_type: String::new(), scope: String::new(), issuer: String::new(), ..draft() });
    all
}

fn with_everything(draft: &Draft) -> Draft {
    Draft {
        scope: "orders.read orders.write".to_owned(),
        resource: "https://a.example\nhttps://b.example".to_owned(),
        audience: "https://orders.example".to_owned(),
        authorization_details: r#"[{"type":"orders_export"}]"#.to_owned(),
        parameters: "tenant=seven".to_owned(),
        header_fields: "X-Trace: abc".to_owned(),
        ..draft.clone()
    }
}

#[test]
fn every_template_gives_code_for_every_draft_or_a_reason() {
    let catalogue = catalogue();
    for listed in &catalogue.samples {
        let template = template(listed);
        let mut possible = 0;
        for draft in &drafts() {
            let sample = sample(&catalogue, listed, &template, Asked { draft, kid: "key-2" }).unwrap();
            assert_eq!(sample.code.is_empty(), !sample.not_possible.is_empty(), "{}: {draft:?}", listed.id);
            if sample.code.is_empty() {
                continue;
            }
            possible += 1;
            assert!(!sample.code.contains(['«', '»']), "{}: {}", listed.id, sample.code);
            assert!(!sample.code.lines().any(|line| line.trim_start().starts_with("%if")), "{}", listed.id);
            assert!(!sample.code.starts_with('\n') && sample.code.ends_with('\n'), "{}", listed.id);
            for variable in &sample.environment {
                assert!(
                    sample.code.contains(variable.name),
                    "{} names {} and does not read it",
                    listed.id,
                    variable.name
                );
            }
        }
        assert!(possible > 0, "{} is possible for no draft", listed.id);
    }
}

#[test]
fn what_a_sample_reads_from_the_environment_is_said() {
    let catalogue = catalogue();
    for listed in &catalogue.samples {
        for draft in &drafts() {
            let sample = sample(&catalogue, listed, &template(listed), Asked { draft, kid: "" }).unwrap();
            let said: BTreeSet<&str> = sample.environment.iter().map(|variable| variable.name).collect();
            let read: BTreeSet<&str> = sample
                .code
                .split(|character: char| !character.is_ascii_alphanumeric() && character != '_')
                .filter(|word| {
                    word.starts_with("CLIENT_") && *word != "CLIENT_ID" && !word.starts_with("CLIENT_SECRET_")
                })
                .filter(|word| *word != "CLIENT_CREDENTIALS")
                .collect();
            if !sample.code.is_empty() {
                assert_eq!(read, said, "{}: {}", listed.id, sample.code);
            }
        }
    }
}

#[test]
fn every_condition_asks_for_a_name_that_there_is() {
    let catalogue = catalogue();
    let known = |condition: &str, place: &str| {
        for name in asks_for(condition) {
            assert!(NAMES.contains(&name), "{place} asks for {name}");
        }
    };
    for listed in &catalogue.samples {
        for said in listed.install.iter().chain(&listed.not).chain(&listed.remarks) {
            known(&said.when, &listed.id);
        }
        for variable in &listed.variables {
            known(&variable.when, &listed.id);
            assert!(catalogue.variables.get(&variable.name).is_some(), "{} is not explained", variable.name);
        }
        for line in template(listed).lines() {
            known(line.trim_start().strip_prefix("%if ").unwrap_or_default(), &listed.template);
        }
    }
    for said in catalogue.not.iter().chain(&catalogue.remarks) {
        known(&said.when, "code.json");
    }
}

#[test]
fn conditions_hold_as_they_say() {
    let flags = |asked: &str| {
        let catalogue = catalogue();
        let mut listed = catalogue.samples.into_iter().next().unwrap();
        listed.remarks = vec![Said { when: asked.to_owned(), say: "yes".to_owned(), evidence: None, source: None }];
        let empty: Catalogue =
            grant_lab::texts::read(r#"{"samples":[],"variables":{},"tried":{},"not":[],"remarks":[]}"#).unwrap();
        let asked = Asked { draft: &draft(), kid: "" };
        !sample(&empty, &listed, "", asked).unwrap().remarks.is_empty()
    };
    assert!(Flags::default().hold("") && Flags::default().hold("!basic") && !Flags::default().hold("basic"));
    for (condition, holds) in [
        ("basic", true),
        ("post", false),
        ("post|basic", true),
        ("basic !form", false),
        ("!post|mtls form", true),
        ("!post|form", false),
    ] {
        assert_eq!(flags(condition), holds, "{condition}");
    }
}

/// The member of a client, as `wire.body_space`; nothing where there is none.
fn member(client: &Value, path: &str) -> String {
    let found = path.split('.').fold(client, |value, name| &value[name]);
    found.as_str().map_or_else(|| if found.is_null() { String::new() } else { found.to_string() }, str::to_owned)
}

#[test]
fn every_measured_sentence_is_what_was_measured() {
    let facts: Value = serde_json::from_str(include_str!("../src/content/facts/clients.json")).unwrap();
    let typed: Clients = grant_lab::texts::read(include_str!("../src/content/facts/clients.json")).unwrap();
    let catalogue = catalogue();
    let mut measured = 0;
    for listed in &catalogue.samples {
        for said in listed.not.iter().chain(&listed.remarks) {
            let Some(evidence) = &said.evidence else { continue };
            let client = facts["clients"].as_array().unwrap().iter().find(|one| one["id"] == evidence.client.as_str());
            let found = member(client.unwrap(), &evidence.member);
            let is_so = if evidence.is.is_empty() { found.is_empty() } else { found.starts_with(&evidence.is) };
            assert!(is_so, "{}: {} is {found}, not {}", listed.id, evidence.member, evidence.is);
            let Client { version, date, .. } = typed.clients.iter().find(|one| one.id == evidence.client).unwrap();
            assert_eq!((version, date), (&evidence.version, &evidence.date), "{}", listed.id);
            measured += 1;
        }
    }
    assert!(measured > 25, "{measured} sentences rest on measurements");
}

#[test]
fn a_sentence_has_its_source_beside_it() {
    let catalogue = catalogue();
    let post = Draft { method: ClientAuthMethod::ClientSecretPost, ..draft() };
    let signed = Draft { method: ClientAuthMethod::ClientSecretJwt, ..draft() };
    for (id, draft, text, source) in [
        ("openid-client", &draft(), "puts the secret into the body", Some("openid-client 6.8.9, run on 2026-11-29")),
        ("authlib", &draft(), "in Basic as they are", Some("Authlib 1.9.6, run on 2026-11-29")),
        ("authlib", &signed, "signs the token endpoint as `aud`", Some("Authlib 1.9.6, run on 2026-11-29")),
        ("requests", &post, "looks into a `.netrc` file", Some("requests 2.34.2, run on 2026-11-30")),
        ("curl", &draft(), "needs perl", None),
    ] {
        let sample = made(&catalogue, id, draft);
        let remark = sample.remarks.iter().find(|remark| remark.text.contains(text));
        assert_eq!(remark.unwrap_or_else(|| panic!("{id}: {text}")).source.as_deref(), source, "{id}");
    }
}

#[test]
fn what_a_library_cannot_do_is_said_in_place_of_code() {
    let catalogue = catalogue();
    let bound = Draft { dpop: Some(Algorithm::Es256), ..draft() };
    for (id, draft, reason) in [
        ("curl", &bound, "makes no proofs of possession"),
        ("oauth2", &bound, "Take the sample for reqwest"),
        ("oauth2", &Draft { secret_spelling: Spelling::Raw, ..draft() }, "form-encodes identifier and secret"),
        ("msal", &draft(), "asks Microsoft Entra"),
        ("go", &Draft { grant_type: "password".to_owned(), ..draft() }, "and nothing else"),
        ("httpie", &Draft { parameters: r"path=C:\:x".to_owned(), ..draft() }, "a backslash before"),
        ("requests", &Draft { parameters: "client_assertion=ey".to_owned(), ..draft() }, "take it out of there first"),
        (
            "fetch",
            &Draft { header_fields: "Authorization: Bearer x".to_owned(), ..draft() },
            "take it out of there first",
        ),
        ("curl", &Draft { parameters: "a=\0".to_owned(), ..draft() }, "U+0000"),
    ] {
        let sample = made(&catalogue, id, draft);
        assert!(
            sample.not_possible.iter().any(|remark| remark.text.contains(reason)),
            "{id}: {:?}",
            sample.not_possible
        );
        assert!(sample.code.is_empty(), "{id}");
    }
}

#[test]
fn a_draft_that_is_refused_has_no_sample() {
    let catalogue = catalogue();
    for listed in &catalogue.samples {
        for endpoint in ["issuer.test/token", "https://issuer.test/token?client_secret=x", "https://a:b@issuer.test/"] {
            let draft = Draft { token_endpoint: endpoint.to_owned(), ..draft() };
            assert!(
                sample(&catalogue, listed, &template(listed), Asked { draft: &draft, kid: "" }).is_err(),
                "{endpoint}"
            );
        }
    }
}

#[test]
fn no_shell_has_the_secret_among_its_arguments() {
    let catalogue = catalogue();
    for draft in &drafts() {
        for id in ["curl", "httpie"] {
            let code = made(&catalogue, id, draft).code;
            // Read by printf, which is a part of the shell, or from the environment by a program that gets no argument for it.
            for line in code.lines().filter(|line| line.contains("$CLIENT_SECRET") || line.contains("$assertion")) {
                assert!(line.contains("printf %s \"$") || line.contains("printf 'Basic"), "{id}: {line}");
            }
        }
    }
}

#[test]
fn curl_is_as_it_is_taught() {
    let catalogue = catalogue();
    let post = Draft { method: ClientAuthMethod::ClientSecretPost, scope: "it's $HOME".to_owned(), ..draft() };
    assert_eq!(
        made(&catalogue, "curl", &post).code,
        r#"#!/bin/sh
set -eu

printf %s "$CLIENT_SECRET" |
  curl --silent --show-error --fail-with-body --globoff --max-time 15 \
    --data-urlencode 'grant_type=client_credentials' \
    --data-urlencode 'scope=it'\''s $HOME' \
    --data-urlencode 'client_id=nightly-report' \
    --data-urlencode client_secret@- \
    'https://issuer.test/token'
"#
    );
}

proptest! {
    #[test]
    fn no_sample_has_the_secret_in_it(secret in "[a-zA-Z0-9]{12,40}", which in 0..3_usize) {
        let catalogue = catalogue();
        let methods = [ClientAuthMethod::ClientSecretBasic, ClientAuthMethod::ClientSecretPost, ClientAuthMethod::ClientSecretJwt];
        let draft = Draft { method: methods[which], client_secret: ClientSecret::new(&*secret), ..draft() };
        for listed in &catalogue.samples {
            let made = made(&catalogue, &listed.id, &with_everything(&draft));
            prop_assert!(!made.code.contains(&*secret), "{}", listed.id);
        }
    }

    #[test]
    fn anything_typed_gives_code_or_a_reason(
        client_id in ".{0,40}", scope in ".{0,40}", parameter in ".{0,40}", field in "[ -~]{0,40}", audience in ".{0,40}",
    ) {
        let catalogue = catalogue();
        let draft = Draft {
            client_id: ClientId::new(&*client_id),
            scope,
            parameters: ["p=", &parameter].concat(),
            header_fields: ["X-F: ", &field].concat(),
            audience,
            ..draft()
        };
        for listed in &catalogue.samples {
            let made = made(&catalogue, &listed.id, &draft);
            prop_assert_eq!(made.code.is_empty(), !made.not_possible.is_empty(), "{}", listed.id);
        }
    }
}
