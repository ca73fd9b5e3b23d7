//! A query as the index understands it: which stems each of its words may mean, and how much each word tells.

use std::ops::Bound;

use super::index::{Index, Stem, telling};

/// As many words of a query are looked at, and no more: a question has fewer.
pub(super) const MOST_WORDS: usize = 16;

/// As many characters of a query are looked at.
const MOST_CHARACTERS: usize = 300;

/// A query.
#[derive(Debug)]
pub(super) struct Asked {
    /// The stems of its words in their order, as far as they are known.
    pub(super) row: Vec<Option<Stem>>,
    /// How much each word tells.
    pub(super) weights: Vec<f32>,
    /// Of each stem of the index: the word of the query that may mean it, and how well it fits.
    hits: Vec<Option<(usize, f32)>>,
    total: f32,
}

/// Which words of a query were met, and how well.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Met([f32; MOST_WORDS]);

/// How well a stem fits a word that is written otherwise.
const BEGINS: f32 = 0.7;
const BEGINS_A_LONGER: f32 = 0.4;
const MISTYPED: f32 = 0.6;

impl Asked {
    /// Reads a query. `None` when nothing in it is a word.
    pub(super) fn new(query: &str, index: &Index<'_>) -> Option<Self> {
        let query: String = query.chars().take(MOST_CHARACTERS).collect();
        let is_typing = query.ends_with(char::is_alphanumeric);
        let terms = index.language.terms(&query);
        let terms: Vec<_> = telling(&terms).take(MOST_WORDS).collect();
        let count = terms.len();
        let mut asked = Self {
            row: Vec::new(),
            weights: Vec::new(),
            hits: vec![None; index.entries_with.len()],
            total: 0.0,
        };
        for (at, term) in terms.into_iter().enumerate() {
            let known = index.stems.get(&term.stem).copied();
            let is_again = known.is_some() && asked.row.contains(&known);
            asked.row.push(known);
            if is_again {
                asked.weights.push(0.0);
                continue;
            }
            let mut meant: Vec<(Stem, f32)> = known.into_iter().map(|stem| (stem, 1.0)).collect();
            if is_typing && at + 1 == count && term.word.len() > 1 {
                let fits = if known.is_some() { BEGINS_A_LONGER } else { BEGINS };
                meant.extend(index.beginning_with(&term.word).map(|stem| (stem, fits)));
            }
            if meant.is_empty() {
                meant = index.run_together(&term.word);
            }
            if meant.is_empty() {
                meant = index.mistyped(&term.word);
            }
            let with: usize = meant.iter().filter(|(_, fits)| known.is_none() || *fits == 1.0).map(|(stem, _)| index.entries_with[*stem]).sum();
            let weight = if meant.is_empty() { UNKNOWN * index.weight(0) } else { index.weight(with) };
            asked.weights.push(weight);
            asked.total += weight;
            for (stem, fits) in meant {
                let hit = &mut asked.hits[stem];
                if hit.is_none_or(|(_, before)| before < fits) {
                    *hit = Some((at, fits));
                }
            }
        }
        (asked.total > 0.0).then_some(asked)
    }

    /// Adds the words of the query that `stems` meet.
    pub(super) fn meet(&self, stems: &[Stem], met: &mut Met) {
        for (at, fits) in stems.iter().filter_map(|stem| self.hits[*stem]) {
            if met.0[at] < fits {
                met.0[at] = fits;
            }
        }
    }

    /// How much of the query was met, from 0 to 1.
    pub(super) fn share(&self, met: &Met) -> f32 {
        self.weights.iter().zip(met.0).map(|(weight, fits)| weight * fits).sum::<f32>() / self.total
    }

    /// How much of the query `stems` meet.
    pub(super) fn share_of(&self, stems: &[Stem]) -> f32 {
        let mut met = Met::default();
        self.meet(stems, &mut met);
        self.share(&met)
    }

    /// Whether every one of `stems` is meant by a word of the query.
    pub(super) fn has_all(&self, stems: &[Stem]) -> bool {
        !stems.is_empty() && stems.iter().all(|stem| self.hits[*stem].is_some_and(|(_, fits)| fits >= MISTYPED))
    }

    /// Whether `stems` stand in the query in this order, one after the other.
    pub(super) fn has_row(&self, stems: &[Stem]) -> bool {
        !stems.is_empty() && self.row.windows(stems.len()).any(|row| row.iter().zip(stems).all(|(a, b)| *a == Some(*b)))
    }
}

/// A word that nothing here has still tells that something else was asked for.
const UNKNOWN: f32 = 0.5;

impl Index<'_> {
    /// How much a word tells that is in so many entries: the fewer, the more.
    fn weight(&self, entries: usize) -> f32 {
        let (all, with) = (self.entries.len() as f32, entries.max(1) as f32);
        (1.0 + all / with).ln()
    }

    fn beginning_with<'b>(&'b self, word: &'b str) -> impl Iterator<Item = Stem> + 'b {
        let after = self.words.range::<str, _>((Bound::Included(word), Bound::Unbounded));
        after.take_while(move |(known, _)| known.starts_with(word)).map(|(_, stem)| *stem)
    }

    /// Two known words that were written as one: `idtoken`.
    fn run_together(&self, word: &str) -> Vec<(Stem, f32)> {
        let halves = word.char_indices().map(|(at, _)| word.split_at(at)).filter(|(a, b)| a.len() > 1 && b.len() > 2);
        let known = halves.filter_map(|(a, b)| Some([*self.words.get(a)?, *self.words.get(b)?]));
        known.take(1).flatten().map(|stem| (stem, 1.0)).collect()
    }

    /// Known words that are one slip away. Short words have too many neighbours.
    fn mistyped(&self, word: &str) -> Vec<(Stem, f32)> {
        if word.len() < 4 || word.starts_with(|c: char| c.is_ascii_digit()) {
            return Vec::new();
        }
        let near = self.words.iter().filter(|(known, _)| is_one_slip_away(word.as_bytes(), known.as_bytes()));
        near.map(|(_, stem)| (*stem, MISTYPED)).collect()
    }
}

/// Whether one letter too many, too few or another, or two that have changed places, make one word of the other.
fn is_one_slip_away(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => match (short, long) {
            ([a, b, rest @ ..], [c, d, after @ ..]) if (a, b) == (d, c) => rest == after,
            _ => short.get(1..) == long.get(1..),
        },
        1 => short == &long[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for (a, b) in [("scope", "scoep"), ("scope", "scpe"), ("scope", "scoppe"), ("scope", "skope"), ("scope", "scopes")] {
            assert!(is_one_slip_away(a.as_bytes(), b.as_bytes()) && is_one_slip_away(b.as_bytes(), a.as_bytes()), "{a} {b}");
        }
        for (a, b) in [("scope", "scoeep"), ("scope", "epocs"), ("scope", "sc"), ("abcd", "badc")] {
            assert!(!is_one_slip_away(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
    }
}
