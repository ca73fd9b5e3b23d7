//! Build with certificates, resource and authorization details: what its model sends, the demo issuer answers, and the screen explains.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::client::certificate::OwnCertificate;
use grant_lab::client::registration;
use grant_lab::inspect::Receipt;
use grant_lab::issuer::{Policies, Profile};
use grant_lab::oauth::client_cert;
use grant_lab::ports::Connection;
use grant_lab::ui::pages::build::{
    EXAMPLE_DETAILS, Field, Fix, Model, Own, Presented, RequestContext, diagnose_with, starts,
};
use http::Response;
use pollster::block_on;
use serde_json::json;

/// Sends what the model has, over a connection that shows what it has chosen.
fn send(issuer: &TestIssuer, model: &Model) -> Response<Vec<u8>> {
    let connection = Connection { certificate: model.certificate() };
    block_on(issuer.handle(model.draft.to_request().unwrap(), &connection)).0
}

/// Status and error of a refusal, and the diagnosis with its mend.
fn refused(issuer: &TestIssuer, model: &Model) -> (u16, &'static str, Option<Fix>) {
    let response = send(issuer, model);
    let context = RequestContext {
        presented: model.certificate().map_or(Presented::Nothing, |_| model.presented()),
        is_registered: issuer.issuer().registry().client(model.draft.client_id.as_str()).is_some(),
        profile: issuer.issuer().policies().profile,
    };
    let diagnosis = diagnose_with(&model.draft, &context, &Receipt::from_response(None, &response)).unwrap();
    (response.status().as_u16(), diagnosis.phrase.code, diagnosis.fix)
}

fn claims_of(response: &Response<Vec<u8>>) -> serde_json::Value {
    assert_eq!(response.status(), 200, "{}", String::from_utf8_lossy(response.body()));
    let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
    serde_json::Value::Object(claims(body["access_token"].as_str().unwrap()))
}

fn started(client: &str) -> Model {
    let mut model = Model::default();
    model.start_from(client);
    assert_eq!(model.preset(), client);
    model
}

#[test]
fn mtl_01_every_start_with_a_certificate_gets_a_token_bound_to_it() {
    let with_certificate = starts().into_iter().filter(|client| client.method.shows_certificate());
    let mut count = 0;
    for client in with_certificate {
        let model = started(client.client_id.as_str());
        assert_eq!(model.draft.token_endpoint, "https://mtls.issuer.test/token");
        assert!(claims_of(&send(&issuer(), &model))["cnf"]["x5t#S256"].is_string(), "{}", client.client_id);
        count += 1;
    }
    assert_eq!(count, 2);
}

#[test]
fn mtl_02_another_certificate_or_none_is_refused_and_the_mend_brings_the_token() {
    let issuer = issuer();
    for (client, own, others) in [
        ("meter-gateway", Presented::GatewayA, [Presented::GatewayB, Presented::ParcelLocker]),
        ("parcel-locker", Presented::ParcelLocker, [Presented::GatewayA, Presented::GatewayB]),
    ] {
        let mut model = started(client);
        for other in others {
            model.present(other);
            assert_eq!(refused(&issuer, &model), (400, "certificate_other", Some(Fix::Present(own))), "{client}");
        }
        model.present(Presented::Nothing);
        let (status, code, fix) = refused(&issuer, &model);
        assert_eq!((status, code), (400, "certificate_missing"), "{client}");
        fix.unwrap().apply(&mut model);
        assert_eq!(send(&issuer, &model).status(), 200);
    }
}

#[test]
fn mtl_03_a_certificate_made_in_the_page_works_once_a_client_is_registered_with_it() {
    let (issuer, crypto) = (issuer(), TestCrypto::default());
    let made = block_on(OwnCertificate::make(&crypto, &Seeded::new(), "my own client", issuer.now())).unwrap();
    let mut model = started("parcel-locker");
    model.present(Presented::Own);
    assert_eq!((model.certificate(), refused(&issuer, &model).1), (None, "certificate_missing"), "none was made");
    model.made(Own::from(made));
    assert_eq!(refused(&issuer, &model).1, "certificate_other");

    let endpoint = "https://issuer.test/register".parse().unwrap();
    let request =
        registration::with_own_certificate(endpoint, "my own client", "orders.read", &model.own().unwrap().key);
    let text = String::from_utf8(request.body().clone()).unwrap();
    assert!(text.contains("x5c") && !text.contains("\"d\""), "the public half alone: {text}");
    let (response, _) = block_on(issuer.handle(request, &Connection::default()));
    let id = registration::registered_as(&response).unwrap();
    model.registered(id.as_str());
    let claims = claims_of(&send(&issuer, &model));
    assert_eq!(claims["client_id"], id.as_str());
    let print = block_on(grant_lab::x509::thumbprint(&crypto, &model.certificate().unwrap())).unwrap();
    assert_eq!(claims["cnf"], json!({"x5t#S256": print}));
    assert_eq!(model.own().unwrap().registered_as.as_deref(), Some(id.as_str()));

    // The same client without its certificate: it is no member of the cast, and is not called unknown.
    model.present(Presented::GatewayA);
    assert_eq!(refused(&issuer, &model).1, "invalid_client");
    // A reset keeps the certificate, which took a moment to make.
    model.reset();
    assert!(model.own().is_some() && model.presented() == Presented::ParcelLocker);
}

/// RFC 9440 §2.4: whatever a request says about a certificate, the proxy says what the connection showed.
#[test]
fn mtl_07_a_field_in_the_request_is_no_certificate() {
    let issuer = issuer();
    let model = started("meter-gateway");
    let mut request = model.draft.to_request().unwrap();
    request.headers_mut().insert("client-cert", client_cert::write(&model.certificate().unwrap()));
    let (response, trace) = block_on(issuer.handle(request, &Connection::default()));
    assert_eq!(response.status(), 400);
    assert!(trace.steps.iter().any(|step| step.name == "Proxy" || step.decided.contains("Client-Cert")), "{trace:?}");
}

#[test]
fn registration_that_is_refused_gives_no_client() {
    let response = Response::builder().status(400).body(br#"{"client_id":"x"}"#.to_vec()).unwrap();
    assert_eq!(registration::registered_as(&response), None);
    let response = Response::builder().status(201).body(br#"{"client_id":7}"#.to_vec()).unwrap();
    assert_eq!(registration::registered_as(&response), None);
}

#[test]
fn res_04_one_api_is_asked_for_and_the_token_is_for_it_alone() {
    let issuer = issuer();
    let mut model = started("billing-export");
    model.edit(Field::Resource, "\n  https://api.test \n");
    let body = String::from_utf8(model.draft.to_request().unwrap().body().clone()).unwrap();
    assert_eq!(body.matches("resource=").count(), 1, "{body}");
    assert_eq!(claims_of(&send(&issuer, &model))["aud"], "https://api.test");
    model.edit(Field::Resource, "https://api.test\nhttps://stock.test");
    let body = String::from_utf8(model.draft.to_request().unwrap().body().clone()).unwrap();
    assert!(body.contains("resource=https%3A%2F%2Fapi.test&resource=https%3A%2F%2Fstock.test"), "{body}");
    let fix = Fix::Write(Field::Resource, String::new());
    assert_eq!(refused(&issuer, &model), (400, "target", Some(fix)));
}

#[test]
fn rar_02_the_demo_type_is_granted_to_the_client_that_may_have_it() {
    let issuer = issuer();
    let mut model = started("billing-export");
    model.edit(Field::AuthorizationDetails, "[{\"type\":\"orders_export\"}]");
    let (status, code, fix) = refused(&issuer, &model);
    assert_eq!((status, code), (400, "details_shape"));
    fix.unwrap().apply(&mut model);
    assert_eq!(model.value(Field::AuthorizationDetails), EXAMPLE_DETAILS);
    assert_eq!(claims_of(&send(&issuer, &model))["authorization_details"][0]["max_rows"], 100);

    let mut other = started("nightly-report");
    other.edit(Field::AuthorizationDetails, EXAMPLE_DETAILS);
    assert_eq!(refused(&issuer, &other).1, "details_not_allowed");
}

#[test]
fn ext_01_under_fapi_20_the_profile_is_named_as_the_cause() {
    let issuer = issuer();
    issuer.set_policies(Policies { profile: Profile::Fapi20, ..Policies::default() });
    assert_eq!(refused(&issuer, &started("nightly-report")), (400, "profile_refuses", None));
    assert_eq!(send(&issuer, &started("meter-gateway")).status(), 200);
}
