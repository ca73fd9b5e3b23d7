//! The experiments of the lesson steps 1 to 8, as data: the grant and its tokens. OpenID Connect follows in `walkthrough_openid`.
//!
//! Some give the issuer a policy of their own, or move its clock: all of that is part of the run, and over with it.

use super::experiment::{Experiment, Variant, any};
use super::sent::{CALL_API, CUSTOMERS, EVERY_CUSTOMER, POSE, REQUEST, REQUEST_OPENID, asks, openid, sub};
use crate::issuer::{OpenidPolicy, SubjectStyle};
use crate::lab::action::{Action, PresentedCertificate, Proof, Reads, TokenAsk, TokenFrom};
use crate::lab::rule::Rule;

const SIGNED: Action = Action::TokenRequest(TokenAsk::LEDGER);
const REFRESHED: Action = Action::TokenRequest(TokenAsk::NIGHTLY_REFRESH);

/// Step 1: the nightly job, with a token and without one.
pub(super) static NIGHTLY_JOB: Experiment = Experiment {
    id: "nightly-job",
    variants: &[
        Variant::new("with-token", &[REQUEST, CALL_API], &[any(0, 200, None), any(1, 200, None)]),
        Variant::new("without-token", &[Action::CallApi { token: TokenFrom::Nowhere }], &[any(0, 401, None)]),
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
        Variant::new("everybodys-data", &[asks(EVERY_CUSTOMER), CUSTOMERS], &[any(0, 200, None), any(1, 200, None)]),
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
