//! An issuer under another name than that of the page: every answer, token and sentence says that name, and nothing else differs (RFC 8414
//! §2, RFC 9068 §2.2, RFC 9207 §2, RFC 9728 §3.1). Certificates, which only the page plays, are not offered (RFC 8705).
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{Configuration, demo_clients_of, demo_registry_of};
use grant_lab::oauth::well_known::{oauth_authorization_server_url, openid_configuration_url, protected_resource_url};
use grant_lab::server::Names;
use http::Request;
use serde_json::{Value, json};

const WELL_KNOWN: &str = "/.well-known/oauth-protected-resource";

fn issuers() -> [(Names, TestIssuer); 4] {
    ["http://127.0.0.1:9400", "http://localhost:9400", "https://login.example/t/1", "https://login.example/"].map(
        |name| {
            let names = Names::of(name).unwrap();
            (names.clone(), issuer_with(demo_registry_of(names)))
        },
    )
}

/// What the page says, as this issuer says it: pairs of both. Longer names come first.
fn pairs(names: &Names) -> Vec<(String, String)> {
    let (scheme, host, path) = names.parts();
    let origin = format!("{scheme}://{host}");
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    vec![
        (format!("https://stock.test{WELL_KNOWN}"), format!("{origin}{WELL_KNOWN}{path}/api/stock")),
        (format!("https://api.test{WELL_KNOWN}"), format!("{origin}{WELL_KNOWN}{path}/api")),
        ("https://stock.test".to_owned(), names.stock_api.to_string()),
        ("https://api.test".to_owned(), names.api.to_string()),
        (encoded("https://stock.test"), encoded(&names.stock_api)),
        (encoded("https://api.test"), encoded(&names.api)),
        ("https://issuer.test/".to_owned(), names.at("/")),
        ("https://issuer.test".to_owned(), names.issuer.to_string()),
        (encoded("https://issuer.test"), encoded(&names.issuer)),
        ("realm=\"issuer.test\"".to_owned(), format!("realm=\"{host}\"")),
        ("action=\"/sign-in\"".to_owned(), format!("action=\"{path}/sign-in\"")),
    ]
}

/// A request to the page's issuer, sent to that of another name.
fn renamed(names: &Names, text: &str) -> String {
    let text = text.replace("https://stock.test/stock", "https://stock.test");
    pairs(names).iter().fold(text, |text, (page, own)| text.replace(page.as_str(), own))
}

/// An answer with everything behind it, tokens as what they say.
fn told(answer: &Answer) -> String {
    let mut headers: Vec<String> =
        answer.response.headers().iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    headers.sort();
    let mut body = answer.text().to_owned();
    for token in ["access_token", "id_token"].map(|name| answer_member(answer, name)).into_iter().flatten() {
        let (mut header, mut claims) = (header(&token), claims(&token));
        // What is made of a key or of a signature is another every time.
        header.remove("kid");
        claims.remove("at_hash");
        body = body.replace(&token, &format!("{header:?} {claims:?}"));
    }
    let steps = answer.trace.steps.iter().filter(|step| step.name != "Key");
    let steps = steps.map(|step| format!("{} {} {} {}", step.name, step.citation, step.saw, step.decided));
    format!("{} {}\n{body}\n{}", answer.status, headers.join("\n"), steps.collect::<Vec<_>>().join("\n"))
}

fn answer_member(answer: &Answer, name: &str) -> Option<String> {
    let body: Value = serde_json::from_slice(answer.response.body()).ok()?;
    Some(body.get(name)?.as_str()?.to_owned())
}

/// A conversation with everybody there, as the page has it; `name` makes another issuer's of it.
fn conversation(issuer: &TestIssuer, name: &dyn Fn(&str) -> String) -> Vec<Answer> {
    let mut answers = Vec::new();
    let mut post = |path: &str, authorization: &str, body: &str| {
        let request = Request::post(name(&format!("https://issuer.test{path}")))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", authorization)
            .body(name(body).into_bytes())
            .unwrap();
        let answer = ask(issuer, request);
        let token = answer_member(&answer, "access_token").unwrap_or_default();
        answers.push(answer);
        token
    };
    let billing = "client_id=billing-export&client_secret=billing-secret-not-real";
    let details = |location: &str| {
        let one = json!([{"type": "orders_export", "actions": ["read"], "max_rows": 2, "locations": [location]}]);
        form_urlencoded::Serializer::new(String::new()).append_pair("authorization_details", &one.to_string()).finish()
    };
    let cc = "grant_type=client_credentials";
    let orders = post("/token", NIGHTLY, cc);
    post("/token", NIGHTLY, &format!("{cc}&resource=https%3A%2F%2Fapi.test"));
    post("/token", NIGHTLY, &format!("{cc}&resource=https%3A%2F%2Fapi.test%2F"));
    post("/token", NIGHTLY, &format!("{cc}&resource=https%3A%2F%2Fstock.test"));
    post("/token", &basic("nightly-report", "wrong"), cc);
    post("/token", "Basic ?", cc);
    post("/token", "Bearer a", cc);
    post("/introspect", &basic("orders-api", "api-secret-not-real"), &format!("token={orders}"));
    post("/introspect", &basic("stock-api", "stock-api-secret-not-real"), &format!("token={orders}"));
    let export = post_form(issuer, name, &format!("{cc}&{billing}&{}", details("https://api.test")));
    let elsewhere = post_form(issuer, name, &format!("{cc}&{billing}&{}", details("https://other.test")));
    let export_token = export.member("access_token");
    answers.extend([export, elsewhere]);

    let code = signed_in(issuer, name, &mut answers);
    let body = format!("grant_type=authorization_code&code={code}&redirect_uri={BACK_OFFICE_CALLBACK}");
    answers.push(post_with(issuer, name, &back_office(), &body));
    let person = answers.last().unwrap().member("access_token");
    for (url, token) in [
        ("https://api.test/orders", &orders),
        ("https://api.test/orders/export", &export_token),
        ("https://api.test/me", &orders),
        ("https://api.test/nothing", &orders),
        ("https://stock.test/stock", &orders),
        ("https://stock.test/stock", &person),
        ("https://issuer.test/userinfo", &person),
        ("https://issuer.test/userinfo", &orders),
        ("https://issuer.test/nothing", &orders),
        (&format!("https://api.test{WELL_KNOWN}"), &orders),
        (&format!("https://stock.test{WELL_KNOWN}"), &orders),
        ("https://other.test/.well-known/oauth-authorization-server", &orders),
        ("https://nobody.test/", &orders),
    ] {
        answers.push(ask(issuer, get_with(&name(url), &format!("Bearer {token}"))));
    }
    answers
}

fn post_with(issuer: &TestIssuer, name: &dyn Fn(&str) -> String, authorization: &str, body: &str) -> Answer {
    let request = Request::post(name("https://issuer.test/token"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", authorization);
    ask(issuer, request.body(body.as_bytes().to_vec()).unwrap())
}

fn post_form(issuer: &TestIssuer, name: &dyn Fn(&str) -> String, body: &str) -> Answer {
    let request =
        Request::post(name("https://issuer.test/token")).header("content-type", "application/x-www-form-urlencoded");
    ask(issuer, request.body(name(body).into_bytes()).unwrap())
}

/// Sam signs in at `back-office`'s request, for the stock and for UserInfo.
fn signed_in(issuer: &TestIssuer, name: &dyn Fn(&str) -> String, answers: &mut Vec<Answer>) -> String {
    let url = format!(
        "https://issuer.test/authorize?response_type=code&client_id=back-office&redirect_uri={BACK_OFFICE_CALLBACK}\
         &scope=openid+stock.read&state=s"
    );
    let sent = ask(issuer, get(&name(&url)));
    let card = ask(issuer, get(sent.header("location")));
    let transaction = sent.redirect().1["transaction"].as_str().unwrap().to_owned();
    let decision =
        Request::post(name("https://issuer.test/sign-in")).header("content-type", "application/x-www-form-urlencoded");
    let back = ask(issuer, decision.body(format!("transaction={transaction}&decision=continue").into_bytes()).unwrap());
    let code = back.redirect().1["code"].as_str().unwrap().to_owned();
    answers.extend([sent, card, back]);
    code
}

#[test]
fn every_answer_and_every_sentence_says_the_other_name_and_nothing_else_differs() {
    let page: Vec<String> = conversation(&issuer(), &str::to_owned).iter().map(told).collect();
    assert!(page.iter().filter(|answer| answer.starts_with("200")).count() >= 10, "most of it works");
    for (names, issuer) in issuers() {
        let own = conversation(&issuer, &|text| renamed(&names, text));
        assert_eq!(own.len(), page.len());
        for (page, own) in page.iter().zip(&own) {
            let expected =
                pairs(&names).iter().fold(page.clone(), |text, (page, own)| text.replace(page.as_str(), own));
            // What only the page plays is left out.
            let expected = expected.replace("\"tls_client_certificate_bound_access_tokens\":true,", "");
            let own = told(own);
            let both = [&expected, &own].map(|text| comparable(&names, text));
            assert_eq!(both[0], both[1], "{}", names.issuer);
        }
    }
}

/// Where the path of an address shows: it is told as it was asked for.
fn comparable(names: &Names, text: &str) -> String {
    let path = names.parts().2;
    let text = text.replace(&format!("“{path}/api/nothing”"), "“/nothing”");
    text.replace(&format!("“{path}/nothing”"), "“/nothing”")
}

#[test]
fn both_documents_are_where_the_specifications_put_them_and_offer_no_certificates() {
    for (names, issuer) in issuers() {
        let expected = names.issuer.as_str();
        let documents = [oauth_authorization_server_url(expected), openid_configuration_url(expected)];
        for url in documents.map(Result::unwrap) {
            let document = ask(&issuer, get(&url)).json();
            assert_eq!(document["issuer"], expected);
            for endpoint in ["authorization_endpoint", "token_endpoint", "jwks_uri", "introspection_endpoint"] {
                assert!(document[endpoint].as_str().unwrap().starts_with(&names.at("/")), "{endpoint}");
            }
            assert!(!document.contains_key("mtls_endpoint_aliases"));
            assert!(!document.contains_key("tls_client_certificate_bound_access_tokens"));
            assert!(!Value::from(document).to_string().contains("tls_client_auth"));
        }
        for api in [&names.api, &names.stock_api] {
            let document = ask(&issuer, get(&protected_resource_url(api).unwrap())).json();
            assert_eq!((&document["resource"], &document["authorization_servers"]), (&json!(api), &json!([expected])));
        }
    }
    let at_the_end = ask(&issuers()[2].1, get("https://login.example/t/1/.well-known/oauth-authorization-server"));
    assert_eq!(at_the_end.status, 404, "RFC 8414 §3.1: between host and path");
}

#[test]
fn clients_with_certificates_are_neither_there_nor_registered() {
    let (names, issuer) = issuers().into_iter().next().unwrap();
    let clients = demo_clients_of(&names);
    assert!(clients.len() > 8 && clients.iter().all(|client| !client.token_endpoint_auth_method.shows_certificate()));
    let register = |body: Value| {
        let request = Request::post(names.at("/register")).header("content-type", "application/json");
        ask(&issuer, request.body(body.to_string().into_bytes()).unwrap())
    };
    for asked in [
        json!({"token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_subject_dn": "CN=a", "grant_types": ["client_credentials"]}),
        json!({"tls_client_certificate_bound_access_tokens": true, "grant_types": ["client_credentials"]}),
    ] {
        assert_eq!(register(asked).outcome(), (400, "invalid_client_metadata".to_owned()));
    }
    assert_eq!(register(json!({"client_name": "a", "grant_types": ["client_credentials"]})).status, 201);
}

#[test]
fn a_configuration_goes_from_one_name_to_another() {
    let page = issuer().issuer().configuration().to_json();
    for (names, issuer) in issuers() {
        let apis = |document: &Value| {
            document["apis"].as_array().unwrap().iter().map(|api| api["identifier"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(issuer.issuer().configuration().to_json()["apis"], page["apis"]);
        issuer.configure(Configuration::parse(&page.to_string()).unwrap());
        assert_eq!(apis(&issuer.issuer().configuration().to_json()), apis(&page));
        let token = post_with(&issuer, &|text| renamed(&names, text), NIGHTLY, "grant_type=client_credentials")
            .member("access_token");
        assert_eq!(claims(&token)["aud"], names.api);
        assert_eq!(ask(&issuer, get_with(&[&names.api, "/orders"].concat(), &format!("Bearer {token}"))).status, 200);

        // By its own name it is the same API, and what stands beside that under the other name is another.
        let mut own = page.clone();
        own["apis"][0]["identifier"] = json!(names.api);
        issuer.configure(Configuration::parse(&own.to_string()).unwrap());
        assert_eq!(apis(&issuer.issuer().configuration().to_json()), apis(&page));
        issuer.reset();
        assert_eq!(issuer.issuer().names().issuer, names.issuer);
    }
}
