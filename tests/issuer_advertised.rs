//! Everything that the issuer advertises works: requirement DIS-14, by reading the metadata and trying each value.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use std::rc::Rc;

use common::*;
use grant_lab::issuer::{Client, ISSUER, Policies, Registry, demo_clients, demo_registry};
use grant_lab::jose::{Algorithm, Jwk, KeyType};
use http::Request;
use serde_json::{Map, Value};
use signer::Signer;

const TYPE: &str = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";

/// A client that has a key for every algorithm.
struct Signers(Vec<(Algorithm, Signer)>);

impl Signers {
    fn new() -> Self {
        // RSA keys are those of RFC 7515: making one takes an unoptimised build too long.
        let vectors: Value = serde_json::from_str(include_str!("vectors/rfc7515-appendix.json")).unwrap();
        let rows = vectors["vectors"].as_array().unwrap();
        let rsa = rows.iter().find(|row| row["id"] == "RFC7515-A.2").unwrap()["jwk_private"].to_string();
        let rsa = Jwk::parse_text(&rsa).unwrap();
        let stock = demo_clients().into_iter().find(|client| client.client_id.as_str() == "stock-sync").unwrap();
        let secret = stock.client_secret.unwrap();
        let signer = |algorithm: Algorithm| match algorithm {
            _ if algorithm.key_type() == KeyType::Rsa => Signer::with(&rsa, algorithm),
            Algorithm::Hs256 | Algorithm::Hs384 | Algorithm::Hs512 => Signer::with_secret(secret.expose(), algorithm),
            _ => Signer::new(algorithm),
        };
        Self(Algorithm::all().map(|algorithm| (algorithm, signer(algorithm))).collect())
    }

    fn of(&self, algorithm: &str) -> &Signer {
        &self.0.iter().find(|(known, _)| known.name() == algorithm).unwrap().1
    }

    /// The demo registry, with these public keys for `ledger-sync`.
    fn registry(&self) -> Registry {
        let mut registry = demo_registry();
        let place = registry.clients.iter().position(|client| client.client_id.as_str() == "ledger-sync").unwrap();
        let client = Client::clone(&registry.clients[place]);
        let jwks = self.0.iter().filter_map(|(_, signer)| signer.public.clone()).collect();
        registry.clients[place] = Rc::new(Client { jwks, jwks_uri: None, ..client });
        registry
    }

    /// What a request carries to prove a client, by a method or by an algorithm: a header field, or parameters of the form.
    fn proof(&self, method: &str) -> (Option<&'static str>, String) {
        let (client, algorithm) = match method {
            "client_secret_basic" => return (Some(NIGHTLY), String::new()),
            "client_secret_post" => {
                return (None, "&client_id=billing-export&client_secret=billing-secret-not-real".to_owned());
            }
            "client_secret_jwt" => ("stock-sync", "HS256"),
            "private_key_jwt" => ("ledger-sync", "ES256"),
            mac if mac.starts_with("HS") => ("stock-sync", mac),
            signature => ("ledger-sync", signature),
        };
        let assertion = self.of(algorithm).assertion(client);

        (None, format!("&client_assertion_type={TYPE}&client_assertion={assertion}"))
    }
}

/// Whether the endpoint takes this certificate of a client.
fn shown(issuer: &TestIssuer, endpoint: &str, method: &str) -> bool {
    let (client, certificate) = match method {
        "tls_client_auth" => ("meter-gateway", "gateway-a"),
        "self_signed_tls_client_auth" => ("parcel-locker", "parcel-locker"),
        other => panic!("no certificate for {other}"),
    };
    let body = format!("grant_type=client_credentials&token=x&client_id={client}");
    let request = Request::post(endpoint).header("content-type", "application/x-www-form-urlencoded");
    ask_showing(issuer, &certificates::der(certificate), request.body(body.into_bytes()).unwrap()).status == 200
}

/// Whether the endpoint takes this proof of a client.
fn authenticated(issuer: &TestIssuer, endpoint: &str, (authorization, parameters): &(Option<&str>, String)) -> bool {
    let mut request = Request::post(endpoint).header("content-type", "application/x-www-form-urlencoded");
    if let Some(authorization) = authorization {
        request = request.header("authorization", *authorization);
    }
    let body = format!("grant_type=client_credentials&token=x{parameters}");
    let answer = ask(issuer, request.body(body.into_bytes()).unwrap());
    answer.status == 200
}

/// Every advertised value does what it says. A value that this test does not know fails it.
#[test]
fn dis_14_everything_advertised_works() {
    let signers = Signers::new();
    let issuer = issuer_with(signers.registry());
    issuer.set_policies(Policies { refresh: true, ..Policies::default() });
    let openid = ask(&issuer, get("https://issuer.test/.well-known/openid-configuration"));
    let login = || redeem(&issuer, &code(&issuer, "openid+profile")).json();
    for (name, value) in openid.json() {
        let values: Vec<String> = match &value {
            Value::Array(values) => values.iter().map(|value| value.as_str().unwrap().to_owned()).collect(),
            Value::Object(members) => {
                for (endpoint, url) in members {
                    assert!(openid.json().contains_key(endpoint), "an alias of nothing: {endpoint}");
                    assert!(shown(&issuer, url.as_str().unwrap(), "tls_client_auth"), "{name}: {url}");
                }
                assert_eq!(name, "mtls_endpoint_aliases");
                continue;
            }
            other => vec![other.to_string().trim_matches('"').to_owned()],
        };
        for value in values {
            let works = match (name.as_str(), value.as_str()) {
                ("issuer", value) => login_claims(&login())["iss"] == value,
                ("authorization_endpoint", url) => ask(&issuer, get(url)).status == 400,
                ("token_endpoint", url) => ask(&issuer, get(url)).status == 405,
                ("userinfo_endpoint", url) => ask(&issuer, get(url)).status == 401,
                ("jwks_uri", url) => ask(&issuer, get(url)).status == 200,
                ("scopes_supported", scope @ ("orders.read" | "orders.write")) => {
                    claims(&billing_token(&issuer, scope))["scope"] == scope
                }
                ("scopes_supported", scope @ ("stock.read" | "stock.write")) => {
                    let assertion = signers.of("HS256").assertion("stock-sync");
                    let proof = format!("client_assertion_type={TYPE}&client_assertion={assertion}");
                    let answer = ask(&issuer, form(&format!("grant_type=client_credentials&{proof}&scope={scope}")));
                    claims(&answer.member("access_token"))["aud"] == "https://stock.test"
                }
                ("scopes_supported", scope @ "customers.read.all") => {
                    let labels = basic("parcel-labels", "a+b%2Bc%25d%3Ae");
                    let answer =
                        ask(&issuer, form_with(&labels, &format!("grant_type=client_credentials&scope={scope}")));
                    answer.member("scope") == scope
                }
                ("scopes_supported", "offline_access") => {
                    let code = back_office_code(&issuer, "scope=openid+offline_access&prompt=consent");
                    let refresh_token = back_office_redeems(&issuer, &code, "").member("refresh_token");
                    let body = format!("grant_type=refresh_token&refresh_token={refresh_token}");
                    ask(&issuer, form_with(&back_office(), &body)).status == 200
                }
                ("scopes_supported", scope @ ("openid" | "profile")) => {
                    login()["scope"].as_str().is_some_and(|granted| granted.contains(scope))
                }
                ("response_types_supported", "code") | ("response_modes_supported", "query") => {
                    !code(&issuer, "openid").is_empty()
                }
                ("response_types_supported", kind @ ("id_token" | "code id_token"))
                | ("response_modes_supported", kind @ "fragment")
                | ("grant_types_supported", kind @ "implicit") => {
                    let back = through_the_browser(&issuer, kind);
                    back.contains_key("id_token") && back.contains_key("code") == (kind == "code id_token")
                }
                ("authorization_details_types_supported", kind) => {
                    let details = format!(r#"[{{"type":"{kind}","actions":["read"],"max_rows":1}}]"#);
                    let body = format!("grant_type=client_credentials&authorization_details={}", encoded(&details));
                    let (_, proof) = signers.proof("client_secret_post");
                    ask(&issuer, form(&format!("{body}{proof}"))).json()["authorization_details"][0]["type"] == kind
                }
                ("introspection_endpoint" | "revocation_endpoint", url) => {
                    authenticated(&issuer, url, &signers.proof("client_secret_basic"))
                }
                (member, method)
                    if member.ends_with("auth_methods_supported") && method.contains("tls_client_auth") =>
                {
                    let endpoint = openid.member(&format!("{}_endpoint", member.split('_').next().unwrap()));
                    shown(&issuer, &endpoint, method)
                }
                ("tls_client_certificate_bound_access_tokens", "true") => {
                    let request = form("grant_type=client_credentials&client_id=meter-gateway");
                    let answer = ask_showing(&issuer, &certificates::der("gateway-a"), request);
                    claims(&answer.member("access_token"))["cnf"]["x5t#S256"].is_string()
                }
                (member, value)
                    if member.ends_with("auth_methods_supported") && value != "none"
                        || member.ends_with("auth_signing_alg_values_supported") =>
                {
                    let endpoint = openid.member(&format!("{}_endpoint", member.split('_').next().unwrap()));
                    authenticated(&issuer, &endpoint, &signers.proof(value))
                }
                ("dpop_signing_alg_values_supported", algorithm) => {
                    let proof = signers.of(algorithm).proof();
                    let request = token_post().header("authorization", NIGHTLY).header("dpop", proof);
                    let answer = ask(&issuer, request.body(b"grant_type=client_credentials".to_vec()).unwrap());
                    answer.member("token_type") == "DPoP"
                }
                ("registration_endpoint", url) => {
                    let body = br#"{"grant_types":["client_credentials"]}"#.to_vec();
                    let request = Request::post(url).header("content-type", "application/json").body(body).unwrap();
                    ask(&issuer, request).status == 201
                }
                ("grant_types_supported", "refresh_token") => {
                    let first = ask(&issuer, nightly("grant_type=client_credentials")).member("refresh_token");
                    ask(&issuer, nightly(&format!("grant_type=refresh_token&refresh_token={first}"))).status == 200
                }
                ("grant_types_supported", "client_credentials") => !access_token(&issuer, "orders.read").is_empty(),
                ("grant_types_supported", "authorization_code")
                | ("token_endpoint_auth_methods_supported", "none")
                | ("code_challenge_methods_supported", "S256") => login().contains_key("id_token"),
                ("authorization_response_iss_parameter_supported", "true") => {
                    let transaction = transaction(&issuer, &authorize_url("openid"));
                    decide(&issuer, &transaction, "cancel").redirect().1["iss"] == ISSUER
                }
                ("subject_types_supported", "public") => login_claims(&login())["sub"] == "user-82c1",
                ("id_token_signing_alg_values_supported", algorithm) => {
                    header(login()["id_token"].as_str().unwrap())["alg"] == algorithm
                }
                ("claims_supported", "name") => {
                    userinfo(&issuer, login()["access_token"].as_str().unwrap()).json().contains_key("name")
                }
                ("claims_supported", "c_hash") => {
                    let back = through_the_browser(&issuer, "code id_token");
                    claims(back["id_token"].as_str().unwrap()).contains_key("c_hash")
                }
                ("claims_supported", claim) => login_claims(&login()).contains_key(claim),
                ("request_uri_parameter_supported", "false") => {
                    let url = format!("{}&request_uri=https%3A%2F%2Fx.test", authorize_url("openid"));
                    ask(&issuer, get(&url)).redirect().1["error"] == "request_uri_not_supported"
                }
                other => panic!("advertised, and not tried: {other:?}"),
            };
            assert!(works, "{name}: {value}");
        }
    }
}

fn login_claims(response: &Map<String, Value>) -> Map<String, Value> {
    claims(response["id_token"].as_str().unwrap())
}

/// What comes back in the fragment of `shop-web`'s address: of a response type, or of the one that is usual there.
fn through_the_browser(issuer: &TestIssuer, kind: &str) -> Map<String, Value> {
    let kind = if kind.contains("id_token") { kind.replace(' ', "+") } else { "id_token".to_owned() };
    let url = authorize_url("openid").replace("response_type=code", &format!("response_type={kind}"));
    decide(issuer, &transaction(issuer, &url), "continue").fragment().1
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
