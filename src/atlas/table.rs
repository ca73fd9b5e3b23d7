//! A table of the atlas: a row for each product, a cell for each column; which rows a view shows in which order, and how many say what.

use super::columns::Columns;
use super::view::View;
use crate::facts::HowKnown;

/// A table.
#[derive(Debug)]
pub struct Table<'a> {
    /// Its columns.
    pub columns: Columns,
    /// Its rows, by their names.
    pub rows: Vec<Row<'a>>,
}

/// A product in it.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its name in addresses.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it is filtered by: the kind of a server, the language of a client.
    pub kind: &'a str,
    /// What it is written in, if that is known.
    pub language: Option<&'a str>,
    /// The best that is known of it.
    pub how: HowKnown,
    /// Which version that is about.
    pub version: &'a str,
    /// What a text filter looks through, in small letters.
    pub searched: String,
    /// A cell for each column, in their order.
    pub cells: Vec<Cell>,
}

/// What a product does about a column's question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The name of what it says: that of an outcome, or one of the four below.
    pub said: &'static str,
    /// Its place when the column is sorted by.
    pub rank: u16,
    /// How it is known; nothing when it is not.
    pub how: Option<HowKnown>,
    /// A value to show beside the word.
    pub note: Option<String>,
}

impl Cell {
    /// Nobody found out: never a no.
    pub const UNKNOWN: &'static str = "unknown";
    /// It was run and gave no answer to this.
    pub const UNASKED: &'static str = "unasked";
    /// It does not have the grant, so it was asked in vain.
    pub const WITHOUT: &'static str = "without_grant";

    /// A cell that says what is known.
    #[must_use]
    pub const fn known(said: &'static str, rank: u16, how: HowKnown, note: Option<String>) -> Self {
        Self { said, rank, how: Some(how), note }
    }

    /// A cell about which nothing is known, and why.
    #[must_use]
    pub const fn open(said: &'static str) -> Self {
        Self { said, rank: u16::MAX, how: None, note: None }
    }

    /// Whether it is counted in a denominator.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.how.is_some() && self.said != Self::WITHOUT
    }
}

/// How many say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What they say.
    pub said: &'static str,
    /// How many of those that were run.
    pub run: usize,
    /// How many of those that were read alone.
    pub read: usize,
}

/// How the products answer a column's question. Each is counted in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What is known, in the order in which the column is sorted.
    pub groups: Vec<Count>,
    /// What is not known, or was asked in vain, and why.
    pub open: Vec<Count>,
    /// How many were run and answered: of what the first counts are.
    pub run: usize,
    /// How many were read alone and answered: of what the second counts are.
    pub read: usize,
}

impl<'a> Table<'a> {
    /// The row with this id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&Row<'a>> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// What the row says in a column.
    #[must_use]
    pub fn cell<'t>(&self, row: &'t Row<'a>, column: &str) -> Option<&'t Cell> {
        row.cells.get(self.columns.place(column)?)
    }

    /// The rows that the view shows, in its order. What is not known comes last, whichever way it is sorted.
    #[must_use]
    pub fn shown(&self, view: &View) -> Vec<&Row<'a>> {
        let mut rows: Vec<&Row<'a>> = self.rows.iter().filter(|row| self.passes(row, view)).collect();
        match view.sort.and_then(|column| self.columns.place(column)) {
            None if view.descending => rows.reverse(),
            None => {}
            Some(place) => rows.sort_by(|a, b| {
                let (a, b) = (&a.cells[place], &b.cells[place]);
                let known = b.how.is_some().cmp(&a.how.is_some());
                let order = a.rank.cmp(&b.rank).then_with(|| a.said.cmp(b.said));
                known.then(if view.descending && a.how.is_some() { order.reverse() } else { order })
            }),
        }
        rows
    }

    /// How many rows say what in a column: of all rows, so that no filter changes a count.
    #[must_use]
    pub fn counts(&self, column: &str) -> Counts {
        let mut counts = Counts::default();
        let mut ranks: Vec<(u16, &'static str)> = Vec::new();
        for cell in self.rows.iter().filter_map(|row| self.cell(row, column)) {
            let is_run = cell.how == Some(HowKnown::Run);
            let groups = if cell.is_counted() { &mut counts.groups } else { &mut counts.open };
            let place = groups.iter().position(|group| group.said == cell.said).unwrap_or_else(|| {
                groups.push(Count { said: cell.said, run: 0, read: 0 });
                groups.len() - 1
            });
            let is_counted = cell.is_counted();
            if is_run || cell.said == Cell::UNASKED {
                groups[place].run += 1;
            } else {
                groups[place].read += 1;
            }
            if is_counted {
                *(if is_run { &mut counts.run } else { &mut counts.read }) += 1;
                ranks.push((cell.rank, cell.said));
            }
        }
        ranks.sort_unstable();
        counts.groups.sort_by_key(|group| ranks.iter().position(|(_, said)| *said == group.said));
        counts
    }

    fn passes(&self, row: &Row<'a>, view: &View) -> bool {
        let said = |column: &str| self.cell(row, column).map_or("", |cell| cell.said);
        let mut columns: Vec<&str> = view.only.iter().map(|(column, _)| *column).collect();
        columns.dedup();
        // Outcomes of one column are alternatives, columns are not.
        let says_so = columns
            .into_iter()
            .all(|column| view.only.iter().any(|(other, wanted)| *other == column && wanted == said(column)));
        says_so
            && (view.kind.is_empty() || view.kind == row.kind)
            && (view.how.is_empty() || view.how == row.how.name())
            && view.text.to_lowercase().split_whitespace().all(|word| row.searched.contains(word))
    }
}
