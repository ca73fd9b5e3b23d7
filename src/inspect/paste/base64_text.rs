//! Text that was wrapped in Base64 (RFC 4648 §4, §5): the values of a Kubernetes Secret, recorded bodies, whole files.

use super::octets::{self, BASE64};
use super::shape;

/// A shorter run holds no token.
const SHORTEST: usize = 24;
/// What stands before a run and is none of it is short.
const LONGEST_PREFIX: usize = 512;
/// How much of a run shows whether it is text.
const GLANCE: usize = 64;
/// Lines of wrapped Base64 are at least this long (RFC 2045 §6.8 and PEM use 76 and 64).
const SHORTEST_LINE: usize = 40;
/// How Base64 of what is looked for begins, where it does not begin the run: `eyJ`, `-----BEGIN `, `Bearer `, `{"`.
const BEGINNINGS: [&[u8]; 4] = [b"ZXlK", b"LS0tLS1CRUdJTi", b"QmVhcmVy", b"eyJ"];

/// A text that Base64 spelled.
pub(super) struct Wrapped {
    /// The text.
    pub(super) text: String,
    /// Where the run begins.
    pub(super) start: usize,
    /// Where it ends, with its padding.
    pub(super) end: usize,
}

/// What a run of Base64 that begins at `at` spells, and where the run ends: what lies before that need not be tried again.
pub(super) fn read(text: &[u8], at: usize) -> (Option<Wrapped>, usize) {
    let glance = text.len().min(at + SHORTEST);
    if octets::end_of(&text[..glance], at, BASE64) < glance {
        return (None, at);
    }
    let (spelled, end) = run(text, at);
    if spelled.len() < SHORTEST {
        return (None, at);
    }
    if let Some(text) = decode(&spelled) {
        return (Some(Wrapped { text, start: at, end }), end);
    }
    // Something that is none of it may stand directly before: a path, a prefix.
    let is_one_line = spelled.len() <= end - at && text[at..end].starts_with(&spelled);
    let before = &spelled[..spelled.len().min(LONGEST_PREFIX)];
    let beginnings = BEGINNINGS.iter().filter(|_| is_one_line);
    let mut offsets: Vec<usize> = beginnings.filter_map(|beginning| octets::find(before, 0, beginning)).collect();
    // What begins first has the others in it.
    offsets.sort_unstable();
    let inside = offsets
        .into_iter()
        .filter(|offset| *offset > 0)
        .find_map(|offset| Some(Wrapped { text: decode(&spelled[offset..])?, start: at + offset, end }));
    (inside, end)
}

/// Line ends, and what marks quoted lines and comments.
const fn is_between_lines(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'>' | b'#' | b'|' | b'*')
}

/// The characters of a run, over line ends where lines are of one length, and where it ends.
fn run(text: &[u8], start: usize) -> (Vec<u8>, usize) {
    let line = |at: usize| octets::end_of(text, at, BASE64) - at;
    let first = line(start);
    let mut spelled = text[start..start + first].to_vec();
    let mut end = start + first;
    let mut length = first;
    while length == first && first >= SHORTEST_LINE {
        let gap = text[end..].iter().take_while(|byte| is_between_lines(**byte)).count();
        if !text[end..end + gap].contains(&b'\n') {
            break;
        }
        length = line(end + gap);
        if length == 0 || length > first || text.get(end + gap + length) == Some(&b':') {
            break;
        }
        spelled.extend_from_slice(&text[end + gap..end + gap + length]);
        end += gap + length;
    }
    end += text[end..].iter().take(3).take_while(|byte| **byte == b'=').count();
    (spelled, end)
}

/// What Base64 spells, if it is text.
fn decode(spelled: &[u8]) -> Option<String> {
    let glance = shape::decode(&spelled[..spelled.len().min(GLANCE) / 4 * 4])?;
    if std::str::from_utf8(&glance).is_err_and(|error| error.error_len().is_some()) {
        return None;
    }
    let octets = shape::decode(spelled)?;
    let text = String::from_utf8(octets).ok()?;
    (!has_control(text.as_bytes())).then_some(text)
}

/// Whether a text has control characters that are no white space: those of ASCII, and U+0080 to U+009F but for the line end U+0085.
fn has_control(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let is_control = match text[at] {
            b'\t'..=b'\r' => false,
            0xc2 => text.get(at + 1).is_some_and(|next| *next < 0xa0 && *next != 0x85),
            byte => byte < 0x20 || byte == 0x7f,
        };
        if is_control {
            return true;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_run_is_read_over_its_lines_and_after_what_stands_before_it() {
        let spelled = "ZXlKaGJHY2lPaUpGVXpJMU5pSjkuZXlKemRXSWlPaUpoSW4wLkFBQUFBQUFBQUFBQUFBQUE=";
        let expected = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.AAAAAAAAAAAAAAAA";
        let lines = [&spelled[..44], "\n  ", &spelled[44..]].concat();
        for text in [spelled.to_owned(), lines, ["a/b/", spelled].concat()] {
            let (wrapped, end) = read(text.as_bytes(), 0);
            assert_eq!((wrapped.map(|wrapped| wrapped.text).as_deref(), end), (Some(expected), text.len()), "{text}");
        }
        assert!(read(b"aVeryLongWordThatIsNoTextAtAll", 0).0.is_none());
        assert!(read(b"short", 0).0.is_none());
    }
}
