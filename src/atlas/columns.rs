//! Which columns a table has, by name.

/// The columns of a table.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// Every one, in the order in which they are shown.
    pub all: &'static [&'static str],
    /// Those that are shown at first. Counted is at first by the first of all.
    pub first: &'static [&'static str],
}

impl Columns {
    /// The column with this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&'static str> {
        self.all.iter().copied().find(|known| *known == name)
    }

    /// The place of a column among all of them.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.all.iter().position(|known| *known == name)
    }
}
