//! The words for what this room finds: the shape of `content/<lang>/{decode,receipt}.json`, from stable codes to texts.

use serde_json::Value;

use crate::cite::Citation;
use crate::inspect::Phrase;
use crate::texts::{Faults, FromContent, Table, texts};

/// One text.
#[derive(Clone, Debug)]
pub struct Text {
    /// What is so. Places for values are written `{name}`.
    pub title: String,
    /// Why, or what it means, when that is not plain.
    pub body: Option<String>,
    /// What to do about it.
    pub next: Option<String>,
    /// Where it is laid down.
    pub cite: Option<Citation>,
}

texts! {
    Text { title, body, next, cite }
}

/// Every text, by its code.
#[derive(Clone, Debug, Default)]
pub struct Words(Table<Text>);

impl FromContent for Words {
    fn take(value: Value, faults: &mut Faults) -> Self {
        Self(Table::take(value, faults))
    }
}

impl Words {
    /// The text of a code; `None` until the content is loaded.
    #[must_use]
    pub fn text(&self, code: &str) -> Option<&Text> {
        self.0.get(code)
    }

    /// A phrase's title with its values, or its code until the content is loaded.
    #[must_use]
    pub fn say(&self, phrase: &Phrase) -> String {
        self.text(phrase.code).map_or_else(|| phrase.code.to_owned(), |text| phrase.fill(&text.title))
    }

    /// Why it is so, with the phrase's values.
    #[must_use]
    pub fn body(&self, phrase: &Phrase) -> Option<String> {
        Some(phrase.fill(self.text(phrase.code)?.body.as_ref()?))
    }

    /// What to do about it, with the phrase's values.
    #[must_use]
    pub fn next(&self, phrase: &Phrase) -> Option<String> {
        Some(phrase.fill(self.text(phrase.code)?.next.as_ref()?))
    }

    /// Every code.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(code, _)| code)
    }
}
