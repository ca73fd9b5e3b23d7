//! Where in a text something stands, in words: its line, or its character where there is one line.

use super::octets;
use crate::content::units;
use crate::texts::fill;

/// Counts lines while the places go up.
pub(super) struct Lines<'a> {
    source: &'a str,
    at: usize,
    line: usize,
    start: usize,
    is_single: bool,
}

impl<'a> Lines<'a> {
    /// Counts from the beginning of `source`.
    pub(super) fn of(source: &'a str) -> Self {
        Self { source, at: 0, line: 1, start: 0, is_single: !octets::trimmed(source).contains('\n') }
    }

    /// What to call the place at `at`, which is not before the last one.
    pub(super) fn place(&mut self, at: usize) -> String {
        while let Some(end) = octets::next(&self.source.as_bytes()[..at.max(self.at)], self.at, b'\n') {
            self.line += 1;
            self.start = end + 1;
            self.at = end + 1;
        }
        self.at = at.max(self.at);
        if self.is_single {
            fill(units::CHARACTER, &[("number", &(at - self.start + 1).to_string())])
        } else {
            fill(units::LINE, &[("number", &self.line.to_string())])
        }
    }
}
