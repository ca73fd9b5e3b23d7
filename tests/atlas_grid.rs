//! One request and every server's answer, and a pasted answer beside them.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::atlas::play::{Answered, Aspect, Imitation, Kind, grid, imitate, nearest};
use grant_lab::facts::Servers;
use grant_lab::inspect::PastedAnswer;
use grant_lab::issuer::{OpenidPolicy, Policies, SharedKeys};
use grant_lab::oauth::http_text::response_text;
use grant_lab::ports::Connection;
use grant_lab::texts;
use http::Request;
use pollster::block_on;

const SERVERS: &str = include_str!("../src/content/facts/servers.json");

fn imitations() -> Vec<Imitation> {
    let servers: Servers = texts::read(SERVERS).unwrap();
    servers.products.iter().filter_map(imitate).collect()
}

fn all(reader: &TestIssuer, keys: &SharedKeys, request: &Request<Vec<u8>>) -> Vec<Answered> {
    block_on(grid(reader, keys, &imitations(), (request, &Connection::default())))
}

fn of<'a>(answers: &'a [Answered], id: &str) -> &'a Answered {
    answers.iter().find(|answered| answered.who.as_ref().is_some_and(|who| who.id == id)).unwrap()
}

fn openid() -> Request<Vec<u8>> {
    nightly("grant_type=client_credentials&scope=openid")
}

#[test]
fn every_server_answers_one_request_in_its_own_way() {
    let reader = issuer();
    let answers = all(&reader, &SharedKeys::default(), &openid());
    assert_eq!(answers.len(), imitations().len() + 1);
    let standard = &answers[0];
    assert!(standard.who.is_none());
    assert_eq!((standard.reduced.status, standard.reduced.error.as_deref()), (400, Some("invalid_scope")));
    let keycloak = of(&answers, "keycloak");
    assert_eq!(keycloak.reduced.members.get("id_token"), Some(&Kind::Jwt));
    assert!(keycloak.reduced.id_token.contains_key("sub"));
    assert_eq!(keycloak.reduced.typ.as_deref(), Some("JWT"));
    assert_eq!(of(&answers, "authlib").reduced.scope.as_deref(), Some("openid"));
    assert_eq!(of(&answers, "better-auth").reduced.error.as_deref(), Some("invalid_scope"));
    assert_eq!(of(&answers, "idpyoidc").reduced.token_type.as_deref(), Some("access_token"));
    assert!(keycloak.trace.steps.iter().any(|step| step.decided.contains("As Keycloak does")));
    assert_eq!(keycloak.exchange.response.status(), 200);
}

#[test]
fn nothing_of_it_reaches_the_reader() {
    let reader = issuer();
    reader.set_policies(Policies { openid: OpenidPolicy::Echo, ..Policies::default() });
    ask(&reader, openid());
    let before = (reader.arrivals(), reader.issuer().keys(), reader.issuer().policies(), reader.now());
    let keys = SharedKeys::default();
    let wrong = form_with(&basic("nightly-report", "wrong"), "grant_type=client_credentials");
    for _ in 0..3 {
        assert_eq!(all(&reader, &keys, &openid())[0].reduced.scope.as_deref(), Some("openid"), "the reader's policies");
        all(&reader, &keys, &wrong);
    }
    let after = (reader.arrivals(), reader.issuer().keys(), reader.issuer().policies(), reader.now());
    assert_eq!(before, after);
    assert_eq!(ask(&reader, nightly("grant_type=client_credentials")).status, 200, "and nobody has to wait");
}

#[test]
fn what_is_registered_and_what_time_it_is_are_the_reader_s() {
    let reader = issuer();
    reader.clock().advance(1000);
    reader.issuer().forget_client("nightly-report");
    let answers = all(&reader, &SharedKeys::default(), &openid());
    assert_eq!(answers[0].reduced.error.as_deref(), Some("invalid_client"));
    assert_eq!(answers[0].exchange.at.0, START + 1000);
}

#[test]
fn an_answer_is_nearest_to_whoever_gave_it() {
    let reader = issuer();
    let keys = SharedKeys::default();
    let answers = all(&reader, &keys, &openid());
    for id in ["openauth", "idpyoidc", "doorkeeper", "authgent-server", "aioauth", "keycloak"] {
        let pasted = PastedAnswer::read(&response_text(&of(&answers, id).exchange.response)).unwrap();
        let compared = nearest(&pasted, &answers);
        assert!(compared[0].differences.is_empty(), "{id}: {:?}", compared[0]);
        assert_eq!(compared[0].who.as_ref().map(|who| who.id.as_str()), Some(id));
        assert!(compared.iter().skip(1).all(|other| !other.differences.is_empty() || other.who != compared[0].who));
    }
    let standard = PastedAnswer::read(&response_text(&answers[0].exchange.response)).unwrap();
    let compared = nearest(&standard, &answers);
    assert!(compared[0].who.is_none() && compared[0].differences.is_empty(), "{:?}", compared[0]);
}

#[test]
fn differences_are_told_one_by_one_and_no_token_is_in_them() {
    let reader = issuer();
    let answers = all(&reader, &SharedKeys::default(), &nightly("grant_type=client_credentials&scope=orders.read"));
    let text = "{\"access_token\":\"my-own-token\",\"token_type\":\"bearer\",\"expires_in\":\"300\",\"extra\":null}";
    let compared = nearest(&PastedAnswer::read(text).unwrap(), &answers);
    let standard = compared.iter().find(|compared| compared.who.is_none()).unwrap();
    let told = |what: Aspect| {
        let found = standard.differences.iter().find(|difference| difference.what == what).unwrap();
        (found.mine.as_deref(), found.theirs.as_deref())
    };
    assert_eq!(told(Aspect::TokenType), (Some("bearer"), Some("Bearer")));
    assert_eq!(told(Aspect::Member("access_token".to_owned())), (Some("text"), Some("jwt")));
    assert_eq!(told(Aspect::Member("expires_in".to_owned())), (Some("text"), Some("number")));
    assert_eq!(told(Aspect::Member("extra".to_owned())), (Some("null"), None));
    assert_eq!(told(Aspect::Member("scope".to_owned())), (None, Some("text")));
    assert_eq!(told(Aspect::Claim("iss".to_owned())), (None, Some("text")));
    assert!(standard.differences.iter().all(|difference| difference.what != Aspect::Cache), "no head was pasted");
    assert!(!format!("{compared:?}").contains("my-own-token"));
}
