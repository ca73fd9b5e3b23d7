//! Reading the keys in a text.

use serde_json::Value;

use super::json_keys::{Inside, collect};
use super::key_lines::keys_in_lines;
use super::key_text::{fetched, mistaken};
use super::pem_text::{Block, blocks, has_block, lenient};
use super::ring::{KeyRing, KeySource, RingKey, Unfinished, label};
use super::secret::{LONGEST, secrets};
use super::secret_octets::{hex, numbers};
use super::{KeyTextProblem, problem};
use crate::inspect::Phrase;
use crate::inspect::object_literal::literals_with_keys;
use crate::jose::{Jwk, json};
use crate::x509::{Certificate, KeyFile, KeyFileError, read_key_file};

/// How many octets a text with keys may have.
pub const LONGEST_KEY_TEXT: usize = 1 << 20;

/// How many wrappings are taken off one in the other: JSON in a JSON text, PEM in Base64.
const DEEPEST: usize = 4;

impl KeyRing {
    /// Finds the keys in a text, whatever they come in.
    ///
    /// # Errors
    /// [`KeyTextProblem`] when there is none that can be used: what the text is instead, and what to do.
    pub fn read(text: &str) -> Result<Self, KeyTextProblem> {
        if text.trim().is_empty() {
            return Err(Phrase::new("key_nothing").into());
        }
        if text.len() > LONGEST_KEY_TEXT {
            return Err(Phrase::new("key_too_long").count("bytes", text.len()).count("limit", LONGEST_KEY_TEXT).into());
        }
        let mut ring = Self::default();
        ring.take(text, 0)?;
        if ring.keys.is_empty() && ring.unfinished.is_empty() {
            // One thing that cannot be used explains the whole; of several each is told by its place.
            return Err(match ring.ignored.as_slice() {
                [] => Phrase::new("key_not_recognised").into(),
                [(_, phrase)] => phrase.clone().into(),
                [(_, first), ..] => KeyTextProblem {
                    phrase: Phrase::new("key_none_usable").count("count", ring.ignored.len()),
                    command: KeyTextProblem::from(first.clone()).command,
                    ignored: ring.ignored,
                },
            });
        }
        let is_private = |key: &RingKey| key.jwk.has_private_members() && key.jwk.key_type().is_asymmetric();
        if !ring.unfinished.is_empty() || ring.keys.iter().any(is_private) {
            ring.remarks.push(Phrase::new("key_is_private"));
        }
        Ok(ring)
    }

    fn take(&mut self, text: &str, depth: usize) -> Result<(), KeyTextProblem> {
        let trimmed = text.trim().trim_start_matches('\u{feff}').trim_start();
        if depth > DEEPEST {
            return Err(Phrase::new("key_not_recognised").into());
        }
        if let Some(body) = http_body(trimmed) {
            return self.take(body, depth + 1);
        }
        if trimmed.starts_with(['{', '[', '"']) {
            match json::parse_within(trimmed.as_bytes(), LONGEST_KEY_TEXT) {
                // A JSON text that is one string was a text in quotes, which a secret may have had, too.
                Ok(Value::String(inner)) => {
                    self.take(&inner, depth + 1)?;
                    if self.keys.iter().all(|key| matches!(key.from, KeySource::Secret(_))) {
                        return self.take_secrets(text);
                    }
                    return Ok(());
                }
                Ok(_) if numbers(trimmed).is_some() => return self.take_secrets(text),
                Ok(value) => return self.take_json(&value, depth),
                Err(_) if has_block(trimmed) => {}
                Err(error) => {
                    return match self.take_json_pieces(trimmed, depth) {
                        Some(read) => read,
                        None if trimmed.starts_with('"') || numbers(trimmed).is_some() => self.take_secrets(text),
                        None => Err(problem::of_json(&error).into()),
                    };
                }
            }
        }
        if has_block(trimmed) {
            self.take_blocks(trimmed, None, None);
            return Ok(());
        }
        if let Some(problem) = mistaken(trimmed) {
            return Err(problem);
        }
        if trimmed.contains("kty")
            && let Some(read) = self.take_json_pieces(trimmed, depth)
        {
            return read;
        }
        if let Some(inner) = wrapped(trimmed) {
            return self.take(&inner, depth + 1);
        }
        match bare(trimmed) {
            Some(Err(error)) => Err(problem::of_file(&error).into()),
            Some(Ok(file)) => {
                self.put(file, "Base64".to_owned(), None);
                Ok(())
            }
            None => self.take_secrets(text),
        }
    }

    fn take_json(&mut self, value: &Value, depth: usize) -> Result<(), KeyTextProblem> {
        let before = (self.keys.len(), self.ignored.len());
        for Inside { place, kid, text } in collect(self, value) {
            let trimmed = text.trim_start();
            if has_block(text) {
                self.take_blocks(text, Some(&place), kid);
            } else if trimmed.starts_with('{') && text.contains("\"kty\"") {
                let _ = self.take(text, depth + 1);
            } else if let Some(Ok(file)) = bare(trimmed) {
                self.put(file, place, kid);
            }
        }
        if (self.keys.len(), self.ignored.len()) != before || !self.unfinished.is_empty() {
            return Ok(());
        }
        let text = |name| value.get(name).and_then(Value::as_str);
        Err(match text("jwks_uri") {
            Some(address) => fetched("key_metadata", address),
            None if text("access_token").is_some() || text("id_token").is_some() => Phrase::new("key_is_token").into(),
            None if value.get("keys").is_some() => Phrase::new("key_set_empty").into(),
            None => Phrase::new("key_json_without_key").into(),
        })
    }

    /// JSON with something around it, with its quotes escaped, or one object a line.
    fn take_json_pieces(&mut self, text: &str, depth: usize) -> Option<Result<(), KeyTextProblem>> {
        let parsed = |text: &str| json::parse_within(text.trim().as_bytes(), LONGEST_KEY_TEXT).ok();
        let lines = || text.lines().filter(|line| !line.trim().is_empty()).map(parsed).collect::<Option<Vec<_>>>();
        let (start, end) = (text.find(['{', '[']), text.rfind(['}', ']']));
        let middle = || text.get(start?..=end?);
        let value = middle()
            .and_then(parsed)
            .or_else(|| middle().and_then(|middle| parsed(&middle.replace("\\\"", "\""))))
            .or_else(|| lines().map(Value::Array));
        match value {
            Some(value) => Some(self.take_json(&value, depth)),
            None => self.take_literals(text, depth),
        }
    }

    /// Objects in the notation of some programming language.
    fn take_literals(&mut self, text: &str, depth: usize) -> Option<Result<(), KeyTextProblem>> {
        let mut values: Vec<Value> = literals_with_keys(text).into_iter().map(|literal| literal.value).collect();
        if values.is_empty() {
            values = keys_in_lines(text);
        }
        let value = if values.len() > 1 { Value::Array(values) } else { values.pop()? };
        self.remarks.push(Phrase::new("key_read_as_literal"));
        Some(self.take_json(&value, depth))
    }

    fn take_blocks(&mut self, text: &str, place: Option<&str>, kid: Option<&str>) {
        for (number, block) in blocks(text).into_iter().enumerate() {
            // It stands beside the key that it is about, and says nothing that the key does not.
            if block.label.ends_with("PARAMETERS") {
                continue;
            }
            let mut label = ["BEGIN ", &block.label].concat();
            if number > 0 {
                label = [&label, " (", &(number + 1).to_string(), ")"].concat();
            }
            let label = kid.or(place).map_or(label, str::to_owned);
            match read_block(&block) {
                Ok(file) => self.put(file, label, kid),
                Err(phrase) => self.ignored.push((label, phrase)),
            }
        }
    }

    fn put(&mut self, file: KeyFile, place: String, kid: Option<&str>) {
        let (jwk, from, certificate) = match file {
            KeyFile::WithoutPublicHalf { primitive, pkcs8 } => {
                self.unfinished.push(Unfinished { label: place, primitive, pkcs8 });
                return;
            }
            KeyFile::Certificate(certificate) => match certificate.public_key() {
                Ok(jwk) => (jwk, KeySource::Certificate, Some(certificate)),
                Err(error) => {
                    let phrase = match certificate.key_kind() {
                        Some(kind) if error.code() == "certificate_unknown_key" => {
                            Phrase::new("key_unused_type").with("kind", kind)
                        }
                        _ => problem::of_file(&KeyFileError::from(error)),
                    };
                    self.ignored.push((place, phrase));
                    return;
                }
            },
            KeyFile::Key(jwk) if jwk.has_private_members() => (jwk, KeySource::PrivateFile, None),
            KeyFile::Key(jwk) => (jwk, KeySource::PublicFile, None),
        };
        let jwk = match kid {
            Some(kid) => named(jwk, kid),
            None => jwk,
        };
        let subject = certificate.as_ref().map(Certificate::subject).filter(|subject| !subject.is_empty());
        let label = subject.filter(|_| kid.is_none()).map_or_else(|| label(&jwk, &place), ToString::to_string);
        self.keys.push(RingKey { jwk, from, label, certificate });
    }

    fn take_secrets(&mut self, text: &str) -> Result<(), KeyTextProblem> {
        if text.trim().len() > LONGEST {
            return Err(Phrase::new("key_not_recognised").into());
        }
        for key in secrets(text) {
            if self.keys.iter().all(|known| known.jwk != key.jwk) {
                self.keys.push(key);
            }
        }
        Ok(())
    }
}

/// A block as a key, whatever its first line says; for those that have no key the first line counts.
fn read_block(block: &Block) -> Result<KeyFile, Phrase> {
    let label = block.label.as_str();
    if block.is_encrypted || label == "ENCRYPTED PRIVATE KEY" {
        return Err(Phrase::new("key_encrypted"));
    }
    if label.starts_with("PGP") {
        return Err(Phrase::new("key_pgp"));
    }
    match label {
        "OPENSSH PRIVATE KEY" | "SSH2 ENCRYPTED PRIVATE KEY" => return Err(Phrase::new("key_openssh")),
        "SSH2 PUBLIC KEY" => return Err(Phrase::new("key_ssh_public")),
        "PKCS7" | "CMS" | "PKCS12" => return Err(Phrase::new("key_container")),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => return Err(Phrase::new("key_request")),
        _ => {}
    }
    let octets = match &block.octets {
        Ok(octets) => octets.as_slice(),
        Err(Some(character)) => {
            let name = crate::inspect::wording::name_of(*character);
            return Err(Phrase::new("key_pem_foreign_character").with("label", label).with("character", &name));
        }
        Err(None) => return Err(Phrase::new("key_pem_length").with("label", label)),
    };
    // OpenSSL's own form of a certificate has more behind it.
    let octets = match announced(octets) {
        Some(length) if label == "TRUSTED CERTIFICATE" && length < octets.len() => &octets[..length],
        _ => octets,
    };
    read_key_file(octets).map_err(|error| match (&error, announced(octets)) {
        (KeyFileError::NotDer, Some(expected)) if expected > octets.len() => {
            Phrase::new("key_pem_cut").with("label", label).count("expected", expected).count("found", octets.len())
        }
        (KeyFileError::NotDer, _) if !block.is_closed => Phrase::new("key_pem_no_end").with("label", label),
        (KeyFileError::NotDer | KeyFileError::NotAKey, _) => Phrase::new("key_pem_other").with("label", label),
        _ => problem::of_file(&error),
    })
}

/// How many octets a structure says that it has, its beginning included.
fn announced(der: &[u8]) -> Option<usize> {
    match der {
        [0x30, length @ 0..=0x7F, ..] => Some(2 + usize::from(*length)),
        [0x30, 0x81, length, ..] => Some(3 + usize::from(*length)),
        [0x30, 0x82, high, low, ..] => Some(4 + usize::from(*high) * 256 + usize::from(*low)),
        _ => None,
    }
}

/// A key file without the lines around it, in Base64 or hexadecimal; `None` when the text is none.
fn bare(text: &str) -> Option<Result<KeyFile, KeyFileError>> {
    if text.len() < 40 || !text.starts_with(['M', '3']) {
        return None;
    }
    let letters: String = text.split_whitespace().collect();
    let octets = match hex(&letters) {
        Some(octets) => octets,
        None => lenient(&letters.trim_end_matches('=').replace('-', "+").replace('_', "/"))?,
    };
    // Anything may be Base64 of something; only what says its own length right is a file.
    if announced(&octets) != Some(octets.len()) {
        return None;
    }
    match read_key_file(&octets) {
        Err(KeyFileError::NotDer | KeyFileError::NotAKey) => None,
        read => Some(read),
    }
}

/// PEM or JSON in Base64, as Kubernetes and settings carry them, with a name before it or not.
fn wrapped(text: &str) -> Option<String> {
    let start = if text.starts_with("ey") { 0 } else { text.find("LS0tLS1CRUdJTi")? };
    let rest = &text[start..];
    let is_letter = |c: char| c.is_ascii_alphanumeric() || ['+', '/', '-', '_', '='].contains(&c);
    let end = rest.find(|c: char| !is_letter(c) && !c.is_whitespace()).unwrap_or(rest.len());
    let letters: String = rest[..end].split_whitespace().collect();
    let letters = letters.trim_end_matches('=').replace('-', "+").replace('_', "/");
    let inner = String::from_utf8(lenient(&letters)?).ok()?;
    (inner.trim_start().starts_with('{') || has_block(&inner)).then_some(inner)
}

/// What follows the head of an HTTP answer.
fn http_body(text: &str) -> Option<&str> {
    text.strip_prefix("HTTP/")?;
    let (_, body) = text.split_once("\r\n\r\n").or_else(|| text.split_once("\n\n"))?;
    Some(body)
}

fn named(jwk: Jwk, kid: &str) -> Jwk {
    let Value::Object(mut members) = jwk.to_json() else { return jwk };
    members.insert("kid".to_owned(), kid.into());
    Jwk::parse(members).unwrap_or(jwk)
}
