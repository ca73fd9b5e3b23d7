//! Actions that carry a JWT about a person: one text in three places, and what each grant makes of a good one.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::lab::{
    Action, Carries, Decision, Evidence, JWT_BEARER, Jwt, Rule, Spelling, TOKEN_EXCHANGE, TokenAsk, Verifier,
};
use grant_lab::oauth::client_auth::BasicReading;
use grant_lab::oauth::{Form, ResponseType};
use pollster::block_on;

const ON: Action = Action::Set(Rule::AssertionGrants(true));
const BEARER: TokenAsk = TokenAsk::ASSISTANT_BEARER;
const EXCHANGE: TokenAsk = TokenAsk::ASSISTANT_EXCHANGE;
const SIGN_IN: [Action; 3] = [
    Action::SignIn { scope: "openid orders.read", response_type: ResponseType::Code },
    Action::Decide(Decision::Continue),
    Action::Redeem(Verifier::Own),
];

fn run(actions: &[Action]) -> Evidence {
    block_on(lab().run(actions))
}

fn outcome(evidence: &Evidence, action: usize) -> (u16, Option<String>) {
    let reply = evidence.reply(action).unwrap();
    (reply.status(), reply.error())
}

fn field(evidence: &Evidence, action: usize, name: &str) -> Option<String> {
    let sent = &evidence.messages[evidence.done[action].message.unwrap()].exchange.request;
    Form::parse(sent.body()).unwrap().get(name).map(str::to_owned)
}

#[test]
fn one_jwt_in_three_places_is_the_same_text_and_gets_three_answers() {
    let places = [
        TokenAsk { carries: Carries::ClientAssertion(Jwt::ForAnother), ..TokenAsk::LEDGER },
        TokenAsk { carries: Carries::Assertion(Jwt::ForAnother), ..BEARER },
        TokenAsk { carries: Carries::SubjectToken(Jwt::ForAnother), ..EXCHANGE },
    ];
    let evidence = run(&[&[ON][..], &places.map(Action::TokenRequest)].concat());
    let names = ["client_assertion", "assertion", "subject_token"];
    let texts: Vec<String> = (0..3).map(|place| field(&evidence, place + 1, names[place]).unwrap()).collect();
    assert!(texts[0] == texts[1] && texts[1] == texts[2] && texts[0].split('.').count() == 3);
    for (place, error) in ["invalid_client", "invalid_grant", "invalid_request"].into_iter().enumerate() {
        assert_eq!(outcome(&evidence, place + 1), (400, Some(error.to_owned())));
    }
    assert_eq!(field(&evidence, 1, "client_id"), None, "the assertion is the only proof");
    assert_eq!(field(&evidence, 3, "subject_token_type").unwrap(), "urn:ietf:params:oauth:token-type:jwt");
    let off = run(&places.map(Action::TokenRequest));
    assert_eq!(outcome(&off, 1), (400, Some("unsupported_grant_type".to_owned())));
    assert_eq!(outcome(&off, 2), (400, Some("unsupported_grant_type".to_owned())));
}

#[test]
fn each_grant_takes_what_is_meant_for_it() {
    let evidence = run(&[
        &[ON, Action::TokenRequest(TokenAsk::LEDGER), Action::TokenRequest(BEARER)][..],
        &SIGN_IN,
        &[Action::TokenRequest(EXCHANGE)],
    ]
    .concat());
    for action in [1, 2, 5, 6] {
        assert_eq!(outcome(&evidence, action), (200, None), "{action}");
    }
    let sub = |action: usize| evidence.tokens_of(action)[0].text_claim("sub").unwrap().to_owned();
    assert_eq!([sub(1), sub(2), sub(6)], ["ledger-sync", "user-82c1", "user-82c1"]);
    assert_eq!(evidence.record.as_ref().unwrap().logins, 1, "at the other client");
    assert_eq!(field(&evidence, 2, "grant_type").unwrap(), JWT_BEARER);
    assert_eq!(field(&evidence, 6, "grant_type").unwrap(), TOKEN_EXCHANGE);
    let exchanged = evidence.reply(6).unwrap();
    assert!(exchanged.member("issued_token_type").unwrap().as_str().unwrap().ends_with(":access_token"));
    let act = evidence.tokens_of(6)[0].claims.as_ref().unwrap()["act"].clone();
    assert_eq!(act["sub"], "order-assistant");
}

#[test]
fn without_a_token_there_is_nothing_to_exchange() {
    let evidence = run(&[ON, Action::TokenRequest(EXCHANGE)]);
    assert!(evidence.reply(1).is_none() && evidence.messages.is_empty());
}

#[test]
fn a_request_names_the_api_and_spells_its_secret_as_it_is_told() {
    let ask = |spelling| Action::TokenRequest(TokenAsk { spelling, ..TokenAsk::LABELS });
    for (reading, works) in [
        (BasicReading::Form, [200, 401, 200]),
        (BasicReading::Raw, [401, 200, 401]),
        (BasicReading::Percent, [401, 200, 200]),
        (BasicReading::EveryColon, [401, 401, 401]),
        (BasicReading::Either, [200, 200, 200]),
    ] {
        let evidence = run(&[
            Action::Set(Rule::BasicSecret(reading)),
            ask(Spelling::Form),
            ask(Spelling::Raw),
            ask(Spelling::Percent),
        ]);
        assert_eq!([1, 2, 3].map(|action| outcome(&evidence, action).0), works, "{reading:?}");
    }
    let ask = TokenAsk { resource: Some("https://api.test"), ..TokenAsk::NIGHTLY };
    let evidence = run(&[Action::TokenRequest(ask)]);
    assert_eq!(field(&evidence, 0, "resource").as_deref(), Some("https://api.test"));
    assert_eq!(outcome(&evidence, 0), (200, None));
}
