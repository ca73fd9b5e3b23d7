//! Expressions: what is between quotes, hashtables, variables, and the few operators of such scripts.

use super::calls::credential;
use super::script::{Script, word_of};
use super::value::{Value, formatted};
use crate::client::import::shell::meant;

/// How deep expressions are looked into.
const DEEPEST: usize = 24;

/// How long the name of a type may be.
const LONGEST_TYPE: usize = 200;

impl<'t> Script<'t, '_> {
    /// The value of the expression that begins here. What is not understood is a variable under the name of its text.
    pub(super) fn expression(&mut self) -> Option<Value> {
        let mut value = self.primary()?;
        loop {
            self.blanks();
            if self.rest.starts_with('+') && !self.rest.starts_with("+=") {
                self.advance();
                self.space();
                value = value.joined(self.primary()?);
            } else if self.rest.get(..3).is_some_and(|sign| sign.eq_ignore_ascii_case("-f ")) {
                self.rest = &self.rest[2..];
                let arguments = self.list();
                value = Value::Text(formatted(value.text(), &arguments));
            } else if self.pipes_to_json() {
                value = Value::Text(value.to_json().to_string());
            } else {
                return Some(value);
            }
        }
    }

    /// Values with commas between them.
    fn list(&mut self) -> Vec<Value> {
        let mut values = Vec::new();
        loop {
            self.space();
            let Some(value) = self.primary() else { return values };
            values.push(value);
            self.blanks();
            if !self.take(",") {
                return values;
            }
        }
    }

    /// What stands between an opening bracket and its end, with commas between.
    pub(super) fn arguments(&mut self) -> Vec<Value> {
        let mut values = Vec::new();
        loop {
            self.space();
            if self.rest.is_empty() || self.take(")") {
                return values;
            }
            let value = self.expression().unwrap_or_else(|| self.unread(&[',', ')']));
            values.push(value);
            self.space();
            self.take(",");
        }
    }

    /// A value without an operator.
    pub(super) fn primary(&mut self) -> Option<Value> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let value = self.deeper();
        self.depth -= 1;
        value
    }

    fn deeper(&mut self) -> Option<Value> {
        match self.peek()? {
            '\'' => Some(Value::Text(self.single_quoted())),
            '"' => {
                self.advance();
                Some(Value::Text(self.expanded("\"")))
            }
            '@' if self.take("@{") => Some(self.table()),
            '@' if self.rest.starts_with("@'") || self.rest.starts_with("@\"") => self.here_string(),
            '(' => {
                self.advance();
                self.space();
                let value = self.expression().unwrap_or_else(|| self.unread(&[')']));
                self.space();
                self.take(")");
                Some(value)
            }
            '[' => self.bracketed(),
            '$' => self.variable(),
            c if c.is_ascii_digit() => Some(Value::Text(self.word().to_owned())),
            _ => self.command_value(),
        }
    }

    /// A text in which variables count, up to its end.
    fn expanded(&mut self, end: &str) -> String {
        let mut text = String::new();
        loop {
            if end == "\"" && self.take("\"\"") {
                text.push('"');
            } else if self.rest.is_empty() || self.take(end) {
                return text;
            } else if self.rest.starts_with('$') {
                let value = self.in_text();
                text.push_str(&value);
            } else {
                match self.sign() {
                    Some('`') => text.extend(self.sign().map(meant)),
                    c => text.extend(c),
                }
            }
        }
    }

    /// What a variable or `$(…)` adds to a text.
    pub(super) fn in_text(&mut self) -> String {
        let before = self.rest;
        if self.depth < DEEPEST && self.take("$(") {
            self.depth += 1;
            self.space();
            let value = self.expression().unwrap_or_else(|| self.unread(&[')']));
            self.depth -= 1;
            self.space();
            self.take(")");
            return value.text().to_owned();
        }
        let Some(name) = self.name() else { return self.sign().map(String::from).unwrap_or_default() };
        match self.known(&name) {
            Some(value) => value.text().to_owned(),
            None => self.mark_since(before),
        }
    }

    fn known(&mut self, name: &str) -> Option<Value> {
        match name {
            "null" => Some(Value::Text(String::new())),
            "true" | "false" => Some(Value::Text(name.to_owned())),
            name => self.value(name),
        }
    }

    /// `$name`, with what is meant behind it.
    fn variable(&mut self) -> Option<Value> {
        let before = self.rest;
        if self.rest.starts_with("$(") {
            return Some(Value::Text(self.in_text()));
        }
        let name = self.name()?;
        let mut value = self.known(&name);
        while self.rest.starts_with(['.', '[']) {
            let at = self.rest;
            let Some(key) = self.key() else {
                self.rest = at;
                break;
            };
            value = value.and_then(|value| value.get(&key).cloned());
            if self.take("(") {
                self.arguments();
                value = None;
            }
        }
        Some(value.unwrap_or_else(|| Value::Text(self.mark_since(before))))
    }

    /// `[type]value`, or `[Type]::Member(…)`.
    fn bracketed(&mut self) -> Option<Value> {
        let before = self.rest;
        let end = self.rest.char_indices().take(LONGEST_TYPE).find(|(_, c)| *c == ']')?.0;
        let kind = &self.rest[1..end];
        self.rest = &self.rest[end + 1..];
        if !self.take("::") {
            return self.primary();
        }
        let (mut member, mut arguments) = (self.member(), Vec::new());
        loop {
            if self.take("(") {
                arguments = self.arguments();
            } else if self.take(".") {
                member = self.member();
            } else {
                break;
            }
        }
        Some(self.called(kind, &member, &arguments, before))
    }

    /// A command whose value counts: `ConvertTo-Json $x`, `ConvertTo-SecureString $x`, `New-Object PSCredential($id, $secret)`.
    fn command_value(&mut self) -> Option<Value> {
        let before = self.rest;
        let name = word_of(self.rest).to_ascii_lowercase();
        let made = match name.as_str() {
            "convertto-json" | "convertto-securestring" => {
                self.word();
                let value = self.operand();
                let is_json = name == "convertto-json";
                value.map(|value| if is_json { Value::Text(value.to_json().to_string()) } else { value })
            }
            "new-object" => {
                self.word();
                self.blanks();
                let kind = self.word().to_ascii_lowercase();
                self.blanks();
                let named = ["-ArgumentList", "-Args"].iter().any(|name| self.take(name));
                self.blanks();
                let arguments = match self.take("(") {
                    true => self.arguments(),
                    false if named => self.list(),
                    false => Vec::new(),
                };
                kind.ends_with("pscredential").then(|| credential(&arguments))
            }
            _ => None,
        };
        if made.is_none() {
            self.rest = before;
        }
        made
    }

    /// The first value behind a command, over the names of its options.
    fn operand(&mut self) -> Option<Value> {
        let mut value = None;
        loop {
            self.blanks();
            match self.peek() {
                Some('-') => self.skip_word(),
                Some(c) if value.is_none() && !c.is_whitespace() && c != ')' => value = Some(self.primary()?),
                // The value of an option.
                Some(c) if c.is_ascii_digit() => self.skip_word(),
                _ => return value,
            }
        }
    }

    /// `@'…'@` and `@"…"@`, whose text stands in the lines between.
    fn here_string(&mut self) -> Option<Value> {
        let quote = &self.rest[1..2];
        let behind = &self.rest[2..];
        let opened = behind.strip_prefix("\r\n").or_else(|| behind.strip_prefix('\n'))?;
        self.rest = opened;
        let end = ["\n", quote, "@"].concat();
        if quote == "\"" {
            let text = self.expanded(&end);
            return Some(Value::Text(text.trim_end_matches('\r').to_owned()));
        }
        let (text, rest) = opened.split_once(&end).unwrap_or((opened, ""));
        self.rest = rest;
        Some(Value::Text(text.trim_end_matches('\r').to_owned()))
    }

    /// A hashtable, behind its `@{`.
    fn table(&mut self) -> Value {
        let mut table = Value::Table(Vec::new());
        loop {
            self.space();
            if self.take(";") {
                continue;
            }
            let before = self.rest.len();
            if self.rest.is_empty() || self.take("}") {
                return table;
            }
            let key = match self.peek() {
                Some('\'' | '"' | '$') => self.primary().map(|key| key.text().to_owned()),
                _ => Some(self.word().to_owned()),
            };
            self.blanks();
            if let Some(key) = key.filter(|_| self.take("=")) {
                self.space();
                let value = self.expression().unwrap_or_else(|| self.unread(&['\n', ';', '}']));
                table.set(&key, value);
            } else if self.rest.len() == before {
                self.advance();
            }
        }
    }

    /// Over what is not understood, up to one of these signs, as a variable of its text.
    pub(super) fn unread(&mut self, ends: &[char]) -> Value {
        let before = self.rest;
        let mut open = 0_usize;
        while let Some(c) = self.peek() {
            if open == 0 && ends.contains(&c) {
                break;
            }
            match c {
                '\'' => drop(self.single_quoted()),
                '"' => {
                    self.advance();
                    self.expanded("\"");
                }
                '(' | '{' | '[' => {
                    open += 1;
                    self.advance();
                }
                ')' | '}' | ']' => {
                    open = open.saturating_sub(1);
                    self.advance();
                }
                _ => self.advance(),
            }
        }
        Value::Text(self.mark_since(before))
    }
}
