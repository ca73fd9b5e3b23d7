//! Whether a run went as the text beside it states.

use super::experiment::Variant;
use crate::lab::cell_id::CellId;
use crate::lab::evidence::Evidence;
use crate::lab::verdict::Verdict;

impl Variant {
    /// Whether a run went as the text states it.
    #[must_use]
    pub fn is_as_stated(&self, evidence: &Evidence) -> bool {
        self.departure(evidence).is_none() && self.failing == failing(evidence)
    }
}

/// The claims that do not hold by this evidence, of those that its run judged.
fn failing(evidence: &Evidence) -> Vec<CellId> {
    let failed = |(cell, part): &(CellId, Evidence)| cell.judge(part).verdict != Verdict::Holds;
    evidence.claims().iter().filter(|claim| failed(claim)).map(|(cell, _)| *cell).collect()
}
