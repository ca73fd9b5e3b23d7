//! Client libraries as they were run: `src/content/facts/clients.json`.

use serde_json::Value;

use super::{HowKnown, named::named};
use crate::texts::{Table, texts};

/// `clients.json`.
#[derive(Debug)]
pub struct Clients {
    /// The libraries by their ids.
    pub clients: Vec<Client>,
}

/// A client library in one version.
#[derive(Debug)]
pub struct Client {
    /// Its name in addresses and data.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is written in.
    pub language: String,
    /// What its package is called.
    pub package: String,
    /// Where the package is from.
    pub registry: String,
    /// Its version.
    pub version: String,
    /// The day of the run.
    pub date: String,
    /// How it was called.
    pub note: String,
    /// How its facts are known.
    pub how: HowKnown,
    /// Where the secret goes unless the caller says otherwise.
    pub place: SecretPlace,
    /// How the secret is spelt in HTTP Basic.
    pub spelling: SecretSpelling,
    /// The audience that it signs into a client assertion by itself.
    pub assertion: AssertionAudience,
    /// What it sends, member by member, in short words.
    pub wire: Value,
    /// The client assertion that it makes: header, lifetime, claims; or null.
    pub signed: Value,
    /// What it keeps, and how long before the end it asks anew.
    pub caching: String,
    /// What it does with a refresh token.
    pub refresh: String,
    /// What it makes of each answer.
    pub answers: Table<Reaction>,
}

/// What a client makes of an answer.
#[derive(Clone, Debug)]
pub struct Reaction {
    /// `accepted`, `error`, `printed`, `returned without token`.
    pub outcome: String,
    /// What was seen.
    pub note: String,
}

texts! {
    Clients { clients }
    Client {
        id, name, language, package, registry, version, date, note, how, place, spelling, assertion, wire, signed, caching, refresh,
        answers,
    }
    Reaction { outcome, note }
}

named! {
    /// Where a client puts its secret unless the caller says otherwise.
    pub enum SecretPlace {
        "In the form." Form = "form",
        "In HTTP Basic." Basic = "basic",
        "The caller has to say." Caller = "caller",
    }
}

named! {
    /// How a client spells identifier and secret in HTTP Basic (RFC 6749 §2.3.1 has them form-encoded).
    pub enum SecretSpelling {
        "It has no HTTP Basic, or none was used." None = "none",
        "As they are." Raw = "raw",
        "Form-encoded." FormEncoded = "form_encoded",
        "Percent-encoded." PercentEncoded = "percent_encoded",
        "Form-encoded after discovery, as they are without." ByDiscovery = "by_discovery",
    }
}

named! {
    /// The audience that a client signs into its assertion by itself (RFC 10070 §4: the issuer).
    pub enum AssertionAudience {
        "It signs none, or none was used." None = "none",
        "The issuer." Issuer = "issuer",
        "The token endpoint." TokenEndpoint = "token_endpoint",
    }
}
