//! A platform without random octets: nothing is made that somebody could guess, and the answer says so, as it does when
//! cryptography fails (503; through a browser `server_error`, RFC 6749 §4.1.2.1). Nothing that was good before is lost by it.
//!
//! Each request is sent again and again with one draw more to go: so every place that draws fails once.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use common::*;
use grant_lab::client::certificate::OwnCertificate;
use grant_lab::client::dpop::ProofKey;
use grant_lab::client::{Draft, SignIn, assertion};
use grant_lab::issuer::{AccessTokenForm, Policies};
use grant_lab::jose::{Algorithm, JwsError};
use grant_lab::oauth::{ClientAuthMethod, ClientId, ClientSecret, ResponseType};
use grant_lab::ports::{CryptoError, Random, UnixTime};
use http::Request;
use pollster::block_on;
use serde_json::{Value, json};
use signer::Signer;

/// Sends the request that `prepare` makes with no draw to go, then with one, and so on; every answer but the last is given to
/// `fails`. Gives how many those were, and the answer that had enough.
fn with_one_draw_more_each_time(
    prepare: impl Fn(&TestIssuer) -> Request<Vec<u8>>,
    fails: impl Fn(&TestIssuer, &Answer),
) -> (usize, Answer) {
    let mut draws = 0;
    loop {
        let issuer = issuer();
        let request = prepare(&issuer);
        issuer.ports().1.fail_after(draws);
        let answer = ask(&issuer, request);
        if answer.trace.refusal().is_none() {
            return (draws, answer);
        }
        assert!(
            answer.trace.refusal().unwrap().decided.contains("gives no random octets"),
            "{draws}: {}",
            answer.text()
        );
        issuer.ports().1.fail_after(usize::MAX);
        fails(&issuer, &answer);
        draws += 1;
    }
}

fn is_unavailable(_: &TestIssuer, answer: &Answer) {
    assert_eq!(answer.outcome(), (503, "server_error".to_owned()));
    assert!(answer.member("error_description").contains("cryptography"), "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
}

fn came_back(_: &TestIssuer, answer: &Answer) {
    let (target, parameters) = answer.redirect();
    assert_eq!(target, "https://shop.test/callback");
    assert_eq!((&parameters["error"], &parameters["state"]), (&Value::from("server_error"), &Value::from("s-1")));
}

#[test]
fn a_token_for_a_client() {
    let grant = "grant_type=client_credentials&scope=orders.read";
    let (failures, answer) = with_one_draw_more_each_time(|_| nightly(grant), is_unavailable);
    assert_eq!((failures, answer.status), (2, 200), "the names of the grant and of the token");
}

#[test]
fn an_opaque_token_with_a_refresh_token() {
    let prepare = |issuer: &TestIssuer| {
        let policies = Policies { access_token: AccessTokenForm::Opaque, refresh: true, ..Policies::default() };
        issuer.set_policies(policies);
        nightly("grant_type=client_credentials&scope=orders.read")
    };
    let (failures, answer) = with_one_draw_more_each_time(prepare, is_unavailable);
    assert_eq!((failures, answer.status), (4, 200), "both names and both tokens");
}

#[test]
fn a_sign_in_and_the_code_at_its_end() {
    let (failures, answer) = with_one_draw_more_each_time(|_| get(&authorize_url("openid")), came_back);
    assert_eq!((failures, answer.status), (1, 303));
    let prepare = |issuer: &TestIssuer| {
        let transaction = transaction(issuer, &authorize_url("openid"));
        let form = format!("transaction={transaction}&decision=continue");
        let request =
            Request::post("https://issuer.test/sign-in").header("content-type", "application/x-www-form-urlencoded");
        request.body(form.into_bytes()).unwrap()
    };
    let (failures, answer) = with_one_draw_more_each_time(prepare, came_back);
    assert_eq!(failures, 1);
    assert!(answer.redirect().1.contains_key("code"));
}

#[test]
fn a_code_that_is_redeemed() {
    let prepare = |issuer: &TestIssuer| form(&redeem_body(&code(issuer, "openid")));
    let (failures, answer) = with_one_draw_more_each_time(prepare, is_unavailable);
    assert_eq!((failures, answer.status), (2, 200));
}

#[test]
fn a_refresh_token_that_could_not_be_replaced_stays_good() {
    let refreshes = |token: &str| form(&format!("grant_type=refresh_token&client_id=shop-web&refresh_token={token}"));
    let prepare = |issuer: &TestIssuer| {
        let url = format!("{}&prompt=consent", authorize_url("openid+offline_access+orders.read"));
        let (_, parameters) = decide(issuer, &transaction(issuer, &url), "continue").redirect();
        refreshes(&redeem(issuer, parameters["code"].as_str().unwrap()).member("refresh_token"))
    };
    let (failures, answer) = with_one_draw_more_each_time(prepare, |issuer, answer| {
        is_unavailable(issuer, answer);
        let used = issuer.log().last().unwrap().exchange.request.body().clone();
        assert_eq!(ask(issuer, form(std::str::from_utf8(&used).unwrap())).status, 200, "once more");
    });
    assert_eq!((failures, answer.status), (2, 200));
}

#[test]
fn a_client_that_registers() {
    let metadata = json!({"grant_types": ["client_credentials"], "scope": "orders.read"});
    let prepare = |_: &TestIssuer| {
        let request = Request::post("https://issuer.test/register").header("content-type", "application/json");
        request.body(metadata.to_string().into_bytes()).unwrap()
    };
    let clients = issuer().issuer().registry().clients.len();
    let (failures, answer) = with_one_draw_more_each_time(prepare, |issuer, answer| {
        is_unavailable(issuer, answer);
        assert_eq!(issuer.issuer().registry().clients.len(), clients);
    });
    assert_eq!((failures, answer.status), (3, 201), "its identifier, and its secret in two parts");
}

#[test]
fn a_nonce_that_is_asked_for_is_given_or_the_answer_is_a_503() {
    let signer = Signer::new(Algorithm::Es256);
    let issuer = issuer();
    let token = {
        let request = token_post().header("authorization", NIGHTLY).header("dpop", signer.proof());
        ask(&issuer, request.body(b"grant_type=client_credentials&scope=orders.read".to_vec()).unwrap())
            .member("access_token")
    };
    issuer.set_policies(Policies { dpop_nonce: true, ..Policies::default() });
    let asks = |status: u16| {
        let request = token_post().header("authorization", NIGHTLY).header("dpop", signer.proof());
        let answer = ask(&issuer, request.body(b"grant_type=client_credentials".to_vec()).unwrap());
        assert_eq!(
            (answer.status, answer.header("dpop-nonce").is_empty()),
            (status, status == 503),
            "{}",
            answer.text()
        );
        for address in ["https://api.test/orders", "https://issuer.test/userinfo"] {
            let proof = signer.proof_for(address, &token);
            let request = Request::get(address).header("authorization", format!("DPoP {token}")).header("dpop", proof);
            let answer = ask(&issuer, request.body(Vec::new()).unwrap());
            let expected = if status == 503 { 503 } else { 401 };
            assert_eq!(answer.status, expected, "{address}: {}", answer.text());
        }
    };
    issuer.ports().1.fail_after(0);
    asks(503);
    issuer.ports().1.fail_after(usize::MAX);
    asks(400);
}

#[test]
fn a_client_that_cannot_draw_sends_nothing() {
    let issuer = issuer();
    let (crypto, random) = issuer.ports();
    let is_dry = |error: &CryptoError| matches!(error, CryptoError::NoRandomness(_));
    let key = block_on(ProofKey::generate(crypto, Algorithm::Es256)).unwrap();
    let secret = ClientSecret::new("a-secret-of-at-least-thirty-two-octets");
    let mac = block_on(assertion::secret_as_key(crypto, &secret, Algorithm::Hs256)).unwrap();
    random.fail_after(0);

    let begin = |random| {
        SignIn::begin(
            crypto,
            random,
            "https://issuer.test",
            ClientId::new("c"),
            "https://c.test/",
            "openid",
            ResponseType::Code,
        )
    };
    for draws in 0..3 {
        random.fail_after(draws);
        assert!(is_dry(&block_on(begin(random)).unwrap_err()), "verifier, state, nonce: {draws}");
    }
    random.fail_after(0);
    let mut request = get("https://api.test/orders");
    let proof = block_on(key.prove(crypto, random, &mut request, UnixTime(START), None, None));
    assert!(matches!(proof.unwrap_err(), JwsError::Crypto(error) if is_dry(&error)));
    assert!(request.headers().is_empty());

    let draft = Draft {
        client_id: ClientId::new("c"),
        client_secret: secret,
        method: ClientAuthMethod::ClientSecretJwt,
        grant_type: "client_credentials".to_owned(),
        scope: String::new(),
        token_endpoint: "https://issuer.test/token".to_owned(),
        ..Draft::default()
    };
    let signed = assertion::signed_request(&draft, crypto, random, &mac, "https://issuer.test", UnixTime(START));
    assert_eq!(block_on(signed).unwrap_err().code(), "crypto_no_randomness");
    let certificate = block_on(OwnCertificate::make(crypto, random, "c", UnixTime(START)));
    assert_eq!(certificate.unwrap_err().code(), "crypto_no_randomness");
    let mut octets = [0; 4];
    assert!(is_dry(&random.fill(&mut octets).unwrap_err()));
}
