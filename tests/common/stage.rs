//! A stage on which the embedded issuer plays a product, with a client like the one of the measurements, and the requests of them.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the verbs it needs")]
#![allow(clippy::unwrap_used, reason = "a broken fixture ends the test")]

use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use grant_lab::atlas::play::{Imitation, imitate_setup};
use grant_lab::facts::{Fact, Outcome, Product, Setup, Topic};
use grant_lab::issuer::{AccessTokenForm, Client, Policies, demo_registry};
use grant_lab::jose::Algorithm;
use grant_lab::oauth::{ClientAuthMethod, ClientId, ClientSecret, Scope};
use http::{Method, Request};
use serde_json::{Value, json};

use super::common::*;
use super::signer::Signer;

pub const API: &str = "https://api.test";
pub const ORIGIN: &str = "https://app.example";
const SECRET: &str = "a-plain-secret";
const TOKEN: &str = "https://issuer.test/token";

/// The secrets of the measurements, by the character that is special in them.
const SPECIAL: [(&str, &str); 5] =
    [("space", "a b"), ("plus", "a+b"), ("percent", "a%41b"), ("colon", "a:b"), ("all", "a b+c%d:e")];

pub struct Stage {
    pub issuer: TestIssuer,
    pub imitation: Imitation,
}

impl Stage {
    /// The issuer as this set-up of the product, if it can be played.
    pub fn of(product: &Product, setup: &Setup) -> Option<Self> {
        let imitation = imitate_setup(product, &setup.id)?;
        let issuer = network(&words(setup));
        issuer.set_policies(imitation.policies());
        Some(Self { issuer, imitation })
    }

    /// The same with access tokens of the other form.
    pub fn with_jwts(&self) {
        let policies = Policies { access_token: AccessTokenForm::Jwt, ..self.issuer.issuer().policies() };
        self.issuer.set_policies(policies);
    }

    pub fn send(&self, request: Request<Vec<u8>>) -> Answer {
        ask(&self.issuer, request)
    }

    /// Whether the secret has to be in the form: where HTTP Basic is not read.
    fn asks_in_the_form(&self) -> bool {
        self.imitation.personality.reading.ignores_basic
    }

    /// Parameters with the one that the server wants beside those of the standard.
    fn complete(&self, parameters: &str) -> String {
        let wanted = self.imitation.personality.reading.wants.as_deref();
        wanted.map_or_else(|| parameters.to_owned(), |name| format!("{parameters}&{name}=m2m"))
    }

    /// A token request with these parameters, and the secret where the server reads it.
    pub fn token(&self, parameters: &str) -> Answer {
        let parameters = &*self.complete(parameters);
        self.send(if self.asks_in_the_form() { in_form(parameters) } else { by_basic(parameters) })
    }

    /// An access token for this scope.
    pub fn access_token(&self, scope: &str) -> Option<String> {
        let answer = self.token(&scoped(scope));
        (answer.status == 200).then(|| answer.member("access_token"))
    }

    /// The request that a fact is about, sent; `None` where the fact is about something else than one request.
    pub fn replay(&self, fact: &Fact) -> Option<Answer> {
        let asked = |text: &str| Some(self.token(&scoped(text)));
        let when = fact.when.as_deref();
        match (fact.topic, when) {
            (Topic::TokenRequest, None) => Some(self.send(by_basic(&self.complete(&scoped("orders.read"))))),
            (Topic::TokenRequest, Some(_)) => Some(self.send(by_basic(&scoped("orders.read")))),
            (Topic::SecretInForm, Some(_)) => Some(self.send(in_form(&scoped("orders.read")))),
            (Topic::Other, Some(when)) => self.particular(when),
            (Topic::SecretInForm, None) => Some(self.send(match self.takes_any_secret_in_the_form() {
                true => in_form(&self.complete(&scoped("orders.read"))),
                false => in_form_of("m2m-post", SECRET, &scoped("orders.read")),
            })),
            (Topic::Openid, None) => asked("openid"),
            (Topic::OpenidWithApiScope, None) => asked("openid orders.read"),
            (Topic::UnknownScope, None) => asked("no.such.scope"),
            (Topic::KnownAndUnknownScope, None) => asked("orders.read no.such.scope"),
            (Topic::NoScope, None) => Some(self.token("grant_type=client_credentials")),
            (Topic::OfflineAccess, None) => {
                let alone = fact.members.get("scope").is_some_and(|scope| scope == "offline_access");
                asked(if alone { "offline_access" } else { "orders.read offline_access" })
            }
            (Topic::WrongSecretBasic, None) => {
                Some(self.send(basic_of("m2m", "wrong", &self.complete(&scoped("orders.read")))))
            }
            (Topic::WrongSecretForm, None) => {
                Some(self.send(in_form_of("m2m", "wrong", &self.complete(&scoped("orders.read")))))
            }
            (Topic::JsonBody, None) => {
                let id = if self.takes_any_secret_in_the_form() { "m2m" } else { "m2m-post" };
                Some(self.send(json_of(json!({
                    "grant_type": "client_credentials", "scope": "orders.read", "client_id": id, "client_secret": SECRET,
                }))))
            }
            (Topic::JsonBody, Some("with Basic")) => {
                let mut request = json_of(json!({"grant_type": "client_credentials", "scope": "orders.read"}));
                request.headers_mut().insert("authorization", basic("m2m", SECRET).parse().unwrap());
                Some(self.send(request))
            }
            (Topic::RepeatedScope, None | Some("two different values")) => {
                let second = match (when, fact.outcome, fact.members.get("scope").and_then(Value::as_str)) {
                    (None, Outcome::Accepted, _) => "orders.read",
                    (_, _, Some(scope)) if scope.contains("orders.write") => "orders.write",
                    _ => "openid",
                };
                Some(self.token(&format!("grant_type=client_credentials&scope=orders.read&scope={second}")))
            }
            (Topic::Resource, None) => Some(self.token(&scoped_for("resource", API))),
            (Topic::ResourceUnknown, None) => Some(self.token(&scoped_for("resource", "https://nowhere.example"))),
            (Topic::Audience, None) => Some(self.token(&scoped_for("audience", API))),
            (Topic::CrossOrigin, None) => {
                let parameters = self.complete(&scoped("orders.read"));
                let mut request = if self.asks_in_the_form() { in_form(&parameters) } else { by_basic(&parameters) };
                request.headers_mut().insert("origin", ORIGIN.parse().unwrap());
                Some(self.send(request))
            }
            (Topic::CrossOrigin, Some("preflight")) => Some(
                self.send(
                    Request::builder()
                        .method(Method::OPTIONS)
                        .uri(TOKEN)
                        .header("origin", ORIGIN)
                        .header("access-control-request-method", "POST")
                        .header("access-control-request-headers", "authorization")
                        .body(Vec::new())
                        .unwrap(),
                ),
            ),
            (Topic::UnknownGrant, None) => {
                Some(self.token("grant_type=urn%3Aexample%3Ano-such-grant&scope=orders.read"))
            }
            (Topic::NoGrantType, None) => Some(self.token("scope=orders.read")),
            (Topic::Userinfo, None) => Some(userinfo(&self.issuer, &self.access_token("orders.read")?)),
            (Topic::UserinfoOpenid, None) => Some(userinfo(&self.issuer, &self.access_token("openid")?)),
            (Topic::Introspection, _) => Some(self.about("introspect", &self.access_token("orders.read")?)),
            (Topic::Revocation, None) => Some(self.about("revoke", &self.access_token("orders.read")?)),
            (Topic::IntrospectionAfterRevocation, None) => {
                let token = self.access_token("orders.read")?;
                self.about("revoke", &token);
                Some(self.about("introspect", &token))
            }
            (Topic::MetadataOpenid, _) => Some(self.send(get("https://issuer.test/.well-known/openid-configuration"))),
            (Topic::MetadataOauth, _) => {
                Some(self.send(get("https://issuer.test/.well-known/oauth-authorization-server")))
            }
            (Topic::AssertionAudience, when) => Some(self.assertion(when.unwrap_or("aud token endpoint"))),
            (Topic::Dpop, None) => Some(self.proven("orders.read")),
            (Topic::Dpop, Some(when)) => Some(self.proven(when.strip_prefix("scope=").unwrap_or_default())),
            // A server that reads the parameter refuses what it does not know; one that does not ignores it.
            (Topic::AudienceChoice, None) => Some(match fact.outcome {
                Outcome::ByAudience => self.token(&scoped_for("audience", "https://nowhere.example")),
                Outcome::ByResource => self.token(&scoped_for("resource", API)),
                _ => asked("orders.read")?,
            }),
            _ => None,
        }
    }

    /// The request of a fact that stands for itself.
    fn particular(&self, when: &str) -> Option<Answer> {
        let plain = self.complete(&scoped("orders.read"));
        let encoded: String = form_urlencoded::byte_serialize(b"a b+c%d:e").collect();
        Some(self.send(match when {
            "a secret with a space, +, % and : in the form" => in_form_of("m2m-all", &encoded, &plain),
            "a client of Basic sends its secret in the form" => in_form(&plain),
            "by a method other than the registered one" => in_form("grant_type=client_credentials"),
            "by Basic and form at once" => by_basic(&format!("{plain}&client_id=m2m&client_secret={SECRET}")),
            "a parameter aud" => by_basic(&match self.imitation.product.as_str() {
                // Two measurements, and one of them asked for no scope.
                "jmondi" => format!("{plain}&aud=https%3A%2F%2Fapi.test"),
                _ => "grant_type=client_credentials&aud=https%3A%2F%2Fapi.test".to_owned(),
            }),
            "grant_type=password" | "a grant that is not enabled" => by_basic("grant_type=password&scope=orders.read"),
            "a grant that the client may not use" => basic_of("back-office", "back-office-secret-not-real", &plain),
            "no client authentication and no client_id" => form(&plain),
            _ => return None,
        }))
    }

    fn takes_any_secret_in_the_form(&self) -> bool {
        let reading = &self.imitation.personality.reading;
        reading.takes_any_secret_in_the_form || reading.ignores_form_secret || reading.ignores_secrets
    }

    /// What the client is told about its own token at one of the other endpoints.
    fn about(&self, endpoint: &str, token: &str) -> Answer {
        let request = Request::post(format!("https://issuer.test/{endpoint}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", basic("m2m", SECRET))
            .body(format!("token={token}").into_bytes());
        self.send(request.unwrap())
    }

    /// The status for a secret of the measurements, spelt in one of three ways in HTTP Basic.
    pub fn spelt(&self, special: &str, spelling: &str) -> u16 {
        let secret = SPECIAL.iter().find(|(name, _)| *name == special).unwrap().1;
        let form = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let spelt = match spelling {
            "enc_form" => form(secret),
            "enc_pct" => form(secret).replace('+', "%20"),
            _ => secret.to_owned(),
        };
        let header = format!("Basic {}", STANDARD.encode(format!("m2m-{special}:{spelt}")));
        self.send(form_with(&header, &scoped("orders.read"))).status
    }

    /// A client assertion with this audience and this `typ`.
    fn assertion(&self, when: &str) -> Answer {
        let ledger = Signer::with(&pollster::block_on(self.issuer.client_key()).unwrap(), Algorithm::Es256);
        let mut claims = ledger.assertion_claims("ledger-sync");
        claims["aud"] = match when {
            _ if when.contains("list of both") => json!(["https://issuer.test", TOKEN]),
            _ if when.contains("token endpoint") => TOKEN.into(),
            _ => "https://issuer.test".into(),
        };
        let header = match when.split("typ ").nth(1) {
            Some(typ) => json!({"typ": typ}),
            None if when.ends_with("no typ") => json!({}),
            None => json!({"typ": "JWT"}),
        };
        let kind = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
        let assertion = ledger.jwt(&header, &claims);
        let proof = format!("&client_assertion_type={kind}&client_assertion={assertion}");
        self.send(form(&[&*scoped("orders.read"), &*proof].concat()))
    }

    /// A request with a DPoP proof.
    fn proven(&self, scope: &str) -> Answer {
        let signer = Signer::new(Algorithm::Es256);
        let jwk = signer.public.clone().unwrap().to_json();
        let claims = json!({"htm": "POST", "htu": TOKEN, "iat": START, "jti": "a-proof"});
        let proof = signer.jwt(&json!({"typ": "dpop+jwt", "jwk": jwk}), &claims);
        let parameters = if scope.is_empty() { "grant_type=client_credentials".to_owned() } else { scoped(scope) };
        let mut request = if self.asks_in_the_form() { in_form(&parameters) } else { by_basic(&parameters) };
        request.headers_mut().insert("dpop", proof.parse().unwrap());
        self.send(request)
    }
}

/// The parameters of a request for this scope.
pub fn scoped(scope: &str) -> String {
    format!("grant_type=client_credentials&scope={}", scope.replace(' ', "+"))
}

fn scoped_for(name: &str, api: &str) -> String {
    format!("{}&{name}={}", scoped("orders.read"), api.replace(':', "%3A").replace('/', "%2F"))
}

pub fn by_basic(parameters: &str) -> Request<Vec<u8>> {
    basic_of("m2m", SECRET, parameters)
}

fn basic_of(id: &str, secret: &str, parameters: &str) -> Request<Vec<u8>> {
    form_with(&basic(id, secret), parameters)
}

pub fn in_form(parameters: &str) -> Request<Vec<u8>> {
    in_form_of("m2m", SECRET, parameters)
}

fn in_form_of(id: &str, secret: &str, parameters: &str) -> Request<Vec<u8>> {
    form(&format!("{parameters}&client_id={id}&client_secret={secret}"))
}

fn json_of(body: Value) -> Request<Vec<u8>> {
    Request::post(TOKEN).header("content-type", "application/json").body(body.to_string().into_bytes()).unwrap()
}

/// The scopes that the client of a set-up had: those that came where none was asked for.
fn words(setup: &Setup) -> Vec<&str> {
    let unasked = setup.facts.iter().find(|fact| fact.topic == Topic::NoScope && fact.when.is_none());
    let scope = unasked.and_then(|fact| fact.members.get("scope")?.as_str()).unwrap_or_default();
    let is_written = |fact: &Fact| fact.members.get("scope").is_some_and(|scope| scope == "orders.write");
    let write = setup.facts.iter().any(is_written).then_some("orders.write");
    scope.split(' ').filter(|word| !word.is_empty() && *word != "orders.read").chain(write).collect()
}

/// The demo network with the clients of the measurements: `m2m`, one for the form, and one for each special secret.
fn network(more: &[&str]) -> TestIssuer {
    let scope = |words: &[&str]| Scope::parse(&words.join(" ")).unwrap();
    let mut registry = demo_registry();
    let of_api: Vec<&str> = more.iter().copied().filter(|word| *word == "introspection").collect();
    let own = [&["orders.read", "orders.write", "customers.read.all"], &*of_api].concat();
    registry.apis[0].scope = scope(&own);
    let base = Client::clone(&registry.client("nightly-report").unwrap());
    let mut add = |id: &str, secret: &str, method| {
        registry.clients.push(Rc::new(Client {
            client_id: ClientId::new(id),
            client_secret: Some(ClientSecret::new(secret)),
            token_endpoint_auth_method: method,
            scope: scope(&[&["orders.read"], more].concat()),
            service_account: Some(format!("svc-{id}")),
            ..base.clone()
        }));
    };
    add("m2m", SECRET, ClientAuthMethod::ClientSecretBasic);
    add("m2m-post", SECRET, ClientAuthMethod::ClientSecretPost);
    for (name, secret) in SPECIAL {
        add(&format!("m2m-{name}"), secret, ClientAuthMethod::ClientSecretBasic);
    }
    issuer_with(registry)
}
