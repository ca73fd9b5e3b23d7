//! Words as a search sees them: in small letters, those that differ by their ending alone as one, and those that people use for the same
//! thing as one.

use crate::texts::Table;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it is written, in small letters.
    pub word: String,
    /// The word that stands for it and all that are the same.
    pub stem: String,
    /// Whether it says nothing about what is asked: *the*, *why*, *get*.
    pub is_filler: bool,
}

/// What a search knows of a language.
#[derive(Debug)]
pub struct Language {
    fillers: Vec<String>,
    /// Words with those that stand for them, in the order of the alphabet. The build finds them, by their stems.
    families: Vec<(String, String)>,
    /// Stems in a row, and the one word that stands for them, the longest rows first.
    alike: Vec<(Vec<String>, String)>,
}

impl Language {
    /// A language with its words that say nothing, the words that people use for the same thing, of which the first stands for the others,
    /// and the families of words.
    #[must_use]
    pub fn new(fillers: &str, alike: &[Vec<String>], families: &Table<String>) -> Self {
        let families = families.iter().map(|(word, stem)| (word.to_owned(), stem.clone())).collect();
        let mut language = Self { fillers: words(fillers), families, alike: Vec::new() };
        let mut rows = Vec::new();
        for group in alike {
            let Some((first, others)) = group.split_first() else { continue };
            rows.extend(others.iter().map(|other| (language.stems(&words(other)), first.clone())));
        }
        let longest = rows.iter().map(|row| row.0.len()).max().unwrap_or_default();
        for length in (1..=longest).rev() {
            language.alike.extend(rows.iter().filter(|row| row.0.len() == length).cloned());
        }
        language
    }

    /// The words of a text.
    #[must_use]
    pub fn terms(&self, text: &str) -> Vec<Term> {
        let words = words(text);
        let stems = self.stems(&words);
        let mut terms = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let row = self.alike.iter().find(|(row, _)| stems[at..].starts_with(row));
            let (taken, word) = row.map_or((1, &words[at]), |(row, word)| (row.len(), word));
            let stem = self.stem(word).to_owned();
            terms.push(Term { word: word.clone(), stem, is_filler: self.fillers.contains(word) });
            at += taken;
        }
        terms
    }

    fn stems(&self, words: &[String]) -> Vec<String> {
        words.iter().map(|word| self.stem(word).to_owned()).collect()
    }

    fn stem<'a>(&'a self, word: &'a str) -> &'a str {
        let found = self.families.binary_search_by(|(known, _)| known.as_str().cmp(word));
        found.map_or(word, |at| &self.families[at].1)
    }
}

/// Runs of letters, and runs of digits: `id_token` is two words, and so is `RS256`.
fn words(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.chars() {
        let kind = c.is_alphanumeric().then(|| c.is_ascii_digit());
        if let Some(is_digit) = kind {
            match all.last_mut() {
                Some(word) if before == Some(is_digit) => word.push(c.to_ascii_lowercase()),
                _ => all.push(c.to_ascii_lowercase().to_string()),
            }
        }
        before = kind;
    }
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn english() -> Language {
        let group = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let alike =
            [group(&["oidc", "openid connect"]), group(&["login", "sign in", "log in"]), group(&["openid", "open id"])];
        let families = r#"{"logged":"log","missing":"miss","signing":"sign","tokens":"token"}"#;
        Language::new("why the is in no", &alike, &crate::texts::read(families).unwrap())
    }

    fn told(text: &str) -> Vec<String> {
        english().terms(text).into_iter().filter(|term| !term.is_filler).map(|term| term.stem).collect()
    }

    #[test]
    fn codes_and_sentences_become_the_same_words() {
        assert_eq!(told("Why no id_token?"), told("the ID Tokens"));
        assert_eq!(told("grant_type=client_credentials"), ["grant", "type", "client", "credentials"]);
        assert_eq!(told("RFC6749"), told("rfc 6749"));
        assert_eq!(told("AADSTS7000215"), ["aadsts", "7000215"]);
        assert_eq!(told("  –—… "), Vec::<String>::new());
    }

    #[test]
    fn what_people_call_alike_is_one_word_and_the_longest_row_wins() {
        assert_eq!(told("OpenID Connect"), ["oidc"]);
        assert_eq!(told("open id"), ["openid"]);
        assert_eq!(told("signing in"), told("logged in"));
        assert_eq!(told("signing in"), told("login"));
        assert_eq!(told("sign the token"), ["sign", "token"]);
    }

    #[test]
    fn fillers_are_marked_and_not_lost() {
        let terms = english().terms("Why the sub");
        assert_eq!(terms.iter().map(|term| term.is_filler).collect::<Vec<_>>(), [true, true, false]);
    }
}
