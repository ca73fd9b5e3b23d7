//! A subject that is an encoded message, as Dex writes it: `IDTokenSubject` of two texts, a user's or client's identifier and that of the
//! connector through which a person was found; empty for a client (dexidp/dex, server/tokens, at ab64ed77).

use crate::jose::base64url;

/// What such a subject says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EncodedSubject {
    /// The user's identifier at the connector, or the client's.
    pub id: String,
    /// The connector; empty where none took part.
    pub connector: String,
}

impl EncodedSubject {
    /// Reads `sub`, in Base64url without padding, as two fields that are texts (Protocol Buffers: tag, length, octets).
    pub(super) fn read(sub: &str) -> Option<Self> {
        // The tag of a first field that is a text is `0x0a`, which Base64url writes as `C`.
        let octets = sub.starts_with('C').then(|| base64url::decode(sub.trim_end_matches('=')).ok())??;
        let (id, rest) = field(&octets, 0x0a)?;
        let (connector, rest) = if rest.is_empty() { (String::new(), rest) } else { field(rest, 0x12)? };
        (rest.is_empty() && !id.is_empty()).then_some(Self { id, connector })
    }
}

/// Whether `sub` is Base64 of some text around `id`: a few octets more, as of a tag and a length.
pub(super) fn encodes(sub: &str, id: &str) -> bool {
    const SHORTEST: usize = 4;
    const AROUND: usize = 16;
    if id.len() < SHORTEST || sub.len() > (id.len() + AROUND) * 2 {
        return false;
    }
    let url: String = sub.trim_end_matches('=').replace('+', "-").replace('/', "_");
    base64url::decode(&url).is_ok_and(|octets| {
        octets.len() <= id.len() + AROUND && octets.windows(id.len()).any(|window| window == id.as_bytes())
    })
}

/// One field with this tag at the front, and what follows it. Identifiers are shorter than 128 octets, or written with two octets of length.
fn field(octets: &[u8], tag: u8) -> Option<(String, &[u8])> {
    let rest = octets.strip_prefix(&[tag])?;
    let (length, rest) = match rest {
        [length @ 0..0x80, rest @ ..] => (usize::from(*length), rest),
        [low, high @ 0..0x80, rest @ ..] => (usize::from(*low & 0x7f) | usize::from(*high) << 7, rest),
        _ => return None,
    };
    let text = std::str::from_utf8(rest.get(..length)?).ok()?;
    text.chars().all(|character| !character.is_control()).then(|| (text.to_owned(), &rest[length..]))
}

#[cfg(test)]
mod tests {
    use super::{EncodedSubject, encodes};
    use crate::jose::base64url;

    fn read(octets: &[u8]) -> Option<(String, String)> {
        EncodedSubject::read(&base64url::encode(octets)).map(|subject| (subject.id, subject.connector))
    }

    #[test]
    fn two_texts_are_read_and_nothing_else() {
        assert_eq!(read(b"\x0a\x08reporter\x12\x00"), Some(("reporter".to_owned(), String::new())));
        assert_eq!(read(b"\x0a\x08reporter"), Some(("reporter".to_owned(), String::new())));
        assert_eq!(read(b"\x0a\x03sam\x12\x05local"), Some(("sam".to_owned(), "local".to_owned())));
        for other in
            [&b""[..], b"\x0a", b"\x0a\x09reporter", b"\x0a\x00", b"\x0a\x03sam\x12\x05loca", b"\x0a\x03sam\x1a\x00"]
        {
            assert_eq!(read(other), None, "{other:?}");
        }
        for sub in ["Client-7", "reporter", "C", "", "CC", "Cg\u{e9}"] {
            assert_eq!(EncodedSubject::read(sub), None, "{sub}");
        }
    }

    #[test]
    fn a_client_inside_of_other_octets_is_found() {
        let around = base64url::encode(b"client:reporter;v=1");
        assert!(encodes(&around, "reporter") && !encodes(&around, "reporting"));
        assert!(!encodes("reporter", "reporter") && !encodes(&around, "v=1"), "plain, and too short to mean anything");
    }

    #[test]
    fn a_documented_subject_of_a_person_names_its_connector() {
        let sub = "CiQwOGE4Njg0Yi1kYjg4LTRiNzMtOTBhOS0zY2QxNjYxZjU0NjYSBWxvY2Fs";
        let subject = EncodedSubject::read(sub).expect("readable");
        assert_eq!((subject.id.len(), subject.connector.as_str()), (36, "local"));
    }
}
