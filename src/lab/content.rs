//! The shape of the content files that this room's data is told with: `src/content/en/{learn,compare,beyond,words}.json` and
//! `src/content/en/learn/<number>.json`.
//!
//! Texts use the markup of [`super::text`]. Native tests read the same files and hold them to the data: every experiment has its
//! words, every finding its sentence, every prediction the answers that its run observes.

use super::cell_id::CellId;
use super::finding::Finding;
use super::step_id::{Course, StepId};
use super::text::{Span, filled};
use crate::cite::Citation;
use crate::texts::{Table, texts};

/// `learn.json`: what every step needs to lead to the others, and the labels that they share.
#[derive(Debug)]
pub struct Learn {
    /// One entry a step of the walkthrough.
    pub steps: Vec<StepName>,
    /// One entry a lesson from the field.
    pub field: Vec<StepName>,
    /// Labels and short sentences of the page.
    pub words: Table<String>,
}

/// What a lesson step is called.
#[derive(Debug)]
pub struct StepName {
    /// The step's number.
    pub number: u16,
    /// The slug in addresses people copy.
    pub slug: String,
    /// The heading.
    pub title: String,
}

/// `learn/<number>.json`: the words of one lesson step.
#[derive(Debug)]
pub struct StepText {
    /// What the reader can do afterwards.
    pub objective: String,
    /// The lesson, a paragraph each.
    pub copy: Vec<String>,
    /// The question before the run.
    pub predict: Predict,
    /// The words of each variant.
    pub variants: Vec<VariantText>,
    /// What to do about it at work, a sentence each; in lessons from the field.
    pub practice: Option<Vec<String>>,
    /// Where it is written.
    pub sources: Vec<Citation>,
    /// Where to go with the questions that remain.
    pub onward: Option<Vec<Onward>>,
}

/// A prediction.
#[derive(Debug)]
pub struct Predict {
    /// The question.
    pub question: String,
    /// Whether several options are right together.
    pub many: bool,
    /// The options.
    pub options: Vec<PredictOption>,
}

/// One option of a prediction.
#[derive(Debug)]
pub struct PredictOption {
    /// Its name in the data.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
    /// Why it is right or wrong, shown when it was chosen.
    pub why: String,
    /// Shown when it is right and was left out.
    pub missed: Option<String>,
}

/// The words of one variant of an experiment.
#[derive(Debug)]
pub struct VariantText {
    /// The variant's name in the data.
    pub id: String,
    /// Its name on screen.
    pub label: String,
    /// What is different about it.
    pub detail: String,
    /// Why it turns out as it does.
    pub because: String,
    /// What stands above each Receipt, where several are compared.
    pub columns: Option<Vec<String>>,
}

/// A link that carries a remaining question to where it is answered.
#[derive(Debug)]
pub struct Onward {
    /// The question.
    pub text: String,
    /// The address, from `#` on.
    pub href: String,
}

/// `compare.json`: the table.
#[derive(Debug)]
pub struct Compare {
    /// The rows' names.
    pub rows: Table<String>,
    /// The columns' names.
    pub columns: Table<ColumnText>,
    /// The cells, by `row/column`.
    pub cells: Table<CellText>,
    /// Why an ID Token from this grant is outside the specification.
    pub outside: Passage,
    /// The dares, by name.
    pub dares: Table<DareText>,
    /// Labels and short sentences of the page.
    pub words: Table<String>,
}

/// The words of a dare.
#[derive(Debug)]
pub struct DareText {
    /// What is to be done.
    pub title: String,
    /// What to think of.
    pub hint: String,
    /// What *Show me* has set, and what to run now.
    pub shown: String,
    /// What showed that it was met.
    pub met: String,
}

/// The words of a column.
#[derive(Debug)]
pub struct ColumnText {
    /// Its name.
    pub name: String,
    /// What stands under the name.
    pub note: String,
}

/// The words of one cell.
#[derive(Debug)]
pub struct CellText {
    /// What the document's cell says, in our own words.
    pub claim: String,
    /// What is sent, in a sentence.
    pub ran: String,
    /// What a specification says, in our own words, where the claim rests on one.
    pub specification: Option<String>,
    /// The same in a few words, for the cell itself.
    pub specified: Option<String>,
    /// Where it is written.
    pub sources: Vec<Citation>,
}

/// `beyond.json`: the rows that go beyond the document. It is read when somebody opens them.
#[derive(Debug)]
pub struct Beyond {
    /// The rows' names.
    pub rows: Table<String>,
    /// The cells, by `row/column`.
    pub cells: Table<CellText>,
    /// Findings that only these cells report, by [`super::finding::Code::name`].
    pub findings: Table<FindingText>,
    /// Labels and short sentences of this part of the page.
    pub words: Table<String>,
}

/// A text with its sources.
#[derive(Debug)]
pub struct Passage {
    /// The text.
    pub text: String,
    /// Where it is written.
    pub sources: Vec<Citation>,
}

/// `words.json`: what both pages say.
#[derive(Debug)]
pub struct Words {
    /// Kinds of evidence, by [`super::verdict::EvidenceKind::name`].
    pub kinds: Table<String>,
    /// Findings, by [`super::finding::Code::name`].
    pub findings: Table<FindingText>,
    /// The terms of the glossary and the ways to write them, for [`super::glossary::first_uses`]: the glossary itself comes when it is opened.
    pub terms: Table<Vec<String>>,
}

/// The sentences of a finding.
#[derive(Debug)]
pub struct FindingText {
    /// What was seen, as short as it can be said.
    pub seen: String,
    /// Why that settles the claim; lessons have their own text for it.
    pub because: Option<String>,
}

texts! {
    Learn { steps, field, words }
    StepName { number, slug, title }
    StepText { objective, copy, predict, variants, practice, sources, onward }
    Predict { question, many, options }
    PredictOption { id, text, right, why, missed }
    VariantText { id, label, detail, because, columns }
    Onward { text, href }
    Compare { rows, columns, cells, outside, dares, words }
    DareText { title, hint, shown, met }
    ColumnText { name, note }
    Beyond { rows, cells, findings, words }
    CellText { claim, ran, specification, specified, sources }
    Passage { text, sources }
    Words { kinds, findings, terms }
    FindingText { seen, because }
}

impl Learn {
    /// What a step is called; empty for one that is not there.
    #[must_use]
    pub fn title(&self, id: StepId) -> &str {
        let names = match id.course {
            Course::Learn => &self.steps,
            Course::Field => &self.field,
        };
        names.iter().find(|step| step.number == id.number).map_or("", |step| step.title.as_str())
    }
}

impl StepText {
    /// The words of a variant.
    #[must_use]
    pub fn variant(&self, id: &str) -> Option<&VariantText> {
        self.variants.iter().find(|variant| variant.id == id)
    }
}

impl Compare {
    /// The words of a cell.
    #[must_use]
    pub fn cell(&self, cell: CellId) -> Option<&CellText> {
        self.cells.get(&cell.slug())
    }

    /// A row's name.
    #[must_use]
    pub fn row(&self, cell: CellId) -> &str {
        self.rows.get(cell.row.slug()).map_or("", String::as_str)
    }

    /// A column's name.
    #[must_use]
    pub fn column(&self, cell: CellId) -> &str {
        self.columns.get(cell.column.slug()).map_or("", |column| column.name.as_str())
    }
}

impl Words {
    /// What was seen, in a short sentence.
    #[must_use]
    pub fn seen(&self, finding: &Finding) -> Vec<Span> {
        self.findings.get(finding.code.name()).map_or_else(Vec::new, |text| filled(&text.seen, &finding.facts))
    }

    /// Why it settles the claim.
    #[must_use]
    pub fn because(&self, finding: &Finding) -> Vec<Span> {
        let text = self.findings.get(finding.code.name()).and_then(|text| text.because.as_deref());
        text.map_or_else(Vec::new, |text| filled(text, &finding.facts))
    }
}

/// A label of a page; a missing one shows its name, so that a reader can report it.
#[must_use]
pub fn word<'a>(words: &'a Table<String>, name: &'a str) -> &'a str {
    words.get(name).map_or(name, String::as_str)
}
