//! The engine that plays a server, whichever it is: it leaves a note for what it changes, keeps to the policies, and goes away without a
//! trace. What is well formed without it is well formed with it.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/any_request.rs"]
mod any_request;
#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;
#[path = "common/stage.rs"]
mod stage;

use any_request::{any_request, body};
use common::*;
use grant_lab::atlas::play::{Imitation, imitate};
use grant_lab::facts::Servers;
use grant_lab::issuer::personality::{Answer as Spelt, Order, Personality, Reading, Repeated, Situation};
use grant_lab::issuer::{AccessTokenForm, OpenidPolicy, Policies, SubjectStyle, TOKEN_CHECKS, demo_clients};
use grant_lab::server::StepOutcome;
use grant_lab::texts;
use http::Request;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use stage::scoped;

const SERVERS: &str = include_str!("../src/content/facts/servers.json");
const NOTE: &str = "Played server";

fn imitations() -> Vec<Imitation> {
    let servers: Servers = texts::read(SERVERS).unwrap();
    servers.products.iter().filter_map(imitate).collect()
}

fn of(id: &str) -> Imitation {
    imitations().into_iter().find(|imitation| imitation.product == id).unwrap()
}

fn playing(imitation: &Imitation) -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(imitation.policies());
    issuer
}

/// Requests that servers answer in different ways.
fn requests() -> Vec<Request<Vec<u8>>> {
    let mut all: Vec<Request<Vec<u8>>> =
        ["openid", "openid orders.read", "no.such", "orders.read no.such", "orders.read", "offline_access"]
            .into_iter()
            .map(|scope| nightly(&scoped(scope)))
            .collect();
    all.push(nightly("grant_type=client_credentials"));
    all.push(nightly("grant_type=client_credentials&scope=orders.read&scope=openid"));
    all.push(nightly("grant_type=client_credentials&resource=https%3A%2F%2Fapi.test"));
    all.push(nightly("grant_type=client_credentials&audience=https%3A%2F%2Fapi.test"));
    all.push(nightly("grant_type=no.such.grant"));
    all.push(nightly("scope=orders.read"));
    all.push(form_with(&basic("nightly-report", "wrong"), &scoped("orders.read")));
    all.push(form(&[&*scoped("orders.read"), "&client_id=nightly-report&client_secret=wrong"].concat()));
    all.push(form(&[&*scoped("orders.read"), "&client_id=nightly-report&client_secret=demo-secret-not-real"].concat()));
    all.push(form(&scoped("orders.read")));
    let body = json!({"grant_type": "client_credentials", "scope": "orders.read"}).to_string().into_bytes();
    let json = Request::post("https://issuer.test/token").header("content-type", "application/json");
    all.push(json.header("authorization", NIGHTLY).body(body).unwrap());
    all.push(get("https://issuer.test/.well-known/openid-configuration"));
    all.push(get("https://issuer.test/.well-known/oauth-authorization-server"));
    let mut foreign = nightly(&scoped("orders.read"));
    foreign.headers_mut().insert("origin", "https://app.example".parse().unwrap());
    all.push(foreign);
    all
}

/// What of an answer does not differ from token to token: tokens are told by their form.
fn form_of(answer: &Answer) -> (u16, Vec<(String, String)>, Value) {
    let headers = answer.response.headers().iter();
    let mut headers: Vec<_> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    let body = match serde_json::from_slice::<Value>(answer.response.body()) {
        Ok(Value::Object(members)) => Value::Object(
            members.into_iter().map(|(name, value)| (name.clone(), form_of_member(&name, value))).collect(),
        ),
        _ => Value::from(answer.text()),
    };
    (answer.status, headers, body)
}

fn form_of_member(name: &str, value: Value) -> Value {
    let is_token = matches!(name, "access_token" | "id_token" | "refresh_token");
    match value.as_str().filter(|_| is_token) {
        None => value,
        Some(token) if token.split('.').count() == 3 => {
            let (mut header, mut claims) = (header(token), claims(token));
            header.remove("kid");
            claims.remove("jti");
            claims.remove("at_hash");
            json!([header, claims])
        }
        Some(token) => token.len().into(),
    }
}

#[test]
fn what_a_personality_changes_it_writes_down_with_its_name_and_how_that_is_known() {
    for imitation in imitations() {
        let (played, plain) = (playing(&imitation), issuer());
        plain.set_policies(Policies { personality: None, ..imitation.policies() });
        for request in requests() {
            let told =
                format!("{}: {:?} {}", imitation.product, request.uri(), String::from_utf8_lossy(request.body()));
            let (ours, theirs) = (ask(&played, request.clone()), ask(&plain, request));
            let notes: Vec<_> = ours.trace.steps.iter().filter(|step| step.name == NOTE).collect();
            if form_of(&ours) != form_of(&theirs) {
                assert!(!notes.is_empty(), "{told}: {:?} {:?}", form_of(&ours), form_of(&theirs));
            }
            for note in notes {
                assert_eq!(note.outcome, StepOutcome::Noted);
                let end = format!("As {} does ({}).", imitation.name, imitation.personality.source);
                assert!(note.decided.ends_with(&end), "{told}: {}", note.decided);
                assert!(imitation.personality.source.contains(&imitation.version));
            }
            if ours.status >= 400 && ours.trace.issued.is_empty() && ours.response.body() != theirs.response.body() {
                let last = ours.trace.steps.last().unwrap();
                assert!(last.outcome == StepOutcome::Refused || ours.status == 404, "{told}: {last:?}");
            }
        }
    }
}

#[test]
fn back_to_the_standard_is_the_standard() {
    let (back, standard) = (issuer(), issuer());
    for imitation in imitations() {
        back.set_policies(imitation.policies());
        ask(&back, nightly(&scoped("openid")));
    }
    back.reset();
    assert_eq!(back.issuer().policies(), Policies::default());
    for request in requests() {
        assert_eq!(form_of(&ask(&back, request.clone())), form_of(&ask(&standard, request)));
    }
    back.set_policies(of("keycloak").policies());
    back.set_policies(Policies::default());
    for request in requests() {
        assert_eq!(form_of(&ask(&back, request.clone())), form_of(&ask(&standard, request)));
    }
}

#[test]
fn a_personality_that_says_nothing_changes_nothing() {
    let (silent, standard) = (issuer(), issuer());
    let nobody = Personality { id: "nobody".to_owned(), ..Personality::default() };
    silent.set_policies(Policies { personality: Some(nobody.played()), ..Policies::default() });
    for request in requests() {
        let (ours, theirs) = (ask(&silent, request.clone()), ask(&standard, request));
        assert_eq!(form_of(&ours), form_of(&theirs));
        assert_eq!(ours.trace, theirs.trace);
    }
}

#[test]
fn a_policy_that_is_changed_while_a_server_is_played_keeps_the_rest() {
    let imitation = of("lemonldap-ng");
    let issuer = playing(&imitation);
    let dropping = Policies { openid: OpenidPolicy::Drop, ..issuer.issuer().policies() };
    issuer.set_policies(dropping);
    let answer = ask(&issuer, nightly(&scoped("openid")));
    assert!(!answer.member("scope").contains("openid"), "the policy speaks");
    assert_eq!(answer.header("cache-control"), "no-cache, no-store, must-revalidate", "and the server is still played");
    let policies = issuer.issuer().policies();
    assert_eq!(policies.personality.as_ref().map(|played| played.id().to_owned()), Some("lemonldap-ng".to_owned()));
    assert_eq!(policies, policies.clone());
    assert_ne!(policies, Policies { personality: None, ..policies.clone() });
    assert_ne!(policies.personality, of("keycloak").policies().personality);
    assert_eq!(policies.personality, imitation.policies().personality, "one id, one personality");
}

#[test]
fn what_policies_say_of_tokens_goes_before_what_a_server_does() {
    let issuer = playing(&of("community-solid-server"));
    let token = |issuer: &TestIssuer| ask(issuer, nightly(&scoped("orders.read"))).member("access_token");
    let played = claims(&token(&issuer));
    assert_eq!((played["sub"].as_str(), played["aud"].as_str()), (Some("nightly-report"), Some("solid")));
    assert_eq!(played["webid"], "https://people.test/user-82c1#me");
    assert_eq!(played["exp"].as_i64().unwrap() - played["iat"].as_i64().unwrap(), 600);
    issuer.set_policies(Policies { sub: SubjectStyle::ServiceAccount, lifetime: 60, ..issuer.issuer().policies() });
    let changed = claims(&token(&issuer));
    assert_eq!((changed["sub"].as_str(), changed["aud"].as_str()), (Some("svc-5e1f"), Some("solid")));
    assert_eq!(changed["exp"].as_i64().unwrap() - changed["iat"].as_i64().unwrap(), 60);
    issuer.set_policies(Policies { access_token: AccessTokenForm::Opaque, ..issuer.issuer().policies() });
    assert!(!token(&issuer).contains('.'));
}

#[test]
fn the_order_of_the_steps_is_the_server_s_and_their_names_are_ours() {
    let request = || form_with(&basic("nightly-report", "wrong"), "grant_type=no.such.grant");
    assert_eq!(ask(&issuer(), request()).refused_by(), "Client authentication");
    let grant_first = of("authlib");
    assert_eq!(grant_first.personality.order, Order::GrantFirst);
    assert_eq!(ask(&playing(&grant_first), request()).refused_by(), "Grant type");
    let client_first = of("lemonldap-ng");
    assert_eq!(client_first.personality.order, Order::ClientFirst);
    assert_eq!(ask(&playing(&client_first), request()).refused_by(), "Client authentication");
    assert_eq!(ask(&playing(&client_first), nightly("scope=orders.read")).refused_by(), "Grant type");
    for imitation in imitations() {
        let answer = ask(&playing(&imitation), nightly(&scoped("orders.read")));
        for step in answer.trace.steps.iter().filter(|step| step.name != NOTE) {
            assert!(TOKEN_CHECKS.contains(&step.name), "{}: {}", imitation.product, step.name);
        }
    }
}

#[test]
fn a_refresh_of_somebody_who_signed_in_is_none_of_a_server_s_business() {
    for imitation in imitations().into_iter().filter(|imitation| imitation.personality.success.is_some()) {
        let (played, plain) = (playing(&imitation), issuer());
        plain.set_policies(Policies { personality: None, ..imitation.policies() });
        let login = |issuer: &TestIssuer| redeem(issuer, &code(issuer, "openid"));
        let (ours, theirs) = (form_of(&login(&played)), form_of(&login(&plain)));
        assert_eq!(ours, theirs, "{}", imitation.product);
    }
}

#[test]
fn every_situation_can_be_met_and_spelt() {
    let answer = |status| Spelt { status: Some(status), error: Some("told".to_owned()), ..Spelt::default() };
    let all = Situation::ALL.into_iter().zip(430..).map(|(situation, status)| (situation, answer(status)));
    let teapot = Personality { id: "teapot".to_owned(), refusals: all.collect(), ..Personality::default() };
    let under = |more: Personality, request: Request<Vec<u8>>| {
        let issuer = issuer();
        issuer.set_policies(Policies { personality: Some(more.played()), ..Policies::default() });
        ask(&issuer, request).status
    };
    let json = |authorization: Option<&str>| {
        let mut request = Request::post("https://issuer.test/token").header("content-type", "application/json");
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        request.body(b"{}".to_vec()).unwrap()
    };
    let reading = |reading: Reading| Personality { reading, ..teapot.clone() };
    let at = |wanted: Situation| 430 + Situation::ALL.iter().position(|situation| *situation == wanted).unwrap() as u16;
    let malformed = form_with("Basic bmlnaHRseS1yZXBvcnQ6JXp6", &scoped("orders.read"));
    let cases = [
        (Situation::Json, teapot.clone(), json(None)),
        (Situation::JsonWithBasic, teapot.clone(), json(Some(NIGHTLY))),
        (Situation::RepeatedScope, teapot.clone(), nightly("grant_type=client_credentials&scope=a&scope=b")),
        (Situation::NoGrantType, teapot.clone(), nightly("scope=orders.read")),
        (Situation::UnknownGrant, teapot.clone(), nightly("grant_type=x")),
        (
            Situation::GrantNotAllowed,
            teapot.clone(),
            form_with(&basic("back-office", "back-office-secret-not-real"), &scoped("orders.read")),
        ),
        (
            Situation::Wanting,
            reading(Reading { wants: Some("provider".to_owned()), ..Reading::default() }),
            nightly(&scoped("orders.read")),
        ),
        (
            Situation::BasicUnread,
            reading(Reading { ignores_basic: true, ..Reading::default() }),
            nightly(&scoped("orders.read")),
        ),
        (
            Situation::FormSecretUnread,
            reading(Reading { ignores_form_secret: true, ..Reading::default() }),
            form("grant_type=client_credentials&client_id=billing-export&client_secret=billing-secret-not-real"),
        ),
        (Situation::BasicMalformed, teapot.clone(), malformed),
        (Situation::WrongSecretBasic, teapot.clone(), form_with(&basic("nightly-report", "x"), &scoped("orders.read"))),
        (
            Situation::WrongSecretForm,
            teapot.clone(),
            form("grant_type=client_credentials&client_id=billing-export&client_secret=x"),
        ),
        (Situation::NothingSent, teapot.clone(), form(&scoped("orders.read"))),
        (Situation::Resource, teapot.clone(), nightly("grant_type=client_credentials&resource=urn%3Ax")),
        (Situation::Openid, teapot.clone(), nightly(&scoped("openid"))),
        (Situation::OpenidBeside, teapot.clone(), nightly(&scoped("openid orders.read"))),
        (Situation::UnknownScope, teapot.clone(), nightly(&scoped("x"))),
        (Situation::UnknownBeside, teapot.clone(), nightly(&scoped("x orders.read"))),
    ];
    for (situation, personality, request) in cases {
        assert_eq!(under(personality, request), at(situation), "{situation:?}");
    }
    let last =
        Personality { reading: Reading { repeated_scope: Repeated::Last, ..Reading::default() }, ..teapot.clone() };
    assert_eq!(under(last, nightly("grant_type=client_credentials&scope=x&scope=orders.read")), 200);
}

fn personalities() -> impl Strategy<Value = Imitation> {
    proptest::sample::select(imitations())
}

/// What must hold for any answer, whoever is played.
fn check(answer: &Answer, secrets: &[String]) {
    assert!((100..600).contains(&answer.status));
    let body = answer.response.body();
    if answer.header("content-type").contains("json") && !body.is_empty() {
        assert!(serde_json::from_slice::<Value>(body).is_ok(), "{}", answer.text());
    }
    let whole = answer.whole();
    for secret in secrets {
        assert!(!whole.contains(secret.as_str()), "a secret is in {whole}");
    }
    let refusals = answer.trace.steps.iter().filter(|step| step.outcome == StepOutcome::Refused).count();
    assert!(refusals <= 1);
    assert!(refusals == 0 || answer.trace.refusal().is_some(), "a refusal is the last step");
    for step in &answer.trace.steps {
        for secret in secrets {
            assert!(!step.saw.contains(secret.as_str()) && !step.decided.contains(secret.as_str()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_request_is_answered_whoever_is_played(request in any_request(), imitation in personalities(), body in body()) {
        let secrets: Vec<String> =
            demo_clients().into_iter().filter_map(|client| Some(client.client_secret?.expose().to_owned())).collect();
        let issuer = playing(&imitation);
        check(&ask(&issuer, request), &secrets);
        let as_json: Map<String, Value> = form_urlencoded::parse(&body)
            .map(|(name, value)| (name.into_owned(), Value::from(value.into_owned())))
            .collect();
        let request = Request::post("https://issuer.test/token").header("content-type", "application/json");
        let body = Value::Object(as_json).to_string().into_bytes();
        check(&ask(&issuer, request.body(body).unwrap()), &secrets);
    }
}
