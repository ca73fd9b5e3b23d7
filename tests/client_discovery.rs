//! Finding out about an issuer: the addresses that are tried, and what is said about an answer.
#![cfg(not(target_arch = "wasm32"))]

use grant_lab::client::discovery::{AddressError, Asked, AskedNote, Fault, Provider, Reading, Rule, Weight, read};
use grant_lab::oauth::ClientAuthMethod;
use http::Response;
use serde_json::{Value, json};

const ISSUER: &str = "https://login.example/tenant";

fn asked(text: &str) -> Asked {
    Asked::read(text).expect("something that can be asked for")
}

fn urls(text: &str) -> Vec<String> {
    asked(text).candidates().into_iter().map(|candidate| candidate.url).collect()
}

fn answer(status: u16, kind: &str, body: &str) -> Response<Vec<u8>> {
    Response::builder().status(status).header("content-type", kind).body(body.as_bytes().to_vec()).expect("a response")
}

fn metadata() -> Value {
    json!({
        "issuer": ISSUER,
        "token_endpoint": "https://login.example/tenant/token",
        "jwks_uri": "https://login.example/tenant/keys",
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    })
}

/// The metadata with one member in another form; `null` takes it out.
fn with(member: &str, value: Value) -> Value {
    let mut metadata = metadata();
    metadata[member] = value;
    metadata
}

fn read_of(typed: &str, rule: Rule, document: &Value) -> Reading {
    read(&asked(typed), rule, &answer(200, "application/json", &document.to_string()))
}

fn codes(reading: &Reading) -> Vec<&'static str> {
    reading.faults.iter().map(Fault::code).collect()
}

fn provider(document: &Value) -> Provider {
    read_of(ISSUER, Rule::OauthBetween, document).provider.expect("a provider")
}

#[test]
fn dis_01_dis_02_each_document_is_sought_where_its_specification_puts_it() {
    assert_eq!(
        urls("https://h/t1"),
        [
            "https://h/t1/.well-known/openid-configuration",
            "https://h/.well-known/oauth-authorization-server/t1",
            "https://h/.well-known/openid-configuration/t1",
            "https://h/t1/.well-known/oauth-authorization-server",
        ]
    );
    // Without a path the rules agree. A slash at the end is taken away by both (RFC 8414 §3.1, OIDC Discovery §4).
    for typed in ["https://h", "https://h/", " https://h \n"] {
        assert_eq!(
            urls(typed),
            ["https://h/.well-known/openid-configuration", "https://h/.well-known/oauth-authorization-server"],
            "{typed}"
        );
    }
    assert_eq!(urls("https://h:8443/a/b/")[1], "https://h:8443/.well-known/oauth-authorization-server/a/b");
    assert_eq!(urls("http://127.0.0.1:9400")[0], "http://127.0.0.1:9400/.well-known/openid-configuration");
}

#[test]
fn the_address_of_metadata_is_asked_as_it_is_and_leads_to_its_issuer() {
    for (typed, issuer) in [
        ("https://h/t1/.well-known/openid-configuration", "https://h/t1"),
        ("https://h/.well-known/oauth-authorization-server/t1", "https://h/t1"),
        ("https://h/.well-known/openid-configuration?p=policy", "https://h"),
        ("https://h/.well-known/openid-configuration/", "https://h"),
    ] {
        let asked = asked(typed);
        assert_eq!(asked.issuer, issuer, "{typed}");
        assert_eq!(asked.notes, [AskedNote::MetadataAddress], "{typed}");
        let candidates = asked.candidates();
        assert_eq!((candidates.len(), candidates[0].rule, candidates[0].url.as_str()), (1, Rule::Typed, typed));
    }
}

#[test]
fn what_was_typed_is_kept_letter_by_letter_and_what_is_odd_is_noted() {
    for (typed, issuer, notes) in [
        ("https://tenant.auth0.example/", "https://tenant.auth0.example/", vec![]),
        ("login.example/t", "https://login.example/t", vec![AskedNote::SchemeAdded]),
        ("localhost:9400", "http://localhost:9400", vec![AskedNote::SchemeAdded, AskedNote::LoopbackHttp]),
        ("http://[::1]:9400", "http://[::1]:9400", vec![AskedNote::LoopbackHttp]),
        ("http://idp.example", "http://idp.example", vec![AskedNote::PlainHttp]),
        ("https://h/oauth2/token", "https://h/oauth2/token", vec![AskedNote::Endpoint]),
    ] {
        let asked = asked(typed);
        assert_eq!((asked.issuer.as_str(), asked.notes), (issuer, notes), "{typed}");
    }
}

#[test]
fn dis_03_what_is_no_issuer_is_not_asked_for() {
    for (typed, error) in [
        (" ", AddressError::Empty),
        ("ftp://h", AddressError::Scheme),
        ("urn://", AddressError::Scheme),
        ("https://", AddressError::NotAUrl),
        ("https://a b", AddressError::NotAUrl),
        ("not an issuer", AddressError::NotAUrl),
        ("https://me:secret@h", AddressError::UserInformation),
        ("https://h?tenant=1", AddressError::Query),
        ("https://h/#a", AddressError::Fragment),
        (&["https://h/", &"a".repeat(2_000)].concat(), AddressError::TooLong),
    ] {
        assert_eq!(Asked::read(typed), Err(error), "{typed}");
    }
}

#[test]
fn good_metadata_has_no_fault_and_says_all_that_a_request_needs() {
    let reading = read_of(ISSUER, Rule::OauthBetween, &metadata());
    assert_eq!(codes(&reading), Vec::<&str>::new());
    let provider = reading.provider.expect("a provider");
    assert_eq!(provider.token_endpoint.as_deref(), Some("https://login.example/tenant/token"));
    assert_eq!(provider.jwks_uri.as_deref(), Some("https://login.example/tenant/keys"));
    assert_eq!(provider.known_methods(), [ClientAuthMethod::ClientSecretBasic, ClientAuthMethod::ClientSecretPost]);
    assert_eq!(provider.scopes, None, "what is not told is no empty list");
    let origins: Vec<String> = provider.origins().iter().map(ToString::to_string).collect();
    assert_eq!(origins, ["https://login.example"]);
}

#[test]
fn dis_03_another_issuer_is_told_with_what_is_probably_behind_it() {
    for (typed, named, code) in [
        ("https://h/t", "https://h/t/", "metadata_issuer_slash"),
        ("https://h/", "https://h", "metadata_issuer_slash"),
        ("https://h/T", "https://h/t", "metadata_issuer_case"),
        ("https://h/t", "http://h/t", "metadata_issuer_scheme"),
        ("https://h/common/v2.0", "https://h/{tenantid}/v2.0", "metadata_issuer_template"),
        ("https://h/example.com/v2.0", "https://h/11111111/v2.0", "metadata_issuer_path"),
        ("https://custom.example", "https://tenant.idp.example", "metadata_issuer_host"),
    ] {
        let reading = read_of(typed, Rule::OpenidAtEnd, &with("issuer", json!(named)));
        let fault = reading.faults.iter().find(|fault| fault.code() == code);
        assert_eq!(fault.map(Fault::weight), Some(Weight::Stops), "{typed} {named}: {:?}", codes(&reading));
        assert_eq!(reading.provider.map(|provider| provider.issuer).as_deref(), Some(named), "shown all the same");
    }
    // The address of the metadata is the same with a slash and without: nobody asked for the other issuer.
    let typed = "https://h/.well-known/openid-configuration";
    let reading = read_of(typed, Rule::Typed, &with("issuer", json!("https://h/")));
    let slash = reading.faults.iter().find(|fault| matches!(fault, Fault::Issuer { .. })).map(Fault::weight);
    assert_eq!(slash, Some(Weight::Notes));
}

#[test]
fn every_fault_of_a_document_is_told() {
    for (member, value, code) in [
        ("issuer", json!(null), "metadata_issuer_missing"),
        ("issuer", json!(7), "metadata_type"),
        ("issuer", json!("https://login.example/tenant?a=b"), "metadata_issuer_form"),
        ("token_endpoint", json!(null), "metadata_token_endpoint_missing"),
        ("token_endpoint", json!("/tenant/token"), "metadata_relative"),
        ("token_endpoint", json!("ldap://login.example/token"), "metadata_not_an_address"),
        ("token_endpoint", json!("https://login.example/token#now"), "metadata_fragment"),
        ("token_endpoint", json!("http://login.example/token"), "metadata_plain_http"),
        ("token_endpoint", json!("http://localhost:9400/token"), "metadata_loopback_http"),
        ("token_endpoint", json!("https://token.example/token"), "metadata_other_origin"),
        ("jwks_uri", json!(null), "metadata_keys_missing"),
        ("grant_types_supported", json!(["authorization_code"]), "metadata_grant_not_listed"),
        ("grant_types_supported", json!([]), "metadata_empty_list"),
        ("grant_types_supported", json!("client_credentials"), "metadata_type"),
        ("token_endpoint_auth_methods_supported", json!(null), "metadata_methods_not_told"),
        ("token_endpoint_auth_methods_supported", json!(["private_key_jwt"]), "metadata_algorithms_missing"),
        ("token_endpoint_auth_methods_supported", json!(["attest_jwt_client_auth"]), "metadata_method_unknown"),
        ("token_endpoint_auth_signing_alg_values_supported", json!(["ES256", "none"]), "metadata_algorithm_none"),
        ("scopes_supported", json!([1, "a"]), "metadata_type"),
        ("mtls_endpoint_aliases", json!("https://mtls.example"), "metadata_type"),
        ("tls_client_certificate_bound_access_tokens", json!("yes"), "metadata_type"),
    ] {
        let reading = read_of(ISSUER, Rule::OauthBetween, &with(member, value.clone()));
        assert!(codes(&reading).contains(&code), "{member} {value}: {:?}", codes(&reading));
        assert!(reading.provider.is_some(), "what is there is shown: {member} {value}");
        assert!(reading.faults.is_sorted_by_key(Fault::weight), "{member}");
    }
}

#[test]
fn what_is_odd_is_left_out_and_the_rest_is_still_read() {
    assert_eq!(provider(&with("token_endpoint", json!("/token"))).token_endpoint, None);
    assert_eq!(provider(&with("scopes_supported", json!([1, "a"]))).scopes, Some(vec!["a".to_owned()]));
    let one = provider(&with("grant_types_supported", json!("client_credentials")));
    assert_eq!(one.grant_types, Some(vec!["client_credentials".to_owned()]));
    let plain = provider(&with("token_endpoint", json!("http://login.example/token")));
    assert_eq!(plain.token_endpoint.as_deref(), Some("http://login.example/token"), "a learner may try");
}

#[test]
fn dis_05_dis_07_what_is_not_listed_has_its_default() {
    let reading = read_of(ISSUER, Rule::OauthBetween, &with("grant_types_supported", json!(null)));
    assert_eq!(codes(&reading), ["metadata_grants_not_told"]);
    let without = provider(&with("token_endpoint_auth_methods_supported", json!(null)));
    assert_eq!(without.known_methods(), [ClientAuthMethod::ClientSecretBasic]);
    assert_eq!(without.methods, None, "the default is no statement of the issuer");
}

#[test]
fn dis_08_what_openid_wants_is_missed_in_its_document_alone() {
    let openid = read_of(ISSUER, Rule::OpenidAtEnd, &metadata());
    assert_eq!(codes(&openid), ["metadata_openid_member"; 4]);
    let typed = [ISSUER, "/.well-known/openid-configuration"].concat();
    assert_eq!(codes(&read_of(&typed, Rule::Typed, &metadata())), ["metadata_openid_member"; 4]);
    assert_eq!(codes(&read_of(ISSUER, Rule::OauthAtEnd, &metadata())), Vec::<&str>::new());
}

#[test]
fn endpoints_elsewhere_are_listed_by_their_origin() {
    // As at Google: three hosts beside the issuer's.
    let document = json!({
        "issuer": "https://accounts.example",
        "token_endpoint": "https://oauth2.example/token",
        "jwks_uri": "https://www.example/oauth2/v3/certs",
        "userinfo_endpoint": "https://openidconnect.example/v1/userinfo",
        "revocation_endpoint": "https://oauth2.example/revoke",
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    });
    let reading = read_of("https://accounts.example", Rule::OauthBetween, &document);
    let told: Vec<_> = reading.faults.iter().map(Fault::values).collect();
    let pair = |members: &str, origin: &str| vec![("members", members.to_owned()), ("origin", origin.to_owned())];
    assert_eq!(
        told,
        [
            pair("token_endpoint, revocation_endpoint", "https://oauth2.example"),
            pair("jwks_uri", "https://www.example"),
            pair("userinfo_endpoint", "https://openidconnect.example"),
        ]
    );
}

#[test]
fn an_answer_that_is_no_metadata_is_told_for_what_it_is() {
    let asked = asked(ISSUER);
    for (status, kind, body, code) in [
        (404, "text/html", "<h1>Not found</h1>", "metadata_not_there"),
        (410, "text/plain", "", "metadata_not_there"),
        (302, "text/html", "", "metadata_redirect"),
        (401, "application/json", "{}", "metadata_status"),
        (503, "text/html", "<h1>Down</h1>", "metadata_status"),
        (200, "text/html", "\n<!doctype html><title>Sign in</title>", "metadata_html"),
        (200, "application/json", "<!doctype html>", "metadata_html"),
        (200, "application/json", "", "metadata_not_an_object"),
        (200, "application/json", "[1]", "metadata_not_an_object"),
        (200, "application/json", "{\"issuer\": ", "metadata_not_an_object"),
        (200, "application/json", "{\"keys\": []}", "metadata_of_something_else"),
    ] {
        let reading = read(&asked, Rule::OpenidAtEnd, &answer(status, kind, body));
        assert_eq!((codes(&reading), reading.provider), (vec![code], None), "{status} {kind} {body}");
    }
    let document = metadata().to_string();
    let plain = read(&asked, Rule::OauthBetween, &answer(200, "text/plain", &document));
    assert_eq!(codes(&plain), ["metadata_media_type"]);
    let marked = ["\u{feff}", &document].concat();
    let marked = read(&asked, Rule::OauthBetween, &answer(200, "application/json; charset=utf-8", &marked));
    assert_eq!(codes(&marked), Vec::<&str>::new(), "a byte order mark is passed over");
}
