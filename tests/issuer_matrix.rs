//! Every client, by every method, under every profile and every openid policy: status, code, and which check decided.
//!
//! The expectations are written out here as a second, much shorter account of the rules; where the two disagree, one is wrong.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/certificates.rs"]
mod certificates;
#[path = "common/issuer.rs"]
mod common;
#[path = "common/signer.rs"]
mod signer;

use common::*;
use grant_lab::issuer::{DemoClient, OpenidPolicy, Policies, Profile, demo_clients};
use grant_lab::jose::Algorithm;
use grant_lab::oauth::{ClientAuthMethod, ClientSecret, GrantType};
use http::Request;
use signer::Signer;

const TYPE: &str = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";

/// Status, `error`, and the check that refused; `""` twice for a token.
type Outcome = (u16, &'static str, &'static str);

fn expected(client: &DemoClient, method: ClientAuthMethod, profile: Profile, openid: OpenidPolicy) -> Outcome {
    use ClientAuthMethod as M;
    let registered = client.token_endpoint_auth_method;
    let proven = match method {
        M::None => registered == M::None,
        M::ClientSecretBasic => matches!(registered, M::ClientSecretBasic | M::ClientSecretPost),
        M::ClientSecretPost if profile == Profile::OAuth21 => {
            matches!(registered, M::ClientSecretBasic | M::ClientSecretPost)
        }
        // A MAC is none of the three algorithms of FAPI 2.0.
        M::ClientSecretJwt => registered == method && profile != Profile::Fapi20,
        // A certificate beside no proof is none of a public client, and nobody asks that one for any.
        M::TlsClientAuth | M::SelfSignedTlsClientAuth => registered == method || registered == M::None,
        _ => registered == method,
    };
    if !proven {
        // 401 where the header field was used or nothing was; otherwise no scheme could be named in a challenge.
        let could_be_challenged = match method {
            M::None => !registered.shows_certificate(),
            other => other == M::ClientSecretBasic,
        };
        let status = if could_be_challenged { 401 } else { 400 };
        return (status, "invalid_client", "Client authentication");
    }
    if profile == Profile::Fapi20 && (registered.has_secret() || registered == M::None) {
        return (400, "invalid_client", "Profile");
    }
    if !client.grant_types.contains(&GrantType::ClientCredentials.as_str()) {
        return (400, "unauthorized_client", "Permission for the grant");
    }
    if client.dpop_bound_access_tokens || (profile == Profile::Fapi20 && !registered.shows_certificate()) {
        return (400, "invalid_dpop_proof", "DPoP proof");
    }
    if openid == OpenidPolicy::Reject {
        return (400, "invalid_scope", "Scopes about a person");
    }
    (200, "", "")
}

fn request(client: &DemoClient, method: ClientAuthMethod, ledger: &Signer) -> Request<Vec<u8>> {
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let id = client.client_id.as_str();
    let secret =
        client.client_secret.as_ref().map_or("not-a-secret-but-long-enough-to-sign-with", ClientSecret::expose);
    let body = "grant_type=client_credentials&scope=orders.read+openid";
    let assertion = |signer: &Signer| {
        form(&format!("{body}&client_assertion_type={TYPE}&client_assertion={}", signer.assertion(id)))
    };
    match method {
        ClientAuthMethod::None | ClientAuthMethod::TlsClientAuth | ClientAuthMethod::SelfSignedTlsClientAuth => {
            form(&format!("{body}&client_id={}", encode(id)))
        }
        ClientAuthMethod::ClientSecretBasic => form_with(&basic(&encode(id), &encode(secret)), body),
        ClientAuthMethod::ClientSecretPost => {
            form(&format!("{body}&client_id={}&client_secret={}", encode(id), encode(secret)))
        }
        ClientAuthMethod::ClientSecretJwt => {
            // A secret that is too short for a key signs as a stranger would.
            let key = if secret.len() < 32 { "not-a-secret-but-long-enough-to-sign-with" } else { secret };
            assertion(&Signer::with_secret(key, Algorithm::Hs256))
        }
        _ => assertion(ledger),
    }
}

/// The certificate that the connection shows.
fn certificate(method: ClientAuthMethod) -> Option<&'static str> {
    match method {
        ClientAuthMethod::TlsClientAuth => Some("gateway-a"),
        ClientAuthMethod::SelfSignedTlsClientAuth => Some("parcel-locker"),
        _ => None,
    }
}

#[test]
fn every_client_method_profile_and_policy_ends_where_it_should() {
    let mut seen = std::collections::BTreeSet::new();
    let clients = demo_clients();
    for profile in Profile::ALL {
        for openid in OpenidPolicy::ALL {
            let issuer = issuer();
            issuer.set_policies(Policies { profile, openid, ..Policies::default() });
            let ledger = Signer::with(&pollster::block_on(issuer.client_key()).unwrap(), Algorithm::Es256);
            for client in &clients {
                for method in ClientAuthMethod::ALL {
                    let request = request(client, method, &ledger);
                    let answer = match certificate(method) {
                        Some(name) => ask_showing(&issuer, &certificates::der(name), request),
                        None => ask(&issuer, request),
                    };
                    let outcome = expected(client, method, profile, openid);
                    let name = format!("{} by {method} under {profile:?} and {openid:?}", client.client_id);
                    assert_eq!(
                        (answer.status, answer.member("error").as_str(), answer.refused_by()),
                        outcome,
                        "{name}"
                    );
                    assert_eq!(answer.status == 200, !answer.member("access_token").is_empty(), "{name}");
                    let has_id_token = answer.status == 200 && answer.json().contains_key("id_token");
                    assert_eq!(has_id_token, answer.status == 200 && openid.is_outside_specification(), "{name}");
                    seen.insert(outcome);
                }
            }
        }
    }
    assert_eq!(seen.len(), 7, "every kind of outcome occurs: {seen:?}");
}
