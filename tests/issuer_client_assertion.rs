//! Clients that prove who they are by signing: requirements JCA-01 to JCA-12, CAU-05 and CAU-07 at the token endpoint.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use std::rc::Rc;

use common::*;
use grant_lab::issuer::{Client, Policies, Profile, Registry, demo_clients, demo_registry};
use grant_lab::jose::{Algorithm, JwkSet, base64url};
use grant_lab::oauth::assertion::{AssertionPolicy, AudienceRule};
use grant_lab::server::StepOutcome;
use p256::elliptic_curve::PrimeField;
use serde_json::{Value, json};
use signer::Signer;

const TYPE: &str = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";

fn send(issuer: &TestIssuer, assertion: &str) -> Answer {
    send_with(issuer, assertion, "")
}

fn send_with(issuer: &TestIssuer, assertion: &str, more: &str) -> Answer {
    ask(issuer, form(&body(assertion, more)))
}

fn body(assertion: &str, more: &str) -> String {
    format!("grant_type=client_credentials&client_assertion_type={TYPE}&client_assertion={assertion}{more}")
}

/// `ledger-sync`, with the key that its site publishes.
fn ledger(issuer: &TestIssuer) -> Signer {
    Signer::with(&pollster::block_on(issuer.client_key()).unwrap(), Algorithm::Es256)
}

fn stock(algorithm: Algorithm) -> Signer {
    let secret = demo_clients().into_iter().find(|client| client.client_id.as_str() == "stock-sync").unwrap();
    Signer::with_secret(secret.client_secret.unwrap().expose(), algorithm)
}

/// A registry in which `ledger-sync` registered these keys by value.
fn registry_with(keys: &[&Signer]) -> Registry {
    let mut registry = demo_registry();
    let place = registry.clients.iter().position(|client| client.client_id.as_str() == "ledger-sync").unwrap();
    let client = Client::clone(&registry.clients[place]);
    let jwks: JwkSet = keys.iter().map(|signer| signer.public.clone().unwrap()).collect();
    registry.clients[place] = Rc::new(Client { jwks, jwks_uri: None, ..client });
    registry
}

fn invalid_client() -> (u16, String) {
    (400, "invalid_client".to_owned())
}

fn with_assertion_policy(policy: AssertionPolicy) -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(Policies { assertion: policy, ..Policies::default() });
    issuer
}

#[test]
fn jca_01_one_assertion_of_the_one_type_that_is_offered() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    assert_eq!(send(&issuer, &ledger.assertion("ledger-sync")).status, 200);
    let good = ledger.assertion("ledger-sync");
    let saml = body(&good, "").replace("jwt-bearer", "saml2-bearer");
    assert_eq!(ask(&issuer, form(&saml)).outcome(), invalid_client());
    assert_eq!(send(&issuer, &format!("{good}+{good}")).outcome(), invalid_client());
    for missing in [format!("&client_assertion_type={TYPE}"), format!("&client_assertion={good}")] {
        let answer = ask(&issuer, form(&body(&good, "").replace(&missing, "")));
        assert_eq!(answer.outcome(), (400, "invalid_request".to_owned()), "{missing}");
    }
}

#[test]
fn jca_02_iss_and_sub_are_both_the_client() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    for claim in ["iss", "sub"] {
        let mut claims = ledger.assertion_claims("ledger-sync");
        claims[claim] = json!("nightly-report");
        assert_eq!(send(&issuer, &ledger.jwt(&json!({}), &claims)).outcome(), invalid_client(), "{claim}");
    }
}

#[test]
fn jca_03_a_client_id_beside_the_assertion_may_be_absent_and_must_agree() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    assert_eq!(send_with(&issuer, &ledger.assertion("ledger-sync"), "&client_id=ledger-sync").status, 200);
    let other = send_with(&issuer, &ledger.assertion("ledger-sync"), "&client_id=nightly-report");
    assert_eq!(other.outcome(), invalid_client());
}

#[test]
fn jca_04_the_audience_is_the_issuer_and_nobody_beside_it() {
    let issuer = issuer();
    let legacy =
        with_assertion_policy(AssertionPolicy { audience: AudienceRule::Legacy, ..AssertionPolicy::default() });
    let audiences = [
        (json!("https://issuer.test"), 200, 200),
        (json!("https://issuer.test/token"), 400, 200),
        (json!(["https://issuer.test", "https://issuer.test/token"]), 400, 200),
        (json!("https://other.test"), 400, 400),
        (json!("https://issuer.test/"), 400, 400),
        (Value::Null, 400, 400),
    ];
    for (audience, by_default, by_legacy) in audiences {
        for (issuer, status) in [(&issuer, by_default), (&legacy, by_legacy)] {
            let ledger = ledger(issuer);
            let mut claims = ledger.assertion_claims("ledger-sync");
            claims["aud"] = audience.clone();
            // The clocks of both issuers stand still, so the names must differ.
            claims["jti"] = json!(format!("{audience} {status}"));
            let answer = send(issuer, &ledger.jwt(&json!({"typ": "client-authentication+jwt"}), &claims));
            assert_eq!(answer.status, status, "{audience}: {}", answer.text());
        }
    }
    let ledger = ledger(&legacy);
    let mut claims = ledger.assertion_claims("ledger-sync");
    claims["aud"] = json!("https://issuer.test/token");
    let answer = send(&legacy, &ledger.jwt(&json!({}), &claims));
    assert!(answer.trace.steps.iter().any(|step| step.decided.contains("legacy rule")), "the warning is in the trace");
}

#[test]
fn jca_04_a_profile_that_fixes_the_audience_is_loosened_by_no_policy() {
    for (profile, clause) in [(Profile::OAuth21, "OAuth 2.1 draft §2.4"), (Profile::Fapi20, "FAPI 2.0 SP §5.3.2.1")] {
        let issuer = issuer();
        let assertion = AssertionPolicy { audience: AudienceRule::Legacy, ..AssertionPolicy::default() };
        issuer.set_policies(Policies { assertion, profile, ..Policies::default() });
        let ledger = ledger(&issuer);
        for audience in
            [json!("https://issuer.test/token"), json!(["https://issuer.test", "https://issuer.test/token"])]
        {
            let mut claims = ledger.assertion_claims("ledger-sync");
            claims["aud"] = audience.clone();
            let answer = send(&issuer, &ledger.jwt(&json!({"typ": "client-authentication+jwt"}), &claims));
            assert_eq!(answer.outcome(), invalid_client(), "{profile:?} {audience}");
            let step = answer.trace.refusal().unwrap();
            let array_under_fapi = audience.is_array() && profile == Profile::Fapi20;
            let expected = if array_under_fapi { "FAPI 2.0 SP §5.3.2.1" } else { "RFC 10070 §4" };
            assert_eq!(step.citation.to_string(), expected, "{profile:?} {audience}");
            let note = answer.trace.steps.iter().find(|step| step.saw == "Policy: also the token endpoint.");
            assert_eq!(
                note.map(|step| step.citation.to_string()),
                (!array_under_fapi).then(|| clause.to_owned()),
                "the trace says which of the two counts"
            );
        }
    }
}

#[test]
fn jca_05_an_array_with_one_element_is_taken_unless_the_policy_is_strict() {
    let strict = with_assertion_policy(AssertionPolicy { single_string: true, ..AssertionPolicy::default() });
    for (issuer, status) in [(issuer(), 200), (strict, 400)] {
        let ledger = ledger(&issuer);
        let mut claims = ledger.assertion_claims("ledger-sync");
        claims["aud"] = json!(["https://issuer.test"]);
        assert_eq!(send(&issuer, &ledger.jwt(&json!({}), &claims)).status, status);
        assert_eq!(send(&issuer, &ledger.assertion("ledger-sync")).status, 200, "a string is always taken");
    }
    let fapi = issuer();
    fapi.set_policies(Policies { profile: Profile::Fapi20, ..Policies::default() });
    let ledger = ledger(&fapi);
    let mut claims = ledger.assertion_claims("ledger-sync");
    claims["aud"] = json!(["https://issuer.test"]);
    let answer = send(&fapi, &ledger.jwt(&json!({}), &claims));
    assert_eq!((answer.outcome(), answer.refused_by()), (invalid_client(), "Claims of the assertion"));
}

#[test]
fn jca_06_an_assertion_is_good_for_its_time_and_not_for_long() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    let cases = [
        ("exp", Value::Null, 400),
        ("exp", json!(START), 200),
        ("exp", json!(START - 10), 400),
        ("exp", json!(START + 365 * 86_400), 400),
        ("exp", json!("soon"), 400),
        ("nbf", json!(START + 10), 200),
        ("nbf", json!(START + 11), 400),
        ("iat", json!(START + 10), 200),
        ("iat", json!(START + 11), 400),
        ("iat", json!(START - 4000), 400),
    ];
    for (claim, value, status) in cases {
        let mut claims = ledger.assertion_claims("ledger-sync");
        claims[claim] = value.clone();
        let answer = send(&issuer, &ledger.jwt(&json!({}), &claims));
        assert_eq!(answer.status, status, "{claim} {value}: {}", answer.text());
    }
}

#[test]
fn jca_06_one_second_is_told_as_one() {
    let issuer = with_assertion_policy(AssertionPolicy { leeway: 0, ..AssertionPolicy::default() });
    let ledger = ledger(&issuer);
    for (claim, value, sentence) in [
        ("nbf", START + 1, "The client assertion may be used only in 1 second."),
        ("iat", START + 1, "The client assertion says it was written 1 second from now."),
        ("exp", START - 1, "The client assertion expired 1 second ago."),
        ("exp", START - 2, "The client assertion expired 2 seconds ago."),
    ] {
        let mut claims = ledger.assertion_claims("ledger-sync");
        claims[claim] = json!(value);
        let answer = send(&issuer, &ledger.jwt(&json!({}), &claims));
        assert_eq!(answer.member("error_description"), sentence);
    }
}

#[test]
fn jca_07_an_assertion_is_good_once_also_within_the_clock_skew() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    let assertion = ledger.assertion("ledger-sync");
    assert_eq!(send(&issuer, &assertion).status, 200);
    let again = send(&issuer, &assertion);
    assert_eq!((again.outcome(), again.refused_by()), (invalid_client(), "First use of the assertion"));
    // 65 seconds later exp has passed, and the skew of ten seconds still lets the assertion through.
    issuer.clock().advance(65);
    assert_eq!(send(&issuer, &assertion).refused_by(), "First use of the assertion");
    issuer.clock().advance(5);
    assert_eq!(send(&issuer, &assertion).refused_by(), "Claims of the assertion", "now exp alone refuses it");
    let mut claims = ledger.assertion_claims("ledger-sync");
    claims["jti"] = Value::Null;
    assert_eq!(send(&issuer, &ledger.jwt(&json!({}), &claims)).outcome(), invalid_client());
}

#[test]
fn jca_07_two_clients_may_choose_the_same_name() {
    let issuer = issuer();
    let (ledger, stock) = (ledger(&issuer), stock(Algorithm::Hs256));
    assert_eq!(send(&issuer, &ledger.assertion("ledger-sync")).status, 200);
    assert_eq!(send(&issuer, &stock.assertion("stock-sync")).status, 200);
}

#[test]
fn jca_08_only_a_registered_key_with_its_own_algorithm_counts() {
    // RSA keys are those of RFC 7515: making one takes an unoptimised build too long.
    let vectors: Value = serde_json::from_str(include_str!("vectors/rfc7515-appendix.json")).unwrap();
    let rows = vectors["vectors"].as_array().unwrap();
    let rsa = rows.iter().find(|row| row["id"] == "RFC7515-A.2").unwrap()["jwk_private"].to_string();
    let rsa = grant_lab::jose::Jwk::parse_text(&rsa).unwrap();
    let signers = [
        Signer::new(Algorithm::Es256),
        Signer::new(Algorithm::Es384),
        Signer::new(Algorithm::Ed25519),
        Signer::with(&rsa, Algorithm::Rs256),
        Signer::with(&rsa, Algorithm::Ps256),
    ];
    for signer in &signers {
        let issuer = issuer_with(registry_with(&[signer]));
        let answer = send(&issuer, &signer.assertion("ledger-sync"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        let stranger = Signer::new(Algorithm::Es256);
        assert_eq!(send(&issuer, &stranger.assertion("ledger-sync")).outcome(), invalid_client());
    }
}

#[test]
fn jca_08_neither_none_nor_a_key_from_the_header_nor_a_public_key_as_secret() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    let good = ledger.assertion("ledger-sync");
    let (head, signature) = good.rsplit_once('.').unwrap();
    let payload = head.split_once('.').unwrap().1;
    let none = base64url::encode(br#"{"alg":"none"}"#);
    let stranger = Signer::new(Algorithm::Es256);
    let jwk = stranger.public.as_ref().unwrap().public_members().unwrap();
    let public = ledger.public.as_ref().unwrap().public_material().unwrap();
    let confused = Signer::with_secret(&public, Algorithm::Hs256);
    for forged in [
        format!("{none}.{payload}."),
        format!("{none}.{payload}.{signature}"),
        stranger.jwt(&json!({"jwk": jwk}), &stranger.assertion_claims("ledger-sync")),
        confused.assertion("ledger-sync"),
    ] {
        assert_eq!(send(&issuer, &forged).outcome(), invalid_client(), "{forged}");
    }
}

#[test]
fn jca_09_the_secret_is_the_key_of_a_mac_and_only_for_a_client_that_registered_for_it() {
    let issuer = issuer();
    for algorithm in [Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512] {
        let mut claims = stock(algorithm).assertion_claims("stock-sync");
        claims["jti"] = json!(algorithm.name());
        assert_eq!(send(&issuer, &stock(algorithm).jwt(&json!({}), &claims)).status, 200, "{}", algorithm.name());
    }
    let mac = Signer::with_secret("a-secret-of-at-least-thirty-two-octets", Algorithm::Hs256);
    for client in ["ledger-sync", "stock-sync", "nightly-report"] {
        assert_eq!(send(&issuer, &mac.assertion(client)).outcome(), invalid_client(), "{client}");
    }
    // The right secret as a MAC key, of a client that registered to send it.
    let nightly = Signer::with_secret("a-secret-of-at-least-thirty-two-octets", Algorithm::Hs256);
    assert_eq!(send(&issuer, &nightly.assertion("nightly-report")).outcome(), invalid_client());
}

#[test]
fn jca_10_a_missing_typ_is_taken_and_another_known_one_is_not() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    for (typ, status, note) in [
        (None, 200, "The type is missing"),
        (Some("JWT"), 200, "The type JWT says nothing"),
        (Some("jwt"), 200, "The type JWT says nothing"),
        (Some("application/jwt"), 200, "The type JWT says nothing"),
        (Some("client-authentication+jwt"), 200, ""),
        (Some("application/client-authentication+jwt"), 200, ""),
        (Some("Client-Authentication+JWT"), 200, ""),
        (Some("dpop+jwt"), 400, ""),
        (Some("at+jwt"), 400, ""),
        (Some("text/client-authentication+jwt"), 400, ""),
        (Some(""), 400, ""),
    ] {
        let header = typ.map_or_else(|| json!({}), |typ| json!({"typ": typ}));
        let answer = send(&issuer, &ledger.jwt(&header, &ledger.assertion_claims("ledger-sync")));
        assert_eq!(answer.status, status, "{header}");
        let notes: Vec<_> = answer.trace.steps.iter().filter(|step| step.outcome == StepOutcome::Noted).collect();
        let about_type = notes.iter().find(|step| step.decided.contains("typ client-authentication+jwt"));
        match about_type {
            Some(step) => {
                assert!(!note.is_empty() && step.decided.starts_with(note), "{header}: {}", step.decided);
                assert_eq!(step.citation.to_string(), "RFC 10070 §4");
            }
            None => assert_eq!(note, "", "{header}"),
        }
    }
}

#[test]
fn jca_11_whatever_is_wrong_is_invalid_client_without_a_challenge() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    let good = ledger.assertion("ledger-sync");
    let malformed: Value = serde_json::from_str(include_str!("vectors/malformed-jwt.json")).unwrap();
    let texts: Vec<String> = malformed["vectors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["token"].as_str().map(str::to_owned))
        .collect();
    assert!(texts.len() > 80, "{}", texts.len());
    for text in texts.iter().map(String::as_str).chain(["x", "a.b.c", &good[..good.len() - 4]]) {
        let encoded: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        if encoded.is_empty() {
            continue;
        }
        issuer.clock().advance(61); // Nobody guesses here: the pace is not what is tested.
        let answer = send(&issuer, &encoded);
        assert_eq!(answer.outcome(), invalid_client(), "{text}");
        assert_eq!(answer.header("www-authenticate"), "");
        assert!(text.len() < 8 || !answer.whole().contains(text), "an assertion is never echoed");
    }
}

#[test]
fn jca_12_an_unknown_key_name_is_looked_up_once_more() {
    let issuer = issuer();
    let fetches =
        || issuer.log().iter().filter(|e| e.exchange.request.uri().host() == Some("ledger-sync.test")).count();
    let before = ledger(&issuer);
    assert_eq!(send(&issuer, &before.assertion("ledger-sync")).status, 200);
    assert_eq!(send(&issuer, &before.assertion("ledger-sync")).status, 200);
    assert_eq!(fetches(), 1, "a key that is known is not fetched again");
    pollster::block_on(issuer.rotate_client_key()).unwrap();
    let after = ledger(&issuer);
    let mut claims = after.assertion_claims("ledger-sync");
    claims["jti"] = json!("after the change");
    assert_eq!(send(&issuer, &after.jwt(&json!({}), &claims)).status, 200);
    assert_eq!(fetches(), 2);
    let mut claims = before.assertion_claims("ledger-sync");
    claims["jti"] = json!("by the old key");
    assert_eq!(send(&issuer, &before.jwt(&json!({}), &claims)).outcome(), invalid_client());
    assert_eq!(fetches(), 3, "one more look, and then no");
}

/// ECDSA signatures can be rewritten by anybody; the name in the claims cannot (MAL-85).
#[test]
fn jwt_10_another_signature_of_the_same_claims_is_still_a_second_use() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    let assertion = ledger.assertion("ledger-sync");
    assert_eq!(send(&issuer, &assertion).status, 200);
    let (head, signature) = assertion.rsplit_once('.').unwrap();
    let octets = base64url::decode(signature).unwrap();
    let (r, s) = octets.split_at(32);
    let repr: [u8; 32] = s.try_into().unwrap();
    let s = p256::Scalar::from_repr(repr.into()).unwrap();
    let mirrored = [r, &(-s).to_bytes()].concat();
    assert_ne!(mirrored, octets);
    let twin = format!("{head}.{}", base64url::encode(&mirrored));
    assert_eq!(send(&issuer, &twin).refused_by(), "First use of the assertion");
}

#[test]
fn cau_05_an_assertion_beside_another_proof_is_invalid_client() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    let basic = form_with(NIGHTLY, &body(&ledger.assertion("ledger-sync"), ""));
    assert_eq!(ask(&issuer, basic).member("error"), "invalid_client");
    let secret = send_with(&issuer, &ledger.assertion("ledger-sync"), "&client_secret=x");
    assert_eq!(secret.outcome(), invalid_client());
}

#[test]
fn cau_07_a_client_that_registered_to_sign_cannot_send_a_secret() {
    let issuer = issuer();
    let stock = demo_clients().into_iter().find(|client| client.client_id.as_str() == "stock-sync").unwrap();
    let secret = stock.client_secret.unwrap();
    let header = form_with(&basic("stock-sync", secret.expose()), "grant_type=client_credentials");
    assert_eq!(ask(&issuer, header).outcome(), (401, "invalid_client".to_owned()));
    let posted = format!("grant_type=client_credentials&client_id=stock-sync&client_secret={}", secret.expose());
    assert_eq!(ask(&issuer, form(&posted)).outcome(), invalid_client());
    let ledger = ask(&issuer, form("grant_type=client_credentials&client_id=ledger-sync&client_secret=x"));
    assert_eq!(ledger.outcome(), invalid_client());
}

#[test]
fn err_04_an_assertion_is_neither_echoed_nor_in_the_trace() {
    let issuer = issuer();
    let ledger = ledger(&issuer);
    let mut claims = ledger.assertion_claims("ledger-sync");
    claims["aud"] = json!("https://other.test");
    let assertion = ledger.jwt(&json!({}), &claims);
    let signature = assertion.rsplit_once('.').unwrap().1;
    let answer = send(&issuer, &assertion);
    assert!(!answer.whole().contains(signature) && !format!("{:?}", answer.trace).contains(signature));
    assert!(!answer.whole().contains("other.test"), "nothing of its claims comes back");
}

#[test]
fn attestations_and_spiffe_identities_are_recognised_and_refused_in_plain_words() {
    let issuer = issuer();
    let spiffe = body("a.b.c", "").replace("jwt-bearer", "jwt-spiffe");
    let answer = ask(&issuer, form(&spiffe));
    assert_eq!(answer.outcome(), invalid_client());
    assert!(answer.member("error_description").contains("SPIFFE"), "{}", answer.text());
    let attested = token_post()
        .header("oauth-client-attestation", "a.b.c")
        .header("oauth-client-attestation-pop", "a.b.c")
        .body(b"grant_type=client_credentials&client_id=nightly-report".to_vec())
        .unwrap();
    let answer = ask(&issuer, attested);
    assert_eq!(answer.outcome(), invalid_client());
    assert!(answer.member("error_description").contains("attestation"), "{}", answer.text());
}
