//! Texts on their way into the draft: variables stay as text in what everybody may see, and leave what is secret empty.

use crate::client::import::remark::{Remarks, What};
use crate::client::import::variables::Variables;

/// Writes texts, and says which variables are in them.
pub(super) struct Public<'p> {
    pub(super) variables: &'p Variables,
    pub(super) remarks: &'p mut Remarks,
}

impl Public<'_> {
    /// A text that is no secret.
    pub(super) fn text(&mut self, marked: &str) -> String {
        for variable in self.variables.named(marked) {
            self.remarks.name(What::Variable, variable);
        }
        self.variables.written(marked)
    }

    /// A secret: empty where a variable stands for it, or for a part of it.
    pub(super) fn secret(&mut self, marked: &str) -> String {
        for variable in self.variables.named(marked) {
            self.remarks.name(What::SecretVariable, variable);
        }
        if Variables::are_in(marked) { String::new() } else { marked.to_owned() }
    }
}
