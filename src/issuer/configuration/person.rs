//! A person in a configuration: who can sign in, without a password.

use serde_json::Value;

use crate::issuer::state::Person;

use super::reader::{At, ConfigurationError};

pub(super) fn write(person: &Person) -> Value {
    let mut members = person.unknown.clone();
    members.insert("sub".to_owned(), person.sub.as_str().into());
    members.insert("name".to_owned(), person.name.as_str().into());
    Value::Object(members)
}

pub(super) fn read(mut at: At) -> Result<Person, ConfigurationError> {
    Ok(Person { sub: at.required("sub")?, name: at.required("name")?, unknown: at.rest() })
}
