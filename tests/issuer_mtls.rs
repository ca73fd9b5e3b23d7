//! Mutual TLS at the issuer and the API: requirements MTL-01 to MTL-08, CAU-04 and ERR-03.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use std::rc::Rc;

use certificates::{certificate, der, names};
use common::*;
use grant_lab::client::certificate::OwnCertificate;
use grant_lab::client::mutual_tls::Endpoints;
use grant_lab::issuer::{
    AccessTokenForm, Client, ISSUER, Policies, Profile, Registry, demo_certificates, demo_registry,
};
use grant_lab::jose::{Algorithm, Jwk};
use grant_lab::oauth::{ClientAuthMethod, ServerMetadata, TlsClientAuthSubject};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::x509::{pem, thumbprint};
use http::Request;
use pollster::block_on;
use serde_json::{Map, Value, json};
use signer::Signer;

const GATEWAY: &str = "grant_type=client_credentials&client_id=meter-gateway";
const LOCKER: &str = "grant_type=client_credentials&client_id=parcel-locker";

fn invalid_client() -> (u16, String) {
    (400, "invalid_client".to_owned())
}

/// A 400 without a challenge, by the check of clients.
fn is_refused(answer: &Answer) {
    assert_eq!((answer.outcome(), answer.refused_by()), (invalid_client(), "Client authentication"));
    assert_eq!(answer.header("www-authenticate"), "");
}

fn x5t(der: &[u8]) -> String {
    block_on(thumbprint(&SoftwareCrypto::new(), der)).unwrap()
}

/// The demo registry, with one client changed.
fn registry(id: &str, change: impl FnOnce(&mut Client)) -> Registry {
    let mut registry = demo_registry();
    let place = registry.clients.iter().position(|client| client.client_id.as_str() == id).unwrap();
    let mut client = Client::clone(&registry.clients[place]);
    change(&mut client);
    registry.clients[place] = Rc::new(client);
    registry
}

/// An issuer where `meter-gateway` registered this name instead of its subject.
fn expecting(member: &str, value: &str) -> TestIssuer {
    let members: Map<String, Value> = json!({ member: value }).as_object().unwrap().clone();
    let subject = TlsClientAuthSubject::from_members(&members).unwrap();
    issuer_with(registry("meter-gateway", |client| client.tls_client_auth_subject = subject))
}

/// An issuer whose client `nightly-report` has a secret, and wants its tokens bound to a certificate.
fn binding() -> TestIssuer {
    issuer_with(registry("nightly-report", |client| client.tls_client_certificate_bound_access_tokens = true))
}

fn token(issuer: &TestIssuer, name: &str, body: &str) -> String {
    let answer = ask_showing(issuer, &der(name), form(body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.member("access_token")
}

fn bearer(token: &str) -> Request<Vec<u8>> {
    get_with("https://api.test/orders", &format!("Bearer {token}"))
}

#[test]
fn mtl_01_a_client_with_its_certificate_gets_a_token() {
    let issuer = issuer();
    for (name, body) in [("gateway-a", GATEWAY), ("parcel-locker", LOCKER)] {
        let answer = ask_showing(&issuer, &der(name), form(body));
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.member("token_type"), "Bearer");
    }
}

#[test]
fn mtl_01_client_id_says_whose_certificate_it_is() {
    let issuer = issuer();
    is_refused(&ask_showing(&issuer, &der("gateway-a"), form("grant_type=client_credentials")));
    for id in ["parcel-locker", "nightly-report", "ledger-sync", "nobody"] {
        is_refused(&ask_showing(&issuer, &der("gateway-a"), form(&GATEWAY.replace("meter-gateway", id))));
    }
}

#[test]
fn mtl_01_a_missing_or_unexpected_certificate_is_invalid_client() {
    let issuer = issuer();
    for body in [GATEWAY, LOCKER] {
        is_refused(&ask(&issuer, form(body)));
        is_refused(&ask_showing(&issuer, &der("gateway-b"), form(body)));
        is_refused(&ask_showing(&issuer, b"no certificate at all", form(body)));
        is_refused(&ask_showing(&issuer, b"", form(body)));
    }
    // The stranger, the wrong certificate and the wrong method read alike; only the issuer's own trace says which it was.
    let text = |name: &str, body: &str| ask_showing(&issuer, &der(name), form(body)).text().to_owned();
    let stranger = text("gateway-a", &GATEWAY.replace("meter-gateway", "nobody"));
    assert_eq!(text("gateway-b", GATEWAY), stranger);
    assert_eq!(text("expired", GATEWAY), stranger);
    assert_eq!(text("gateway-a", &GATEWAY.replace("meter-gateway", "nightly-report")), stranger);
}

#[test]
fn mtl_01_another_proof_is_not_taken_from_such_a_client_and_a_certificate_not_instead_of_another_proof() {
    let issuer = issuer();
    let basic = form_with(&basic("meter-gateway", "guess"), "grant_type=client_credentials");
    let answer = ask_showing(&issuer, &der("gateway-a"), basic);
    assert_eq!(answer.outcome(), (401, "invalid_client".to_owned()), "a failed header field has its challenge");
    let post = ask_showing(&issuer, &der("gateway-a"), form(&format!("{GATEWAY}&client_secret=guess")));
    is_refused(&post);
    let public = "grant_type=client_credentials&client_id=shop-web";
    let answer = ask_showing(&issuer, &der("gateway-a"), form(public));
    assert_eq!(answer.outcome(), (400, "unauthorized_client".to_owned()), "nobody asks a public client for a proof");
    assert_eq!(ask_showing(&issuer, &der("gateway-a"), nightly("grant_type=client_credentials")).status, 200);
}

#[test]
fn cau_04_no_failed_certificate_is_ever_a_401() {
    let issuer = issuer();
    for name in names() {
        for body in [GATEWAY, LOCKER, "grant_type=client_credentials"] {
            let answer = ask_showing(&issuer, &der(&name), form(body));
            assert!([200, 400].contains(&answer.status), "{name} {body}");
            assert_eq!(answer.header("www-authenticate"), "");
        }
    }
    // Failing with a certificate is not guessing, so it never makes anybody wait.
    for _ in 0..12 {
        is_refused(&ask_showing(&issuer, &der("gateway-b"), form(GATEWAY)));
    }
    assert_eq!(ask_showing(&issuer, &der("gateway-a"), form(GATEWAY)).status, 200);
}

#[test]
fn mtl_02_the_chain_ends_at_an_authority_that_is_trusted_here() {
    let issuer = issuer();
    let good = [
        "gateway-a",
        "printable",
        "bmp",
        "teletex",
        "spelt",
        "plain",
        "any-purpose",
        "ignorable",
        "one-second",
        "long",
    ];
    for name in good {
        assert_eq!(ask_showing(&issuer, &der(name), form(GATEWAY)).status, 200, "{name}");
    }
    let bad = [
        ("other-ca", "6.1.3", "signature is not by that authority"),
        ("stranger", "7.4", "None of the authorities"),
        ("under-rsa", "7.4", "None of the authorities"),
        ("expired", "4.1.2.5", "expired"),
        ("early", "4.1.2.5", "not valid yet"),
        ("server-only", "4.2.1.12", "not for authenticating"),
        ("agreement", "4.2.1.12", "not for authenticating"),
        ("authority", "4.2.1.9", "of an authority"),
        ("critical", "4.2", "critical extension"),
        ("p256-sha384", "6.1.3", "not taken here"),
        ("order", "2.1.2", "not for this client"),
        ("longer", "2.1.2", "not for this client"),
        ("comma", "2.1.2", "not for this client"),
        ("gateway-b", "2.1.2", "not for this client"),
        ("names", "2.1.2", "not for this client"),
    ];
    for (name, section, reason) in bad {
        let answer = ask_showing(&issuer, &der(name), form(GATEWAY));
        is_refused(&answer);
        let step = answer.trace.refusal().unwrap();
        assert!(step.decided.contains(reason), "{name}: {step:?}");
        assert_eq!(step.citation.section, section, "{name}: {step:?}");
    }
}

#[test]
fn mtl_02_validity_goes_by_the_issuers_clock() {
    let issuer = issuer();
    issuer.clock().advance(-1);
    assert_eq!(ask_showing(&issuer, &der("expired"), form(GATEWAY)).status, 200);
    is_refused(&ask_showing(&issuer, &der("one-second"), form(GATEWAY)));
    issuer.clock().advance(2);
    is_refused(&ask_showing(&issuer, &der("one-second"), form(GATEWAY)));
    assert_eq!(ask_showing(&issuer, &der("early"), form(GATEWAY)).status, 200);
}

#[test]
fn mtl_02_one_registered_name_of_its_own_kind_decides() {
    for (member, value, name, fits) in [
        ("tls_client_auth_san_dns", "two.meters.test", "names", true),
        ("tls_client_auth_san_dns", "meter-gateway.test", "gateway-a", true),
        ("tls_client_auth_san_dns", "meter-gateway.test", "gateway-b", false),
        ("tls_client_auth_san_dns", "meter-gateway", "gateway-a", false),
        ("tls_client_auth_san_uri", "urn:example:meter:1", "names", true),
        ("tls_client_auth_san_uri", "urn.example.meter", "dns-only", false),
        ("tls_client_auth_san_ip", "2001:db8:0::7", "names", true),
        ("tls_client_auth_san_ip", "192.0.2.7", "dns-only", false),
        ("tls_client_auth_san_email", "Ops@meters.test", "names", true),
        ("tls_client_auth_san_email", "ops.meters.test", "dns-only", false),
        ("tls_client_auth_san_dns", "one.meters.test", "no-subject", true),
        ("tls_client_auth_subject_dn", "O=Grant Lab,CN=Grant Lab demo CA", "gateway-a", false),
    ] {
        let answer = ask_showing(&expecting(member, value), &der(name), form(GATEWAY));
        assert_eq!(answer.status == 200, fits, "{member}={value} of {name}: {}", answer.text());
    }
}

#[test]
fn mtl_02_every_kind_of_key_and_signature() {
    for kind in ["p384", "rsa", "ed25519"] {
        let mut registry = demo_registry();
        registry.authorities.push(certificate(&format!("ca-{kind}")));
        let issuer = issuer_with(registry);
        assert_eq!(ask_showing(&issuer, &der(&format!("under-{kind}")), form(GATEWAY)).status, 200, "{kind}");
        is_refused(&ask_showing(&issuer, &der("rsa-sha1"), form(GATEWAY)));
    }
}

#[test]
fn mtl_02_two_names_cannot_be_registered() {
    let issuer = issuer();
    let register = |metadata: Value| {
        let request = Request::post("https://issuer.test/register").header("content-type", "application/json");
        ask(&issuer, request.body(metadata.to_string().into_bytes()).unwrap())
    };
    let mut metadata = json!({
        "grant_types": ["client_credentials"],
        "token_endpoint_auth_method": "tls_client_auth",
        "tls_client_auth_san_dns": "meter-gateway.test",
    });
    let registered = register(metadata.clone());
    assert_eq!((registered.status, registered.member("tls_client_auth_san_dns").as_str()), (201, "meter-gateway.test"));
    let body = format!("grant_type=client_credentials&client_id={}", registered.member("client_id"));
    assert_eq!(ask_showing(&issuer, &der("gateway-a"), form(&body)).status, 200);
    metadata["tls_client_auth_subject_dn"] = json!("CN=meter-gateway");
    let refused = register(metadata.clone());
    assert_eq!(refused.outcome(), (400, "invalid_client_metadata".to_owned()));
    for name in ["tls_client_auth_subject_dn", "tls_client_auth_san_dns"] {
        metadata.as_object_mut().unwrap().remove(name);
    }
    assert_eq!(register(metadata).outcome(), (400, "invalid_client_metadata".to_owned()), "none is too few");
}

#[test]
fn mtl_03_a_self_signed_certificate_is_the_registered_one() {
    let issuer = issuer();
    assert_eq!(ask_showing(&issuer, &der("parcel-locker"), form(LOCKER)).status, 200);
    // One for the same key is another certificate; one by the authority is not the registered one; nor does this one stand for others.
    is_refused(&ask_showing(&issuer, &der("self"), form(LOCKER)));
    is_refused(&ask_showing(&issuer, &der("gateway-a"), form(LOCKER)));
    is_refused(&ask_showing(&issuer, &der("parcel-locker"), form(GATEWAY)));
}

#[test]
fn mtl_03_any_of_several_registered_certificates_and_whatever_their_dates() {
    let jwk = |name: &str| certificate(name).public_key().unwrap().with_x5c(&der(name));
    let own = ["self", "self-expired", "self-rsa", "self-p384", "self-ed25519"];
    let jwks = own.map(jwk).into_iter().collect();
    let issuer = issuer_with(registry("parcel-locker", |client| client.jwks = jwks));
    for name in own {
        assert_eq!(ask_showing(&issuer, &der(name), form(LOCKER)).status, 200, "{name}");
    }
    for name in ["self-renewed", "parcel-locker"] {
        is_refused(&ask_showing(&issuer, &der(name), form(LOCKER)));
    }
}

#[test]
fn mtl_03_a_key_whose_certificate_is_about_another_key_is_no_registration() {
    let good = certificate("self").public_key().unwrap();
    let wrong = good.clone().with_x5c(&der("self-p384"));
    let jwks = [wrong.clone()].into_iter().collect();
    let issuer = issuer_with(registry("parcel-locker", |client| client.jwks = jwks));
    is_refused(&ask_showing(&issuer, &der("self-p384"), form(LOCKER)));
    let register = |jwk: Value| {
        let metadata = json!({
            "grant_types": ["client_credentials"],
            "token_endpoint_auth_method": "self_signed_tls_client_auth",
            "jwks": {"keys": [jwk]},
        });
        let request = Request::post("https://issuer.test/register").header("content-type", "application/json");
        ask(&issuer, request.body(metadata.to_string().into_bytes()).unwrap())
    };
    let mut base64url = good.clone().with_x5c(&der("self")).to_json();
    let text = base64url["x5c"][0].as_str().unwrap().replace('+', "-").replace('/', "_");
    base64url["x5c"] = json!([text.trim_end_matches('=')]);
    for jwk in [wrong.to_json(), base64url, good.to_json()] {
        assert_eq!(register(jwk).outcome(), (400, "invalid_client_metadata".to_owned()));
    }
}

#[test]
fn mtl_03_a_client_registers_the_certificate_that_it_made() {
    let issuer = issuer();
    let (crypto, random) = (SoftwareCrypto::new(), Seeded::new());
    let own = block_on(OwnCertificate::make(&crypto, &random, "my laptop", issuer.now())).unwrap();
    let metadata = json!({
        "grant_types": ["client_credentials"],
        "token_endpoint_auth_method": "self_signed_tls_client_auth",
        "jwks": {"keys": [own.public.to_json()]},
    });
    let request = Request::post("https://issuer.test/register").header("content-type", "application/json");
    let registered = ask(&issuer, request.body(metadata.to_string().into_bytes()).unwrap());
    assert_eq!(registered.status, 201, "{}", registered.text());
    let body = format!("grant_type=client_credentials&client_id={}", registered.member("client_id"));
    let answer = ask_showing(&issuer, &own.der, form(&body));
    assert_eq!(claims(&answer.member("access_token"))["cnf"]["x5t#S256"], x5t(&own.der));
}

#[test]
fn mtl_04_the_token_and_its_introspection_name_the_certificate() {
    for access_token in [AccessTokenForm::Jwt, AccessTokenForm::Opaque] {
        let issuer = issuer();
        issuer.set_policies(Policies { access_token, ..Policies::default() });
        let expected = json!({"x5t#S256": x5t(&der("gateway-a"))});
        let token = token(&issuer, "gateway-a", GATEWAY);
        if access_token == AccessTokenForm::Jwt {
            assert_eq!(claims(&token)["cnf"], expected);
        }
        let question = Request::post("https://issuer.test/introspect")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", basic("orders-api", "api-secret-not-real"));
        let told = ask(&issuer, question.body(format!("token={token}").into_bytes()).unwrap()).json();
        assert_eq!((&told["active"], &told["cnf"], &told["token_type"]), (&json!(true), &expected, &json!("Bearer")));
    }
}

#[test]
fn mtl_04_a_client_with_a_secret_can_have_its_tokens_bound_too() {
    let issuer = binding();
    let answer = ask_showing(&issuer, &der("gateway-b"), nightly("grant_type=client_credentials"));
    assert_eq!(claims(&answer.member("access_token"))["cnf"]["x5t#S256"], x5t(&der("gateway-b")));
    // Nobody looks who issued it: the client has proven itself otherwise, and the certificate is only the key to the token.
    let own = ask_showing(&issuer, &der("self"), nightly("grant_type=client_credentials"));
    assert_eq!(own.status, 200);
    let plain = ask_showing(&common::issuer(), &der("gateway-a"), nightly("grant_type=client_credentials"));
    assert!(!claims(&plain.member("access_token")).contains_key("cnf"), "who did not register for it is not bound");
}

#[test]
fn mtl_05_the_api_takes_the_token_with_the_same_certificate_alone() {
    for access_token in [AccessTokenForm::Jwt, AccessTokenForm::Opaque] {
        let issuer = issuer();
        issuer.set_policies(Policies { access_token, ..Policies::default() });
        let token = token(&issuer, "gateway-a", GATEWAY);
        assert_eq!(ask_showing(&issuer, &der("gateway-a"), bearer(&token)).status, 200);
        for other in [Some(der("gateway-b")), Some(der("expired")), Some(b"x".to_vec()), None] {
            let answer = match other {
                Some(other) => ask_showing(&issuer, &other, bearer(&token)),
                None => ask(&issuer, bearer(&token)),
            };
            assert_eq!((answer.status, answer.refused_by()), (401, "Certificate"));
            assert!(answer.header("www-authenticate").starts_with("Bearer "));
            assert!(answer.header("www-authenticate").contains("error=\"invalid_token\""));
        }
        // Only the scheme of its type opens anything.
        let dpop = get_with("https://api.test/orders", &format!("DPoP {token}"));
        assert_eq!(ask_showing(&issuer, &der("gateway-a"), dpop).status, 401);
    }
    let plain = access_token(&issuer(), "orders.read");
    assert_eq!(ask_showing(&issuer(), &der("gateway-a"), bearer(&plain)).status, 401, "another issuer's keys");
    let issuer = issuer();
    let plain = access_token(&issuer, "orders.read");
    assert_eq!(ask_showing(&issuer, &der("gateway-a"), bearer(&plain)).status, 200, "an unbound token needs none");
}

#[test]
fn mtl_05_a_token_bound_to_key_and_certificate_needs_both() {
    let issuer = issuer();
    let signer = Signer::new(Algorithm::Es256);
    let request = token_post().header("dpop", signer.proof()).body(GATEWAY.as_bytes().to_vec()).unwrap();
    let answer = ask_showing(&issuer, &der("gateway-a"), request);
    let token = answer.member("access_token");
    assert_eq!(answer.member("token_type"), "DPoP");
    assert_eq!(claims(&token)["cnf"], json!({"jkt": signer.jkt(), "x5t#S256": x5t(&der("gateway-a"))}));
    let call = || {
        Request::get("https://api.test/orders")
            .header("authorization", format!("DPoP {token}"))
            .header("dpop", signer.proof_for("https://api.test/orders", &token))
            .body(Vec::new())
            .unwrap()
    };
    assert_eq!(ask_showing(&issuer, &der("gateway-a"), call()).status, 200);
    assert_eq!(ask(&issuer, call()).status, 401);
    assert_eq!(ask_showing(&issuer, &der("gateway-b"), call()).status, 401);
    let without_proof = get_with("https://api.test/orders", &format!("DPoP {token}"));
    assert_eq!(ask_showing(&issuer, &der("gateway-a"), without_proof).status, 401);
    assert_eq!(ask_showing(&issuer, &der("gateway-a"), bearer(&token)).status, 401);
}

#[test]
fn mtl_06_a_client_that_registered_for_bound_tokens_shows_a_certificate() {
    let issuer = binding();
    let answer = ask(&issuer, nightly("grant_type=client_credentials"));
    assert_eq!((answer.outcome(), answer.refused_by()), ((400, "invalid_request".to_owned()), "Certificate"));
    let garbage = ask_showing(&issuer, b"x", nightly("grant_type=client_credentials"));
    assert_eq!(garbage.outcome(), (400, "invalid_request".to_owned()));
}

#[test]
fn mtl_06_the_aliases_that_are_published_answer_like_the_endpoints() {
    let issuer = issuer();
    let answer = ask(&issuer, get("https://issuer.test/.well-known/oauth-authorization-server"));
    let metadata = ServerMetadata::from_response(&answer.response, ISSUER).unwrap();
    assert!(metadata.tls_client_certificate_bound_access_tokens);
    let with = Endpoints::of(&metadata, ClientAuthMethod::TlsClientAuth.shows_certificate());
    assert_eq!(with.token, "https://mtls.issuer.test/token");
    for (url, body) in [
        (with.token, GATEWAY.to_owned()),
        (with.introspection, format!("{GATEWAY}&token=x")),
        (with.revocation, format!("{GATEWAY}&token=x")),
    ] {
        let post = || {
            let request = Request::post(url).header("content-type", "application/x-www-form-urlencoded");
            request.body(body.clone().into_bytes()).unwrap()
        };
        assert_eq!(ask_showing(&issuer, &der("gateway-a"), post()).status, 200, "{url}");
        is_refused(&ask(&issuer, post()));
    }
    // The issuer has one name, whatever the address (RFC 8414 §2), and no pages for people at the other one.
    let token = ask_showing(
        &issuer,
        &der("gateway-a"),
        Request::post(with.token)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(GATEWAY.as_bytes().to_vec())
            .unwrap(),
    )
    .member("access_token");
    assert_eq!(claims(&token)["iss"], ISSUER);
    for path in ["/authorize", "/sign-in", "/userinfo", "/.well-known/oauth-authorization-server", "/register"] {
        assert_eq!(ask(&issuer, get(&format!("https://mtls.issuer.test{path}"))).status, 404, "{path}");
    }
}

#[test]
fn mtl_07_what_the_proxy_writes_is_one_byte_sequence() {
    let issuer = issuer();
    ask_showing(&issuer, &der("gateway-a"), form(GATEWAY));
    let log = issuer.log();
    let request = &log.last().unwrap().exchange.request;
    let values: Vec<&str> =
        request.headers().get_all("client-cert").iter().map(|value| value.to_str().unwrap()).collect();
    let text = certificates::text("gateway-a");
    let base64: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    assert_eq!(values, [format!(":{base64}:")]);
    assert!(!log.last().unwrap().exchange.response.headers().contains_key("client-cert"), "never in a response");
}

#[test]
fn mtl_08_a_client_cert_from_outside_is_worth_nothing() {
    let issuer = issuer();
    let forged = format!(
        ":{}:",
        certificates::text("gateway-a").lines().filter(|line| !line.starts_with('-')).collect::<String>()
    );
    let forge =
        |request: http::request::Builder| request.header("client-cert", &forged).header("client-cert-chain", &forged);
    let request = || forge(token_post()).body(GATEWAY.as_bytes().to_vec()).unwrap();
    is_refused(&ask(&issuer, request()));
    let step = |answer: &Answer| answer.trace.steps[0].clone();
    let answer = ask_showing(&issuer, &der("gateway-b"), request());
    is_refused(&answer);
    assert_eq!((step(&answer).name, step(&answer).citation.to_string().as_str()), ("Proxy", "RFC 9440 §2.4"));
    assert!(step(&answer).decided.contains("Taken out, and replaced"), "{:?}", step(&answer));
    // Even a malformed one is only taken out: it never reaches whoever would stumble over it.
    let twice =
        token_post().header("client-cert", "PEM").header("client-cert", &forged).body(GATEWAY.as_bytes().to_vec());
    assert_eq!(ask_showing(&issuer, &der("gateway-a"), twice.unwrap()).status, 200);
    // The API reads the same field, from the same hand.
    let token = token(&issuer, "gateway-a", GATEWAY);
    let call = forge(Request::get("https://api.test/orders").header("authorization", format!("Bearer {token}")));
    let answer = ask(&issuer, call.body(Vec::new()).unwrap());
    assert_eq!((answer.status, answer.refused_by()), (401, "Certificate"));
    assert!(step(&answer).decided.starts_with("Taken out."));
    let log = issuer.log();
    let request = &log.last().unwrap().exchange.request;
    assert!(!request.headers().contains_key("client-cert") && !request.headers().contains_key("client-cert-chain"));
    // Nothing is said where nothing was done.
    assert_eq!(step(&ask(&issuer, nightly("grant_type=client_credentials"))).name, "Method");
}

#[test]
fn mtl_08_an_answer_that_depends_on_the_certificate_is_never_stored() {
    let issuer = issuer();
    let token = token(&issuer, "gateway-a", GATEWAY);
    let post = |url: &str| {
        let request = Request::post(url).header("content-type", "application/x-www-form-urlencoded");
        request.body(format!("{GATEWAY}&token=x").into_bytes()).unwrap()
    };
    for request in [
        form(GATEWAY),
        post("https://issuer.test/introspect"),
        post("https://issuer.test/revoke"),
        bearer(&token),
        get_with("https://issuer.test/userinfo", &format!("Bearer {token}")),
    ] {
        for name in ["gateway-a", "gateway-b"] {
            let again = Request::from_parts(request.clone().into_parts().0, request.body().clone());
            let answer = ask_showing(&issuer, &der(name), again);
            assert_eq!(answer.header("cache-control"), "no-store", "{}", request.uri());
        }
    }
}

#[test]
fn err_03_a_certificate_comes_after_permission_and_before_proof_and_scope() {
    let issuer = binding();
    let faults = [
        ("grant_type=foo&scope=admin", "Grant type"),
        ("grant_type=authorization_code&scope=admin", "Permission for the grant"),
        ("grant_type=client_credentials&scope=admin", "Certificate"),
    ];
    for (body, refused_by) in faults {
        let request = token_post().header("authorization", NIGHTLY).header("dpop", "no proof");
        assert_eq!(ask(&issuer, request.body(body.as_bytes().to_vec()).unwrap()).refused_by(), refused_by);
    }
    let request = token_post().header("authorization", NIGHTLY).header("dpop", "no proof");
    let request = request.body(b"grant_type=client_credentials&scope=admin".to_vec()).unwrap();
    assert_eq!(ask_showing(&issuer, &der("gateway-a"), request).refused_by(), "DPoP proof");
}

#[test]
fn fapi_takes_certificates_and_a_token_bound_to_one_is_bound() {
    let issuer = issuer();
    issuer.set_policies(Policies { profile: Profile::Fapi20, ..Policies::default() });
    for (name, body) in [("gateway-a", GATEWAY), ("parcel-locker", LOCKER)] {
        assert_eq!(ask_showing(&issuer, &der(name), form(body)).status, 200);
    }
}

#[test]
fn without_cryptography_no_certificate_is_believed() {
    let issuer = issuer_without_cryptography();
    let answer = ask_showing(&issuer, &der("gateway-a"), form(GATEWAY));
    assert_eq!((answer.outcome(), answer.refused_by()), ((503, "server_error".to_owned()), "Client authentication"));
    let answer = ask_showing(&issuer, &der("parcel-locker"), form(LOCKER));
    assert_eq!((answer.status, answer.refused_by()), (503, "Certificate"));
}

#[test]
fn the_demo_certificates_are_those_that_a_learner_may_show() {
    let issuer = issuer();
    let outcomes = demo_certificates().map(|certificate| {
        let der = pem::decode(certificate.pem).unwrap();
        let status = |body| ask_showing(&issuer, &der, form(body)).status;
        (certificate.name, status(GATEWAY), status(LOCKER))
    });
    assert_eq!(outcomes, [("A", 200, 400), ("B", 400, 400), ("parcel-locker", 400, 200)]);
    let client = issuer.issuer().registry().client("parcel-locker").unwrap();
    assert!(client.jwks.keys.iter().all(|key: &Jwk| !key.has_private_members()));
}
