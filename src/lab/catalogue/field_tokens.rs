//! The experiments of the lessons from the field about tokens, as data: whose data one opens (2), how a client finds who gives them (5),
//! and how they are lived with until they end (6).

use super::experiment::{Experiment, Variant, any};
use super::sent::{BEGIN_WITHOUT_OPENID, CALL_API, CONTINUE, CUSTOMERS, EVERY_CUSTOMER, REQUEST, asks, openid};
use crate::issuer::{AccessTokenForm, ExpiresIn, OpenidPolicy};
use crate::lab::action::{Action, Administration, Proof, Reads, TokenAsk, TokenFrom, Verifier, WellKnown};
use crate::lab::rule::Rule;

const fn get(address: &'static str, token: TokenFrom) -> Action {
    Action::Get { address, token }
}

/// Lesson 2: a machine reads everybody's data, or does not, and is told from a person.
pub(super) static WHOSE_DATA: Experiment = Experiment {
    id: "whose-data",
    variants: &[
        Variant::new("every-customer", &[asks(EVERY_CUSTOMER), CUSTOMERS], &[any(0, 200, None), any(1, 200, None)]),
        Variant::new(
            "least-privilege",
            &[asks(TokenAsk::LABELS), CUSTOMERS],
            &[any(0, 200, None), any(1, 403, Some("insufficient_scope"))],
        ),
        Variant::new(
            "not-allowed",
            &[asks(TokenAsk { scope: Some("customers.read.all"), ..TokenAsk::NIGHTLY })],
            &[any(0, 400, Some("invalid_scope"))],
        ),
        Variant::new(
            "told-apart",
            &[
                REQUEST,
                Action::CallMe(Reads::PersonFirst),
                BEGIN_WITHOUT_OPENID,
                CONTINUE,
                Action::Redeem(Verifier::Own),
                Action::CallMe(Reads::PersonFirst),
            ],
            &[any(0, 200, None), any(1, 403, Some("insufficient_scope")), any(4, 200, None), any(5, 200, None)],
        ),
    ],
};

const CHALLENGE: Action = Action::CallApi { token: TokenFrom::Nowhere };
const RESOURCE_METADATA: Action = get("https://api.test/.well-known/oauth-protected-resource", TokenFrom::Nowhere);
const ISSUER_METADATA: Action = Action::FetchMetadata(WellKnown::OAuth);

const fn for_resource(resource: &'static str) -> Action {
    asks(TokenAsk { resource: Some(resource), ..TokenAsk::NIGHTLY })
}

/// Lesson 5: from the refusal of an API to a token for it, and a client that asks for all that is listed.
pub(super) static FROM_A_401: Experiment = Experiment {
    id: "from-a-401",
    variants: &[
        Variant::new(
            "found",
            &[CHALLENGE, RESOURCE_METADATA, ISSUER_METADATA, for_resource("https://api.test"), CALL_API],
            &[any(0, 401, None), any(1, 200, None), any(2, 200, None), any(3, 200, None), any(4, 200, None)],
        ),
        Variant::new(
            "every-scope",
            &[
                openid(OpenidPolicy::Reject),
                Action::Set(Rule::ApiScopes(false)),
                CHALLENGE,
                RESOURCE_METADATA,
                ISSUER_METADATA,
                asks(TokenAsk { resource: Some("https://api.test"), scope: Some(EVERY_SCOPE), ..TokenAsk::NIGHTLY }),
            ],
            &[any(2, 401, None), any(3, 200, None), any(4, 200, None), any(5, 400, Some("invalid_scope"))],
        ),
        Variant::new(
            "another-spelling",
            &[CHALLENGE, RESOURCE_METADATA, ISSUER_METADATA, for_resource("https://api.test/")],
            &[any(0, 401, None), any(1, 200, None), any(2, 200, None), any(3, 400, Some("invalid_target"))],
        ),
    ],
};

/// What `scopes_supported` of the issuer lists, for a client that takes the list for what it should ask for.
const EVERY_SCOPE: &str =
    "orders.read orders.write customers.read.all stock.read stock.write openid profile offline_access";

const TOLD: [Action; 6] = [
    Action::Set(Rule::ExpiresIn(ExpiresIn::Zero)),
    REQUEST,
    Action::Set(Rule::ExpiresIn(ExpiresIn::Absent)),
    REQUEST,
    Action::Set(Rule::ExpiresIn(ExpiresIn::Text)),
    REQUEST,
];
const JWT: Action = Action::Set(Rule::AccessToken(AccessTokenForm::Jwt));
const OPAQUE: Action = Action::Set(Rule::AccessToken(AccessTokenForm::Opaque));
const REVOKE: Action = Action::Revoke { client: TokenAsk::NIGHTLY.client };
const NEXT_SECRET: Action = asks(TokenAsk { proof: Proof::Next, ..TokenAsk::NIGHTLY });
const ROTATE: Action = Action::Administer(Administration::RotateSecret(TokenAsk::NIGHTLY.client));
const INVALID_CLIENT: Option<&str> = Some("invalid_client");
const INVALID_TOKEN: Option<&str> = Some("invalid_token");

/// Lesson 6: a token's life, from its first use to what ends it and what does not.
pub(super) static LIVING_WITH_TOKENS: Experiment = Experiment {
    id: "living-with-tokens",
    variants: &[
        Variant::new(
            "reused",
            &[JWT, REQUEST, CALL_API, Action::Wait(270), CALL_API, Action::Wait(31), CALL_API, REQUEST, CALL_API],
            &[
                any(1, 200, None),
                any(2, 200, None),
                any(4, 200, None),
                any(6, 401, INVALID_TOKEN),
                any(7, 200, None),
                any(8, 200, None),
            ],
        ),
        Variant::new(
            "revoked",
            &[JWT, REQUEST, CALL_API, REVOKE, CALL_API],
            &[any(1, 200, None), any(2, 200, None), any(3, 400, Some("unsupported_token_type")), any(4, 200, None)],
        ),
        Variant::new(
            "revoked-opaque",
            &[OPAQUE, REQUEST, CALL_API, REVOKE, CALL_API],
            &[any(1, 200, None), any(2, 200, None), any(3, 200, None), any(4, 401, INVALID_TOKEN)],
        ),
        Variant::new(
            "disabled",
            &[JWT, REQUEST, Action::Administer(Administration::Disable(TokenAsk::NIGHTLY.client)), CALL_API, REQUEST],
            &[any(1, 200, None), any(3, 200, None), any(4, 401, INVALID_CLIENT)],
        ),
        Variant::new(
            "passed-on",
            &[JWT, REQUEST, get("https://stock.test/stock", TokenFrom::Latest)],
            &[any(1, 200, None), any(2, 401, INVALID_TOKEN)],
        ),
        Variant::new(
            "two-secrets",
            &[ROTATE, REQUEST, NEXT_SECRET, Action::Wait(601), REQUEST, NEXT_SECRET],
            &[any(1, 200, None), any(2, 200, None), any(4, 401, INVALID_CLIENT), any(5, 200, None)],
        ),
        Variant::new("expires-in", &TOLD, &[any(1, 200, None), any(3, 200, None), any(5, 200, None)]),
    ],
};
