//! Every experiment of the page, as data: what runs, in which order, and which outcome the text beside it states.
//!
//! Lesson steps and table cells name these; nothing else defines a run. A native test runs each one under each policy and holds
//! the issuer to the stated outcomes, so the words and the machine cannot disagree.

use super::action::{Action, AuthorizeAsk, CALL_API, Decision, REQUEST, REQUEST_OPENID, TokenFrom, WellKnown};
use super::cells::CellId;
use super::evidence::Evidence;
use super::verdict::Verdict;
use super::walkthrough::{
    ASK_USERINFO, CLIENT_SECRET, GRANT_TYPE, MUTUAL_TLS, NIGHTLY_JOB, OPENID_POLICIES, PRIVATE_KEY, REFRESH, RESPONSE,
    SIGN_IN, WHOLE_TABLE, WHOSE_TOKEN,
};
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
    /// The variant that a run turned out to be: `chosen`, unless the person decided otherwise than it says and another one tells of that.
    #[must_use]
    pub fn turned_out(&self, chosen: &'static Variant, decided: Option<Decision>) -> &'static Variant {
        if decided.is_none() || chosen.decision() == decided {
            return chosen;
        }
        self.variants.iter().find(|variant| variant.decision() == decided).unwrap_or(chosen)
    }

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
    /// The claims that do not hold in the run, of those that it judges.
    pub failing: &'static [CellId],
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
    /// A run that judges no claims.
    pub(super) const fn new(id: &'static str, actions: &'static [Action], outcomes: &'static [Outcome]) -> Self {
        Self { id, actions, outcomes, failing: &[] }
    }

    /// What the person does in it, where it has one.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        self.actions.iter().find_map(|action| match action {
            Action::Decide(decision) => Some(*decision),
            _ => None,
        })
    }

    /// How many token requests it sends.
    #[must_use]
    pub fn token_requests(&self) -> usize {
        self.actions.iter().filter(|action| action.asks_for_token()).count()
    }

    /// How many answers it brings that can hold tokens: those of the token endpoint, and the redirects with an ID Token.
    #[must_use]
    pub fn receipts(&self) -> usize {
        let redirects = self.actions.windows(2).filter(|pair| match pair {
            [Action::SignIn { response_type, .. }, Action::Decide(Decision::Continue)] => response_type.has_id_token(),
            _ => false,
        });
        self.token_requests() + redirects.count()
    }

    /// Whether a run went as the text states it.
    #[must_use]
    pub fn is_as_stated(&self, evidence: &Evidence) -> bool {
        self.departure(evidence).is_none() && self.failing == failing(evidence)
    }

    /// The first stated outcome that `evidence` departs from, under the policies it was collected with.
    #[must_use]
    pub fn departure(&self, evidence: &Evidence) -> Option<Outcome> {
        self.outcomes.iter().copied().filter(|outcome| outcome.under.covers(&evidence.policies)).find(|outcome| {
            let Some(reply) = evidence.reply(outcome.action) else { return true };
            reply.status() != outcome.status || reply.error().as_deref() != outcome.error
        })
    }
}

/// The claims that do not hold by this evidence, of those that its run judged.
fn failing(evidence: &Evidence) -> Vec<CellId> {
    let failed = |(cell, part): &(CellId, Evidence)| cell.judge(part).verdict != Verdict::Holds;
    evidence.claims().iter().filter(|claim| failed(claim)).map(|(cell, _)| *cell).collect()
}

/// Every experiment there is.
pub const ALL: [&Experiment; 20] = [
    &NIGHTLY_JOB,
    &GRANT_TYPE,
    &CLIENT_SECRET,
    &PRIVATE_KEY,
    &MUTUAL_TLS,
    &RESPONSE,
    &REFRESH,
    &WHOSE_TOKEN,
    &OPENID_POLICIES,
    &ASK_USERINFO,
    &SIGN_IN,
    &WHOLE_TABLE,
    &GRANT_IN_METADATA,
    &GRANT_AS_LOGIN,
    &PLAIN_REQUEST,
    &OPENID_REQUEST,
    &EVERY_TOKEN,
    &USERINFO,
    &JOB_END_TO_END,
    &CLIENT_CLAIMS,
];

/// Standard spec, OAuth: the issuer lists the grant, and serves it.
pub(super) static GRANT_IN_METADATA: Experiment = one(
    "grant-in-metadata",
    &[Variant::new(
        "run",
        &[Action::FetchMetadata(WellKnown::OAuth), REQUEST],
        &[any(0, 200, None), any(1, 200, None)],
    )],
);

/// Standard spec, OpenID Connect: the grant's name used as if it were one of OpenID Connect's flows.
pub(super) static GRANT_AS_LOGIN: Experiment = one(
    "grant-as-login",
    &[Variant::new(
        "run",
        &[
            Action::FetchMetadata(WellKnown::OpenId),
            Action::Authorize(AuthorizeAsk {
                client: "shop-web",
                redirect_uri: "https://shop.test/callback",
                response_type: "client_credentials",
                scope: "openid",
            }),
        ],
        &[any(0, 200, None), any(1, 303, Some("unsupported_response_type"))],
    )],
);

/// Tokens, subject and identity, OAuth: the plain request.
pub(super) static PLAIN_REQUEST: Experiment =
    one("plain-request", &[Variant::new("run", &[REQUEST], &[any(0, 200, None)])]);

/// Tokens returned, OpenID Connect: the request with `openid`.
pub(super) static OPENID_REQUEST: Experiment = one(
    "openid-request",
    &[Variant::new(
        "run",
        &[REQUEST_OPENID],
        &[
            under(OpenidPolicy::Reject, 0, 400, Some("invalid_scope")),
            under(OpenidPolicy::Drop, 0, 200, None),
            under(OpenidPolicy::Echo, 0, 200, None),
            under(OpenidPolicy::VendorServiceAccount, 0, 200, None),
            under(OpenidPolicy::VendorCopy, 0, 200, None),
        ],
    )],
);

/// Subject, OpenID Connect: every token that this client can get, with `openid` and without.
pub(super) static EVERY_TOKEN: Experiment = one(
    "every-token",
    &[Variant::new(
        "run",
        &[REQUEST, REQUEST_OPENID],
        &[
            any(0, 200, None),
            under(OpenidPolicy::Reject, 1, 400, Some("invalid_scope")),
            under(OpenidPolicy::Drop, 1, 200, None),
            under(OpenidPolicy::Echo, 1, 200, None),
            under(OpenidPolicy::VendorServiceAccount, 1, 200, None),
            under(OpenidPolicy::VendorCopy, 1, 200, None),
        ],
    )],
);

/// User identity, OpenID Connect: UserInfo, with the token of the `openid` request or else the plain one.
pub(super) static USERINFO: Experiment = one(
    "userinfo",
    &[Variant::new(
        "run",
        &[REQUEST, REQUEST_OPENID, Action::UserInfo { token: TokenFrom::Latest }],
        &[
            any(0, 200, None),
            under(OpenidPolicy::Reject, 2, 403, Some("insufficient_scope")),
            under(OpenidPolicy::Drop, 2, 403, Some("insufficient_scope")),
            under(OpenidPolicy::Echo, 2, 401, Some("invalid_token")),
            under(OpenidPolicy::VendorServiceAccount, 2, 401, Some("invalid_token")),
            under(OpenidPolicy::VendorCopy, 2, 401, Some("invalid_token")),
        ],
    )],
);

/// Use case, OAuth: the nightly job end to end.
pub(super) static JOB_END_TO_END: Experiment =
    one("job-end-to-end", &[Variant::new("run", &[REQUEST, CALL_API], &[any(0, 200, None), any(1, 200, None)])]);

/// Use case, OpenID Connect: the plain request, for the claims in its token.
pub(super) static CLIENT_CLAIMS: Experiment =
    one("client-claims", &[Variant::new("run", &[REQUEST], &[any(0, 200, None)])]);

const fn one(id: &'static str, variants: &'static [Variant]) -> Experiment {
    Experiment { id, variants }
}

pub(super) const fn any(action: usize, status: u16, error: Option<&'static str>) -> Outcome {
    Outcome { action, under: Under::Any, status, error }
}

const fn under(openid: OpenidPolicy, action: usize, status: u16, error: Option<&'static str>) -> Outcome {
    Outcome { action, under: Under::Openid(openid), status, error }
}
