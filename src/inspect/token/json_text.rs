//! JSON as its author wrote it: the same members in the same order, laid out for reading, with spans for colours.
//!
//! This walks tokens (RFC 8259 §2) and lays out whatever it meets, so that damaged JSON is shown as far as it reads. It does not
//! judge: whether the text is one object without duplicates (RFC 7519 §7.2, RFC 7515 §4) is for `jose::json`.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::inspect::visible;
use crate::jose::json;

/// Beyond this depth lines are no longer broken, so that nesting cannot multiply the text.
const DEEPEST_INDENT: usize = 16;

/// Not JSON (RFC 8259 §8.1), but no reason to show nothing.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// What a stretch of JSON text is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Braces, brackets, colons and commas.
    Punctuation,
    /// A member's name, with its quotes.
    Key,
    /// A string, with its quotes.
    String,
    /// A number.
    Number,
    /// `true`, `false` or `null`.
    Constant,
    /// What could not be read as JSON, from there to the end.
    Unread,
}

/// One coloured stretch of [`JsonText::text`], in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it stands; always on character boundaries.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// A complete member of the outermost object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name, unescaped.
    pub name: String,
    /// Its name and value in the source, in bytes.
    pub source: Range<usize>,
    /// Its value alone in the source, in bytes.
    pub value: Range<usize>,
    /// Its name and value in [`JsonText::text`], in bytes.
    pub shown: Range<usize>,
}

/// JSON laid out for reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonText {
    /// The text with line breaks and two spaces a level; hiding characters are escaped.
    pub text: String,
    /// Its stretches in order; white space lies between them.
    pub spans: Vec<Span>,
    /// The members of the outermost object, in their author's order, repeats included.
    pub members: Vec<Member>,
    /// The places of `members` in the order of their names, so that many of them are found in little time.
    by_name: Vec<usize>,
}

/// A JSON value as its author wrote it, on one line: white space between its tokens is left out, everything else stays, numbers digit by
/// digit.
#[must_use]
pub fn exact(value: &str) -> String {
    let (mut exact, mut in_string, mut is_escaped) = (String::with_capacity(value.len()), false, false);
    for character in value.chars() {
        if in_string {
            in_string = character != '"' || is_escaped;
            is_escaped = character == '\\' && !is_escaped;
        } else if matches!(character, ' ' | '\n' | '\r' | '\t') {
            continue;
        } else {
            in_string = character == '"';
        }
        exact.push(character);
    }
    exact
}

impl JsonText {
    /// Lays out `source` as far as it reads as JSON, then the rest as it is.
    #[must_use]
    pub fn lay_out(source: &str) -> Self {
        let mut walker = Walker { source, at: 0, stack: Vec::new(), member: None, out: Self::default() };
        while walker.step() {}
        let mut out = walker.out;
        out.by_name = (0..out.members.len()).collect();
        // Stable: of equal names the later stays later.
        out.by_name.sort_by(|one, other| out.members[*one].name.cmp(&out.members[*other].name));
        out
    }

    /// The outermost object's members as far as each can be read alone; the last of a repeated name stays.
    #[must_use]
    pub fn readable_members(&self, source: &str) -> Map<String, Value> {
        let value = |member: &Member| serde_json::from_slice(source.get(member.value.clone())?.as_bytes()).ok();
        json::object(self.members.iter().filter_map(|member| Some((member.name.clone(), value(member)?))))
    }

    /// The member called `name`; the last one of a repeated name, as most parsers have it.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member> {
        // The last of those with this name stands just before the first with a greater one.
        let after = self.by_name.partition_point(|index| self.members[*index].name.as_str() <= name);
        let member = &self.members[*self.by_name.get(after.checked_sub(1)?)?];
        (member.name == name).then_some(member)
    }
}

/// A member of the outermost object whose value is still being read.
struct Open {
    name: String,
    source: usize,
    shown: usize,
    value: Option<usize>,
}

struct Walker<'a> {
    source: &'a str,
    at: usize,
    /// Opening brackets not yet closed.
    stack: Vec<u8>,
    member: Option<Open>,
    out: JsonText,
}

impl Walker<'_> {
    /// Reads one token; `false` at the end.
    fn step(&mut self) -> bool {
        let bytes = self.source.as_bytes();
        if self.at == 0 && self.source.starts_with(BYTE_ORDER_MARK) {
            self.at = BYTE_ORDER_MARK.len_utf8();
        }
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        let Some(&byte) = bytes.get(self.at) else { return false };
        if self.stack.is_empty() && !self.out.spans.is_empty() {
            return self.give_up(); // one value is all a JSON text may hold
        }
        if !matches!(byte, b':' | b',' | b'}' | b']')
            && let Some(open) = &mut self.member
        {
            open.value.get_or_insert(self.at);
        }
        match byte {
            b'{' | b'[' => self.open(byte),
            b'}' | b']' => return self.close(byte),
            b',' => {
                self.end_member();
                self.emit(1, TokenKind::Punctuation);
                self.break_line();
            }
            b':' => {
                self.emit(1, TokenKind::Punctuation);
                self.out.text.push(' ');
            }
            b'"' => return self.string(),
            b'-' | b'0'..=b'9' => self.run(TokenKind::Number),
            _ if ["true", "false", "null"].iter().any(|word| self.source[self.at..].starts_with(word)) => {
                self.run(TokenKind::Constant);
            }
            _ => return self.give_up(),
        }
        true
    }

    fn open(&mut self, byte: u8) {
        self.emit(1, TokenKind::Punctuation);
        let next = self.source[self.at..].trim_start_matches([' ', '\n', '\r', '\t']);
        self.stack.push(byte);
        if !next.starts_with(['}', ']']) {
            self.break_line();
        }
    }

    fn close(&mut self, byte: u8) -> bool {
        if self.stack.last() != Some(&(byte - 2)) {
            return self.give_up();
        }
        self.end_member();
        self.stack.pop();
        if self.out.text.ends_with(['{', '[']) {
            // empty: stays on its line
        } else {
            self.break_line();
        }
        self.emit(1, TokenKind::Punctuation);
        true
    }

    fn string(&mut self) -> bool {
        let bytes = &self.source.as_bytes()[self.at..];
        let mut end = 1;
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                Some(_) => end += 1,
                None => return self.give_up(),
            }
        }
        let length = end + 1;
        let before = self.out.spans.last().map_or("", |span| &self.out.text[span.range.clone()]);
        let is_key = self.stack.last() == Some(&b'{') && matches!(before, "{" | ",");
        if is_key && self.stack.len() == 1 {
            let raw = &self.source[self.at..self.at + length];
            let name = serde_json::from_slice(raw.as_bytes()).unwrap_or_else(|_| raw[1..end].to_owned());
            self.member = Some(Open { name, source: self.at, shown: self.out.text.len(), value: None });
        }
        self.emit(length, if is_key { TokenKind::Key } else { TokenKind::String });
        true
    }

    /// A number or a word, up to where a token must end.
    fn run(&mut self, kind: TokenKind) {
        let rest = &self.source[self.at..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')));
        self.emit(end.unwrap_or(rest.len()), kind);
    }

    fn give_up(&mut self) -> bool {
        self.emit(self.source.len() - self.at, TokenKind::Unread);
        false
    }

    /// Closes the open member when the token at hand ends it; a member without a value was never one.
    fn end_member(&mut self) {
        if self.stack.len() != 1 {
            return;
        }
        let end = self.source[..self.at].trim_end_matches([' ', '\n', '\r', '\t']).len();
        if let Some(Open { name, source, shown, value: Some(value) }) = self.member.take() {
            let shown = shown..self.out.text.len();
            self.out.members.push(Member { name, source: source..end, value: value..end, shown });
        }
    }

    fn emit(&mut self, length: usize, kind: TokenKind) {
        let start = self.out.text.len();
        self.out.text.push_str(&visible(&self.source[self.at..self.at + length]));
        self.out.spans.push(Span { range: start..self.out.text.len(), kind });
        self.at += length;
    }

    fn break_line(&mut self) {
        if self.stack.len() <= DEEPEST_INDENT {
            self.out.text.push('\n');
            self.stack.iter().for_each(|_| self.out.text.push_str("  "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{JsonText, TokenKind};

    #[test]
    fn order_and_spelling_are_the_authors() {
        let json = JsonText::lay_out("{\"b\":1.50, \"a\" :[true,{}],\r\n\"c\":\"\\u0041\"}");
        assert_eq!(json.text, "{\n  \"b\": 1.50,\n  \"a\": [\n    true,\n    {}\n  ],\n  \"c\": \"\\u0041\"\n}");
        let keys: Vec<_> = json.spans.iter().filter(|span| span.kind == TokenKind::Key).collect();
        assert_eq!(keys.len(), 3);
        assert_eq!(&json.text[keys[0].range.clone()], "\"b\"");
        assert_eq!(json.members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>(), ["b", "a", "c"]);
    }

    #[test]
    fn a_member_knows_where_it_stands_in_source_and_text() {
        let source = r#"{"iss": "x", "n": {"a":[1, 2]} }"#;
        let json = JsonText::lay_out(source);
        assert_eq!(&source[json.members[1].source.clone()], r#""n": {"a":[1, 2]}"#);
        assert_eq!(&source[json.members[1].value.clone()], r#"{"a":[1, 2]}"#);
        assert_eq!(&json.text[json.members[0].shown.clone()], r#""iss": "x""#);
    }

    #[test]
    fn damaged_json_is_shown_as_far_as_it_reads() {
        let source = r#"{"sub":"a","exp":12,"scope":"ord"#;
        let json = JsonText::lay_out(source);
        assert_eq!(json.text, "{\n  \"sub\": \"a\",\n  \"exp\": 12,\n  \"scope\": \"ord");
        assert_eq!(json.spans.last().map(|span| span.kind), Some(TokenKind::Unread));
        let members = json.readable_members(source);
        assert_eq!(members.len(), 2);
        assert_eq!(members["exp"], 12);
    }

    #[test]
    fn text_after_the_value_and_crossed_brackets_stay_unread() {
        for (source, unread) in [("{\"a\":1}{\"b\":2}", "{\"b\":2}"), ("{\"a\":[1}", "}"), ("{\"a\":nil}", "nil}")] {
            let json = JsonText::lay_out(source);
            let last = json.spans.last().expect("spans");
            assert_eq!((&json.text[last.range.clone()], last.kind), (unread, TokenKind::Unread));
        }
    }

    #[test]
    fn jwt_18_deep_nesting_does_not_multiply_the_text() {
        let source = "[".repeat(60_000);
        assert!(JsonText::lay_out(&source).text.len() < 70_000);
    }

    #[test]
    fn hiding_characters_inside_strings_are_escaped() {
        assert_eq!(JsonText::lay_out("\"a\u{202e}b\"").text, "\"a\\u202eb\"");
    }
}
