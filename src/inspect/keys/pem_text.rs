//! Blocks of PEM in a text (RFC 7468), however it was quoted, escaped or broken into lines on its way.
//!
//! Settings, JSON, YAML and source code write a block on one line with `\n` in it, or piece by piece in quotes; mail turns its dashes into
//! longer ones. Only the letters of Base64 between the two markers count.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// What its first line says it is.
    pub(super) label: String,
    /// Whether the lines before the Base64 say that it is encrypted (RFC 1421 §4.6.1.1).
    pub(super) is_encrypted: bool,
    /// Whether it has a last line.
    pub(super) is_closed: bool,
    /// The octets, or the character that is no Base64, or nothing when a character is missing or too many.
    pub(super) octets: Result<Vec<u8>, Option<char>>,
}

/// More characters than these no label has.
const LONGEST_LABEL: usize = 64;

/// Whether a text has the first line of a block.
pub(super) fn has_block(text: &str) -> bool {
    begin(text).is_some()
}

/// The blocks of a text, in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let text = unescaped(text);
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some((label, after)) = begin(rest) {
        let own = marker(after, "BEGIN").map_or(after, |next| &after[..next]);
        let end = marker(own, "END");
        let inside = end.map_or(own, |end| &own[..end]);
        found.push(block(label, inside, end.is_some()));
        rest = &after[inside.len()..];
    }
    found
}

/// The label of the first block and what follows its line.
fn begin(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    loop {
        let after = &rest[marker(rest, "BEGIN")? + 5..];
        rest = after;
        let limit = after.char_indices().nth(LONGEST_LABEL).map_or(after.len(), |(end, _)| end);
        if let Some(end) = after[..limit].find(is_dash) {
            return Some((after[..end].trim_matches([' ', '+']), after[end..].trim_start_matches(is_dash)));
        }
    }
}

/// Where a word stands behind dashes, which tells it from the same letters in Base64.
fn marker(text: &str, word: &str) -> Option<usize> {
    let behind_dashes = |(place, _): &(usize, &str)| text[..*place].trim_end_matches(' ').ends_with(is_dash);
    text.match_indices(word).find(behind_dashes).map(|(place, _)| place)
}

const fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// What was written for line ends, quotes and slashes becomes them again.
fn unescaped(text: &str) -> String {
    let text =
        text.replace("\\r", "\n").replace("\\n", "\n").replace("\\t", " ").replace("\\/", "/").replace('\\', " ");
    if !text.contains("BEGIN%20") && !text.contains("BEGIN+") {
        return text;
    }
    // Out of an address or a header: a plus that was meant is escaped, or none is.
    let text = if text.contains("BEGIN+") { text.replace('+', " ") } else { text };
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = (*first == b'%').then(|| tail.get(..2)).flatten();
        match escaped.and_then(|digits| std::str::from_utf8(digits).ok()).and_then(|it| u8::from_str_radix(it, 16).ok())
        {
            Some(octet) => {
                octets.push(octet);
                rest = &tail[2..];
            }
            None => {
                octets.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&octets).into_owned()
}

fn block(label: &str, inside: &str, is_closed: bool) -> Block {
    let is_header = |line: &&str| line.contains(": ") || line.trim_end().ends_with(':');
    let is_encrypted = inside.lines().any(|line| line.contains("Proc-Type:") && line.contains("ENCRYPTED"));
    let body = inside.lines().filter(|line| !is_header(line)).flat_map(str::split_whitespace);
    let mut letters = String::with_capacity(inside.len());
    let mut foreign = None;
    for piece in body {
        // Pieces of source code are joined with a plus or a dot of their own.
        let piece = piece.replace("\"+\"", "").replace("'+'", "");
        let piece = piece.trim_matches(['"', '\'', '`', ',', ';', ')', '(', '>', '|', '*', '#']);
        if ["+", ".", "//", "&"].contains(&piece) {
            continue;
        }
        for character in piece.chars().filter(|character| *character != '=' && !is_dash(*character)) {
            match character {
                '_' => letters.push('/'),
                'A'..='Z' | 'a'..='z' | '0'..='9' | '+' | '/' => letters.push(character),
                other => foreign = foreign.or(Some(other)),
            }
        }
    }
    let octets = match foreign {
        Some(character) => Err(Some(character)),
        None => lenient(&letters).ok_or(None),
    };
    Block { label: label.to_owned(), is_encrypted, is_closed, octets }
}

/// Base64 without padding; bits that are left over at the end say nothing.
pub(super) fn lenient(letters: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&STANDARD, config).decode(letters).ok()
}
