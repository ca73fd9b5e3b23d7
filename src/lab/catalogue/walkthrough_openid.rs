//! The experiments of the lesson steps 9 to 12, as data: what `openid` does in this grant and in a sign-in, and the whole table.
//!
//! A policy that a run gives the issuer, and the person who signs in, are part of the run and over with it.

use super::experiment::{Experiment, Variant, any};
use super::sent::{self, BEGIN, BEGIN_WITHOUT_OPENID, CONTINUE, REQUEST, REQUEST_OPENID, begin, openid};
use crate::issuer::OpenidPolicy;
use crate::lab::action::{Action, Decision, Verifier};
use crate::lab::cell_id::{CellId, Column, Row};
use crate::oauth::ResponseType;

/// Step 9: the request with `openid` under each of the five policies, at once and one by one.
pub(super) static OPENID_POLICIES: Experiment = Experiment {
    id: "openid-policies",
    variants: &[
        ALL_POLICIES,
        Variant::new("reject", &[openid(OpenidPolicy::Reject), REQUEST_OPENID], &[any(1, 400, Some("invalid_scope"))]),
        Variant::new("drop", &[openid(OpenidPolicy::Drop), REQUEST_OPENID], &[any(1, 200, None)]),
        Variant::new("echo", &[openid(OpenidPolicy::Echo), REQUEST_OPENID], &[any(1, 200, None)]),
        Variant::new(
            "service-account",
            &[openid(OpenidPolicy::VendorServiceAccount), REQUEST_OPENID],
            &[any(1, 200, None)],
        ),
        Variant::new("copy", &[openid(OpenidPolicy::VendorCopy), REQUEST_OPENID], &[any(1, 200, None)]),
    ],
};

/// The request with `openid` under each of the five policies.
pub(super) const ALL_POLICIES: Variant = Variant::new(
    "all",
    &[
        openid(OpenidPolicy::Reject),
        REQUEST_OPENID,
        openid(OpenidPolicy::Drop),
        REQUEST_OPENID,
        openid(OpenidPolicy::Echo),
        REQUEST_OPENID,
        openid(OpenidPolicy::VendorServiceAccount),
        REQUEST_OPENID,
        openid(OpenidPolicy::VendorCopy),
        REQUEST_OPENID,
    ],
    &[any(1, 400, Some("invalid_scope")), any(3, 200, None), any(5, 200, None), any(7, 200, None), any(9, 200, None)],
);

/// Step 10: UserInfo, with three tokens that came about in different ways.
pub(super) static ASK_USERINFO: Experiment = Experiment {
    id: "ask-userinfo",
    variants: &[
        Variant::new(
            "plain",
            &[REQUEST, sent::ASK_USERINFO],
            &[any(0, 200, None), any(1, 403, Some("insufficient_scope"))],
        ),
        Variant::new(
            "echoed",
            &[openid(OpenidPolicy::Echo), REQUEST_OPENID, sent::ASK_USERINFO],
            &[any(1, 200, None), any(2, 401, Some("invalid_token"))],
        ),
        Variant::new(
            "signed-in",
            &[BEGIN, CONTINUE, Action::Redeem(Verifier::Own), sent::ASK_USERINFO],
            &[any(0, 303, None), any(1, 303, None), any(2, 200, None), any(3, 200, None)],
        ),
    ],
};

/// Step 11: a person signs in, or does not, or the client leaves something out, or the ID Token comes through the browser.
pub(super) static SIGN_IN: Experiment = Experiment {
    id: "sign-in",
    variants: &[
        Variant::new(
            "signs-in",
            &[BEGIN, CONTINUE, Action::Redeem(Verifier::Own), sent::ASK_USERINFO],
            &[any(0, 303, None), any(1, 303, None), any(2, 200, None), any(3, 200, None)],
        ),
        Variant::new(
            "cancels",
            &[BEGIN, Action::Decide(Decision::Cancel)],
            &[any(0, 303, None), any(1, 303, Some("access_denied"))],
        ),
        Variant::new(
            "no-openid",
            &[BEGIN_WITHOUT_OPENID, CONTINUE, Action::Redeem(Verifier::Own)],
            &[any(0, 303, None), any(1, 303, None), any(2, 200, None)],
        ),
        Variant::new(
            "wrong-verifier",
            &[BEGIN, CONTINUE, Action::Redeem(Verifier::Other)],
            &[any(0, 303, None), any(1, 303, None), any(2, 400, Some("invalid_grant"))],
        ),
        Variant::new("implicit", &[begin(ResponseType::IdToken), CONTINUE], &[any(0, 303, None), any(1, 303, None)]),
        Variant::new(
            "hybrid",
            &[begin(ResponseType::CodeIdToken), CONTINUE, Action::Redeem(Verifier::Own)],
            &[any(0, 303, None), any(1, 303, None), any(2, 200, None)],
        ),
    ],
};

/// Step 12: the whole table under the default policy, and then under another one.
pub(super) static WHOLE_TABLE: Experiment = Experiment {
    id: "whole-table",
    variants: &[
        Variant {
            failing: &[TOKENS_OIDC],
            ..Variant::new(
                "service-account",
                &[
                    openid(OpenidPolicy::Reject),
                    Action::Table,
                    openid(OpenidPolicy::VendorServiceAccount),
                    Action::Table,
                ],
                &[],
            )
        },
        Variant {
            failing: &[CellId { row: Row::TokensReturned, column: Column::OAuth }, TOKENS_OIDC],
            ..Variant::new(
                "copy",
                &[openid(OpenidPolicy::Reject), Action::Table, openid(OpenidPolicy::VendorCopy), Action::Table],
                &[],
            )
        },
        Variant::new(
            "drop",
            &[openid(OpenidPolicy::Reject), Action::Table, openid(OpenidPolicy::Drop), Action::Table],
            &[],
        ),
    ],
};

const TOKENS_OIDC: CellId = CellId { row: Row::TokensReturned, column: Column::Oidc };
