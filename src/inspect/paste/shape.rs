//! What octets of a text can belong to a compact token, and how far a token is from its end.

use serde_json::{Map, Value};

use super::octets::{self, BASE64URL};
use crate::inspect::token::sextet;

/// How much of a part is decoded to see what it is.
const GLANCE: usize = 1024;

/// The alphabet of base64url (RFC 4648 §5).
pub(super) const fn is_base64url(byte: u8) -> bool {
    octets::is(byte, BASE64URL)
}

/// How many octets from `at` on are base64url.
pub(super) const fn run(text: &[u8], at: usize) -> usize {
    octets::end_of(text, at, BASE64URL) - at
}

/// The same, as far as `most` octets.
fn run_up_to(text: &[u8], at: usize, most: usize) -> usize {
    let end = text.len().min(at.saturating_add(most));
    run(&text[..end], at.min(end))
}

/// The octets that `text` spells in either alphabet of Base64, padded or not, as far as whole ones come out.
pub(super) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut length = text.len();
    while length > 0 && text[length - 1] == b'=' {
        length -= 1;
    }
    let mut octets = Vec::with_capacity(length / 4 * 3 + 2);
    let (mut at, mut bits) = (0, 0_u32);
    while at < length {
        bits = bits << 6 | sextet(text[at])?;
        at += 1;
        if at % 4 == 0 {
            octets.extend_from_slice(&[(bits >> 16) as u8, (bits >> 8) as u8, bits as u8]);
        }
    }
    // A last character that belongs to no octet, or has bits that do not: the octets before it are readable.
    match length % 4 {
        2 if bits & 0xf == 0 => octets.push((bits >> 4) as u8),
        3 if bits & 0x3 == 0 => octets.extend_from_slice(&[(bits >> 10) as u8, (bits >> 2) as u8]),
        _ => {}
    }
    Some(octets)
}

/// Whether base64url of an object in JSON begins at `at`: `eyJ` for `{"`, others for white space between the two.
pub(super) fn begins_object(text: &[u8], at: usize) -> bool {
    // The octet of `{` makes the first character an e, and the second one of four.
    if text.get(at) != Some(&b'e') || !matches!(text.get(at + 1), Some(b'w'..=b'z')) {
        return false;
    }
    if text.get(at + 1) == Some(&b'y') && text.get(at + 2) == Some(&b'J') {
        return run_up_to(text, at, 4) == 4;
    }
    let length = run_up_to(text, at, 12) / 4 * 4;
    let Some(octets) = text.get(at..at + length).and_then(decode) else { return false };
    let Some((b'{', rest)) = octets.split_first() else { return false };
    let inside = rest.trim_ascii_start();
    !rest.is_empty() && inside.first().is_none_or(|byte| matches!(byte, b'"' | b'}'))
}

/// The header that begins at `at`, if the part is an object in JSON.
pub(super) fn header(text: &[u8], at: usize) -> Option<Map<String, Value>> {
    if !begins_object(text, at) {
        return None;
    }
    serde_json::from_slice(&decode(&text[at..at + run(text, at)])?).ok()
}

/// Whether the beginning of a token's header stands at `at`: an object that names an algorithm, as far as it can be seen here.
pub(super) fn begins_token(text: &[u8], at: usize) -> bool {
    if !begins_object(text, at) {
        return false;
    }
    let length = run_up_to(text, at, GLANCE);
    let octets = decode(&text[at..at + length]).unwrap_or_default();
    octets::find(&octets, 0, b"\"alg\"").is_some() || octets::find(&octets, 0, b"\"enc\"").is_some()
}

/// How far a token is that grows from its beginning.
pub(super) struct Progress {
    /// The token so far.
    pub(super) token: Vec<u8>,
    dots: usize,
    /// How many characters the last part has, without padding.
    last: usize,
    /// How long a signature or a tag can be, in characters; known once the header is whole.
    lengths: &'static [usize],
    is_encrypted: bool,
    /// Whether disclosures follow the token (RFC 9901 §4).
    has_disclosures: bool,
}

/// Lengths of signatures of no fixed length, RSA from 1024 to 8192 bits.
const RSA: &[usize] = &[171, 342, 512, 683, 1366];
/// Any usual length, where the algorithm is not known.
const ANY: &[usize] = &[43, 64, 86, 128, 342, 512, 683];
/// Authentication tags of 16, 24 and 32 octets (RFC 7518 §5.1).
const TAGS: &[usize] = &[22, 32, 43];

impl Progress {
    pub(super) const fn new() -> Self {
        Self { token: Vec::new(), dots: 0, last: 0, lengths: ANY, is_encrypted: false, has_disclosures: false }
    }

    /// Adds what follows.
    pub(super) fn add(&mut self, piece: &[u8]) {
        let mut at = 0;
        while at < piece.len() {
            // Most of a piece is one run, which is added at once.
            let end = octets::end_of(piece, at, BASE64URL);
            if end > at {
                self.last += if self.has_disclosures { 0 } else { end - at };
                self.token.extend_from_slice(&piece[at..end]);
                at = end;
                continue;
            }
            match piece[at] {
                b'.' => {
                    self.dots += 1;
                    self.last = 0;
                    if self.dots == 1 {
                        self.read_header();
                    }
                }
                b'~' => self.has_disclosures = true,
                b'=' => {}
                _ if self.has_disclosures => {}
                _ => self.last += 1,
            }
            self.token.push(piece[at]);
            at += 1;
        }
    }

    fn read_header(&mut self) {
        let Some(header) = header(&self.token, 0) else { return };
        self.is_encrypted = header.contains_key("enc");
        let algorithm = header.get("alg").and_then(Value::as_str).unwrap_or_default();
        self.lengths = match algorithm {
            _ if self.is_encrypted => TAGS,
            "HS256" => &[43],
            "HS384" => &[64],
            "ES256" | "ES256K" | "HS512" | "EdDSA" | "Ed25519" => &[86],
            "ES384" => &[128],
            "Ed448" => &[152],
            "ES512" => &[176],
            _ if algorithm.starts_with("RS") || algorithm.starts_with("PS") => RSA,
            "none" => &[0],
            _ => ANY,
        };
    }

    /// How many dots it has.
    pub(super) const fn dots(&self) -> usize {
        self.dots
    }

    /// Whether its last part is the one that closes a token.
    const fn is_in_last_part(&self) -> bool {
        self.dots == if self.is_encrypted { 4 } else { 2 }
    }

    /// Whether nothing is missing: the last part has the length that the algorithm gives it.
    pub(super) fn is_complete(&self) -> bool {
        self.is_in_last_part() && self.lengths.contains(&self.last) && !self.has_disclosures
    }

    /// Whether `more` characters would be too many, and whether they would be exactly what is missing.
    pub(super) fn with_more(&self, more: usize) -> Fit {
        let longest = self.lengths.last().copied().unwrap_or_default();
        match self.last + more {
            _ if !self.is_in_last_part() || self.has_disclosures => Fit::Open,
            length if self.lengths.contains(&length) => Fit::Exact,
            length if length > longest => Fit::TooLong,
            _ => Fit::Open,
        }
    }
}

/// How a piece would fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// With it the token is complete.
    Exact,
    /// The token could go on after it.
    Open,
    /// With it the token would be longer than its algorithm allows.
    TooLong,
}
