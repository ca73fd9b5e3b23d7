//! The experiments of the lessons from the field about proofs, as data: how a secret is spelt (1), whom a signature is meant for (3), and
//! what one signed JWT is taken for in three places (4).

use super::experiment::{Experiment, Variant, any};
use super::sent::{BEGIN_WITHOUT_OPENID, CONTINUE, asks};
use crate::lab::action::{Action, Carries, Jwt, SignedFor, TokenAsk, TokenFrom, Verifier};
use crate::lab::rule::Rule;
use crate::oauth::assertion::AudienceRule;
use crate::oauth::client_auth::{BasicReading, Spelling};

/// Lesson 1: one secret in three spellings, each at four issuers.
pub(super) static BASIC_SPELLINGS: Experiment = Experiment {
    id: "basic-spellings",
    variants: &[
        Variant::new(
            "as-ordered",
            &at_four_issuers(Spelling::Form),
            &[any(1, 200, None), any(3, 401, INVALID_CLIENT), any(5, 401, INVALID_CLIENT), any(7, 200, None)],
        ),
        Variant::new(
            "as-it-is",
            &at_four_issuers(Spelling::Raw),
            &[any(1, 401, INVALID_CLIENT), any(3, 200, None), any(5, 401, INVALID_CLIENT), any(7, 200, None)],
        ),
        Variant::new(
            "percent",
            &at_four_issuers(Spelling::Percent),
            &[any(1, 200, None), any(3, 401, INVALID_CLIENT), any(5, 401, INVALID_CLIENT), any(7, 200, None)],
        ),
    ],
};

const INVALID_CLIENT: Option<&str> = Some("invalid_client");

const fn reads(reading: BasicReading) -> Action {
    Action::Set(Rule::BasicSecret(reading))
}

/// The same request at an issuer that decodes, one that compares as it is, one that splits at every colon, and one that takes both.
const fn at_four_issuers(spelling: Spelling) -> [Action; 8] {
    let ask = asks(TokenAsk { spelling, ..TokenAsk::LABELS });
    [
        reads(BasicReading::Form),
        ask,
        reads(BasicReading::Raw),
        ask,
        reads(BasicReading::EveryColon),
        ask,
        reads(BasicReading::Either),
        ask,
    ]
}

const READ_METADATA: Action =
    Action::Get { address: "https://other.test/.well-known/oauth-authorization-server", token: TokenFrom::Nowhere };
const OLD_RULE: Action = Action::Set(Rule::AssertionAudience(AudienceRule::Legacy));

/// Lesson 3: another issuer names this page's token endpoint as its own, and sends on what a client signs for it.
pub(super) static ASSERTION_AUDIENCE: Experiment = Experiment {
    id: "assertion-audience",
    variants: &[
        Variant::new(
            "old-rule",
            &[OLD_RULE, READ_METADATA, Action::Push(SignedFor::TokenEndpoint), Action::Replay],
            &[any(1, 200, None), any(3, 200, None)],
        ),
        Variant::new(
            "new-rule",
            &[READ_METADATA, Action::Push(SignedFor::Issuer), Action::Replay],
            &[any(0, 200, None), any(2, 400, INVALID_CLIENT)],
        ),
        Variant::new(
            "old-client",
            &[READ_METADATA, Action::Push(SignedFor::TokenEndpoint), Action::Replay],
            &[any(0, 200, None), any(2, 400, INVALID_CLIENT)],
        ),
        Variant::new(
            "new-client",
            &[OLD_RULE, READ_METADATA, Action::Push(SignedFor::Issuer), Action::Replay],
            &[any(1, 200, None), any(3, 400, INVALID_CLIENT)],
        ),
    ],
};

const ASSERTION_GRANTS: Action = Action::Set(Rule::AssertionGrants(true));

const fn carried(ask: TokenAsk, carries: Carries) -> Action {
    asks(TokenAsk { carries, ..ask })
}

/// Lesson 4: one JWT as proof, as grant and as the token to exchange.
pub(super) static LOOK_ALIKES: Experiment = Experiment {
    id: "look-alikes",
    variants: &[
        Variant::new(
            "one-jwt",
            &[
                ASSERTION_GRANTS,
                carried(TokenAsk::LEDGER, Carries::ClientAssertion(Jwt::ForAnother)),
                carried(TokenAsk::ASSISTANT_BEARER, Carries::Assertion(Jwt::ForAnother)),
                carried(TokenAsk::ASSISTANT_EXCHANGE, Carries::SubjectToken(Jwt::ForAnother)),
            ],
            &[any(1, 400, INVALID_CLIENT), any(2, 400, Some("invalid_grant")), any(3, 400, Some("invalid_request"))],
        ),
        Variant::new(
            "each-right",
            &[
                ASSERTION_GRANTS,
                asks(TokenAsk::LEDGER),
                asks(TokenAsk::ASSISTANT_BEARER),
                BEGIN_WITHOUT_OPENID,
                CONTINUE,
                Action::Redeem(Verifier::Own),
                asks(TokenAsk::ASSISTANT_EXCHANGE),
            ],
            &[any(1, 200, None), any(2, 200, None), any(5, 200, None), any(6, 200, None)],
        ),
        Variant::new(
            "switched-off",
            &[
                Action::Set(Rule::AssertionGrants(false)),
                asks(TokenAsk::ASSISTANT_BEARER),
                carried(TokenAsk::ASSISTANT_EXCHANGE, Carries::SubjectToken(Jwt::ForAnother)),
            ],
            &[any(1, 400, Some("unsupported_grant_type")), any(2, 400, Some("unsupported_grant_type"))],
        ),
    ],
};
