//! Requests that are often nearly right, for properties: any method, path, header field and form.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the strategies it needs")]
#![allow(clippy::unwrap_used, reason = "a broken fixture ends the test")]

use http::{HeaderName, HeaderValue, Method, Request, Uri};
use proptest::prelude::*;
use proptest::sample::select;

use super::common::{NIGHTLY, basic};

/// Text that is often nearly right.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "grant_type=client_credentials",
            "grant_type=authorization_code",
            "grant_type=refresh_token",
            "refresh_token=x",
            "token=x",
            "token_type_hint=refresh_token",
            "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer",
            "client_id=ledger-sync",
            "grant_type=",
            "scope=orders.read",
            "scope=openid",
            "scope=a++b",
            "client_id=nightly-report",
            "client_id=billing-export",
            "client_id=shop-web",
            "client_secret=billing-secret-not-real",
            "client_secret=demo-secret-not-real",
            "client_assertion=a.b.c",
            "response_type=code",
            "redirect_uri=https%3A%2F%2Fshop.test%2Fcallback",
            "code=x",
            "code_verifier=x",
            "code_challenge_method=S256",
            "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "transaction=x",
            "decision=continue",
            "state=%zz",
            "prompt=none",
            "prompt=consent",
            "max_age=0",
            "max_age=x",
            "nonce=n",
            "response_type=code+id_token",
            "response_mode=fragment",
            "response_mode=query",
            "scope=openid+offline_access",
            "scope=stock.read",
            "resource=https%3A%2F%2Fapi.test",
            "resource=https%3A%2F%2Fstock.test",
            "resource=https%3A%2F%2Fissuer.test",
            "resource=%23",
            "audience=x",
            "authorization_details=%5B%7B%22type%22%3A%22orders_export%22%2C%22actions%22%3A%5B%22read%22%5D%2C%22max_rows%22%3A9%7D%5D",
            "authorization_details=%5B%7B%22type%22%3A1%7D%5D",
            "authorization_details=%5B",
        ])
        .prop_map(str::to_owned),
        "[ -~]{0,12}",
        ".{0,6}",
    ]
}

/// Nothing, or parameters that alone would be a good request.
fn beginning() -> impl Strategy<Value = &'static str> {
    select(vec![
        "",
        "grant_type=client_credentials",
        "grant_type=client_credentials&client_id=billing-export&client_secret=billing-secret-not-real",
        "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer",
        "response_type=code&client_id=shop-web&redirect_uri=https%3A%2F%2Fshop.test%2Fcallback\
         &code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "response_type=id_token&client_id=shop-web&redirect_uri=https%3A%2F%2Fshop.test%2Fcallback&scope=openid&nonce=n",
    ])
}

pub fn body() -> impl Strategy<Value = Vec<u8>> {
    let form = (beginning(), prop::collection::vec(fragment(), 0..4));
    prop_oneof![
        4 => form.prop_map(|(beginning, parts)| format!("{beginning}&{}", parts.join("&")).into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..64),
    ]
}

pub fn authorization() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        3 => Just(NIGHTLY.as_bytes().to_vec()),
        1 => Just(basic("nightly-report", "wrong").into_bytes()),
        1 => Just(basic("back-office", "back-office-secret-not-real").into_bytes()),
        1 => "(Basic|Bearer|basic|DPoP|) {0,2}[A-Za-z0-9+/=._-]{0,40}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..24),
    ]
}

fn path() -> impl Strategy<Value = String> {
    select(vec![
        "https://issuer.test/token",
        "https://issuer.test/token",
        "https://issuer.test/token",
        "https://issuer.test/authorize",
        "https://issuer.test/authorize",
        "https://issuer.test/sign-in",
        "https://issuer.test/introspect",
        "https://issuer.test/revoke",
        "https://issuer.test/userinfo",
        "https://issuer.test/jwks",
        "https://ledger-sync.test/jwks",
        "https://issuer.test/.well-known/openid-configuration",
        "https://issuer.test/.well-known/oauth-authorization-server",
        "https://api.test/orders",
        "https://api.test/orders/export",
        "https://api.test/me",
        "https://api.test/me/by-sub",
        "https://stock.test/stock",
        "https://nowhere.test/x",
        "/token",
    ])
    .prop_map(str::to_owned)
}

prop_compose! {
    /// A request to one of the servers, often nearly right.
    pub fn any_request()(
        path in path(),
        query in body(),
        method in prop_oneof![4 => Just("POST"), 2 => Just("GET"), 1 => select(vec!["HEAD", "PUT", "OPTIONS", "X"])],
        content_type in prop_oneof![
            4 => Just("application/x-www-form-urlencoded"),
            1 => select(vec!["application/json", "", "multipart/form-data"]),
        ],
        authorizations in prop::collection::vec(authorization(), 0..3),
        name in prop_oneof![
            3 => "[a-z-]{1,10}",
            1 => Just("dpop".to_owned()),
            1 => Just("origin".to_owned()),
            1 => Just("access-control-request-method".to_owned()),
            1 => Just("oauth-client-attestation".to_owned()),
        ],
        value in prop::collection::vec(any::<u8>(), 0..12),
        body in body(),
    ) -> Request<Vec<u8>> {
        let query: String = String::from_utf8_lossy(&query).chars().filter(char::is_ascii_graphic).collect();
        let uri = format!("{path}?{}", query.replace(['#', '"', '<', '>', '\\', '^', '`', '{', '|', '}'], ""));
        let mut request = Request::new(body);
        *request.method_mut() = Method::from_bytes(method.as_bytes()).unwrap();
        *request.uri_mut() = uri.parse().unwrap_or_else(|_| Uri::from_static("https://issuer.test/token"));
        let headers = request.headers_mut();
        for authorization in authorizations {
            if let Ok(value) = HeaderValue::from_bytes(&authorization) {
                headers.append("authorization", value);
            }
        }
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(&value)) {
            headers.append(name, value);
        }
        headers.insert("content-type", HeaderValue::from_static(content_type));
        request
    }
}
