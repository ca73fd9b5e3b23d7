//! Public keys as text, in the spellings that get abused as secrets (RFC 8725 §2.1).
//!
//! A verifier that lets the token choose the algorithm takes its own public key, as the text that it has, for the secret of an HMAC. Whoever
//! knows the public key can then write tokens. To tell such a token the same secrets are tried.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::jose::{Jwk, KeyType, base64url};

/// What may have been abused as a secret: PEM with and without the last line end, DER, the JWK in two orders, and the bare number.
pub(super) fn abused_secrets(jwk: &Jwk) -> Vec<Vec<u8>> {
    let Some(der) = subject_public_key_info(jwk) else { return Vec::new() };
    let base64 = STANDARD.encode(&der);
    let mut pem = String::from("-----BEGIN PUBLIC KEY-----\n");
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(64));
        pem.push_str(line);
        pem.push('\n');
        rest = after;
    }
    pem.push_str("-----END PUBLIC KEY-----");
    let (bare, with_line_end) = (pem.clone().into_bytes(), [&pem, "\n"].concat().into_bytes());
    let mut secrets = vec![with_line_end, bare, pem.replace('\n', "\r\n").into_bytes(), der];
    secrets.extend(jwk.public_material().map(String::into_bytes));
    secrets.push(usual_jwk(jwk).into_bytes());
    let number = ["n", "x"].iter().find_map(|name| base64url::decode(jwk.text(name)?).ok());
    secrets.extend(number);
    secrets
}

/// The members of a public JWK in the order in which most software writes them.
fn usual_jwk(jwk: &Jwk) -> String {
    let mut members = Vec::new();
    for name in ["kty", "crv", "x", "y", "n", "e"] {
        if let Some(value) = jwk.text(name) {
            members.push(["\"", name, "\":\"", value, "\""].concat());
        }
    }
    ["{", &members.join(","), "}"].concat()
}

/// The key as RFC 5280 §4.1 has it in certificates.
fn subject_public_key_info(jwk: &Jwk) -> Option<Vec<u8>> {
    let octets = |name: &str| base64url::decode(jwk.text(name)?).ok();
    // The object identifiers of id-ecPublicKey with its curve, of Ed25519, and of rsaEncryption with its NULL.
    const EC: [u8; 9] = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
    const P256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
    const P384: &[u8] = &[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22];
    const P521: &[u8] = &[0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23];
    const ED25519: &[u8] = &[0x06, 0x03, 0x2b, 0x65, 0x70];
    const RSA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    let (algorithm, key) = match jwk.key_type() {
        KeyType::Rsa => {
            let numbers = [integer(&octets("n")?), integer(&octets("e")?)].concat();
            (RSA.to_vec(), element(0x30, &numbers))
        }
        KeyType::OkpEd25519 => (ED25519.to_vec(), octets("x")?),
        KeyType::EcP256 | KeyType::EcP384 | KeyType::EcP521 => {
            let curve = match jwk.key_type() {
                KeyType::EcP256 => P256,
                KeyType::EcP384 => P384,
                _ => P521,
            };
            ([&EC[..], curve].concat(), [vec![4], octets("x")?, octets("y")?].concat())
        }
        _ => return None,
    };
    let bits = element(0x03, &[&[0][..], &key].concat());
    Some(element(0x30, &[element(0x30, &algorithm), bits].concat()))
}

fn integer(number: &[u8]) -> Vec<u8> {
    let sign: &[u8] = if number.first().is_some_and(|first| *first >= 0x80) { &[0] } else { &[] };
    element(0x02, &[sign, number].concat())
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    #[allow(clippy::cast_possible_truncation)] // each arm holds what fits
    match length {
        0..0x80 => out.push(length as u8),
        0x80..0x100 => out.extend([0x81, length as u8]),
        _ => out.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    out.extend_from_slice(content);
    out
}
