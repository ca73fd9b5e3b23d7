//! Client authentication at the token endpoint: requirements CAU, BAS and PST (RFC 6749 §2.3, §3.2.1, §5.2; RFC 7617).
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

use std::rc::Rc;

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{Client, Registry, demo_registry};
use grant_lab::oauth::{Challenge, ClientAuthMethod, ClientId, ClientSecret};
use http::Request;
use serde_json::Value;

const ASK: &str = "grant_type=client_credentials&scope=orders.read";
const BILLING: &str = "client_id=billing-export&client_secret=billing-secret-not-real";
const CHALLENGE_HEADER: &str = "Basic realm=\"issuer.test\", charset=\"UTF-8\"";

/// Status, error code and whether there is a challenge.
fn refusal(answer: &Answer) -> (u16, String, bool) {
    let challenge = answer.header("www-authenticate");
    assert!(challenge.is_empty() || challenge == CHALLENGE_HEADER, "{challenge}");
    assert_eq!(answer.status == 401, !challenge.is_empty(), "401 and a challenge come together");
    assert!(!answer.text().contains("access_token"));
    (answer.status, answer.member("error"), !challenge.is_empty())
}

fn invalid_client(status: u16) -> (u16, String, bool) {
    (status, "invalid_client".to_owned(), status == 401)
}

/// An issuer with one more client that has this identifier and secret.
fn with_client(id: &str, secret: &str, method: ClientAuthMethod) -> TestIssuer {
    let mut registry: Registry = demo_registry();
    let model: Client = (*registry.client("nightly-report").unwrap()).clone();
    registry.clients.push(Rc::new(Client {
        client_id: ClientId::new(id),
        client_secret: Some(ClientSecret::new(secret)),
        token_endpoint_auth_method: method,
        ..model
    }));
    issuer_with(registry)
}

#[test]
fn cau_01_the_client_is_judged_before_grant_and_scope() {
    let issuer = issuer();
    let wrong = basic("nightly-report", "demo-secret-not-reaL");
    for body in [
        "grant_type=client_credentials&scope=admin",
        "grant_type=client_credentials&scope=openid",
        "grant_type=client_credential&scope=a++b",
        "grant_type=authorization_code",
    ] {
        let answer = ask(&issuer, form_with(&wrong, body));
        assert_eq!(refusal(&answer), invalid_client(401), "{body}");
        assert_eq!(answer.refused_by(), "Client authentication");
    }
    let known = ask(&issuer, nightly("grant_type=client_credentials&scope=admin"));
    assert_eq!(known.outcome(), (400, "invalid_scope".to_owned()));
}

#[test]
fn cau_02_missing_authentication_is_401_with_a_challenge() {
    let issuer = issuer();
    for body in [ASK.to_owned(), format!("{ASK}&client_id=nightly-report"), format!("{ASK}&client_id=nobody")] {
        assert_eq!(refusal(&ask(&issuer, form(&body))), invalid_client(401), "{body}");
    }
}

#[test]
fn cau_03_failed_basic_is_401_with_basic_challenge() {
    let issuer = issuer();
    for header in [basic("nightly-report", "wrong"), basic("nobody", "x"), basic("nightly-report", "")] {
        let answer = ask(&issuer, form_with(&header, ASK));
        assert_eq!(refusal(&answer), invalid_client(401), "{header}");
        let challenge = Challenge::parse(answer.header("www-authenticate")).unwrap();
        assert!(challenge.is("Basic"));
        assert_eq!((challenge.get("realm"), challenge.get("charset")), (Some("issuer.test"), Some("UTF-8")));
    }
}

#[test]
fn cau_04_a_401_always_has_a_challenge_and_a_failed_form_is_400() {
    let issuer = issuer();
    let wrong_post = format!("{ASK}&client_id=billing-export&client_secret=wrong");
    assert_eq!(refusal(&ask(&issuer, form(&wrong_post))), invalid_client(400));
    let unknown_post = format!("{ASK}&client_id=nobody&client_secret=wrong");
    assert_eq!(refusal(&ask(&issuer, form(&unknown_post))), invalid_client(400));
    let assertion = format!("{ASK}&client_assertion=a.b.c&client_assertion_type=x");
    assert_eq!(refusal(&ask(&issuer, form(&assertion))), invalid_client(400));
    // Every kind of refusal, through the check in `refusal`.
    for body in ["", "grant_type=foo", &format!("grant_type=foo&{BILLING}"), &format!("{ASK}&client_id=shop-web")] {
        refusal(&ask(&issuer, form(body)));
    }
}

#[test]
fn cau_05_one_mechanism_per_request() {
    let issuer = issuer();
    let both = ask(&issuer, form_with(NIGHTLY, &format!("{ASK}&client_secret=demo-secret-not-real")));
    assert_eq!(refusal(&both), (400, "invalid_request".to_owned(), false));
    assert_eq!(both.refused_by(), "Credentials");
    let assertion = ask(&issuer, form_with(NIGHTLY, &format!("{ASK}&client_assertion=a.b.c")));
    assert_eq!(refusal(&assertion), invalid_client(401));
    let twice = token_post()
        .header("authorization", NIGHTLY)
        .header("authorization", NIGHTLY)
        .body(ASK.as_bytes().to_vec())
        .unwrap();
    assert_eq!(refusal(&ask(&issuer, twice)), (400, "invalid_request".to_owned(), false));
}

#[test]
fn cau_06_client_id_beside_basic_only_identifies() {
    let issuer = issuer();
    assert_eq!(ask(&issuer, nightly(&format!("{ASK}&client_id=nightly-report"))).status, 200);
    let other = ask(&issuer, nightly(&format!("{ASK}&client_id=billing-export")));
    assert_eq!(refusal(&other), (400, "invalid_request".to_owned(), false));
}

#[test]
fn cau_07_the_registered_method_is_enforced() {
    let issuer = issuer();
    let posted = format!("{ASK}&client_id=nightly-report&client_secret=demo-secret-not-real");
    let answer = ask(&issuer, form(&posted));
    assert_eq!(refusal(&answer), invalid_client(400));
    assert!(answer.trace.refusal().unwrap().decided.contains("not sent the way it registered for"));

    let public = basic("shop-web", "anything");
    assert_eq!(refusal(&ask(&issuer, form_with(&public, ASK))), invalid_client(401));
    let public = format!("{ASK}&client_id=shop-web&client_secret=anything");
    assert_eq!(refusal(&ask(&issuer, form(&public))), invalid_client(400));
}

#[test]
fn cau_08_an_unsupported_scheme_fails_authentication() {
    let issuer = issuer();
    for header in ["Bearer x", "Digest username=\"nightly-report\"", "DPoP a.b.c", "nonsense", "Bas ic", ""] {
        let answer = ask(&issuer, form_with(header, ASK));
        assert_eq!(refusal(&answer), invalid_client(401), "{header}");
    }
}

#[test]
fn cau_09_unknown_client_wrong_secret_and_wrong_method_look_the_same() {
    let issuer = issuer();
    let wire = |request: Request<Vec<u8>>| {
        let answer = ask(&issuer, request);
        (answer.status, answer.whole())
    };
    let unknown = wire(form_with(&basic("nobody", "demo-secret-not-real"), ASK));
    assert_eq!(unknown, wire(form_with(&basic("nightly-report", "wrong"), ASK)));
    assert_eq!(unknown, wire(form_with(&basic("shop-web", "wrong"), ASK)));

    let unknown = wire(form(&format!("{ASK}&client_id=nobody&client_secret=x")));
    assert_eq!(unknown, wire(form(&format!("{ASK}&client_id=billing-export&client_secret=x"))));
    assert_eq!(unknown, wire(form(&format!("{ASK}&client_id=nightly-report&client_secret=demo-secret-not-real"))));

    let unknown = wire(form(&format!("{ASK}&client_id=nobody")));
    assert_eq!(unknown, wire(form(&format!("{ASK}&client_id=nightly-report"))));
}

#[test]
fn bas_01_every_published_vector_authenticates_its_client() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/basic-auth.json")).unwrap();
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    for row in vectors["vectors"].as_array().unwrap() {
        let (id, secret) = (text(row, "client_id"), text(row, "client_secret"));
        let issuer = with_client(&id, &secret, ClientAuthMethod::ClientSecretBasic);
        let answer = ask(&issuer, form_with(&text(row, "authorization"), ASK));
        // The last row has no secret, which proves nothing.
        let expected = if secret.is_empty() { 401 } else { 200 };
        assert_eq!(answer.status, expected, "{}: {}", row["id"], answer.text());
        if expected == 200 {
            assert_eq!(claims(&answer.member("access_token"))["client_id"], id);
        }
    }
    for row in vectors["negative"].as_array().unwrap() {
        let issuer =
            with_client(&text(row, "client_id"), &text(row, "client_secret"), ClientAuthMethod::ClientSecretBasic);
        let answer = ask(&issuer, form_with(&text(row, "authorization"), ASK));
        assert_eq!(refusal(&answer), invalid_client(401), "{}", row["id"]);
    }
}

#[test]
fn bas_01_basic_works_for_every_client_with_a_secret() {
    let header = basic("billing-export", "billing-secret-not-real");
    let answer = ask(&issuer(), form_with(&header, ASK));
    assert_eq!(answer.status, 200);
    let step = answer.trace.steps.iter().find(|step| step.name == "Client authentication").unwrap();
    assert!(step.decided.contains("registered for the form"), "{}", step.decided);
}

#[test]
fn bas_02_the_scheme_is_case_insensitive() {
    let issuer = issuer();
    let credentials = NIGHTLY.strip_prefix("Basic").unwrap();
    for scheme in ["basic", "BASIC", "bAsIc"] {
        assert_eq!(ask(&issuer, form_with(&format!("{scheme}{credentials}"), ASK)).status, 200, "{scheme}");
    }
    assert_eq!(ask(&issuer, form_with(&format!("Basic   {}", credentials.trim()), ASK)).status, 200);
}

#[test]
fn bas_03_malformed_basic_is_401_and_never_a_failure() {
    let issuer = issuer();
    for header in [
        "Basic",
        "Basic ",
        "Basic !!!!",
        "Basic bmlnaHRseS1yZXBvcnQ",
        "Basic /////w==",
        "Basic bmlnaHRseS1yZXBvcnQ6JXp6",
        "Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw",
        "Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw= x",
        "Basic Og==",
    ] {
        let answer = ask(&issuer, form_with(header, ASK));
        assert_eq!(refusal(&answer), invalid_client(401), "{header}");
    }
    let not_text = token_post()
        .header("authorization", http::HeaderValue::from_bytes(b"Basic \xff\xfe").unwrap())
        .body(ASK.as_bytes().to_vec())
        .unwrap();
    assert_eq!(ask(&issuer, not_text).status / 100, 4);
}

#[test]
fn bas_04_what_the_client_builds_is_what_the_issuer_reads() {
    use grant_lab::oauth::client_auth::basic::encode;
    let (id, secret) = ("1PpG/Q 1", "z/tZ9VwFZqApmIQ+ZH1I5pLk/uB4ud:X2/8bL+wfFTt1rFw=");
    let issuer = with_client(id, secret, ClientAuthMethod::ClientSecretBasic);
    let stages = encode(&ClientId::new(id), &ClientSecret::new(secret));
    assert_eq!(ask(&issuer, form_with(&stages.header, ASK)).status, 200);
    // A client that forgets to form-encode is refused: its + arrives as a space.
    assert_eq!(refusal(&ask(&issuer, form_with(&basic(id, secret), ASK))), invalid_client(401));
}

/// What the trace says about a refused client, and the clause.
fn told(answer: &Answer) -> (String, String) {
    let step = answer.trace.refusal().unwrap();
    assert_eq!(step.name, "Client authentication");
    (step.decided.to_string(), step.citation.to_string())
}

#[test]
fn bas_04_a_secret_sent_without_form_encoding_is_recognised_in_the_trace_alone() {
    let secret = "a+b%41/c";
    let issuer = with_client("night-shift", secret, ClientAuthMethod::ClientSecretBasic);
    let raw = ask(&issuer, form_with(&basic("night-shift", secret), ASK));
    assert_eq!(refusal(&raw), invalid_client(401));
    let (decided, clause) = told(&raw);
    assert!(decided.contains("sent without form-encoding (RFC 6749 §2.3.1)"), "{decided}");
    assert_eq!(clause, "RFC 6749 §2.3.1");
    assert!(!decided.contains(secret), "no secret enters a trace");
    let wrong = ask(&issuer, form_with(&basic("night-shift", "a+b%41/d"), ASK));
    assert_eq!(told(&wrong).0, "401 invalid_client. The secret is not this client's.");
    assert_eq!(raw.whole(), wrong.whole(), "on the wire nothing tells the two apart (CAU-09)");
    // What encoding does not change was not sent without it.
    let plain = ask(&issuer, form_with(&basic("nightly-report", "wrong"), ASK));
    assert_eq!(told(&plain).0, "401 invalid_client. The secret is not this client's.");
}

#[test]
fn bas_04_an_identifier_with_colons_sent_without_form_encoding_is_recognised() {
    let issuer = issuer();
    let courier =
        demo_registry().clients.into_iter().find(|client| client.client_id.as_str().contains("courier")).unwrap();
    let (id, secret) = (courier.client_id.as_str(), courier.client_secret.as_ref().unwrap().expose());
    let raw = ask(&issuer, form_with(&basic(id, secret), ASK));
    assert_eq!(refusal(&raw), invalid_client(401));
    let (decided, clause) = told(&raw);
    assert!(raw.trace.refusal().unwrap().saw.contains("“urn”"), "what the standard reads");
    assert!(decided.contains("ent without form-encoding (RFC 6749 §2.3.1)"), "{decided}");
    assert!(decided.contains(&format!("“{id}”")), "{decided}");
    assert_eq!(clause, "RFC 6749 §2.3.1");
    let wrong = ask(&issuer, form_with(&basic(id, "another: secret"), ASK));
    assert_eq!(told(&wrong).0, "401 invalid_client. No client has this identifier.");
    assert_eq!(raw.whole(), wrong.whole());
    // The right secret by a method that the client may not use is another matter.
    let signs = with_client("urn:a:b", "c:d", ClientAuthMethod::ClientSecretJwt);
    let header =
        grant_lab::oauth::client_auth::basic::encode(&ClientId::new("urn:a:b"), &ClientSecret::new("c:d")).header;
    assert!(told(&ask(&signs, form_with(&header, ASK))).0.contains("not sent the way it registered for"));
}

#[test]
fn pst_01_credentials_in_the_form_work_for_who_registered_so() {
    let answer = ask(&issuer(), form(&format!("{ASK}&{BILLING}")));
    assert_eq!((answer.status, answer.member("scope").as_str()), (200, "orders.read"));
    let issuer = with_client("ü+ %", "ß:&=", ClientAuthMethod::ClientSecretPost);
    let body = format!("{ASK}&client_id=%C3%BC%2B+%25&client_secret=%C3%9F%3A%26%3D");
    assert_eq!(ask(&issuer, form(&body)).status, 200);
}

#[test]
fn pst_02_an_empty_or_missing_secret_never_authenticates() {
    let issuer = issuer();
    for id in ["nightly-report", "billing-export", "back-office"] {
        for body in [
            format!("{ASK}&client_id={id}"),
            format!("{ASK}&client_id={id}&client_secret="),
            format!("{ASK}&client_id={id}&client_secret"),
        ] {
            assert_eq!(refusal(&ask(&issuer, form(&body))), invalid_client(401), "{body}");
        }
        assert_eq!(refusal(&ask(&issuer, form_with(&basic(id, ""), ASK))), invalid_client(401), "{id}");
    }
    // A client whose registered secret is empty cannot be authenticated by any secret.
    let careless = with_client("careless", "", ClientAuthMethod::ClientSecretBasic);
    for secret in ["", "x"] {
        let answer = ask(&careless, form_with(&basic("careless", secret), ASK));
        assert_eq!(refusal(&answer), invalid_client(401));
    }
    let alone = ask(&issuer, form(&format!("{ASK}&client_secret=billing-secret-not-real")));
    assert_eq!(alone.status, 400);
}
