//! Every experiment of the page, as data: what runs, in which order, and which outcome the text beside it states.
//!
//! Lesson steps and table cells name these; nothing else defines a run. A native test runs each one under each policy and holds
//! the issuer to the stated outcomes, so the words and the machine cannot disagree.

use http::Method;

use super::action::{Action, AuthorizeAsk, CALL_API, REQUEST, REQUEST_OPENID, TokenAsk, TokenFrom, WellKnown};
use super::evidence::Evidence;
use crate::issuer::{OpenidPolicy, Policies};

/// A thing to try, with the ways to try it.
#[derive(Debug)]
pub struct Experiment {
    /// Stable name, used in content files and tests.
    pub id: &'static str,
    /// The ways to run it, in the order they are offered; the first is the default.
    pub variants: &'static [Variant],
}

impl Experiment {
    /// The variant of this name.
    #[must_use]
    pub fn variant(&self, id: &str) -> Option<&'static Variant> {
        self.variants.iter().find(|variant| variant.id == id)
    }
}

/// One way to run an experiment.
#[derive(Debug)]
pub struct Variant {
    /// Stable name within the experiment.
    pub id: &'static str,
    /// What is sent, in order.
    pub actions: &'static [Action],
    /// What comes back, as the text states it.
    pub outcomes: &'static [Outcome],
}

/// A stated outcome of one action.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// Which action of the variant.
    pub action: usize,
    /// Under which policies the sentence is meant.
    pub under: Under,
    /// The HTTP status.
    pub status: u16,
    /// The `error` code: of the JSON body, of the challenge, or of the redirect; `None` when there is none.
    pub error: Option<&'static str>,
}

/// The policies under which an outcome is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// All of them.
    Any,
    /// One answer to `scope=openid`.
    Openid(OpenidPolicy),
}

impl Under {
    /// Whether the outcome is stated for `policies`.
    #[must_use]
    pub fn covers(self, policies: &Policies) -> bool {
        match self {
            Self::Any => true,
            Self::Openid(openid) => policies.openid == openid,
        }
    }
}

impl Variant {
    /// The first stated outcome that `evidence` departs from, under the policies it was collected with.
    #[must_use]
    pub fn departure(&self, evidence: &Evidence) -> Option<Outcome> {
        self.outcomes.iter().copied().filter(|outcome| outcome.under.covers(&evidence.policies)).find(|outcome| {
            let Some(reply) = evidence.reply(outcome.action) else { return true };
            reply.status() != outcome.status || reply.error().as_deref() != outcome.error
        })
    }
}

/// Every experiment there is.
pub const ALL: [&Experiment; 11] = [
    &NIGHTLY_JOB,
    &GRANT_TYPE,
    &RESPONSE,
    &GRANT_IN_METADATA,
    &GRANT_AS_LOGIN,
    &PLAIN_REQUEST,
    &OPENID_REQUEST,
    &EVERY_TOKEN,
    &USERINFO,
    &JOB_END_TO_END,
    &CLIENT_CLAIMS,
];

/// Step 1: the nightly job, without a token and with one.
pub(super) static NIGHTLY_JOB: Experiment = Experiment {
    id: "nightly-job",
    variants: &[
        Variant {
            id: "without-token",
            actions: &[Action::CallApi { token: TokenFrom::Nowhere }],
            outcomes: &[any(0, 401, None)],
        },
        Variant { id: "with-token", actions: &[REQUEST, CALL_API], outcomes: &[any(0, 200, None), any(1, 200, None)] },
    ],
};

/// Step 2: the request as it should be, and three ways to break it.
pub(super) static GRANT_TYPE: Experiment = Experiment {
    id: "grant-type",
    variants: &[
        Variant { id: "as-shown", actions: &[REQUEST], outcomes: &[any(0, 200, None)] },
        Variant {
            id: "left-out",
            actions: &[Action::TokenRequest(TokenAsk { grant_type: None, ..TokenAsk::NIGHTLY })],
            outcomes: &[any(0, 400, Some("invalid_request"))],
        },
        Variant {
            id: "misspelt",
            actions: &[Action::TokenRequest(TokenAsk { grant_type: Some("client_credential"), ..TokenAsk::NIGHTLY })],
            outcomes: &[any(0, 400, Some("unsupported_grant_type"))],
        },
        Variant {
            id: "sent-with-get",
            actions: &[Action::TokenRequest(TokenAsk { method: Method::GET, ..TokenAsk::NIGHTLY })],
            outcomes: &[any(0, 405, Some("invalid_request"))],
        },
    ],
};

/// Step 6: what arrives, with a scope asked for and without.
pub(super) static RESPONSE: Experiment = Experiment {
    id: "response",
    variants: &[
        Variant { id: "scope-asked", actions: &[REQUEST], outcomes: &[any(0, 200, None)] },
        Variant {
            id: "no-scope",
            actions: &[Action::TokenRequest(TokenAsk { scope: None, ..TokenAsk::NIGHTLY })],
            outcomes: &[any(0, 200, None)],
        },
    ],
};

/// Standard spec, OAuth: the issuer lists the grant, and serves it.
pub(super) static GRANT_IN_METADATA: Experiment = one(
    "grant-in-metadata",
    &[Variant {
        id: "run",
        actions: &[Action::FetchMetadata(WellKnown::OAuth), REQUEST],
        outcomes: &[any(0, 200, None), any(1, 200, None)],
    }],
);

/// Standard spec, OpenID Connect: the grant's name used as if it were one of OpenID Connect's flows.
pub(super) static GRANT_AS_LOGIN: Experiment = one(
    "grant-as-login",
    &[Variant {
        id: "run",
        actions: &[
            Action::FetchMetadata(WellKnown::OpenId),
            Action::Authorize(AuthorizeAsk {
                client: "shop-web",
                redirect_uri: "https://shop.test/callback",
                response_type: "client_credentials",
                scope: "openid",
            }),
        ],
        outcomes: &[any(0, 200, None), any(1, 303, Some("unsupported_response_type"))],
    }],
);

/// Tokens, subject and identity, OAuth: the plain request.
pub(super) static PLAIN_REQUEST: Experiment =
    one("plain-request", &[Variant { id: "run", actions: &[REQUEST], outcomes: &[any(0, 200, None)] }]);

/// Tokens returned, OpenID Connect: the request with `openid`.
pub(super) static OPENID_REQUEST: Experiment = one(
    "openid-request",
    &[Variant {
        id: "run",
        actions: &[REQUEST_OPENID],
        outcomes: &[
            under(OpenidPolicy::Reject, 0, 400, Some("invalid_scope")),
            under(OpenidPolicy::Drop, 0, 200, None),
            under(OpenidPolicy::Echo, 0, 200, None),
            under(OpenidPolicy::VendorServiceAccount, 0, 200, None),
            under(OpenidPolicy::VendorCopy, 0, 200, None),
        ],
    }],
);

/// Subject, OpenID Connect: every token that this client can get, with `openid` and without.
pub(super) static EVERY_TOKEN: Experiment = one(
    "every-token",
    &[Variant {
        id: "run",
        actions: &[REQUEST, REQUEST_OPENID],
        outcomes: &[
            any(0, 200, None),
            under(OpenidPolicy::Reject, 1, 400, Some("invalid_scope")),
            under(OpenidPolicy::Drop, 1, 200, None),
            under(OpenidPolicy::Echo, 1, 200, None),
            under(OpenidPolicy::VendorServiceAccount, 1, 200, None),
            under(OpenidPolicy::VendorCopy, 1, 200, None),
        ],
    }],
);

/// User identity, OpenID Connect: UserInfo, with the token of the `openid` request or else the plain one.
pub(super) static USERINFO: Experiment = one(
    "userinfo",
    &[Variant {
        id: "run",
        actions: &[REQUEST, REQUEST_OPENID, Action::UserInfo { token: TokenFrom::Latest }],
        outcomes: &[
            any(0, 200, None),
            under(OpenidPolicy::Reject, 2, 403, Some("insufficient_scope")),
            under(OpenidPolicy::Drop, 2, 403, Some("insufficient_scope")),
            under(OpenidPolicy::Echo, 2, 401, Some("invalid_token")),
            under(OpenidPolicy::VendorServiceAccount, 2, 401, Some("invalid_token")),
            under(OpenidPolicy::VendorCopy, 2, 401, Some("invalid_token")),
        ],
    }],
);

/// Use case, OAuth: the nightly job end to end.
pub(super) static JOB_END_TO_END: Experiment = one(
    "job-end-to-end",
    &[Variant { id: "run", actions: &[REQUEST, CALL_API], outcomes: &[any(0, 200, None), any(1, 200, None)] }],
);

/// Use case, OpenID Connect: the plain request, for the claims in its token.
pub(super) static CLIENT_CLAIMS: Experiment =
    one("client-claims", &[Variant { id: "run", actions: &[REQUEST], outcomes: &[any(0, 200, None)] }]);

const fn one(id: &'static str, variants: &'static [Variant]) -> Experiment {
    Experiment { id, variants }
}

const fn any(action: usize, status: u16, error: Option<&'static str>) -> Outcome {
    Outcome { action, under: Under::Any, status, error }
}

const fn under(openid: OpenidPolicy, action: usize, status: u16, error: Option<&'static str>) -> Outcome {
    Outcome { action, under: Under::Openid(openid), status, error }
}
