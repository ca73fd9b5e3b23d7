//! Trying the keys at hand on an encrypted token (RFC 7516 §5.2).
//!
//! `kid` only says which key to try first (RFC 7516 §4.1.6). In the JSON serialisation any recipient's share may be the one that opens.

use super::phrase;
use super::report::{DecryptionReport, DecryptionState, Opening};
use crate::inspect::{Decoded, KeyRing, Phrase, RingKey, Shape};
use crate::jose::jwe::{Jwe, JweError, check_key, decrypt};
use crate::ports::Decryption;

/// Opens `decoded` with a key of `ring`.
pub async fn open<C: Decryption>(crypto: &C, decoded: &Decoded, ring: &KeyRing) -> DecryptionReport {
    let read = match decoded.shape {
        Shape::Encrypted if decoded.padded => Jwe::parse(&without_padding(&decoded.token)).map(|jwe| vec![jwe]),
        Shape::Encrypted => Jwe::parse(&decoded.token).map(|jwe| vec![jwe]),
        Shape::JsonSerialization => Jwe::parse_json(&decoded.token),
        _ => return DecryptionReport::default(),
    };
    match read {
        Err(error) => not_opened(Vec::new(), phrase::of(&error)),
        Ok(recipients) => try_keys(crypto, &recipients, ring).await,
    }
}

async fn try_keys<C: Decryption>(crypto: &C, recipients: &[Jwe], ring: &KeyRing) -> DecryptionReport {
    // What no key can open is told without one.
    let faults: Vec<JweError> = recipients.iter().filter_map(|jwe| fault(jwe).err()).collect();
    if let Some(first) = faults.first().filter(|_| faults.len() == recipients.len()) {
        return not_opened(Vec::new(), phrase::of(first));
    }
    let mut tried = Vec::new();
    let mut last = None;
    for key in by_name_first(recipients, ring) {
        let mut outcome = None;
        for jwe in recipients {
            match attempt(crypto, jwe, key).await {
                Ok(content) => {
                    let kid = key.jwk.kid().map(str::to_owned);
                    note(&mut tried, key, true, Phrase::new("decryption_opened"));
                    let state = DecryptionState::Opened { key: key.label.clone(), kid, content };
                    return DecryptionReport { state, tried };
                }
                // Of several recipients the one that got furthest says most.
                Err((was_tried, error)) => {
                    outcome = outcome.filter(|known: &(bool, _)| known.0).or(Some((was_tried, error)));
                }
            }
        }
        if let Some((was_tried, error)) = outcome {
            let outcome = phrase::of(&error);
            if was_tried {
                last = Some(outcome.clone());
            }
            note(&mut tried, key, was_tried, outcome);
        }
    }
    for (label, reason) in &ring.ignored {
        tried.push(Opening { label: label.clone(), kid: None, tried: false, outcome: reason.clone() });
    }
    let none = if tried.is_empty() { "decryption_no_key" } else { "decryption_no_fitting_key" };
    let why = match (last, tried.as_slice()) {
        (Some(outcome), _) => outcome,
        // One key that is not the one explains itself.
        (None, [only]) => only.outcome.clone(),
        (None, _) => Phrase::new(none).with("name", recipients.first().map_or("", |jwe| jwe.header().alg())),
    };
    not_opened(tried, why)
}

/// What stands against a token whatever the key.
fn fault(jwe: &Jwe) -> Result<(), JweError> {
    jwe.header().key_management()?;
    jwe.header().content_encryption()?;
    jwe.header().check()
}

async fn attempt<C: Decryption>(crypto: &C, jwe: &Jwe, key: &RingKey) -> Result<Vec<u8>, (bool, JweError)> {
    check_key(jwe, &key.jwk).map_err(|error| (false, error))?;
    decrypt(crypto, jwe, &key.jwk).await.map_err(|error| (true, error))
}

fn by_name_first<'r>(recipients: &[Jwe], ring: &'r KeyRing) -> impl Iterator<Item = &'r RingKey> {
    let named =
        |key: &&RingKey| key.jwk.kid().is_some_and(|kid| recipients.iter().any(|jwe| jwe.header().kid() == Some(kid)));
    let (first, then): (Vec<&RingKey>, Vec<&RingKey>) = ring.keys.iter().partition(named);
    first.into_iter().chain(then)
}

fn note(tried: &mut Vec<Opening>, key: &RingKey, was_tried: bool, outcome: Phrase) {
    let kid = key.jwk.kid().map(str::to_owned);
    tried.push(Opening { label: key.label.clone(), kid, tried: was_tried, outcome });
}

const fn not_opened(tried: Vec<Opening>, why: Phrase) -> DecryptionReport {
    DecryptionReport { state: DecryptionState::NotOpened(why), tried }
}

fn without_padding(token: &str) -> String {
    let parts: Vec<&str> = token.split('.').map(|part| part.trim_end_matches('=')).collect();
    parts.join(".")
}
