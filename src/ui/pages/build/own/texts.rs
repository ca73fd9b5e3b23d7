//! What is said about one's own issuer. Words are in `content/<lang>/own.json`.

use crate::inspect::Phrase;
use crate::texts::{Table, texts};

/// `own.json`.
#[derive(Debug)]
pub struct OwnTexts {
    said: Table<Said>,
    page: Table<String>,
}

/// What is said about a code of `client::discovery` or `client::unread`.
#[derive(Debug)]
pub struct Said {
    /// What happened, or what is so.
    pub title: String,
    /// What to do next.
    pub next: Option<String>,
}

texts! {
    OwnTexts { said, page }
    Said { title, next }
}

impl OwnTexts {
    /// A text of the page by its name.
    #[must_use]
    pub fn page(&self, name: &str) -> &str {
        self.page.get(name).map_or("", String::as_str)
    }

    /// What is said about a code; nothing about one that has no words.
    #[must_use]
    pub fn said(&self, code: &str) -> Option<&Said> {
        self.said.get(code)
    }

    /// The title of a phrase with its values, and what to do next.
    #[must_use]
    pub fn tell(&self, phrase: &Phrase) -> (String, Option<String>) {
        self.said(phrase.code).map_or_else(
            || (phrase.code.to_owned(), None),
            |said| (phrase.fill(&said.title), said.next.as_ref().map(|next| phrase.fill(next))),
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::client::discovery::{AddressError, AskedNote, Fault, IssuerMatch, Rule};
    use crate::client::unread::{Cause, NextStep};

    fn texts() -> OwnTexts {
        crate::texts::read(include_str!("../../../../content/en/own.json")).unwrap()
    }

    fn faults() -> Vec<Fault> {
        let text = String::new;
        let issuer = |how| Fault::Issuer { how, asked: text(), named: text() };
        let mut all = vec![
            Fault::NotThere(404),
            Fault::Redirect,
            Fault::Status(500),
            Fault::Html,
            Fault::NotAnObject,
            Fault::MediaType(text()),
            Fault::NotMetadata,
            Fault::IssuerMissing,
            Fault::IssuerForm(text()),
            Fault::Type { member: "a", expected: "string" },
            Fault::EmptyList("a"),
            Fault::TokenEndpointMissing,
            Fault::Relative { member: "a", address: text() },
            Fault::NotAnAddress { member: "a", address: text() },
            Fault::Fragment("a"),
            Fault::LoopbackHttp("a"),
            Fault::PlainHttp("a"),
            Fault::OtherOrigin { members: text(), origin: text() },
            Fault::GrantNotListed(text()),
            Fault::GrantsNotTold,
            Fault::MethodsNotTold,
            Fault::MethodUnknown(text()),
            Fault::AlgorithmsMissing,
            Fault::AlgorithmNone,
            Fault::KeysMissing,
            Fault::OpenidMember("a"),
        ];
        all.extend(
            [
                IssuerMatch::Same,
                IssuerMatch::SlashUnknown,
                IssuerMatch::Slash,
                IssuerMatch::Case,
                IssuerMatch::Scheme,
                IssuerMatch::Template,
                IssuerMatch::Path,
                IssuerMatch::Host,
            ]
            .map(issuer),
        );
        all
    }

    const ERRORS: [AddressError; 7] = [
        AddressError::Empty,
        AddressError::TooLong,
        AddressError::NotAUrl,
        AddressError::Scheme,
        AddressError::UserInformation,
        AddressError::Query,
        AddressError::Fragment,
    ];
    const NOTES: [AskedNote; 5] = [
        AskedNote::SchemeAdded,
        AskedNote::MetadataAddress,
        AskedNote::Endpoint,
        AskedNote::LoopbackHttp,
        AskedNote::PlainHttp,
    ];
    const RULES: [Rule; 5] =
        [Rule::Typed, Rule::OpenidAtEnd, Rule::OauthBetween, Rule::OpenidBetween, Rule::OauthAtEnd];
    const CAUSES: [Cause; 12] = [
        Cause::Offline,
        Cause::MixedContent,
        Cause::MixedLoopback,
        Cause::Redirected,
        Cause::TimedOut,
        Cause::TooLong,
        Cause::Cancelled,
        Cause::NotAllowed,
        Cause::PreflightRefused,
        Cause::LocalNetwork,
        Cause::NotReached,
        Cause::Unknown,
    ];
    const STEPS: [NextStep; 8] = [
        NextStep::CheckReach,
        NextStep::AllowOrigin,
        NextStep::AllowLocalNetwork,
        NextStep::SameScheme,
        NextStep::AskThere,
        NextStep::RunYourself,
        NextStep::Paste,
        NextStep::Embedded,
    ];

    #[test]
    fn every_code_has_its_words_and_every_word_its_code() {
        let texts = texts();
        let mut codes: Vec<&str> = faults().iter().map(Fault::code).collect();
        codes.extend(ERRORS.map(AddressError::code));
        codes.extend(NOTES.map(AskedNote::code));
        codes.extend(RULES.map(Rule::code));
        codes.extend(CAUSES.map(Cause::code));
        codes.extend(STEPS.map(NextStep::code));
        for code in &codes {
            assert!(texts.said(code).is_some(), "{code}");
        }
        for (code, _) in texts.said.iter() {
            assert!(codes.iter().any(|known| *known == code), "nobody says {code}");
        }
    }

    #[test]
    fn what_is_known_of_a_provider_without_a_sentence_has_its_words_here() {
        use crate::facts::{Presets, Topic};
        let texts = texts();
        let presets: Presets = crate::texts::read(include_str!("../../../../content/facts/presets.json")).unwrap();
        for preset in &presets.presets {
            let is_told = |topic| ![Topic::Grant, Topic::ClientAuthentication].contains(&topic);
            for told in preset.facts.iter().filter(|told| is_told(told.topic) && told.text.is_none()) {
                assert_ne!(texts.page(told.outcome.name()), "", "{} {:?}", preset.id, told.topic);
            }
        }
    }

    #[test]
    fn every_place_in_a_sentence_is_filled() {
        let texts = texts();
        for fault in faults() {
            let phrase = phrase(&fault);
            let (title, next) = texts.tell(&phrase);
            assert!(![Some(title), next].into_iter().flatten().any(|text| text.contains('{')), "{}", fault.code());
        }
    }

    fn phrase(fault: &Fault) -> Phrase {
        fault.values().iter().fold(Phrase::new(fault.code()), |phrase, (name, value)| phrase.with(name, value))
    }
}
