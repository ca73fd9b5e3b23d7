//! One command: its parameters become a request.

use super::parameters::{Meaning, meaning};
use super::script::Script;
use super::value::Value;
use crate::client::import::message::{Body, Message};
use crate::client::import::remark::{Remarks, What};

/// How many parameters are read.
const MOST: usize = 1_000;

/// A command, while its parameters are read.
#[derive(Default)]
pub(super) struct Call {
    message: Message,
    remarks: Remarks,
}

impl Call {
    /// The request of the command behind whose name the script stands.
    pub(super) fn of(script: &mut Script<'_, '_>) -> (Message, Remarks) {
        let mut call = Self::default();
        for _ in 0..MOST {
            script.blanks();
            match script.peek() {
                None | Some('\n' | '\r' | ';' | '|' | ')' | '}' | '#') => break,
                Some('-') => call.parameter(script),
                Some('@') if script.rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') => {
                    call.splatted(script);
                }
                Some(_) => {
                    let value = argument(script);
                    // The address is the one parameter that goes without its name.
                    if call.message.address.is_empty() {
                        call.take(script, Meaning::Uri, "Uri", &value);
                    } else {
                        call.remarks.name(What::Word, "…");
                    }
                }
            }
        }
        if call.message.method.is_empty() {
            "GET".clone_into(&mut call.message.method);
        }
        (call.message, call.remarks)
    }

    fn parameter(&mut self, script: &mut Script<'_, '_>) {
        let name = script.word().trim_start_matches('-');
        let known = meaning(name);
        let is_joined = script.take(":");
        if known == Some(Meaning::Switch) && !is_joined {
            return self.remarks.name(What::OptionIgnored, &["-", name].concat());
        }
        script.blanks();
        if script.peek().is_none_or(|c| matches!(c, '\n' | '\r' | ';' | '|' | ')' | '}')) {
            let what = if known.is_some() { What::OptionEmpty } else { What::OptionUnknown };
            return self.remarks.name(what, &["-", name].concat());
        }
        // What is not known may have a value or none.
        if known.is_none() && script.peek() == Some('-') {
            return self.remarks.name(What::OptionUnknown, &["-", name].concat());
        }
        let value = argument(script);
        match known {
            Some(known) => self.take(script, known, name, &value),
            None => self.remarks.name(What::OptionUnknown, &["-", name].concat()),
        }
    }

    /// `@name`: the entries of a hashtable are parameters.
    fn splatted(&mut self, script: &mut Script<'_, '_>) {
        script.advance();
        let name = script.word().to_ascii_lowercase();
        let Some(Value::Table(entries)) = script.value(&name) else {
            return self.remarks.name(What::Variable, &["@", &name].concat());
        };
        for (name, value) in entries {
            match meaning(&name) {
                Some(known) => self.take(script, known, &name, &value),
                None => self.remarks.name(What::OptionUnknown, &name),
            }
        }
    }

    fn take(&mut self, script: &Script<'_, '_>, meaning: Meaning, name: &str, value: &Value) {
        let text = value.text();
        let written = || script.variables.written(text);
        match meaning {
            Meaning::Uri => text.clone_into(&mut self.message.address),
            Meaning::Method => self.message.method = text.to_ascii_uppercase(),
            Meaning::Headers => match value {
                Value::Table(entries) => {
                    let fields = entries.iter().map(|(name, value)| (name.clone(), value.text().to_owned()));
                    self.message.fields.extend(fields);
                }
                Value::Text(_) => self.remarks.name(What::NoField, &written()),
            },
            Meaning::Body | Meaning::Form => {
                if meaning == Meaning::Form {
                    self.remarks.say(What::Multipart);
                }
                self.message.body = match value {
                    Value::Table(entries) => Body::Pairs(
                        entries.iter().map(|(name, value)| (name.clone(), value.text().to_owned())).collect(),
                    ),
                    Value::Text(text) => Body::Text(text.clone()),
                };
            }
            Meaning::ContentType => self.message.fields.push(("Content-Type".to_owned(), text.to_owned())),
            Meaning::UserAgent => self.message.fields.push(("User-Agent".to_owned(), text.to_owned())),
            Meaning::Authentication if ["Basic", "None"].iter().any(|kind| text.eq_ignore_ascii_case(kind)) => {}
            Meaning::Authentication | Meaning::Token => self.remarks.name(What::OtherScheme, &["-", name].concat()),
            Meaning::Credential => {
                let of = |name: &str| value.get(name).map_or(text, Value::text);
                self.message.user = Some([of("UserName"), ":", of("Password")].concat());
            }
            Meaning::Certificate => {
                self.message.certificate = true;
                self.remarks.name(What::Certificate, &written());
            }
            Meaning::InFile => self.remarks.name(What::File, &written()),
            Meaning::Nothing | Meaning::Switch => self.remarks.name(What::OptionIgnored, &["-", name].concat()),
        }
    }
}

/// The value behind a parameter: an expression without operators, or a word in which variables count.
fn argument(script: &mut Script<'_, '_>) -> Value {
    let is_end = |c: char| c.is_whitespace() || matches!(c, ';' | '|' | ')' | '}' | ',');
    let mut text = match script.peek() {
        Some('\'' | '"' | '(' | '@' | '$' | '[') => match script.primary() {
            Some(Value::Text(text)) => text,
            Some(table) => return table,
            None => String::new(),
        },
        _ => String::new(),
    };
    while let Some(c) = script.peek().filter(|c| !is_end(*c)) {
        match c {
            '$' => text.push_str(&script.in_text()),
            '`' if script.rest[1..].starts_with(['\n', '\r']) => break,
            c => {
                script.advance();
                text.push(c);
            }
        }
    }
    // A list in the place of one value.
    script.take(",");
    Value::Text(text)
}
