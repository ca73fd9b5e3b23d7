//! A configuration that travels: clients, APIs, people and policies as one JSON document, out and in again.
//!
//! Its schema is `configuration.schema.json` beside this file and in `dist/`. Clients have the names of RFC 7591 §2. Demo secrets are
//! in it, because without them nobody could play the clients; private keys never are, and an import that holds one is refused.
//! The demo APIs have the names in it that they have in the page, whatever an issuer calls them, so a document is good for each issuer.
//! An import is read as a whole before anything changes. Members that this version does not know are kept, so that they are there again
//! in the next export, and named, so that whoever imports knows that they do nothing here.

mod api;
mod client;
mod own_claims;
mod person;
mod reader;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::issuer::policy::Policies;
use crate::issuer::state::{Issuer, Registry};
use crate::jose::json;
use crate::ports::{Clock, Crypto, Random};

use reader::{At, member};

pub(crate) use client::octets as octets_of_client;
pub use reader::ConfigurationError;

/// The version of the document that this issuer writes.
const VERSION: u64 = 1;

/// How many octets a document may have.
const MAX_OCTETS: usize = 8 << 20;

/// How many octets the same configuration may have when it goes out again, with every default written out. Half of [`MAX_OCTETS`], because
/// clients that register later come to it, and what goes out can always come in.
const MAX_WRITTEN: usize = 4 << 20;

/// How many APIs there may be: every token of a scope is looked for at each.
const MAX_APIS: usize = 100;

/// Everything about an issuer that travels.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    /// The clients, APIs and people.
    pub registry: Registry,
    /// The policies.
    pub policies: Policies,
    /// Members of the document that are not known here.
    pub unknown: Map<String, Value>,
}

impl Configuration {
    /// The configuration as a document.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let list = |values: &mut dyn Iterator<Item = Value>| Value::Array(values.collect());
        let mut document = self.unknown.clone();
        document.insert("version".to_owned(), VERSION.into());
        let mut policies = self.policies.to_json();
        policies.extend(self.policies.unknown.clone());
        document.insert("policies".to_owned(), policies.into());
        document.insert("apis".to_owned(), list(&mut self.registry.apis.iter().map(api::write)));
        document
            .insert("clients".to_owned(), list(&mut self.registry.clients.iter().map(|client| client::write(client))));
        document.insert("people".to_owned(), list(&mut self.registry.people.iter().map(person::write)));
        Value::Object(document)
    }

    /// Reads a document. What is left out has its default: no policy changes, and there is nobody and nothing. Whatever is taken goes
    /// out as a document that can be taken again.
    ///
    /// # Errors
    /// [`ConfigurationError`] with the first thing that cannot be taken, and where it stands.
    pub fn parse(text: &str) -> Result<Self, ConfigurationError> {
        let configuration = Self::read(text)?;
        let written = json::text(&configuration.to_json());
        if written.len() > MAX_WRITTEN {
            let reason = format!("would go out with {} octets; the limit here is {MAX_WRITTEN}", written.len());
            return Err(ConfigurationError::new("", &reason));
        }
        Self::read(&written).and(Ok(configuration))
    }

    fn read(text: &str) -> Result<Self, ConfigurationError> {
        let document = json::parse_object_within(text.as_bytes(), MAX_OCTETS)
            .map_err(|error| ConfigurationError::new("", &error.to_string()))?;
        let mut members = At::top(document);
        match members.take("version") {
            Some(Value::Number(number)) if number.as_u64().is_some_and(|number| number >= VERSION) => {}
            _ => return Err(ConfigurationError::new("version", "must be a whole number, 1 or more")),
        }
        let policies = policies(&mut members)?;
        let registry = Registry {
            clients: members.list("clients", |at| client::read(at).map(Rc::new))?,
            apis: members.list("apis", api::read)?,
            people: members.list("people", person::read)?,
            ..Registry::default()
        };
        let configuration = Self { registry, policies, unknown: members.rest() };
        configuration.check()?;
        Ok(configuration)
    }

    /// The paths of members that are not known here and so do nothing.
    #[must_use]
    pub fn unknown_members(&self) -> Vec<String> {
        let names = |path: String, unknown: &Map<String, Value>| -> Vec<String> {
            unknown.keys().map(|name| member(&path, name)).collect()
        };
        let mut paths = names(String::new(), &self.unknown);
        paths.extend(names("policies".to_owned(), &self.policies.unknown));
        for (index, client) in self.registry.clients.iter().enumerate() {
            paths.extend(names(format!("clients[{index}]"), &client.unknown));
        }
        for (index, api) in self.registry.apis.iter().enumerate() {
            paths.extend(names(format!("apis[{index}]"), &api.unknown));
        }
        for (index, person) in self.registry.people.iter().enumerate() {
            paths.extend(names(format!("people[{index}]"), &person.unknown));
        }
        paths
    }

    /// What no member can say alone: names are unique, and those that are used exist.
    fn check(&self) -> Result<(), ConfigurationError> {
        let Registry { clients, apis, people, .. } = &self.registry;
        let mut subs = BTreeSet::new();
        for (index, person) in people.iter().enumerate() {
            if !subs.insert(person.sub.as_str()) {
                return Err(ConfigurationError::new(&format!("people[{index}].sub"), "is another person’s as well"));
            }
        }
        let mut ids = BTreeSet::new();
        for (index, client) in clients.iter().enumerate() {
            if !ids.insert(client.client_id.as_str()) {
                let path = format!("clients[{index}].client_id");
                return Err(ConfigurationError::new(&path, "is another client’s as well"));
            }
        }
        let (ids, subs) = (ids, if self.policies.personal_client_ids { BTreeSet::new() } else { subs });
        self.check_subjects(&subs)?;
        let mut identifiers = BTreeSet::new();
        for (index, api) in apis.iter().enumerate() {
            let error = |member: &str, reason| ConfigurationError::new(&format!("apis[{index}].{member}"), reason);
            if index == MAX_APIS {
                return Err(ConfigurationError::new(
                    &format!("apis[{index}]"),
                    "is one API more than the 100 that fit",
                ));
            }
            if !identifiers.insert(api.identifier.as_str()) {
                return Err(error("identifier", "is another API’s as well"));
            }
            if !ids.contains(api.client_id.as_str()) {
                return Err(error("client_id", "names no client of this document"));
            }
        }
        let is_nobody = |owner: &String| people.iter().all(|person| person.sub != *owner);
        if let Some(index) = clients.iter().position(|client| client.owner.as_ref().is_some_and(is_nobody)) {
            return Err(ConfigurationError::new(
                &format!("clients[{index}].owner"),
                "names no person of this document",
            ));
        }
        Ok(())
    }

    /// Whomever the tokens of a client can be about, under whichever policy, is neither a person nor another client (ATK-04). Nobody can
    /// take one for the other then (RFC 9068 §5). `people` are the identifiers of those who may not be taken for.
    fn check_subjects(&self, people: &BTreeSet<&str>) -> Result<(), ConfigurationError> {
        let clients = &self.registry.clients;
        let mut bearers: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
        // Identifiers first, then what is made of them, then accounts: the place that is named is the one that could be another.
        for nth in 0..3 {
            for (index, client) in clients.iter().enumerate() {
                let Some((member, subject)) = client.subjects().nth(nth) else { continue };
                let error = |reason: &str| {
                    let made = if nth == 1 { "with @clients after it " } else { "" };
                    ConfigurationError::new(&format!("clients[{index}].{member}"), &[made, reason].concat())
                };
                if people.contains(&*subject) {
                    return Err(error("is a person’s; the policy personalClientIds refuses that"));
                }
                if bearers.insert(subject, index).is_some_and(|other| other != index) {
                    return Err(error("is what the tokens of another client can be about"));
                }
            }
        }
        Ok(())
    }
}

/// The policies. One that has a name from a later version is kept aside.
fn policies(members: &mut At) -> Result<Policies, ConfigurationError> {
    let mut policies = Policies::default();
    for (name, value) in members.object("policies")? {
        if !Policies::NAMES.contains(&name.as_str()) {
            policies.unknown.insert(name, value);
            continue;
        }
        let path = member("policies", &name);
        policies.set(&name, &value).map_err(|error| ConfigurationError::new(&path, &error.to_string()))?;
    }
    Ok(policies)
}

impl<C: Crypto, K: Clock, R: Random> Issuer<C, K, R> {
    /// What this issuer is set up as.
    pub fn configuration(&self) -> Configuration {
        let mut registry = self.registry();
        for api in &mut registry.apis {
            api.identifier = self.names.travelling(&api.identifier).to_owned();
        }
        Configuration { registry, policies: self.policies(), unknown: self.unknown_configuration.borrow().clone() }
    }

    /// Sets the issuer up anew. Tokens that were issued before stay what they are; a reset goes back to the cast. Which authorities are
    /// trusted is the issuer's own affair, and so is what it and the demo APIs are called: no document changes it.
    pub fn configure(&self, mut configuration: Configuration) {
        let authorities = self.registry.borrow().authorities.clone();
        let apis = &mut configuration.registry.apis;
        for index in 0..apis.len() {
            let here = self.names.arrived(&apis[index].identifier).to_owned();
            if apis.iter().all(|api| api.identifier != here) {
                apis[index].identifier = here;
            }
        }
        self.registry.replace(Registry { authorities, names: Rc::clone(&self.names), ..configuration.registry });
        self.policies.replace(configuration.policies);
        self.unknown_configuration.replace(configuration.unknown);
        self.registered.take();
        self.client_keys.take();
    }
}
