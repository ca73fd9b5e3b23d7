//! The certificates that a header brings (`x5c`, RFC 7515 §4.1.6): each entry as it stands there, whatever is the matter with it.
//!
//! By the RFC an entry is Base64 of DER, not Base64url, on one line and without the lines of PEM. What is meant is read all the same, and
//! told.

use serde_json::{Map, Value};

use super::pem_text::{blocks, has_block, lenient};
use crate::inspect::Phrase;
use crate::inspect::wording::duration;
use crate::ports::UnixTime;
use crate::x509::Certificate;

/// How many entries are read.
const MOST: usize = 8;

/// One entry of `x5c`.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainEntry {
    /// The certificate, or why the entry is none.
    pub certificate: Result<Certificate, Phrase>,
    /// How it should have been written, if it was written otherwise.
    pub spelling: Option<Phrase>,
}

/// The entries of `x5c`, the certificate of the signature first; empty where the header brings none, or no list of them.
#[must_use]
pub fn certificate_chain(header: &Map<String, Value>) -> Vec<ChainEntry> {
    let entries = header.get("x5c").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    entries.iter().take(MOST).enumerate().map(|(place, entry)| read(place + 1, entry)).collect()
}

/// What somebody should know about the entries at a time, in order: what is no certificate, what is over, what does not follow.
#[must_use]
pub fn chain_faults(header: &Map<String, Value>, now: UnixTime) -> Vec<Phrase> {
    let mut told = Vec::new();
    if header.get("x5c").is_some_and(|value| value.as_array().is_none_or(Vec::is_empty)) {
        told.push(Phrase::new("certificate_no_list"));
    }
    let chain = certificate_chain(header);
    for (place, entry) in chain.iter().enumerate() {
        told.extend(entry.spelling.clone());
        let certificate = match &entry.certificate {
            Ok(certificate) => certificate,
            Err(phrase) => {
                told.push(phrase.clone());
                continue;
            }
        };
        let about =
            |code| Phrase::new(code).count("number", place + 1).with("name", &certificate.subject().to_string());
        let (start, end) = (certificate.not_before(), certificate.not_after());
        if now > end {
            told.push(about("certificate_in_chain_expired").with("duration", &duration(now.since(end))));
        } else if now < start {
            told.push(about("certificate_in_chain_not_yet").with("duration", &duration(start.since(now))));
        }
        if let Some(Ok(next)) = chain.get(place + 1).map(|next| &next.certificate)
            && !certificate.issuer().matches(next.subject())
        {
            let phrase = about("certificate_in_chain_other_issuer").with("issuer", &certificate.issuer().to_string());
            told.push(phrase.with("next", &next.subject().to_string()));
        }
    }
    told
}

fn read(number: usize, entry: &Value) -> ChainEntry {
    let said = |code| Phrase::new(code).count("number", number);
    let Some(text) = entry.as_str() else {
        return ChainEntry { certificate: Err(said("certificate_entry_no_text")), spelling: None };
    };
    let (octets, code) = octets(text);
    let Some(octets) = octets else {
        return ChainEntry { certificate: Err(said("certificate_entry_no_base64")), spelling: None };
    };
    let certificate = Certificate::parse(&octets)
        .map_err(|error| said("certificate_entry_unreadable").with("reason", &error.to_string()));
    ChainEntry { certificate, spelling: code.map(said) }
}

/// The octets that an entry spells, and how it is spelled if not by the rules.
pub(super) fn octets(text: &str) -> (Option<Vec<u8>>, Option<&'static str>) {
    if has_block(text) {
        let first = blocks(text).into_iter().next().and_then(|block| block.octets.ok());
        return (first, Some("certificate_entry_pem"));
    }
    let joined: String = text.split_whitespace().collect();
    let code = match () {
        () if joined.contains(['-', '_']) => Some("certificate_entry_base64url"),
        () if joined.len() != text.len() => Some("certificate_entry_lines"),
        () => None,
    };
    let letters = joined.trim_end_matches('=').replace('-', "+").replace('_', "/");
    (lenient(&letters).filter(|octets| !octets.is_empty()), code)
}
