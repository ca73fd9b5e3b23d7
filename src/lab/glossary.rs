//! The glossary: the shape of `src/content/en/glossary.json`, and where a lesson uses a term for the first time.
//!
//! Lessons are written without marks for their terms. [`first_uses`] finds them by name, so a text that changes keeps its links.

use crate::cite::Citation;
use crate::texts::{Table, texts};

/// `glossary.json`.
#[derive(Debug)]
pub struct Glossary {
    /// The terms, by name.
    pub terms: Vec<Term>,
    /// Labels and short sentences of the screen.
    pub words: Table<String>,
}

/// One term.
#[derive(Debug)]
pub struct Term {
    /// Its name in addresses.
    pub id: String,
    /// What it is called, with another name of it in parentheses.
    pub name: String,
    /// What else it is called in texts.
    pub also: Option<Vec<String>>,
    /// What it means.
    pub text: String,
    /// Where it is defined.
    pub sources: Vec<Citation>,
    /// The names of terms that belong to it.
    pub see: Vec<String>,
    /// The lesson step that shows it.
    pub step: Option<u16>,
}

texts! {
    Glossary { terms, words }
    Term { id, name, also, text, sources, see, step }
}

impl Glossary {
    /// The term of this name in addresses.
    #[must_use]
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == id)
    }
}

impl Term {
    /// Every way to write it in a text, without what stands in parentheses.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let name = self.name.split(" (").next().unwrap_or_default();
        std::iter::once(name).chain(self.also.iter().flatten().map(String::as_str))
    }
}

/// A stretch of a lesson's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch<'a> {
    /// Prose.
    Text(&'a str),
    /// Protocol text, which stands between backticks.
    Code(&'a str),
    /// A term where it is used for the first time.
    Term {
        /// How the text writes it.
        text: &'a str,
        /// Its name in the glossary.
        id: &'a str,
    },
}

/// The stretches of each paragraph. `names` has every term with the ways to write it; upper and lower case are alike, and an *s* may
/// follow. Each term is marked once, where it is used first, and never in code.
#[must_use]
pub fn first_uses<'a>(
    paragraphs: impl IntoIterator<Item = &'a str>,
    names: &'a Table<Vec<String>>,
) -> Vec<Vec<Stretch<'a>>> {
    let mut used = Vec::new();
    let mut all = Vec::new();
    for paragraph in paragraphs {
        let mut stretches = Vec::new();
        for (index, part) in paragraph.split('`').enumerate() {
            if index % 2 == 1 {
                stretches.push(Stretch::Code(part));
            } else {
                mark(part, names, &mut used, &mut stretches);
            }
        }
        all.push(stretches);
    }
    all
}

/// Marks the terms of a stretch of prose that were not used before.
fn mark<'a>(part: &'a str, names: &'a Table<Vec<String>>, used: &mut Vec<&'a str>, into: &mut Vec<Stretch<'a>>) {
    let (mut from, mut at) = (0, 0);
    while at < part.len() {
        let begins = part.is_char_boundary(at) && !ends_in_word(&part[..at]);
        let Some((id, length)) = begins.then(|| longest(&part[at..], names)).flatten() else {
            at += 1;
            continue;
        };
        if !used.contains(&id) {
            used.push(id);
            into.extend((from < at).then(|| Stretch::Text(&part[from..at])));
            into.push(Stretch::Term { text: &part[at..at + length], id });
            from = at + length;
        }
        at += length;
    }
    into.extend((from < part.len()).then(|| Stretch::Text(&part[from..])));
}

/// The term with the longest name that `text` begins with, and how long it is there.
fn longest<'a>(text: &str, names: &'a Table<Vec<String>>) -> Option<(&'a str, usize)> {
    let mut found: Option<(&str, usize)> = None;
    for (id, spellings) in names.iter() {
        for name in spellings {
            let begins = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
            let rest = if begins { &text[name.len()..] } else { continue };
            let plural = usize::from(rest.starts_with('s'));
            let ends = !starts_with_word(&rest[plural..]);
            if ends && found.is_none_or(|(_, length)| length < name.len() + plural) {
                found = Some((id, name.len() + plural));
            }
        }
    }
    found
}

fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(is_word)
}

fn starts_with_word(text: &str) -> bool {
    text.chars().next().is_some_and(is_word)
}

/// A hyphen too: `client-level` is not about a client.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = r#"{"names":{"client":["Client"],"client-credentials":["client credentials grant",
        "client credentials"],"scope":["scope"],"id-token":["ID Token"],"api":["API"]}}"#;

    #[derive(Debug)]
    struct Names {
        names: Table<Vec<String>>,
    }
    texts! { Names { names } }

    fn marked(paragraphs: &[&str]) -> Vec<String> {
        let names: Names = crate::texts::read(NAMES).expect("names");
        let all = first_uses(paragraphs.iter().copied(), &names.names);
        let show = |stretch: &Stretch<'_>| match stretch {
            Stretch::Text(text) => (*text).to_owned(),
            Stretch::Code(text) => ["`", text, "`"].concat(),
            Stretch::Term { text, id } => ["[", text, "](", id, ")"].concat(),
        };
        all.iter().map(|stretches| stretches.iter().map(show).collect()).collect()
    }

    #[test]
    fn a_term_is_marked_where_it_is_used_first_and_not_again() {
        assert_eq!(
            marked(&["A client asks. The client waits.", "Another client, and an ID Token."]),
            ["A [client](client) asks. The client waits.", "Another client, and an [ID Token](id-token)."]
        );
    }

    #[test]
    fn the_longest_name_wins_and_leaves_nothing_inside_it_for_others() {
        assert_eq!(
            marked(&["The client credentials grant, client credentials and a client."]),
            ["The [client credentials grant](client-credentials), client credentials and a [client](client)."]
        );
    }

    #[test]
    fn code_and_parts_of_words_are_no_uses() {
        assert_eq!(
            marked(&["`scope` and client-level, OIDC-client, apis, clientele’s Scopes’ end: API."]),
            ["`scope` and client-level, OIDC-client, [apis](api), clientele’s [Scopes](scope)’ end: API."]
        );
    }

    #[test]
    fn text_is_kept_letter_by_letter() {
        let text = "Ünïcode “client’s” text… `code` – end";
        assert_eq!(marked(&[text]), ["Ünïcode “[client](client)’s” text… `code` – end"]);
        assert_eq!(marked(&[""]), [""]);
    }
}
