//! What an experiment is: ways to run it, each a list of actions with the outcome that the text beside it states.

use crate::issuer::{OpenidPolicy, Policies};
use crate::lab::action::{Action, Decision};
use crate::lab::cell_id::CellId;
use crate::lab::evidence::Evidence;

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

    /// The first stated outcome that `evidence` departs from, under the policies it was collected with.
    #[must_use]
    pub fn departure(&self, evidence: &Evidence) -> Option<Outcome> {
        self.outcomes.iter().copied().filter(|outcome| outcome.under.covers(&evidence.policies)).find(|outcome| {
            let Some(reply) = evidence.reply(outcome.action) else { return true };
            reply.status() != outcome.status || reply.error().as_deref() != outcome.error
        })
    }
}

/// Stated for all policies.
pub(super) const fn any(action: usize, status: u16, error: Option<&'static str>) -> Outcome {
    Outcome { action, under: Under::Any, status, error }
}

/// Stated for one answer to `scope=openid`.
pub(super) const fn under(openid: OpenidPolicy, action: usize, status: u16, error: Option<&'static str>) -> Outcome {
    Outcome { action, under: Under::Openid(openid), status, error }
}

/// An experiment, for the tables.
pub(super) const fn one(id: &'static str, variants: &'static [Variant]) -> Experiment {
    Experiment { id, variants }
}
