//! The comparison table as data: the experiment that tests each cell's claim, and the check that judges it.

use super::beyond;
use super::experiment::{Experiment, Variant};
use super::table::{
    CLIENT_CLAIMS, EVERY_TOKEN, GRANT_AS_LOGIN, GRANT_IN_METADATA, JOB_END_TO_END, OPENID_REQUEST, PLAIN_REQUEST,
    USERINFO,
};
use crate::lab::cell_id::CellId;
use crate::lab::checks::{standard_spec, subject, tokens_returned, use_case, user_identity};
use crate::lab::evidence::Evidence;
use crate::lab::verdict::{Check, Judgement};

impl CellId {
    /// The experiment that tests the cell's claim.
    #[must_use]
    pub const fn experiment(self) -> &'static Experiment {
        CELLS[self.index()].0
    }

    /// The run of the cell's experiment.
    #[must_use]
    pub const fn run(self) -> &'static Variant {
        &self.experiment().variants[0]
    }

    /// Whether the cell's claim holds, as far as `evidence` goes.
    #[must_use]
    pub fn judge(self, evidence: &Evidence) -> Judgement {
        CELLS[self.index()].1(evidence)
    }
}

/// The experiment and the check of each cell, in reading order.
const CELLS: [(&Experiment, Check); 26] = {
    let mut cells: [(&Experiment, Check); 26] = [(&PLAIN_REQUEST, tokens_returned::oauth); 26];
    let mut index = 0;
    while index < cells.len() {
        cells[index] = if index < DOCUMENT.len() { DOCUMENT[index] } else { beyond::CELLS[index - DOCUMENT.len()] };
        index += 1;
    }
    cells
};

const DOCUMENT: [(&Experiment, Check); 10] = [
    (&GRANT_IN_METADATA, standard_spec::oauth),
    (&GRANT_AS_LOGIN, standard_spec::oidc),
    (&PLAIN_REQUEST, tokens_returned::oauth),
    (&OPENID_REQUEST, tokens_returned::oidc),
    (&PLAIN_REQUEST, subject::oauth),
    (&EVERY_TOKEN, subject::oidc),
    (&PLAIN_REQUEST, user_identity::oauth),
    (&USERINFO, user_identity::oidc),
    (&JOB_END_TO_END, use_case::oauth),
    (&CLIENT_CLAIMS, use_case::oidc),
];
