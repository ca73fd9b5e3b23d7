//! A text without the spellings that others wrapped around its characters, and the way back to where each stood.
//!
//! Percent-encoding (RFC 3986 §2.1), escapes of strings (RFC 8259 §7), references to characters (HTML), quoted-printable (RFC 2045 §6.7) and
//! characters that cannot be seen are undone at once, each in its place and however they are layered. One pass from left to right reads
//! every octet once, so the time grows with the text and with nothing else.

use std::ops::Range;

use super::octets::{self, USUAL};
use crate::inspect::wording::hides;

/// The longest text that is searched, in octets.
pub const LONGEST_TEXT: usize = 1 << 20;

/// How many times a character may be encoded over: more is no accident of copying.
const DEEPEST: u8 = 4;

/// How a character was spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// `%2E`, or `%252E` for twice.
    Percent(u8),
    /// `\"`, `\n`, `\u003d`.
    Escape,
    /// `&quot;`, `&#61;`.
    Entity,
    /// `=3D`.
    QuotedPrintable,
}

/// A text with its characters as they are meant. It may hold octets that are no UTF-8, because percent signs can spell any.
pub(super) struct Plain {
    /// The octets.
    pub(super) text: Vec<u8>,
    /// How many characters were left out that cannot be seen.
    pub(super) invisible: usize,
    content: Range<usize>,
    /// From where on the text lies elsewhere in the source: the place in the text, and the place in the source.
    jumps: Vec<(usize, usize)>,
    /// Which octets were spelled otherwise.
    changes: Vec<(usize, Spelling)>,
}

impl Plain {
    /// Reads `source`.
    pub(super) fn of(source: &str) -> Self {
        let mut plain = Self {
            text: Vec::with_capacity(source.len()),
            invisible: 0,
            content: 0..0,
            jumps: Vec::new(),
            changes: Vec::new(),
        };
        let reader = Reader { source, bytes: source.as_bytes(), is_quoted_printable: is_quoted_printable(source) };
        let mut at = 0;
        while at < source.len() {
            let usual = octets::end_of(reader.bytes, at, USUAL);
            plain.text.extend_from_slice(&reader.bytes[at..usual]);
            at = usual;
            if at < source.len() {
                at += reader.step(at, &mut plain);
            }
        }
        let start = plain.text.len() - plain.text.trim_ascii_start().len();
        plain.content = start..start.max(plain.text.trim_ascii_end().len());
        plain
    }

    /// Where the text stands without the white space around it.
    pub(super) fn content(&self) -> Range<usize> {
        self.content.clone()
    }

    /// Where a stretch of the plain text stands in the source.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| match self.jumps[..self.jumps.partition_point(|(text, _)| *text <= at)].last() {
            Some((text, source)) => source + (at - text),
            None => at,
        };
        place(range.start)..place(range.end)
    }

    /// The spellings inside of a stretch.
    pub(super) fn changes(&self, range: Range<usize>) -> impl Iterator<Item = Spelling> {
        let first = self.changes.partition_point(|(at, _)| *at < range.start);
        self.changes[first..].iter().take_while(move |(at, _)| *at < range.end).map(|(_, spelling)| *spelling)
    }

    /// Adds an octet that `length` octets of the source spell.
    fn put(&mut self, octet: u8, start: usize, length: usize) {
        self.jumps.push((self.text.len(), start));
        self.text.push(octet);
        self.jumps.push((self.text.len(), start + length));
    }

    fn change(&mut self, octet: u8, start: usize, length: usize, spelling: Spelling) -> usize {
        self.changes.push((self.text.len(), spelling));
        self.put(octet, start, length);
        length
    }

    /// Leaves `length` octets of the source out.
    fn leave_out(&mut self, start: usize, length: usize) -> usize {
        self.jumps.push((self.text.len(), start + length));
        length
    }

    /// Adds `length` octets of the source as they are.
    fn keep(&mut self, source: &[u8], start: usize, length: usize) -> usize {
        self.text.extend_from_slice(&source[start..start + length]);
        length
    }
}

/// Soft line breaks and a spelled equals sign together are no accident.
fn is_quoted_printable(source: &str) -> bool {
    source.contains("=3D") && (source.contains("=\n") || source.contains("=\r\n"))
}

struct Reader<'a> {
    source: &'a str,
    bytes: &'a [u8],
    is_quoted_printable: bool,
}

impl Reader<'_> {
    /// Reads what begins at `at`, and tells how many octets it took.
    fn step(&self, at: usize, plain: &mut Plain) -> usize {
        match self.bytes[at] {
            b'%' => self.percent(at, plain),
            b'\\' => self.escape(at, plain),
            b'&' => self.entity(at, plain),
            b'=' if self.is_quoted_printable => self.quoted_printable(at, plain),
            0 => {
                plain.invisible += 1;
                plain.leave_out(at, 1)
            }
            0x1b if self.bytes.get(at + 1) == Some(&b'[') => {
                // A colour of a terminal: parameters, then a letter (ECMA-48 §5.4).
                let rest = &self.bytes[at + 2..];
                let parameters = rest.iter().take(16).take_while(|byte| (0x20..0x40).contains(*byte)).count();
                plain.invisible += 1;
                let letter = rest.get(parameters).is_some_and(u8::is_ascii);
                plain.leave_out(at, 2 + parameters + usize::from(letter))
            }
            byte if byte.is_ascii() => plain.keep(self.bytes, at, 1),
            _ => self.character(at, plain),
        }
    }

    fn character(&self, at: usize, plain: &mut Plain) -> usize {
        let Some(c) = self.source.get(at..).and_then(|rest| rest.chars().next()) else {
            return plain.keep(self.bytes, at, 1);
        };
        let length = c.len_utf8();
        if c.is_whitespace() {
            let space = if matches!(c, '\u{2028}' | '\u{2029}') { b'\n' } else { b' ' };
            plain.put(space, at, length);
            length
        } else if matches!(c, '\u{2500}'..='\u{257f}') {
            // The frames that terminals and tables draw are borders like any other.
            plain.put(b'|', at, length);
            length
        } else if hides(c) {
            plain.invisible += 1;
            plain.leave_out(at, length)
        } else {
            plain.keep(self.bytes, at, length)
        }
    }

    fn percent(&self, at: usize, plain: &mut Plain) -> usize {
        let (mut digits, mut depth) = (at + 1, 1);
        while let Some(octet) = self.hex(digits, 2) {
            if octet == 0x25 && depth < DEEPEST && self.hex(digits + 2, 2).is_some() {
                digits += 2;
                depth += 1;
                continue;
            }
            return plain.change(octet as u8, at, digits + 2 - at, Spelling::Percent(depth));
        }
        plain.keep(self.bytes, at, 1)
    }

    fn escape(&self, at: usize, plain: &mut Plain) -> usize {
        let slashes = octets::repeated(self.bytes, at, b'\\');
        let after = at + slashes;
        let code = |digits: usize| self.hex(after + 1, digits).filter(|code| *code < 0x80);
        let (octet, length) = match self.bytes.get(after) {
            Some(quote @ (b'"' | b'\'' | b'/')) => (*quote, 1),
            Some(b'n') => (b'\n', 1),
            Some(b'r') => (b'\r', 1),
            Some(b't') => (b'\t', 1),
            Some(b'u') if code(4).is_some() => (code(4).unwrap_or_default() as u8, 5),
            Some(b'x') if code(2).is_some() => (code(2).unwrap_or_default() as u8, 3),
            _ => return plain.keep(self.bytes, at, slashes),
        };
        plain.change(octet, at, slashes + length, Spelling::Escape)
    }

    fn entity(&self, at: usize, plain: &mut Plain) -> usize {
        let mut start = at + 1;
        for _ in 0..DEEPEST {
            let rest = &self.bytes[start..];
            let Some(end) = rest.iter().take(10).position(|byte| *byte == b';') else { break };
            match character_named(&rest[..end]) {
                // An ampersand that was referred to may begin the next reference: `&amp;quot;`.
                Some(b'&') if self.bytes.get(start + end + 1).is_some_and(u8::is_ascii_lowercase) => start += end + 1,
                Some(octet) => return plain.change(octet, at, start + end + 1 - at, Spelling::Entity),
                None => break,
            }
        }
        if start > at + 1 {
            return plain.change(b'&', at, start - at, Spelling::Entity);
        }
        plain.keep(self.bytes, at, 1)
    }

    fn quoted_printable(&self, at: usize, plain: &mut Plain) -> usize {
        let rest = &self.bytes[at + 1..];
        if rest.starts_with(b"\r\n") || rest.starts_with(b"\n") {
            // A soft line break is nothing.
            plain.changes.push((plain.text.len(), Spelling::QuotedPrintable));
            return plain.leave_out(at, if rest[0] == b'\r' { 3 } else { 2 });
        }
        match self.hex(at + 1, 2) {
            Some(octet) if !rest[..2].iter().any(u8::is_ascii_lowercase) => {
                plain.change(octet as u8, at, 3, Spelling::QuotedPrintable)
            }
            _ => plain.keep(self.bytes, at, 1),
        }
    }

    fn hex(&self, at: usize, digits: usize) -> Option<u32> {
        let (mut number, mut place) = (0, at);
        while place < at + digits {
            let digit = match *self.bytes.get(place)? {
                digit @ b'0'..=b'9' => digit - b'0',
                digit @ b'a'..=b'f' => digit - b'a' + 10,
                digit @ b'A'..=b'F' => digit - b'A' + 10,
                _ => return None,
            };
            number = number << 4 | u32::from(digit);
            place += 1;
        }
        Some(number)
    }
}

/// The ASCII character that a reference names, which is what can stand around a token or in it.
fn character_named(name: &[u8]) -> Option<u8> {
    if let Some(number) = name.strip_prefix(b"#") {
        let text = std::str::from_utf8(number).ok()?;
        let code = match text.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => text.parse(),
        };
        return code.ok().and_then(|code| u8::try_from(code).ok()).filter(u8::is_ascii);
    }
    Some(match name {
        b"amp" => b'&',
        b"quot" => b'"',
        b"apos" => b'\'',
        b"lt" => b'<',
        b"gt" => b'>',
        b"nbsp" => b' ',
        b"equals" => b'=',
        b"period" => b'.',
        b"lowbar" => b'_',
        b"NewLine" => b'\n',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Plain, Spelling};

    fn plain(source: &str) -> String {
        String::from_utf8_lossy(&Plain::of(source).text).into_owned()
    }

    #[test]
    fn each_spelling_is_undone_however_it_is_layered() {
        for (source, expected) in [
            ("a%2Eb", "a.b"),
            ("a%252Eb%25252E", "a.b."),
            ("100% of %zz %", "100% of %zz %"),
            (r#"{\"a\":\"b\/c\u003d\"}"#, r#"{"a":"b/c="}"#),
            (r#"\\\"x\\n"#, "\"x\n"),
            ("C:\\q\\", "C:\\q\\"),
            ("&quot;a&amp;b&#61;&#x3D;&amp;quot;&x;&amp;", "\"a&b==\"&x;&"),
            ("a=3Db=\nc=2E", "a=bc."),
            ("a=3Db", "a=3Db"),
            ("\u{feff}a\u{200b}b\u{1b}[1;32mc\u{1b}[0m", "abc"),
            ("a\u{a0}b\u{2028}ü", "a b\nü"),
        ] {
            assert_eq!(plain(source), expected, "{source}");
        }
    }

    #[test]
    fn a_place_leads_back_to_the_source() {
        let source = "ü%2E&amp;x";
        let plain = Plain::of(source);
        assert_eq!(&source[plain.source(2..4)], "%2E&amp;");
        assert_eq!(plain.changes(2..3).collect::<Vec<_>>(), [Spelling::Percent(1)]);
        assert_eq!(plain.changes(0..2).count() + plain.changes(4..5).count(), 0);
    }
}
