//! One secret in three spellings against five readings (RFC 6749 §2.3.1), and what the trace says of the spelling.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use std::rc::Rc;

use common::*;
use grant_lab::issuer::{Client, Policies, demo_registry};
use grant_lab::oauth::client_auth::BasicReading::{self, *};
use grant_lab::oauth::client_auth::Spelling;
use grant_lab::oauth::client_auth::basic::spell;
use grant_lab::oauth::{ClientId, ClientSecret};

/// `parcel-labels:a b+c%d:e` form-encoded, as it is and percent-encoded, as curl's `--data-urlencode` and `jq @uri` write them.
const SPELLINGS: [(Spelling, &str, &str); 3] = [
    (Spelling::Form, "parcel-labels", "a+b%2Bc%25d%3Ae"),
    (Spelling::Raw, "parcel-labels", "a b+c%d:e"),
    (Spelling::Percent, "parcel-labels", "a%20b%2Bc%25d%3Ae"),
];

fn under(basic_secret: BasicReading) -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(Policies { basic_secret, ..Policies::default() });
    issuer
}

fn asks(issuer: &TestIssuer, id: &str, secret: &str) -> Answer {
    ask(issuer, form_with(&basic(id, secret), "grant_type=client_credentials&scope=orders.read"))
}

#[test]
fn each_spelling_works_exactly_where_it_is_read_that_way() {
    for (reading, works) in [
        (Form, [true, false, true]),
        (Raw, [false, true, false]),
        (Percent, [false, true, true]),
        (EveryColon, [false, false, false]),
        (Either, [true, true, true]),
    ] {
        let issuer = under(reading);
        for ((spelling, id, secret), works) in SPELLINGS.into_iter().zip(works) {
            let answer = asks(&issuer, id, secret);
            let expected = if works { (200, "") } else { (401, "invalid_client") };
            assert_eq!((answer.status, answer.member("error").as_str()), expected, "{reading:?} {spelling:?}");
            assert_eq!(answer.header("www-authenticate").starts_with("Basic "), !works, "{reading:?} {spelling:?}");
        }
        let plain = asks(&issuer, "nightly-report", "demo-secret-not-real");
        assert_eq!(plain.status, 200, "{reading:?}: letters and hyphens are the same in every spelling");
        assert_eq!(asks(&issuer, "nightly-report", "demo-secret-not-reaL").status, 401, "{reading:?}");
        assert_eq!(asks(&issuer, "nobody", "demo-secret-not-real").status, 401, "{reading:?}");
    }
}

#[test]
fn a_client_writes_each_spelling_as_the_test_does() {
    let (id, secret) = (ClientId::new("parcel-labels"), ClientSecret::new("a b+c%d:e"));
    for (spelling, spelt_id, spelt) in SPELLINGS {
        assert_eq!(spell(&id, &secret, spelling), basic(spelt_id, spelt), "{spelling:?}");
    }
}

#[test]
fn the_trace_says_when_only_the_spelling_was_wrong() {
    let mut registry = demo_registry();
    let nightly = registry.clients[0].as_ref().clone();
    registry.clients[0] = Rc::new(Client { client_secret: Some(ClientSecret::new("a+b%41")), ..nightly });
    let issuer = issuer_with(registry);
    let decided = |reading, secret: &str| {
        issuer.set_policies(Policies { basic_secret: reading, ..Policies::default() });
        let answer = asks(&issuer, "nightly-report", secret);
        let step = answer.trace.steps.iter().find(|step| step.name == "Client authentication").unwrap().clone();
        (answer.status, step.decided.into_owned())
    };
    let (status, told) = decided(Form, "a+b%41");
    assert!(status == 401 && told.contains("sent without form-encoding"), "{told}");
    let (status, told) = decided(Raw, "a%2Bb%2541");
    assert!(status == 401 && told.contains("sent form-encoded"), "{told}");
    let (status, told) = decided(Either, "a+b%41");
    assert!(status == 200 && told.contains("without form-encoding"), "{told}");
    for reading in BasicReading::ALL {
        let (status, told) = decided(reading, "a+c");
        assert!(status == 401 && told.ends_with(" The secret is not this client's."), "{reading:?}: {told}");
    }
}

#[test]
fn what_splits_at_every_colon_reads_the_part_before_the_second() {
    let mut registry = demo_registry();
    let nightly = registry.clients[0].as_ref().clone();
    registry.clients[0] = Rc::new(Client { client_secret: Some(ClientSecret::new("front")), ..nightly });
    let issuer = issuer_with(registry);
    for (reading, status) in [(EveryColon, 200), (Form, 401), (Raw, 401), (Percent, 401), (Either, 401)] {
        issuer.set_policies(Policies { basic_secret: reading, ..Policies::default() });
        assert_eq!(asks(&issuer, "nightly-report", "front:back").status, status, "{reading:?}");
    }
}

#[test]
fn the_client_id_in_the_form_agrees_with_the_header_as_it_was_read() {
    let issuer = under(Raw);
    let header = basic("parcel-labels", "a b+c%d:e");
    for (id, outcome) in [("parcel-labels", (200, "")), ("nightly-report", (400, "invalid_request"))] {
        let answer = ask(&issuer, form_with(&header, &format!("grant_type=client_credentials&client_id={id}")));
        assert_eq!((answer.status, answer.member("error").as_str()), outcome, "{id}");
    }
}
