//! What the table is told with: its own file, the sentences of findings, and the file of the rows beyond the document once it is here.

use crate::lab::content::{Beyond, CellText, Compare, FindingText, Words, word};
use crate::lab::{CellId, EvidenceKind, Finding, Line, text};

/// The content files of the table.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// `compare.json`.
    pub compare: &'a Compare,
    /// `words.json`.
    pub words: &'a Words,
    /// `beyond.json`, once somebody has opened those rows.
    pub beyond: Option<&'a Beyond>,
}

impl<'a> Texts<'a> {
    /// The words of a cell.
    #[must_use]
    pub fn cell(self, cell: CellId) -> Option<&'a CellText> {
        self.compare.cell(cell).or_else(|| self.beyond?.cells.get(&cell.slug()))
    }

    /// A row's name.
    #[must_use]
    pub fn row(self, cell: CellId) -> &'a str {
        let slug = cell.row.slug();
        let name = self.compare.rows.get(slug).or_else(|| self.beyond?.rows.get(slug));
        name.map_or("", String::as_str)
    }

    /// `Tokens returned, OpenID Connect`.
    #[must_use]
    pub fn name(self, cell: CellId) -> String {
        [self.row(cell), ", ", self.compare.column(cell)].concat()
    }

    /// A label of the page.
    #[must_use]
    pub fn label(self, name: &'static str) -> &'a str {
        word(&self.compare.words, name)
    }

    /// One line of evidence, without its label.
    #[must_use]
    pub fn seen(self, line: &Line, cell: CellId) -> String {
        match line.kind {
            EvidenceKind::Specification => self.cell(cell).and_then(|text| text.specified.clone()).unwrap_or_default(),
            EvidenceKind::Observed | EvidenceKind::IssuerRecord => self.found(&line.finding),
        }
    }

    /// What was found, as short as it can be said.
    #[must_use]
    pub fn found(self, finding: &Finding) -> String {
        self.say(finding, |text| Some(&text.seen))
    }

    /// Why that settles the claim.
    #[must_use]
    pub fn because(self, finding: &Finding) -> String {
        self.say(finding, |text| text.because.as_ref())
    }

    fn say(self, finding: &Finding, which: fn(&FindingText) -> Option<&String>) -> String {
        let name = finding.code.name();
        let found = self.words.findings.get(name).or_else(|| self.beyond?.findings.get(name));
        found.and_then(which).map_or_else(String::new, |told| text::markdown(&text::filled(told, &finding.facts)))
    }
}
