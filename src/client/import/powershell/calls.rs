//! What such scripts call: the types of .NET that write Base64 and escapes, and `PSCredential`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::script::Script;
use super::value::Value;
use crate::client::import::variables::{Variables, encoded};

impl<'t> Script<'t, '_> {
    /// What `[kind]::member(arguments)` gives, which is the text since `before`. What is not known here is a variable of its text.
    pub(super) fn called(&mut self, kind: &str, member: &str, arguments: &[Value], before: &'t str) -> Value {
        let first = arguments.first().map_or("", Value::text).to_owned();
        match member {
            "tobase64string" if Variables::are_in(&first) => {
                let written = self.variables.written(before[..before.len() - self.rest.len()].trim());
                Value::Text(self.variables.mark_base64(&written, first))
            }
            "tobase64string" => Value::Text(STANDARD.encode(first)),
            "getbytes" => Value::Text(first),
            "escapedatastring" | "urlencode" => Value::Text(self.escaped(&first)),
            "new" if kind.to_ascii_lowercase().ends_with("pscredential") => credential(arguments),
            _ => Value::Text(self.mark_since(before)),
        }
    }

    /// What an encoding makes of a variable is a variable.
    fn escaped(&mut self, text: &str) -> String {
        let named = self.variables.named(text).next().map(str::to_owned);
        named.map_or_else(|| encoded(text), |named| self.variables.mark_filtered(&named))
    }

    /// The name of a member, in small letters.
    pub(super) fn member(&mut self) -> String {
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(self.rest.len());
        let (member, rest) = self.rest.split_at(end);
        self.rest = rest;
        member.to_ascii_lowercase()
    }
}

/// Who somebody is and the secret, under the names of `PSCredential`.
pub(super) fn credential(arguments: &[Value]) -> Value {
    let names = ["UserName", "Password"].map(str::to_owned);
    Value::Table(names.into_iter().zip(arguments.iter().cloned()).collect())
}
