//! A query as the index understands it: which stems each of its words may mean, and how much each word tells.

use std::ops::Bound;

use super::index::{Index, Stem, telling};
use super::language::Term;

/// As many words of a query are looked at, and no more: a question has fewer.
pub(super) const MOST_WORDS: usize = 16;

/// As many characters of a query are looked at.
const MOST_CHARACTERS: usize = 300;

/// A query.
#[derive(Debug)]
pub(super) struct Asked {
    /// How much each of its words tells.
    weights: Vec<f32>,
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
        let terms: Vec<(&str, Option<Stem>)> =
            telling(&terms).flat_map(|term| index.known(term)).take(MOST_WORDS).collect();
        let count = terms.len();
        let mut asked = Self { weights: Vec::new(), hits: vec![None; index.entries_with.len()], total: 0.0 };
        for (at, (word, known)) in terms.into_iter().enumerate() {
            if known.is_some_and(|stem| asked.hits[stem].is_some()) {
                // A word that was there before tells nothing more.
                asked.weights.push(0.0);
                continue;
            }
            let mut meant: Vec<(Stem, f32)> = known.into_iter().map(|stem| (stem, 1.0)).collect();
            if is_typing && at + 1 == count && word.len() > 1 {
                let fits = if known.is_some() { BEGINS_A_LONGER } else { BEGINS };
                meant.extend(index.beginning_with(word).map(|stem| (stem, fits)));
            }
            if meant.is_empty() {
                meant = index.mistyped(word);
            }
            let counted = meant.iter().filter(|(_, fits)| known.is_none() || *fits == 1.0);
            let with = counted.map(|(stem, _)| index.entries_with[*stem]).sum();
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
        let place = |stem: &Stem| self.hits[*stem].filter(|(_, fits)| *fits >= MISTYPED).map(|(at, _)| at);
        let Some(first) = stems.first().and_then(place) else { return false };
        stems.iter().enumerate().all(|(after, stem)| place(stem) == Some(first + after))
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }
}

/// A word that nothing here has still tells that something else was asked for.
const UNKNOWN: f32 = 0.25;

/// What every word tells, however common it is: on a page about one grant the words that matter are in many places.
const COMMON: f32 = 2.0;

impl Index<'_> {
    /// How much a word tells that is in so many entries: the fewer, the more.
    fn weight(&self, entries: usize) -> f32 {
        let (all, with) = (self.entries.len() as f32, entries.max(1) as f32);
        COMMON + (1.0 + all / with).ln()
    }

    /// The word with its stem, as far as it is known here; or two known words that were written as one: `idtoken`.
    fn known<'b>(&self, term: &'b Term) -> Vec<(&'b str, Option<Stem>)> {
        let word = term.word.as_str();
        if let Some(stem) = self.words.get(&term.stem) {
            return vec![(word, Some(*stem))];
        }
        let halves = word.char_indices().map(|(at, _)| word.split_at(at)).filter(|(a, b)| a.len() > 1 && b.len() > 2);
        let mut both = halves.filter(|(a, b)| self.words.contains_key(*a) && self.words.contains_key(*b));
        match both.next() {
            Some((a, b)) => [a, b].map(|half| (half, self.words.get(half).copied())).into(),
            None => vec![(word, None)],
        }
    }

    fn beginning_with<'b>(&'b self, word: &'b str) -> impl Iterator<Item = Stem> + 'b {
        let after = self.words.range::<str, _>((Bound::Included(word), Bound::Unbounded));
        after.take_while(move |(known, _)| known.starts_with(word)).map(|(_, stem)| *stem)
    }

    /// Known words that are one slip away, or begin with all but the last three letters. Short words have too many neighbours.
    fn mistyped(&self, word: &str) -> Vec<(Stem, f32)> {
        if word.len() < 4 || word.starts_with(|c: char| c.is_ascii_digit()) {
            return Vec::new();
        }
        let beginning = word.get(..word.len() - 3).filter(|beginning| beginning.len() > 4);
        let near = self.words.iter().filter(|(known, _)| {
            is_one_slip_away(word.as_bytes(), known.as_bytes()) || beginning.is_some_and(|part| known.starts_with(part))
        });
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
        for (a, b) in
            [("scope", "scoep"), ("scope", "scpe"), ("scope", "scoppe"), ("scope", "skope"), ("scope", "scopes")]
        {
            assert!(
                is_one_slip_away(a.as_bytes(), b.as_bytes()) && is_one_slip_away(b.as_bytes(), a.as_bytes()),
                "{a} {b}"
            );
        }
        for (a, b) in [("scope", "scoeep"), ("scope", "epocs"), ("scope", "sc"), ("abcd", "badc")] {
            assert!(!is_one_slip_away(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
    }
}
