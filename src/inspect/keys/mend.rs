//! Keys that are written a little wrong, as common libraries write them: what is meant is certain, so it is read, and told.
//!
//! Java writes the sign of a number as a zero octet in front, others leave zeros out of a coordinate, or take the other alphabet of Base64;
//! a label of the wrong form says nothing about the key (RFC 7518 §2, §6.2.1.2, RFC 7517 §4).

use serde_json::{Map, Value};

use super::pem_text::lenient;
use crate::jose::{Jwk, JwkError, base64url};

/// More zero octets than these no coordinate begins with by chance.
const MOST_ZEROS: usize = 3;

/// Numbers of RSA.
const NUMBERS: [&str; 8] = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];

/// Members that say something about a key and are no part of it.
const LABELS: [&str; 4] = ["x5c", "key_ops", "use", "alg"];

/// The key that is meant, and the names of the members that had to be changed or left out.
pub(super) fn mended(members: &Map<String, Value>) -> Result<(Jwk, Vec<&'static str>), JwkError> {
    let refused = match Jwk::parse(members.clone()) {
        Ok(jwk) => return Ok((jwk, Vec::new())),
        Err(error) => error,
    };
    let mut members = members.clone();
    let mut changed = Vec::new();
    let kty = members.get("kty").and_then(Value::as_str).unwrap_or_default().to_owned();
    let coordinate = match members.get("crv").and_then(Value::as_str) {
        Some("P-256") => 32,
        Some("P-384") => 48,
        Some("P-521") => 66,
        _ => 0,
    };
    let names: &[&'static str] = match kty.as_str() {
        "RSA" => &NUMBERS,
        "EC" => &["x", "y", "d"],
        "OKP" => &["x", "d"],
        _ => &[],
    };
    for name in names {
        let Some(text) = members.get(*name).and_then(Value::as_str) else { continue };
        let letters = text.trim().trim_end_matches('=').replace('-', "+").replace('_', "/");
        let Some(octets) = lenient(&letters) else { continue };
        let significant: Vec<u8> = match kty.as_str() {
            "OKP" => octets,
            _ => octets.into_iter().skip_while(|octet| *octet == 0).collect(),
        };
        let missing = if kty == "EC" { usize::saturating_sub(coordinate, significant.len()) } else { 0 };
        if missing > MOST_ZEROS {
            continue;
        }
        let written = base64url::encode(&[vec![0; missing], significant].concat());
        if written != text {
            members.insert((*name).to_owned(), written.into());
            changed.push(*name);
        }
    }
    for name in LABELS {
        if Jwk::parse(members.clone()).is_ok() {
            break;
        }
        if members.remove(name).is_some() {
            changed.push(name);
        }
    }
    Jwk::parse(members).map(|jwk| (jwk, changed)).map_err(|_| refused)
}
