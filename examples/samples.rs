//! Prints the samples of code for drafts, for tests that run them: JSON in on standard input, a list of drafts, and JSON out, a list of
//! the samples of each. `tests/samples/drafts.js` calls it.

use std::error::Error;
use std::io::{Read, stdin};

use grant_lab::client::Draft;
use grant_lab::client::code::{Asked, Catalogue, Listed, Remark, sample};
use grant_lab::client::draft::{AssertionAudience, AssertionDraft, AssertionType};
use grant_lab::jose::Algorithm;
use grant_lab::oauth::client_auth::Spelling;
use grant_lab::oauth::{ClientAuthMethod, ClientId, ClientSecret};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut asked = String::new();
    stdin().read_to_string(&mut asked)?;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/content/");
    let catalogue: Catalogue = grant_lab::texts::read(&std::fs::read_to_string([folder, "en/code.json"].concat())?)?;
    let mut all = Vec::new();
    for asked in serde_json::from_str::<Vec<Value>>(&asked)? {
        let draft = draft_of(&asked)?;
        let mut samples = Vec::new();
        for listed in &catalogue.samples {
            let template = std::fs::read_to_string([folder, "code/", &listed.template, ".txt"].concat())?;
            samples.push(one(&catalogue, listed, &template, Asked { draft: &draft, kid: text(&asked, "kid") })?);
        }
        all.push(json!({ "draft": asked, "samples": samples }));
    }
    println!("{}", Value::from(all));
    Ok(())
}

fn one(catalogue: &Catalogue, listed: &Listed, template: &str, asked: Asked<'_>) -> Result<Value, Box<dyn Error>> {
    let sample = sample(catalogue, listed, template, asked)?;
    let texts = |remarks: &[Remark<'_>]| remarks.iter().map(|remark| remark.text.clone()).collect::<Vec<_>>();
    Ok(json!({
        "id": listed.id,
        "language": listed.language,
        "library": listed.library,
        "version": listed.version,
        "file": listed.file,
        "run": listed.run,
        "howTried": listed.tried.name(),
        "code": sample.code,
        "install": sample.install,
        "environment": sample.environment.iter().map(|variable| variable.name).collect::<Vec<_>>(),
        "remarks": texts(&sample.remarks),
        "notPossible": texts(&sample.not_possible),
    }))
}

fn text<'a>(asked: &'a Value, name: &str) -> &'a str {
    asked[name].as_str().unwrap_or_default()
}

fn draft_of(asked: &Value) -> Result<Draft, Box<dyn Error>> {
    let own = |name: &str| text(asked, name).to_owned();
    let algorithm = |name: &str| Algorithm::from_name(text(asked, name));
    let assertion = AssertionDraft::default();
    let secret_spelling = match text(asked, "spelling") {
        "raw" => Spelling::Raw,
        "percent" => Spelling::Percent,
        _ => Spelling::Form,
    };
    Ok(Draft {
        client_id: ClientId::new(text(asked, "client_id")),
        client_secret: ClientSecret::new(text(asked, "client_secret")),
        method: text(asked, "method").parse::<ClientAuthMethod>()?,
        secret_spelling,
        assertion: AssertionDraft {
            algorithm: algorithm("algorithm").unwrap_or(assertion.algorithm),
            mac: algorithm("mac").unwrap_or(assertion.mac),
            audience: AssertionAudience::from_name(text(asked, "aud")).unwrap_or(assertion.audience),
            typ: AssertionType::ALL.into_iter().find(|typ| typ.as_str() == text(asked, "typ")).unwrap_or(assertion.typ),
            ..assertion
        },
        dpop: algorithm("dpop"),
        scope: own("scope"),
        resource: own("resource"),
        audience: own("audience"),
        authorization_details: own("authorization_details"),
        parameters: own("parameters"),
        header_fields: own("header_fields"),
        issuer: own("issuer"),
        token_endpoint: own("token_endpoint"),
        ..Draft::default()
    })
}
