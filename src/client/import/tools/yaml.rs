//! As much YAML as Insomnia writes: mappings and lists by indentation, plain and quoted scalars, blocks of text. A YAML library would weigh
//! more than everything else that reads a paste; what this cannot read it leaves out.

use serde_json::{Map, Value};

/// How deep it may be nested.
const DEEPEST: usize = 40;

/// The document.
pub(super) fn read(text: &str) -> Value {
    let lines: Vec<Line<'_>> = text
        .lines()
        .map(|line| Line { indent: line.len() - line.trim_start_matches(' ').len(), text: line.trim() })
        .collect();
    let mut reader = Reader { lines, at: 0 };
    reader.skip();
    let indent = reader.lines.get(reader.at).map_or(0, |line| line.indent);
    reader.node(indent, 0)
}

#[derive(Clone, Copy)]
struct Line<'t> {
    indent: usize,
    text: &'t str,
}

struct Reader<'t> {
    lines: Vec<Line<'t>>,
    at: usize,
}

impl<'t> Reader<'t> {
    /// Over what says nothing.
    fn skip(&mut self) {
        let says_nothing = |line: &Line<'_>| line.text.is_empty() || line.text.starts_with('#') || line.text == "---";
        while self.lines.get(self.at).is_some_and(says_nothing) {
            self.at += 1;
        }
    }

    fn here(&mut self) -> Option<Line<'t>> {
        self.skip();
        self.lines.get(self.at).copied()
    }

    /// The value whose lines begin at this indentation.
    fn node(&mut self, indent: usize, depth: usize) -> Value {
        let Some(line) = self.here().filter(|_| depth < DEEPEST) else {
            // Deeper than anybody writes it: its lines are gone over.
            while self.here().is_some_and(|line| line.indent >= indent.max(1)) {
                self.at += 1;
            }
            return Value::Null;
        };
        if is_element(line.text) { self.list(line.indent, depth) } else { self.mapping(line.indent, depth) }
    }

    fn list(&mut self, indent: usize, depth: usize) -> Value {
        let mut list = Vec::new();
        while let Some(line) = self.here().filter(|line| line.indent == indent && is_element(line.text)) {
            let rest = line.text[1..].trim_start();
            if rest.is_empty() {
                self.at += 1;
                list.push(self.inner(indent, depth));
            } else if key(rest).is_some() {
                // The element is a mapping, of which the first line stands behind the hyphen.
                let inner = indent + (line.text.len() - rest.len());
                self.lines[self.at] = Line { indent: inner, text: rest };
                list.push(self.node(inner, depth + 1));
            } else {
                self.at += 1;
                list.push(scalar(rest));
            }
        }
        Value::Array(list)
    }

    fn mapping(&mut self, indent: usize, depth: usize) -> Value {
        let mut members = Map::new();
        while let Some(line) = self.here().filter(|line| line.indent >= indent) {
            self.at += 1;
            let Some((name, rest)) = key(line.text).filter(|_| line.indent == indent) else { continue };
            let value = match rest {
                "" => self.inner(indent, depth),
                "|" | "|-" | "|+" | ">" | ">-" | ">+" => Value::String(self.block(indent)),
                rest => scalar(rest),
            };
            members.insert(name, value);
        }
        Value::Object(members)
    }

    /// What stands below a name or a hyphen: deeper, or a list at the same indentation.
    fn inner(&mut self, indent: usize, depth: usize) -> Value {
        match self.here() {
            Some(line) if line.indent > indent || line.indent == indent && is_element(line.text) => {
                self.node(line.indent, depth + 1)
            }
            _ => Value::Null,
        }
    }

    fn block(&mut self, indent: usize) -> String {
        let mut text = Vec::new();
        while let Some(line) = self.lines.get(self.at).filter(|line| line.indent > indent || line.text.is_empty()) {
            text.push(line.text);
            self.at += 1;
        }
        text.join("\n").trim_end().to_owned()
    }
}

fn is_element(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// The name of a member and what follows it on its line.
fn key(text: &str) -> Option<(String, &str)> {
    if text.starts_with(['"', '\'']) {
        let quote = text.chars().next()?;
        let end = text[1..].find(quote)? + 1;
        return Some((text[1..end].to_owned(), text[end + 1..].strip_prefix(':')?.trim()));
    }
    let (name, rest) = match text.split_once(": ") {
        Some(pair) => pair,
        None => (text.strip_suffix(':')?, ""),
    };
    (!name.contains(['{', '[', '"'])).then(|| (name.trim().to_owned(), rest.trim()))
}

fn scalar(text: &str) -> Value {
    if let Some(inside) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        // A double-quoted scalar of one line is a string of JSON, but for a few escapes that nobody writes.
        return serde_json::from_str(text).unwrap_or_else(|_| inside.into());
    }
    if let Some(inside) = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
        return inside.replace("''", "'").into();
    }
    match text.split(" #").next().unwrap_or_default().trim() {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "null" | "~" | "" | "{}" | "[]" => Value::Null,
        other => other.into(),
    }
}
