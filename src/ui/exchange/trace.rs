//! The issuer's decision on one message, in a sentence.

use crate::lab::content::word;
use crate::server::Trace;
use crate::texts::Table;

/// Which step decided, in a sentence.
#[must_use]
pub fn decision(trace: &Trace, words: &Table<String>) -> String {
    let count = trace.steps.len().to_string();
    match trace.refusal() {
        Some(step) => word(words, "refused_at").replace("{count}", &count).replace("{name}", step.name),
        None => word(words, "passed_all").replace("{count}", &count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cite::Citation;
    use crate::server::{Step, StepOutcome};

    fn words() -> Table<String> {
        let learn: crate::lab::content::Learn =
            crate::texts::read(include_str!("../../content/en/learn.json")).unwrap();
        learn.words
    }

    fn step(name: &'static str, outcome: StepOutcome) -> Step {
        let (saw, decided) = ("GET".into(), "405.".into());
        Step { name, citation: Citation::rfc(6749, "3.2"), saw, decided, outcome }
    }

    #[test]
    fn the_refusing_step_is_named_and_counted() {
        let steps = vec![step("Address", StepOutcome::Passed), step("Method", StepOutcome::Refused)];
        let trace = Trace { steps, ..Trace::default() };
        assert_eq!(decision(&trace, &words()), "Refused at check 2: Method.");
    }

    #[test]
    fn without_a_refusal_all_checks_passed() {
        let steps = vec![step("Address", StepOutcome::Passed), step("Keys", StepOutcome::Noted)];
        let trace = Trace { steps, ..Trace::default() };
        assert_eq!(decision(&trace, &words()), "Every check passed: 2 made.");
    }
}
