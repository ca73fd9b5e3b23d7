//! `offline_access` and refresh tokens of people: requirements RFT-02, RFT-03, SCP-05 (OIDC Core §11, §12; RFC 9700 §4.14.2).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use std::rc::Rc;

use certificates::der;
use common::*;
use grant_lab::issuer::{AccessTokenForm, Client, Policies, demo_registry};
use grant_lab::jose::Algorithm;
use grant_lab::server::StepOutcome;
use http::Request;
use serde_json::{Value, json};
use signer::Signer;

const OFFLINE: &str = "openid+profile+offline_access+orders.read";

/// A code of `shop-web`, asked for with `prompt=consent`.
fn consented(issuer: &TestIssuer, scope: &str) -> String {
    let transaction = transaction(issuer, &format!("{}&prompt=consent", authorize_url(scope)));
    let (_, parameters) = decide(issuer, &transaction, "continue").redirect();
    parameters["code"].as_str().unwrap().to_owned()
}

/// `shop-web` uses a refresh token.
fn refresh(issuer: &TestIssuer, token: &str, more: &str) -> Answer {
    ask(issuer, form(&format!("grant_type=refresh_token&client_id=shop-web&refresh_token={token}{more}")))
}

fn with_proof(body: &str, proof: &str) -> Request<Vec<u8>> {
    token_post().header("dpop", proof).body(body.as_bytes().to_vec()).unwrap()
}

fn no_good() -> (u16, String) {
    (400, "invalid_grant".to_owned())
}

#[test]
fn scp_05_offline_access_counts_only_with_openid_consent_and_a_code() {
    let issuer = issuer();
    let plain = redeem(&issuer, &code(&issuer, OFFLINE));
    assert_eq!(plain.member("scope"), "openid profile orders.read", "no prompt=consent");
    assert!(!plain.json().contains_key("refresh_token"));
    let not_openid = redeem(&issuer, &consented(&issuer, "offline_access+orders.read"));
    assert_eq!((not_openid.member("scope").as_str(), not_openid.member("refresh_token").as_str()), ("orders.read", ""));
    let implicit = authorize_url("openid+offline_access").replace("response_type=code", "response_type=id_token");
    let answer = ask(&issuer, get(&format!("{implicit}&prompt=consent")));
    let step = answer.trace.steps.iter().find(|step| step.name == "Offline access").unwrap();
    assert_eq!((step.outcome, step.decided.contains("no code")), (StepOutcome::Noted, true));

    let answer = redeem(&issuer, &consented(&issuer, OFFLINE));
    assert_eq!(answer.member("scope"), "openid profile offline_access orders.read");
    assert_eq!(answer.member("refresh_token").len(), 43);
    let step = answer.trace.steps.iter().find(|step| step.name == "Renewal").unwrap();
    assert_eq!((step.outcome, step.citation.to_string().as_str()), (StepOutcome::Passed, "OIDC Core §11"));
}

#[test]
fn a_refreshed_id_token_is_about_the_same_sign_in_and_has_no_nonce() {
    let issuer = issuer();
    let first = redeem(&issuer, &consented(&issuer, OFFLINE));
    let before = claims(&first.member("id_token"));
    issuer.clock().advance(4000);
    assert_eq!(orders(&issuer, &first.member("access_token")).status, 401);
    let second = refresh(&issuer, &first.member("refresh_token"), "");
    assert_eq!((second.status, second.member("scope")), (200, first.member("scope")));
    assert_eq!(orders(&issuer, &second.member("access_token")).status, 200);
    assert_eq!(me(&issuer, &second.member("access_token")).member("sub"), "user-82c1");
    assert_eq!(userinfo(&issuer, &second.member("access_token")).member("name"), "Sam Okafor");
    let after = claims(&second.member("id_token"));
    for name in ["iss", "sub", "aud", "auth_time"] {
        assert_eq!(before[name], after[name], "{name}");
    }
    assert_eq!((&before["nonce"], after.get("nonce")), (&json!("n-1"), None));
    assert_eq!((&after["iat"], &after["auth_time"]), (&json!(START + 4000), &json!(START)));
    assert_ne!(before["at_hash"], after["at_hash"]);
    // Narrower is allowed; without openid there is no ID Token, and the next one can be as wide as before.
    let narrow = refresh(&issuer, &second.member("refresh_token"), "&scope=orders.read");
    assert_eq!((narrow.member("scope").as_str(), narrow.member("id_token").as_str()), ("orders.read", ""));
    let wide = refresh(&issuer, &narrow.member("refresh_token"), "");
    assert_eq!(wide.member("scope"), first.member("scope"));
    assert_eq!(issuer.issuer().logins(), 1, "nobody signed in again");
}

#[test]
fn rft_03_a_public_clients_refresh_token_changes_and_a_used_one_ends_the_grant() {
    for access_token in AccessTokenForm::ALL {
        let issuer = issuer();
        issuer.set_policies(Policies { access_token, ..Policies::default() });
        let first = redeem(&issuer, &consented(&issuer, OFFLINE));
        let other = redeem(&issuer, &consented(&issuer, OFFLINE)).member("refresh_token");
        let second = refresh(&issuer, &first.member("refresh_token"), "");
        assert_ne!(first.member("refresh_token"), second.member("refresh_token"));
        // Somebody has a copy of the first. Who is who nobody can tell, so both lose.
        let replayed = refresh(&issuer, &first.member("refresh_token"), "");
        assert_eq!((replayed.outcome(), replayed.refused_by()), (no_good(), "Refresh token"));
        assert_eq!(refresh(&issuer, &second.member("refresh_token"), "").outcome(), no_good());
        let status = orders(&issuer, &second.member("access_token")).status;
        assert_eq!(
            status,
            if access_token == AccessTokenForm::Opaque { 401 } else { 200 },
            "a JWT cannot be called back"
        );
        assert_eq!(refresh(&issuer, &other, "").status, 200, "another sign-in is another grant");
    }
}

#[test]
fn rft_03_a_refresh_token_is_bound_to_its_client_and_the_time() {
    let issuer = issuer();
    let token = redeem(&issuer, &consented(&issuer, OFFLINE)).member("refresh_token");
    let body = format!("grant_type=refresh_token&refresh_token={token}");
    assert_eq!(ask(&issuer, form_with(&back_office(), &body)).outcome(), no_good(), "another client");
    let wider = refresh(&issuer, &token, "&scope=openid+stock.read");
    assert_eq!(wider.outcome(), (400, "invalid_scope".to_owned()));
    issuer.clock().advance(86_400);
    assert_eq!(refresh(&issuer, &token, "").outcome(), no_good(), "a day later");

    let code = back_office_code(&issuer, "scope=openid+offline_access&prompt=consent");
    let first = back_office_redeems(&issuer, &code, "").member("refresh_token");
    for _ in 0..3 {
        let body = format!("grant_type=refresh_token&refresh_token={first}");
        let answer = ask(&issuer, form_with(&back_office(), &body));
        assert_eq!((answer.status, answer.json().contains_key("refresh_token")), (200, false), "the same one goes on");
        assert_eq!(ask(&issuer, form(&body)).member("error"), "invalid_client", "only with the client's secret");
    }
}

#[test]
fn rft_03_a_public_client_that_proved_a_key_has_to_prove_it_again() {
    let issuer = issuer();
    let (signer, other) = (Signer::new(Algorithm::Es256), Signer::new(Algorithm::Es256));
    let code = consented(&issuer, OFFLINE);
    let first = ask(&issuer, with_proof(&redeem_body(&code), &signer.proof()));
    assert_eq!((first.status, first.member("token_type").as_str()), (200, "DPoP"));
    let body = format!("grant_type=refresh_token&client_id=shop-web&refresh_token={}", first.member("refresh_token"));
    assert_eq!(ask(&issuer, form(&body)).outcome(), no_good(), "without a proof");
    assert_eq!(ask(&issuer, with_proof(&body, &other.proof())).outcome(), no_good(), "by another key");
    let second = ask(&issuer, with_proof(&body, &signer.proof()));
    assert_eq!((second.status, second.member("token_type").as_str()), (200, "DPoP"));
    let body = body.replace(&first.member("refresh_token"), &second.member("refresh_token"));
    assert_eq!(ask(&issuer, with_proof(&body, &other.proof())).outcome(), no_good(), "the next one is bound too");
    assert_eq!(claims(&second.member("access_token"))["cnf"], json!({"jkt": signer.jkt()}));
}

#[test]
fn rft_03_a_public_client_that_showed_a_certificate_has_to_show_it_again() {
    let mut registry = demo_registry();
    let place = registry.clients.iter().position(|client| client.client_id.as_str() == "shop-web").unwrap();
    let shop = Client::clone(&registry.clients[place]);
    registry.clients[place] = Rc::new(Client { tls_client_certificate_bound_access_tokens: true, ..shop });
    let issuer = issuer_with(registry);
    // Nobody looks who issued it, as nobody authenticates by it (RFC 8705 §4).
    let first = ask_showing(&issuer, &der("self"), form(&redeem_body(&consented(&issuer, OFFLINE))));
    let body = format!("grant_type=refresh_token&client_id=shop-web&refresh_token={}", first.member("refresh_token"));
    assert_eq!(ask(&issuer, form(&body)).outcome(), (400, "invalid_request".to_owned()), "without a certificate");
    assert_eq!(ask_showing(&issuer, &der("self-renewed"), form(&body)).outcome(), no_good(), "with another one");
    let second = ask_showing(&issuer, &der("self"), form(&body));
    let cnf = |answer: &Answer| claims(&answer.member("access_token"))["cnf"].clone();
    assert_eq!((second.status, cnf(&second)), (200, cnf(&first)));
    let body = body.replace(&first.member("refresh_token"), &second.member("refresh_token"));
    assert_eq!(
        ask_showing(&issuer, &der("self-renewed"), form(&body)).outcome(),
        no_good(),
        "the next one is bound too"
    );
}

#[test]
fn a_code_shown_twice_ends_what_came_of_it() {
    let issuer = issuer();
    issuer.set_policies(Policies { access_token: AccessTokenForm::Opaque, ..Policies::default() });
    let code = consented(&issuer, OFFLINE);
    let answer = redeem(&issuer, &code);
    assert_eq!(orders(&issuer, &answer.member("access_token")).status, 200);
    assert_eq!(redeem(&issuer, &code).outcome(), no_good());
    assert_eq!(orders(&issuer, &answer.member("access_token")).status, 401);
    assert_eq!(refresh(&issuer, &answer.member("refresh_token"), "").outcome(), no_good());
}

#[test]
fn rev_05_a_refresh_token_of_a_person_can_be_given_back() {
    let issuer = issuer();
    let token = redeem(&issuer, &consented(&issuer, OFFLINE)).member("refresh_token");
    let body = format!("grant_type=refresh_token&refresh_token={token}");
    let code = back_office_code(&issuer, "scope=openid+offline_access&prompt=consent");
    let own = back_office_redeems(&issuer, &code, "").member("refresh_token");
    let revoke = |token: &str| {
        let request = Request::post("https://issuer.test/revoke")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", back_office());
        ask(&issuer, request.body(format!("token={token}").into_bytes()).unwrap()).status
    };
    assert_eq!((revoke(&own), revoke(&token)), (200, 400), "its own, and another client's");
    let refused = ask(&issuer, form_with(&back_office(), &body.replace(&token, &own)));
    assert_eq!(refused.outcome(), no_good());
    assert_eq!(refresh(&issuer, &token, "").status, 200);
}

#[test]
fn rft_02_an_unknown_refresh_token_is_invalid_grant() {
    let issuer = issuer();
    for token in ["x", "a.b.c"] {
        assert_eq!(refresh(&issuer, token, "").outcome(), no_good());
    }
    assert_eq!(refresh(&issuer, "", "").outcome(), (400, "invalid_request".to_owned()));
    let metadata = ask(&issuer, get("https://issuer.test/.well-known/openid-configuration")).json();
    let has = |member: &str, value: &str| metadata[member].as_array().unwrap().contains(&Value::from(value));
    assert!(has("grant_types_supported", "refresh_token") && has("scopes_supported", "offline_access"));
}
