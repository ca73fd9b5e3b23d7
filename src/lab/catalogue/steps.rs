//! The lesson steps: which experiment each runs, and what settles its prediction.
//!
//! Numbers are those of the whole walkthrough of twelve and never change, because people link to them. The steps that are here
//! are the ones in [`STEPS`]; on screen they keep their numbers, because the texts name them.

use super::experiment::{Experiment, Variant};
use super::walkthrough::{
    CLIENT_SECRET, GRANT_TYPE, MUTUAL_TLS, NIGHTLY_JOB, PRIVATE_KEY, REFRESH, RESPONSE, WHOSE_TOKEN,
};
use super::walkthrough_openid::{ASK_USERINFO, OPENID_POLICIES, SIGN_IN, WHOLE_TABLE};
use crate::lab::evidence::TokenKind;

/// A step of the walkthrough.
#[derive(Debug)]
pub struct Step {
    /// Its number in the whole walkthrough, and in addresses.
    pub number: u16,
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
        Self { number, experiment, settled_by, opens: Opens::Nothing, asks_person: false }
    }
}

/// The steps that are here, in order.
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

/// The content files of the steps, by number.
const FILES: [&str; 12] = [
    "learn/1", "learn/2", "learn/3", "learn/4", "learn/5", "learn/6", "learn/7", "learn/8", "learn/9", "learn/10",
    "learn/11", "learn/12",
];

impl Step {
    /// The content file with its words, a [`crate::lab::content::StepText`]: only the step that is open is fetched.
    #[must_use]
    pub fn file(&self) -> &'static str {
        FILES[self.position()]
    }

    /// The step of this number.
    #[must_use]
    pub fn of(number: u16) -> Option<&'static Self> {
        STEPS.iter().find(|step| step.number == number)
    }

    /// The position among the steps that are here, from 0.
    #[must_use]
    pub fn position(&self) -> usize {
        STEPS.iter().take_while(|step| step.number != self.number).count()
    }

    /// The step before this one.
    #[must_use]
    pub fn previous(&self) -> Option<&'static Self> {
        STEPS.get(self.position().checked_sub(1)?)
    }

    /// The step after this one.
    #[must_use]
    pub fn next(&self) -> Option<&'static Self> {
        STEPS.get(self.position() + 1)
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
        for (position, step) in STEPS.iter().enumerate() {
            assert_eq!(step.position(), position);
            assert_eq!(step.file(), format!("learn/{}", step.number));
            assert!(step.experiment.variant(step.settled_by).is_some(), "step {}", step.number);
            assert_eq!(step.next().map(|s| s.number), STEPS.get(position + 1).map(|s| s.number));
            assert_eq!(step.next().and_then(Step::previous).map(|s| s.number), step.next().map(|_| step.number));
        }
        assert!(Step::of(13).is_none());
    }
}
