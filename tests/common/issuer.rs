//! An issuer for tests: software cryptography, a clock that only the test moves, seeded randomness, and short verbs for the
//! requests that tests send. Requests are written out as bytes on purpose: a test of the wire must not trust the builder.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the verbs it needs")]
#![allow(clippy::unwrap_used, reason = "a broken fixture ends the test")]

use std::cell::Cell;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use grant_lab::issuer::Registry;
use grant_lab::network::Network;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{Clock, Connection, Crypto, CryptoError, Hash, KeyRef, Random, SigningPrimitive, UnixTime};
use grant_lab::server::Trace;
use http::{Request, Response, request};
use serde_json::{Map, Value};

pub type TestIssuer = Network<TestCrypto, StillClock, Seeded>;

/// When every test begins: 2026-01-01T00:00:00Z.
pub const START: i64 = 1_767_225_600;

/// `nightly-report`'s own header, as product texts print it.
pub const NIGHTLY: &str = "Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw=";

/// A verifier and the S256 challenge of it, from RFC 7636 appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub const SHOP_CALLBACK: &str = "https%3A%2F%2Fshop.test%2Fcallback";

/// Software cryptography whose "new" RSA keys are the published ones of RFC 7515 A.2 and RFC 7517 A.2, in turn: making one takes
/// an unoptimised build longer than all tests together. `broken` makes it fail as a browser does outside a secure context.
#[derive(Default)]
pub struct TestCrypto {
    software: SoftwareCrypto,
    rsa_keys: Cell<usize>,
    pub broken: bool,
}

impl TestCrypto {
    fn check(&self) -> Result<(), CryptoError> {
        if self.broken { Err(CryptoError::Unavailable) } else { Ok(()) }
    }
}

impl Crypto for TestCrypto {
    async fn generate(&self, primitive: SigningPrimitive) -> Result<KeyRef, CryptoError> {
        self.check()?;
        if primitive != SigningPrimitive::RsaPkcs1Sha256 {
            return self.software.generate(primitive).await;
        }
        let vectors = |text: &str, id: &str| -> Value {
            let vectors: Value = serde_json::from_str(text).unwrap();
            vectors["vectors"].as_array().unwrap().iter().find(|row| row["id"] == id).unwrap().clone()
        };
        let keys = [
            vectors(include_str!("../vectors/rfc7515-appendix.json"), "RFC7515-A.2")["jwk_private"].clone(),
            vectors(include_str!("../vectors/rfc7517-keys.json"), "RFC7517-A.2")["jwks"]["keys"][1].clone(),
        ];
        let turn = self.rsa_keys.replace(self.rsa_keys.get() + 1);
        self.software.import_signing(primitive, &keys[turn % keys.len()].to_string()).await
    }

    async fn generate_private_jwk(&self, primitive: SigningPrimitive) -> Result<String, CryptoError> {
        self.check()?;
        self.software.generate_private_jwk(primitive).await
    }

    async fn import_verifying(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError> {
        self.check()?;
        self.software.import_verifying(primitive, jwk).await
    }

    async fn import_signing(&self, primitive: SigningPrimitive, jwk: &str) -> Result<KeyRef, CryptoError> {
        self.check()?;
        self.software.import_signing(primitive, jwk).await
    }

    async fn export_public(&self, key: KeyRef) -> Result<String, CryptoError> {
        self.check()?;
        self.software.export_public(key).await
    }

    async fn sign(&self, key: KeyRef, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.check()?;
        self.software.sign(key, message).await
    }

    async fn verify(&self, key: KeyRef, message: &[u8], signature: &[u8]) -> Result<bool, CryptoError> {
        self.check()?;
        self.software.verify(key, message, signature).await
    }

    async fn digest(&self, hash: Hash, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        self.check()?;
        self.software.digest(hash, message).await
    }

    fn release(&self, key: KeyRef) {
        self.software.release(key);
    }
}

/// A clock that stands still; tests move the issuer's own clock.
pub struct StillClock;

impl Clock for StillClock {
    fn now(&self) -> UnixTime {
        UnixTime(START)
    }
}

/// Xorshift: different every call, the same every run. A test can let it run dry.
pub struct Seeded {
    state: Cell<u64>,
    draws_left: Cell<usize>,
}

impl Seeded {
    pub fn new() -> Self {
        Self { state: Cell::new(0x9E37_79B9_7F4A_7C15), draws_left: Cell::new(usize::MAX) }
    }

    /// Gives octets this many times more, and then none.
    pub fn fail_after(&self, draws: usize) {
        self.draws_left.set(draws);
    }
}

impl Random for Seeded {
    fn fill(&self, octets: &mut [u8]) -> Result<(), CryptoError> {
        let left = self.draws_left.get().checked_sub(1);
        self.draws_left.set(left.ok_or_else(|| CryptoError::NoRandomness("the test says so".to_owned()))?);
        for octet in octets {
            let mut x = self.state.get();
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            self.state.set(x);
            *octet = x.to_le_bytes()[3];
        }
        Ok(())
    }
}

/// The issuer with the demo cast.
pub fn issuer() -> TestIssuer {
    Network::new(TestCrypto::default(), StillClock, Seeded::new())
}

/// An issuer with other clients, APIs or people.
pub fn issuer_with(registry: Registry) -> TestIssuer {
    Network::with_registry(TestCrypto::default(), StillClock, Seeded::new(), registry)
}

/// An issuer in a page that was not served over HTTPS or from localhost.
pub fn issuer_without_cryptography() -> TestIssuer {
    Network::new(TestCrypto { broken: true, ..TestCrypto::default() }, StillClock, Seeded::new())
}

/// What came back, and what the issuer wrote down about it.
pub struct Answer {
    pub status: u16,
    pub response: Response<Vec<u8>>,
    pub trace: Trace,
}

impl Answer {
    /// A header that must be there once at most; `""` when it is not there.
    pub fn header(&self, name: &str) -> &str {
        let mut values = self.response.headers().get_all(name).iter();
        let value = values.next().map_or("", |value| value.to_str().unwrap());
        assert!(values.next().is_none(), "{name} is there more than once");
        value
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(self.response.body()).unwrap()
    }

    pub fn json(&self) -> Map<String, Value> {
        match serde_json::from_slice(self.response.body()) {
            Ok(Value::Object(members)) => members,
            other => panic!("not a JSON object: {other:?} in {:?}", self.text()),
        }
    }

    /// A string member; `""` when it is not there.
    pub fn member(&self, name: &str) -> String {
        match self.json().get(name) {
            Some(Value::String(text)) => text.clone(),
            None => String::new(),
            Some(other) => panic!("{name} is not a string: {other}"),
        }
    }

    /// Status and error code, `(200, "")` for a success.
    pub fn outcome(&self) -> (u16, String) {
        (self.status, self.member("error"))
    }

    /// The name of the check that refused, `""` when none did.
    pub fn refused_by(&self) -> &'static str {
        self.trace.refusal().map_or("", |step| step.name)
    }

    /// The parameters of a redirect's query, decoded.
    pub fn redirect(&self) -> (String, Map<String, Value>) {
        assert_eq!(self.status, 303, "{}", self.text());
        let location = self.header("location");
        assert!(!location.contains('#'), "{location}");
        Self::parameters(location, '?')
    }

    /// The parameters of a redirect's fragment, decoded.
    pub fn fragment(&self) -> (String, Map<String, Value>) {
        assert_eq!(self.status, 303, "{}", self.text());
        let location = self.header("location");
        assert!(!location.contains('?'), "{location}");
        Self::parameters(location, '#')
    }

    fn parameters(location: &str, mark: char) -> (String, Map<String, Value>) {
        let (target, query) = location.split_once(mark).unwrap_or((location, ""));
        let mut parameters = Map::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let earlier = parameters.insert(name.into_owned(), Value::String(value.into_owned()));
            assert!(earlier.is_none(), "a parameter is there twice in {location}");
        }
        (target.to_owned(), parameters)
    }

    /// Everything a caller gets to see.
    pub fn whole(&self) -> String {
        format!("{:?} {}", self.response.headers(), String::from_utf8_lossy(self.response.body()))
    }
}

/// Sends a request and waits for the answer.
pub fn ask(issuer: &TestIssuer, request: Request<Vec<u8>>) -> Answer {
    ask_over(issuer, request, &Connection::default())
}

/// Sends a request over a connection that shows this certificate.
pub fn ask_showing(issuer: &TestIssuer, der: &[u8], request: Request<Vec<u8>>) -> Answer {
    ask_over(issuer, request, &Connection { certificate: Some(der.to_vec()) })
}

fn ask_over(issuer: &TestIssuer, request: Request<Vec<u8>>, connection: &Connection) -> Answer {
    let (response, trace) = pollster::block_on(issuer.handle(request, connection));
    Answer { status: response.status().as_u16(), response, trace }
}

pub fn get(url: &str) -> Request<Vec<u8>> {
    Request::get(url).body(Vec::new()).unwrap()
}

pub fn get_with(url: &str, authorization: &str) -> Request<Vec<u8>> {
    Request::get(url).header("authorization", authorization).body(Vec::new()).unwrap()
}

/// A form to the token endpoint, without credentials in a header.
pub fn form(body: &str) -> Request<Vec<u8>> {
    token_post().body(body.as_bytes().to_vec()).unwrap()
}

/// A form to the token endpoint with an `Authorization` header.
pub fn form_with(authorization: &str, body: &str) -> Request<Vec<u8>> {
    token_post().header("authorization", authorization).body(body.as_bytes().to_vec()).unwrap()
}

/// A form from `nightly-report`.
pub fn nightly(body: &str) -> Request<Vec<u8>> {
    form_with(NIGHTLY, body)
}

pub fn token_post() -> request::Builder {
    Request::post("https://issuer.test/token").header("content-type", "application/x-www-form-urlencoded")
}

/// The header of RFC 6749 §2.3.1 for an id and a secret that need no form-encoding.
pub fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

/// A token for `nightly-report`.
pub fn access_token(issuer: &TestIssuer, scope: &str) -> String {
    let answer = ask(issuer, nightly(&format!("grant_type=client_credentials&scope={scope}")));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.member("access_token")
}

/// A token for `billing-export`, which may have both scopes of the API.
pub fn billing_token(issuer: &TestIssuer, scope: &str) -> String {
    let body = format!(
        "grant_type=client_credentials&scope={scope}&client_id=billing-export&client_secret=billing-secret-not-real"
    );
    let answer = ask(issuer, form(&body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.member("access_token")
}

pub fn orders(issuer: &TestIssuer, token: &str) -> Answer {
    ask(issuer, get_with("https://api.test/orders", &format!("Bearer {token}")))
}

pub fn stock(issuer: &TestIssuer, token: &str) -> Answer {
    ask(issuer, get_with("https://stock.test/stock", &format!("Bearer {token}")))
}

pub fn me(issuer: &TestIssuer, token: &str) -> Answer {
    ask(issuer, get_with("https://api.test/me", &format!("Bearer {token}")))
}

pub fn userinfo(issuer: &TestIssuer, token: &str) -> Answer {
    ask(issuer, get_with("https://issuer.test/userinfo", &format!("Bearer {token}")))
}

/// One part of a compact JWT, decoded.
fn part(token: &str, index: usize) -> Map<String, Value> {
    let parts: Vec<&str> = token.split('.').collect();
    assert_eq!(parts.len(), 3, "{token}");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[index]).unwrap()).unwrap()
}

pub fn header(token: &str) -> Map<String, Value> {
    part(token, 0)
}

pub fn claims(token: &str) -> Map<String, Value> {
    part(token, 1)
}

/// The authorization request of `shop-web` with the challenge above.
pub fn authorize_url(scope: &str) -> String {
    format!(
        "https://issuer.test/authorize?response_type=code&client_id=shop-web&redirect_uri={SHOP_CALLBACK}&scope={scope}\
         &state=s-1&nonce=n-1&code_challenge={CHALLENGE}&code_challenge_method=S256"
    )
}

/// Opens the sign-in that an authorization request leads to and returns the name of it.
pub fn transaction(issuer: &TestIssuer, authorize: &str) -> String {
    let (target, parameters) = ask(issuer, get(authorize)).redirect();
    assert_eq!(target, "https://issuer.test/sign-in");
    parameters["transaction"].as_str().unwrap().to_owned()
}

/// The person presses a button of the sign-in card.
pub fn decide(issuer: &TestIssuer, transaction: &str, decision: &str) -> Answer {
    let request = Request::post("https://issuer.test/sign-in")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("transaction={transaction}&decision={decision}").into_bytes())
        .unwrap();
    ask(issuer, request)
}

/// Sam signs in at `shop-web`'s request; the code that comes back.
pub fn code(issuer: &TestIssuer, scope: &str) -> String {
    let transaction = transaction(issuer, &authorize_url(scope));
    let (_, parameters) = decide(issuer, &transaction, "continue").redirect();
    parameters["code"].as_str().unwrap().to_owned()
}

/// `back-office`'s header.
pub fn back_office() -> String {
    basic("back-office", "back-office-secret-not-real")
}

pub const BACK_OFFICE_CALLBACK: &str = "https%3A%2F%2Fback-office.test%2Fcallback";

/// Sam signs in at `back-office`'s request with these further parameters; the code that comes back.
pub fn back_office_code(issuer: &TestIssuer, parameters: &str) -> String {
    let url = format!(
        "https://issuer.test/authorize?response_type=code&client_id=back-office&redirect_uri={BACK_OFFICE_CALLBACK}&{parameters}"
    );
    let (_, parameters) = decide(issuer, &transaction(issuer, &url), "continue").redirect();
    parameters["code"].as_str().unwrap().to_owned()
}

/// `back-office`'s token request with these further parameters.
pub fn back_office_redeems(issuer: &TestIssuer, code: &str, parameters: &str) -> Answer {
    let body = format!("grant_type=authorization_code&code={code}&redirect_uri={BACK_OFFICE_CALLBACK}&{parameters}");
    ask(issuer, form_with(&back_office(), &body))
}

/// `shop-web`'s token request.
pub fn redeem(issuer: &TestIssuer, code: &str) -> Answer {
    ask(issuer, form(&redeem_body(code)))
}

pub fn redeem_body(code: &str) -> String {
    format!(
        "grant_type=authorization_code&code={code}&client_id=shop-web&redirect_uri={SHOP_CALLBACK}&code_verifier={VERIFIER}"
    )
}
