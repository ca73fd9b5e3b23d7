//! Where every value of a JSON text stands: from a path to its octets, and from an octet to the innermost value around it.
//!
//! Like [`JsonText`](super::JsonText) this walks tokens (RFC 8259 §2) and does not judge. It neither recurses nor looks twice, so that
//! neither nesting nor length can hurt.

use std::ops::Range;

/// One step from a value to a value inside of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the member of this name.
    Member(String),
    /// To the element of this number, counted from 0.
    Element(usize),
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JsonNode {
    /// The value that it is inside of.
    pub(crate) parent: Option<usize>,
    /// The name in front of it, with its quotes, in bytes of the source; an element of a list has none.
    pub(crate) name: Option<Range<usize>>,
    /// Which member or element of its parent it is.
    pub(crate) index: usize,
    /// Where it stands, in bytes of the source.
    pub(crate) value: Range<usize>,
    /// The first node that is not inside of this one.
    pub(crate) after: usize,
}

impl JsonNode {
    /// Name and value.
    fn place(&self) -> Range<usize> {
        self.name.as_ref().map_or(self.value.start, |name| name.start)..self.value.end
    }
}

/// A JSON text as a tree of places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonTree {
    source: String,
    nodes: Vec<JsonNode>,
}

impl JsonTree {
    /// Reads `source` as far as it is JSON.
    #[must_use]
    pub fn read(source: &str) -> Self {
        let mut tree = Self { source: source.to_owned(), nodes: Vec::new() };
        let mut walker = Walker { bytes: source.as_bytes(), at: 0, open: Vec::new(), name: None };
        while walker.step(&mut tree.nodes) {}
        for level in walker.open {
            tree.nodes[level.node].value.end = source.len();
            tree.nodes[level.node].after = tree.nodes.len();
        }
        tree
    }

    /// The text itself.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Name and value of what the path leads to, in bytes; the first of a repeated name.
    #[must_use]
    pub fn place_of(&self, path: &[Step]) -> Option<Range<usize>> {
        self.find(path).map(|node| self.nodes[node].place())
    }

    /// The value that the path leads to, as it is written.
    #[must_use]
    pub fn value_of(&self, path: &[Step]) -> Option<&str> {
        self.text_of(self.find(path)?)
    }

    /// The path to the innermost value whose name or text has this byte; empty for what belongs to the outermost value alone.
    #[must_use]
    pub fn path_at(&self, byte: usize) -> Option<Vec<Step>> {
        // Inner values stand after outer ones.
        let mut node = self.nodes.iter().rposition(|node| node.place().contains(&byte))?;
        let mut path = Vec::new();
        while let Some(parent) = self.nodes[node].parent {
            path.push(self.step_to(node));
            node = parent;
        }
        path.reverse();
        Some(path)
    }

    fn find(&self, path: &[Step]) -> Option<usize> {
        let mut node = (!self.nodes.is_empty()).then_some(0)?;
        for step in path {
            node = self.children(node).find(|child| self.step_to(*child) == *step)?;
        }
        Some(node)
    }

    /// The members or elements of a value, in order.
    pub(crate) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes.get(node).map_or(0, |node| node.after);
        let first = node + 1;
        std::iter::successors((first < end).then_some(first), move |child| {
            let next = self.nodes[*child].after;
            (next < end).then_some(next)
        })
    }

    /// A value as it is written.
    pub(crate) fn text_of(&self, node: usize) -> Option<&str> {
        self.source.get(self.nodes.get(node)?.value.clone())
    }

    /// Where a value begins, in bytes.
    pub(crate) fn start_of(&self, node: usize) -> Option<usize> {
        Some(self.nodes.get(node)?.value.start)
    }

    /// A member's name, unescaped.
    pub(crate) fn name_of(&self, node: usize) -> Option<String> {
        let raw = self.source.get(self.nodes.get(node)?.name.clone()?)?;
        Some(serde_json::from_slice(raw.as_bytes()).unwrap_or_else(|_| raw.trim_matches('"').to_owned()))
    }

    fn step_to(&self, node: usize) -> Step {
        self.name_of(node).map_or_else(|| Step::Element(self.nodes[node].index), Step::Member)
    }
}

struct Level {
    node: usize,
    is_object: bool,
    count: usize,
}

struct Walker<'a> {
    bytes: &'a [u8],
    at: usize,
    open: Vec<Level>,
    /// A name that waits for its value.
    name: Option<Range<usize>>,
}

impl Walker<'_> {
    /// Reads one token; `false` at the end of what can be read.
    fn step(&mut self, nodes: &mut Vec<JsonNode>) -> bool {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t' | b',' | b':')) {
            self.at += 1;
        }
        let Some(&byte) = self.bytes.get(self.at) else { return false };
        let start = self.at;
        match byte {
            _ if self.open.is_empty() && !nodes.is_empty() => return false,
            b'{' | b'[' => {
                self.at += 1;
                let node = self.add(nodes, start..start);
                self.open.push(Level { node, is_object: byte == b'{', count: 0 });
            }
            b'}' | b']' => {
                if self.open.last().is_none_or(|level| level.is_object != (byte == b'}')) {
                    return false;
                }
                self.at += 1;
                self.name = None;
                if let Some(level) = self.open.pop() {
                    nodes[level.node].value.end = self.at;
                    nodes[level.node].after = nodes.len();
                }
            }
            b'"' => {
                let Some(end) = self.end_of_string() else { return false };
                self.at = end;
                if self.name.is_none() && self.open.last().is_some_and(|level| level.is_object) {
                    self.name = Some(start..end);
                } else {
                    self.add(nodes, start..end);
                }
            }
            _ => {
                let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
                let length = self.bytes[start..].iter().take_while(|byte| is_of_word(byte)).count();
                if length == 0 {
                    return false;
                }
                self.at += length;
                self.add(nodes, start..self.at);
            }
        }
        true
    }

    fn end_of_string(&self) -> Option<usize> {
        let mut end = self.at + 1;
        loop {
            match self.bytes.get(end)? {
                b'"' => return Some(end + 1),
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
    }

    fn add(&mut self, nodes: &mut Vec<JsonNode>, value: Range<usize>) -> usize {
        let node = nodes.len();
        let (parent, index) = match self.open.last_mut() {
            Some(level) => {
                level.count += 1;
                (Some(level.node), level.count - 1)
            }
            None => (None, 0),
        };
        nodes.push(JsonNode { parent, name: self.name.take(), index, value, after: node + 1 });
        node
    }
}

#[cfg(test)]
mod tests {
    use super::{JsonTree, Step};

    const SOURCE: &str = r#"{"a": [1, {"b\u0063": "x]"}], "d":{"e":null}, "f": 1.50}"#;

    fn path(steps: &str) -> Vec<Step> {
        let steps = steps.split('/').filter(|step| !step.is_empty());
        steps.map(|step| step.parse().map_or_else(|_| Step::Member(step.to_owned()), Step::Element)).collect()
    }

    #[test]
    fn a_path_leads_to_its_octets_and_back() {
        let tree = JsonTree::read(SOURCE);
        for (steps, place, value) in [
            ("", SOURCE, SOURCE),
            ("a", r#""a": [1, {"b\u0063": "x]"}]"#, r#"[1, {"b\u0063": "x]"}]"#),
            ("a/0", "1", "1"),
            ("a/1/bc", r#""b\u0063": "x]""#, r#""x]""#),
            ("d/e", r#""e":null"#, "null"),
            ("f", r#""f": 1.50"#, "1.50"),
        ] {
            let path = path(steps);
            let range = tree.place_of(&path).expect("a place");
            assert_eq!((&SOURCE[range.clone()], tree.value_of(&path)), (place, Some(value)), "{steps}");
            assert_eq!(tree.path_at(range.start), Some(path.clone()), "{steps}");
            assert_eq!(tree.path_at(range.end - 1).map(|path| path.len()), Some(path.len()), "{steps}");
        }
        assert_eq!(tree.path_at(SOURCE.find(", {").expect("a comma")), Some(path("a")));
        assert_eq!(tree.place_of(&path("a/7")), None);
    }

    #[test]
    fn damage_ends_the_reading_and_depth_does_not_hurt() {
        for source in ["", "{", "}", "{\"a", "[1,2", "{\"a\":[}", "\u{feff}{}", "nul", "{\"a\":1}{\"b\":2}", "\"\\"] {
            let tree = JsonTree::read(source);
            assert!((0..source.len()).all(|byte| tree.path_at(byte).is_none_or(|path| path.len() < 3)), "{source}");
        }
        let deep = "[".repeat(200_000);
        assert_eq!(JsonTree::read(&deep).path_at(150_000).map(|path| path.len()), Some(150_000));
    }
}
