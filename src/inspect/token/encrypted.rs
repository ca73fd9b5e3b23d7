//! An encrypted token: what its header must say, and how long its parts must be (RFC 7516 §4, §5; RFC 7518 §4, §5).
//!
//! Nothing is decrypted here. Of an encrypted token everybody can read the header, and see whether the other four parts can belong to it.

use serde_json::{Map, Value};

use super::part::Part;
use super::problem::Problem;
use crate::inspect::Phrase;
use crate::jose::jwe::{ContentEncryption, JweError, KeyManagement};
use crate::jose::{Segment, UnsupportedAlgorithm};

/// The parts after the header, in their order (RFC 7516 §7.1).
pub(crate) const PARTS: [Segment; 4] =
    [Segment::EncryptedKey, Segment::InitializationVector, Segment::Ciphertext, Segment::Tag];

/// Whether a value has the type that its member asks for.
type IsRight = fn(&Value) -> bool;

/// The members of a header that have a type, those of every token among them (RFC 7516 §4.1, RFC 7518 §4).
const TYPED: [(&str, IsRight); 18] = [
    ("alg", Value::is_string),
    ("enc", Value::is_string),
    ("zip", Value::is_string),
    ("kid", Value::is_string),
    ("typ", Value::is_string),
    ("cty", Value::is_string),
    ("jku", Value::is_string),
    ("x5u", Value::is_string),
    ("x5t", Value::is_string),
    ("x5c", Value::is_array),
    ("jwk", Value::is_object),
    ("epk", Value::is_object),
    ("apu", Value::is_string),
    ("apv", Value::is_string),
    ("iv", Value::is_string),
    ("tag", Value::is_string),
    ("p2s", Value::is_string),
    ("p2c", Value::is_number),
];

/// Adds what is wrong with the header of an encrypted token: `alg` and `enc` are there, and every member is of its type.
pub(crate) fn check_header(members: &Map<String, Value>, problems: &mut Vec<Problem>) {
    // HPKE encrypts the content itself, and then there is no `enc`.
    let is_hpke = members.get("alg").and_then(Value::as_str).is_some_and(|alg| alg.starts_with("HPKE-"));
    for name in ["alg", "enc"] {
        let is_needed = name == "alg" || !is_hpke;
        if is_needed && !members.contains_key(name) {
            problems.push(Problem::jwe(Segment::Header, None, &JweError::MemberMissing(name)));
        }
    }
    for (name, is_right) in TYPED {
        if members.get(name).is_some_and(|value| !is_right(value)) {
            problems.push(Problem::jwe(Segment::Header, None, &JweError::MemberForm(name)));
        }
    }
}

/// Why no key opens such a token here, whatever its other parts are: a way that is not used here, or one that nobody knows.
pub(crate) fn unsupported(members: &Map<String, Value>) -> Option<Phrase> {
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let (alg, enc) = (text("alg")?, text("enc")?);
    let (code, name) = match UnsupportedAlgorithm::of_key_management(alg) {
        Some(known) => (known.reason, known.name),
        None if KeyManagement::from_name(alg).is_none() => ("jwe_alg_unknown", alg),
        None if ContentEncryption::from_name(enc).is_none() => ("jwe_enc_unknown", enc),
        None => ("jwe_compressed", text("zip")?),
    };
    Some(Phrase::new(code).with("name", name))
}

/// Adds which parts have a length that the header rules out.
pub(crate) fn check_lengths(members: &Map<String, Value>, parts: &[Part], problems: &mut Vec<Problem>) {
    let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default();
    let Some(encryption) = ContentEncryption::from_name(text("enc")) else { return };
    for part in parts.iter().filter(|part| part.intact) {
        let found = part.octets.len();
        let expected = match part.segment {
            Segment::InitializationVector => encryption.iv_octets,
            Segment::Tag => encryption.tag_octets,
            // Whoever agrees on a key, or has one already, sends none (RFC 7518 §4.5, §4.6).
            Segment::EncryptedKey if matches!(text("alg"), "dir" | "ECDH-ES") && found > 0 => {
                problems.push(Problem::jwe(
                    part.segment,
                    Some(part.start),
                    &JweError::EncryptedKey { expected: false },
                ));
                continue;
            }
            _ => continue,
        };
        if found != expected {
            let error = JweError::PartLength { part: part.segment.name(), expected, found };
            problems.push(Problem::jwe(part.segment, Some(part.start), &error));
        }
    }
}
