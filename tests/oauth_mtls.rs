//! Mutual TLS as messages: the proxy's header field, the registered name, the claim, and what a client does.
#![cfg(all(feature = "software-crypto", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/issuer.rs"]
mod common;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use certificates::{certificate, der, text};
use common::{START, Seeded};
use grant_lab::client::Draft;
use grant_lab::client::certificate::OwnCertificate;
use grant_lab::client::mutual_tls::Endpoints;
use grant_lab::oauth::client_auth::present;
use grant_lab::oauth::client_cert::{self, ClientCertError};
use grant_lab::oauth::metadata::{EndpointAliases, MetadataError};
use grant_lab::oauth::{
    ClientAuthMethod, ClientId, ClientSecret, Confirmation, ErrorCode, Form, Presented, ServerMetadata,
    TlsClientAuthSubject, TokenType,
};
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::UnixTime;
use grant_lab::x509::{Certificate, pem, thumbprint, x5c};
use http::{HeaderMap, HeaderValue, Request};
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn rfc_9440() -> Value {
    let file: Value = serde_json::from_str(include_str!("vectors/rfc9440-appendix-a.json")).unwrap();
    file["vectors"][0].clone()
}

fn headers(values: &[&str]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(client_cert::FIELD, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    headers
}

#[test]
fn mtl_07_client_cert_is_one_byte_sequence() {
    let vector = rfc_9440();
    let value = vector["client_cert_header"].as_str().unwrap();
    let der = STANDARD.decode(vector["certs"][0]["der_b64"].as_str().unwrap()).unwrap();
    assert_eq!(client_cert::read(&headers(&[value])), Ok(Some(der.clone())));
    assert_eq!(client_cert::read(&headers(&[&format!("  {value} ")])), Ok(Some(der.clone())));
    assert_eq!(client_cert::write(&der), value);
    assert_eq!(client_cert::read(&HeaderMap::new()), Ok(None));
}

#[test]
fn mtl_07_two_values_pem_and_its_escapes_are_malformed() {
    let vector = rfc_9440();
    let value = vector["client_cert_header"].as_str().unwrap();
    let chain = vector["client_cert_chain_header"].as_str().unwrap();
    for several in [vec![value, value], vec![&format!("{value}, {value}")], vec![chain], vec![value, ""]] {
        assert_eq!(client_cert::read(&headers(&several)), Err(ClientCertError::Several), "{several:?}");
    }
    let pem = text("gateway-a").replace('\n', " ");
    let in_a_url = text("gateway-a").replace('\n', "%0A").replace(' ', "%20").replace('+', "%2B");
    let base64 = value.trim_matches(':');
    for malformed in [
        pem.as_str(),
        &in_a_url,
        base64,
        &format!(":{base64}"),
        &format!("\"{base64}\""),
        &value.replace('=', ""),
        &value.replace('+', "-").replace('/', "_"),
        &value.replace("MII", "MII "),
        &format!("{value};a=1"),
        ":",
        "",
        "?1",
        ":é:",
    ] {
        let error = client_cert::read(&headers(&[malformed])).unwrap_err();
        assert_eq!(error, ClientCertError::NotAByteSequence, "{malformed}");
        let refusal = error.to_oauth_error();
        assert_eq!((refusal.code, refusal.status.as_u16()), (ErrorCode::InvalidRequest, 400));
    }
}

fn presented(certificate: &str, authorization: Option<&str>, body: &str) -> Result<Presented, &'static str> {
    let mut request = Request::post("https://issuer.test/token").header(client_cert::FIELD, certificate);
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    let (parts, ()) = request.body(()).unwrap().into_parts();
    present(&parts, &Form::parse(body.as_bytes()).unwrap()).map_err(|error| error.code())
}

#[test]
fn mtl_07_a_malformed_field_spoils_the_request_whatever_else_it_presents() {
    let good = client_cert::write(&der("gateway-a"));
    let good = good.to_str().unwrap();
    for (authorization, body) in
        [(None, "client_id=a"), (Some("Basic YTpi"), ""), (None, "client_id=a&client_secret=b")]
    {
        let code = presented("no sequence", authorization, body).err();
        assert_eq!(code, Some("client_cert_not_a_byte_sequence"), "{body}");
    }
    let named = presented(good, None, "client_id=a").unwrap();
    assert_eq!((named.client_id(), named.method()), (Some(&ClientId::new("a")), None));
    assert_eq!((named.client_secret(), named.in_header()), (None, false));
    assert_eq!(presented(good, None, ""), Ok(Presented::Certificate { client_id: None, der: der("gateway-a") }));
    // Beside another proof it is none, because a token may be bound to it.
    let basic = presented(good, Some("Basic YTpi"), "client_id=a").unwrap();
    assert_eq!(basic.method(), Some(ClientAuthMethod::ClientSecretBasic));
}

fn registered(members: &Value) -> Result<Option<(&'static str, String)>, &'static str> {
    let members: Map<String, Value> = members.as_object().unwrap().clone();
    let read = TlsClientAuthSubject::from_members(&members);
    let told = |subject: TlsClientAuthSubject| (subject.member().0, subject.member().1.to_owned());
    read.map(|subject| subject.map(told)).map_err(|error| error.code())
}

#[test]
fn mtl_02_exactly_one_name_is_registered() {
    let good = [
        ("tls_client_auth_subject_dn", "CN=meter-gateway,O=Example Energy,C=NL"),
        ("tls_client_auth_san_dns", "one.meters.test"),
        ("tls_client_auth_san_uri", "urn:example:meter:1"),
        ("tls_client_auth_san_ip", "2001:db8::7"),
        ("tls_client_auth_san_email", "Ops@meters.test"),
    ];
    for (place, (name, value)) in good.into_iter().enumerate() {
        assert_eq!(registered(&json!({ name: value, "client_name": 7 })), Ok(Some((name, value.to_owned()))));
        let (other, more) = good[(place + 1) % good.len()];
        assert_eq!(registered(&json!({ name: value, other: more })), Err("tls_subject_several"), "{name} and {other}");
        assert_eq!(registered(&json!({ name: value, other: null })).unwrap().unwrap().0, name);
        for wrong in [json!(""), json!(7), json!([value])] {
            assert_eq!(registered(&json!({ name: wrong })), Err("tls_subject_no_text"), "{name}");
        }
    }
    assert_eq!(registered(&json!({})), Ok(None));
    assert_eq!(registered(&json!({"tls_client_auth_subject_dn": "meter-gateway"})), Err("dn_no_type"));
    for ip in ["192.0.2", "192.0.2.7/32", "one.meters.test", "[2001:db8::7]", "2001:db8::7%1"] {
        assert_eq!(registered(&json!({"tls_client_auth_san_ip": ip})), Err("tls_subject_no_ip"), "{ip}");
    }
}

#[test]
fn mtl_02_a_name_is_compared_with_names_of_its_own_kind() {
    let is_of = |member: &str, value: &str, name: &str| {
        let members: Map<String, Value> = json!({ member: value }).as_object().unwrap().clone();
        TlsClientAuthSubject::from_members(&members).unwrap().unwrap().is_of(&certificate(name))
    };
    for (member, value, fits) in [
        ("tls_client_auth_san_dns", "one.meters.test", true),
        ("tls_client_auth_san_dns", "TWO.METERS.TEST", true),
        ("tls_client_auth_san_dns", "*.meters.test", false),
        ("tls_client_auth_san_dns", "meters.test", false),
        ("tls_client_auth_san_dns", "192.0.2.7", false),
        ("tls_client_auth_san_uri", "urn:example:meter:1", true),
        ("tls_client_auth_san_uri", "one.meters.test", false),
        ("tls_client_auth_san_ip", "192.0.2.7", true),
        ("tls_client_auth_san_ip", "2001:DB8:0:0::0007", true),
        ("tls_client_auth_san_ip", "::ffff:192.0.2.7", false),
        ("tls_client_auth_san_email", "Ops@meters.test", true),
        ("tls_client_auth_san_email", "ops@meters.test", false),
        ("tls_client_auth_san_email", "one.meters.test", false),
        ("tls_client_auth_subject_dn", "cn=MANY  names,o=Example Energy,c=nl", true),
        ("tls_client_auth_subject_dn", "CN=one.meters.test", false),
    ] {
        assert_eq!(is_of(member, value, "names"), fits, "{member} {value}");
    }
    // The common name and a host name read as the address; neither is one.
    assert!(!is_of("tls_client_auth_san_ip", "192.0.2.7", "dns-only"));
    assert!(is_of("tls_client_auth_san_dns", "192.0.2.7", "dns-only"));
    assert!(is_of("tls_client_auth_san_dns", "one.meters.test", "no-subject"));
}

#[test]
fn mtl_04_the_fingerprint_is_base64url_of_sha_256_of_the_der() {
    let file: Value = serde_json::from_str(include_str!("vectors/rfc8705-appendix-a.json")).unwrap();
    let vector = &file["vectors"][0];
    let der = STANDARD.decode(vector["der_b64"].as_str().unwrap()).unwrap();
    let x5t = block_on(thumbprint(&SoftwareCrypto::new(), &der)).unwrap();
    assert_eq!((x5t.as_str(), x5t.len()), ("A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0", 43));
    for (name, wrong) in vector["negatives"].as_object().unwrap() {
        assert_ne!(x5t, wrong.as_str().unwrap(), "{name}");
    }
}

#[test]
fn mtl_04_cnf_is_read_and_written_with_its_exact_name() {
    let file: Value = serde_json::from_str(include_str!("vectors/rfc8705-appendix-a.json")).unwrap();
    // Its last character leaves bits over; it is compared as text, never decoded.
    let cnf = Confirmation::of(file["vectors"][1]["claims"].get("cnf")).unwrap();
    assert_eq!(cnf, Confirmation::of_certificate("bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2".to_owned()));
    assert_eq!(serde_json::to_value(&cnf).unwrap(), file["vectors"][1]["claims"]["cnf"]);
    assert_eq!(TokenType::of(Some(&cnf)), TokenType::Bearer);
    let both = Confirmation { jkt: Some("k".to_owned()), ..cnf };
    assert_eq!(TokenType::of(Some(&both)), TokenType::DPoP);
    assert_eq!(Confirmation::of(Some(&serde_json::to_value(&both).unwrap())), Some(both));
    for unreadable in [json!({"x5t#S256": 7}), json!({"x5t": "a"}), json!({"jkt": "k", "x5t#S256": null}), json!("a")] {
        assert_eq!(Confirmation::of(Some(&unreadable)), Some(Confirmation::default()), "{unreadable}");
    }
}

#[test]
fn mtl_06_a_client_with_a_certificate_goes_to_the_alias_and_no_other_does() {
    let mut metadata = ServerMetadata {
        token_endpoint: "https://as.example/token".to_owned(),
        introspection_endpoint: "https://as.example/introspect".to_owned(),
        revocation_endpoint: "https://as.example/revoke".to_owned(),
        ..ServerMetadata::new("https://as.example")
    };
    assert_eq!(Endpoints::of(&metadata, true), Endpoints::of(&metadata, false));
    metadata.mtls_endpoint_aliases.token_endpoint = "https://mtls.as.example/token".to_owned();
    let with = Endpoints::of(&metadata, true);
    assert_eq!(with.token, "https://mtls.as.example/token");
    assert_eq!((with.introspection, with.revocation), ("https://as.example/introspect", "https://as.example/revoke"));
    assert_eq!(Endpoints::of(&metadata, false).token, "https://as.example/token");
}

#[test]
fn mtl_06_aliases_are_read_from_the_metadata_and_written_into_it() {
    let read = |aliases: Value| {
        let text = json!({"issuer": "https://as.example", "mtls_endpoint_aliases": aliases}).to_string();
        ServerMetadata::parse(text.as_bytes(), "https://as.example")
    };
    let aliases = json!({"token_endpoint": "https://mtls.as.example/token", "device_endpoint": "https://x"});
    let metadata = read(aliases).unwrap();
    assert_eq!(metadata.mtls_endpoint_aliases.token_endpoint, "https://mtls.as.example/token");
    let written: Value = serde_json::from_slice(metadata.to_response().body()).unwrap();
    assert_eq!(written["mtls_endpoint_aliases"], json!({"token_endpoint": "https://mtls.as.example/token"}));
    let empty = read(json!({})).unwrap();
    assert_eq!(empty.mtls_endpoint_aliases, EndpointAliases::default());
    let written: Value = serde_json::from_slice(empty.to_response().body()).unwrap();
    assert_eq!(written, json!({"issuer": "https://as.example"}));
    for wrong in [json!("https://x"), json!([]), json!({"token_endpoint": 7})] {
        assert!(matches!(read(wrong), Err(MetadataError::WrongType { .. })));
    }
}

#[test]
fn a_draft_with_a_certificate_names_its_client_and_carries_no_proof() {
    for method in [ClientAuthMethod::TlsClientAuth, ClientAuthMethod::SelfSignedTlsClientAuth] {
        let draft = Draft {
            client_id: ClientId::new("meter-gateway"),
            client_secret: ClientSecret::new("left over from another method"),
            method,
            grant_type: "client_credentials".to_owned(),
            scope: String::new(),
            token_endpoint: "https://mtls.issuer.test/token".to_owned(),
            ..Draft::default()
        };
        assert_eq!(draft.problems(), []);
        let request = draft.to_request().unwrap();
        assert_eq!(request.body(), b"grant_type=client_credentials&client_id=meter-gateway");
        assert!(!request.headers().contains_key("authorization") && !request.headers().contains_key("client-cert"));
    }
}

#[test]
fn a_client_can_make_a_certificate_and_what_it_registers() {
    let crypto = SoftwareCrypto::new();
    let own = block_on(OwnCertificate::make(&crypto, &Seeded::new(), "my laptop", UnixTime(START))).unwrap();
    let certificate = Certificate::parse(&own.der).unwrap();
    assert_eq!(certificate.subject().to_string(), "CN=my laptop");
    assert_eq!(certificate.not_after().since(certificate.not_before()), 365 * 86_400);
    assert_eq!(x5c::first(&own.public), Ok(Some(certificate)));
    assert!(own.private.has_private_members() && !own.public.has_private_members());
    assert_eq!(pem::decode(&own.to_pem()).unwrap(), own.der);
    let again = block_on(OwnCertificate::make(&crypto, &Seeded::new(), "my laptop", UnixTime(START))).unwrap();
    assert_ne!(again.der, own.der, "another key");
}

proptest! {
    #[test]
    fn whatever_is_written_is_read(octets in prop::collection::vec(any::<u8>(), 0..100)) {
        let mut headers = HeaderMap::new();
        headers.insert(client_cert::FIELD, client_cert::write(&octets));
        prop_assert_eq!(client_cert::read(&headers), Ok(Some(octets)));
    }

    #[test]
    fn reading_any_field_ends(octets in prop::collection::vec(any::<u8>(), 0..60), near in ":[A-Za-z0-9+/= ]{0,20}:") {
        for value in [&octets[..], near.as_bytes()] {
            if let Ok(value) = HeaderValue::from_bytes(value) {
                let mut headers = HeaderMap::new();
                headers.insert(client_cert::FIELD, value);
                let _ = client_cert::read(&headers);
            }
        }
    }
}
