//! A lab on software cryptography with a clock that stands still, and tools to tamper with evidence.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the tools it needs")]

#[path = "issuer.rs"]
mod issuer;

use std::sync::LazyLock;

use grant_lab::issuer::{OpenidPolicy, Policies};
use grant_lab::jose::base64url;
use grant_lab::lab::{CellId, Code, Column, Evidence, Lab, Row, Verdict};
use http::{HeaderValue, Request, Response, StatusCode};
use issuer::{Seeded, StillClock, TestCrypto};
use serde_json::{Map, Value};

pub type TestLab = Lab<TestCrypto, StillClock, Seeded>;

pub fn lab() -> TestLab {
    Lab::new(TestCrypto::default(), StillClock, Seeded::new())
}

/// A lab in a browser that offers no cryptography.
pub fn lab_without_cryptography() -> TestLab {
    let mut crypto = TestCrypto::default();
    crypto.broken = true;
    Lab::new(crypto, StillClock, Seeded::new())
}

pub fn lab_under(openid: OpenidPolicy) -> TestLab {
    let lab = lab();
    lab.network().set_policies(Policies { openid, ..Policies::default() });
    lab
}

pub const fn cell(row: Row, column: Column) -> CellId {
    CellId { row, column }
}

pub const SPEC_OAUTH: CellId = cell(Row::StandardSpec, Column::OAuth);
pub const SPEC_OIDC: CellId = cell(Row::StandardSpec, Column::Oidc);
pub const TOKENS_OAUTH: CellId = cell(Row::TokensReturned, Column::OAuth);
pub const TOKENS_OIDC: CellId = cell(Row::TokensReturned, Column::Oidc);
pub const SUBJECT_OAUTH: CellId = cell(Row::Subject, Column::OAuth);
pub const SUBJECT_OIDC: CellId = cell(Row::Subject, Column::Oidc);
pub const IDENTITY_OAUTH: CellId = cell(Row::UserIdentity, Column::OAuth);
pub const IDENTITY_OIDC: CellId = cell(Row::UserIdentity, Column::Oidc);
pub const USE_OAUTH: CellId = cell(Row::UseCase, Column::OAuth);
pub const USE_OIDC: CellId = cell(Row::UseCase, Column::Oidc);

/// What the cell's experiment leaves behind under a policy; run once for all tests.
pub fn evidence(cell: CellId, openid: OpenidPolicy) -> Evidence {
    static DOCUMENT: LazyLock<Vec<(OpenidPolicy, CellId, Evidence)>> = LazyLock::new(|| runs(CellId::all().collect()));
    static BEYOND: LazyLock<Vec<(OpenidPolicy, CellId, Evidence)>> = LazyLock::new(|| runs(CellId::beyond().collect()));
    let runs = if cell.row.is_beyond() { &BEYOND } else { &DOCUMENT };
    runs.iter().find(|run| run.0 == openid && run.1 == cell).unwrap().2.clone()
}

fn runs(cells: Vec<CellId>) -> Vec<(OpenidPolicy, CellId, Evidence)> {
    let mut runs = Vec::new();
    for openid in OpenidPolicy::ALL {
        let lab = lab_under(openid);
        runs.extend(cells.iter().map(|&cell| (openid, cell, pollster::block_on(lab.run(cell.run().actions)))));
    }
    runs
}

/// The response to the action at `index`, to tamper with.
pub fn response(evidence: &mut Evidence, index: usize) -> &mut Response<Vec<u8>> {
    let message = evidence.done[index].message.unwrap();
    &mut evidence.messages[message].exchange.response
}

/// Changes the JSON body of the response to the action at `index`.
pub fn edit_body(evidence: &mut Evidence, index: usize, edit: impl FnOnce(&mut Map<String, Value>)) {
    let response = response(evidence, index);
    let mut members: Map<String, Value> = serde_json::from_slice(response.body()).unwrap();
    edit(&mut members);
    *response.body_mut() = serde_json::to_vec(&members).unwrap();
}

/// Changes the claims of a token in the response to the action at `index`. The signature then is of something else, which no verdict
/// looks at: the API did.
pub fn edit_claims(evidence: &mut Evidence, index: usize, member: &str, edit: impl FnOnce(&mut Map<String, Value>)) {
    edit_body(evidence, index, |members| {
        let token = members[member].as_str().unwrap().to_owned();
        let parts: Vec<&str> = token.split('.').collect();
        let mut claims: Map<String, Value> = serde_json::from_slice(&base64url::decode(parts[1]).unwrap()).unwrap();
        edit(&mut claims);
        let payload = base64url::encode(&serde_json::to_vec(&claims).unwrap());
        members.insert(member.to_owned(), [parts[0], &payload, parts[2]].join(".").into());
    });
}

/// A token with these claims, for evidence alone: its signature is no signature.
pub fn unsigned(claims: Value) -> Value {
    let header = base64url::encode(br#"{"alg":"RS256","typ":"JWT","kid":"x"}"#);
    let payload = base64url::encode(claims.to_string().as_bytes());
    [header.as_str(), &payload, "AAAA"].join(".").into()
}

/// Puts another answer in place of the response to the action at `index`.
pub fn answer(evidence: &mut Evidence, index: usize, status: u16, body: Value) {
    let response = response(evidence, index);
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    *response.body_mut() = serde_json::to_vec(&body).unwrap();
    for name in ["location", "www-authenticate"] {
        response.headers_mut().remove(name);
    }
}

/// Sets a header field of the response to the action at `index`.
pub fn header(evidence: &mut Evidence, index: usize, name: &'static str, value: &str) {
    response(evidence, index).headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
}

/// The request of the action at `index`, to tamper with.
pub fn request(evidence: &mut Evidence, index: usize) -> &mut Request<Vec<u8>> {
    let message = evidence.done[index].message.unwrap();
    &mut evidence.messages[message].exchange.request
}

/// Takes the answer to the action at `index` away.
pub fn lose(evidence: &mut Evidence, index: usize) {
    evidence.done[index].message = None;
}

/// Asserts that the cell held, and that the tampering turns it to *does not hold* for the stated reason.
#[track_caller]
pub fn fails(cell: CellId, openid: OpenidPolicy, reason: Code, tamper: impl FnOnce(&mut Evidence)) {
    let mut evidence = evidence(cell, openid);
    assert_eq!(cell.judge(&evidence).verdict, Verdict::Holds, "{} under {openid:?}", cell.slug());
    tamper(&mut evidence);
    match cell.judge(&evidence).verdict {
        Verdict::DoesNotHold { because } => assert_eq!(because.code, reason, "{because:?}"),
        other => panic!("{}: {other:?}", cell.slug()),
    }
}

/// Asserts that after the tampering the evidence says nothing any more, for the stated reason.
#[track_caller]
pub fn untested(cell: CellId, openid: OpenidPolicy, reason: Code, tamper: impl FnOnce(&mut Evidence)) {
    let mut evidence = evidence(cell, openid);
    tamper(&mut evidence);
    match cell.judge(&evidence).verdict {
        Verdict::CouldNotTest { because } => assert_eq!(because.code, reason, "{because:?}"),
        other => panic!("{}: {other:?}", cell.slug()),
    }
}
