//! The lesson steps of both courses: which experiment each runs, and what settles its prediction.
//!
//! Numbers count from 1 in each course and never change, because people link to them.

use super::experiment::{Experiment, Variant};
use super::field_proofs::{ASSERTION_AUDIENCE, BASIC_SPELLINGS, LOOK_ALIKES};
use super::field_tokens::{FROM_A_401, LIVING_WITH_TOKENS, WHOSE_DATA};
use super::walkthrough::{
    CLIENT_SECRET, GRANT_TYPE, MUTUAL_TLS, NIGHTLY_JOB, PRIVATE_KEY, REFRESH, RESPONSE, WHOSE_TOKEN,
};
use super::walkthrough_openid::{ASK_USERINFO, OPENID_POLICIES, SIGN_IN, WHOLE_TABLE};
use crate::lab::evidence::TokenKind;
use crate::lab::step_id::{Course, StepId};

impl Course {
    /// Its steps, in order.
    #[must_use]
    pub fn steps(self) -> &'static [Step] {
        match self {
            Self::Learn => &STEPS,
            Self::Field => &FIELD,
        }
    }
}

/// A lesson step.
#[derive(Debug)]
pub struct Step {
    /// Which one it is.
    pub id: StepId,
    /// What it runs.
    pub experiment: &'static Experiment,
    /// The variant whose run settles the prediction.
    pub settled_by: &'static str,
    /// What of the messages is opened for the reader.
    pub opens: Opens,
    /// Whether the person's decision is the reader's to make.
    pub asks_person: bool,
}

/// What of a run's messages is opened for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// Nothing.
    Nothing,
    /// The `Authorization` header field: Base64 hides nothing.
    BasicHeader,
    /// The statement that the client signed.
    Assertion,
    /// The tokens of this kind; the lines of these claims are marked.
    Tokens(TokenKind, &'static [&'static str]),
}

impl Step {
    const fn new(number: u16, experiment: &'static Experiment, settled_by: &'static str) -> Self {
        Self { id: StepId::learn(number), experiment, settled_by, opens: Opens::Nothing, asks_person: false }
    }

    const fn in_field(number: u16, experiment: &'static Experiment, settled_by: &'static str) -> Self {
        Self { id: StepId::field(number), ..Self::new(number, experiment, settled_by) }
    }
}

/// The steps of the walkthrough, in order.
pub static STEPS: [Step; 12] = [
    Step::new(1, &NIGHTLY_JOB, "with-token"),
    Step::new(2, &GRANT_TYPE, "misspelt"),
    Step { opens: Opens::BasicHeader, ..Step::new(3, &CLIENT_SECRET, "wrong-secret") },
    Step { opens: Opens::Assertion, ..Step::new(4, &PRIVATE_KEY, "sent-again") },
    Step {
        opens: Opens::Tokens(TokenKind::Access, &["\"cnf\"", "\"x5t#S256\""]),
        ..Step::new(5, &MUTUAL_TLS, "copied-token")
    },
    Step::new(6, &RESPONSE, "scope-asked"),
    Step::new(7, &REFRESH, "both-paths"),
    Step {
        opens: Opens::Tokens(TokenKind::Access, &["\"iss\"", "\"sub\"", "\"aud\"", "\"client_id\""]),
        ..Step::new(8, &WHOSE_TOKEN, "client-id")
    },
    Step::new(9, &OPENID_POLICIES, "all"),
    Step::new(10, &ASK_USERINFO, "plain"),
    Step {
        opens: Opens::Tokens(TokenKind::Id, &["\"sub\"", "\"aud\"", "\"nonce\"", "\"auth_time\""]),
        asks_person: true,
        ..Step::new(11, &SIGN_IN, "signs-in")
    },
    Step::new(12, &WHOLE_TABLE, "service-account"),
];

/// The lessons from the field, in order.
static FIELD: [Step; 6] = [
    Step { opens: Opens::BasicHeader, ..Step::in_field(1, &BASIC_SPELLINGS, "as-ordered") },
    Step::in_field(2, &WHOSE_DATA, "every-customer"),
    Step { opens: Opens::Assertion, ..Step::in_field(3, &ASSERTION_AUDIENCE, "old-rule") },
    Step { opens: Opens::Assertion, ..Step::in_field(4, &LOOK_ALIKES, "one-jwt") },
    Step::in_field(5, &FROM_A_401, "every-scope"),
    Step::in_field(6, &LIVING_WITH_TOKENS, "revoked"),
];

/// The content files of the steps, by course and number.
const FILES: [&str; 18] = [
    "learn/1", "learn/2", "learn/3", "learn/4", "learn/5", "learn/6", "learn/7", "learn/8", "learn/9", "learn/10",
    "learn/11", "learn/12", "field/1", "field/2", "field/3", "field/4", "field/5", "field/6",
];

impl Step {
    /// Every step of both courses.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        STEPS.iter().chain(&FIELD)
    }

    /// The content file with its words, a [`crate::lab::content::StepText`]: only the step that is open is fetched.
    #[must_use]
    pub fn file(&self) -> &'static str {
        let before = if self.id.course == Course::Field { STEPS.len() } else { 0 };
        FILES[before + self.position()]
    }

    /// The step of this name.
    #[must_use]
    pub fn of(id: StepId) -> Option<&'static Self> {
        id.course.steps().iter().find(|step| step.id == id)
    }

    /// The position in its course, from 0.
    #[must_use]
    pub fn position(&self) -> usize {
        self.id.course.steps().iter().take_while(|step| step.id != self.id).count()
    }

    /// The step before this one in its course.
    #[must_use]
    pub fn previous(&self) -> Option<&'static Self> {
        self.id.course.steps().get(self.position().checked_sub(1)?)
    }

    /// The step after this one in its course.
    #[must_use]
    pub fn next(&self) -> Option<&'static Self> {
        self.id.course.steps().get(self.position() + 1)
    }

    /// What runs beside this step, so that both Receipts can be compared: the request without a person, beside the sign-in.
    #[must_use]
    pub fn beside(&self) -> Option<&'static Variant> {
        self.asks_person.then(|| &RESPONSE.variants[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_each_other_and_know_the_variant_that_settles_them() {
        assert_eq!(Step::all().count(), 18);
        for course in [Course::Learn, Course::Field] {
            for (position, step) in course.steps().iter().enumerate() {
                assert_eq!((step.position(), usize::from(step.id.number)), (position, position + 1));
                assert_eq!(step.file(), format!("{}/{}", course.slug(), step.id.number));
                assert!(step.experiment.variant(step.settled_by).is_some(), "{:?}", step.id);
                assert_eq!(step.next().map(|s| s.id), course.steps().get(position + 1).map(|s| s.id));
                assert_eq!(step.next().and_then(Step::previous).map(|s| s.id), step.next().map(|_| step.id));
            }
        }
        assert!(Step::of(StepId::learn(13)).is_none() && Step::of(StepId::field(7)).is_none());
    }
}
