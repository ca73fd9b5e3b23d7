//! The rows beyond the document: what each check says of honest evidence under every policy, of tampered evidence, and of none.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use std::collections::BTreeSet;

use common::*;
use grant_lab::issuer::OpenidPolicy::{self, Reject};
use grant_lab::issuer::{AccessTokenForm, Policies};
use grant_lab::lab::{CellId, Code, Column, Evidence, EvidenceKind, Row, Verdict};
use pollster::block_on;
use serde_json::json;

const fn oauth(row: Row) -> CellId {
    cell(row, Column::OAuth)
}

const fn oidc(row: Row) -> CellId {
    cell(row, Column::Oidc)
}

#[test]
fn every_experiment_goes_as_stated_and_every_claim_holds_under_every_policy() {
    for openid in OpenidPolicy::ALL {
        for cell in CellId::beyond() {
            let evidence = evidence(cell, openid);
            let departure = cell.run().departure(&evidence);
            let seen =
                departure.map(|outcome| evidence.reply(outcome.action).map(|reply| (reply.status(), reply.error())));
            assert!(departure.is_none(), "{} under {openid:?}: {departure:?} {seen:?}", cell.slug());
            let judgement = cell.judge(&evidence);
            assert_eq!(judgement.verdict, Verdict::Holds, "{} under {openid:?}: {judgement:?}", cell.slug());
            assert!(judgement.lines.iter().any(|line| line.kind == EvidenceKind::Observed), "{}", cell.slug());
        }
    }
}

/// A run whose text states nothing for its last action would pass the test above by silence.
#[test]
fn every_run_states_how_it_ends_and_has_a_name_of_its_own() {
    for cell in CellId::beyond() {
        let run = cell.run();
        assert!(run.outcomes.iter().any(|outcome| outcome.action + 1 == run.actions.len()), "{}", cell.slug());
    }
    let names: BTreeSet<&str> = CellId::all().chain(CellId::beyond()).map(|cell| cell.experiment().id).collect();
    assert_eq!(names.len(), 8 + 16, "the plain request serves three cells");
}

#[test]
fn no_evidence_and_broken_answers_leave_every_claim_untested() {
    for cell in CellId::beyond() {
        assert!(matches!(cell.judge(&Evidence::default()).verdict, Verdict::CouldNotTest { .. }), "{}", cell.slug());
        let mut broken = evidence(cell, Reject);
        for index in 0..broken.done.len() {
            if broken.done[index].message.is_some() {
                answer(&mut broken, index, 500, json!("upstream failed"));
            }
        }
        let verdict = cell.judge(&broken).verdict;
        assert!(matches!(verdict, Verdict::CouldNotTest { .. }), "{} broken: {verdict:?}", cell.slug());
        for index in 0..broken.done.len() {
            let mut lost = evidence(cell, Reject);
            let is_decisive = lost.done[index].message.is_some();
            lose(&mut lost, index);
            let verdict = cell.judge(&lost).verdict;
            assert!(!is_decisive || !matches!(verdict, Verdict::DoesNotHold { .. }), "{} lost {index}", cell.slug());
        }
    }
}

/// In a page that was not served over HTTPS nothing can be signed, and that must not look like a verdict.
#[test]
fn without_cryptography_nothing_that_needs_a_token_is_judged() {
    let lab = lab_without_cryptography();
    for cell in CellId::beyond() {
        let verdict = cell.judge(&block_on(lab.run(cell.run().actions))).verdict;
        assert!(!matches!(verdict, Verdict::DoesNotHold { .. }), "{}: {verdict:?}", cell.slug());
    }
}

#[test]
fn with_opaque_tokens_no_claim_fails_and_those_about_claims_are_untested() {
    let lab = lab();
    lab.set_policies(Policies { access_token: AccessTokenForm::Opaque, ..Policies::default() });
    for cell in CellId::beyond() {
        let verdict = cell.judge(&block_on(lab.run(cell.run().actions))).verdict;
        let reads_access_tokens =
            [oauth(Row::TokenType), oidc(Row::TokenType)].contains(&cell) || cell.row == Row::ClientLikeUser;
        assert_eq!(
            matches!(verdict, Verdict::CouldNotTest { .. }),
            reads_access_tokens,
            "{}: {verdict:?}",
            cell.slug()
        );
        assert!(!matches!(verdict, Verdict::DoesNotHold { .. }), "{}: {verdict:?}", cell.slug());
    }
}

#[test]
fn where_proofs_need_a_nonce_the_run_takes_the_one_it_is_given() {
    let lab = lab();
    lab.set_policies(Policies { dpop_nonce: true, ..Policies::default() });
    let evidence = block_on(lab.run(oauth(Row::SenderConstraint).run().actions));
    assert_eq!(oauth(Row::SenderConstraint).judge(&evidence).verdict, Verdict::Holds);
}

#[test]
fn a_run_leaves_no_client_and_no_policy_behind() {
    let lab = lab();
    let before = lab.network().issuer().registry().clients.len();
    for _ in 0..2 {
        let evidence = block_on(lab.run(oauth(Row::ClientLikeUser).run().actions));
        assert_eq!(oauth(Row::ClientLikeUser).judge(&evidence).verdict, Verdict::Holds);
        assert_eq!(evidence.record.unwrap().client.client_id, "user-82c1");
    }
    assert_eq!(
        (lab.network().issuer().registry().clients.len(), lab.network().issuer().policies()),
        (before, Policies::default())
    );
}

#[test]
fn refresh_token_turns_with_tampered_evidence() {
    let (advised, offline) = (oauth(Row::RefreshToken), oidc(Row::RefreshToken));
    fails(advised, Reject, Code::RefreshWithoutProof, |evidence| {
        request(evidence, 3).headers_mut().remove("authorization");
    });
    fails(advised, Reject, Code::RefreshSaves, |evidence| evidence.done.push(evidence.done[4].clone()));
    untested(advised, Reject, Code::NotObserved, |evidence| {
        edit_body(evidence, 1, |members| drop(members.remove("refresh_token")));
    });
    fails(offline, Reject, Code::NoOfflineRefresh, |evidence| {
        edit_body(evidence, 2, |members| drop(members.remove("refresh_token")));
    });
    fails(offline, Reject, Code::NoAccessToken, |evidence| {
        edit_body(evidence, 4, |members| drop(members.remove("access_token")));
    });
    fails(offline, Reject, Code::RefreshedForAnother, |evidence| {
        edit_claims(evidence, 4, "id_token", |claims| drop(claims.insert("sub".into(), json!("user-0000"))));
    });
    let mut plain = evidence(offline, Reject);
    edit_body(&mut plain, 4, |members| drop(members.remove("id_token")));
    let judgement = offline.judge(&plain);
    assert_eq!((judgement.verdict, judgement.lines[0].finding.code), (Verdict::Holds, Code::OfflineRefreshPlain));
    untested(offline, Reject, Code::RefusedOtherwise, |evidence| {
        answer(evidence, 4, 400, json!({ "error": "invalid_grant" }));
    });
}

#[test]
fn userinfo_turns_with_tampered_evidence() {
    let (documents, tokens) = (oauth(Row::UserInfo), oidc(Row::UserInfo));
    fails(documents, Reject, Code::UserInfoInOAuth, |evidence| {
        edit_body(evidence, 0, |members| {
            drop(members.insert("userinfo_endpoint".into(), json!("https://issuer.test/userinfo")));
        });
    });
    untested(documents, Reject, Code::NotObserved, |evidence| {
        edit_body(evidence, 1, |members| drop(members.remove("userinfo_endpoint")));
    });
    fails(tokens, Reject, Code::UserInfoAnswered, |evidence| answer(evidence, 1, 200, json!({ "sub": "svc-5e1f" })));
    fails(tokens, Reject, Code::UserInfoRefusedPerson, |evidence| answer(evidence, 5, 401, json!({})));
    fails(tokens, Reject, Code::UserInfoAnswered, |evidence| evidence.record.as_mut().unwrap().logins = 0);
    untested(tokens, Reject, Code::NoRecord, |evidence| evidence.record = None);
}

#[test]
fn openid_scope_turns_with_tampered_evidence() {
    let (policies, layer) = (oauth(Row::OpenidScope), oidc(Row::OpenidScope));
    // Drop, with a reply that keeps quiet about it; and Echo, with one that promises more.
    fails(policies, Reject, Code::ScopeMisstated, |evidence| {
        edit_body(evidence, 3, |members| drop(members.remove("scope")));
    });
    fails(policies, Reject, Code::ScopeMisstated, |evidence| {
        edit_body(evidence, 5, |members| drop(members.insert("scope".into(), json!("orders.read openid profile"))));
    });
    fails(policies, Reject, Code::NoAccessToken, |evidence| {
        edit_body(evidence, 7, |members| drop(members.remove("access_token")));
    });
    untested(policies, Reject, Code::RefusedOtherwise, |evidence| {
        answer(evidence, 1, 400, json!({ "error": "unauthorized_client" }));
    });
    fails(layer, Reject, Code::NoIdTokenFromSignIn, |evidence| {
        edit_body(evidence, 2, |members| drop(members.remove("id_token")));
    });
    fails(layer, Reject, Code::IdTokenWithoutOpenid, |evidence| {
        edit_body(evidence, 5, |members| {
            drop(members.insert("id_token".into(), unsigned(json!({ "sub": "user-82c1" }))));
        });
    });
}

#[test]
fn discovery_turns_with_tampered_evidence() {
    for (cell, other) in [(oauth(Row::Discovery), "https://other.test"), (oidc(Row::Discovery), "https://issuer.test/")]
    {
        fails(cell, Reject, Code::DocumentOfAnother, |evidence| {
            edit_body(evidence, 0, |members| drop(members.insert("issuer".into(), json!(other))));
        });
        untested(cell, Reject, Code::Unreadable, |evidence| answer(evidence, 0, 404, json!("nothing here")));
    }
    fails(oauth(Row::Discovery), Reject, Code::GrantNotListed, |evidence| {
        edit_body(evidence, 0, |members| drop(members.remove("grant_types_supported")));
    });
    fails(oidc(Row::Discovery), Reject, Code::ResponseTypeListed, |evidence| {
        edit_body(evidence, 0, |members| {
            members.insert("response_types_supported".into(), json!(["client_credentials"]));
        });
    });
    fails(oidc(Row::Discovery), Reject, Code::ResponseTypeAccepted, |evidence| {
        answer(evidence, 1, 200, json!("Sign in"));
    });
    let mut silent = evidence(oidc(Row::Discovery), Reject);
    edit_body(&mut silent, 0, |members| drop(members.remove("grant_types_supported")));
    let line = &oidc(Row::Discovery).judge(&silent).lines[0].finding;
    assert_eq!((line.code, line.fact("grants")), (Code::ListedByDefault, Some("authorization_code, implicit")));
}

#[test]
fn token_type_turns_with_tampered_evidence() {
    let (typed, swapped) = (oauth(Row::TokenType), oidc(Row::TokenType));
    fails(typed, Reject, Code::TokenNotTyped, |evidence| {
        edit_body(evidence, 0, |members| {
            drop(members.insert("access_token".into(), unsigned(json!({ "aud": "https://api.test" }))));
        });
    });
    for aud in [json!("nightly-report"), json!(["https://stock.test"]), json!(null)] {
        fails(typed, Reject, Code::AudienceNotApi, |evidence| {
            edit_claims(evidence, 0, "access_token", |claims| drop(claims.insert("aud".into(), aud)));
        });
    }
    fails(typed, Reject, Code::ApiRefused, |evidence| answer(evidence, 1, 403, json!({})));
    fails(swapped, Reject, Code::IdTokenNotForClient, |evidence| {
        edit_claims(evidence, 2, "id_token", |claims| drop(claims.insert("aud".into(), json!("https://api.test"))));
    });
    fails(swapped, Reject, Code::ApiTookIdToken, |evidence| answer(evidence, 4, 200, json!({ "orders": [] })));
    fails(swapped, Reject, Code::ClientTookAccessToken, |evidence| {
        edit_claims(evidence, 2, "access_token", |claims| drop(claims.insert("aud".into(), json!(["shop-web"]))));
    });
    fails(swapped, Reject, Code::NoIdTokenFromSignIn, |evidence| {
        edit_body(evidence, 2, |members| drop(members.remove("id_token")));
    });
    untested(swapped, Reject, Code::RefusedOtherwise, |evidence| answer(evidence, 3, 403, json!({ "error": "x" })));
}

#[test]
fn sender_constraint_turns_with_tampered_evidence() {
    let (copied, stale) = (oauth(Row::SenderConstraint), oidc(Row::SenderConstraint));
    for index in [4, 9] {
        fails(copied, Reject, Code::CopyAccepted, |evidence| answer(evidence, index, 200, json!({ "orders": [] })));
    }
    for index in [1, 6] {
        fails(copied, Reject, Code::TokenNotBound, |evidence| {
            edit_claims(evidence, index, "access_token", |claims| drop(claims.remove("cnf")));
        });
    }
    untested(copied, Reject, Code::RefusedOtherwise, |evidence| {
        answer(evidence, 7, 401, json!({ "error": "invalid_token" }));
    });
    for nonce in [json!("another"), json!(null)] {
        fails(stale, Reject, Code::NotOfThisRequest, |evidence| {
            edit_claims(evidence, 2, "id_token", |claims| drop(claims.insert("nonce".into(), nonce)));
        });
    }
    fails(stale, Reject, Code::IdTokenBound, |evidence| {
        edit_claims(evidence, 2, "id_token", |claims| drop(claims.insert("cnf".into(), json!({ "jkt": "x" }))));
    });
    fails(stale, Reject, Code::StaleNonceTaken, |evidence| {
        let first = request(evidence, 0).uri().clone();
        *request(evidence, 3).uri_mut() = first;
    });
}

#[test]
fn client_authentication_turns_with_tampered_evidence() {
    let (methods, lists) = (oauth(Row::ClientAuthentication), oidc(Row::ClientAuthentication));
    for index in [0, 1, 2, 4] {
        fails(methods, Reject, Code::MethodRefused, |evidence| {
            answer(evidence, index, 401, json!({ "error": "invalid_client" }));
        });
    }
    let seen = methods.judge(&evidence(methods, Reject)).lines[0].finding.clone();
    let all = "client_secret_basic, client_secret_post, private_key_jwt, tls_client_auth";
    assert_eq!((seen.fact("count"), seen.fact("methods")), (Some("4"), Some(all)));
    for list in [json!(["client_secret_basic"]), json!(null)] {
        fails(lists, Reject, Code::MethodsDiffer, |evidence| {
            edit_body(evidence, 1, |members| {
                drop(members.insert("token_endpoint_auth_methods_supported".into(), list));
            });
        });
    }
    fails(lists, Reject, Code::PublicClientServed, |evidence| answer(evidence, 2, 200, json!({ "access_token": "x" })));
}

#[test]
fn client_like_user_turns_with_tampered_evidence() {
    let (taken, kinds) = (oauth(Row::ClientLikeUser), oidc(Row::ClientLikeUser));
    fails(taken, Reject, Code::GuardOpen, |evidence| answer(evidence, 2, 201, json!({ "client_id": "user-82c1" })));
    fails(taken, Reject, Code::NamesApart, |evidence| {
        edit_claims(evidence, 5, "access_token", |claims| drop(claims.insert("sub".into(), json!("client:user-82c1"))));
    });
    fails(taken, Reject, Code::CarelessNotFooled, |evidence| answer(evidence, 6, 403, json!({})));
    fails(taken, Reject, Code::CarefulFooled, |evidence| answer(evidence, 7, 200, json!({ "sub": "user-82c1" })));
    untested(taken, Reject, Code::RefusedOtherwise, |evidence| {
        answer(evidence, 4, 400, json!({ "error": "invalid_client_metadata" }));
    });
    fails(kinds, Reject, Code::IdTokenNotPerson, |evidence| {
        edit_claims(evidence, 4, "id_token", |claims| drop(claims.insert("sub".into(), json!("nightly-report"))));
    });
    fails(kinds, Reject, Code::IdTokenNotPerson, |evidence| evidence.record.as_mut().unwrap().logins = 0);
    fails(kinds, Reject, Code::KindsAlike, |evidence| {
        edit_claims(evidence, 4, "access_token", |claims| drop(claims.remove("sub_type")));
    });
    fails(kinds, Reject, Code::KindsAlike, |evidence| {
        edit_claims(evidence, 1, "access_token", |claims| drop(claims.insert("sub".into(), json!("user-82c1"))));
    });
}
