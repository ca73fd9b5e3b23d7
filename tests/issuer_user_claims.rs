//! What the issuer says about a program as if it were a person: UserInfo about accounts (OIDC Core §5.3), and user claims in its tokens.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{AccessTokenForm, Configuration, OpenidPolicy, Policies, UserClaims, UserinfoAccounts};
use grant_lab::server::StepOutcome;
use serde_json::json;

fn under(policies: Policies) -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(policies);
    issuer
}

#[test]
fn userinfo_tells_about_a_client_only_under_the_policy_and_says_so() {
    for (userinfo_accounts, plain, with_openid) in [
        (UserinfoAccounts::Off, (403, "insufficient_scope"), (401, "invalid_token")),
        (UserinfoAccounts::Openid, (403, "insufficient_scope"), (200, "")),
        (UserinfoAccounts::Any, (200, ""), (200, "")),
    ] {
        for access_token_form in AccessTokenForm::ALL {
            let issuer = under(Policies {
                userinfo_accounts,
                openid: OpenidPolicy::Echo,
                access_token: access_token_form,
                ..Policies::default()
            });
            for (scope, (status, error)) in [("orders.read", plain), ("orders.read+openid", with_openid)] {
                let answer = userinfo(&issuer, &access_token(&issuer, scope));
                assert_eq!(answer.status, status, "{userinfo_accounts:?} {scope}");
                assert!(answer.header("www-authenticate").contains(error));
                if status == 200 {
                    let told = json!({"sub": "nightly-report", "preferred_username": "service-account-nightly-report"});
                    assert_eq!(json!(answer.json()), told);
                    let step = answer.trace.steps.last().unwrap();
                    assert!(step.outcome == StepOutcome::Noted && step.decided.contains("Outside the specification"));
                }
            }
            let person = redeem(&issuer, &code(&issuer, "openid+profile"));
            let told = userinfo(&issuer, &person.member("access_token")).json();
            assert_eq!(
                json!(told),
                json!({"sub": "user-82c1", "name": "Sam Okafor"}),
                "a person is told about as ever"
            );
            assert_eq!(userinfo(&issuer, "not-a-token").status, 401);
        }
    }
}

#[test]
fn user_claims_stand_in_the_tokens_of_programs_alone() {
    for (user_claims, expected) in [
        (UserClaims::Off, json!({})),
        (
            UserClaims::Account,
            json!({"name": "Nightly report", "preferred_username": "service-account-nightly-report"}),
        ),
        (UserClaims::Owner, json!({"webid": "https://people.test/user-82c1#me"})),
    ] {
        let issuer = under(Policies { user_claims, ..Policies::default() });
        let about_user = |token: &str| {
            let mut claims = claims(token);
            claims.retain(|name, _| ["name", "preferred_username", "email", "webid"].contains(&name.as_str()));
            json!(claims)
        };
        let token = access_token(&issuer, "orders.read");
        assert_eq!(about_user(&token), expected);
        assert_eq!(claims(&token)["sub"], "nightly-report", "the subject is the client all the same");
        assert_eq!(orders(&issuer, &token).status, 200);
        assert_eq!(me(&issuer, &token).status, 403, "no API takes it for a person's");
        let person = redeem(&issuer, &code(&issuer, "openid+orders.read")).member("access_token");
        assert_eq!(about_user(&person), json!({}), "RFC 9068 leaves the person's details out of it");
        let nobodys = billing_token(&issuer, "orders.read");
        assert_eq!(about_user(&nobodys)["webid"], json!(null), "nobody owns that client");
    }
}

#[test]
fn an_owner_is_a_person_of_the_configuration_and_travels() {
    let document = issuer().issuer().configuration().to_json();
    assert_eq!(document["clients"][0]["owner"], "user-82c1");
    let again = Configuration::parse(&document.to_string()).unwrap();
    assert_eq!(again.to_json(), document);
    let mut other = document;
    other["clients"][0]["owner"] = json!("user-0000");
    let error = Configuration::parse(&other.to_string()).unwrap_err();
    assert_eq!((error.path.as_str(), error.reason.as_str()), ("clients[0].owner", "names no person of this document"));
}
