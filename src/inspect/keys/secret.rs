//! A shared secret in every spelling that its text allows.
//!
//! Issuers take the text itself, or hexadecimal digits, or Base64, and say so nowhere near the secret; which it is shows when the
//! signature matches. The same octets are tried once.

use base64::Engine;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::ring::{KeySource, RingKey, SecretSpelling};
use super::secret_octets::{hex, numbers};
use crate::jose::{Jwk, base64url, json};

/// More characters than these no secret has.
pub(super) const LONGEST: usize = 8192;

/// How many settings of a file (`NAME=value`) are tried.
const MOST_SETTINGS: usize = 32;

/// The keys that a text may mean when it is a shared secret. Also the text of a public key can be one: that is how a careless API is
/// deceived (RFC 8725 §2.1).
#[must_use]
pub fn secrets(text: &str) -> Vec<RingKey> {
    let mut found = Vec::new();
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.len() > LONGEST {
        return found;
    }
    // Octets with colons between them are no name with a value.
    let is_hex = trimmed.matches(':').count() > 1 && hex(trimmed).is_some();
    for (label, value) in if is_hex { Vec::new() } else { settings(trimmed) } {
        spell(&mut found, label, value);
    }
    spell(&mut found, "", trimmed);
    if trimmed != text && text.len() <= LONGEST {
        add(&mut found, "", SecretSpelling::TextAsPasted, text.as_bytes().to_vec());
    }
    found
}

fn spell(found: &mut Vec<RingKey>, label: &str, value: &str) {
    let bare = unquoted(value);
    for text in [bare, value] {
        add(found, label, SecretSpelling::Text, text.as_bytes().to_vec());
    }
    if let Some(octets) = hex(bare) {
        add(found, label, SecretSpelling::Hex, octets);
    }
    if let Some(octets) = numbers(value) {
        add(found, label, SecretSpelling::Numbers, octets);
    }
    for (spelling, alphabet) in [(SecretSpelling::Base64, STANDARD), (SecretSpelling::Base64Url, URL_SAFE)] {
        if let Some(octets) = base64(bare, &alphabet) {
            add(found, label, spelling, octets);
        }
    }
}

fn add(found: &mut Vec<RingKey>, label: &str, spelling: SecretSpelling, octets: Vec<u8>) {
    let k = base64url::encode(&octets);
    if found.iter().any(|known| known.jwk.text("k") == Some(&k)) {
        return;
    }
    let members = [("kty", "oct".into()), ("k", k.into())];
    if let Ok(jwk) = Jwk::parse(json::object(members)) {
        found.push(RingKey { jwk, from: KeySource::Secret(spelling), label: label.to_owned(), certificate: None });
    }
}

/// The settings of a text that has them: a name of letters, digits, `_` and `-`, then `=` or `:`, then the value.
fn settings(text: &str) -> Vec<(&str, &str)> {
    text.lines().filter_map(setting).take(MOST_SETTINGS).collect()
}

fn setting(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let line = line.strip_prefix("export ").unwrap_or(line);
    let (name, value) = line.split_once(['=', ':'])?;
    let (name, value) = (name.trim(), value.trim());
    let is_name = !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'-');
    // What is left of the padding of Base64 is no value.
    (is_name && !value.trim_start_matches('=').is_empty()).then_some((name, value))
}

fn unquoted(text: &str) -> &str {
    ['"', '\'', '`']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
        .filter(|inside| !inside.is_empty())
        .unwrap_or(text)
}

/// With or without padding; bits that are left over at the end say nothing.
fn base64(text: &str, alphabet: &Alphabet) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(alphabet, config).decode(text).ok().filter(|octets| !octets.is_empty())
}
