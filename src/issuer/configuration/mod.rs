//! A configuration that travels: clients, APIs, people and policies as one JSON document, out and in again.
//!
//! Its schema is `configuration.schema.json` beside this file and in `dist/`. Clients have the names of RFC 7591 §2. Demo secrets are
//! in it, because without them nobody could play the clients; private keys never are, and an import that holds one is refused.
//! An import is read as a whole before anything changes. Members that this version does not know are kept, so that they are there again
//! in the next export, and named, so that whoever imports knows that they do nothing here.

mod api;
mod client;
mod person;
mod reader;

use std::rc::Rc;

use serde_json::{Map, Value};

use crate::issuer::policy::Policies;
use crate::issuer::state::{Issuer, Registry};
use crate::ports::{Clock, Crypto, Random};

use reader::{At, member};

pub use reader::ConfigurationError;

/// The version of the document that this issuer writes.
const VERSION: u64 = 1;

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

    /// Reads a document. What is left out has its default: no policy changes, and there is nobody and nothing.
    ///
    /// # Errors
    /// [`ConfigurationError`] with the first thing that cannot be taken, and where it stands.
    pub fn parse(text: &str) -> Result<Self, ConfigurationError> {
        let document = crate::jose::json::parse_object(text.as_bytes())
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
            authorities: Vec::new(),
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
        for (index, client) in clients.iter().enumerate() {
            let path = format!("clients[{index}].client_id");
            let id = client.client_id.as_str();
            if clients[..index].iter().any(|other| other.client_id.as_str() == id) {
                return Err(ConfigurationError::new(&path, "is another client’s as well"));
            }
            if people.iter().any(|person| person.sub == id) && !self.policies.personal_client_ids {
                return Err(ConfigurationError::new(&path, "is a person’s; the policy personalClientIds refuses that"));
            }
        }
        for (index, api) in apis.iter().enumerate() {
            if apis[..index].iter().any(|other| other.identifier == api.identifier) {
                return Err(ConfigurationError::new(&format!("apis[{index}].identifier"), "is another API’s as well"));
            }
            if !clients.iter().any(|client| client.client_id == api.client_id) {
                return Err(ConfigurationError::new(
                    &format!("apis[{index}].client_id"),
                    "names no client of this document",
                ));
            }
        }
        for (index, person) in people.iter().enumerate() {
            if people[..index].iter().any(|other| other.sub == person.sub) {
                return Err(ConfigurationError::new(&format!("people[{index}].sub"), "is another person’s as well"));
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
        Configuration {
            registry: self.registry(),
            policies: self.policies(),
            unknown: self.unknown_configuration.borrow().clone(),
        }
    }

    /// Sets the issuer up anew. Tokens that were issued before stay what they are; a reset goes back to the cast. Which authorities are
    /// trusted is the issuer's own affair, and no document changes it.
    pub fn configure(&self, configuration: Configuration) {
        let authorities = self.registry.borrow().authorities.clone();
        self.registry.replace(Registry { authorities, ..configuration.registry });
        self.policies.replace(configuration.policies);
        self.unknown_configuration.replace(configuration.unknown);
        self.client_keys.take();
    }
}
