//! What a draft carries beyond the basics: the spelling of its secret, free parameters and header fields, the assertion as edited,
//! and the one press that mends a problem.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use grant_lab::client::assertion::{secret_as_key, sign_as_drafted};
use grant_lab::client::draft::{AssertionAudience, AssertionDraft, AssertionType};
use grant_lab::client::{Draft, Problem};
use grant_lab::jose::{Algorithm, CompactJws};
use grant_lab::oauth::client_auth::Spelling;
use grant_lab::oauth::{ClientAuthMethod, ClientId, ClientSecret, Form};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{CryptoError, Random, UnixTime};
use pollster::block_on;
use serde_json::{Value, json};

struct Sevens;

impl Random for Sevens {
    fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError> {
        octets.fill(7);
        Ok(())
    }
}

fn draft() -> Draft {
    Draft {
        client_id: ClientId::new("nightly-report"),
        client_secret: ClientSecret::new("a b+c%d:e-and-long-enough-for-a-mac"),
        scope: "orders.read".to_owned(),
        issuer: "https://as.example".to_owned(),
        token_endpoint: "https://as.example/oauth/token".to_owned(),
        ..Draft::default()
    }
}

fn body(draft: &Draft) -> String {
    String::from_utf8(draft.to_request().unwrap().into_body()).unwrap()
}

#[test]
fn bas_04_the_secret_is_spelt_as_chosen() {
    // Base64 by coreutils: printf %s 'nightly-report:…' | base64 -w0
    for (spelling, joined) in [
        (Spelling::Form, "nightly-report:a+b%2Bc%25d%3Ae-and-long-enough-for-a-mac"),
        (Spelling::Raw, "nightly-report:a b+c%d:e-and-long-enough-for-a-mac"),
        (Spelling::Percent, "nightly-report:a%20b%2Bc%25d%3Ae-and-long-enough-for-a-mac"),
    ] {
        let draft = Draft { secret_spelling: spelling, ..draft() };
        let stages = draft.basic_stages().unwrap();
        assert_eq!(stages.encoded, joined);
        assert!(stages.encoding_matters());
        assert_eq!(draft.to_request().unwrap().headers()["authorization"], stages.header);
    }
    let plain = Draft { client_secret: ClientSecret::new("demo-secret-not-real"), ..draft() };
    assert!(!plain.basic_stages().unwrap().encoding_matters());
}

#[test]
fn free_parameters_and_header_fields_are_sent_as_typed() {
    let draft = Draft {
        audience: "https://api.example/".to_owned(),
        parameters: "tenant=a&b\n\n organization = x y\nempty=".to_owned(),
        header_fields: "X-Trace: 1\nAccept: application/json\nx-trace: 2\nContent-Type: text/plain".to_owned(),
        ..draft()
    };
    let form = Form::parse(body(&draft).as_bytes()).unwrap();
    assert_eq!(form.get("audience"), Some("https://api.example/"));
    assert_eq!(form.get("tenant"), Some("a&b"));
    assert_eq!(form.get("organization"), Some(" x y"), "what follows the = is the value");
    assert!(body(&draft).ends_with("&empty="), "typed without a value, sent without one");
    let request = draft.to_request().unwrap();
    let values: Vec<_> = request.headers().get_all("x-trace").iter().collect();
    assert_eq!(values, ["1", "2"]);
    assert_eq!(request.headers()["content-type"], "text/plain");
    assert_eq!(draft.problems(), []);
}

#[test]
fn each_problem_stands_beside_its_field_and_one_press_mends_it() {
    type Change = fn(&mut Draft);
    type Read = fn(&Draft) -> &str;
    let cases: [(Change, Problem, Read, &str); 9] = [
        (
            |d| d.scope = "orders.read, orders.write".into(),
            Problem::ScopeComma,
            |d| &d.scope,
            "orders.read orders.write",
        ),
        (
            |d| d.scope = "api://orders/.default openid".into(),
            Problem::ScopeDefault,
            |d| &d.scope,
            "api://orders/.default",
        ),
        (|d| d.scope = " orders.read".into(), Problem::SpaceAround { field: "scope" }, |d| &d.scope, "orders.read"),
        (
            |d| d.client_id = ClientId::new("nightly-report\n"),
            Problem::SpaceAround { field: "client_id" },
            |d| d.client_id.as_str(),
            "nightly-report",
        ),
        (
            |d| d.client_secret = ClientSecret::new("s3cret "),
            Problem::SpaceAround { field: "client_secret" },
            |d| d.client_secret.expose(),
            "s3cret",
        ),
        (
            |d| d.resource = "https://a.example/\nhttps://b.example".into(),
            Problem::ResourceSlash,
            |d| &d.resource,
            "https://a.example\nhttps://b.example",
        ),
        (
            |d| d.token_endpoint.push_str("?grant_type=client_credentials&tenant=1"),
            Problem::GrantTypeInQuery,
            |d| &d.token_endpoint,
            "https://as.example/oauth/token?tenant=1",
        ),
        (
            |d| d.token_endpoint.push_str("#a"),
            Problem::EndpointFragment,
            |d| &d.token_endpoint,
            "https://as.example/oauth/token",
        ),
        (|d| d.grant_type.clear(), Problem::GrantTypeMissing, |d| &d.grant_type, "client_credentials"),
    ];
    for (change, problem, read, mended) in cases {
        let mut broken = draft();
        change(&mut broken);
        assert_eq!(broken.problems(), [problem], "{}", problem.code());
        assert!(broken.to_request().is_ok(), "{}: whoever wants to may send it", problem.code());
        let mend = problem.mend(&broken).unwrap();
        assert_eq!(read(&mend.draft), mended);
        assert_eq!(mend.draft.problems(), [], "{}", problem.code());
    }
}

#[test]
fn lines_that_are_no_parameter_or_header_field_are_named_and_left_out() {
    type Change = fn(&mut Draft);
    let cases: [(Change, Problem); 11] = [
        (|d| d.parameters = "nothing".into(), Problem::ParameterLine),
        (|d| d.parameters = "=value".into(), Problem::ParameterLine),
        (|d| d.parameters = "scope=orders.write".into(), Problem::ParameterRepeated),
        (|d| d.parameters = "a=1\na=2".into(), Problem::ParameterRepeated),
        (|d| d.parameters = "scopes=orders.read".into(), Problem::ParameterUnread),
        (|d| d.parameters = "a=1\nscope[]=orders.read\nscope[]=orders.write".into(), Problem::ParameterUnread),
        (|d| d.parameters = "grantType=client_credentials".into(), Problem::ParameterUnread),
        (|d| d.parameters = "Client-ID=nightly-report".into(), Problem::ParameterUnread),
        (|d| d.parameters = "authorization_detail=[]".into(), Problem::ParameterUnread),
        (|d| d.header_fields = "no colon".into(), Problem::HeaderFieldLine),
        (|d| d.header_fields = "Content-Length: 3".into(), Problem::HeaderFieldFraming),
    ];
    for (change, problem) in cases {
        let mut broken = draft();
        change(&mut broken);
        assert_eq!(broken.problems(), [problem]);
        let request = broken.to_request().unwrap();
        assert!(request.headers().get("content-length").is_none());
    }
    let resources =
        Draft { parameters: "resource=https://b.example".into(), resource: "https://a.example".into(), ..draft() };
    assert_eq!(resources.problems(), [], "RFC 8707 §2 has resource come several times");
}

fn signed(draft: &Draft) -> (Value, Value) {
    let crypto = SoftwareCrypto::new();
    let key = block_on(secret_as_key(&crypto, &draft.client_secret, Algorithm::Hs256)).unwrap();
    let request = block_on(sign_as_drafted(draft, &crypto, &Sevens, &key, UnixTime(1_800_000_000))).unwrap();
    let form = Form::parse(request.body()).unwrap();
    let jws = CompactJws::parse(form.get("client_assertion").unwrap()).unwrap();
    let header = Value::Object(jws.header().members().clone());
    (header, serde_json::from_slice(jws.payload()).unwrap())
}

#[test]
fn jca_04_an_assertion_says_what_was_edited_right_or_wrong() {
    let usual = Draft { method: ClientAuthMethod::ClientSecretJwt, ..draft() };
    let (header, claims) = signed(&usual);
    assert_eq!(header, json!({"alg": "HS256", "typ": "client-authentication+jwt"}));
    assert_eq!(claims["aud"], "https://as.example");
    assert_eq!(claims["exp"], 1_800_000_060);
    assert_eq!(claims["iss"], claims["sub"]);
    assert!(claims["jti"].as_str().is_some_and(|jti| !jti.is_empty()));

    let edited = AssertionDraft {
        audience: AssertionAudience::TokenEndpoint,
        typ: AssertionType::Jwt,
        kid: "of-my-own".to_owned(),
        lifetime: 600,
        jti: "again".to_owned(),
        header: r#"{"x": 1}"#.to_owned(),
        claims: r#"{"iat": null, "sub": "somebody-else"}"#.to_owned(),
        ..AssertionDraft::default()
    };
    let (header, claims) = signed(&Draft { assertion: edited, ..usual.clone() });
    assert_eq!(header, json!({"alg": "HS256", "typ": "JWT", "kid": "of-my-own", "x": 1}));
    assert_eq!(
        claims,
        json!({"iss": "nightly-report", "sub": "somebody-else", "aud": "https://as.example/oauth/token",
            "exp": 1_800_000_600, "jti": "again"})
    );

    let broken = AssertionDraft { claims: "[1]".to_owned(), typ: AssertionType::Absent, ..AssertionDraft::default() };
    let broken = Draft { assertion: broken, issuer: String::new(), ..usual };
    assert_eq!(broken.problems(), [Problem::AssertionNotJson { field: "assertion_claims" }, Problem::IssuerMissing]);
    assert!(Problem::AssertionNotJson { field: "assertion_claims" }.refuses());
}
