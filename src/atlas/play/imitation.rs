//! A product that the embedded issuer plays.

use serde_json::Value;

use crate::content::atlas as words;
use crate::facts::{HowKnown, Product, Topic};
use crate::issuer::Policies;
use crate::issuer::personality::{Personality, Played};
use crate::texts::fill;

use super::endpoints::endpoints;
use super::known::Known;
use super::requests::requests;
use super::scopes::scopes;
use super::sketch::{Left, Sketch, Why};
use super::tokens::tokens;

/// A product that can be played, with what is imitated of it and what is not.
#[derive(Clone, Debug)]
pub struct Imitation {
    /// The product's id.
    pub product: String,
    /// Its name.
    pub name: String,
    /// The set-up that is played.
    pub setup: String,
    /// How it differs from the standard beyond what policies choose.
    pub personality: Personality,
    /// What is imitated, in the order of [`Topic::ALL`].
    pub imitated: Vec<Topic>,
    /// What is known and not imitated, with why.
    pub left: Vec<Left>,
    /// What is not known: it stays as the standard has it.
    pub unknown: Vec<Topic>,
    /// How its facts are known.
    pub how: HowKnown,
    /// Which version, or which code or documentation was read.
    pub version: String,
    /// The day of the run, or of the code that was read.
    pub date: Option<String>,
    policies: Vec<(&'static str, Value)>,
}

/// The product as the issuer plays it, in its plainest set-up; nothing where it lacks the grant.
#[must_use]
pub fn imitate(product: &Product) -> Option<Imitation> {
    Known::plainest(product).map(|known| imitation(&known, &product.id))
}

/// The same in another of its set-ups.
#[must_use]
pub fn imitate_setup(product: &Product, setup: &str) -> Option<Imitation> {
    let setup = product.setups.iter().find(|known| known.id == setup)?;
    Known::of(product, setup).map(|known| imitation(&known, &setup.id))
}

fn imitation(known: &Known<'_>, id: &str) -> Imitation {
    let setup = known.setup;
    let mut sketch = Sketch::default();
    requests(known, &mut sketch);
    scopes(known, &mut sketch);
    tokens(known, &mut sketch);
    endpoints(known, &mut sketch);
    variations(known, &mut sketch);
    let Sketch { mut personality, policies, imitated, left } = sketch;
    id.clone_into(&mut personality.id);
    personality.name.clone_from(&known.product.name);
    personality.source = source(setup.how, &setup.version, setup.date.as_deref());
    let is_told = |topic: &Topic| imitated.contains(topic) || left.iter().any(|left| left.topic == *topic);
    let asked_of_all = |topic: &&Topic| !matches!(topic, Topic::Grant | Topic::Other);
    Imitation {
        product: known.product.id.clone(),
        name: known.product.name.clone(),
        setup: setup.id.clone(),
        unknown: Topic::ALL.iter().filter(asked_of_all).copied().filter(|topic| !is_told(topic)).collect(),
        imitated: Topic::ALL.iter().copied().filter(|topic| imitated.contains(topic)).collect(),
        left,
        how: setup.how,
        version: setup.version.clone(),
        date: setup.date.clone(),
        personality,
        policies,
    }
}

/// What was met under a condition, and is not how this set-up answers.
fn variations(known: &Known<'_>, sketch: &mut Sketch) {
    let is_used = |topic: Topic, when: &str| match topic {
        Topic::JsonBody => when == "with Basic",
        Topic::RepeatedScope => when == "two different values",
        Topic::CrossOrigin => when == "preflight",
        Topic::AssertionAudience | Topic::Dpop | Topic::Other => true,
        Topic::Typ | Topic::Sub | Topic::Aud | Topic::ScopeClaim => true,
        Topic::Introspection => when.starts_with("with ") && known.plain(topic).is_none(),
        Topic::MetadataOauth | Topic::MetadataOpenid => when.starts_with("at /"),
        Topic::TokenRequest | Topic::SecretInForm => when.starts_with("without the parameter "),
        _ => false,
    };
    for topic in Topic::ALL {
        for told in known.first_hand(*topic) {
            if let Some(when) = told.fact.when.as_deref().filter(|when| !is_used(*topic, when)) {
                sketch.leaves(*topic, Some(when), Why::Variation);
            }
        }
    }
}

/// How a personality is known, in the words of a trace.
fn source(how: HowKnown, version: &str, date: Option<&str>) -> String {
    let how = match how {
        HowKnown::Run => words::RUN,
        HowKnown::SourceRead => words::SOURCE_READ,
        _ => words::DOCUMENTED,
    };
    match date {
        Some(date) => fill(words::KNOWN_SINCE, &[("how", how), ("version", version), ("date", date)]),
        None => fill(words::KNOWN, &[("how", how), ("version", version)]),
    }
}

impl Imitation {
    /// The issuer's policies while it plays this product: the standard's, with what the facts choose otherwise.
    ///
    /// Policies that somebody changes afterwards keep the personality, and go before what it says.
    #[must_use]
    pub fn policies(&self) -> Policies {
        let mut policies = Policies::default();
        for (name, value) in &self.policies {
            // Every name and value is one that there is; the tests hold it.
            let set = policies.set(name, value);
            debug_assert!(set.is_ok(), "{name} {value}");
        }
        Policies { personality: Some(self.played()), ..policies }
    }

    /// The personality for the issuer's policies.
    #[must_use]
    pub fn played(&self) -> Played {
        self.personality.clone().played()
    }
}
