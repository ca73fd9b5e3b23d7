//! What a personality changed, in the trace: a note for each thing, with the server's name and how that is known.

use crate::cite::Citation;
use crate::server::{Check, Text, Trace};

use super::data::Personality;

/// The name of every such step.
pub(super) const NAME: &str = "Played server";

impl Personality {
    /// Writes down what is done here because that server does it.
    pub(super) fn note(&self, trace: &mut Trace, citation: Citation, saw: impl Into<Text>, does: &str) {
        trace.noted(&Check::new(NAME, citation), saw, self.does(does));
    }

    /// The same about an answer: a refusal stays the last step.
    pub(super) fn note_before_refusal(&self, trace: &mut Trace, citation: Citation, saw: String, does: &str) {
        let refusal = trace.refusal().is_some().then(|| trace.steps.pop()).flatten();
        self.note(trace, citation, saw, does);
        trace.steps.extend(refusal);
    }

    fn does(&self, does: &str) -> String {
        format!("{does} As {} does ({}).", self.name, self.source)
    }
}
