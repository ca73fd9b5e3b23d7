//! What an octet can belong to, by one look into a table, and how far a run of such octets goes.
//!
//! A text of a million octets is gone over several times, and the page is built for few bytes: there an iterator with a closure takes several
//! times as long as a plain loop.

/// Letters and digits.
pub(super) const ALPHANUMERIC: u8 = 1;
/// The alphabet of base64url (RFC 4648 §5).
pub(super) const BASE64URL: u8 = 1 << 1;
/// Both alphabets of Base64 (RFC 4648 §4, §5).
pub(super) const BASE64: u8 = 1 << 2;
/// What can only be meant as it is written: neither part of a spelling nor invisible.
pub(super) const USUAL: u8 = 1 << 3;
/// White space of ASCII.
pub(super) const SPACE: u8 = 1 << 4;
/// A word of JSON, or of what is nearly JSON.
pub(super) const WORD: u8 = 1 << 5;
/// Inside of a string: neither a quote nor a backslash.
pub(super) const IN_STRING: u8 = 1 << 6;
/// What no token and no word begins with: neither base64url nor a dot.
pub(super) const BETWEEN: u8 = 1 << 7;

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut number = 0;
    while number < classes.len() {
        let byte = number as u8;
        let is_alphanumeric = byte.is_ascii_alphanumeric();
        let is_base64url = is_alphanumeric || matches!(byte, b'-' | b'_');
        let is_usual = byte.is_ascii() && !matches!(byte, b'%' | b'\\' | b'&' | b'=' | 0 | 0x1b);
        let belongs = [
            (is_alphanumeric, ALPHANUMERIC),
            (is_base64url, BASE64URL),
            (is_base64url || matches!(byte, b'+' | b'/'), BASE64),
            (is_usual, USUAL),
            (byte.is_ascii_whitespace(), SPACE),
            (is_base64url || matches!(byte, b'.' | b'$') || !byte.is_ascii(), WORD),
            (!matches!(byte, b'"' | b'\'' | b'\\'), IN_STRING),
            (!is_base64url && byte != b'.', BETWEEN),
        ];
        let mut class = 0;
        while class < belongs.len() {
            if belongs[class].0 {
                classes[number] |= belongs[class].1;
            }
            class += 1;
        }
        number += 1;
    }
    classes
}

/// Whether an octet is of a class.
#[inline(always)]
pub(super) const fn is(byte: u8, class: u8) -> bool {
    CLASSES[byte as usize] & class != 0
}

/// Where the octets of a class end that begin at `at`, which is inside of the text or at its end.
pub(super) const fn end_of(text: &[u8], at: usize, class: u8) -> usize {
    let mut end = at;
    while end < text.len() && is(text[end], class) {
        end += 1;
    }
    end
}

/// Where `byte` is next, from `at` on.
pub(super) const fn next(text: &[u8], at: usize, byte: u8) -> Option<usize> {
    let mut place = at;
    while place < text.len() {
        if text[place] == byte {
            return Some(place);
        }
        place += 1;
    }
    None
}

/// Where `word` is next, from `at` on.
pub(super) fn find(text: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = at;
    loop {
        at = next(text, at, first)?;
        if text[at..].starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
}

/// How many octets from `at` on are the same as the first.
pub(super) const fn repeated(text: &[u8], at: usize, byte: u8) -> usize {
    let mut end = at;
    while end < text.len() && text[end] == byte {
        end += 1;
    }
    end - at
}

/// A text without white space around it. Most white space is of ASCII, which is found much faster.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_ascii().trim()
}

/// Whether there is white space in a text.
pub(super) fn has_space(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && !is(bytes[at], SPACE) && bytes[at] != b'\x0b' {
        at += 1;
    }
    at < bytes.len() || !text.is_ascii() && text.contains(char::is_whitespace)
}
