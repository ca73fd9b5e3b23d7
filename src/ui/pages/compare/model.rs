//! What the table knows: for each cell the newest verdict with its evidence, which drawers are open, and how far *Run all* is.
//!
//! The rows beyond the document are cells like the others, and count nowhere. A verdict belongs to the policies it was computed under. When the policies change it stays on screen, marked as old, and no longer
//! counts.

use std::rc::Rc;

use super::dares::{Dares, SUBJECT};
use super::tested::{BEYOND, Status, TOTAL, Tested};
use crate::issuer::Policies;
use crate::lab::{CellId, Evidence, Verdict};

/// The table.
#[derive(Debug, Default)]
pub struct Model {
    cells: [Cell; TOTAL + BEYOND],
    policies: Policies,
    /// Whether the rows beyond the document are shown.
    beyond: bool,
    /// Whether everything is shown open, for paper.
    printing: bool,
    dares: Dares,
    all: Option<usize>,
    sequence: u32,
}

/// One cell.
#[derive(Clone, Debug, Default)]
struct Cell {
    open: bool,
    running: Option<u32>,
    tested: Option<Tested>,
}

/// What the ten verdicts come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many claims hold.
    pub holds: usize,
    /// The claims that do not.
    pub failed: Vec<CellId>,
    /// The claims that could not be tested.
    pub untested: Vec<CellId>,
}

impl Model {
    /// The policies under which the next run happens.
    pub fn set_policies(&mut self, policies: Policies) {
        self.policies = policies;
    }

    /// What the cell's chip says.
    #[must_use]
    pub fn status(&self, cell: CellId) -> Status {
        self.status_under(cell, &self.policies)
    }

    /// What a chip says where the issuer answers by these policies: a verdict that came about under others is old.
    #[must_use]
    pub fn status_under(&self, cell: CellId, policies: &Policies) -> Status {
        let entry = &self.cells[cell.index()];
        match (&entry.running, &entry.tested) {
            (Some(_), _) => Status::Running,
            (None, None) => Status::NotRun,
            (None, Some(tested)) if tested.evidence.policies != *policies => Status::Stale,
            (None, Some(tested)) => match tested.judgement.verdict {
                Verdict::Holds => Status::Holds,
                Verdict::DoesNotHold { .. } => Status::DoesNotHold,
                Verdict::CouldNotTest { .. } => Status::CouldNotTest,
            },
        }
    }

    /// The cell's newest verdict, old or not.
    #[must_use]
    pub fn tested(&self, cell: CellId) -> Option<&Tested> {
        self.cells[cell.index()].tested.as_ref()
    }

    /// Whether the cell's drawer is open.
    #[must_use]
    pub fn is_open(&self, cell: CellId) -> bool {
        self.printing || self.cells[cell.index()].open
    }

    /// Whether every drawer is open, of the rows that are shown.
    #[must_use]
    pub fn all_open(&self) -> bool {
        self.shown().all(|cell| self.is_open(cell))
    }

    /// Whether the rows beyond the document are shown.
    #[must_use]
    pub const fn shows_beyond(&self) -> bool {
        self.beyond
    }

    /// Shows or hides the rows beyond the document.
    pub const fn show_beyond(&mut self, shown: bool) {
        self.beyond = shown;
    }

    /// Shows everything open while the page is on its way to paper.
    pub const fn set_printing(&mut self, printing: bool) {
        self.printing = printing;
    }

    /// The cells that are shown, in reading order.
    pub fn shown(&self) -> impl Iterator<Item = CellId> + use<> {
        CellId::all().chain(CellId::beyond()).take(if self.beyond { TOTAL + BEYOND } else { TOTAL })
    }

    /// How the dares stand.
    #[must_use]
    pub const fn dares(&self) -> &Dares {
        &self.dares
    }

    /// Opens or closes a drawer.
    pub fn set_open(&mut self, cell: CellId, open: bool) {
        self.cells[cell.index()].open = open;
    }

    /// Opens or closes every drawer.
    pub fn set_all_open(&mut self, open: bool) {
        for cell in self.shown() {
            self.set_open(cell, open);
        }
    }

    /// Begins the run of a cell, under the number given back; not while the cell is running.
    pub fn start(&mut self, cell: CellId) -> Option<u32> {
        let entry = &mut self.cells[cell.index()];
        if entry.running.is_some() {
            return None;
        }
        self.sequence += 1;
        entry.running = Some(self.sequence);
        Some(self.sequence)
    }

    /// Takes what a run left behind and judges it.
    pub fn finish(&mut self, cell: CellId, sequence: u32, evidence: Evidence) {
        let entry = &mut self.cells[cell.index()];
        if entry.running != Some(sequence) {
            return;
        }
        entry.running = None;
        let tested = Tested { number: sequence, judgement: cell.judge(&evidence), evidence: Rc::new(evidence) };
        entry.tested = Some(tested.clone());
        if !cell.row.is_beyond() {
            let statuses = self.statuses();
            self.dares.look(cell, &tested, statuses, self.cells[SUBJECT.index()].tested.as_ref());
        }
    }

    /// Begins a run of all ten; not while one is under way.
    pub fn start_all(&mut self) -> bool {
        let starts = self.all.is_none();
        if starts {
            self.all = Some(0);
        }
        starts
    }

    /// Counts a cell of the run of all ten as done.
    pub fn advance_all(&mut self) {
        self.all = self.all.map(|done| done + 1).filter(|done| *done < TOTAL);
    }

    /// How many cells the run of all ten has done, while it is under way.
    #[must_use]
    pub const fn progress(&self) -> Option<usize> {
        self.all
    }

    /// How many verdicts are from before the policies changed.
    #[must_use]
    pub fn stale(&self) -> usize {
        self.statuses().into_iter().filter(|status| *status == Status::Stale).count()
    }

    /// What the ten verdicts come to, once there are ten under the present policies.
    #[must_use]
    pub fn summary(&self) -> Option<Summary> {
        let mut summary = Summary::default();
        for cell in CellId::all() {
            match self.status(cell) {
                Status::Holds => summary.holds += 1,
                Status::DoesNotHold => summary.failed.push(cell),
                Status::CouldNotTest => summary.untested.push(cell),
                Status::NotRun | Status::Running | Status::Stale => return None,
            }
        }
        Some(summary)
    }

    /// What the chips of the document's table say.
    fn statuses(&self) -> [Status; TOTAL] {
        let mut statuses = [Status::NotRun; TOTAL];
        for cell in CellId::all() {
            statuses[cell.index()] = self.status(cell);
        }
        statuses
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issuer::OpenidPolicy;

    fn run(model: &mut Model, cell: CellId) {
        let sequence = model.start(cell).unwrap();
        assert_eq!(model.status(cell), Status::Running);
        model.finish(cell, sequence, Evidence { policies: model.policies.clone(), ..Evidence::default() });
    }

    #[test]
    fn ten_verdicts_make_a_summary_and_nine_do_not() {
        let mut model = Model::default();
        assert!(model.start_all() && !model.start_all());
        for (done, cell) in CellId::all().enumerate() {
            assert_eq!(model.progress(), Some(done));
            assert_eq!(model.summary(), None);
            run(&mut model, cell);
            model.advance_all();
        }
        assert_eq!(model.progress(), None);
        let summary = model.summary().unwrap();
        assert_eq!((summary.holds, summary.untested.len()), (0, TOTAL), "no evidence, no verdict");
    }

    #[test]
    fn another_policy_makes_every_verdict_old_and_going_back_restores_it() {
        let mut model = Model::default();
        for cell in CellId::all() {
            run(&mut model, cell);
        }
        model.set_policies(Policies { openid: OpenidPolicy::Drop, ..Policies::default() });
        assert_eq!((model.stale(), model.summary()), (TOTAL, None));
        let first = CellId::all().next().unwrap();
        run(&mut model, first);
        assert_eq!((model.stale(), model.status(first)), (TOTAL - 1, Status::CouldNotTest));
        model.set_policies(Policies::default());
        assert_eq!(model.stale(), 1);
    }

    #[test]
    fn a_result_that_was_overtaken_is_dropped() {
        let mut model = Model::default();
        let cell = CellId::all().next().unwrap();
        let sequence = model.start(cell).unwrap();
        assert_eq!(model.start(cell), None);
        model.finish(cell, sequence + 1, Evidence::default());
        assert_eq!(model.status(cell), Status::Running);
        model.finish(cell, sequence, Evidence::default());
        assert_ne!(model.status(cell), Status::Running);
    }

    #[test]
    fn drawers_open_one_by_one_and_together() {
        let mut model = Model::default();
        let cell = CellId::all().nth(3).unwrap();
        model.set_open(cell, true);
        assert!(model.is_open(cell) && !model.all_open());
        model.set_all_open(true);
        assert!(model.all_open());
        model.set_open(cell, false);
        assert!(!model.all_open());
    }

    #[test]
    fn the_rows_beyond_the_document_count_nowhere_and_open_only_where_they_are_shown() {
        let mut model = Model::default();
        for cell in CellId::all().chain(CellId::beyond()) {
            run(&mut model, cell);
        }
        assert_eq!(model.summary().unwrap().untested.len(), TOTAL);
        model.set_policies(Policies { openid: OpenidPolicy::Drop, ..Policies::default() });
        assert_eq!(model.stale(), TOTAL);
        assert_eq!(CellId::beyond().count(), BEYOND);
        let beyond = CellId::beyond().next().unwrap();
        assert_eq!(model.status(beyond), Status::Stale);
        model.set_all_open(true);
        assert!(model.all_open() && !model.is_open(beyond));
        model.show_beyond(true);
        assert!(!model.all_open());
        model.set_all_open(true);
        assert!(model.is_open(beyond) && model.shown().count() == TOTAL + BEYOND);
    }

    #[test]
    fn on_paper_everything_is_open_and_afterwards_it_is_as_before() {
        let mut model = Model::default();
        model.set_printing(true);
        assert!(model.all_open());
        model.set_printing(false);
        assert!(CellId::all().all(|cell| !model.is_open(cell)));
    }
}
