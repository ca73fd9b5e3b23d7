//! The members of a metadata document, read one by one: what does not fit is noted and left out, and the rest is still read.

use serde_json::{Map, Value};

use super::Fault;
use crate::client::origin::Origin;
use crate::content::units;

/// The members, and what is wrong with them so far.
pub(super) struct Members {
    all: Map<String, Value>,
    pub(super) faults: Vec<Fault>,
}

impl Members {
    pub(super) const fn new(all: Map<String, Value>, faults: Vec<Fault>) -> Self {
        Self { all, faults }
    }

    /// Whether the document has it at all.
    pub(super) fn has(&self, member: &str) -> bool {
        self.all.get(member).is_some_and(|value| !value.is_null())
    }

    /// A member that is text; an empty one counts as absent.
    pub(super) fn text(&mut self, member: &'static str) -> Option<String> {
        match self.all.remove(member) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text).filter(|text| !text.is_empty()),
            Some(_) => {
                self.faults.push(Fault::Type { member, expected: units::STRING });
                None
            }
        }
    }

    /// A member that is a list of texts. One text in place of a list is taken for a list of one, and noted.
    pub(super) fn list(&mut self, member: &'static str) -> Option<Vec<String>> {
        let wrong = Fault::Type { member, expected: units::STRINGS };
        match self.all.remove(member) {
            None | Some(Value::Null) => None,
            Some(Value::Array(values)) if values.is_empty() => {
                self.faults.push(Fault::EmptyList(member));
                None
            }
            Some(Value::Array(values)) => {
                let texts: Vec<String> = values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                if texts.len() < values.len() {
                    self.faults.push(wrong);
                }
                Some(texts)
            }
            Some(Value::String(text)) => {
                self.faults.push(wrong);
                Some(text.split_whitespace().map(str::to_owned).collect())
            }
            Some(_) => {
                self.faults.push(wrong);
                None
            }
        }
    }

    /// A member that is true or false.
    pub(super) fn flag(&mut self, member: &'static str) -> bool {
        match self.all.remove(member) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(is)) => is,
            Some(_) => {
                self.faults.push(Fault::Type { member, expected: units::BOOLEAN });
                false
            }
        }
    }

    /// The object that a member is.
    pub(super) fn object(&mut self, member: &'static str) -> Map<String, Value> {
        match self.all.remove(member) {
            None | Some(Value::Null) => Map::new(),
            Some(Value::Object(members)) => members,
            Some(_) => {
                self.faults.push(Fault::Type { member, expected: units::OBJECT });
                Map::new()
            }
        }
    }

    /// A member that is the address of an endpoint; what a browser could not call is noted and left out.
    pub(super) fn endpoint(&mut self, member: &'static str) -> Option<String> {
        let address = self.text(member)?;
        let (is_absolute, origin) = (address.contains("://"), Origin::of(address.split('#').next()?));
        let fault = match origin {
            None if is_absolute => Fault::NotAnAddress { member, address },
            None => Fault::Relative { member, address },
            Some(origin) => {
                if address.contains('#') {
                    self.faults.push(Fault::Fragment(member));
                }
                if !origin.is_secure() {
                    let is_here = origin.is_loopback();
                    self.faults.push(if is_here { Fault::LoopbackHttp(member) } else { Fault::PlainHttp(member) });
                }
                return Some(address);
            }
        };
        self.faults.push(fault);
        None
    }
}
