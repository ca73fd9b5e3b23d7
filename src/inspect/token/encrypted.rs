//! An encrypted token: what its header must say, and how long its parts must be (RFC 7516 §4, §5; RFC 7518 §4, §5).
//!
//! Nothing is decrypted here. Of an encrypted token everybody can read the header, and see whether the other four parts can belong to it.

use serde_json::{Map, Value};

use super::part::Part;
use super::problem::Problem;
use crate::cite::Citation;
use crate::inspect::Phrase;
use crate::jose::{Segment, Stage};

/// The parts after the header, in their order (RFC 7516 §7.1).
pub(crate) const PARTS: [Segment; 4] =
    [Segment::EncryptedKey, Segment::InitializationVector, Segment::Ciphertext, Segment::Tag];

/// The members of a header that have a type, beside those of every token (RFC 7516 §4.1, RFC 7518 §4).
const TYPED: [(&str, &str, fn(&Value) -> bool); 17] = [
    ("alg", "text", Value::is_string),
    ("enc", "text", Value::is_string),
    ("zip", "text", Value::is_string),
    ("kid", "text", Value::is_string),
    ("typ", "text", Value::is_string),
    ("cty", "text", Value::is_string),
    ("jku", "text", Value::is_string),
    ("x5u", "text", Value::is_string),
    ("x5t", "text", Value::is_string),
    ("x5c", "a list", Value::is_array),
    ("jwk", "an object", Value::is_object),
    ("epk", "an object", Value::is_object),
    ("apu", "text", Value::is_string),
    ("apv", "text", Value::is_string),
    ("iv", "text", Value::is_string),
    ("p2s", "text", Value::is_string),
    ("p2c", "a number", Value::is_number),
];

/// Adds what is wrong with the header of an encrypted token: `alg` and `enc` are there, and every member is of its type.
pub(crate) fn check_header(members: &Map<String, Value>, problems: &mut Vec<Problem>) {
    let is_hpke = members.get("alg").and_then(Value::as_str).is_some_and(|alg| alg.starts_with("HPKE-"));
    for (name, code, clause) in [("alg", "decode_jwe_no_alg", "4.1.1"), ("enc", "decode_jwe_no_enc", "4.1.2")] {
        if !members.contains_key(name) && !(name == "enc" && is_hpke) {
            problems.push(of_header(Phrase::new(code), Citation::rfc(7516, clause)));
        }
    }
    for (name, expected, is_right) in TYPED {
        if members.get(name).is_some_and(|value| !is_right(value)) {
            let phrase = Phrase::new("decode_jwe_member").with("name", name).with("expected", expected);
            problems.push(of_header(phrase, Citation::rfc(7516, "4.1")));
        }
    }
}

/// Adds which parts have a length that the header rules out.
pub(crate) fn check_lengths(members: &Map<String, Value>, parts: &[Part], problems: &mut Vec<Problem>) {
    let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default();
    let (alg, enc) = (text("alg"), text("enc"));
    let (iv, tag) = match enc {
        "A128GCM" | "A192GCM" | "A256GCM" => (12, 16),
        "A128CBC-HS256" => (16, 16),
        "A192CBC-HS384" => (16, 24),
        "A256CBC-HS512" => (16, 32),
        _ => return,
    };
    for part in parts.iter().filter(|part| part.intact) {
        let (name, expected) = match part.segment {
            // Whoever agrees on a key, or has one already, sends none (RFC 7518 §4.5, §4.6).
            Segment::EncryptedKey if matches!(alg, "dir" | "ECDH-ES") => (alg, 0),
            Segment::InitializationVector => (enc, iv),
            Segment::Tag => (enc, tag),
            _ => continue,
        };
        if part.octets.len() != expected {
            let phrase = Phrase::new("decode_jwe_length")
                .with("part", part.segment.name())
                .with("name", name)
                .count("expected", expected)
                .count("found", part.octets.len());
            let problem = Problem::whole(phrase, Citation::rfc(7516, "5.2"));
            problems.push(Problem { segment: Some(part.segment), at: Some(part.start), ..problem });
        }
    }
}

fn of_header(phrase: Phrase, citation: Citation) -> Problem {
    Problem { segment: Some(Segment::Header), stage: Stage::Decode, ..Problem::whole(phrase, citation) }
}
