//! What the issuer's page knows beside the issuer: the document that a reader wants to import, and what came of it.

use crate::inspect::JsonText;
use crate::issuer::{Configuration, ConfigurationError};
use crate::jose::json;

/// The page. It outlives the screen, so that nothing typed is lost.
#[derive(Clone, Debug, Default)]
pub struct Model {
    document: String,
    outcome: Option<Outcome>,
    attempts: u32,
}

/// What came of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing has changed.
    Refused(ConfigurationError),
    /// The browser did not give the file's text.
    NoText,
    /// The issuer is set up as the document says.
    Taken(Taken),
}

/// What was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many clients.
    pub clients: usize,
    /// How many APIs.
    pub apis: usize,
    /// How many people.
    pub people: usize,
    /// The policies that differ from their defaults.
    pub changed: Vec<&'static str>,
    /// The paths of members that are not known here.
    pub unknown: Vec<String>,
}

impl Model {
    /// The document as typed.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Writes the document. What came of the last import stays until the next.
    pub fn edit(&mut self, text: String) {
        self.document = text;
    }

    /// What came of the last import.
    #[must_use]
    pub const fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }

    /// Counts imports and resets, so that what shows the issuer's setup knows when to look again.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Reads the document as a whole; what can be taken is given to the caller. The text stays either way.
    pub fn import(&mut self) -> Option<Configuration> {
        self.attempts += 1;
        match Configuration::parse(&self.document) {
            Ok(configuration) => {
                self.outcome = Some(Outcome::Taken(Taken::of(&configuration)));
                Some(configuration)
            }
            Err(error) => {
                self.outcome = Some(Outcome::Refused(error));
                None
            }
        }
    }

    /// Takes the text of a file, or says that there is none.
    pub fn open(&mut self, text: Option<String>) {
        match text {
            Some(text) => {
                self.document = text;
                self.outcome = None;
            }
            None => self.outcome = Some(Outcome::NoText),
        }
    }

    /// After a reset of the issuer: the document stays, what came of it is over.
    pub fn forget(&mut self) {
        self.attempts += 1;
        self.outcome = None;
    }
}

impl Taken {
    fn of(configuration: &Configuration) -> Self {
        let registry = &configuration.registry;
        Self {
            clients: registry.clients.len(),
            apis: registry.apis.len(),
            people: registry.people.len(),
            changed: configuration.policies.changed(),
            unknown: configuration.unknown_members(),
        }
    }
}

/// The configuration as text, laid out for reading. Laying out shows some characters as escapes that JSON does not have; a document with
/// one of them stays on one line.
#[must_use]
pub fn document_text(configuration: &Configuration) -> String {
    let line = json::text(&configuration.to_json());
    let laid_out = JsonText::lay_out(&line).text;
    let is_same = json::parse(laid_out.as_bytes()).is_ok_and(|value| json::text(&value) == line);
    if is_same { laid_out } else { line }
}

/// By how many seconds a text moves the clock: a whole number other than 0, at most ten years either way.
#[must_use]
pub fn shift(text: &str) -> Option<i64> {
    const MOST: u64 = 10 * 366 * 86_400;
    let seconds: i64 = text.trim().replace('\u{2212}', "-").parse().ok()?;
    (1..=MOST).contains(&seconds.unsigned_abs()).then_some(seconds)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::issuer::{Policies, demo_registry};

    fn configuration() -> Configuration {
        Configuration { registry: demo_registry(), policies: Policies::default(), ..Configuration::default() }
    }

    #[test]
    fn a_document_that_cannot_be_taken_names_the_place_and_stays() {
        let mut model = Model::default();
        for (text, path, reason) in [
            ("", "The document", ""),
            ("{", "The document", ""),
            ("{}", "version", "whole number"),
            (r#"{"version":1,"clients":[{"client_id":"a"}]}"#, "clients[0].client_secret", "missing"),
            (r#"{"version":1,"policies":{"openid":"maybe"}}"#, "policies.openid", "cannot be"),
        ] {
            model.edit(text.to_owned());
            assert!(model.import().is_none(), "{text}");
            let Some(Outcome::Refused(error)) = model.outcome() else { panic!("{text}") };
            assert_eq!(error.path, path);
            assert!(error.reason.contains(reason), "{}", error.reason);
            assert_eq!(model.document(), text);
        }
        assert_eq!(model.attempts(), 5);
    }

    #[test]
    fn what_is_taken_is_counted_and_what_is_unknown_is_named() {
        let mut model = Model::default();
        let later = r#""policies":{"sub":"omitted","later":1},"people":[{"sub":"x","name":"X","mood":"good"}]"#;
        model.edit(["{\"version\":2,", later, ",\"more\":[]}"].concat());
        assert!(model.import().is_some());
        let Some(Outcome::Taken(taken)) = model.outcome() else { panic!("it was taken") };
        assert_eq!((taken.clients, taken.apis, taken.people), (0, 0, 1));
        assert_eq!(taken.changed, ["sub"]);
        assert_eq!(taken.unknown, ["more", "policies.later", "people[0].mood"]);
        model.forget();
        assert!(model.outcome().is_none() && model.document().contains("mood"));
    }

    #[test]
    fn what_is_exported_can_be_imported_and_is_laid_out() {
        let exported = document_text(&configuration());
        assert!(exported.lines().count() > 100, "{exported}");
        let mut model = Model::default();
        model.edit(exported.clone());
        assert_eq!(document_text(&model.import().unwrap()), exported);
    }

    #[test]
    fn a_character_that_turns_the_writing_direction_survives_an_export() {
        let mut configuration = configuration();
        configuration.registry.people[0].name = "Sam \u{202e}rofakO".to_owned();
        let exported = document_text(&configuration);
        let again = Configuration::parse(&exported).unwrap();
        assert_eq!(again.registry.people[0].name, configuration.registry.people[0].name);
    }

    #[test]
    fn a_file_without_text_leaves_what_was_typed() {
        let mut model = Model::default();
        model.edit("typed".to_owned());
        model.open(None);
        assert_eq!((model.document(), model.outcome()), ("typed", Some(&Outcome::NoText)));
        model.open(Some("from a file".to_owned()));
        assert_eq!((model.document(), model.outcome()), ("from a file", None));
    }

    #[test]
    fn the_clock_moves_by_whole_seconds() {
        assert_eq!((shift("301"), shift(" -60 "), shift("\u{2212}60")), (Some(301), Some(-60), Some(-60)));
        for text in ["", "0", "1.5", "x", "999999999999", "-999999999999", "99999999999999999999"] {
            assert_eq!(shift(text), None, "{text}");
        }
    }
}
