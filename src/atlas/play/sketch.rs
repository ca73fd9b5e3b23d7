//! A personality on its way, with what of the facts went into it.

use serde_json::Value;

use crate::facts::{Topic, named};
use crate::issuer::personality::{Answer, Personality, Situation};

/// Something that is known and not imitated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// What it is about.
    pub topic: Topic,
    /// In which variation; none is the plain case.
    pub when: Option<String>,
    /// Why.
    pub why: Why,
}

named! {
    /// Why something that is known is not imitated.
    pub enum Why {
        "The addresses here are those of this page." Addresses = "addresses",
        "The clients here keep the methods that they are registered for." Methods = "methods",
        "Registration stays as it is here." Registration = "registration",
        "It is one of several set-ups, and another one is played." Variation = "variation",
        "Only part of it is known." PartlyKnown = "partly_known",
        "What is configured decides, and nobody configured this." Configured = "configured",
        "This issuer has no such key." Algorithm = "algorithm",
        "It is about people, and no person is behind a client here." People = "people",
        "It refuses what this issuer takes, and no policy refuses it." Stricter = "stricter",
        "It stands for itself, and is in no class of answers." Particular = "particular",
    }
}

/// What has been made so far.
#[derive(Default)]
pub(super) struct Sketch {
    pub(super) personality: Personality,
    pub(super) policies: Vec<(&'static str, Value)>,
    pub(super) imitated: Vec<Topic>,
    pub(super) left: Vec<Left>,
}

impl Sketch {
    /// Chooses a policy; the last choice of a name counts.
    pub(super) fn choose(&mut self, name: &'static str, value: impl Into<Value>) {
        self.policies.retain(|(known, _)| *known != name);
        self.policies.push((name, value.into()));
    }

    /// A refusal of this kind is spelt so.
    pub(super) fn refuses(&mut self, situation: Situation, answer: Answer) {
        self.personality.refusals.push((situation, answer));
    }

    pub(super) fn imitates(&mut self, topic: Topic) {
        if !self.imitated.contains(&topic) {
            self.imitated.push(topic);
        }
    }

    pub(super) fn leaves(&mut self, topic: Topic, when: Option<&str>, why: Why) {
        self.left.push(Left { topic, when: when.map(str::to_owned), why });
    }
}
