//! How the token endpoint refuses: requirements ERR-01 to ERR-04 (RFC 6749 §5.2), and what the trace says about it.
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
use grant_lab::issuer::{Client, Policies, Profile, TOKEN_CHECKS};
use grant_lab::jose::Algorithm;
use grant_lab::oauth::{Challenge, ErrorCode, ErrorResponse};
use grant_lab::server::StepOutcome;
use http::Request;
use signer::Signer;

/// A fault that a request can have, where the issuer notices it, and how it then answers.
struct Fault {
    noticed_by: &'static str,
    status: u16,
    error: &'static str,
    spoil: fn(&mut Parts),
}

/// The parts of a request that a fault can spoil.
struct Parts {
    method: &'static str,
    content_type: &'static str,
    authorization: Option<String>,
    dpop: Option<&'static str>,
    body: Vec<(&'static str, String)>,
}

impl Parts {
    fn good() -> Self {
        Self {
            method: "POST",
            content_type: "application/x-www-form-urlencoded",
            authorization: Some(NIGHTLY.to_owned()),
            dpop: None,
            body: vec![("grant_type", "client_credentials".to_owned()), ("scope", "orders.read".to_owned())],
        }
    }

    fn set(&mut self, name: &'static str, value: &str) {
        self.body.retain(|(own, _)| *own != name);
        self.body.push((name, value.to_owned()));
    }

    fn request(self) -> Request<Vec<u8>> {
        let pairs: Vec<String> = self.body.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(self.method)
            .uri("https://issuer.test/token")
            .header("content-type", self.content_type);
        if let Some(authorization) = self.authorization {
            request = request.header("authorization", authorization);
        }
        if let Some(dpop) = self.dpop {
            request = request.header("dpop", dpop);
        }
        request.body(pairs.join("&").into_bytes()).unwrap()
    }
}

const TYPE: &str = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";

/// Every fault of a `client_credentials` request, in the order of ERR-03.
fn faults() -> Vec<Fault> {
    let fault = |noticed_by, status, error, spoil| Fault { noticed_by, status, error, spoil };
    vec![
        fault("Method", 405, "invalid_request", |parts| parts.method = "PUT"),
        fault("Size", 413, "invalid_request", |parts| parts.body.push(("z", "z".repeat(65_536)))),
        fault("Message", 400, "invalid_request", |parts| parts.content_type = "application/json"),
        fault("Message", 400, "invalid_request", |parts| parts.body.push(("x", "%zz".to_owned()))),
        fault("Message", 400, "invalid_request", |parts| {
            parts.body.push(("y", "1".to_owned()));
            parts.body.push(("y", "1".to_owned()));
        }),
        fault("Credentials", 400, "invalid_request", |parts| parts.set("client_secret", "another")),
        fault("Client authentication", 401, "invalid_client", |parts| {
            parts.authorization = Some(basic("nightly-report", "wrong"));
        }),
        fault("Grant type", 400, "unsupported_grant_type", |parts| parts.set("grant_type", "foo")),
        fault("Permission for the grant", 400, "unauthorized_client", |parts| {
            parts.set("grant_type", "authorization_code");
        }),
        fault("DPoP proof", 400, "invalid_dpop_proof", |parts| parts.dpop = Some("not-a-proof")),
        fault("Resource", 400, "invalid_target", |parts| parts.set("resource", "https%3A%2F%2Fstock.test")),
        fault("Authorization details", 400, "invalid_authorization_details", |parts| {
            parts.set("authorization_details", "%5B%7B%22type%22%3A%22unknown%22%7D%5D");
        }),
        fault("Scope", 400, "invalid_scope", |parts| parts.set("scope", "a++b")),
        fault("Scopes about a person", 400, "invalid_scope", |parts| parts.set("scope", "openid")),
        fault("Permission for the scope", 400, "invalid_scope", |parts| parts.set("scope", "admin")),
    ]
}

#[test]
fn err_01_codes_are_the_registered_ones_and_invalid_grant_is_not_for_this_grant() {
    let issuer = issuer();
    for fault in faults() {
        let mut parts = Parts::good();
        (fault.spoil)(&mut parts);
        let answer = ask(&issuer, parts.request());
        let error = ErrorResponse::parse(answer.response.body()).unwrap();
        assert_eq!((answer.status, error.error.as_str()), (fault.status, fault.error), "{}", fault.noticed_by);
        assert_eq!(answer.refused_by(), fault.noticed_by);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_ne!(error.error.parse(), Ok(ErrorCode::InvalidGrant));
        let sentence = error.error_description.unwrap();
        assert!(sentence.len() > 20 && sentence.ends_with('.'), "{sentence}");
        assert!(!sentence.starts_with("Invalid"), "{sentence}");
    }
}

#[test]
fn err_02_hostile_input_never_reaches_the_text() {
    let issuer = issuer();
    let hostile = ["\"", "\\", "\u{1}", "\n", "é", "\u{202e}", "<script>", "🦀"];
    let encode = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    for text in hostile {
        let text = encode(text);
        for body in [
            format!("grant_type={text}"),
            format!("grant_type=client_credentials&scope={text}"),
            format!("grant_type=client_credentials&client_id={text}"),
            format!("grant_type=client_credentials&{text}=1&{text}=2"),
            text.clone(),
        ] {
            for request in [nightly(&body), form(&body), form(&format!("{body}&client_secret={text}"))] {
                let answer = ask(&issuer, request);
                assert!((400..500).contains(&answer.status), "{body}");
                for member in ["error", "error_description"] {
                    let value = answer.member(member);
                    assert!(value.chars().all(|c| matches!(c, ' ' | '!' | '#'..='[' | ']'..='~')), "{value:?}");
                }
                let challenge = answer.header("www-authenticate");
                assert!(challenge.is_empty() || Challenge::parse(challenge).is_ok(), "{challenge}");
            }
        }
    }
}

#[test]
fn err_03_of_two_faults_the_one_that_is_checked_first_answers() {
    let issuer = issuer();
    let faults = faults();
    for (index, first) in faults.iter().enumerate() {
        for second in &faults[index + 1..] {
            let mut parts = Parts::good();
            // The later fault first, so that it cannot repair the earlier one by overwriting it.
            (second.spoil)(&mut parts);
            (first.spoil)(&mut parts);
            issuer.clock().advance(61); // Nobody guesses here: the pace is not what is tested.
            let answer = ask(&issuer, parts.request());
            let both = format!("{} and {}", first.noticed_by, second.noticed_by);
            assert_eq!(answer.outcome(), (first.status, first.error.to_owned()), "{both}");
            assert_eq!(answer.refused_by(), first.noticed_by, "{both}");
        }
    }
}

#[test]
fn err_03_the_order_of_the_trace_is_the_documented_order() {
    let issuer = issuer();
    let place = |name: &str| TOKEN_CHECKS.iter().position(|check| *check == name).expect(name);
    let mut seen = Vec::new();
    let mut look = |answer: Answer| {
        let places: Vec<usize> = answer.trace.steps.iter().map(|step| place(step.name)).collect();
        assert!(places.is_sorted(), "{:?}", answer.trace.steps);
        let (last, before) = answer.trace.steps.split_last().unwrap();
        assert!(before.iter().all(|step| step.outcome != StepOutcome::Refused));
        assert_eq!(last.outcome == StepOutcome::Refused, answer.status != 200);
        assert!(answer.trace.steps.iter().all(|step| !step.saw.is_empty() && !step.decided.is_empty()));
        seen.extend(places);
    };
    look(ask(&issuer, Parts::good().request()));
    look(redeem(&issuer, &code(&issuer, "openid")));
    let details =
        "%5B%7B%22type%22%3A%22orders_export%22%2C%22actions%22%3A%5B%22read%22%5D%2C%22max_rows%22%3A9%7D%5D";
    look(ask(
        &issuer,
        form(&format!(
            "grant_type=client_credentials&client_id=billing-export&client_secret=billing-secret-not-real&audience=x\
             &resource=https%3A%2F%2Fapi.test&authorization_details={details}"
        )),
    ));
    issuer.set_policies(Policies { refresh: true, ..Policies::default() });
    let ledger = Signer::with(&pollster::block_on(issuer.client_key()).unwrap(), Algorithm::Es256);
    let assertion = ledger.assertion("ledger-sync");
    let signed = format!("grant_type=client_credentials&client_assertion_type={TYPE}&client_assertion={assertion}");
    let bound = token_post().header("dpop", ledger.proof()).body(signed.clone().into_bytes()).unwrap();
    let answer = ask(&issuer, bound);
    let renewal = format!(
        "grant_type=refresh_token&refresh_token={}&client_assertion_type={TYPE}&client_assertion={}",
        answer.member("refresh_token"),
        ledger.assertion("ledger-sync")
    );
    look(answer);
    look(ask(&issuer, form(&renewal)));
    look(ask(&issuer, form(&signed)));
    let gateway = "grant_type=client_credentials&client_id=meter-gateway";
    look(ask_showing(&issuer, &certificates::der("gateway-a"), form(gateway)));
    issuer.set_policies(Policies { assertion_grants: true, ..Policies::default() });
    let assistant = basic("order-assistant", "assistant-secret-not-real");
    for body in [
        format!("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion={assertion}"),
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange".to_owned(),
    ] {
        look(ask(&issuer, form_with(&assistant, &body)));
    }
    let off = issuer.issuer().registry().client("billing-export").unwrap();
    issuer.issuer().replace_client(Rc::new(Client { disabled: true, ..(*off).clone() }));
    let billing = "grant_type=client_credentials&client_id=billing-export&client_secret=billing-secret-not-real";
    look(ask(&issuer, form(billing)));
    issuer.set_policies(Policies { profile: Profile::Fapi20, ..Policies::default() });
    look(ask(&issuer, Parts::good().request()));
    issuer.set_policies(Policies::default());
    for _ in 0..11 {
        look(ask(&issuer, form_with(&basic("nobody", "x"), "grant_type=client_credentials")));
    }
    for fault in faults() {
        let mut parts = Parts::good();
        (fault.spoil)(&mut parts);
        look(ask(&issuer, parts.request()));
    }
    for (place, name) in TOKEN_CHECKS.iter().enumerate() {
        assert!(seen.contains(&place), "no test reaches {name}");
    }
}

#[test]
fn err_04_nothing_that_was_sent_comes_back() {
    let issuer = issuer();
    let secret = "tell-nobody-7391";
    let code = code(&issuer, "openid");
    let requests = [
        form_with(&basic("nightly-report", secret), "grant_type=client_credentials"),
        form(&format!("grant_type=client_credentials&client_id=billing-export&client_secret={secret}")),
        form(&format!("grant_type=client_credentials&client_assertion={secret}")),
        form(&format!("grant_type={secret}&client_id=billing-export&client_secret=billing-secret-not-real")),
        form(&format!("grant_type=client_credentials&{secret}=1&{secret}=2")),
        nightly(&format!("grant_type=client_credentials&client_id={secret}")),
        nightly(&format!("grant_type=client_credentials&scope={secret}")),
        nightly(&format!("grant_type=client_credentials&client_secret={secret}")),
        form(&redeem_body(secret)),
        form(&redeem_body(&code).replace(VERIFIER, &format!("{secret}-{secret}-{secret}"))),
        get(&format!("https://issuer.test/token?client_secret={secret}")),
        get(&format!("https://issuer.test/{secret}")),
        get(&format!("https://issuer.test/authorize?client_id={secret}")),
        get(&format!("https://issuer.test/sign-in?transaction={secret}")),
        get_with("https://issuer.test/userinfo", &format!("Bearer {secret}")),
        get_with("https://api.test/orders", &format!("Bearer {secret}.{secret}.{secret}")),
    ];
    for request in requests {
        let described = format!("{} {}", request.method(), request.uri());
        let answer = ask(&issuer, request);
        assert!(answer.status >= 400, "{described}");
        assert!(!answer.whole().contains(secret), "{described}: {}", answer.whole());
        assert!(!answer.whole().contains(&code), "{described}");
    }
}

#[test]
fn err_04_the_trace_masks_secrets_codes_and_tokens() {
    let issuer = issuer();
    let code = code(&issuer, "openid");
    let answers = [
        ask(&issuer, nightly("grant_type=client_credentials")),
        ask(&issuer, form_with(&basic("nightly-report", "tell-nobody-7391"), "grant_type=client_credentials")),
        redeem(&issuer, &code),
        redeem(&issuer, &code),
        orders(&issuer, &access_token(&issuer, "orders.read")),
    ];
    let token = answers[0].member("access_token");
    for answer in &answers {
        for step in &answer.trace.steps {
            let told = format!("{} {}", step.saw, step.decided);
            for secret in ["demo-secret-not-real", "tell-nobody-7391", VERIFIER, &code, &token, &NIGHTLY[6..]] {
                assert!(!told.contains(secret), "{told}");
            }
        }
    }
}

#[test]
fn without_cryptography_the_answer_is_503_and_says_why() {
    let issuer = issuer_without_cryptography();
    let answer = ask(&issuer, nightly("grant_type=client_credentials"));
    assert_eq!(answer.outcome(), (503, "server_error".to_owned()));
    assert!(answer.member("error_description").contains("HTTPS"), "{}", answer.text());
    assert_eq!((answer.header("cache-control"), answer.refused_by()), ("no-store", "Access token"));
    for url in ["https://issuer.test/jwks", "https://issuer.test/.well-known/openid-configuration"] {
        let status = ask(&issuer, get(url)).status;
        assert_eq!(status, if url.ends_with("jwks") { 503 } else { 200 }, "{url}");
    }
    // A token whose key would have to be fetched cannot be judged; one that needs no key still can.
    let well_formed = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.AAAA";
    assert_eq!(orders(&issuer, well_formed).status, 503);
    assert_eq!(orders(&issuer, "nonsense").status, 401);
    // Refusals that need no signature are the same as ever.
    assert_eq!(ask(&issuer, nightly("grant_type=foo")).status, 400);
}
