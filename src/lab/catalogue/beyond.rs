//! The rows beyond the document as data: eight aspects, sixteen claims, each with an experiment and a check.
//!
//! What a claim needs of the issuer is part of its run: the verdict is the same under every policy of the reader.

use super::experiment::{Experiment, Variant, any, one};
use super::sent::{BEGIN, BEGIN_WITHOUT_OPENID, CALL_API, CONTINUE, POSE, REQUEST, asks};
use super::walkthrough::BOTH_PATHS;
use super::walkthrough_openid::ALL_POLICIES;
use crate::issuer::SubjectStyle;
use crate::lab::action::{
    Action, AuthorizeAsk, PresentedCertificate, ProofBy, Reads, SHOP, TokenAsk, TokenFrom, Verifier, WellKnown,
};
use crate::lab::checks::beyond::{
    client_authentication, discovery, namespace, openid_scope, refresh_token, sender_constraint, token_type, userinfo,
};
use crate::lab::rule::Rule;
use crate::lab::verdict::Check;
use crate::oauth::ResponseType;

const REDEEM: Action = Action::Redeem(Verifier::Own);
const USERINFO: Action = Action::UserInfo { token: TokenFrom::Latest };
const BEGIN_WITH_API: Action =
    Action::SignIn { scope: "openid profile orders.read", response_type: ResponseType::Code };
const BY_CLIENT_ID: Action = Action::Set(Rule::Subject(SubjectStyle::ClientId));

/// The experiment and the check of each cell, in reading order.
pub(super) const CELLS: [(&Experiment, Check); 16] = [
    (&ADVISED_AGAINST, refresh_token::oauth),
    (&OFFLINE_ACCESS, refresh_token::oidc),
    (&TWO_DOCUMENTS, userinfo::oauth),
    (&TWO_TOKENS, userinfo::oidc),
    (&FIVE_POLICIES, openid_scope::oauth),
    (&WITH_AND_WITHOUT, openid_scope::oidc),
    (&OAUTH_DOCUMENT, discovery::oauth),
    (&OPENID_DOCUMENT, discovery::oidc),
    (&TYPED_TOKEN, token_type::oauth),
    (&SWAPPED, token_type::oidc),
    (&COPIED, sender_constraint::oauth),
    (&STALE_NONCE, sender_constraint::oidc),
    (&FOUR_METHODS, client_authentication::oauth),
    (&TWO_LISTS, client_authentication::oidc),
    (&CLIENT_AS_PERSON, namespace::oauth),
    (&TWO_KINDS, namespace::oidc),
];

/// Refresh token, OAuth: what refreshing saves, compared with asking again.
static ADVISED_AGAINST: Experiment = Experiment { id: "advised-against", variants: &[BOTH_PATHS] };

/// Refresh token, OpenID Connect: a sign-in that outlasts the person's visit.
static OFFLINE_ACCESS: Experiment = one(
    "offline-access",
    &[Variant::new(
        "run",
        &[
            Action::SignIn { scope: "openid profile offline_access", response_type: ResponseType::Code },
            CONTINUE,
            REDEEM,
            Action::Wait(301),
            asks(TokenAsk::SHOP_REFRESH),
        ],
        &[any(0, 303, None), any(1, 303, None), any(2, 200, None), any(4, 200, None)],
    )],
);

/// UserInfo, OAuth: which of the two documents names it.
static TWO_DOCUMENTS: Experiment =
    one("two-documents", &[Variant::new("run", BOTH_DOCUMENTS, &[any(0, 200, None), any(1, 200, None)])]);

const BOTH_DOCUMENTS: &[Action] = &[Action::FetchMetadata(WellKnown::OAuth), Action::FetchMetadata(WellKnown::OpenId)];

/// UserInfo, OpenID Connect: asked with a token of this grant, and with one from a sign-in.
static TWO_TOKENS: Experiment = one(
    "two-tokens",
    &[Variant::new(
        "run",
        &[REQUEST, USERINFO, BEGIN, CONTINUE, REDEEM, USERINFO],
        &[
            any(0, 200, None),
            any(1, 403, Some("insufficient_scope")),
            any(2, 303, None),
            any(3, 303, None),
            any(4, 200, None),
            any(5, 200, None),
        ],
    )],
);

/// `openid`, OAuth: five servers in one.
static FIVE_POLICIES: Experiment = Experiment { id: "five-policies", variants: &[ALL_POLICIES] };

/// `openid`, OpenID Connect: the same sign-in with it and without.
static WITH_AND_WITHOUT: Experiment = one(
    "with-and-without-openid",
    &[Variant::new(
        "run",
        &[BEGIN, CONTINUE, REDEEM, BEGIN_WITHOUT_OPENID, CONTINUE, REDEEM],
        &[any(2, 200, None), any(5, 200, None)],
    )],
);

/// Discovery, OAuth.
static OAUTH_DOCUMENT: Experiment =
    one("oauth-document", &[Variant::new("run", &[Action::FetchMetadata(WellKnown::OAuth)], &[any(0, 200, None)])]);

/// Discovery, OpenID Connect: the document, and whether the grant that it lists is one of OpenID Connect's flows.
static OPENID_DOCUMENT: Experiment = one(
    "openid-document",
    &[Variant::new(
        "run",
        &[
            Action::FetchMetadata(WellKnown::OpenId),
            Action::Authorize(AuthorizeAsk {
                client: SHOP,
                redirect_uri: "https://shop.test/callback",
                response_type: "client_credentials",
                scope: "openid",
            }),
        ],
        &[any(0, 200, None), any(1, 303, Some("unsupported_response_type"))],
    )],
);

/// Audience and token type, OAuth.
static TYPED_TOKEN: Experiment =
    one("typed-token", &[Variant::new("run", &[REQUEST, CALL_API], &[any(0, 200, None), any(1, 200, None)])]);

/// Audience and token type, OpenID Connect: each token in the place of the other.
static SWAPPED: Experiment = one(
    "swapped-tokens",
    &[Variant::new(
        "run",
        &[BEGIN_WITH_API, CONTINUE, REDEEM, CALL_API, Action::CallApi { token: TokenFrom::IdToken }],
        &[any(2, 200, None), any(3, 200, None), any(4, 401, Some("invalid_token"))],
    )],
);

/// Sender constraint, OAuth: a copied token without the certificate, and without the key, that it is bound to.
static COPIED: Experiment = one(
    "copied-tokens",
    &[Variant::new(
        "run",
        &[
            Action::Show(PresentedCertificate::A),
            asks(TokenAsk::METER),
            CALL_API,
            Action::Show(PresentedCertificate::B),
            CALL_API,
            Action::Prove(ProofBy::Own),
            asks(TokenAsk::PRICES),
            CALL_API,
            Action::Prove(ProofBy::Other),
            CALL_API,
        ],
        &[
            any(1, 200, None),
            any(2, 200, None),
            any(4, 401, Some("invalid_token")),
            any(6, 200, None),
            any(7, 200, None),
            any(9, 401, Some("invalid_token")),
        ],
    )],
);

/// Sender constraint, OpenID Connect: yesterday's ID Token for today's request.
static STALE_NONCE: Experiment = one(
    "stale-nonce",
    &[Variant::new("run", &[BEGIN, CONTINUE, REDEEM, BEGIN], &[any(2, 200, None), any(3, 303, None)])],
);

/// Client authentication, OAuth: four ways to prove who asks.
static FOUR_METHODS: Experiment = one(
    "four-methods",
    &[Variant::new(
        "run",
        &[
            REQUEST,
            asks(TokenAsk::BILLING),
            asks(TokenAsk::LEDGER),
            Action::Show(PresentedCertificate::A),
            asks(TokenAsk::METER),
        ],
        &[any(0, 200, None), any(1, 200, None), any(2, 200, None), any(4, 200, None)],
    )],
);

/// Client authentication, OpenID Connect: the methods in both documents, and the one that is none.
static TWO_LISTS: Experiment = one(
    "two-lists",
    &[Variant::new(
        "run",
        &[
            Action::FetchMetadata(WellKnown::OAuth),
            Action::FetchMetadata(WellKnown::OpenId),
            asks(TokenAsk::SHOP_ITSELF),
        ],
        &[any(0, 200, None), any(1, 200, None), any(2, 400, Some("unauthorized_client"))],
    )],
);

/// A client like a user, OAuth: a client that bears a person's identifier, at an API that is careless and at one that is not.
static CLIENT_AS_PERSON: Experiment = one(
    "client-as-person",
    &[Variant::new(
        "run",
        &[
            BY_CLIENT_ID,
            Action::Set(Rule::PersonalClientIds(false)),
            POSE,
            Action::Set(Rule::PersonalClientIds(true)),
            POSE,
            asks(TokenAsk::POSING),
            Action::CallMe(Reads::SubAlone),
            Action::CallMe(Reads::PersonFirst),
        ],
        &[
            any(2, 400, Some("invalid_client_metadata")),
            any(4, 201, None),
            any(5, 200, None),
            any(6, 200, None),
            any(7, 403, Some("insufficient_scope")),
        ],
    )],
);

/// A client like a user, OpenID Connect: the tokens of a program and of a person side by side.
static TWO_KINDS: Experiment = one(
    "two-kinds",
    &[Variant::new(
        "run",
        &[BY_CLIENT_ID, REQUEST, BEGIN_WITH_API, CONTINUE, REDEEM],
        &[any(1, 200, None), any(2, 303, None), any(3, 303, None), any(4, 200, None)],
    )],
);
