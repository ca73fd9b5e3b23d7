//! Servers and libraries with what is known of them: `src/content/facts/servers.json`.

use serde_json::Value;

use super::{HowKnown, Outcome, Topic, named::named};
use crate::texts::texts;

/// `servers.json`.
#[derive(Debug)]
pub struct Servers {
    /// The products by their ids, variants of one product under one.
    pub products: Vec<Product>,
}

/// A server, or a library of which servers are made.
#[derive(Debug)]
pub struct Product {
    /// Its name in addresses and data.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of product it is.
    pub kind: Kind,
    /// What it is written in, if that is known.
    pub language: Option<String>,
    /// What its package is called.
    pub package: Option<String>,
    /// Where the package is from.
    pub registry: Option<String>,
    /// How it was met: first as it was run, then as it was read.
    pub setups: Vec<Setup>,
}

/// A version of a product in one configuration, or what was read of one.
#[derive(Debug)]
pub struct Setup {
    /// Its name in the data, unique.
    pub id: String,
    /// What tells it from the product's other set-ups.
    pub name: Option<String>,
    /// How its facts are known; a fact can say otherwise.
    pub how: HowKnown,
    /// Which version, or which code or documentation was read.
    pub version: String,
    /// When that version came out: a year and a month, or a name.
    pub released: Option<String>,
    /// The day of the run, or of the code that was read.
    pub date: Option<String>,
    /// How it was configured, or what else has to be known of it.
    pub note: Option<String>,
    /// What its JWTs look like.
    pub token: Option<Shape>,
    /// What is known of it, by topic; without a variation first.
    pub facts: Vec<Fact>,
}

/// What a token looks like. Values that differ from run to run are placeholders such as `<client_id>`.
#[derive(Debug)]
pub struct Shape {
    /// The header of the access token; null when it is opaque.
    pub header: Value,
    /// Its claims; null when it is opaque.
    pub claims: Value,
    /// The `id_token` that came with it: its own `header` and `claims`, or null.
    pub id_token: Value,
}

/// A fact.
#[derive(Debug)]
pub struct Fact {
    /// What it is about.
    pub topic: Topic,
    /// What came.
    pub outcome: Outcome,
    /// In which variation; none is the plain case, and that alone is counted.
    pub when: Option<String>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// The error code.
    pub error: Option<String>,
    /// A value that the outcome has.
    pub value: Option<String>,
    /// What there is to say about it.
    pub text: Option<String>,
    /// How it is known, if not as the rest of its set-up.
    pub how: Option<HowKnown>,
    /// Where it was read.
    pub citation: Option<String>,
    /// What of it is not verified.
    pub open: Option<String>,
    /// Further members of the answer, or null.
    pub members: Value,
    /// Header fields of the answer beyond those of every good one, or null.
    pub headers: Value,
}

texts! {
    Servers { products }
    Product { id, name, kind, language, package, registry, setups }
    Setup { id, name, how, version, released, date, note, token, facts }
    Shape { header, claims, id_token }
    Fact { topic, outcome, when, status, error, value, text, how, citation, open, members, headers }
}

named! {
    /// What kind of product it is.
    pub enum Kind {
        "An open source server." Server = "server",
        "A cloud service." Cloud = "cloud",
        "A commercial server." Commercial = "commercial",
        "A library or framework: what it does is also its user's choice." Library = "library",
        "A test tool: not meant to be right." TestTool = "test_tool",
    }
}

/// A fact with whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The product.
    pub product: &'a Product,
    /// Its version and configuration.
    pub setup: &'a Setup,
    /// What came.
    pub fact: &'a Fact,
}

impl Seen<'_> {
    /// How it is known.
    #[must_use]
    pub fn how(&self) -> HowKnown {
        self.fact.how.unwrap_or(self.setup.how)
    }
}

impl Product {
    /// Everything that is known of it about `topic`, as it was met.
    pub fn seen(&self, topic: Topic) -> impl Iterator<Item = Seen<'_>> {
        let facts = self.setups.iter().flat_map(|setup| setup.facts.iter().map(move |fact| (setup, fact)));
        facts.filter(move |(_, fact)| fact.topic == topic).map(|(setup, fact)| Seen { product: self, setup, fact })
    }

    /// Whether it was run.
    #[must_use]
    pub fn was_run(&self) -> bool {
        self.setups.iter().any(|setup| setup.how == HowKnown::Run)
    }

    /// Whether it was run and issued a token for this grant: those are what measured counts are of.
    #[must_use]
    pub fn issued(&self) -> bool {
        self.seen(Topic::Grant).any(|seen| seen.how() == HowKnown::Run && seen.fact.outcome == Outcome::Offered)
    }
}

impl Servers {
    /// The product with this id.
    #[must_use]
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// Everything that is known about `topic`.
    pub fn seen(&self, topic: Topic) -> impl Iterator<Item = Seen<'_>> {
        self.products.iter().flat_map(move |product| product.seen(topic))
    }

    /// The products that were run and issued a token for this grant.
    pub fn issuing(&self) -> impl Iterator<Item = &Product> {
        self.products.iter().filter(|product| product.issued())
    }
}
