//! Finding: the places that answer a query, the best first, each with the sentence that does.

use super::asked::{Asked, Met};
use super::entry::{Entry, Kind};
use super::index::{Index, Indexed};

/// A place that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found<'a> {
    /// The place.
    pub entry: &'a Entry,
    /// What of its text answers; empty where the title says it.
    pub passage: &'a str,
    score: f32,
}

/// A place that has less of the query than this is none that answers it.
const LEAST: f32 = 0.34;
/// A line that settles less than this of a query may be about something else.
const LEAST_OF_ANSWER: f32 = 0.4;
/// A place that is so much worse than the best is not shown.
const BESIDE_BEST: f32 = 0.3;

impl<'a> Index<'a> {
    /// The places that answer `query`, the best first; those that are as good as each other in the order of [`Kind::ALL`].
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Found<'a>> {
        let Some(asked) = Asked::new(query, self) else { return Vec::new() };
        let mut found: Vec<Found<'a>> = Vec::new();
        // The entries go kind by kind, and each comes after those that are as good. A sort would weigh more than this.
        for place in self.entries.iter().filter_map(|entry| rate(entry, &asked)) {
            let at = found.partition_point(|before| before.score >= place.score);
            found.insert(at, place);
        }
        let least = found.first().map_or(0.0, |best| best.score * BESIDE_BEST);
        found.retain(|place| place.score >= least);
        found
    }
}

fn rate<'a>(indexed: &Indexed<'a>, asked: &Asked) -> Option<Found<'a>> {
    let entry = indexed.entry;
    if entry.kind == Kind::Answer {
        // What it is asked by, and nothing less: a line that settles something else would mislead.
        let mut asks = Met::default();
        indexed.names.iter().filter(|ask| asked.has_all(ask)).for_each(|ask| asked.meet(ask, &mut asks));
        let asks = asked.share(&asks);
        let said = indexed.sentences.first().map_or(0.0, |said| asked.share_of(said));
        let passage = entry.text.first().map_or("", String::as_str);
        return (asks >= LEAST_OF_ANSWER).then_some(Found { entry, passage, score: 6.0 * asks + said });
    }
    let mut title = Met::default();
    asked.meet(&indexed.title, &mut title);
    let (mut all, mut best, mut own) = (title, asked.share(&title), (0.0, 0));
    for (at, sentence) in indexed.sentences.iter().enumerate() {
        asked.meet(sentence, &mut all);
        let mut with_title = title;
        asked.meet(sentence, &mut with_title);
        best = asked.share(&with_title).max(best);
        let alone = asked.share_of(sentence);
        if alone > own.0 {
            own = (alone, at);
        }
    }
    let named = indexed.names.iter().filter(|name| asked.has_row(name));
    let (named, is_whole) = named.fold((0.0, false), |(share, whole), name| {
        (asked.share_of(name).max(share), whole || name.len() == asked.len())
    });
    // What it is called elsewhere may stand nowhere in it.
    let all = asked.share(&all).max(named);
    if all < LEAST {
        return None;
    }
    // Servers say the same things in the same words, and parts of the page those of its places: one is meant when it is named.
    let is_meant = named > 0.0 || !matches!(entry.kind, Kind::Server | Kind::Part);
    let place = if is_meant { place(entry.kind) } else { 0.5 };
    // A name says the more, the more of the query it is: in a long question it may stand by chance.
    let title = asked.share(&title);
    let named = title * title + 2.0 * named * named + if is_whole { 1.5 } else { 0.0 };
    let score = place * (all + 1.5 * best + named);
    Some(Found { entry, passage: entry.text.get(own.1).map_or("", String::as_str), score })
}

/// How much a place of this kind explains, beside others that say the same.
const fn place(kind: Kind) -> f32 {
    match kind {
        Kind::Answer | Kind::Error | Kind::Claim => 1.0,
        Kind::Part => 1.2,
        Kind::Step => 1.06,
        Kind::Cell => 1.05,
        Kind::Field => 1.04,
        Kind::Server => 1.03,
        Kind::Term => 1.02,
        Kind::Sentence => 0.8,
        Kind::Question => 0.75,
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;
    use super::*;
    use crate::texts::Table;

    fn entry(kind: Kind, title: &str, names: &[&str], text: &[&str]) -> Entry {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let (names, text) = (Some(owned(names)), owned(text));
        Entry { kind, title: title.into(), names, text, href: title.into(), sources: None, from: None }
    }

    fn entries() -> Vec<Entry> {
        vec![
            entry(
                Kind::Answer,
                "UserInfo",
                &["userinfo 403", "userinfo forbidden"],
                &["There is no person to tell about."],
            ),
            entry(
                Kind::Step,
                "6. What comes back",
                &["step 6"],
                &["Name what is there.", "No ID Token arrives, because nobody signed in."],
            ),
            entry(Kind::Server, "Keycloak", &["Keycloak"], &["Wrong secret: 401 `unauthorized_client`."]),
            entry(Kind::Server, "Hydra", &["Hydra"], &["Wrong secret: 401 `invalid_client`."]),
            entry(Kind::Term, "ID Token", &["ID Token"], &["A report of a sign-in."]),
            entry(Kind::Claim, "`aud`", &["aud"], &["Whom the token is for."]),
        ]
    }

    fn found<T>(query: &str, read: impl Fn(&[Found<'_>]) -> T) -> T {
        let entries = entries();
        let index = Index::new(&entries, Language::new("why the is there no for what", &[], &Table::default()));
        read(&index.find(query))
    }

    fn titles(query: &str) -> Vec<String> {
        found(query, |found| found.iter().map(|found| found.entry.title.clone()).collect())
    }

    fn passage(query: &str) -> String {
        found(query, |found| found.first().map_or_else(String::new, |found| found.passage.to_owned()))
    }

    #[test]
    fn a_name_comes_first_and_a_question_finds_the_sentence_that_answers() {
        assert_eq!(titles("ID TOKEN")[0], "ID Token");
        assert_eq!(titles("aud"), ["`aud`"]);
        assert_eq!(titles("why is there no id_token, nobody signed in")[0], "6. What comes back");
        assert_eq!(
            passage("why is there no id_token, nobody signed in"),
            "No ID Token arrives, because nobody signed in."
        );
        assert_eq!(titles("keycloak unauthorized_client")[0], "Keycloak");
    }

    #[test]
    fn an_answer_needs_all_that_it_is_asked_by() {
        assert_eq!(titles("userinfo 403")[0], "UserInfo");
        assert_eq!(titles("why userinfo is forbidden")[0], "UserInfo");
        assert!(titles("userinfo").is_empty() && titles("403").is_empty());
    }

    #[test]
    fn what_is_typed_finds_before_it_is_whole_and_one_slip_does_not_hinder() {
        assert_eq!(titles("keyc"), ["Keycloak"]);
        assert_eq!(titles("keyc "), Vec::<String>::new());
        assert_eq!(titles("keyclaok "), ["Keycloak"]);
        assert_eq!(titles("idtoken ")[0], "ID Token");
        assert_eq!(titles("kyclk "), Vec::<String>::new());
    }

    #[test]
    fn nothing_finds_nothing() {
        for query in ["", "  ", "?!", "zebra crossing", "the", "🦀"] {
            assert!(titles(query).is_empty(), "{query}");
        }
    }
}

// Property tests run natively.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties {
    use super::super::language::Language;
    use super::*;
    use crate::texts::Table;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_query_makes_it_fail_and_the_best_is_first(title in ".{0,30}", text in ".{0,60}", query in ".{0,40}") {
            let entry = Entry { kind: Kind::Step, title, names: None, text: vec![text], href: String::new(), sources: None, from: None };
            let entries = [entry.clone(), entry];
            let index = Index::new(&entries, Language::new("the", &[], &Table::default()));
            let found = index.find(&query);
            prop_assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
        }

        #[test]
        fn a_name_finds_its_entry_first(name in "[a-zA-Z]{2,8}( [a-zA-Z]{2,8})?") {
            let entry = |title: &str, names: Vec<String>, text: &str| {
                Entry { kind: Kind::Term, title: title.into(), names: Some(names), text: vec![text.into()], href: String::new(), sources: None, from: None }
            };
            let named = entry(&name.to_ascii_uppercase(), vec![name.clone()], "");
            let entries = [entry("?", Vec::new(), &name), named];
            let index = Index::new(&entries, Language::new("", &[], &Table::default()));
            prop_assert_eq!(&index.find(&name)[0].entry.title, &name.to_ascii_uppercase());
        }
    }
}
