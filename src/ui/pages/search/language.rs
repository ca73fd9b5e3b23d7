//! Words as a search sees them: in small letters, without their endings, and words that people use for the same thing made one.

use frostem::{Algorithm, Stemmer};

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it is written, in small letters.
    pub word: String,
    /// What it is compared by.
    pub stem: String,
    /// Whether it says nothing about what is asked: *the*, *why*, *get*.
    pub is_filler: bool,
}

/// What a search knows of a language.
#[derive(Debug)]
pub struct Language {
    fillers: Vec<String>,
    /// Stems in a row, and the one word that stands for them, the longest rows first.
    alike: Vec<(Vec<String>, String)>,
}

impl Language {
    /// English, with its words that say nothing, and words that people use for the same thing; the first of them stands for the others.
    #[must_use]
    pub fn english(fillers: &str, alike: &[Vec<String>]) -> Self {
        let mut language = Self { fillers: words(fillers), alike: Vec::new() };
        let mut rows = Vec::new();
        for group in alike {
            let Some((first, others)) = group.split_first() else { continue };
            rows.extend(others.iter().map(|other| (stems(other), first.clone())));
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
        let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
        let mut terms = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let row = self.alike.iter().find(|(row, _)| stems[at..].starts_with(row));
            let (taken, word) = row.map_or((1, &words[at]), |(row, word)| (row.len(), word));
            let stem = row.map_or_else(|| stems[at].clone(), |_| stem(word));
            terms.push(Term { word: word.clone(), stem, is_filler: self.fillers.contains(word) });
            at += taken;
        }
        terms
    }

}

fn stems(text: &str) -> Vec<String> {
    words(text).iter().map(|word| stem(word)).collect()
}

fn stem(word: &str) -> String {
    Stemmer::new(Algorithm::English).stem(word).into_owned()
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
    use super::*;

    fn english() -> Language {
        let group = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let alike = [group(&["oidc", "openid connect"]), group(&["login", "sign in", "log in"]), group(&["openid", "open id"])];
        Language::english("why the is in no", &alike)
    }

    fn told(text: &str) -> Vec<String> {
        english().terms(text).into_iter().filter(|term| !term.is_filler).map(|term| term.stem).collect()
    }

    #[test]
    fn codes_and_sentences_become_the_same_words() {
        assert_eq!(told("Why no id_token?"), told("the ID Tokens"));
        assert_eq!(told("grant_type=client_credentials"), ["grant", "type", "client", "credenti"]);
        assert_eq!(told("RFC6749"), told("rfc 6749"));
        assert_eq!(told("AADSTS7000215"), ["aadst", "7000215"]);
        assert_eq!(told("  –—… "), Vec::<String>::new());
    }

    #[test]
    fn endings_do_not_count() {
        assert_eq!(told("authenticating"), told("authenticates"));
        assert_eq!(told("missing"), told("missed"));
        assert_ne!(told("issuer"), told("issue"));
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
