//! Messages of the measurements: the request that a fact answers, and the answer as it came. The same requests can be sent by the demo client.
//!
//! Where they are shown, secrets, tokens and names of machines are placeholders in angle brackets; so is what was spelt differently from server to
//! server.

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, ORIGIN};
use http::{Request, Response};
use serde_json::{Map, Value};

use crate::content::atlas as words;
use crate::facts::{Fact, Topic};
use crate::issuer::Registry;
use crate::jose::json;
use crate::oauth::ClientSecret;
use crate::oauth::client_auth::basic;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const GRANT: &str = "grant_type=client_credentials";

/// Who asks whom, and what stands where servers were asked differently. What begins with an angle bracket is a placeholder.
#[derive(Clone, Debug)]
pub struct Asker {
    /// What the addresses begin with.
    pub server: String,
    /// The `Authorization` header field of HTTP Basic.
    pub basic: String,
    /// The same with a wrong secret.
    pub wrong_basic: String,
    /// The client's identifier.
    pub client_id: String,
    /// Its secret.
    pub secret: String,
    /// Another one.
    pub wrong_secret: String,
    /// A scope that nobody knows.
    pub unknown_scope: String,
    /// What `scope` is the second time.
    pub second_scope: String,
    /// A grant that nobody has.
    pub unknown_grant: String,
    /// An API.
    pub api: String,
    /// An API that nobody knows.
    pub unknown_api: String,
}

impl Asker {
    /// As the measurements are shown: no secret, no name of a machine.
    #[must_use]
    pub fn shown() -> Self {
        Self {
            server: "https://server.example".to_owned(),
            basic: words::BASIC.to_owned(),
            wrong_basic: words::WRONG_BASIC.to_owned(),
            client_id: "<client_id>".to_owned(),
            secret: "<client_secret>".to_owned(),
            wrong_secret: words::WRONG_SECRET.to_owned(),
            unknown_scope: words::UNKNOWN_SCOPE.to_owned(),
            second_scope: words::SECOND_SCOPE.to_owned(),
            unknown_grant: words::UNKNOWN_GRANT.to_owned(),
            api: words::API.to_owned(),
            unknown_api: words::UNKNOWN_API.to_owned(),
        }
    }

    /// As the demo client with Basic asks the issuer of this registry; nothing where it is not registered, or has no secret.
    #[must_use]
    pub fn demo(registry: &Registry) -> Option<Self> {
        const WRONG: &str = "not-the-secret";
        let client = registry.client("nightly-report")?;
        let secret = client.client_secret.as_ref()?;
        Some(Self {
            server: registry.names.issuer.clone(),
            basic: basic::encode(&client.client_id, secret).header,
            wrong_basic: basic::encode(&client.client_id, &ClientSecret::new(WRONG)).header,
            client_id: client.client_id.to_string(),
            secret: secret.expose().to_owned(),
            wrong_secret: WRONG.to_owned(),
            unknown_scope: "no.such.scope".to_owned(),
            second_scope: "openid".to_owned(),
            unknown_grant: "urn:example:no-such-grant".to_owned(),
            api: registry.names.api.clone(),
            unknown_api: "https://unknown.example".to_owned(),
        })
    }

    /// The request that is sent for a topic; nothing for a topic that no single request is about.
    #[must_use]
    pub fn request(&self, topic: Topic) -> Option<Request<Vec<u8>>> {
        let scoped = |scope: &str| [GRANT, "&scope=", scope].concat();
        let with = |name: &str, value: &str| [&scoped("orders.read"), "&", name, "=", &spelt(value)].concat();
        let form = |body: String| self.token_request(&self.basic, body);
        match topic {
            Topic::TokenRequest => form(scoped("orders.read")),
            Topic::SecretInForm => self.in_form(&self.secret),
            Topic::Openid => form(scoped("openid")),
            Topic::OpenidWithApiScope => form(scoped("openid+orders.read")),
            Topic::UnknownScope => form(scoped(&self.unknown_scope)),
            Topic::KnownAndUnknownScope => form(scoped(&["orders.read+", &self.unknown_scope].concat())),
            Topic::NoScope => form(GRANT.to_owned()),
            Topic::OfflineAccess => form(scoped("offline_access")),
            Topic::WrongSecretBasic => self.token_request(&self.wrong_basic, scoped("orders.read")),
            Topic::WrongSecretForm => self.in_form(&self.wrong_secret),
            Topic::RepeatedScope => form(with("scope", &self.second_scope)),
            Topic::Resource => form(with("resource", &self.api)),
            Topic::ResourceUnknown => form(with("resource", &self.unknown_api)),
            Topic::Audience => form(with("audience", &self.api)),
            Topic::CrossOrigin => added(form(scoped("orders.read")), ORIGIN, "https://app.example"),
            Topic::AssertionAudience => {
                let kind = "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                let assertion = ["&client_assertion=", words::ASSERTION].concat();
                self.token_request("", [&scoped("orders.read"), kind, &assertion].concat())
            }
            Topic::UnknownGrant => form(["grant_type=", &spelt(&self.unknown_grant)].concat()),
            Topic::NoGrantType => form("scope=orders.read".to_owned()),
            Topic::JsonBody => self.json(),
            Topic::Dpop => added(form(scoped("orders.read")), HeaderName::from_static("dpop"), words::PROOF),
            Topic::Userinfo | Topic::UserinfoOpenid => added(self.get("/userinfo"), AUTHORIZATION, words::BEARER),
            Topic::Introspection | Topic::IntrospectionAfterRevocation => self.about_token("/introspect"),
            Topic::Revocation => self.about_token("/revoke"),
            Topic::MetadataOpenid => self.get("/.well-known/openid-configuration"),
            Topic::MetadataOauth => self.get("/.well-known/oauth-authorization-server"),
            _ => None,
        }
    }

    fn token_request(&self, authorization: &str, body: String) -> Option<Request<Vec<u8>>> {
        let mut request = Request::post([&self.server, "/token"].concat()).header(CONTENT_TYPE, FORM);
        if !authorization.is_empty() {
            request = request.header(AUTHORIZATION, authorization);
        }
        request.body(body.into_bytes()).ok()
    }

    fn in_form(&self, secret: &str) -> Option<Request<Vec<u8>>> {
        let client = ["&client_id=", &spelt(&self.client_id), "&client_secret=", &spelt(secret)].concat();
        self.token_request("", [GRANT, "&scope=orders.read", &client].concat())
    }

    fn json(&self) -> Option<Request<Vec<u8>>> {
        let [id, secret] = [&self.client_id, &self.secret].map(|text| json::text(&Value::from(text.as_str())));
        let begin = r#"{"grant_type":"client_credentials","scope":"orders.read","client_id":"#;
        let body = [begin, &id, r#","client_secret":"#, &secret, "}"].concat();
        let request = Request::post([&self.server, "/token"].concat()).header(CONTENT_TYPE, JSON);
        request.body(body.into_bytes()).ok()
    }

    fn about_token(&self, path: &str) -> Option<Request<Vec<u8>>> {
        let request = Request::post([&self.server, path].concat());
        let request = request.header(CONTENT_TYPE, FORM).header(AUTHORIZATION, &self.basic);
        request.body(["token=", words::ACCESS_TOKEN].concat().into_bytes()).ok()
    }

    fn get(&self, path: &str) -> Option<Request<Vec<u8>>> {
        Request::get([&self.server, path].concat()).body(Vec::new()).ok()
    }
}

/// A value in a form; a placeholder stays readable.
fn spelt(value: &str) -> String {
    if value.starts_with('<') { value.to_owned() } else { form_urlencoded::byte_serialize(value.as_bytes()).collect() }
}

fn added(request: Option<Request<Vec<u8>>>, name: HeaderName, value: &'static str) -> Option<Request<Vec<u8>>> {
    let mut request = request?;
    request.headers_mut().insert(name, HeaderValue::from_static(value));
    Some(request)
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
        members.insert("access_token".to_owned(), Value::String(words::ACCESS_TOKEN.to_owned()));
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
