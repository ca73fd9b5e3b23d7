//! A compact token read from where it begins to where it ends, over every seam on the way.

use std::ops::Range;

use super::cookie_seal;
use super::octets;
use super::seam::{self, Pieces, Seam};
use super::shape::{self, Progress, is_base64url};

/// How much of a line before a token is compared with the next lines.
const LONGEST_MARK: usize = 160;

/// A token as it was read.
pub(super) struct Reading {
    /// Its characters, without what stood between its pieces.
    pub(super) token: String,
    /// Where it stands in the plain text.
    pub(super) range: Range<usize>,
    /// What stood between its pieces.
    pub(super) seams: Vec<Seam>,
    /// Whether the MAC of a signed cookie stood behind it.
    pub(super) is_sealed: bool,
}

/// Reads the token that begins at `start`; `missing` is what its front lacks.
pub(super) fn read(text: &[u8], start: usize, missing: &str) -> Reading {
    let is_in_path = start > 0 && text[start - 1] == b'/';
    let before = &text[start.saturating_sub(LONGEST_MARK)..start];
    let line_start = start - before.iter().rev().position(|byte| *byte == b'\n').unwrap_or(before.len());
    let line = &text[line_start..start];
    let mut progress = Progress::new();
    progress.add(missing.as_bytes());
    let mut pieces = Pieces { all_equal: true, ..Pieces::default() };
    let mut seams = Vec::new();
    let mut at = start;
    loop {
        let end = read_piece(text, at, is_in_path, &mut progress);
        let length = end - at;
        pieces.all_equal &= pieces.count == 0 || pieces.last == length;
        pieces.count += 1;
        pieces.last = length;
        at = end;
        let Some((next, seam)) = seam::across(text, at, line, &progress, &pieces) else { break };
        // Padding is followed by a dot; before a line end an equals sign says that the line goes on.
        while progress.token.ends_with(b"=") && !matches!(text.get(next), Some(b'.' | b'~')) {
            progress.token.pop();
        }
        seams.push(seam);
        at = next;
    }
    let trailing = full_stops(&progress);
    progress.token.truncate(progress.token.len() - trailing);
    let (mut range, is_marked) = (start..at - trailing, cookie_seal::is_marked(text, start));
    let sealed = cookie_seal::length(&progress.token, is_marked).filter(|_| progress.dots() > 2);
    if let Some(length) = sealed {
        if seams.is_empty() && missing.is_empty() {
            range.end = range.end.max(cookie_seal::end(text, start + length));
        }
        progress.token.truncate(length);
        range.start = if is_marked { cookie_seal::mark(start) } else { start };
    }
    let token = String::from_utf8_lossy(&progress.token).into_owned();
    Reading { token, range, seams, is_sealed: sealed.is_some() }
}

/// Adds one piece to the token and tells where it ends.
fn read_piece(text: &[u8], start: usize, is_in_path: bool, progress: &mut Progress) -> usize {
    let mut at = start;
    while let Some(byte) = text.get(at) {
        let next = text.get(at + 1).copied().unwrap_or(b' ');
        let length = match byte {
            _ if is_base64url(*byte) => shape::run(text, at),
            b'.' | b'~' => 1,
            b'=' => {
                let signs = octets::repeated(text, at, b'=');
                let after = text.get(at + signs).copied().unwrap_or(b' ');
                if is_base64url(after) || signs > 8 { 0 } else { signs }
            }
            // The other alphabet of Base64, or a path that goes on.
            b'+' | b'/' => usize::from(
                is_base64url(next) && !is_in_path && !progress.is_complete() && !shape::begins_object(text, at + 1),
            ),
            _ if is_boundary(*byte) || progress.dots() > 1 || progress.is_complete() => 0,
            _ => {
                // Damage: a character that is none of a token's, in the middle of one.
                let length =
                    if byte.is_ascii() { 1 } else { text[at..].iter().take_while(|byte| !byte.is_ascii()).count() };
                let after = text.get(at + length).copied().unwrap_or(b' ');
                if is_base64url(after) || after == b'.' { length } else { 0 }
            }
        };
        if length == 0 {
            break;
        }
        progress.add(&text[at..at + length]);
        at += length;
    }
    at
}

/// How many dots at the end are none of the token's: two dots belong to one without a signature, more to a sentence or to a cut.
fn full_stops(progress: &Progress) -> usize {
    let trailing = progress.token.iter().rev().take_while(|byte| **byte == b'.').count();
    match trailing {
        0 => 0,
        1 if progress.dots() == 2 => 0,
        2 if progress.dots() == 2 => 0,
        // Three dots before the signature are what somebody wrote in place of the rest.
        3 if progress.dots() < 5 => 0,
        _ => trailing,
    }
}

/// Where a word of prose, a shell command or a list ends. Other foreign characters inside a token are no boundary: they are damage.
pub(super) const fn is_boundary(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(
            byte,
            b'"' | b'\''
                | b'`'
                | b'<'
                | b'>'
                | b'('
                | b')'
                | b'['
                | b']'
                | b'{'
                | b'}'
                | b','
                | b';'
                | b'&'
                | b'='
                | b':'
                | b'|'
                | b'\\'
        )
}

/// What is missing at the front of a token, by its first part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CutFront {
    /// These characters, because every header begins with them.
    Known(&'static str),
    /// More than can be known.
    Unknown,
}

impl CutFront {
    /// What is known to be missing.
    pub(super) const fn missing(self) -> &'static str {
        match self {
            Self::Known(missing) => missing,
            Self::Unknown => "",
        }
    }
}

/// How headers go on after `eyJ`: base64url of `{"alg"`, `{"typ"`, `{"kid"`, `{"enc"`, `{"cty"`, `{"jku"`, `{"jwk"`, `{"x5u"`, `{"x5c"`, `{"x5t"`, `{"x5t#`,
/// `{"crit`, `{"zip"`, `{"b64"`, `{"epk"` (RFC 7515 §4.1, RFC 7516 §4.1, RFC 7797 §3), `{"nonc`, `{"ver"` and `{"iss"`, which vendors write.
const BEGINNINGS: [&[u8; 5]; 18] = [
    b"hbGci", b"0eXAi", b"raWQi", b"lbmMi", b"jdHki", b"qa3Ui", b"qd2si", b"4NXUi", b"4NWMi", b"4NXQi", b"4NXQj",
    b"jcml0", b"6aXAi", b"iNjQi", b"lcGsi", b"ub25j", b"2ZXIi", b"pc3Mi",
];

/// Whether the first characters of a header were cut off: with what every header begins with it is one again.
pub(super) fn cut_front(header: &[u8]) -> Option<CutFront> {
    // All begin with the same three characters, of which the first, two or all are missing.
    let (missing, rest) = match header {
        [b'y', b'J', rest @ ..] => ("e", rest),
        [b'J', rest @ ..] => ("ey", rest),
        rest => ("eyJ", rest),
    };
    let beginning = rest.first_chunk::<5>()?;
    BEGINNINGS.contains(&beginning).then_some(CutFront::Known(missing))
}

/// Whether what stands before a payload is the end of a header, more of which is missing than can be known.
pub(super) fn is_end_of_header(header: &[u8]) -> bool {
    (0..4).any(|lost| {
        let octets = shape::decode(&[&b"AAAA"[..lost], header].concat()).unwrap_or_default();
        let rest = octets.get(if lost == 0 { 0 } else { 3 }..).unwrap_or_default();
        let rest = std::str::from_utf8(rest).unwrap_or_default();
        rest.ends_with('}') && rest.contains('"') && !rest.starts_with('{') && rest.chars().all(|c| !c.is_control())
    })
}

#[cfg(test)]
mod tests {
    use super::{CutFront, cut_front, is_end_of_header, read};

    const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJuaWdodGx5LXJlcG9ydCJ9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    #[test]
    fn a_token_ends_where_its_signature_does() {
        for rest in
            ["", "\nThanks", " and then", ".", "/orders", ", next", "\nABCDEFGHIJKLMNOPQRSTUVWX1", "\"", "&state=x"]
        {
            let text = [TOKEN, rest].concat();
            assert_eq!(read(text.as_bytes(), 0, "").token, TOKEN, "{rest}");
        }
    }

    #[test]
    fn lines_are_joined_whatever_marks_them() {
        for mark in ["", "> ", "    ", "  | ", "# ", "12: ", "2026-11-30T10:00:07Z app-1  | "] {
            let pieces: Vec<_> = TOKEN.as_bytes().chunks(48).map(|piece| String::from_utf8_lossy(piece)).collect();
            let text = [mark, &pieces.join(&["\n", mark].concat())].concat();
            assert_eq!(read(text.as_bytes(), mark.len(), "").token, TOKEN, "{mark}");
        }
    }

    #[test]
    fn a_cut_front_is_known_by_what_it_lacks() {
        assert_eq!(cut_front(&b"yJhbGciOiJFUzI1NiJ9"[..]), Some(CutFront::Known("e")));
        assert_eq!(cut_front(&b"hbGciOiJFUzI1NiJ9"[..]), Some(CutFront::Known("eyJ")));
        assert_eq!(cut_front(&b"iOiJFUzI1NiJ9"[..]), None);
        assert!(
            is_end_of_header(b"iOiJFUzI1NiJ9")
                && is_end_of_header(b"OiJFUzI1NiJ9")
                && !is_end_of_header(b"nightlyreport")
        );
        assert_eq!(cut_front(&b"eyJhbGciOiJFUzI1NiJ9"[..]), None);
        assert_eq!(cut_front(&b"nightlyreport"[..]), None);
    }
}
