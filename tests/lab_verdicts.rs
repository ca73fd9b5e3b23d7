//! Every cell of the table: what its check says of honest evidence, of tampered evidence, and of no evidence. Here the whole table,
//! *Standard spec* and *Tokens returned*; the rows about people are in `lab_verdicts_people.rs`.
#![cfg(all(not(target_arch = "wasm32"), feature = "software-crypto"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "common/lab.rs"]
mod common;

use common::*;
use grant_lab::issuer::OpenidPolicy::{self, Drop, Reject, VendorServiceAccount};
use grant_lab::lab::{CellId, Code, Evidence, EvidenceKind, Judgement, Row, Verdict, content, text};
use grant_lab::ui::pages::compare::verdict_name;
use serde_json::json;

fn failing(openid: OpenidPolicy) -> Vec<CellId> {
    CellId::all().filter(|cell| cell.judge(&evidence(*cell, openid)).verdict != Verdict::Holds).collect()
}

#[test]
fn all_ten_hold_under_reject_and_drop() {
    assert_eq!(failing(Reject), []);
    assert_eq!(failing(Drop), []);
}

#[test]
fn exactly_one_does_not_hold_under_the_vendor_policy_and_it_is_outside_the_specification() {
    assert_eq!(failing(VendorServiceAccount), [TOKENS_OIDC]);
    let judgement = TOKENS_OIDC.judge(&evidence(TOKENS_OIDC, VendorServiceAccount));
    assert!(judgement.outside_specification());
    let because = judgement.because().unwrap();
    assert_eq!(because.code, Code::IdTokenAboutAccount);
    assert_eq!((because.fact("sub"), because.fact("logins")), (Some("svc-5e1f"), Some("0")));
}

/// Where the issuer refuses `openid` nothing comes, and what holds for want of an answer says so.
#[test]
fn a_claim_that_holds_because_nothing_came_says_so() {
    let said = |judgement: &Judgement, code| judgement.lines.iter().any(|line| line.finding.code == code);
    for openid in OpenidPolicy::ALL {
        let refused = openid == Reject;
        for cell in CellId::all() {
            let judgement = cell.judge(&evidence(cell, openid));
            let empty = refused && cell == TOKENS_OIDC;
            assert_eq!(judgement.holds_for_want_of_an_answer(), empty, "{} under {openid:?}", cell.slug());
            let plain = refused && [SUBJECT_OIDC, IDENTITY_OIDC].contains(&cell);
            assert_eq!(said(&judgement, Code::NothingWithOpenid), plain, "{} under {openid:?}", cell.slug());
            let label = match judgement.verdict {
                Verdict::Holds if empty => "holds_empty",
                Verdict::Holds => "holds",
                Verdict::DoesNotHold { .. } => "does_not_hold",
                Verdict::CouldNotTest { .. } => "could_not_test",
            };
            assert_eq!(verdict_name(&judgement), label);
        }
    }
    let compare: content::Compare = grant_lab::texts::read(include_str!("../src/content/en/compare.json")).unwrap();
    assert_eq!(content::word(&compare.words, "holds_empty"), "Holds: nothing came at all");
}

#[test]
fn no_evidence_leaves_every_claim_untested() {
    for cell in CellId::all() {
        let judgement = cell.judge(&Evidence::default());
        assert!(matches!(judgement.verdict, Verdict::CouldNotTest { .. }), "{}: {judgement:?}", cell.slug());
        assert!(!judgement.outside_specification());
    }
}

#[test]
fn every_answer_that_is_lost_or_broken_leaves_the_claim_untested() {
    for openid in OpenidPolicy::ALL {
        for cell in CellId::all() {
            // In these two cells only the answer that decides is indispensable: the others bring the token for it.
            let deciding = match cell {
                SUBJECT_OIDC => 1..2,
                IDENTITY_OIDC => 2..3,
                _ => 0..cell.run().actions.len(),
            };
            for index in deciding {
                let mut lost = evidence(cell, openid);
                lose(&mut lost, index);
                let verdict = cell.judge(&lost).verdict;
                assert!(matches!(verdict, Verdict::CouldNotTest { .. }), "{} lost {index}: {verdict:?}", cell.slug());
            }
            let mut broken = evidence(cell, openid);
            for index in 0..cell.run().actions.len() {
                answer(&mut broken, index, 500, json!("upstream failed"));
            }
            let verdict = cell.judge(&broken).verdict;
            assert!(matches!(verdict, Verdict::CouldNotTest { .. }), "{} broken: {verdict:?}", cell.slug());
        }
    }
}

/// In a page that was not served over HTTPS nothing can be signed, and that must not look like a verdict.
#[test]
fn without_cryptography_no_claim_about_tokens_has_a_verdict() {
    let lab = lab_without_cryptography();
    for cell in CellId::all().filter(|cell| *cell != SPEC_OIDC) {
        let verdict = cell.judge(&pollster::block_on(lab.run(cell.run().actions))).verdict;
        let may_hold = cell == TOKENS_OIDC && verdict == Verdict::Holds;
        assert!(may_hold || matches!(verdict, Verdict::CouldNotTest { .. }), "{}: {verdict:?}", cell.slug());
    }
}

#[test]
fn a_client_that_is_not_known_teaches_nothing_about_the_grant() {
    for cell in [SPEC_OAUTH, TOKENS_OAUTH, TOKENS_OIDC, SUBJECT_OAUTH, IDENTITY_OAUTH, USE_OAUTH, USE_OIDC] {
        let index = usize::from(cell == SPEC_OAUTH);
        untested(cell, Drop, Code::RefusedOtherwise, |evidence| {
            answer(evidence, index, 401, json!({ "error": "invalid_client" }));
        });
    }
}

mod standard_spec {
    use super::*;

    #[test]
    fn oauth_fails_when_the_metadata_does_not_list_the_grant() {
        fails(SPEC_OAUTH, Reject, Code::GrantNotListed, |evidence| {
            edit_body(evidence, 0, |document| {
                document.insert("grant_types_supported".into(), json!(["authorization_code"]));
            });
        });
    }

    /// RFC 8414 §2: a document without the member means authorization_code and implicit.
    #[test]
    fn oauth_fails_when_the_metadata_leaves_the_default() {
        fails(SPEC_OAUTH, Reject, Code::GrantNotListed, |evidence| {
            edit_body(evidence, 0, |document| {
                document.remove("grant_types_supported");
            });
        });
    }

    #[test]
    fn oauth_fails_when_the_token_endpoint_refuses_the_grant() {
        fails(SPEC_OAUTH, Reject, Code::TokenRefused, |evidence| {
            answer(evidence, 1, 400, json!({ "error": "unsupported_grant_type" }));
        });
    }

    #[test]
    fn oauth_is_untested_without_a_readable_document() {
        untested(SPEC_OAUTH, Reject, Code::Unreadable, |evidence| answer(evidence, 0, 404, json!("nothing here")));
        untested(SPEC_OAUTH, Reject, Code::Unreadable, |evidence| {
            *response(evidence, 0).body_mut() = b"<html>".to_vec();
        });
    }

    #[test]
    fn oidc_fails_when_the_issuer_lists_such_a_response_type() {
        for listed in [json!(["code", "client_credentials"]), json!(["code", "client_credentials id_token"])] {
            fails(SPEC_OIDC, Reject, Code::ResponseTypeListed, |evidence| {
                edit_body(evidence, 0, |document| {
                    document.insert("response_types_supported".into(), listed);
                });
            });
        }
    }

    #[test]
    fn oidc_fails_when_the_authorization_endpoint_goes_on() {
        fails(SPEC_OIDC, Reject, Code::ResponseTypeAccepted, |evidence| {
            header(evidence, 1, "location", "https://issuer.test/sign-in?transaction=x");
        });
        fails(SPEC_OIDC, Reject, Code::ResponseTypeAccepted, |evidence| {
            header(evidence, 1, "location", "https://shop.test/callback?code=x&state=y");
        });
        fails(SPEC_OIDC, Reject, Code::ResponseTypeAccepted, |evidence| answer(evidence, 1, 200, json!("Sign in")));
    }

    #[test]
    fn oidc_is_untested_when_the_request_was_refused_for_another_reason() {
        untested(SPEC_OIDC, Reject, Code::RefusedOtherwise, |evidence| {
            header(evidence, 1, "location", "https://shop.test/callback?error=invalid_request&state=y");
        });
    }
}

mod tokens_returned {
    use super::*;

    #[test]
    fn fails_when_an_id_token_was_added() {
        for (cell, openid) in [(TOKENS_OAUTH, Reject), (TOKENS_OAUTH, VendorServiceAccount), (TOKENS_OIDC, Drop)] {
            for (sub, reason) in [
                ("user-82c1", Code::IdTokenAboutPerson),
                ("svc-5e1f", Code::IdTokenAboutAccount),
                ("nightly-report", Code::IdTokenAboutClient),
                ("somebody", Code::IdTokenAboutUnknown),
            ] {
                fails(cell, openid, reason, |evidence| {
                    edit_body(evidence, 0, |members| {
                        members.insert("id_token".into(), unsigned(json!({ "sub": sub })));
                    });
                });
            }
        }
    }

    #[test]
    fn fails_when_the_access_token_comes_again_as_an_id_token() {
        fails(TOKENS_OIDC, Drop, Code::IdTokenIsAccessToken, |evidence| {
            edit_body(evidence, 0, |members| {
                members.insert("id_token".into(), members["access_token"].clone());
            });
        });
    }

    #[test]
    fn fails_when_an_id_token_arrives_that_cannot_be_read() {
        for odd in [json!("opaque"), json!(7), json!({})] {
            fails(TOKENS_OAUTH, Reject, Code::IdTokenUnreadable, |evidence| {
                edit_body(evidence, 0, |members| {
                    members.insert("id_token".into(), odd);
                });
            });
        }
    }

    #[test]
    fn an_empty_id_token_did_not_arrive() {
        for nothing in [json!(null), json!("")] {
            let mut evidence = evidence(TOKENS_OAUTH, Reject);
            edit_body(&mut evidence, 0, |members| {
                members.insert("id_token".into(), nothing);
            });
            assert_eq!(TOKENS_OAUTH.judge(&evidence).verdict, Verdict::Holds);
        }
    }

    #[test]
    fn a_refresh_token_changes_nothing_because_the_claim_allows_one() {
        let mut evidence = evidence(TOKENS_OAUTH, Reject);
        edit_body(&mut evidence, 0, |members| {
            members.insert("refresh_token".into(), json!("r"));
        });
        assert_eq!(TOKENS_OAUTH.judge(&evidence).verdict, Verdict::Holds);
    }

    #[test]
    fn fails_without_an_access_token() {
        for (cell, openid) in [(TOKENS_OAUTH, Reject), (TOKENS_OIDC, Drop)] {
            fails(cell, openid, Code::NoAccessToken, |evidence| {
                edit_body(evidence, 0, |members| {
                    members.remove("access_token");
                });
            });
        }
    }

    #[test]
    fn oauth_fails_when_the_plain_request_is_refused() {
        fails(TOKENS_OAUTH, Reject, Code::TokenRefused, |evidence| {
            answer(evidence, 0, 400, json!({ "error": "unauthorized_client" }));
        });
    }

    #[test]
    fn oidc_is_untested_when_something_else_than_the_scope_was_refused() {
        untested(TOKENS_OIDC, Reject, Code::RefusedOtherwise, |evidence| {
            answer(evidence, 0, 400, json!({ "error": "unauthorized_client" }));
        });
    }
}

#[test]
fn every_evidence_line_says_what_it_is_and_reads_as_a_sentence() {
    let words: content::Words = grant_lab::texts::read(include_str!("../src/content/en/words.json")).unwrap();
    for openid in OpenidPolicy::ALL {
        for cell in CellId::all() {
            let judgement = cell.judge(&evidence(cell, openid));
            assert!(judgement.lines.iter().any(|line| line.kind == EvidenceKind::Observed), "{}", cell.slug());
            for line in &judgement.lines {
                let specified = line.kind == EvidenceKind::Specification;
                assert_eq!(specified, line.finding.code == Code::Specification);
                let seen = text::plain(&words.seen(&line.finding));
                assert!(specified || (!seen.is_empty() && !seen.contains('{')), "{seen}");
            }
            let specified = judgement.lines.iter().any(|line| line.kind == EvidenceKind::Specification);
            assert_eq!(specified, cell.row == Row::StandardSpec, "{}", cell.slug());
        }
    }
    let directory = SUBJECT_OIDC.judge(&evidence(SUBJECT_OIDC, Reject)).lines[1].finding.clone();
    assert_eq!(directory.fact("people"), Some("Sam Okafor, user-82c1"));
}
