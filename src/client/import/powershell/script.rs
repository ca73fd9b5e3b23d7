//! A script up to a place in it: the signs and words that come next, and what its variables are worth.

use std::collections::BTreeMap;

use super::value::Value;
use crate::client::import::variables::Variables;

/// How long a name in braces may be.
const LONGEST_NAME: usize = 400;

/// How much of what is not understood is named.
const LONGEST_WRITTEN: usize = 200;

/// How long the value of a variable may be to be written where its name stands.
const LONGEST_VALUE: usize = 4_096;

/// A script, read up to a place.
pub(super) struct Script<'t, 'v> {
    pub(super) rest: &'t str,
    pub(super) variables: &'v mut Variables,
    /// The values of variables, by their names in small letters.
    pub(super) values: BTreeMap<String, Value>,
    /// How much variables may still add: what a text becomes stays in proportion to it.
    left: usize,
    /// How deep in an expression the place is.
    pub(super) depth: usize,
}

impl<'t, 'v> Script<'t, 'v> {
    pub(super) fn new(text: &'t str, variables: &'v mut Variables) -> Self {
        Self { rest: text, variables, values: BTreeMap::new(), left: text.len() + 65_536, depth: 0 }
    }

    /// The value of a variable, if the script says it and it is not too much.
    pub(super) fn value(&mut self, name: &str) -> Option<Value> {
        let value = self.values.get(name).filter(|value| value.octets() <= LONGEST_VALUE)?;
        self.left = self.left.checked_sub(value.octets())?;
        Some(value.clone())
    }

    /// The name of the variable that begins here, in small letters and without the scope that changes nothing.
    pub(super) fn name(&mut self) -> Option<String> {
        let after = self.rest.strip_prefix('$')?;
        let (name, rest) = match after.strip_prefix('{') {
            Some(braced) => {
                let length = braced.char_indices().take(LONGEST_NAME).find(|(_, c)| *c == '}')?.0;
                (&braced[..length], &braced[length + 1..])
            }
            None => {
                let is_named = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let end = |text: &str| text.find(|c| !is_named(c)).unwrap_or(text.len());
                let mut length = end(after);
                if let Some(more) = after[length..].strip_prefix(':').map(end).filter(|more| *more > 0 && length > 0) {
                    length += 1 + more;
                }
                after.split_at(length)
            }
        };
        if name.is_empty() || name.contains('\n') {
            return None;
        }
        self.rest = rest;
        let name = name.to_ascii_lowercase();
        let plain = ["global:", "script:", "local:", "private:"].iter().find_map(|scope| name.strip_prefix(scope));
        Some(plain.map_or_else(|| name.clone(), str::to_owned))
    }

    /// The member that is meant behind a variable: `.Key`, `['Key']`.
    pub(super) fn key(&mut self) -> Option<String> {
        let is_named = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if let Some(after) = self.rest.strip_prefix('.') {
            let length = after.find(|c| !is_named(c)).unwrap_or(after.len());
            self.rest = &after[length..];
            return Some(after[..length].to_owned());
        }
        let quote = self.rest.strip_prefix('[')?.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let (key, rest) = self.rest[2..].split_once(quote)?;
        self.rest = rest.strip_prefix(']')?;
        Some(key.to_owned())
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn advance(&mut self) {
        self.sign();
    }

    /// The next sign.
    pub(super) fn sign(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    pub(super) fn take(&mut self, sign: &str) -> bool {
        self.rest.strip_prefix(sign).map(|rest| self.rest = rest).is_some()
    }

    pub(super) fn skip_word(&mut self) {
        self.word();
    }

    /// The word that begins here: letters, digits and what names have between them.
    pub(super) fn word(&mut self) -> &'t str {
        let word = word_of(self.rest);
        self.rest = &self.rest[word.len()..];
        word
    }

    /// Over spaces, and over line ends that a backtick takes away.
    pub(super) fn blanks(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t']);
            if !(self.take("`\n") || self.take("`\r\n")) {
                return;
            }
        }
    }

    /// Over spaces, line ends and comments.
    pub(super) fn space(&mut self) {
        loop {
            self.blanks();
            self.rest = self.rest.trim_start();
            if self.take("<#") {
                self.skip_past("#>");
            } else if self.rest.starts_with('#') {
                self.skip_line();
            } else {
                return;
            }
        }
    }

    pub(super) fn skip_line(&mut self) {
        self.rest = &self.rest[self.rest.find('\n').unwrap_or(self.rest.len())..];
    }

    pub(super) fn skip_past(&mut self, end: &str) {
        self.rest = self.rest.split_once(end).map_or("", |(_, rest)| rest);
    }

    /// A text in which nothing counts.
    pub(super) fn single_quoted(&mut self) -> String {
        self.advance();
        let mut text = String::new();
        while let Some(c) = self.sign() {
            match c {
                '\'' if !self.take("'") => break,
                c => text.push(c),
            }
        }
        text
    }

    /// `| ConvertTo-Json`, with its options.
    pub(super) fn pipes_to_json(&mut self) -> bool {
        let Some(after) = self.rest.strip_prefix('|') else { return false };
        let mut ahead = after.trim_start_matches([' ', '\t']);
        let is_json =
            |text: &str| text.get(.."ConvertTo-Json".len()).is_some_and(|w| w.eq_ignore_ascii_case("ConvertTo-Json"));
        if !is_json(ahead) {
            return false;
        }
        ahead = &ahead["ConvertTo-Json".len()..];
        self.rest = &ahead[ahead.find([')', ';', '}', '\n', '|']).unwrap_or(ahead.len())..];
        true
    }

    /// The mark of a variable that is written as the text since `before`.
    pub(super) fn mark_since(&mut self, before: &'t str) -> String {
        let written = before[..before.len() - self.rest.len()].trim();
        let written = self.variables.written(written);
        let end = written.char_indices().nth(LONGEST_WRITTEN).map_or(written.len(), |(at, _)| at);
        if end == 0 { String::new() } else { self.variables.mark(&written[..end]) }
    }
}

/// The word with which a text begins.
pub(super) fn word_of(text: &str) -> &str {
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    &text[..text.find(|c| !is_of_word(c)).unwrap_or(text.len())]
}
