//! The rows about people, *Who is the subject?*, *User identity?* and *Use case*: tampered evidence turns each verdict.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::issuer::OpenidPolicy::{self, Drop, Reject, VendorServiceAccount};
use grant_lab::lab::{Code, Evidence, Verdict};
use grant_lab::oauth::Party;
use serde_json::json;

mod subject {
    use super::*;

    #[test]
    fn fails_when_the_subject_is_the_person() {
        fails(SUBJECT_OAUTH, Reject, Code::SubjectIsPerson, |evidence| {
            edit_claims(evidence, 0, "access_token", |claims| {
                claims.insert("sub".into(), json!("user-82c1"));
            });
        });
        for (openid, index, member) in [
            (Reject, 0, "access_token"),
            (Drop, 1, "access_token"),
            (VendorServiceAccount, 1, "access_token"),
            (VendorServiceAccount, 1, "id_token"),
        ] {
            fails(SUBJECT_OIDC, openid, Code::SubjectIsPerson, |evidence| {
                edit_claims(evidence, index, member, |claims| {
                    claims.insert("sub".into(), json!("user-82c1"));
                });
            });
        }
    }

    #[test]
    fn fails_when_the_person_hides_in_another_claim() {
        for hidden in [json!("user-82c1"), json!(["x", "user-82c1"]), json!({ "sub": { "id": "user-82c1" } })] {
            for cell in [SUBJECT_OAUTH, SUBJECT_OIDC] {
                fails(cell, Drop, Code::SubjectIsPerson, |evidence| {
                    edit_claims(evidence, 0, "access_token", |claims| {
                        claims.insert("act".into(), hidden.clone());
                    });
                });
            }
        }
    }

    #[test]
    fn fails_when_the_subject_is_nobody_the_issuer_knows() {
        for sub in [json!("another-client"), json!(17), json!("")] {
            for cell in [SUBJECT_OAUTH, SUBJECT_OIDC] {
                fails(cell, Reject, Code::SubjectUnknown, |evidence| {
                    edit_claims(evidence, 0, "access_token", |claims| {
                        claims.insert("sub".into(), sub.clone());
                    });
                });
            }
        }
    }

    #[test]
    fn fails_without_a_subject_unless_the_client_is_named() {
        let remove_sub = |evidence: &mut Evidence| {
            edit_claims(evidence, 0, "access_token", |claims| {
                claims.remove("sub");
            });
        };
        let mut absent = evidence(SUBJECT_OAUTH, Reject);
        remove_sub(&mut absent);
        let judgement = SUBJECT_OAUTH.judge(&absent);
        assert_eq!(judgement.verdict, Verdict::Holds);
        assert_eq!(judgement.lines[0].finding.code, Code::SubjectAbsent);
        fails(SUBJECT_OAUTH, Reject, Code::SubjectUnknown, |evidence| {
            remove_sub(evidence);
            edit_claims(evidence, 0, "access_token", |claims| {
                claims.insert("client_id".into(), json!("another-client"));
            });
        });
    }

    #[test]
    fn the_clients_account_stands_for_the_client() {
        let mut evidence = evidence(SUBJECT_OAUTH, Reject);
        edit_claims(&mut evidence, 0, "access_token", |claims| {
            claims.insert("sub".into(), json!("svc-5e1f"));
        });
        let judgement = SUBJECT_OAUTH.judge(&evidence);
        assert_eq!((judgement.verdict, judgement.lines[0].finding.code), (Verdict::Holds, Code::SubjectIsAccount));
    }

    #[test]
    fn an_opaque_token_or_missing_books_leave_it_untested() {
        for cell in [SUBJECT_OAUTH, SUBJECT_OIDC] {
            untested(cell, Reject, Code::OpaqueToken, |evidence| {
                edit_body(evidence, 0, |members| {
                    members.insert("access_token".into(), json!("2YotnFZFEjr1zCsicMWpAA"));
                });
            });
            untested(cell, Reject, Code::NoRecord, |evidence| evidence.record = None);
        }
    }
}

mod user_identity {
    use super::*;
    use grant_lab::inspect::{LOGIN_CLAIMS, USER_CLAIMS};

    #[test]
    fn oauth_fails_for_each_user_claim_and_each_login_claim() {
        assert_eq!((USER_CLAIMS.len(), LOGIN_CLAIMS.len()), (19, 4));
        for name in USER_CLAIMS.into_iter().chain(LOGIN_CLAIMS) {
            fails(IDENTITY_OAUTH, Reject, Code::IdentityClaims, |evidence| {
                edit_claims(evidence, 0, "access_token", |claims| {
                    claims.insert(name.into(), json!("x"));
                });
            });
        }
    }

    #[test]
    fn oauth_fails_when_they_are_in_another_token_of_the_answer() {
        fails(IDENTITY_OAUTH, Reject, Code::IdentityClaims, |evidence| {
            edit_body(evidence, 0, |members| {
                members.insert("id_token".into(), unsigned(json!({ "sub": "svc-5e1f", "auth_time": 1 })));
            });
        });
    }

    #[test]
    fn oauth_is_untested_when_the_token_cannot_be_read() {
        untested(IDENTITY_OAUTH, Reject, Code::OpaqueToken, |evidence| {
            edit_body(evidence, 0, |members| {
                members.insert("access_token".into(), json!("opaque"));
            });
        });
    }

    #[test]
    fn oidc_fails_when_userinfo_answers() {
        for openid in OpenidPolicy::ALL {
            for body in [json!({ "sub": "user-82c1", "name": "Sam Okafor" }), json!({ "sub": "svc-5e1f" }), json!({})] {
                fails(IDENTITY_OIDC, openid, Code::UserInfoAnswered, |evidence| answer(evidence, 2, 200, body));
            }
        }
    }

    #[test]
    fn oidc_fails_when_a_login_was_logged() {
        for openid in OpenidPolicy::ALL {
            fails(IDENTITY_OIDC, openid, Code::LoginRecorded, |evidence| evidence.record.as_mut().unwrap().logins = 1);
        }
    }

    #[test]
    fn oidc_is_untested_without_the_issuers_books_or_a_token_to_ask_with() {
        untested(IDENTITY_OIDC, Reject, Code::NoRecord, |evidence| evidence.record = None);
        untested(IDENTITY_OIDC, Reject, Code::NotObserved, |evidence| lose(evidence, 2));
    }
}

mod use_case {
    use super::*;

    #[test]
    fn oauth_fails_when_the_api_refuses() {
        for status in [401, 403] {
            fails(USE_OAUTH, Reject, Code::ApiRefused, |evidence| answer(evidence, 1, status, json!({})));
        }
    }

    #[test]
    fn oauth_fails_when_a_person_took_part() {
        for (from, to) in [(Party::Person, Party::Issuer), (Party::Issuer, Party::Person)] {
            fails(USE_OAUTH, Reject, Code::PersonTookPart, |evidence| {
                let mut extra = evidence.messages[0].clone();
                (extra.exchange.from, extra.exchange.to) = (from, to);
                evidence.messages.push(extra);
            });
        }
    }

    #[test]
    fn oauth_fails_when_no_token_is_given() {
        fails(USE_OAUTH, Reject, Code::TokenRefused, |evidence| {
            answer(evidence, 0, 400, json!({ "error": "unauthorized_client" }));
        });
    }

    #[test]
    fn oidc_fails_when_one_of_the_three_claims_is_missing_or_empty() {
        for name in ["iss", "aud", "client_id"] {
            for nothing in [None, Some(json!("")), Some(json!([])), Some(json!(null))] {
                fails(USE_OIDC, Reject, Code::ClientClaimsMissing, |evidence| {
                    edit_claims(evidence, 0, "access_token", |claims| match nothing {
                        None => drop(claims.remove(name)),
                        Some(value) => drop(claims.insert(name.into(), value)),
                    });
                });
            }
        }
    }

    #[test]
    fn oidc_fails_when_a_user_or_login_claim_was_added() {
        for name in ["name", "email", "auth_time", "nonce"] {
            fails(USE_OIDC, Reject, Code::IdentityClaims, |evidence| {
                edit_claims(evidence, 0, "access_token", |claims| {
                    claims.insert(name.into(), json!("x"));
                });
            });
        }
    }
}
