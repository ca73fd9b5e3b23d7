//! What the decoder says: its content files, and the screen that waits for them.

use crate::inspect::{Dictionary, Phrase, Words};
use crate::ui::content::{PageTexts, load, waiting, why};
use crate::ui::dom::{Node, Text, keyed};

/// The texts. Copies are the same texts.
#[derive(Clone, Copy)]
pub(super) struct Texts {
    pages: &'static PageTexts,
    /// `decode.json`: what is said about tokens.
    pub(super) words: &'static Words,
    /// `claims.json`: what claims mean.
    pub(super) dictionary: &'static Dictionary,
}

impl Texts {
    /// A text of the screen, from `pages.json`.
    pub(super) fn page(self, name: &str) -> &'static str {
        self.pages.decode(name)
    }

    /// A text of the screen with values in its places.
    pub(super) fn fill(self, name: &'static str, facts: &[(&'static str, &str)]) -> String {
        let phrase = facts.iter().fold(Phrase::new(name), |phrase, (place, value)| phrase.with(place, value));
        phrase.fill(self.page(name))
    }

    /// The title of a code of `decode.json`.
    pub(super) fn title(self, code: &str) -> &'static str {
        self.words.text(code).map_or("", |text| text.title.as_str())
    }

    /// A phrase in words, with what follows from it and what to do.
    pub(super) fn whole(self, phrase: &Phrase) -> String {
        let mut whole = self.words.say(phrase);
        for more in [self.words.body(phrase), self.words.next(phrase)].into_iter().flatten() {
            whole.push(' ');
            whole.push_str(&more);
        }
        whole
    }
}

/// Shows the screen as soon as its texts are here; until then its heading, and why a file did not come.
pub(super) fn with_texts(heading: &'static str, show: fn(Texts) -> Node) -> Node {
    let (pages, words, dictionary) =
        (load::<PageTexts>("pages"), load::<Words>("decode"), load::<Dictionary>("claims"));
    let texts = move || match (pages.get(), words.get(), dictionary.get()) {
        (Some(Ok(pages)), Some(Ok(words)), Some(Ok(dictionary))) => Ok(Texts { pages, words, dictionary }),
        (pages, words, dictionary) => Err([why(pages), why(words), why(dictionary)]),
    };
    // One key for the screen, one for the wait, and one for a reason.
    let key = move || match texts() {
        Ok(_) => Text::Borrowed("shown"),
        Err(reasons) => reasons.into_iter().flatten().next().unwrap_or_default().into(),
    };
    keyed(key, move || match texts() {
        Ok(texts) => show(texts),
        Err(reasons) => waiting(heading, reasons),
    })
}
