//! Keys in a text: PEM (RFC 7468 §2) and JSON Web Keys (RFC 7517), also as programs write objects. Whether they are good is for others to
//! say.

use std::ops::Range;

use super::{KeyLook, octets};
use crate::inspect::object_literal::literals_with_keys;

/// Objects deeper than this are not looked into.
const DEEPEST: usize = 64;

/// What was found.
pub(super) struct Keys {
    /// What the first key looks like.
    pub(super) look: KeyLook,
    /// Where all of them stand, from the first to the last.
    pub(super) range: Range<usize>,
}

/// The keys in a plain text; those in PEM first.
pub(super) fn find(text: &[u8]) -> Option<Keys> {
    pem(text).or_else(|| jwk(text)).or_else(|| literal(text))
}

fn pem(text: &[u8]) -> Option<Keys> {
    const BEGIN: &[u8] = b"-----BEGIN ";
    const END: &[u8] = b"-----END ";
    let mut found: Option<Keys> = None;
    let mut at = 0;
    while let Some(start) = octets::find(text, at, BEGIN) {
        let label = &text[start + BEGIN.len()..];
        let label = &label[..label.iter().take(48).take_while(|byte| **byte != b'-').count()];
        let after = start + BEGIN.len() + label.len();
        let end = octets::find(text, after, END).map_or(text.len(), |found| {
            let end = found + END.len();
            let label = text[end..].iter().take(48).take_while(|byte| **byte != b'-').count();
            end + label + text[end + label..].iter().take(5).take_while(|byte| **byte == b'-').count()
        });
        let holds = |word: &[u8]| octets::find(label, 0, word).is_some();
        let look = match () {
            () if holds(b"PRIVATE KEY") => Some(KeyLook::PemPrivate),
            () if holds(b"PUBLIC KEY") => Some(KeyLook::PemPublic),
            () if holds(b"CERTIFICATE") && !holds(b"REQUEST") => Some(KeyLook::Certificate),
            () => None,
        };
        match (&mut found, look) {
            (Some(keys), Some(_)) => keys.range.end = end,
            (None, Some(look)) => found = Some(Keys { look, range: start..end }),
            (_, None) => {}
        }
        at = end.max(after);
    }
    found
}

/// An object that is read: where it starts, and whether it has the members of a key or of a set of keys.
struct Open {
    start: usize,
    has_kty: bool,
    has_keys: bool,
}

/// The outermost set of keys, or the first key. What is no object of JSON is passed over.
fn jwk(text: &[u8]) -> Option<Keys> {
    octets::find(text, 0, b"\"kty\"")?;
    let mut open: Vec<Open> = Vec::new();
    let (mut deeper, mut at) = (0_usize, 0);
    let mut key: Option<Keys> = None;
    let mut has_key_inside = false;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => {
                let length = string(&text[at..]);
                let name = &text[at..(at + length).min(text.len())];
                let is_name =
                    text[at + name.len()..].iter().take(8).find(|byte| !byte.is_ascii_whitespace()) == Some(&b':');
                if let Some(object) = open.last_mut().filter(|_| is_name && deeper == 0) {
                    object.has_kty |= name == b"\"kty\"";
                    object.has_keys |= name == b"\"keys\"";
                }
                at += length;
                continue;
            }
            b'{' if open.len() < DEEPEST => open.push(Open { start: at, has_kty: false, has_keys: false }),
            b'{' => deeper += 1,
            b'}' if deeper > 0 => deeper -= 1,
            b'}' => {
                if let Some(object) = open.pop() {
                    let range = object.start..at + 1;
                    if object.has_keys && has_key_inside {
                        return Some(Keys { look: KeyLook::JwkSet, range });
                    }
                    if object.has_kty {
                        has_key_inside = true;
                        key.get_or_insert(Keys { look: KeyLook::Jwk, range });
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
    key
}

/// Keys in the notation of some programming language.
fn literal(text: &[u8]) -> Option<Keys> {
    octets::find(text, 0, b"kty")?;
    let found = literals_with_keys(std::str::from_utf8(text).ok()?);
    let (first, last) = (found.first()?, found.last()?);
    let is_set = found.len() > 1 || first.value.get("kty").is_none();
    let look = if is_set { KeyLook::JwkSet } else { KeyLook::Jwk };
    Some(Keys { look, range: first.range.start..last.range.end })
}

/// How long the string is that begins here. The escapes are undone already, so that it ends at the next quote.
fn string(text: &[u8]) -> usize {
    octets::next(text, 1, b'"').map_or(text.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::{KeyLook, find};

    #[test]
    fn keys_are_found_in_what_stands_around_them() {
        let pem = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----";
        let private = pem.replace("PUBLIC", "RSA PRIVATE");
        let certificate = pem.replace("PUBLIC KEY", "CERTIFICATE");
        let jwk = r#"{"kty":"oct","k":"AAAA"}"#;
        let set = [r#"{"keys":["#, jwk, "]}"].concat();
        for (text, look, expected) in [
            (["key:\n", pem, "\nend"].concat(), KeyLook::PemPublic, pem.to_owned()),
            (private.clone(), KeyLook::PemPrivate, private),
            (
                [&certificate, "\n", &certificate].concat(),
                KeyLook::Certificate,
                [&certificate, "\n", &certificate].concat(),
            ),
            (["my key is ", jwk, "."].concat(), KeyLook::Jwk, jwk.to_owned()),
            (["HTTP/1.1 200 OK\n\n", &set].concat(), KeyLook::JwkSet, set),
            ("jwk = {'kty': 'oct', 'k': 'A'}".to_owned(), KeyLook::Jwk, "{'kty': 'oct', 'k': 'A'}".to_owned()),
            ("{keys: [{kty: 'oct'},],};".to_owned(), KeyLook::JwkSet, "{keys: [{kty: 'oct'},],}".to_owned()),
        ] {
            let keys = find(text.as_bytes()).expect(&text);
            assert_eq!((keys.look, &text[keys.range]), (look, expected.as_str()));
        }
        assert!(find(br#"{"keys":[1,2]}"#).is_none() && find(b"-----BEGIN CERTIFICATE REQUEST-----").is_none());
    }
}
