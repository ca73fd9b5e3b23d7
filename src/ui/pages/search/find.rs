//! Finding: which entries have every word of a query, the best first.

/// What kind of place an entry leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A step of the walkthrough.
    Step,
    /// A term of the glossary.
    Term,
    /// A cell of the table.
    Cell,
    /// A sentence of the document.
    Sentence,
    /// A refusal of the issuer.
    Error,
    /// A claim or header parameter of tokens.
    Claim,
    /// A question of the quiz.
    Question,
}

impl Kind {
    /// Every kind, in the order in which groups of equal rank are shown.
    pub const ALL: [Self; 7] =
        [Self::Step, Self::Term, Self::Cell, Self::Sentence, Self::Error, Self::Claim, Self::Question];

    /// Its name in the content.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Term => "term",
            Self::Cell => "cell",
            Self::Sentence => "sentence",
            Self::Error => "error",
            Self::Claim => "claim",
            Self::Question => "question",
        }
    }
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// What it is called, or what it says where it has no name. Backticks mark protocol text.
    pub title: String,
    /// What else it says.
    pub text: String,
    /// Where it is.
    pub href: String,
}

/// The entries of one kind that were found, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// Their kind.
    pub kind: Kind,
    /// The entries.
    pub entries: Vec<&'a Entry>,
}

/// The entries that have every word of `query` in title or text, by kind. Upper and lower case of ASCII letters are alike. A title that
/// begins with the query comes before one that has it inside, and that before a text; groups stand by their best entry.
#[must_use]
pub fn find<'a>(entries: &'a [Entry], query: &str) -> Vec<Group<'a>> {
    let query = plain(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let query = words.join(" ");
    let ranks: Vec<Option<u8>> = entries.iter().map(|entry| rank(entry, &query, &words)).collect();
    let mut groups: Vec<Group<'a>> = Vec::new();
    // The index goes kind by kind, so groups of equal rank stand in that order. A sort would weigh more than this.
    for wanted in 0..=LAST_RANK {
        for (entry, _) in entries.iter().zip(&ranks).filter(|(_, rank)| **rank == Some(wanted)) {
            match groups.iter_mut().find(|group| group.kind == entry.kind) {
                Some(group) => group.entries.push(entry),
                None => groups.push(Group { kind: entry.kind, entries: vec![entry] }),
            }
        }
    }
    groups
}

/// The rank of an entry that has every word somewhere.
const LAST_RANK: u8 = 5;

/// How good an entry is, the lower the better; `None` when a word of the query is not in it.
fn rank(entry: &Entry, query: &str, words: &[&str]) -> Option<u8> {
    let title = plain(&entry.title);
    let all = [&title, " ", &plain(&entry.text)].concat();
    // A sentence or a question is a text, though it stands in the place of a title.
    let has_name = !matches!(entry.kind, Kind::Sentence | Kind::Question);
    if title == query {
        Some(0)
    } else if has_name && title.starts_with(query) {
        Some(1)
    } else if has_name && begins_a_word(&title, query) {
        Some(2)
    } else if has_name && words.iter().all(|word| title.contains(word)) {
        Some(3)
    } else if begins_a_word(&all, query) {
        Some(4)
    } else {
        words.iter().all(|word| all.contains(word)).then_some(LAST_RANK)
    }
}

fn begins_a_word(text: &str, query: &str) -> bool {
    text.starts_with(query) || text.contains(&[" ", query].concat())
}

/// Without the marks of protocol text, and in small letters.
fn plain(text: &str) -> String {
    text.chars().filter(|c| *c != '`').map(|c| c.to_ascii_lowercase()).collect()
}

/// The sentence of a text that has most words of the query, or the first one. Long ones are cut at a word.
#[must_use]
pub fn passage(text: &str, query: &str) -> String {
    let query = plain(query);
    let (mut best, mut rest) = (("", 0), text);
    while !rest.is_empty() {
        let end = rest.find(". ").map_or(rest.len(), |at| at + 2);
        let sentence = plain(&rest[..end]);
        let count = 1 + query.split_whitespace().filter(|word| sentence.contains(*word)).count();
        if count > best.1 {
            best = (&rest[..end], count);
        }
        rest = &rest[end..];
    }
    let sentence = best.0.trim();
    let short = match sentence.char_indices().nth(LONGEST) {
        None => return sentence.to_owned(),
        Some((end, _)) => sentence[..end].rsplit_once(' ').map_or("", |(start, _)| start),
    };
    // A cut inside protocol text would leave its mark open.
    let close = if short.matches('`').count() % 2 == 1 { "`" } else { "" };
    [short, close, " …"].concat()
}

/// As many characters of a text stand under a result.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: Kind, title: &str, text: &str) -> Entry {
        Entry { kind, title: title.into(), text: text.into(), href: String::new() }
    }

    fn titles(groups: &[Group<'_>]) -> Vec<(Kind, Vec<String>)> {
        let titles = |group: &Group<'_>| group.entries.iter().map(|entry| entry.title.clone()).collect();
        groups.iter().map(|group| (group.kind, titles(group))).collect()
    }

    #[test]
    fn titles_come_before_texts_and_groups_by_their_best() {
        let entries = [
            entry(Kind::Step, "What comes back", "No ID Token arrives."),
            entry(Kind::Term, "Token endpoint", "Where tokens come from."),
            entry(Kind::Term, "ID Token", "A report."),
            entry(Kind::Term, "Nonce", "The id token repeats it."),
            entry(Kind::Question, "Which is no id token?", ""),
        ];
        assert_eq!(
            titles(&find(&entries, "ID  token")),
            [
                (Kind::Term, vec!["ID Token".to_owned(), "Nonce".to_owned()]),
                (Kind::Step, vec!["What comes back".to_owned()]),
                (Kind::Question, vec!["Which is no id token?".to_owned()]),
            ]
        );
    }

    #[test]
    fn every_word_has_to_be_there_and_marks_do_not_count() {
        let entries = [entry(Kind::Claim, "`sub`", "Whom it is `about`.")];
        assert_eq!(find(&entries, "SUB about").len(), 1);
        assert_eq!(find(&entries, "`sub`").len(), 1);
        assert_eq!(find(&entries, "sub person").len(), 0);
        assert_eq!(find(&entries, "  ").len(), 0);
        assert_eq!(find(&entries, "").len(), 0);
    }

    #[test]
    fn the_passage_is_the_sentence_that_says_it() {
        assert_eq!(passage("One is first. Two has `scope` in it. Three.", "SCOPE"), "Two has `scope` in it.");
        assert_eq!(passage("One is first. Two.", "none"), "One is first.");
        assert_eq!(passage("", "x"), "");
        let long = "wörd ".repeat(60);
        let cut = passage(&long, "x");
        assert!(cut.ends_with(" …") && cut.chars().count() <= LONGEST + 2, "{cut}");
        let code = ["`", &"a b ".repeat(80), "`"].concat();
        assert_eq!(passage(&code, "x").matches('`').count(), 2);
    }
}

// Property tests run natively.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_query_makes_it_fail_and_what_is_found_has_every_word(title in ".{0,30}", text in ".{0,60}", query in ".{0,12}") {
            let entries = [Entry { kind: Kind::Step, title, text, href: String::new() }];
            for group in find(&entries, &query) {
                for entry in group.entries {
                    let all = [plain(&entry.title), plain(&entry.text)].join(" ");
                    prop_assert!(plain(&query).split_whitespace().all(|word| all.contains(word)));
                }
            }
            let _ = passage(&entries[0].text, &query);
        }

        #[test]
        fn a_title_finds_its_entry_first(title in "[a-zA-Z]{1,8}( [a-zA-Z]{1,8})?") {
            let other = Entry { kind: Kind::Step, title: "?".into(), text: title.clone(), href: String::new() };
            let own = Entry { kind: Kind::Step, title: title.to_ascii_uppercase(), text: String::new(), href: "#".into() };
            let entries = [other, own];
            prop_assert_eq!(find(&entries, &title)[0].entries[0].href.as_str(), "#");
        }
    }
}
