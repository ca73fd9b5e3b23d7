//! What of a table is shown: its order, its columns, its filters. A view is a value, a change makes another of it, and every one has a link.

use super::columns::Columns;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The column that is sorted by; nothing is the name.
    pub sort: Option<&'static str>,
    /// Whether the other way round.
    pub descending: bool,
    /// The column whose outcomes are counted.
    pub by: &'static str,
    /// The columns that are shown, in the order of all of them.
    pub columns: Vec<&'static str>,
    /// The outcomes that are asked for, each with its column; those of a column are side by side.
    pub only: Vec<(&'static str, String)>,
    /// The kind that is asked for; empty is any.
    pub kind: String,
    /// How it has to be known; empty is anyhow.
    pub how: String,
    /// The words that the row has to have.
    pub text: String,
}

/// A change of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Sort by this column, or by the name; a second time the other way round.
    Sort(Option<&'static str>),
    /// Count by this column.
    CountBy(String),
    /// Show this column, or do not.
    Column(&'static str, bool),
    /// The columns of the beginning.
    FirstColumns,
    /// Every column.
    AllColumns,
    /// Ask for this outcome of a column, or no longer.
    Only(&'static str, String),
    /// Ask for a kind.
    Kind(String),
    /// Ask for a way of knowing.
    How(String),
    /// Ask for words.
    Text(String),
    /// No filter.
    NoFilter,
}

/// What stands before a column that is sorted the other way round.
const DESCENDING: char = '-';
/// The column of the names, in links.
const NAME: &str = "name";

impl View {
    /// The view of the beginning.
    #[must_use]
    pub fn first(columns: &Columns) -> Self {
        let by = columns.all.first().copied().unwrap_or(NAME);
        let empty = String::new;
        Self {
            sort: None,
            descending: false,
            by,
            columns: columns.first.to_vec(),
            only: Vec::new(),
            kind: empty(),
            how: empty(),
            text: empty(),
        }
    }

    /// The view that a link's pairs stand for. What they name and nobody knows is left out.
    #[must_use]
    pub fn read<'p>(columns: &Columns, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        let mut view = Self::first(columns);
        for (name, value) in pairs {
            match name {
                "sort" => {
                    let name = value.strip_prefix(DESCENDING);
                    view.descending = name.is_some();
                    view.sort = columns.named(name.unwrap_or(value));
                }
                "by" => view.by = columns.named(value).unwrap_or(view.by),
                "show" => view.columns = in_order(columns, |known| value.split(',').any(|name| name == known)),
                "is" => {
                    for (column, said) in value.split(',').filter_map(|pair| pair.split_once(':')) {
                        if let Some(column) = columns.named(column).filter(|_| is_word(said)) {
                            view.ask_for(columns, column, said.to_owned());
                        }
                    }
                }
                "kind" => value.clone_into(&mut view.kind),
                "how" => value.clone_into(&mut view.how),
                "q" => value.clone_into(&mut view.text),
                _ => {}
            }
        }
        view
    }

    /// What a link to this view carries: what differs from the beginning.
    #[must_use]
    pub fn pairs(&self, columns: &Columns) -> Vec<(&'static str, String)> {
        let first = Self::first(columns);
        let only = self.only.iter().map(|(column, said)| [column, ":", said].concat()).collect::<Vec<_>>().join(",");
        let by_name = if self.descending { "-name" } else { "" };
        let sort = match self.sort {
            None => by_name.to_owned(),
            Some(column) if self.descending => ["-", column].concat(),
            Some(column) => column.to_owned(),
        };
        let shown = if self.columns == first.columns { String::new() } else { self.columns.join(",") };
        // No column at all is a choice too.
        let shown = if shown.is_empty() && self.columns != first.columns { "none".to_owned() } else { shown };
        let by = if self.by == first.by { String::new() } else { self.by.to_owned() };
        let all = [
            ("q", self.text.clone()),
            ("kind", self.kind.clone()),
            ("how", self.how.clone()),
            ("is", only),
            ("by", by),
            ("sort", sort),
            ("show", shown),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The view after a change.
    #[must_use]
    pub fn after(mut self, columns: &Columns, change: Change) -> Self {
        match change {
            Change::Sort(column) => {
                self.descending = column == self.sort && !self.descending;
                self.sort = column;
            }
            Change::CountBy(name) => self.by = columns.named(&name).unwrap_or(self.by),
            Change::Column(name, is_shown) => {
                let before = std::mem::take(&mut self.columns);
                self.columns =
                    in_order(columns, |known| if known == name { is_shown } else { before.contains(&known) });
            }
            Change::FirstColumns => self.columns = columns.first.to_vec(),
            Change::AllColumns => self.columns = columns.all.to_vec(),
            Change::Only(column, said) => match self.only.iter().position(|pair| *pair == (column, said.clone())) {
                Some(place) => drop(self.only.remove(place)),
                None => self.ask_for(columns, column, said),
            },
            Change::Kind(kind) => self.kind = kind,
            Change::How(how) => self.how = how,
            Change::Text(text) => self.text = text,
            Change::NoFilter => {
                self.only.clear();
                for filter in [&mut self.kind, &mut self.how, &mut self.text] {
                    filter.clear();
                }
            }
        }
        self
    }

    /// Whether anything is filtered.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !(self.only.is_empty() && self.kind.is_empty() && self.how.is_empty() && self.text.is_empty())
    }

    /// Whether this outcome is asked for.
    #[must_use]
    pub fn asks_for(&self, column: &str, said: &str) -> bool {
        self.only.iter().any(|(other, wanted)| *other == column && wanted == said)
    }

    fn ask_for(&mut self, columns: &Columns, column: &'static str, said: String) {
        if !self.asks_for(column, &said) {
            self.only.push((column, said));
            self.only.sort_by(|a, b| (columns.place(a.0), &a.1).cmp(&(columns.place(b.0), &b.1)));
        }
    }
}

fn in_order(columns: &Columns, is_shown: impl Fn(&'static str) -> bool) -> Vec<&'static str> {
    columns.all.iter().copied().filter(|name| is_shown(name)).collect()
}

/// Names of outcomes are small letters, digits and the line between them.
fn is_word(said: &str) -> bool {
    !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
