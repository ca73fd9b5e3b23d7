//! Objects as programs write them, where JSON was meant: dicts of Python, object literals of JavaScript, JSON with comments or a comma too
//! many, hashes of Ruby and arrays of PHP.
//!
//! People copy keys out of a REPL, a test or a configuration file. What such a text means is certain, so it is read into the JSON that it
//! means. What is still no object after that, stays none.

use std::ops::Range;

use serde_json::{Map, Number, Value};

/// Values deeper than this are not read.
const DEEPEST: usize = 32;
/// How many places are tried at which an object may begin.
const TRIES: usize = 32;
/// A longer text is no literal that somebody wrote.
const LONGEST: usize = 256 * 1024;

/// An object in a text.
pub(super) struct Literal {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// What it means in JSON.
    pub(super) value: Value,
}

/// The objects and lists of a text in which a member is called `kty`, in order.
pub(super) fn literals_with_keys(text: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    if text.len() > LONGEST || !text.contains("kty") {
        return found;
    }
    let (mut at, mut tries) = (0, 0);
    while let Some(start) = text[at..].find(['{', '[']).map(|start| at + start) {
        let mut reader = Reader { text, at: start };
        let value = reader.value(0).filter(holds_key);
        at = start + 1;
        if let Some(value) = value {
            at = reader.at;
            found.push(Literal { range: start..at, value });
        } else {
            tries += 1;
            if tries == TRIES {
                break;
            }
        }
    }
    found
}

fn holds_key(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.contains_key("kty") || members.values().any(holds_key),
        Value::Array(values) => values.iter().any(holds_key),
        _ => false,
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, sign: &str) -> bool {
        let has = self.rest().starts_with(sign);
        self.at += if has { sign.len() } else { 0 };
        has
    }

    /// White space and comments: `// …`, `# …` and `/* … */`.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let spaces = rest.len() - rest.trim_start().len();
            let after = &rest[spaces..];
            let comment = match () {
                () if after.starts_with("//") || after.starts_with('#') => after.find('\n').unwrap_or(after.len()),
                () if after.starts_with("/*") => after.find("*/").map_or(after.len(), |end| end + 2),
                () => 0,
            };
            self.at += spaces + comment;
            if comment == 0 {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.space();
        match self.peek()? {
            _ if depth > DEEPEST => None,
            '{' => self.collection('}', depth),
            '[' => self.collection(']', depth),
            '(' => self.collection(')', depth),
            ':' => {
                // A symbol of Ruby.
                self.at += 1;
                self.word().map(Value::String)
            }
            first if first == '-' || first == '+' || first.is_ascii_digit() => self.number(),
            _ => match self.string() {
                Some(text) => Some(Value::String(text)),
                None => self.constant(),
            },
        }
    }

    /// What stands between brackets: members if names stand in it, values otherwise.
    fn collection(&mut self, end: char, depth: usize) -> Option<Value> {
        self.at += 1;
        let (mut members, mut values) = (Map::new(), Vec::new());
        loop {
            self.space();
            if self.peek()? == end {
                self.at += 1;
                let is_object = end == '}' || !members.is_empty();
                return match (is_object, values.is_empty()) {
                    (true, true) => Some(Value::Object(members)),
                    (true, false) => None,
                    // Python puts round brackets around what goes over several lines.
                    (false, _) if end == ')' && values.len() == 1 => values.pop(),
                    (false, _) => Some(Value::Array(values)),
                };
            }
            match self.name() {
                Some(name) => {
                    let value = self.value(depth + 1)?;
                    // Which of two was meant, nobody knows.
                    if members.insert(name, value).is_some() {
                        return None;
                    }
                }
                None => values.push(self.value(depth + 1)?),
            }
            self.space();
            if !self.take(",") && !self.take(";") && self.peek()? != end {
                return None;
            }
        }
    }

    /// A name with what separates it from its value, or nothing.
    fn name(&mut self) -> Option<String> {
        let start = self.at;
        let name = if self.take(":") { self.word() } else { self.string().or_else(|| self.word()) };
        self.space();
        if name.is_some() && (self.take("=>") || self.take(":") || self.take("=")) {
            return name;
        }
        self.at = start;
        None
    }

    fn word(&mut self) -> Option<String> {
        let rest = self.rest();
        let length =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '-'))).unwrap_or(rest.len());
        let word = rest[..length].to_owned();
        self.at += length;
        (!word.is_empty()).then_some(word)
    }

    /// A string, and those that are joined to it by `+`, by `.` or by standing beside it.
    fn string(&mut self) -> Option<String> {
        let mut text = self.one_string()?;
        loop {
            let start = self.at;
            self.space();
            let _ = self.take("+") || self.take(".");
            self.space();
            match self.one_string() {
                Some(more) => text.push_str(&more),
                None => {
                    self.at = start;
                    return Some(text);
                }
            }
        }
    }

    fn one_string(&mut self) -> Option<String> {
        let rest = self.rest();
        // Python says before the quote what kind of string it is.
        let prefix = rest.len() - rest.trim_start_matches(['b', 'B', 'u', 'U', 'r', 'R', 'f', '@']).len();
        let prefix = if prefix < 3 { prefix } else { 0 };
        let quote = rest[prefix..].chars().next()?;
        let end = match quote {
            '"' | '\'' | '`' => quote,
            '\u{201c}' | '\u{201d}' => '\u{201d}',
            '\u{2018}' | '\u{2019}' => '\u{2019}',
            _ => return None,
        };
        let mut text = String::new();
        let inside = &rest[prefix + quote.len_utf8()..];
        let mut characters = inside.char_indices();
        while let Some((place, character)) = characters.next() {
            match character {
                _ if character == end => {
                    self.at += prefix + quote.len_utf8() + place + end.len_utf8();
                    return Some(text);
                }
                '\\' => escaped(&mut characters, &mut text)?,
                '\n' if end != '`' => return None,
                other => text.push(other),
            }
        }
        None
    }

    fn number(&mut self) -> Option<Value> {
        let rest = self.rest();
        let is_of = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
        let length = rest.find(|c: char| !is_of(c)).unwrap_or(rest.len());
        let written = rest[..length].replace('_', "");
        self.at += length;
        let hex = written.strip_prefix("0x").and_then(|digits| u64::from_str_radix(digits, 16).ok());
        let number = written.parse::<Number>().ok().or_else(|| hex.map(Number::from))?;
        Some(Value::Number(number))
    }

    /// `True`, `null`, `None` and their like. What stands for a value that is elsewhere, is not known here.
    fn constant(&mut self) -> Option<Value> {
        match self.word()?.as_str() {
            "true" | "True" | "TRUE" => Some(Value::Bool(true)),
            "false" | "False" | "FALSE" => Some(Value::Bool(false)),
            "null" | "None" | "nil" | "undefined" | "NULL" | "NaN" => Some(Value::Null),
            _ => None,
        }
    }
}

/// What a backslash stands for, whose character follows.
fn escaped(characters: &mut std::str::CharIndices<'_>, text: &mut String) -> Option<()> {
    let (_, character) = characters.next()?;
    let digits = match character {
        'x' => 2,
        'u' => 4,
        _ => 0,
    };
    if digits > 0 {
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + characters.next()?.1.to_digit(16)?;
        }
        text.push(char::from_u32(code)?);
        return Some(());
    }
    match character {
        'n' => text.push('\n'),
        'r' => text.push('\r'),
        't' => text.push('\t'),
        '\n' => {}
        other => text.push(other),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::literals_with_keys;
    use serde_json::json;

    #[test]
    fn each_language_writes_the_same_key() {
        let meant = json!({"kty": "EC", "crv": "P-256", "x": "a_-1", "ext": true, "x5c": null});
        for text in [
            "{'kty': 'EC', 'crv': 'P-256', 'x': 'a_-1', 'ext': True, 'x5c': None}",
            r#"{u'kty': u"EC", 'crv': 'P-' '256', 'x': ('a_' + '-1'), 'ext': True, 'x5c': None,}"#,
            "const jwk = { kty: 'EC', crv: `P-256`, x: \"a_\" +\n  '-1', ext: true, x5c: undefined };",
            "// mine\n{\"kty\": \"EC\", /* a curve */ \"crv\": \"P-256\", \"x\": \"a_\\u002d1\", \"ext\": true, \"x5c\": null,}",
            "{:kty=>\"EC\", :crv=>\"P-256\", :x=>\"a_-1\", :ext=>true, :x5c=>nil}",
            "$jwk = ['kty' => 'EC', 'crv' => 'P-256', 'x' => 'a_-1', 'ext' => true, 'x5c' => null];",
            "{kty=\"EC\"; crv=\"P-256\"; x=\"a_-1\"; ext=true; x5c=null;}",
            "{ \u{201c}kty\u{201d}: \u{201c}EC\u{201d}, crv: 'P-256', x: 'a_-1', ext: true, x5c: null }",
        ] {
            let found = literals_with_keys(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].value, meant, "{text}");
        }
    }

    #[test]
    fn several_are_found_and_what_is_broken_is_none() {
        let text = "keys = [{'kty': 'oct', 'k': 'YQ'}, {'kty': 'oct'}]\nmore {kty: 'EC', n: 0x10, y: -1.5,} end";
        let found = literals_with_keys(text);
        assert_eq!(&text[found[0].range.clone()], "[{'kty': 'oct', 'k': 'YQ'}, {'kty': 'oct'}]");
        assert_eq!((found.len(), &found[1].value), (2, &json!({"kty": "EC", "n": 16, "y": -1.5})));
        for text in [
            "{kty: 'EC'",
            "{kty: 'EC', kty: 'RSA'}",
            "{kty: process.env.KTY}",
            "{'kty': 'EC\n'}",
            "kty",
            "{a: 1}",
            "{kty: 'EC' x}",
        ] {
            assert!(literals_with_keys(text).is_empty(), "{text}");
        }
        assert!(literals_with_keys(&["kty", &"[".repeat(10_000)].concat()).is_empty());
    }
}
