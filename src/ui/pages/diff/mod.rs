//! Side by side: two runs or two tokens, member by member. Which ones is data ([`crate::lab::COMPARISONS`]); this screen runs and shows them.

#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use view::page;

use crate::texts::{Table, texts};

/// `diff.json`.
#[derive(Debug)]
pub struct DiffText {
    /// The pairs, by name.
    pub pairs: Table<PairText>,
    /// What the parts of an exchange or a token are called.
    pub parts: Table<String>,
    /// What a difference shows, by [`crate::lab::Comparison::shows`].
    pub shows: Table<String>,
    /// Labels and short sentences of the screen.
    pub words: Table<String>,
}

/// The words of a pair.
#[derive(Debug)]
pub struct PairText {
    /// What is compared.
    pub name: String,
    /// What runs.
    pub lead: String,
    /// What stands above the left side.
    pub left: String,
    /// What stands above the right side.
    pub right: String,
}

texts! {
    DiffText { pairs, parts, shows, words }
    PairText { name, lead, left, right }
}

/// A value as it is shown: the middle of a long one is left out, because tokens differ at their ends.
#[must_use]
pub fn shortened(value: &str) -> String {
    let count = value.chars().count();
    if count <= LONGEST {
        return value.to_owned();
    }
    let start: String = value.chars().take(20).collect();
    let end: String = value.chars().skip(count - 12).collect();
    [&start, "…", &end].concat()
}

/// Longer values are shortened.
const LONGEST: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_keep_both_ends() {
        assert_eq!(shortened("nightly-report"), "nightly-report");
        assert_eq!(shortened(&["ä".repeat(50), "ö".repeat(50)].concat()), ["ä".repeat(20), "ö".repeat(12)].join("…"));
    }
}
