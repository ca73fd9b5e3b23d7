//! A learner's draft: the request it becomes, and what is wrong with it.
#![cfg(not(target_arch = "wasm32"))]

use std::cell::RefCell;

use grant_lab::client::{Draft, Problem, api_call, send};
use grant_lab::oauth::http_text::request_text;
use grant_lab::oauth::{ClientAuthMethod, ClientId, ClientSecret, Party, ScopeError, TokenRequest};
use grant_lab::ports::{Clock, Connection, Transport, TransportError, UnixTime};
use http::{Request, Response};
use proptest::prelude::*;

fn draft() -> Draft {
    Draft {
        client_id: ClientId::new("nightly-report"),
        client_secret: ClientSecret::new("demo-secret-not-real"),
        method: ClientAuthMethod::ClientSecretBasic,
        grant_type: "client_credentials".to_owned(),
        scope: "orders.read".to_owned(),
        issuer: "https://issuer.test".to_owned(),
        token_endpoint: "https://issuer.test/token".to_owned(),
        ..Draft::default()
    }
}

fn at(token_endpoint: &str) -> Draft {
    Draft { token_endpoint: token_endpoint.to_owned(), ..draft() }
}

fn text(draft: &Draft) -> String {
    request_text(&draft.to_request().expect("a request"))
}

#[test]
fn draft_becomes_the_request_of_the_lesson() {
    assert_eq!(
        text(&draft()),
        "POST /token HTTP/1.1
Host: issuer.test
Authorization: Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw=
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&scope=orders.read"
    );
    assert_eq!(draft().problems(), []);
}

#[test]
fn post_puts_both_credentials_into_the_form() {
    let draft = Draft { method: ClientAuthMethod::ClientSecretPost, ..draft() };
    assert_eq!(
        text(&draft),
        "POST /token HTTP/1.1
Host: issuer.test
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&scope=orders.read&client_id=nightly-report&client_secret=demo-secret-not-real"
    );
    assert_eq!(draft.basic_stages(), None);
}

#[test]
fn tok_05_empty_fields_are_left_out() {
    let draft = Draft { grant_type: String::new(), scope: String::new(), ..draft() };
    assert!(draft.to_request().expect("a request").body().is_empty());
    assert_eq!(draft.problems(), [Problem::GrantTypeMissing]);
}

#[test]
fn a_misspelt_grant_type_is_sent_as_it_is() {
    let draft = Draft { grant_type: "client_credential".to_owned(), ..draft() };
    assert!(text(&draft).contains("grant_type=client_credential&"));
    assert_eq!(draft.problems(), []);
}

#[test]
fn a_method_that_signs_becomes_a_request_only_with_an_assertion() {
    for method in [ClientAuthMethod::ClientSecretJwt, ClientAuthMethod::PrivateKeyJwt] {
        let draft = Draft { method, ..draft() };
        assert_eq!(draft.to_request().err(), Some(Problem::NotSigned));
        assert!(Problem::NotSigned.refuses());
        assert_eq!(draft.form().encode(), "grant_type=client_credentials&scope=orders.read", "no secret, no client_id");
        assert_eq!(draft.basic_stages(), None);
    }
}

#[test]
fn jca_09_a_mac_needs_a_longer_secret_and_a_private_key_none() {
    let with = |method, secret: &str| Draft { method, client_secret: ClientSecret::new(secret), ..draft() }.problems();
    assert_eq!(with(ClientAuthMethod::ClientSecretJwt, &"s".repeat(31)), [Problem::SecretTooShort]);
    assert_eq!(with(ClientAuthMethod::ClientSecretJwt, &"s".repeat(32)), []);
    assert_eq!(with(ClientAuthMethod::ClientSecretJwt, ""), [Problem::SecretMissing]);
    assert_eq!(with(ClientAuthMethod::PrivateKeyJwt, ""), []);
}

#[test]
fn bas_04_stages_of_the_basic_header_can_be_shown() {
    let draft = Draft {
        client_id: ClientId::new("1PpG/Q 1"),
        client_secret: ClientSecret::new("z/tZ9VwFZqApmIQ+ZH1I5pLk/uB4ud:X2/8bL+wfFTt1rFw="),
        ..draft()
    };
    let stages = draft.basic_stages().expect("the method is Basic");
    assert!(stages.raw.starts_with("1PpG/Q 1:z/tZ") && stages.encoded.starts_with("1PpG%2FQ+1:z%2FtZ"));
    assert!(stages.encoding_matters());
    assert!(text(&draft).contains(&stages.header));
    assert!(stages.header.starts_with("Basic MVBwRyUyRlErMTp6JTJGdFo5"));
}

#[test]
fn tok_16_flags_http_and_fragment_and_keeps_the_query() {
    assert_eq!(at("http://issuer.test/token").problems(), [Problem::EndpointNotHttps]);
    assert_eq!(at("https://issuer.test/token#x").problems(), [Problem::EndpointFragment]);
    assert!(text(&at("https://issuer.test/token#x")).starts_with("POST /token HTTP/1.1"));
    assert_eq!(at("https://issuer.test/token?tenant=1").problems(), []);
    assert!(text(&at(" https://issuer.test/token?tenant=1 ")).starts_with("POST /token?tenant=1 HTTP/1.1"));
}

#[test]
fn tok_03_refuses_to_put_a_secret_into_the_url() {
    for endpoint in [
        "https://issuer.test/token?client_secret=s",
        "https://issuer.test/token?a=b&client%5Fassertion=x",
        "https://issuer.test/token#client_secret=s",
        "https://nightly-report:s@issuer.test/token",
    ] {
        let draft = at(endpoint);
        assert_eq!(draft.to_request().err(), Some(Problem::SecretInUrl), "{endpoint}");
        assert!(draft.problems().contains(&Problem::SecretInUrl), "{endpoint}");
    }
}

#[test]
fn an_endpoint_that_is_no_url_is_refused() {
    for endpoint in ["", "issuer.test/token", "/token", "ftp://issuer.test/", "https://", "https://issuer test/", "é"]
    {
        assert_eq!(at(endpoint).to_request().err(), Some(Problem::EndpointNotAUrl), "{endpoint:?}");
    }
}

#[test]
fn every_problem_names_its_field() {
    let draft = Draft {
        client_id: ClientId::new(""),
        client_secret: ClientSecret::new(""),
        scope: "a  b".to_owned(),
        ..at("http://issuer.test/token")
    };
    let problems = draft.problems();
    let fields: Vec<_> = problems.iter().map(Problem::field).collect();
    assert_eq!(fields, ["client_id", "client_secret", "scope", "token_endpoint"]);
    assert_eq!(problems[2], Problem::Scope(ScopeError::Space { at: 2 }));
    assert!(problems.iter().all(|problem| !problem.refuses()), "all of them can be tried");
    let public = Draft { method: ClientAuthMethod::None, ..self::draft() };
    assert_eq!(public.problems(), [Problem::PublicClient]);
    assert!(text(&public).ends_with("&client_id=nightly-report"), "{}", text(&public));
}

#[test]
fn err_04_debug_shows_no_secret() {
    let request = draft().to_request().expect("a request");
    let debug = format!("{:?} {:?} {:?}", draft(), draft().basic_stages(), request.headers());
    assert!(!debug.contains("demo-secret") && !debug.contains("bmlnaHRseS1"), "{debug}");
}

/// Answers 200 to everything and remembers what arrived.
struct Recorder(RefCell<Vec<(Request<Vec<u8>>, Connection)>>);

impl Transport for Recorder {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        connection: &Connection,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        if request.uri().host() != Some("issuer.test") {
            return Err(TransportError::UnknownHost(request.uri().to_string()));
        }
        self.0.borrow_mut().push((request, connection.clone()));
        Ok(Response::new(b"{}".to_vec()))
    }
}

struct At(i64);

impl Clock for At {
    fn now(&self) -> UnixTime {
        UnixTime(self.0)
    }
}

#[test]
fn sending_keeps_both_messages_and_the_time() {
    let transport = Recorder(RefCell::default());
    let connection = Connection { certificate: Some(vec![1, 2]) };
    let request = draft().to_request().expect("a request");
    let sent = send(&transport, &At(7), Party::Issuer, request, &connection);
    let exchange = pollster::block_on(sent).expect("a response");
    assert_eq!((exchange.from, exchange.to, exchange.at), (Party::Client, Party::Issuer, UnixTime(7)));
    assert_eq!(exchange.response.body(), b"{}");
    let arrived = transport.0.borrow();
    assert_eq!(arrived[0].1, connection);
    assert_eq!(request_text(&arrived[0].0), request_text(&exchange.request));
    assert!(TokenRequest::parse(&exchange.request).is_ok());
    assert_eq!(format!("{exchange:?}"), "Client to Issuer: POST /token -> 200");
}

#[test]
fn a_transport_without_an_answer_is_an_error() {
    let request = at("https://elsewhere.test/token").to_request().expect("a request");
    let transport = Recorder(RefCell::default());
    let sent = pollster::block_on(send(&transport, &At(0), Party::Issuer, request, &Connection::default()));
    assert_eq!(sent.err().map(|error| error.code()), Some("transport_unknown_host"));
}

#[test]
fn an_api_is_called_with_and_without_a_token() {
    let uri = || "https://api.test/orders".parse().expect("a URI");
    let with = api_call::get(uri(), Some("a.b.c")).expect("a request");
    assert_eq!(request_text(&with), "GET /orders HTTP/1.1\nHost: api.test\nAuthorization: Bearer a.b.c\n");
    assert!(!format!("{:?}", with.headers()).contains("a.b.c"));
    let without = api_call::get(uri(), None).expect("a request");
    assert_eq!(request_text(&without), "GET /orders HTTP/1.1\nHost: api.test\n");
    assert!(api_call::get(uri(), Some("a\nb")).is_none());
}

proptest! {
    #[test]
    fn any_draft_with_a_good_endpoint_becomes_a_request_that_an_issuer_reads(
        id in ".{0,10}", secret in ".{0,10}", scope in ".{0,10}", post in any::<bool>(),
    ) {
        let method = if post { ClientAuthMethod::ClientSecretPost } else { ClientAuthMethod::ClientSecretBasic };
        let draft = Draft {
            client_id: ClientId::new(id),
            client_secret: ClientSecret::new(secret),
            scope: scope.clone(),
            method,
            ..draft()
        };
        let request = TokenRequest::parse(&draft.to_request().expect("a request")).expect("well-formed");
        prop_assert_eq!(request.form.get("scope").unwrap_or_default(), scope);
        let _ = draft.problems();
    }

    #[test]
    fn no_endpoint_makes_it_panic(endpoint in "(https?://)?.{0,30}") {
        let draft = at(&endpoint);
        let refused = draft.to_request().is_err();
        prop_assert_eq!(draft.problems().iter().any(Problem::refuses), refused);
    }
}
