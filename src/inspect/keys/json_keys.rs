//! Keys in JSON: a JWK, a set of them, and whatever else holds one somewhere (RFC 7517 §4, §5).
//!
//! Some servers publish certificates by name, some a bare key in an answer of their own, and registrations and statements carry sets
//! inside. So every object with a `kty` is a key, and every text that is a PEM or a key in Base64 is one.

use serde_json::{Map, Value};

use super::mend::mended;
use super::problem;
use super::ring::{KeyRing, KeySource, RingKey, label};
use crate::inspect::Phrase;

/// Text inside of JSON that may be a key of another form: what to do with it is the reader's business.
pub(super) struct Inside<'a> {
    pub(super) place: String,
    /// The member's name when it names the key.
    pub(super) kid: Option<&'a str>,
    pub(super) text: &'a str,
}

/// Puts every JWK inside `value` into the ring, and returns the texts that may be keys.
pub(super) fn collect<'a>(ring: &mut KeyRing, value: &'a Value) -> Vec<Inside<'a>> {
    let mut texts = Vec::new();
    walk(ring, value, "", &mut texts);
    texts
}

fn walk<'a>(ring: &mut KeyRing, value: &'a Value, place: &str, texts: &mut Vec<Inside<'a>>) {
    match value {
        Value::Object(members) if members.get("kty").is_some_and(Value::is_string) => jwk(ring, members, place),
        Value::Object(members) => {
            let named = place.is_empty() && members.iter().all(|(name, value)| is_name_of_certificate(name, value));
            for (name, value) in members {
                let place = if place.is_empty() { name.clone() } else { [place, ".", name].concat() };
                match value {
                    Value::String(text) => texts.push(Inside { place, kid: named.then_some(name.as_str()), text }),
                    Value::Array(entries) if name == "keys" => set(ring, entries, &place, texts),
                    other => walk(ring, other, &place, texts),
                }
            }
        }
        Value::Array(entries) => {
            for (number, entry) in entries.iter().enumerate() {
                let place = [place, "[", &number.to_string(), "]"].concat();
                match entry {
                    Value::String(text) => texts.push(Inside { place, kid: None, text }),
                    other => walk(ring, other, &place, texts),
                }
            }
        }
        Value::String(text) => texts.push(Inside { place: place.to_owned(), kid: None, text }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Google publishes certificates so: by names that nobody would give a setting.
fn is_name_of_certificate(name: &str, value: &Value) -> bool {
    let is_name = name.len() >= 8 && name.bytes().any(|octet| octet.is_ascii_digit());
    is_name && value.as_str().is_some_and(|text| text.contains("BEGIN CERTIFICATE"))
}

/// The entries of a set: what is no key there is told, because it was meant as one.
fn set<'a>(ring: &mut KeyRing, entries: &'a [Value], place: &str, texts: &mut Vec<Inside<'a>>) {
    for (number, entry) in entries.iter().enumerate() {
        let place = [place, "[", &number.to_string(), "]"].concat();
        match entry {
            Value::Object(members) if members.contains_key("kty") => jwk(ring, members, &place),
            Value::Object(_) => ring.ignored.push((place, Phrase::new("jwk_missing_member").with("name", "kty"))),
            other => {
                let before = texts.len();
                walk(ring, other, &place, texts);
                if texts.len() == before {
                    ring.ignored.push((place, Phrase::new("key_not_an_object")));
                }
            }
        }
    }
}

fn jwk(ring: &mut KeyRing, members: &Map<String, Value>, place: &str) {
    let from = if place.is_empty() { KeySource::Jwk } else { KeySource::JwkSet };
    let place = if place.is_empty() { "jwk" } else { place };
    match mended(members) {
        Ok((jwk, changed)) => {
            let label = label(&jwk, place);
            if !changed.is_empty() {
                ring.remarks.push(Phrase::new("key_mended").with("key", &label).with("names", &changed.join(", ")));
            }
            ring.keys.push(RingKey { label, jwk, from, certificate: None });
        }
        Err(error) => {
            let kid = members.get("kid").and_then(Value::as_str).filter(|kid| !kid.trim().is_empty());
            ring.ignored.push((kid.unwrap_or(place).to_owned(), problem::of_jwk(&error)));
        }
    }
}
