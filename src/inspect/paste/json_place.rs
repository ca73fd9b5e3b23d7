//! Where in JSON a value stands: the members and indices that lead to it.
//!
//! The reader is lenient: JSON that was cut off, JSON5 and the literals of Python are walked alike, JSON inside of a string is walked with its
//! escaped quotes, and whatever is around JSON is passed over. It goes once from left to right.

use std::ops::Range;

use super::octets::{self, IN_STRING, WORD};
use crate::inspect::visible;

/// Objects and lists deeper than this are counted and not remembered.
const DEEPEST: usize = 256;
/// How many steps of a place are told.
const LONGEST: usize = 12;
/// How far ahead is looked to see whether JSON begins.
const GLANCE: usize = 64;

/// The place of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// For example `log.entries[0].value`.
    pub(super) path: String,
    /// The last member's name.
    pub(super) name: Option<String>,
}

/// The places of what stands at `offsets`, which are in order; `None` for what is not in JSON.
pub(super) fn places(source: &str, offsets: &[usize]) -> Vec<Option<Place>> {
    let mut walker = Walker {
        source,
        text: source.as_bytes(),
        stack: Vec::new(),
        strings: Vec::new(),
        deeper: 0,
        string: None,
        last: None,
    };
    let mut places = Vec::with_capacity(offsets.len());
    let mut at = 0;
    while places.len() < offsets.len() {
        while offsets.get(places.len()).is_some_and(|offset| *offset <= at) {
            places.push(walker.place());
        }
        if at >= source.len() {
            break;
        }
        // Words are passed over in one step, but never beyond what is asked for.
        let limit = offsets.get(places.len()).copied().unwrap_or(source.len());
        at = (at + walker.step(at)).min(limit.max(at + 1));
    }
    places.resize(offsets.len(), None);
    places
}

struct Frame {
    is_list: bool,
    index: usize,
    key: Option<Range<usize>>,
    /// How often quotes are escaped inside, when this is a string that holds JSON; and its quote.
    embedded: Option<(u32, u8)>,
}

struct Walker<'a> {
    source: &'a str,
    text: &'a [u8],
    stack: Vec<Frame>,
    /// Which of them are strings that hold JSON.
    strings: Vec<usize>,
    deeper: usize,
    /// An open string: how often its quote is escaped, the quote, and where the content starts.
    string: Option<(u32, u8, usize)>,
    last: Option<Range<usize>>,
}

impl Walker<'_> {
    /// Reads what is at `at` and tells how long it is.
    fn step(&mut self, at: usize) -> usize {
        let byte = self.text[at];
        let slashes = octets::repeated(self.text, at, b'\\');
        if slashes > 0 {
            let level = (slashes + 1).ilog2();
            return match self.text.get(at + slashes) {
                Some(quote @ (b'"' | b'\'')) => {
                    self.quote(at, at + slashes, *quote, level);
                    slashes + 1
                }
                Some(_) => slashes + 1,
                None => slashes,
            };
        }
        if matches!(byte, b'"' | b'\'') {
            self.quote(at, at, byte, 0);
            return 1;
        }
        if self.string.is_some() {
            return octets::end_of(self.text, at, IN_STRING) - at;
        }
        if self.stack.is_empty() {
            if matches!(byte, b'{' | b'[') && self.begins_json(at) {
                self.open(byte);
            }
            return 1;
        }
        match byte {
            b'{' | b'[' => self.open(byte),
            b'}' | b']' => self.close(),
            b':' => {
                let last = self.last.take();
                if let Some(frame) = self.stack.last_mut() {
                    frame.key = last;
                }
            }
            b',' => {
                self.last = None;
                if let Some(frame) = self.stack.last_mut() {
                    frame.index += 1;
                    frame.key = None;
                }
            }
            // A comment may hold apostrophes.
            b'/' if self.text.get(at + 1) == Some(&b'/') => {
                return self.text[at..].iter().take_while(|byte| **byte != b'\n').count();
            }
            _ if is_word(byte) => {
                let end = octets::end_of(self.text, at, WORD);
                self.last = Some(at..end);
                return end - at;
            }
            _ => {}
        }
        1
    }

    /// A quote whose backslashes begin at `start`.
    fn quote(&mut self, start: usize, at: usize, quote: u8, level: u32) {
        if let Some((open_level, open_quote, content)) = self.string {
            if open_quote == quote && level <= open_level {
                self.string = None;
                self.last = Some(content..start);
                if level < open_level {
                    self.leave(level, quote);
                }
            }
            return;
        }
        if self.closes_string(level, quote) {
            return self.leave(level, quote);
        }
        if self.stack.is_empty() {
            return; // quotes in prose mean nothing
        }
        let rest = &self.text[at + 1..self.text.len().min(at + 1 + GLANCE)];
        let rest = rest.trim_ascii_start();
        let inside = rest.get(1..).unwrap_or_default().trim_ascii_start();
        let other = if quote == b'\'' { b'"' } else { b'\'' };
        let holds_json = matches!(rest.first(), Some(b'{' | b'['))
            && inside.first().is_some_and(|byte| matches!(byte, b'\\' | b'{' | b'[') || *byte == other);
        if holds_json && self.stack.len() < DEEPEST {
            self.strings.push(self.stack.len());
            self.stack.push(Frame { is_list: false, index: 0, key: None, embedded: Some((level, quote)) });
        } else {
            self.string = Some((level, quote, at + 1));
        }
    }

    /// Whether a quote closes the innermost string that holds JSON.
    fn closes_string(&self, level: u32, quote: u8) -> bool {
        let innermost = self.strings.last().and_then(|at| self.stack.get(*at)?.embedded);
        innermost.is_some_and(|(own, own_quote)| own_quote == quote && level <= own)
    }

    /// Leaves the JSON that strings held, when their closing quote has come.
    fn leave(&mut self, level: u32, quote: u8) {
        while self.closes_string(level, quote) {
            self.stack.truncate(self.strings.pop().unwrap_or_default());
            self.deeper = 0;
        }
    }

    fn begins_json(&self, at: usize) -> bool {
        let rest = self.text[at + 1..self.text.len().min(at + GLANCE)].trim_ascii_start();
        let rest = rest.strip_prefix(b"\\n").unwrap_or(rest);
        if rest.starts_with(b"//") {
            return self.text[at] == b'{'; // a comment of JSON5
        }
        let word = rest.iter().take_while(|byte| is_word(**byte)).count();
        match rest.first() {
            Some(b'"' | b'\'' | b'\\') | None => true,
            Some(b'{' | b'[') => self.text[at] == b'[',
            _ => word > 0 && self.text[at] == b'{' && rest[word..].trim_ascii_start().starts_with(b":"),
        }
    }

    fn open(&mut self, byte: u8) {
        self.last = None;
        if self.stack.len() < DEEPEST {
            self.stack.push(Frame { is_list: byte == b'[', index: 0, key: None, embedded: None });
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if self.stack.last().is_some_and(|frame| frame.embedded.is_none()) {
            self.stack.pop();
        }
    }

    fn place(&self) -> Option<Place> {
        if self.stack.is_empty() {
            return None;
        }
        let key = |frame: &Frame| {
            let name = self.source.get(frame.key.clone()?)?;
            Some(visible(name.get(..64).unwrap_or(name)).into_owned())
        };
        let mut path = String::new();
        let steps = self.stack.len().saturating_sub(LONGEST);
        if steps > 0 {
            path.push('…');
        }
        for frame in &self.stack[steps..] {
            if frame.is_list {
                path.push('[');
                path.push_str(&frame.index.to_string());
                path.push(']');
            } else if let Some(name) = key(frame) {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&name);
            }
        }
        Some(Place { path, name: self.stack.iter().rev().find_map(key) })
    }
}

const fn is_word(byte: u8) -> bool {
    octets::is(byte, WORD)
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn a_place_is_told_in_whole_cut_nested_and_foreign_json() {
        for (source, path, name) in [
            (r#"{"accessToken":"HERE"}"#, "accessToken", "accessToken"),
            (
                r#"{"log":{"entries":[{"a":1},{"request":{"headers":[{"name":"Host"},{"value":"Bearer HERE"}]}}]}}"#,
                "log.entries[1].request.headers[1].value",
                "value",
            ),
            (r#"{"tokens":["x","HERE"]}"#, "tokens[1]", "tokens"),
            (r#"["x",{"a":"HERE"#, "[1].a", "a"),
            ("{access_token: 'HERE', // note\n}", "access_token", "access_token"),
            (r#"{"body":"{\"data\":{\"token\":\"HERE\"}}","status":200}"#, "body.data.token", "token"),
            (r#"{"body":"{\"data\":{}}","status":"HERE"}"#, "status", "status"),
            (r#"{\"data\":{\"token\":\"HERE\"}}"#, "data.token", "token"),
            (r#"2026-11-30 [info] got {"a":{"b":"HERE"}} in 3 ms"#, "a.b", "b"),
            (r#"{"a":"it's","b":"say \"hi\"","c":"HERE"}"#, "c", "c"),
        ] {
            let at = source.find("HERE").expect("a mark");
            let place = places(source, &[at]).remove(0).expect(source);
            assert_eq!((place.path.as_str(), place.name.as_deref()), (path, Some(name)), "{source}");
        }
        for source in ["HERE", "[2026] HERE", "it's HERE", "{x} HERE", r#"{"a":1} HERE"#] {
            let at = source.find("HERE").expect("a mark");
            assert_eq!(places(source, &[at]), [None], "{source}");
        }
    }
}
