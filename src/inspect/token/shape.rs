//! What a text is by its form alone: how many parts it has, and whether they begin as the parts of a token do.
//!
//! Three parts are a signed token, five with `enc` an encrypted one (RFC 7515 §5.2, RFC 7516 §9), no dots at all probably an opaque
//! one (RFC 6749 §1.4). A text whose parts begin like nothing that a token holds is no damaged token: it is no token.

use super::either_alphabet::decode_as_far_as_possible;
use super::token_character::{is_token_character, looks_drawn};
use crate::jose::{Algorithm, base64url, json};

/// What the text is, by its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing, or too much to look at.
    Nothing,
    /// Words, an address, a number: no part of it is like a part of a token.
    Text,
    /// No header, and no dots or such as a machine drew: perhaps an opaque token, which only its issuer can read.
    Opaque,
    /// Fewer parts than the token had: it was cut off at its end, or at its front.
    Partial,
    /// Three parts: a signed token (JWS).
    Signed,
    /// A signed token whose content travels apart from it (RFC 7515 App. F): header, nothing, signature.
    Detached,
    /// Five parts: an encrypted token (JWE, RFC 7516 §7.1), of which only the header can be read.
    Encrypted,
    /// A signed token with disclosures behind it, each after a tilde (SD-JWT, RFC 9901 §4).
    SdJwt,
    /// A JWS or a JWE in its JSON serialisation (RFC 7515 §7.2, RFC 7516 §7.2).
    JsonSerialization,
    /// A PASETO, which is another format than JOSE's.
    Paseto,
    /// Another number of parts.
    OtherParts,
    /// Other JSON, which is no token.
    Json,
}

/// The shape of a text that is no JSON, no SD-JWT and no PASETO, by what stands between its dots.
pub(crate) fn shape_of(parts: &[&str]) -> Shape {
    let is_header = begins_object(parts[0]) || parts[0].starts_with("eyJ");
    let is_like_a_token = is_header || parts.get(1).is_some_and(|part| begins_object(part));
    match parts {
        [""] => Shape::Nothing,
        [one] if !is_header && one.chars().all(is_token_character) => Shape::Opaque,
        [_] if !is_header => Shape::Text,
        [header, ..] if parts.len() < 5 && is_header_of_jwe(header) => Shape::Partial,
        [header, _, _, _, _] if is_header_of_jwe(header) => Shape::Encrypted,
        [header, _, iv, _, tag] if !is_header_of_jws(header) && is_iv_and_tag(iv, tag) => Shape::Encrypted,
        [_, "", signature] if is_header && !signature.is_empty() => Shape::Detached,
        _ if !is_like_a_token && !parts.iter().any(|part| part.contains("eyJ")) => {
            if looks_drawn(&parts.join(".")) {
                Shape::Opaque
            } else {
                Shape::Text
            }
        }
        [_] | [_, _] => Shape::Partial,
        [_, _, _] => Shape::Signed,
        _ => Shape::OtherParts,
    }
}

/// Whether a header is that of an encrypted token: it says how the content is encrypted (RFC 7516 §4.1.2), or names an algorithm that
/// says it alone. Damaged headers are read as far as they go.
pub(crate) fn is_header_of_jwe(header: &str) -> bool {
    let octets = decode_as_far_as_possible(header);
    let Ok(members) = json::parse_object(&octets) else {
        return begins_object(header) && String::from_utf8_lossy(&octets).contains("\"enc\"");
    };
    let alg = members.get("alg").and_then(|alg| alg.as_str()).unwrap_or_default();
    let is_of_jws = alg == "none" || Algorithm::from_name(alg).is_some();
    members.contains_key("enc") && !is_of_jws || alg.starts_with("HPKE-")
}

/// Whether a part, read as far as it goes, begins as a JSON object does.
pub(crate) fn begins_object(part: &str) -> bool {
    // The octets of a byte order mark, of white space and of the brace are all among the first few.
    let first: String = part.chars().take(64).collect();
    let octets = decode_as_far_as_possible(&first);
    let text = octets.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&octets).trim_ascii_start();
    // A brace alone is the beginning of words, too: "example" spells one.
    text.strip_prefix(b"{").is_some_and(|inside| matches!(inside.trim_ascii_start().first(), Some(b'"' | b'}')))
}

/// Whether a header can be read and is none of an encrypted token that lacks its `enc`.
fn is_header_of_jws(header: &str) -> bool {
    let members = base64url::decode(header).ok().and_then(|octets| json::parse_object(&octets).ok());
    members.is_some_and(|members| {
        let alg = members.get("alg").and_then(|alg| alg.as_str()).unwrap_or_default();
        let is_of_jwe = ["RSA-OAEP", "RSA1_5", "ECDH-ES", "PBES2", "A128", "A192", "A256", "dir"];
        !is_of_jwe.iter().any(|name| alg.starts_with(name))
    })
}

/// Whether two parts have the lengths that every content encryption of RFC 7518 §5.1 gives them: 96 or 128 bits, and 128 to 256 bits.
fn is_iv_and_tag(iv: &str, tag: &str) -> bool {
    let octets = |text: &str| base64url::decode(text).map_or(0, |octets| octets.len());
    matches!(octets(iv), 12 | 16) && matches!(octets(tag), 16 | 24 | 32)
}
