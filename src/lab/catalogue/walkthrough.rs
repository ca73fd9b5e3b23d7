//! The experiments of the lesson steps, as data, in the order of the walkthrough.
//!
//! Some give the issuer a policy of their own, move its clock, or have a person sign in: all of that is part of the run, and over with
//! it.

use super::experiment::{Experiment, Variant, any};
use crate::issuer::{OpenidPolicy, SubjectStyle};
use crate::lab::action::{
    Action, CALL_API, Decision, PresentedCertificate, Proof, REQUEST, REQUEST_OPENID, Reads, TokenAsk, TokenFrom,
    Verifier,
};
use crate::lab::cell_id::{CellId, Column, Row};
use crate::lab::rule::Rule;
use crate::oauth::ResponseType;

const SIGNED: Action = Action::TokenRequest(TokenAsk::LEDGER);
const REFRESHED: Action = Action::TokenRequest(TokenAsk::NIGHTLY_REFRESH);
const ASK_USERINFO_NOW: Action = Action::UserInfo { token: TokenFrom::Latest };
pub(super) const BEGIN: Action = begin(ResponseType::Code);
pub(super) const BEGIN_WITHOUT_OPENID: Action =
    Action::SignIn { scope: "orders.read", response_type: ResponseType::Code };
pub(super) const POSE: Action = Action::Register { client_id: TokenAsk::POSING.client };
pub(super) const CONTINUE: Action = Action::Decide(Decision::Continue);

pub(super) const fn asks(ask: TokenAsk) -> Action {
    Action::TokenRequest(ask)
}

const fn begin(response_type: ResponseType) -> Action {
    Action::SignIn { scope: "openid profile", response_type }
}

const fn openid(policy: OpenidPolicy) -> Action {
    Action::Set(Rule::Openid(policy))
}

const fn sub(style: SubjectStyle) -> Action {
    Action::Set(Rule::Subject(style))
}

/// Step 1: the nightly job, without a token and with one.
pub(super) static NIGHTLY_JOB: Experiment = Experiment {
    id: "nightly-job",
    variants: &[
        Variant::new("without-token", &[Action::CallApi { token: TokenFrom::Nowhere }], &[any(0, 401, None)]),
        Variant::new("with-token", &[REQUEST, CALL_API], &[any(0, 200, None), any(1, 200, None)]),
    ],
};

/// Step 2: the request as it should be, and three ways to break it.
pub(super) static GRANT_TYPE: Experiment = Experiment {
    id: "grant-type",
    variants: &[
        Variant::new("as-shown", &[REQUEST], &[any(0, 200, None)]),
        Variant::new(
            "left-out",
            &[asks(TokenAsk { grant_type: None, ..TokenAsk::NIGHTLY })],
            &[any(0, 400, Some("invalid_request"))],
        ),
        Variant::new(
            "misspelt",
            &[asks(TokenAsk { grant_type: Some("client_credential"), ..TokenAsk::NIGHTLY })],
            &[any(0, 400, Some("unsupported_grant_type"))],
        ),
        Variant::new(
            "sent-with-get",
            &[asks(TokenAsk { by_get: true, ..TokenAsk::NIGHTLY })],
            &[any(0, 405, Some("invalid_request"))],
        ),
    ],
};

/// Step 3: the secret wrong and right, in the header and in the form.
pub(super) static CLIENT_SECRET: Experiment = Experiment {
    id: "client-secret",
    variants: &[
        Variant::new(
            "wrong-secret",
            &[asks(TokenAsk { proof: Proof::WrongSecret, scope: Some("admin"), ..TokenAsk::NIGHTLY })],
            &[any(0, 401, Some("invalid_client"))],
        ),
        Variant::new(
            "wrong-scope",
            &[asks(TokenAsk { scope: Some("admin"), ..TokenAsk::NIGHTLY })],
            &[any(0, 400, Some("invalid_scope"))],
        ),
        Variant::new("in-the-form", &[asks(IN_THE_FORM)], &[any(0, 200, None)]),
        Variant::new(
            "wrong-in-the-form",
            &[asks(TokenAsk { proof: Proof::WrongSecret, ..IN_THE_FORM })],
            &[any(0, 400, Some("invalid_client"))],
        ),
    ],
};

const IN_THE_FORM: TokenAsk = TokenAsk { client: "billing-export", ..TokenAsk::NIGHTLY };

/// Step 4: a signed statement, the same one again, a fresh one, and one for somebody else.
pub(super) static PRIVATE_KEY: Experiment = Experiment {
    id: "private-key",
    variants: &[
        Variant::new("signed", &[SIGNED], &[any(0, 200, None)]),
        Variant::new(
            "sent-again",
            &[SIGNED, Action::Wait(10), Action::Resend],
            &[any(0, 200, None), any(2, 400, Some("invalid_client"))],
        ),
        Variant::new("signed-again", &[SIGNED, Action::Wait(10), SIGNED], &[any(0, 200, None), any(2, 200, None)]),
        Variant::new(
            "for-another",
            &[asks(TokenAsk { proof: Proof::MeantFor("https://other-issuer.test"), ..TokenAsk::LEDGER })],
            &[any(0, 400, Some("invalid_client"))],
        ),
    ],
};

/// Step 5: the registered certificate, another one, and a copied token on another connection.
pub(super) static MUTUAL_TLS: Experiment = Experiment {
    id: "mutual-tls",
    variants: &[
        Variant::new(
            "certificate-a",
            &[Action::Show(PresentedCertificate::A), asks(TokenAsk::METER), CALL_API],
            &[any(1, 200, None), any(2, 200, None)],
        ),
        Variant::new(
            "certificate-b",
            &[Action::Show(PresentedCertificate::B), asks(TokenAsk::METER)],
            &[any(1, 400, Some("invalid_client"))],
        ),
        Variant::new(
            "copied-token",
            &[
                Action::Show(PresentedCertificate::A),
                asks(TokenAsk::METER),
                Action::Show(PresentedCertificate::B),
                CALL_API,
            ],
            &[any(1, 200, None), any(3, 401, Some("invalid_token"))],
        ),
    ],
};

/// Step 6: what arrives, with a scope asked for and without.
pub(super) static RESPONSE: Experiment = Experiment {
    id: "response",
    variants: &[
        Variant::new("scope-asked", &[REQUEST], &[any(0, 200, None)]),
        Variant::new("no-scope", &[asks(TokenAsk { scope: None, ..TokenAsk::NIGHTLY })], &[any(0, 200, None)]),
    ],
};

/// Step 7: both ways to a new token after the old one ran out, and what there is without the policy.
pub(super) static REFRESH: Experiment = Experiment {
    id: "refresh",
    variants: &[
        BOTH_PATHS,
        Variant::new(
            "policy-off",
            &[Action::Set(Rule::Refresh(false)), REQUEST, Action::Wait(301), REQUEST],
            &[any(1, 200, None), any(3, 200, None)],
        ),
    ],
};

/// Refreshing, and asking again, after the token ran out.
pub(super) const BOTH_PATHS: Variant = Variant::new(
    "both-paths",
    &[Action::Set(Rule::Refresh(true)), REQUEST, Action::Wait(301), REFRESHED, REQUEST],
    &[any(1, 200, None), any(3, 200, None), any(4, 200, None)],
);

/// Step 8: four spellings of `sub`, the document's two remarks on claims, and a program that would pose as a person.
pub(super) static WHOSE_TOKEN: Experiment = Experiment {
    id: "whose-token",
    variants: &[
        Variant::new("client-id", &[sub(SubjectStyle::ClientId), REQUEST], &[any(1, 200, None)]),
        Variant::new("suffixed", &[sub(SubjectStyle::Suffixed), REQUEST], &[any(1, 200, None)]),
        Variant::new("service-account", &[sub(SubjectStyle::ServiceAccount), REQUEST], &[any(1, 200, None)]),
        Variant::new("omitted", &[sub(SubjectStyle::Omitted), REQUEST], &[any(1, 200, None)]),
        Variant::new(
            "oidc-claims",
            &[sub(SubjectStyle::ClientId), REQUEST, openid(OpenidPolicy::Echo), REQUEST_OPENID],
            &[any(1, 200, None), any(3, 200, None)],
        ),
        Variant::new("system-api", &[REQUEST, CALL_API], &[any(0, 200, None), any(1, 200, None)]),
        Variant::new(
            "pose-refused",
            &[Action::Set(Rule::PersonalClientIds(false)), POSE],
            &[any(1, 400, Some("invalid_client_metadata"))],
        ),
        Variant::new(
            "pose-allowed",
            &[
                sub(SubjectStyle::ClientId),
                Action::Set(Rule::PersonalClientIds(true)),
                POSE,
                asks(TokenAsk::POSING),
                Action::CallMe(Reads::SubAlone),
                Action::CallMe(Reads::PersonFirst),
            ],
            &[any(2, 201, None), any(3, 200, None), any(4, 200, None), any(5, 403, Some("insufficient_scope"))],
        ),
    ],
};

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
            &[REQUEST, ASK_USERINFO_NOW],
            &[any(0, 200, None), any(1, 403, Some("insufficient_scope"))],
        ),
        Variant::new(
            "echoed",
            &[openid(OpenidPolicy::Echo), REQUEST_OPENID, ASK_USERINFO_NOW],
            &[any(1, 200, None), any(2, 401, Some("invalid_token"))],
        ),
        Variant::new(
            "signed-in",
            &[BEGIN, CONTINUE, Action::Redeem(Verifier::Own), ASK_USERINFO_NOW],
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
            &[BEGIN, CONTINUE, Action::Redeem(Verifier::Own), ASK_USERINFO_NOW],
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
