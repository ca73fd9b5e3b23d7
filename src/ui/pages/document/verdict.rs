//! What the verdicts of several cells come to for the sentence that rests on them.

use crate::ui::pages::compare::Status;
use crate::ui::view_model::ChipKind;

/// The worst of the verdicts, with the name of its label: one claim that fails is enough, and one that did not run leaves it open.
#[must_use]
pub fn of_all(statuses: impl IntoIterator<Item = Status>) -> (ChipKind, &'static str) {
    let rank = |status: Status| match status {
        Status::Holds => 0,
        Status::CouldNotTest => 1,
        Status::NotRun | Status::Running | Status::Stale => 2,
        Status::DoesNotHold => 3,
    };
    match statuses.into_iter().map(rank).max() {
        Some(0) => (ChipKind::Good, "holds"),
        Some(1) => (ChipKind::Open, "open"),
        Some(3) => (ChipKind::Bad, "fails"),
        _ => (ChipKind::Idle, "not_run"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_claim_that_fails_is_enough_and_an_old_verdict_does_not_count() {
        let label = |statuses: &[Status]| of_all(statuses.iter().copied()).1;
        assert_eq!(label(&[Status::Holds, Status::Holds]), "holds");
        assert_eq!(label(&[Status::Holds, Status::DoesNotHold, Status::NotRun]), "fails");
        assert_eq!(label(&[Status::Holds, Status::Stale]), "not_run");
        assert_eq!(label(&[Status::Holds, Status::CouldNotTest]), "open");
        assert_eq!(label(&[]), "not_run");
    }
}
