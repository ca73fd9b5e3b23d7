//! Messages of the measurements: the request that a fact answers, and the answer as it came.
//!
//! Secrets, tokens and names of machines are placeholders in angle brackets; so is what was spelt differently from server to server.

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, ORIGIN};
use http::{Request, Response};
use serde_json::{Map, Value};

use crate::facts::{Fact, Topic};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const BASIC: &str = "Basic <client_id:client_secret, in Base64>";
const WRONG_BASIC: &str = "Basic <client_id:another secret, in Base64>";
const GRANT: &str = "grant_type=client_credentials";

/// The request that was sent for a topic; nothing for a topic that no single request is about.
#[must_use]
pub fn request_of(topic: Topic) -> Option<Request<Vec<u8>>> {
    let scope = |scope: &str| [GRANT, "&scope=", scope].concat();
    let with = |parameters: &str| [&scope("orders.read"), "&", parameters].concat();
    let form = |body: String| token_request(BASIC, body, None);
    match topic {
        Topic::TokenRequest => form(scope("orders.read")),
        Topic::SecretInForm => in_form("<client_secret>"),
        Topic::Openid => form(scope("openid")),
        Topic::OpenidWithApiScope => form(scope("openid+orders.read")),
        Topic::UnknownScope => form(scope("<a scope that it does not know>")),
        Topic::KnownAndUnknownScope => form(scope("orders.read+<a scope that it does not know>")),
        Topic::NoScope => form(GRANT.to_owned()),
        Topic::OfflineAccess => form(scope("offline_access")),
        Topic::WrongSecretBasic => token_request(WRONG_BASIC, scope("orders.read"), None),
        Topic::WrongSecretForm => in_form("<another secret>"),
        Topic::RepeatedScope => form(with("scope=<the same or another>")),
        Topic::Resource => form(with("resource=<an API that it knows>")),
        Topic::ResourceUnknown => form(with("resource=<an API that it does not know>")),
        Topic::Audience => form(with("audience=<an API>")),
        Topic::CrossOrigin => token_request(BASIC, scope("orders.read"), Some("https://app.example")),
        Topic::AssertionAudience => {
            let kind = "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            token_request("", with(&[kind, "&client_assertion=<assertion>"].concat()), None)
        }
        Topic::UnknownGrant => form("grant_type=<a grant that nobody has>".to_owned()),
        Topic::NoGrantType => form("scope=orders.read".to_owned()),
        Topic::JsonBody => json_body(),
        Topic::Dpop => {
            let mut request = form(scope("orders.read"))?;
            request.headers_mut().insert("dpop", HeaderValue::from_static("<proof>"));
            Some(request)
        }
        Topic::Userinfo | Topic::UserinfoOpenid => {
            let request = Request::get("https://server.example/userinfo");
            request.header(AUTHORIZATION, "Bearer <access token>").body(Vec::new()).ok()
        }
        Topic::Introspection | Topic::IntrospectionAfterRevocation => about_token("https://server.example/introspect"),
        Topic::Revocation => about_token("https://server.example/revoke"),
        Topic::MetadataOpenid => get("https://server.example/.well-known/openid-configuration"),
        Topic::MetadataOauth => get("https://server.example/.well-known/oauth-authorization-server"),
        _ => None,
    }
}

/// The answer of a fact: status, header fields and members as they were measured, and a token where one came.
#[must_use]
pub fn answer_of(fact: &Fact) -> Option<Response<Vec<u8>>> {
    let status = fact.status?;
    let mut members = fact.members.as_object().cloned().unwrap_or_default();
    if let Some(error) = &fact.error {
        members.insert("error".to_owned(), Value::String(error.clone()));
    }
    if status == 200 && asks_for_token(fact.topic) {
        members.insert("access_token".to_owned(), Value::String("<access token>".to_owned()));
    }
    let mut response = Response::builder().status(status).body(body(&members)).ok()?;
    let fields = response.headers_mut();
    if !members.is_empty() {
        fields.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    }
    for (name, value) in fact.headers.as_object().into_iter().flatten() {
        let named = HeaderName::from_bytes(name.as_bytes()).ok();
        let value = value.as_str().and_then(|value| HeaderValue::from_str(value).ok());
        if let (Some(name), Some(value)) = (named, value) {
            fields.insert(name, value);
        }
    }
    Some(response)
}

fn body(members: &Map<String, Value>) -> Vec<u8> {
    if members.is_empty() { Vec::new() } else { serde_json::to_vec(members).unwrap_or_default() }
}

/// Whether a good answer to the request brings a token.
const fn asks_for_token(topic: Topic) -> bool {
    !matches!(
        topic,
        Topic::Userinfo
            | Topic::UserinfoOpenid
            | Topic::Introspection
            | Topic::IntrospectionAfterRevocation
            | Topic::Revocation
            | Topic::MetadataOpenid
            | Topic::MetadataOauth
            | Topic::Registration
            | Topic::Other
    )
}

fn token_request(authorization: &str, body: String, origin: Option<&str>) -> Option<Request<Vec<u8>>> {
    let mut request = Request::post("https://server.example/token").header(CONTENT_TYPE, FORM);
    if !authorization.is_empty() {
        request = request.header(AUTHORIZATION, authorization);
    }
    if let Some(origin) = origin {
        request = request.header(ORIGIN, origin);
    }
    request.body(body.into_bytes()).ok()
}

fn in_form(secret: &str) -> Option<Request<Vec<u8>>> {
    let body = [GRANT, "&scope=orders.read&client_id=<client_id>&client_secret=", secret].concat();
    token_request("", body, None)
}

fn json_body() -> Option<Request<Vec<u8>>> {
    const BODY: &str = concat!(
        r#"{"grant_type":"client_credentials","scope":"orders.read","#,
        r#""client_id":"<client_id>","client_secret":"<client_secret>"}"#
    );
    let request = Request::post("https://server.example/token").header(CONTENT_TYPE, JSON);
    request.body(BODY.into()).ok()
}

fn about_token(address: &str) -> Option<Request<Vec<u8>>> {
    let request = Request::post(address).header(CONTENT_TYPE, FORM).header(AUTHORIZATION, BASIC);
    request.body(b"token=<access token>".to_vec()).ok()
}

fn get(address: &str) -> Option<Request<Vec<u8>>> {
    Request::get(address).body(Vec::new()).ok()
}
