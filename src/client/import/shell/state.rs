//! What is known while the commands of a text are read, and what has come to light.

use std::collections::BTreeMap;

use super::command::Command;
use crate::client::import::remark::Remarks;
use crate::client::import::variables::Variables;

/// Shared by the readers of a text and of the substitutions in it.
pub(super) struct State<'s> {
    pub(super) variables: &'s mut Variables,
    pub(super) remarks: &'s mut Remarks,
    pub(super) values: BTreeMap<String, String>,
    pub(super) left: usize,
    /// Commands that call curl inside of a substitution.
    pub(super) inside: Vec<Command>,
}
