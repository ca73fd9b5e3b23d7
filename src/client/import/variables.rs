//! Variables of shells and templates, kept apart from the text in which they stand.
//!
//! A reader writes a mark in the place of each variable. Marks pass through everything that is done to the text (splitting, form-decoding,
//! reading JSON), and in the end the variable stands in a public field as it was written, or the secret field stays empty.

use std::collections::BTreeMap;

/// Two code points that are never in a text (Unicode §23.7, noncharacters): one begins a mark, one ends it.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// How long the value that a file gives a variable may be to stand in its place, and how much all of them may add.
const LONGEST_VALUE: usize = 4_096;
const MOST_ADDED: usize = 1 << 20;

/// How often a value may name another variable, whose value names one again.
const DEEPEST: usize = 5;

/// The variables of one paste.
#[derive(Debug, Default)]
pub(super) struct Variables {
    marked: Vec<Variable>,
    /// The values that a file gives its variables, by their names.
    given: BTreeMap<String, String>,
    added: usize,
}

#[derive(Debug)]
struct Variable {
    written: String,
    base64_of: Option<String>,
    /// Whether a program made something else of it, such as an encoding.
    filtered: bool,
}

impl Variables {
    /// The text without any mark of somebody else's.
    pub(super) fn cleaned(text: &str) -> String {
        text.replace([OPEN, CLOSE], "\u{fffd}")
    }

    /// The mark of a variable that is written like this.
    pub(super) fn mark(&mut self, written: &str) -> String {
        self.add(written, None, false)
    }

    /// The mark of what a program makes of a variable.
    pub(super) fn mark_filtered(&mut self, written: &str) -> String {
        self.add(written, None, true)
    }

    /// The mark of a part that is the Base64 of a text, in which there may be marks.
    pub(super) fn mark_base64(&mut self, written: &str, of: String) -> String {
        self.add(written, Some(of), false)
    }

    fn add(&mut self, written: &str, base64_of: Option<String>, filtered: bool) -> String {
        let mut mark = String::from(OPEN);
        mark.push_str(&self.marked.len().to_string());
        mark.push(CLOSE);
        self.marked.push(Variable { written: written.to_owned(), base64_of, filtered });
        mark
    }

    /// Whether there is a mark in the text.
    pub(super) fn are_in(text: &str) -> bool {
        text.contains(OPEN)
    }

    /// The text with its variables as they were written.
    pub(super) fn written(&self, text: &str) -> String {
        let mut written = String::with_capacity(text.len());
        for part in text.split(OPEN) {
            match self.split(part) {
                Some((variable, rest)) => {
                    written.push_str(&variable.written);
                    written.push_str(rest);
                }
                None => written.push_str(part),
            }
        }
        written
    }

    /// The variables in a text, as they were written.
    pub(super) fn named<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        text.split(OPEN).filter_map(|part| self.split(part)).map(|(variable, _)| variable.written.as_str())
    }

    /// Whether there is a variable in the text of which nothing else was made.
    pub(super) fn are_plain_in(&self, text: &str) -> bool {
        text.split(OPEN).filter_map(|part| self.split(part)).any(|(variable, _)| !variable.filtered)
    }

    /// What a text is the Base64 of, if all of it is one such part.
    pub(super) fn base64_of(&self, text: &str) -> Option<&str> {
        match self.split(text.strip_prefix(OPEN)?)? {
            (variable, "") => variable.base64_of.as_deref(),
            _ => None,
        }
    }

    /// Whether a mark begins with this character.
    pub(super) const fn begin(c: char) -> bool {
        c == OPEN
    }

    /// Whether a mark ends with this character.
    pub(super) const fn end(c: char) -> bool {
        c == CLOSE
    }

    fn split<'t>(&self, part: &'t str) -> Option<(&Variable, &'t str)> {
        let (number, rest) = part.split_once(CLOSE)?;
        Some((self.marked.get(number.parse::<usize>().ok()?)?, rest))
    }

    /// Learns the value of a variable.
    pub(super) fn give(&mut self, name: &str, value: &str) {
        if value.len() <= LONGEST_VALUE {
            self.given.insert(name.to_owned(), value.to_owned());
        }
    }

    /// The value of the variable that a template names, if it is known.
    fn given(&mut self, template: &str) -> Option<String> {
        let name = template.strip_prefix("{{")?.strip_suffix("}}")?.trim();
        let value = self.given.get(name).filter(|value| self.added + value.len() <= MOST_ADDED)?;
        self.added += value.len();
        Some(value.clone())
    }

    /// Marks what templates write in double braces, as Postman, Insomnia and Bruno do, and Insomnia's tags. A variable of which the paste
    /// says the value gives way to that.
    pub(super) fn mark_templates(&mut self, text: &str) -> String {
        self.templates(text, 0)
    }

    fn templates(&mut self, text: &str, depth: usize) -> String {
        let mut marked = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            let (before, here) = rest.split_at(at);
            marked.push_str(before);
            let length = template_length(here);
            if length > 0 {
                let template = &here[..length];
                match self.given(template).filter(|_| depth < DEEPEST) {
                    Some(value) => marked.push_str(&self.templates(&value, depth + 1)),
                    None => marked.push_str(&self.mark(template)),
                }
                rest = &here[length..];
            } else {
                marked.push('{');
                rest = &here[1..];
            }
        }
        marked.push_str(rest);
        marked
    }
}

/// How many octets the template has with which the text begins; 0 for none.
fn template_length(text: &str) -> usize {
    const LONGEST: usize = 200;
    let end = match text.as_bytes() {
        [b'{', b'{', ..] => "}}",
        [b'{', b'%', ..] => "%}",
        _ => return 0,
    };
    let inside = text[2..].char_indices().take(LONGEST).take_while(|(_, c)| !c.is_control() && *c != '{');
    let inside = inside.last().map_or(2, |(at, c)| 2 + at + c.len_utf8());
    match text[2..inside].find(end) {
        // Nothing, or the end of an object of objects, is no name.
        Some(length) if !text[2..2 + length].trim().is_empty() && !text[2..2 + length].starts_with('"') => 4 + length,
        _ => 0,
    }
}

/// Encodes a text as `curl --data-urlencode` does, and leaves marks as they are.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut in_mark = false;
    for c in text.chars() {
        match c {
            OPEN | CLOSE => {
                in_mark = c == OPEN;
                encoded.push(c);
            }
            _ if in_mark || c.is_ascii_alphanumeric() || "-._~".contains(c) => encoded.push(c),
            _ => {
                for octet in c.encode_utf8(&mut [0; 4]).bytes() {
                    encoded.push('%');
                    for half in [octet >> 4, octet & 15] {
                        encoded.push(char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase());
                    }
                }
            }
        }
    }
    encoded
}
