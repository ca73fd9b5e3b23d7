//! The lesson steps: which experiment each runs, and what settles its prediction.
//!
//! Numbers are those of the whole walkthrough of twelve and never change, because people link to them. The steps that are here
//! are the ones in [`STEPS`]; on screen they are counted by position.

use super::checks::tokens_returned::arrived;
use super::evidence::Evidence;
use super::experiment::{Experiment, GRANT_TYPE, NIGHTLY_JOB, RESPONSE};

/// A step of the walkthrough.
#[derive(Debug)]
pub struct Step {
    /// Its number in the whole walkthrough, and in addresses.
    pub number: u16,
    /// What it runs.
    pub experiment: &'static Experiment,
    /// The variant whose run settles the prediction.
    pub settled_by: &'static str,
    answers: fn(&Evidence) -> Option<Vec<&'static str>>,
}

/// The steps that are here, in order.
pub static STEPS: [Step; 3] = [
    Step { number: 1, experiment: &NIGHTLY_JOB, settled_by: "with-token", answers: times_asked },
    Step { number: 2, experiment: &GRANT_TYPE, settled_by: "misspelt", answers: answer_to_misspelling },
    Step { number: 6, experiment: &RESPONSE, settled_by: "scope-asked", answers: members },
];

impl Step {
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

    /// The options of the prediction that the run showed to be right, by their names in the content; `None` when the run says
    /// nothing about the question.
    #[must_use]
    pub fn answers(&self, evidence: &Evidence) -> Option<Vec<&'static str>> {
        (self.answers)(evidence)
    }
}

/// Step 1: how often a person was asked for anything during the job.
fn times_asked(evidence: &Evidence) -> Option<Vec<&'static str>> {
    let logins = evidence.record.as_ref()?.logins;
    match (evidence.person_messages(), logins) {
        (0, 0) => Some(vec!["none"]),
        (_, 0) => Some(vec!["approve"]),
        _ => Some(vec!["sign-in"]),
    }
}

/// Step 2: what came back for the misspelt grant type.
fn answer_to_misspelling(evidence: &Evidence) -> Option<Vec<&'static str>> {
    let (ask, reply) = evidence.token_replies().next()?;
    ask.grant_type.filter(|name| *name != "client_credentials")?;
    match (reply.status(), reply.error().as_deref()) {
        (200, _) => Some(vec!["token"]),
        (404, _) => Some(vec!["not-found"]),
        (_, Some("unsupported_grant_type")) => Some(vec!["unsupported_grant_type"]),
        (_, Some("invalid_client")) => Some(vec!["invalid_client"]),
        _ => None,
    }
}

/// Step 6: which members arrived.
fn members(evidence: &Evidence) -> Option<Vec<&'static str>> {
    let (_, reply) = evidence.token_replies().next()?;
    (reply.status() == 200 && reply.json().is_some()).then(|| arrived(reply))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_each_other_and_know_the_variant_that_settles_them() {
        for (position, step) in STEPS.iter().enumerate() {
            assert_eq!(step.position(), position);
            assert!(step.experiment.variant(step.settled_by).is_some(), "step {}", step.number);
            assert_eq!(step.next().map(|s| s.number), STEPS.get(position + 1).map(|s| s.number));
            assert_eq!(step.next().and_then(Step::previous).map(|s| s.number), step.next().map(|_| step.number));
        }
        assert!(Step::of(3).is_none());
    }
}
