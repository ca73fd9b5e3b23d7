//! Profiles and the issuer that serves programs alone: requirements EXT-01, EXT-05, PST-01, DIS-06, DIS-08, UIN-03.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use std::rc::Rc;

use common::*;
use grant_lab::issuer::{Client, ISSUER, Policies, Profile, demo_registry};
use grant_lab::jose::{Algorithm, Jwk};
use grant_lab::oauth::ServerMetadata;
use grant_lab::server::StepOutcome;
use serde_json::{Value, json};
use signer::Signer;

const TYPE: &str = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
const OAUTH: &str = "https://issuer.test/.well-known/oauth-authorization-server";

fn under(profile: Profile) -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(Policies { profile, ..Policies::default() });
    issuer
}

fn programs_only() -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(Policies { client_credentials_only: true, ..Policies::default() });
    issuer
}

/// A token request of `ledger-sync`, with a DPoP proof by the same key or without.
fn signed(issuer: &TestIssuer, signer: &Signer, claims: &Value, proof: bool) -> Answer {
    let assertion = signer.jwt(&json!({"typ": "client-authentication+jwt"}), claims);
    let body = format!("grant_type=client_credentials&client_assertion_type={TYPE}&client_assertion={assertion}");
    let mut request = token_post();
    if proof {
        request = request.header("dpop", signer.proof());
    }
    ask(issuer, request.body(body.into_bytes()).unwrap())
}

fn ledger(issuer: &TestIssuer) -> Signer {
    Signer::with(&pollster::block_on(issuer.client_key()).unwrap(), Algorithm::Es256)
}

#[test]
fn ext_01_fapi_takes_signatures_and_no_secrets() {
    let issuer = under(Profile::Fapi20);
    let secrets = [
        ask(&issuer, nightly("grant_type=client_credentials")),
        ask(
            &issuer,
            form("grant_type=client_credentials&client_id=billing-export&client_secret=billing-secret-not-real"),
        ),
        ask(&issuer, form("grant_type=authorization_code&client_id=shop-web&code=x")),
    ];
    for answer in secrets {
        assert_eq!((answer.member("error").as_str(), answer.refused_by()), ("invalid_client", "Profile"));
    }
    let ledger = ledger(&issuer);
    let answer = signed(&issuer, &ledger, &ledger.assertion_claims("ledger-sync"), true);
    assert_eq!((answer.status, answer.member("token_type").as_str()), (200, "DPoP"), "{}", answer.text());
}

#[test]
fn ext_01_fapi_gives_out_bound_tokens_alone() {
    let issuer = under(Profile::Fapi20);
    let ledger = ledger(&issuer);
    let answer = signed(&issuer, &ledger, &ledger.assertion_claims("ledger-sync"), false);
    assert_eq!((answer.outcome(), answer.refused_by()), ((400, "invalid_dpop_proof".to_owned()), "DPoP proof"));
}

#[test]
fn ext_01_fapi_takes_three_algorithms() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/rfc7515-appendix.json")).unwrap();
    let rows = vectors["vectors"].as_array().unwrap();
    let rsa = rows.iter().find(|row| row["id"] == "RFC7515-A.2").unwrap()["jwk_private"].to_string();
    let rsa = Jwk::parse_text(&rsa).unwrap();
    for (signer, status) in [
        (Signer::new(Algorithm::Es256), 200),
        (Signer::new(Algorithm::Ed25519), 200),
        (Signer::with(&rsa, Algorithm::Ps256), 200),
        (Signer::with(&rsa, Algorithm::Rs256), 400),
        (Signer::new(Algorithm::Es384), 400),
    ] {
        let mut registry = demo_registry();
        let place = registry.clients.iter().position(|client| client.client_id.as_str() == "ledger-sync").unwrap();
        let client = Client::clone(&registry.clients[place]);
        let jwks = [signer.public.clone().unwrap()].into_iter().collect();
        registry.clients[place] = Rc::new(Client { jwks, jwks_uri: None, ..client });
        let issuer = issuer_with(registry);
        issuer.set_policies(Policies { profile: Profile::Fapi20, alg: Algorithm::Rs256, ..Policies::default() });
        let answer = signed(&issuer, &signer, &signer.assertion_claims("ledger-sync"), true);
        assert_eq!(answer.status, status, "{}", answer.text());
        if status == 200 {
            assert_eq!(header(&answer.member("access_token"))["alg"], "ES256", "the issuer keeps the rule too");
        }
    }
}

#[test]
fn ext_01_fapi_lets_clocks_differ_by_ten_seconds_and_not_by_a_minute() {
    let issuer = under(Profile::Fapi20);
    let ledger = ledger(&issuer);
    for (claim, seconds, status) in [("iat", 10, 200), ("nbf", 10, 200), ("iat", 61, 400), ("nbf", 61, 400)] {
        let mut claims = ledger.assertion_claims("ledger-sync");
        claims[claim] = json!(START + seconds);
        assert_eq!(signed(&issuer, &ledger, &claims, true).status, status, "{claim} {seconds}");
    }
}

#[test]
fn ext_01_fapi_advertises_what_it_takes() {
    let document = ask(&under(Profile::Fapi20), get(OAUTH)).json();
    let methods = document["token_endpoint_auth_methods_supported"].as_array().unwrap();
    assert!(methods.contains(&json!("private_key_jwt")));
    assert!(!methods.iter().any(|method| method.as_str().unwrap().contains("secret") || method == "none"));
    for member in ["token_endpoint_auth_signing_alg_values_supported", "dpop_signing_alg_values_supported"] {
        assert_eq!(document[member], json!(["ES256", "Ed25519", "PS256"]), "{member}");
    }
}

#[test]
fn ext_05_oauth_2_1_keeps_the_grant_and_turns_the_advice_on_forms_round() {
    let (plain, draft) = (issuer(), under(Profile::OAuth21));
    let body = "grant_type=client_credentials&client_id=nightly-report&client_secret=demo-secret-not-real";
    assert_eq!(ask(&plain, form(body)).outcome(), (400, "invalid_client".to_owned()), "registered for Basic");
    assert_eq!(ask(&draft, form(body)).status, 200, "every client with a secret may send it in the form");
    assert_eq!(ask(&draft, nightly("grant_type=client_credentials")).status, 200);
    assert_eq!(ask(&plain, nightly("grant_type=client_credentials")).header("pragma"), "no-cache");
    for request in [nightly("grant_type=client_credentials"), nightly("grant_type=foo")] {
        let answer = ask(&draft, request);
        assert_eq!((answer.header("pragma"), answer.header("cache-control")), ("", "no-store"));
    }
    let token = access_token(&draft, "orders.read");
    assert_eq!(ask(&draft, get(&format!("https://api.test/orders?access_token={token}"))).status, 401);
}

#[test]
fn ext_05_oauth_2_1_asks_every_client_for_pkce() {
    let without = "https://issuer.test/authorize?response_type=code&client_id=back-office\
                   &redirect_uri=https%3A%2F%2Fback-office.test%2Fcallback&scope=openid&state=s";
    let (target, _) = ask(&issuer(), get(without)).redirect();
    assert_eq!(target, "https://issuer.test/sign-in", "a confidential client may leave it out");
    let refused = ask(&under(Profile::OAuth21), get(without));
    assert_eq!(refused.redirect().1["error"], "invalid_request");
    assert_eq!(refused.trace.refusal().unwrap().citation.to_string(), "OAuth 2.1 draft §7.5.1");
    let (target, _) = ask(&under(Profile::OAuth21), get(&authorize_url("openid"))).redirect();
    assert_eq!(target, "https://issuer.test/sign-in");
}

#[test]
fn ext_05_oauth_2_1_takes_a_nonce_in_place_of_pkce_from_a_confidential_client_alone() {
    let draft = under(Profile::OAuth21);
    let with_nonce = "scope=openid&state=s&nonce=n-1";
    let answer = back_office_redeems(&draft, &back_office_code(&draft, with_nonce), "");
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(claims(&answer.member("id_token"))["nonce"], "n-1", "which the client can compare");
    let url = |rest: &str| {
        format!(
            "https://issuer.test/authorize?response_type=code&client_id=back-office&redirect_uri={BACK_OFFICE_CALLBACK}&{rest}"
        )
    };
    let step = ask(&draft, get(&url(with_nonce))).trace.steps;
    let note = step.iter().find(|step| step.name == "PKCE challenge").unwrap();
    assert_eq!((note.outcome, note.citation.to_string().as_str()), (StepOutcome::Noted, "OAuth 2.1 draft §7.5.1"));
    for rest in ["scope=openid&state=s", "scope=orders.read&state=s&nonce=n-1", "scope=openid&state=s&nonce="] {
        let (_, parameters) = ask(&draft, get(&url(rest))).redirect();
        assert_eq!(parameters["error"], "invalid_request", "{rest}");
    }
    let public =
        authorize_url("openid").replace(&format!("&code_challenge={CHALLENGE}&code_challenge_method=S256"), "");
    assert_eq!(ask(&draft, get(&public)).redirect().1["error"], "invalid_request", "a public client has no such way");
    let malformed = url("scope=openid&state=s&nonce=n-1&code_challenge=x&code_challenge_method=plain");
    assert_eq!(ask(&draft, get(&malformed)).redirect().1["error"], "invalid_request", "a nonce mends no bad challenge");
}

#[test]
fn ext_05_oauth_2_1_redeems_a_code_without_redirect_uri_when_pkce_binds_it() {
    let without =
        |code: &str| format!("grant_type=authorization_code&code={code}&client_id=shop-web&code_verifier={VERIFIER}");
    let draft = under(Profile::OAuth21);
    assert_eq!(ask(&draft, form(&without(&code(&draft, "orders.read")))).status, 200);
    let other = without(&code(&draft, "orders.read")) + "&redirect_uri=https%3A%2F%2Fshop.test%2Fother";
    assert_eq!(ask(&draft, form(&other)).outcome(), (400, "invalid_grant".to_owned()), "what is sent has to be right");
    let plain = issuer();
    let answer = ask(&plain, form(&without(&code(&plain, "orders.read"))));
    assert_eq!((answer.outcome(), answer.refused_by()), ((400, "invalid_request".to_owned()), "Redirect URI"));
    let code = back_office_code(&draft, "scope=openid&state=s&nonce=n-1");
    let body = format!("grant_type=authorization_code&code={code}");
    let answer = ask(&draft, form_with(&back_office(), &body));
    assert_eq!((answer.outcome(), answer.refused_by()), ((400, "invalid_grant".to_owned()), "Redirect URI"));
}

#[test]
fn ext_05_oauth_2_1_says_nothing_against_a_refresh_token() {
    for (profile, clause, advice) in
        [(Profile::OAuth20, "RFC 6749 §4.4.3", true), (Profile::OAuth21, "OAuth 2.1 draft §3.2.3", false)]
    {
        let issuer = issuer();
        issuer.set_policies(Policies { profile, refresh: true, ..Policies::default() });
        let answer = ask(&issuer, nightly("grant_type=client_credentials"));
        assert!(!answer.member("refresh_token").is_empty());
        let step = answer.trace.steps.iter().find(|step| step.name == "Renewal").unwrap();
        assert_eq!((step.citation.to_string().as_str(), step.decided.contains("advises against")), (clause, advice));
    }
}

#[test]
fn ext_01_fapi_takes_no_authorization_request_that_was_not_pushed() {
    assert_eq!(ask(&under(Profile::Fapi20), get(&authorize_url("openid"))).status, 404);
    let document = ask(&under(Profile::Fapi20), get(OAUTH)).json();
    assert!(!document.contains_key("authorization_endpoint"), "and nothing says that it would");
}

#[test]
fn pst_01_the_form_is_for_who_registered_for_it_or_under_oauth_2_1_for_everybody() {
    let body = "grant_type=client_credentials&client_id=back-office&client_secret=back-office-secret-not-real";
    assert_eq!(ask(&issuer(), form(body)).member("error"), "invalid_client");
    assert_eq!(ask(&under(Profile::OAuth21), form(body)).member("error"), "unauthorized_client", "authenticated");
}

#[test]
fn dis_06_an_issuer_for_programs_names_no_authorization_endpoint_and_our_client_takes_it() {
    let issuer = programs_only();
    let answer = ask(&issuer, get(OAUTH));
    let document = answer.json();
    for absent in
        ["authorization_endpoint", "response_types_supported", "userinfo_endpoint", "code_challenge_methods_supported"]
    {
        assert!(!document.contains_key(absent), "{absent}");
    }
    assert!(document.values().all(|value| value != &json!([])), "no empty arrays");
    assert_eq!(document["grant_types_supported"], json!(["client_credentials"]));
    assert!(!document["scopes_supported"].as_array().unwrap().contains(&json!("offline_access")));
    let read = ServerMetadata::from_response(&answer.response, ISSUER).unwrap();
    assert_eq!(read.token_endpoint, "https://issuer.test/token");
    assert_eq!(ask(&issuer, get("https://issuer.test/authorize")).status, 404);
    assert_eq!(redeem(&issuer, "x").member("error"), "unsupported_grant_type");
    assert_eq!(orders(&issuer, &access_token(&issuer, "orders.read")).status, 200);
}

#[test]
fn rft_02_an_issuer_for_programs_has_no_refresh_token_grant_while_the_policy_is_off() {
    let issuer = programs_only();
    let refresh = ask(&issuer, nightly("grant_type=refresh_token&refresh_token=x"));
    assert_eq!(refresh.outcome(), (400, "unsupported_grant_type".to_owned()));
    assert!(!ask(&issuer, get(OAUTH)).text().contains("refresh_token"));
}

#[test]
fn dis_08_an_issuer_for_programs_is_no_openid_provider() {
    assert_eq!(ask(&programs_only(), get("https://issuer.test/.well-known/openid-configuration")).status, 404);
}

#[test]
fn uin_03_an_issuer_for_programs_has_no_userinfo() {
    let issuer = programs_only();
    assert_eq!(userinfo(&issuer, &access_token(&issuer, "orders.read")).status, 404);
}
