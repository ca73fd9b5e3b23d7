//! The index: the entries with their words as numbers, and how much a word tells.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::language::{Language, Term};

/// A stem, by its number.
pub(super) type Stem = usize;

/// Everything that is searched.
#[derive(Debug)]
pub struct Index<'a> {
    pub(super) language: Language,
    pub(super) entries: Vec<Indexed<'a>>,
    /// Every word of every entry, and every stem, with the number of the stem.
    pub(super) words: BTreeMap<String, Stem>,
    /// In how many entries a stem is.
    pub(super) entries_with: Vec<usize>,
}

/// An entry and its words.
#[derive(Debug)]
pub(super) struct Indexed<'a> {
    pub(super) entry: &'a Entry,
    pub(super) title: Vec<Stem>,
    pub(super) names: Vec<Vec<Stem>>,
    pub(super) sentences: Vec<Vec<Stem>>,
}

impl<'a> Index<'a> {
    /// The index of `entries`.
    #[must_use]
    pub fn new(entries: &'a [Entry], language: Language) -> Self {
        let mut index = Self { language, entries: Vec::new(), words: BTreeMap::new(), entries_with: Vec::new() };
        // Of each stem, the last entry that it was counted for.
        let mut counted = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let title = index.number(&entry.title);
            let names = entry.names.iter().flatten().map(|name| index.number(name)).collect();
            let sentences = entry.text.iter().map(|sentence| index.number(sentence)).collect();
            let indexed = Indexed { entry, title, names, sentences };
            counted.resize(index.entries_with.len(), usize::MAX);
            for stem in indexed.title.iter().chain(indexed.sentences.iter().flatten()) {
                if counted[*stem] != at {
                    counted[*stem] = at;
                    index.entries_with[*stem] += 1;
                }
            }
            index.entries.push(indexed);
        }
        index
    }

    /// Every entry.
    pub fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().map(|indexed| indexed.entry)
    }

    /// The stems of a text without its fillers, unless it has nothing else.
    fn number(&mut self, text: &str) -> Vec<Stem> {
        let terms = self.language.terms(text);
        telling(&terms).map(|term| self.learn(term)).collect()
    }

    fn learn(&mut self, term: &Term) -> Stem {
        let next = self.entries_with.len();
        let stem = *self.words.entry(term.stem.clone()).or_insert(next);
        if stem == next {
            self.entries_with.push(0);
        }
        *self.words.entry(term.word.clone()).or_insert(stem)
    }
}

/// The terms that tell something, or all when none does.
pub(super) fn telling(terms: &[Term]) -> impl Iterator<Item = &Term> {
    let none_tells = terms.iter().all(|term| term.is_filler);
    terms.iter().filter(move |term| none_tells || !term.is_filler)
}
