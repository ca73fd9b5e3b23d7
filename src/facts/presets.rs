//! Providers that a request can start from: `src/content/facts/presets.json`, patterns of addresses with what is known of the product.

use super::{HowKnown, Outcome, Topic, named::named};
use crate::texts::{filled, texts};

/// `presets.json`.
#[derive(Debug)]
pub struct Presets {
    /// The presets, in the order in which they are offered.
    pub presets: Vec<Preset>,
}

/// A provider. What is not known is `None`, and no guess.
#[derive(Debug)]
pub struct Preset {
    /// Its name in data.
    pub id: String,
    /// The product whose facts it has.
    pub product: String,
    /// Its name.
    pub name: String,
    /// The pattern of its issuer.
    pub issuer: Option<String>,
    /// The pattern of its token endpoint.
    pub token: Option<String>,
    /// The pattern of a scope that chooses the API.
    pub scope: Option<String>,
    /// The pattern of a parameter `audience`, which no standard of this grant defines.
    pub audience: Option<String>,
    /// The pattern of the parameter `resource` (RFC 8707 §2).
    pub resource: Option<String>,
    /// What has to be filled in.
    pub places: Vec<Place>,
    /// What else has to be known.
    pub note: Option<String>,
    /// How the addresses are known.
    pub addresses: Source,
    /// What is known of the product, each topic once.
    pub facts: Vec<Told>,
}

/// A place in a pattern.
#[derive(Debug)]
pub struct Place {
    /// Its name, as it stands in braces.
    pub name: String,
    /// What a reader calls it.
    pub label: String,
    /// What can stand there.
    pub kind: PlaceKind,
    /// An example.
    pub example: String,
    /// What there is to say about it.
    pub hint: Option<String>,
}

named! {
    /// What can stand in a place.
    pub enum PlaceKind {
        "Any text." Text = "text",
        "A host, perhaps with a port." Host = "host",
        "One segment of a path or a label of a host." Segment = "segment",
        "The beginning of an address: scheme, host and perhaps a path." Address = "address",
    }
}

/// How something is known.
#[derive(Debug)]
pub struct Source {
    /// How.
    pub how: HowKnown,
    /// Where it was read.
    pub citation: Option<String>,
    /// Of which version.
    pub version: Option<String>,
    /// The day of the run, or of the code that was read.
    pub date: Option<String>,
    /// What of it is not verified.
    pub open: Option<String>,
}

/// A fact about the product.
#[derive(Debug)]
pub struct Told {
    /// What it is about.
    pub topic: Topic,
    /// What came.
    pub outcome: Outcome,
    /// A value that the outcome has.
    pub value: Option<String>,
    /// What there is to say about it.
    pub text: Option<String>,
    /// How it is known.
    pub how: HowKnown,
    /// Where it was read.
    pub citation: Option<String>,
    /// What of it is not verified.
    pub open: Option<String>,
    /// Which version was run or read.
    pub version: String,
    /// The day of the run, or of the code that was read.
    pub date: Option<String>,
}

texts! {
    Presets { presets }
    Preset { id, product, name, issuer, token, scope, audience, resource, places, note, addresses, facts }
    Place { name, label, kind, example, hint }
    Source { how, citation, version, date, open }
    Told { topic, outcome, value, text, how, citation, open, version, date }
}

impl Presets {
    /// The preset with this id.
    #[must_use]
    pub fn preset(&self, id: &str) -> Option<&Preset> {
        self.presets.iter().find(|preset| preset.id == id)
    }
}

impl Preset {
    /// What is known about a topic; `None` when that was not found out.
    #[must_use]
    pub fn fact(&self, topic: Topic) -> Option<&Told> {
        self.facts.iter().find(|told| told.topic == topic)
    }

    /// The authentication methods by their registered names; `None` when they are not known.
    #[must_use]
    pub fn methods(&self) -> Option<Vec<&str>> {
        Some(self.fact(Topic::ClientAuthentication)?.value.as_deref()?.split(' ').collect())
    }

    /// A pattern with its places filled from `values`, each made to fit its kind. A place without a value stays as it is written, so that
    /// a reader sees what is missing.
    #[must_use]
    pub fn fill(&self, pattern: &str, values: &[(String, String)]) -> String {
        filled(pattern, &mut |name, text| {
            let value = values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
            let kind = self.places.iter().find(|place| place.name == name).map_or(PlaceKind::Text, |place| place.kind);
            let value = kind.fitted(value);
            text.push_str(value);
            !value.is_empty()
        })
    }
}

impl PlaceKind {
    /// What of a typed value belongs into the place: people paste whole addresses where a host is asked for.
    fn fitted(self, value: &str) -> &str {
        let value = value.trim();
        match self {
            Self::Text => value,
            Self::Address => value.trim_end_matches('/'),
            Self::Segment => value.trim_matches('/'),
            Self::Host => {
                let host = value.split_once("://").map_or(value, |(_, rest)| rest);
                host.split('/').next().unwrap_or_default()
            }
        }
    }
}
