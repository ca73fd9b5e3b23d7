//! The Response Receipt over replies of every kind.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::inspect::{ROWS, Receipt, Reply, TokenForm, Words};
use grant_lab::jose::base64url;
use http::{Response, StatusCode, header};
use proptest::prelude::*;
use serde_json::{Value, json};

const WORDS: &str = include_str!("../src/content/en/receipt.json");

fn words() -> Words {
    grant_lab::texts::read(WORDS).expect("content")
}

fn reply(status: u16, body: &str) -> Response<Vec<u8>> {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CACHE_CONTROL, "no-store")
        .body(body.as_bytes().to_vec())
        .expect("a response")
}

fn receipt(body: &Value) -> Receipt {
    Receipt::from_response(Some("orders.read"), &reply(200, &body.to_string()))
}

fn jwt(payload: &Value) -> String {
    format!("eyJhbGciOiJFUzI1NiJ9.{}.c2ln", base64url::encode(payload.to_string().as_bytes()))
}

fn arrived(receipt: &Receipt) -> Vec<&str> {
    receipt.rows.iter().filter(|row| row.arrived).map(|row| row.name).collect()
}

fn remarks(receipt: &Receipt) -> Vec<&str> {
    receipt.remarks.iter().map(|remark| remark.code).collect()
}

fn say(phrase: &grant_lab::inspect::Phrase) -> String {
    let sentence = words().say(phrase);
    assert!(sentence.contains(' ') && !sentence.contains('{'), "{sentence}");
    sentence
}

#[test]
fn four_of_six_arrive_and_the_other_two_are_there_as_absent() {
    let token = jwt(&json!({"iat": 1000, "exp": 1300}));
    let receipt =
        receipt(&json!({"scope": "orders.read", "expires_in": 300, "token_type": "Bearer", "access_token": token}));
    assert_eq!(receipt.rows.iter().map(|row| row.name).collect::<Vec<_>>(), ROWS, "always in this order");
    assert_eq!(arrived(&receipt), ["access_token", "token_type", "expires_in", "scope"]);
    assert_eq!(say(&receipt.sum()), "4 of 6 arrived");
    assert_eq!(receipt.headline(), receipt.sum());
    assert_eq!(receipt.status_line().as_deref(), Some("200 OK"));
    assert_eq!(receipt.row("expires_in").and_then(|row| row.value.as_deref()), Some("300"));
    assert_eq!((receipt.reply.clone(), receipt.unusable, remarks(&receipt)), (Reply::Tokens, None, vec![]));
    assert_eq!((receipt.id_token.clone(), receipt.others.len()), (None, 0));
}

#[test]
fn tokens_are_shown_by_form_and_length() {
    let jwe = format!("{}.a.b.c.d", base64url::encode(br#"{"alg":"dir","enc":"A256GCM"}"#));
    let receipt = receipt(
        &json!({"access_token": jwt(&json!({})), "token_type": "Bearer", "refresh_token": "tGzv3JOkF0XG5Qx2TlKWIA", "id_token": jwe}),
    );
    let row = |name: &str| receipt.row(name).expect("a row");
    assert_eq!(row("access_token").form, Some(TokenForm::Jwt));
    assert_eq!(row("refresh_token").form, Some(TokenForm::Opaque));
    assert_eq!(row("id_token").form, Some(TokenForm::EncryptedJwt));
    assert_eq!(say(&row("refresh_token").summary().expect("a summary")), "Opaque, 22 characters");
    assert_eq!(row("token_type").summary(), None);
}

#[test]
fn tok_09_unknown_members_and_their_order_do_not_matter() {
    let receipt = receipt(
        &json!({"example_parameter": "example_value", "access_token": "2Yotn", "token_type": "bearer", "n": {"a": 1}}),
    );
    assert_eq!(arrived(&receipt), ["access_token", "token_type"]);
    assert_eq!(
        receipt.others,
        [("example_parameter".to_owned(), "example_value".to_owned()), ("n".to_owned(), "{\"a\":1}".to_owned())]
    );
    assert_eq!((receipt.unusable, remarks(&receipt)), (None, vec![]));
}

#[test]
fn members_of_other_requests_have_a_row_when_they_came_and_do_not_count_among_the_six() {
    let kind = "urn:ietf:params:oauth:token-type:access_token";
    let receipt = receipt(&json!({"access_token": "a", "token_type": "Bearer", "issued_token_type": kind,
        "authorization_details": [{"type": "orders_export"}], "else": 1}));
    let more: Vec<(&str, &str)> = receipt.more.iter().map(|row| (row.name, row.value.as_deref().unwrap())).collect();
    let details = r#"[{"type":"orders_export"}]"#;
    assert_eq!(more, [("issued_token_type", kind), ("authorization_details", details)]);
    assert_eq!((receipt.rows.len(), say(&receipt.sum()).as_str()), (6, "2 of 6 arrived"));
    assert_eq!(receipt.others, [("else".to_owned(), "1".to_owned())]);
    assert!(self::receipt(&json!({"access_token": "a", "token_type": "Bearer"})).more.is_empty());
}

#[test]
fn tok_10_a_reply_that_may_be_stored_gets_a_remark() {
    let mut response = reply(200, r#"{"access_token":"a","token_type":"Bearer","scope":"orders.read"}"#);
    assert_eq!(remarks(&Receipt::from_response(None, &response)), [""; 0]);
    response.headers_mut().insert(header::CACHE_CONTROL, "private, No-Store".parse().expect("a value"));
    assert_eq!(remarks(&Receipt::from_response(None, &response)), [""; 0]);
    response.headers_mut().remove(header::CACHE_CONTROL);
    response.headers_mut().insert(header::CONTENT_TYPE, "text/html".parse().expect("a value"));
    *response.status_mut() = StatusCode::CREATED;
    let receipt = Receipt::from_response(None, &response);
    assert_eq!(remarks(&receipt), ["receipt_status", "receipt_content_type", "receipt_may_be_stored"]);
    receipt.remarks.iter().for_each(|remark| drop(say(remark)));
}

#[test]
fn tok_11_a_missing_or_unsendable_access_token_is_named() {
    let without = receipt(&json!({"token_type": "Bearer", "scope": "orders.read"}));
    assert_eq!(without.unusable.map(|error| error.code()), Some("token_response_missing"));
    assert_eq!(
        remarks(&receipt(&json!({"access_token": "a b", "token_type": "bearer"}))),
        ["receipt_token_characters"]
    );
    let empty = receipt(&json!({"access_token": "", "token_type": "Bearer", "id_token": null}));
    assert_eq!(arrived(&empty), ["token_type"]);
    assert_eq!(remarks(&empty), ["receipt_empty_member", "receipt_empty_member"]);
}

#[test]
fn tok_12_token_types_are_compared_without_case_and_unknown_ones_stop_a_client() {
    for kind in ["Bearer", "bearer", "BEARER", "DPoP"] {
        assert_eq!(receipt(&json!({"access_token": "a", "token_type": kind})).unusable, None, "{kind}");
    }
    let mac = receipt(&json!({"access_token": "a", "token_type": "mac"}));
    assert_eq!(mac.unusable.map(|error| error.code()), Some("token_response_unknown_token_type"));
    assert_eq!(arrived(&mac), ["access_token", "token_type"], "it did arrive");
}

#[test]
fn tok_13_odd_lifetimes_are_tolerated_and_named() {
    let token = jwt(&json!({"iat": 1000, "exp": 1300}));
    for (value, codes, shown) in [
        (json!("300"), vec!["receipt_expires_in_string"], "300"),
        (json!(3600), vec!["receipt_lifetimes_differ"], "3600"),
        (json!(300_000), vec!["receipt_lifetimes_differ"], "300000"),
        (json!(0), vec!["receipt_expires_in_odd"], "0"),
        (json!(-5), vec!["receipt_expires_in_odd"], "-5"),
        (json!(1.5), vec!["receipt_expires_in_odd"], "1.5"),
        (json!("soon"), vec!["receipt_expires_in_string", "receipt_expires_in_odd"], "soon"),
    ] {
        let receipt = receipt(&json!({"access_token": token, "token_type": "Bearer", "expires_in": value}));
        assert_eq!(remarks(&receipt), codes, "{value}");
        assert_eq!(receipt.row("expires_in").and_then(|row| row.value.as_deref()), Some(shown));
        receipt.remarks.iter().for_each(|remark| drop(say(remark)));
    }
    let text = receipt(&json!({"access_token": token, "token_type": "Bearer", "expires_in": "300"}));
    assert_eq!(text.unusable, None, "a client takes the text");
}

#[test]
fn tok_14_requested_and_granted_scopes_are_compared() {
    let with = |requested: Option<&str>, scope: Value| {
        let mut body = json!({"access_token": "a", "token_type": "Bearer"});
        if !scope.is_null() {
            body["scope"] = scope;
        }
        let receipt = Receipt::from_response(requested, &reply(200, &body.to_string()));
        let scope = receipt.scope.expect("tokens arrived");
        (say(&scope.phrase()), scope.granted.join(" "))
    };
    let openid = Some("orders.read openid");
    assert_eq!(
        with(openid, json!("orders.read")),
        ("Asked for, but not granted: openid".to_owned(), "orders.read".to_owned())
    );
    assert_eq!(with(openid, json!("openid orders.read")).0, "Granted as requested.");
    assert_eq!(
        with(openid, Value::Null),
        (
            "The reply states no scope. By the standard that means: granted as asked.".to_owned(),
            "orders.read openid".to_owned()
        )
    );
    assert_eq!(with(Some("a"), json!("a b")).0, "Granted without being asked for: b");
    assert_eq!(with(None, json!("a")).0, "Nothing was asked for; the issuer granted its default: a");
    assert!(with(None, Value::Null).0.ends_with("nobody knows what was granted."));
    assert_eq!(with(openid, json!(["orders.read"])).0, "Asked for, but not granted: openid");
}

/// RFC 6749 §5.1 lets a reply be silent when it grants what was asked for. Several servers are silent when they do not, so the token is
/// asked where it can be read.
#[test]
fn a_silent_reply_is_held_against_its_token() {
    let with = |claims: &Value| {
        let body = json!({"access_token": jwt(claims), "token_type": "Bearer"}).to_string();
        let scope =
            Receipt::from_response(Some("orders.read openid"), &reply(200, &body)).scope.expect("tokens arrived");
        (scope.phrase().code, scope.granted.join(" "), scope.dropped().join(" "))
    };
    let told = |code, granted: &str, dropped: &str| (code, granted.to_owned(), dropped.to_owned());
    assert_eq!(with(&json!({})), told("scope_by_silence", "orders.read openid", ""));
    assert_eq!(
        with(&json!({"scope": "openid orders.read"})),
        told("scope_by_silence_and_token", "openid orders.read", "")
    );
    assert_eq!(with(&json!({"scp": ["orders.read"]})), told("scope_silent_and_narrower", "orders.read", "openid"));
    assert_eq!(with(&json!({"scope": ""})), told("scope_silent_and_nothing", "", "orders.read openid"));
    // What the reply states is what counts.
    let body =
        json!({"access_token": jwt(&json!({"scope": ""})), "token_type": "Bearer", "scope": "orders.read"}).to_string();
    let stated = Receipt::from_response(Some("orders.read"), &reply(200, &body)).scope.expect("tokens arrived");
    assert_eq!((stated.phrase().code, stated.is_in_token), ("scope_as_requested", false));
}

#[test]
fn an_id_token_that_arrived_says_whom_it_describes() {
    let access = jwt(&json!({"sub": "nightly-report"}));
    let with = |id_token: &str| {
        let body = json!({"access_token": access, "token_type": "Bearer", "id_token": id_token});
        let receipt = receipt(&body);
        assert_eq!(receipt.arrived(), 3);
        let note = receipt.id_token.expect("a note");
        note.phrases().iter().map(say).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        with(&jwt(&json!({"sub": "svc-5e1f", "aud": "nightly-report"}))),
        "An id_token arrived. It describes svc-5e1f. No claim in it reports a sign-in; that alone proves nothing."
    );
    assert_eq!(with(&jwt(&json!({"sub": "user-82c1", "nonce": "n"}))), "An id_token arrived. It describes user-82c1.");
    assert!(with(&access).starts_with("An id_token arrived. It is the access token under another name."));
    assert_eq!(with("opaque"), "An id_token arrived that cannot be read.");
}

#[test]
fn a_refusal_is_no_receipt_of_tokens() {
    let refused = reply(400, r#"{"error":"invalid_scope","error_description":"openid is not allowed."}"#);
    let receipt = Receipt::from_response(Some("openid"), &refused);
    assert_eq!(
        receipt.reply,
        Reply::Refused { error: "invalid_scope".to_owned(), description: Some("openid is not allowed.".to_owned()) }
    );
    assert_eq!(say(&receipt.headline()), "The issuer refused: invalid_scope.");
    assert_eq!((receipt.arrived(), receipt.scope.clone(), receipt.unusable), (0, None, None));
    assert_eq!(receipt.status_line().as_deref(), Some("400 Bad Request"));
    assert_eq!(receipt.rows.len(), 6, "the six rows stand in every receipt");

    let html = Receipt::from_response(None, &reply(502, "<html>Bad Gateway</html>"));
    assert_eq!(say(&html.headline()), "The server refused with status 502, without an OAuth error.");
    assert_eq!(html.body, "<html>Bad Gateway</html>", "the reply is kept");

    let odd = Receipt::from_response(None, &reply(200, r#"{"error":"invalid_client"}"#));
    assert!(matches!(odd.reply, Reply::Refused { .. }));
    assert_eq!(remarks(&odd), ["receipt_error_with_success"]);
}

#[test]
fn a_reply_that_is_not_json_is_kept_and_named() {
    for body in ["", "access_token=a&token_type=bearer", "[]", "\"a\"", "{\"access_token\":\"a\"", "null"] {
        let receipt = Receipt::from_response(None, &reply(200, body));
        assert_eq!((receipt.reply.clone(), receipt.body.as_str()), (Reply::NotJson, body), "{body}");
        assert_eq!(say(&receipt.headline()), "The issuer answered, but not with JSON.");
        assert_eq!(receipt.arrived(), 0);
    }
    let binary = Response::new(vec![0xff, 0x00, b'a']);
    assert_eq!(Receipt::from_response(None, &binary).body, "\u{fffd}\u{fffd}a");
}

#[test]
fn a_pasted_reply_is_read_alone_or_as_the_end_of_a_message() {
    let json = r#"{"access_token":"a","token_type":"Bearer","expires_in":300}"#;
    for text in [
        json.to_owned(),
        format!("  {json}\n"),
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{json}"),
    ] {
        let receipt = Receipt::from_pasted(&text);
        assert_eq!((receipt.arrived(), receipt.status_line(), remarks(&receipt)), (3, None, vec![]), "{text}");
    }
    assert_eq!(Receipt::from_pasted("no json").reply, Reply::NotJson);
    assert!(matches!(Receipt::from_pasted(r#"{"error":"invalid_scope"}"#).reply, Reply::Refused { .. }));
}

#[test]
fn values_from_outside_cannot_hide_or_turn_text() {
    let receipt =
        receipt(&json!({"access_token": "a", "token_type": "Bearer", "scope": "a\u{202e}b", "x\u{200b}": "\u{7}"}));
    assert_eq!(receipt.row("scope").and_then(|row| row.value.as_deref()), Some("a\\u202eb"));
    assert_eq!(receipt.others, [("x\\u200b".to_owned(), "\\u0007".to_owned())]);
    assert!(!say(&receipt.scope.expect("tokens").phrase()).contains('\u{202e}'));
}

proptest! {
    #[test]
    fn arbitrary_replies_never_panic(status in 100_u16..1000, body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(status).expect("three digits");
        prop_assert_eq!(Receipt::from_response(None, &response).rows.len(), 6);
    }

    #[test]
    fn arbitrary_members_never_panic(values in proptest::collection::vec(value(), 6), requested in proptest::option::of(any::<String>())) {
        let body: serde_json::Map<_, _> = ROWS.iter().map(|name| (*name).to_owned()).zip(values).collect();
        let receipt = Receipt::from_response(requested.as_deref(), &reply(200, &Value::Object(body).to_string()));
        prop_assert!(receipt.arrived() <= 6);
        let _ = (receipt.headline(), receipt.sum(), receipt.scope.map(|scope| scope.phrase()));
    }
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        proptest::collection::vec(any::<String>(), 0..3).prop_map(Value::from),
        any::<i64>().prop_map(|exp| Value::from(jwt(&json!({"iat": i64::MIN, "exp": exp})))),
    ]
}
