//! Scope and the openid policies: requirements SCP-01 to SCP-05, RFT-01 and RFT-02 as far as they concern this grant.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::issuer::{OpenidPolicy, Policies};
use grant_lab::server::StepOutcome;

const PERSON_SCOPES: [&str; 5] = ["openid", "profile", "email", "address", "phone"];

fn with_policy(openid: OpenidPolicy) -> TestIssuer {
    let issuer = issuer();
    issuer.set_policies(Policies { openid, ..Policies::default() });
    issuer
}

fn asking(issuer: &TestIssuer, scope: &str) -> Answer {
    ask(issuer, nightly(&format!("grant_type=client_credentials&scope={scope}")))
}

fn billing(issuer: &TestIssuer, scope: &str) -> Answer {
    let client = "client_id=billing-export&client_secret=billing-secret-not-real";
    ask(issuer, form(&format!("grant_type=client_credentials&{client}&scope={scope}")))
}

#[test]
fn scp_01_scope_is_a_case_sensitive_set_of_tokens() {
    let issuer = issuer();
    for malformed in
        ["a%22b", "a%5Cb", "orders.read%09", "a%09b", "%C3%A9", "a++b", "+orders.read", "orders.read+", "%00", "%7F"]
    {
        let answer = billing(&issuer, malformed);
        assert_eq!(answer.outcome(), (400, "invalid_scope".to_owned()), "{malformed}");
        assert_eq!(answer.refused_by(), "Scope", "{malformed}");
    }
    let sorted = |answer: Answer| {
        let mut tokens: Vec<String> = answer.member("scope").split(' ').map(str::to_owned).collect();
        tokens.sort_unstable();
        tokens
    };
    let both = ["orders.read", "orders.write"];
    assert_eq!(sorted(billing(&issuer, "orders.read+orders.write")), both);
    assert_eq!(sorted(billing(&issuer, "orders.write+orders.read")), both);
    assert_eq!(sorted(billing(&issuer, "orders.read+orders.read")), ["orders.read"]);
    assert_eq!(billing(&issuer, "Orders.Read").outcome(), (400, "invalid_scope".to_owned()));
}

#[test]
fn scp_02_no_scope_gives_the_documented_default() {
    let issuer = issuer();
    for answer in [
        ask(&issuer, nightly("grant_type=client_credentials")),
        ask(
            &issuer,
            form("grant_type=client_credentials&client_id=billing-export&client_secret=billing-secret-not-real"),
        ),
    ] {
        assert_eq!((answer.status, answer.member("scope").as_str()), (200, "orders.read"));
        assert_eq!(claims(&answer.member("access_token"))["scope"], "orders.read");
    }
}

#[test]
fn scp_03_no_id_token_whatever_the_scope() {
    for policy in [OpenidPolicy::Reject, OpenidPolicy::Drop] {
        let issuer = with_policy(policy);
        for scope in ["", "orders.read", "openid", "orders.read+openid+profile+email", "offline_access", "id_token"] {
            let answer = asking(&issuer, scope);
            assert!(!answer.json().contains_key("id_token"), "{policy:?} {scope}");
            assert!(!answer.json().contains_key("refresh_token"), "{policy:?} {scope}");
        }
        assert_eq!(issuer.issuer().logins(), 0);
    }
}

#[test]
fn scp_04_reject_refuses_scopes_about_a_person() {
    let issuer = issuer();
    for scope in PERSON_SCOPES {
        for asked in [scope.to_owned(), format!("orders.read+{scope}")] {
            let answer = asking(&issuer, &asked);
            assert_eq!(answer.outcome(), (400, "invalid_scope".to_owned()), "{asked}");
            assert_eq!(answer.refused_by(), "Scopes about a person");
        }
    }
    // Case matters: this is no scope about a person, only an unknown one.
    assert_eq!(asking(&issuer, "OpenID").refused_by(), "Permission for the scope");
}

#[test]
fn scp_04_drop_leaves_them_out_and_reports_it() {
    let issuer = with_policy(OpenidPolicy::Drop);
    for scope in PERSON_SCOPES {
        let answer = asking(&issuer, &format!("orders.read+{scope}"));
        assert_eq!((answer.status, answer.member("scope").as_str()), (200, "orders.read"), "{scope}");
        assert_eq!(claims(&answer.member("access_token"))["scope"], "orders.read");
        let noted = answer.trace.steps.iter().find(|step| step.name == "Scopes about a person").unwrap();
        assert_eq!(noted.outcome, StepOutcome::Noted);
    }
    // Ignoring everything that was asked is as if nothing had been: the default, and the reply says so (RFC 6749 §3.3).
    assert_eq!(asking(&issuer, "openid").member("scope"), "orders.read");
    assert_eq!(asking(&issuer, "openid+admin").outcome(), (400, "invalid_scope".to_owned()));
}

#[test]
fn scp_04_a_policy_holds_from_the_next_request_on() {
    let issuer = issuer();
    assert_eq!(asking(&issuer, "orders.read+openid").status, 400);
    issuer.set_policies(Policies { openid: OpenidPolicy::Drop, ..Policies::default() });
    assert_eq!(asking(&issuer, "orders.read+openid").status, 200);
    assert_eq!(issuer.issuer().policies().openid, OpenidPolicy::Drop);
}

#[test]
fn scp_03_vendor_policy_adds_an_id_token_about_an_account_and_says_it_is_outside() {
    let issuer = with_policy(OpenidPolicy::VendorServiceAccount);
    let answer = asking(&issuer, "orders.read+openid");
    assert_eq!((answer.status, answer.member("scope").as_str()), (200, "orders.read openid"));
    let id_token = answer.member("id_token");
    let claims_of = claims(&id_token);
    let mut names: Vec<&str> = claims_of.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["aud", "exp", "iat", "iss", "sub"]);
    assert_eq!(claims_of["sub"], "svc-5e1f");
    assert_eq!(claims_of["aud"], "nightly-report");
    assert_eq!(claims_of["iss"], "https://issuer.test");
    assert_eq!(header(&id_token)["alg"], "RS256");
    // The access token is still about the client, and nobody has signed in.
    assert_eq!(claims(&answer.member("access_token"))["sub"], "nightly-report");
    assert_eq!(issuer.issuer().logins(), 0);
    let last = answer.trace.steps.last().unwrap();
    assert_eq!((last.name, last.outcome), ("ID Token", StepOutcome::Noted));
    assert!(last.decided.contains("Outside the specification"), "{}", last.decided);

    // Without openid there is nothing to add.
    assert!(!asking(&issuer, "orders.read").json().contains_key("id_token"));
    assert!(!asking(&issuer, "orders.read+profile").json().contains_key("id_token"));
    assert_eq!(asking(&issuer, "openid+admin").outcome(), (400, "invalid_scope".to_owned()));
}

#[test]
fn scp_05_parameters_of_an_authentication_request_change_nothing() {
    let issuer = issuer();
    let plain = asking(&issuer, "orders.read");
    let extra =
        "&nonce=n&max_age=0&acr_values=a&claims=%7B%7D&prompt=consent&login_hint=sam&audience=https%3A%2F%2Fx.test";
    let answer = ask(&issuer, nightly(&format!("grant_type=client_credentials&scope=orders.read{extra}")));
    let names = |answer: &Answer| answer.json().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&answer), names(&plain));
    let (with, without) = (claims(&answer.member("access_token")), claims(&plain.member("access_token")));
    for name in ["iss", "sub", "aud", "client_id", "scope", "iat", "exp"] {
        assert_eq!(with[name], without[name], "{name}");
    }
    assert_eq!(with.len(), without.len());

    let offline = asking(&issuer, "orders.read+offline_access");
    assert_eq!((offline.status, offline.member("scope").as_str()), (200, "orders.read"));
    assert!(!offline.json().contains_key("refresh_token"));
    assert_eq!(asking(&issuer, "offline_access").member("scope"), "orders.read");
}

#[test]
fn rft_01_no_refresh_token_for_this_grant() {
    for policy in OpenidPolicy::ALL {
        let answer = asking(&with_policy(policy), "orders.read");
        assert!(!answer.json().contains_key("refresh_token"), "{policy:?}");
    }
}

#[test]
fn rft_02_a_program_has_no_use_for_the_refresh_token_grant_while_the_policy_is_off() {
    let issuer = issuer();
    let refresh = "grant_type=refresh_token&refresh_token=x";
    assert_eq!(ask(&issuer, nightly(refresh)).outcome(), (400, "unauthorized_client".to_owned()));
    // The grant itself is offered, because people may sign in here.
    let web = ask(&issuer, form(&format!("{refresh}&client_id=shop-web")));
    assert_eq!(web.outcome(), (400, "invalid_grant".to_owned()));
}
