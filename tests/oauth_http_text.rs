//! HTTP messages as text.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::oauth::http_text::{
    Layout, Part, PartKind, request_parts, request_text, response_parts, response_text, text_of,
};
use http::{Request, Response};
use proptest::prelude::*;

fn token_request() -> Request<Vec<u8>> {
    Request::post("https://issuer.test/token")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", "Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw=")
        .body(b"grant_type=client_credentials&scope=orders.read".to_vec())
        .expect("a request")
}

fn token_response() -> Response<Vec<u8>> {
    Response::builder()
        .header("pragma", "no-cache")
        .header("cache-control", "no-store")
        .header("content-type", "application/json")
        .body(
            br#"{"access_token":"a.b.c","token_type":"Bearer","expires_in":300,"x":[true,{}],"y":"\u00e9\""}"#.to_vec(),
        )
        .expect("a response")
}

fn of_kind(parts: &[Part], kind: PartKind) -> Vec<&str> {
    parts.iter().filter(|part| part.kind == kind).map(|part| part.text.as_str()).collect()
}

#[test]
fn request_is_the_message_of_the_lesson() {
    let text = "POST /token HTTP/1.1
Host: issuer.test
Authorization: Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw=
Content-Type: application/x-www-form-urlencoded

grant_type=client_credentials&scope=orders.read";
    assert_eq!(request_text(&token_request()), text);
}

#[test]
fn response_is_written_in_a_fixed_order_with_the_exact_body() {
    let text = r#"HTTP/1.1 200 OK
Content-Type: application/json
Cache-Control: no-store
Pragma: no-cache

{"access_token":"a.b.c","token_type":"Bearer","expires_in":300,"x":[true,{}],"y":"\u00e9\""}"#;
    assert_eq!(response_text(&token_response()), text);
}

#[test]
fn names_are_cased_as_people_know_them() {
    let response = Response::builder()
        .status(401)
        .header("x-request-id", "1")
        .header("www-authenticate", "Bearer realm=\"orders\"")
        .header("dpop-nonce", "n")
        .header("etag", "\"e\"")
        .header("access-control-expose-headers", "a")
        .body(Vec::new())
        .expect("a response");
    let text = "HTTP/1.1 401 Unauthorized
WWW-Authenticate: Bearer realm=\"orders\"
DPoP-Nonce: n
Access-Control-Expose-Headers: a
ETag: \"e\"
X-Request-Id: 1
";
    assert_eq!(response_text(&response), text);
}

#[test]
fn host_comes_from_the_uri_without_user_information_and_once() {
    let request = Request::get("https://me:pw@api.test:8443/orders?day=today#x")
        .header("host", "other.test")
        .header("dpop", "p")
        .body(Vec::new())
        .expect("a request");
    assert_eq!(request_text(&request), "GET /orders?day=today HTTP/1.1\nHost: api.test:8443\nDPoP: p\n");
    let relative = Request::get("/orders").header("host", "api.test").body(Vec::new()).expect("a request");
    assert_eq!(request_text(&relative), "GET /orders HTTP/1.1\nHost: api.test\n");
}

#[test]
fn parts_say_what_they_are_and_what_they_are_about() {
    let parts = request_parts(&token_request(), Layout::Raw);
    assert_eq!(of_kind(&parts, PartKind::Method), ["POST"]);
    assert_eq!(of_kind(&parts, PartKind::Target), ["/token"]);
    assert_eq!(of_kind(&parts, PartKind::HeaderName), ["Host", "Authorization", "Content-Type"]);
    assert_eq!(of_kind(&parts, PartKind::ParamName), ["grant_type", "scope"]);
    assert_eq!(of_kind(&parts, PartKind::ParamValue), ["client_credentials", "orders.read"]);
    let value = parts.iter().find(|part| part.text == "orders.read").expect("the scope");
    assert_eq!(value.subject, "scope");

    let parts = response_parts(&token_response(), Layout::Raw);
    assert_eq!(of_kind(&parts, PartKind::Status), ["200 OK"]);
    assert_eq!(of_kind(&parts, PartKind::JsonName)[..2], ["\"access_token\"", "\"token_type\""]);
    assert_eq!(of_kind(&parts, PartKind::JsonNumber), ["300"]);
    assert_eq!(of_kind(&parts, PartKind::JsonLiteral), ["true"]);
    assert_eq!(of_kind(&parts, PartKind::JsonString), ["\"Bearer\"", r#""\u00e9\"""#]);
    assert_eq!(of_kind(&parts, PartKind::Token), ["\"a.b.c\""]);
}

#[test]
fn every_secret_is_marked_wherever_it_stands() {
    for request in [
        token_request(),
        Request::post("https://a.test/").header("authorization", "hunter2").body(Vec::new()).expect("ok"),
        Request::post("https://a.test/?client_secret=hunter2").body(Vec::new()).expect("ok"),
        Request::post("https://a.test/")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(b"client%5Fsecret=hunter2&scope=a".to_vec())
            .expect("ok"),
        Request::post("https://a.test/")
            .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
            .body(b"client_assertion=hunter2".to_vec())
            .expect("ok"),
    ] {
        let parts = request_parts(&request, Layout::Explained);
        let secrets = of_kind(&parts, PartKind::Secret);
        assert_eq!(secrets.len(), 1, "{parts:?}");
        assert!(["hunter2", "bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw="].contains(&secrets[0]));
    }
    let bearer = Request::get("https://a.test/").header("authorization", "Bearer a.b.c").body(Vec::new()).expect("ok");
    assert_eq!(of_kind(&request_parts(&bearer, Layout::Raw), PartKind::Token), ["a.b.c"]);
    let location = "https://shop.test/callback?code=c0de&state=s";
    let redirect = Response::builder().status(303).header("location", location).body(Vec::new()).expect("ok");
    let parts = response_parts(&redirect, Layout::Raw);
    assert_eq!(of_kind(&parts, PartKind::Token), ["c0de"]);
    assert_eq!(of_kind(&parts, PartKind::ParamValue), ["s"]);
    assert_eq!(text_of(&parts), format!("HTTP/1.1 303 See Other\nLocation: {location}\n"));
}

#[test]
fn explained_layout_puts_one_parameter_or_member_on_a_line() {
    let text = text_of(&request_parts(&token_request(), Layout::Explained));
    assert!(text.ends_with("\n\ngrant_type=client_credentials\n&scope=orders.read"), "{text}");
    let text = text_of(&response_parts(&token_response(), Layout::Explained));
    let body = r#"{
  "access_token": "a.b.c",
  "token_type": "Bearer",
  "expires_in": 300,
  "x": [
    true,
    {}
  ],
  "y": "\u00e9\""
}"#;
    assert_eq!(text.split_once("\n\n").map(|(_, body)| body), Some(body));
}

#[test]
fn explained_layout_keeps_order_and_repeats_and_leaves_broken_json_alone() {
    let body = |text: &str| {
        let response = Response::builder().header("content-type", "application/json").body(text.as_bytes().to_vec());
        let text = text_of(&response_parts(&response.expect("a response"), Layout::Explained));
        text.split_once("\n\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
    };
    assert_eq!(body(" {\"b\" :1 ,\r\n\"a\":2,\"b\":1.50e+1}"), "{\n  \"b\": 1,\n  \"a\": 2,\n  \"b\": 1.50e+1\n}");
    assert_eq!(body("[]"), "[]");
    assert_eq!(body("{ }"), "{}");
    for broken in ["{\"a\": nul}", "{\"a", "<html> é </html>", "{'a':1}"] {
        assert_eq!(body(broken), broken);
    }
}

/// The same text by other means: formatted in one go, so that a lost, doubled or misplaced part shows.
fn plain_text(request: &Request<Vec<u8>>) -> String {
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let mut text = format!("{} {target} HTTP/1.1\nHost: a.test\n", request.method());
    for name in ["Authorization", "Content-Type", "X-Other"] {
        if let Some(value) = request.headers().get(name) {
            text += &format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()));
        }
    }
    if !request.body().is_empty() {
        text += &format!("\n{}", String::from_utf8_lossy(request.body()));
    }
    text
}

proptest! {
    #[test]
    fn parts_together_are_the_text(
        query in "[a-c=&%0-9]{0,12}",
        authorization in "((Basic|Bearer) {1,3})?[ -~]{0,12} {0,2}",
        media_type in prop_oneof![
            Just("application/json"), Just("application/x-www-form-urlencoded"), Just("text/plain"), Just("nothing")
        ],
        body in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..60),
            "[\\[\\]{}:,\"\\\\ \nabtrue0-9.=&é]{0,60}".prop_map(String::into_bytes),
        ],
    ) {
        let request = Request::post(format!("https://a.test/p?{query}"))
            .header("content-type", media_type)
            .header("x-other", "1")
            .header("authorization", authorization)
            .body(body)
            .expect("a request");
        prop_assert_eq!(request_text(&request), plain_text(&request));
        prop_assert_eq!(text_of(&request_parts(&request, Layout::Raw)), plain_text(&request));
        let _ = request_parts(&request, Layout::Explained);
    }

    #[test]
    fn indenting_json_changes_only_spaces(value in json_value()) {
        let response = Response::builder()
            .header("content-type", "application/json")
            .body(value.to_string().into_bytes())
            .expect("a response");
        let text = text_of(&response_parts(&response, Layout::Explained));
        let (_, body) = text.split_once("\n\n").expect("a body");
        let pretty = serde_json::to_string_pretty(&value).expect("JSON");
        prop_assert_eq!(body, pretty);
    }
}

fn json_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<String>().prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            proptest::collection::btree_map(".{0,4}", inner, 0..4)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}
