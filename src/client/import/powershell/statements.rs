//! The statements of a script: assignments, which give variables their values, and the commands that send something.

use super::call::Call;
use super::script::{Script, word_of};
use crate::client::import::message::Requests;

/// The commands that send a request, with their aliases.
const COMMANDS: [&str; 4] = ["Invoke-RestMethod", "Invoke-WebRequest", "irm", "iwr"];

/// Whether a word is one of them.
pub(super) fn is_command(word: &str) -> bool {
    COMMANDS.iter().any(|command| word.eq_ignore_ascii_case(command))
}

impl Script<'_, '_> {
    /// The requests that the script sends.
    pub(super) fn messages(mut self) -> Requests {
        let mut requests = Vec::new();
        while let Some(c) = self.peek() {
            match c {
                '#' => self.skip_line(),
                '<' if self.take("<#") => self.skip_past("#>"),
                '\'' | '"' | '@' => {
                    if self.primary().is_none() {
                        self.advance();
                    }
                }
                '$' => self.assignment(),
                c if c.is_ascii_alphabetic() => {
                    let word = self.word();
                    if is_command(word) {
                        requests.push(Call::of(&mut self));
                    }
                }
                // What begins with a digit or a hyphen is no command, whatever letters follow.
                c if c.is_ascii_digit() || c == '-' => self.skip_word(),
                _ => self.advance(),
            }
        }
        requests
    }

    /// `$name = …`, `$name.Key = …`, `$name['Key'] = …`, `$name += …`, `$name.Add('Key', …)`.
    fn assignment(&mut self) {
        let Some(name) = self.name() else { return self.advance() };
        let key = self.key();
        if key.as_deref().is_some_and(|key| key.eq_ignore_ascii_case("Add")) && self.take("(") {
            let arguments = self.arguments();
            if let ([key, value], Some(table)) = (arguments.as_slice(), self.values.get_mut(&name)) {
                table.set(key.text(), value.clone());
            }
            return;
        }
        self.blanks();
        let adds = self.rest.starts_with("+=");
        if !adds && (!self.rest.starts_with('=') || self.rest.starts_with("==")) {
            return;
        }
        self.rest = &self.rest[if adds { 2 } else { 1 }..];
        self.space();
        // `= (Invoke-RestMethod …).access_token`: the command is met next.
        if is_command(word_of(self.rest.trim_start_matches(['(', ' ']))) {
            return;
        }
        let value = self.expression();
        let before = self.values.remove(&name);
        match (key, before, value) {
            (Some(key), Some(mut table), Some(value)) => {
                table.set(&key, value);
                self.values.insert(name, table);
            }
            (None, Some(before), Some(value)) if adds => drop(self.values.insert(name, before.joined(value))),
            (None, _, Some(value)) => drop(self.values.insert(name, value)),
            _ => {}
        }
    }
}
