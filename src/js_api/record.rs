//! What the issuer holds, as JSON for whoever runs it: the demo clients with their secrets, the log without any.
//!
//! Entries of the log are arrays: `grant-lab.js` knows what stands where and gives it names, which costs the page nothing.

use serde_json::Value;

use crate::issuer::DemoClient;
use crate::jose::Jwk;
use crate::network::LogEntry;
use crate::oauth::Party;
use crate::oauth::http_text::{Masked, masked_request, masked_response};
use crate::server::{Step, StepOutcome};

/// A demo client as the client itself holds it, with the names of RFC 7591 §2. Its secret is published with the page; `key` is
/// that of the client which has one of its own.
pub(super) fn client(client: &DemoClient, key: &Jwk) -> Value {
    let mut members = serde_json::to_value(client).expect("a struct with string keys always serialises");
    if let Some(secret) = &client.client_secret {
        members["client_secret"] = secret.expose().into();
    }
    if client.jwks_uri.is_some() {
        members["private_jwk"] = key.to_json();
    }
    members
}

/// A message with its answer and its trace. What proves who a client is has been taken out; tokens and codes have not.
pub(super) fn entry(entry: &LogEntry) -> Value {
    let exchange = &entry.exchange;
    let (url, request) = masked_request(&exchange.request);
    let steps: Vec<Value> = entry.trace.steps.iter().map(step).collect();
    array([
        entry.number.into(),
        exchange.at.0.into(),
        party(exchange.from).into(),
        party(exchange.to).into(),
        exchange.request.method().as_str().into(),
        url.into(),
        message(request, entry.left_out_of_request),
        exchange.response.status().as_u16().into(),
        message(masked_response(&exchange.response), entry.left_out_of_response),
        steps.into(),
    ])
}

/// Header fields as pairs, the body, and how many octets of it are left out.
fn message(masked: Masked, left_out: usize) -> Value {
    let headers: Vec<Value> =
        masked.headers.into_iter().map(|(name, value)| array([name.into(), value.into()])).collect();
    array([headers.into(), masked.body.into(), left_out.into()])
}

fn step(step: &Step) -> Value {
    array([
        step.name.into(),
        step.citation.to_string().into(),
        step.citation.href().into(),
        (*step.saw).into(),
        (*step.decided).into(),
        match step.outcome {
            StepOutcome::Passed => "passed",
            StepOutcome::Refused => "refused",
            StepOutcome::Noted => "noted",
        }
        .into(),
    ])
}

const fn party(party: Party) -> &'static str {
    match party {
        Party::Client => "client",
        Party::Issuer => "issuer",
        Party::Api => "api",
        Party::Person => "person",
        Party::Other => "other",
    }
}

fn array<const N: usize>(values: [Value; N]) -> Value {
    Value::Array(values.into())
}
