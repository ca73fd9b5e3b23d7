//! A sentence that content holds, named by a stable code, with the values that go into it.
//!
//! This room finds out what to say and never says it: the words are in `content/<lang>/`, so that they can be translated and
//! loaded when needed. A template writes a value's place as `{name}`.

use super::visible::visible;
use crate::texts::filled;

/// How many characters of a value stand in a sentence.
const LONGEST: usize = 500;

/// What to say, without the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Which text; stable, so tests and translations may rely on it.
    pub code: &'static str,
    /// The values for the text's places, safe to show.
    pub facts: Vec<(&'static str, String)>,
}

impl Phrase {
    /// A phrase without values.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self { code, facts: Vec::new() }
    }

    /// Adds a value. What was pasted or received is foreign, so control and direction characters become escapes here, and of a very long
    /// one only the beginning is told.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        let cut = if value.len() > LONGEST { value.char_indices().nth(LONGEST) } else { None };
        let told = match cut {
            None => visible(value).into_owned(),
            Some((end, _)) => [&*visible(&value[..end]), "…"].concat(),
        };
        self.facts.push((name, told));
        self
    }

    /// Adds a number.
    #[must_use]
    pub fn count(self, name: &'static str, value: usize) -> Self {
        self.with(name, &value.to_string())
    }

    /// The value called `name`.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The template with its places filled: `{count}`, and `{count|key is|keys are}` for the words that one of something has and any other
    /// number. A place without a value stays as it is written, where a test can find it.
    #[must_use]
    pub fn fill(&self, template: &str) -> String {
        filled(template, &mut |place, text| self.place(place).map(|value| text.push_str(value)).is_some())
    }

    fn place<'t>(&'t self, place: &'t str) -> Option<&'t str> {
        let Some((name, words)) = place.split_once('|') else { return self.fact(place) };
        let (one, other) = words.split_once('|')?;
        self.fact(name).map(|value| if value == "1" { one } else { other })
    }
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn places_are_filled_and_unknown_ones_stay() {
        let phrase = Phrase::new("x").with("a", "1").with("b", "{a}");
        assert_eq!(phrase.fill("{a}, {b}, {c} {"), "1, {a}, {c} {");
    }

    #[test]
    fn one_of_something_has_its_own_words_and_nothing_else_has() {
        let said = |count| Phrase::new("x").count("n", count).fill("{n} {n|key is|keys are} here");
        assert_eq!([said(0), said(1), said(2)], ["0 keys are here", "1 key is here", "2 keys are here"]);
        assert_eq!(Phrase::new("x").fill("{n|a|b} {n|a"), "{n|a|b} {n|a");
    }

    #[test]
    fn foreign_values_cannot_turn_the_text_around() {
        assert_eq!(Phrase::new("x").with("a", "b\u{202e}c").fill("<{a}>"), "<b\\u202ec>");
    }
}
