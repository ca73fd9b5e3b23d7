//! Why a token was not opened, in phrases.

use crate::inspect::Phrase;
use crate::inspect::keys::of_jwk;
use crate::jose::JwkError;
use crate::jose::jwe::JweError;

pub(super) fn of(error: &JweError) -> Phrase {
    let phrase = Phrase::new(error.code());
    match error {
        JweError::PartCount(parts) => phrase.count("parts", *parts),
        JweError::MemberMissing(name) | JweError::MemberForm(name) => phrase.with("name", name),
        JweError::NotOpened(known) => phrase.with("name", known.name),
        JweError::AlgUnknown(name)
        | JweError::EncUnknown(name)
        | JweError::Compressed(name)
        | JweError::CritUnknown(name)
        | JweError::KeyNotFor(name)
        | JweError::OtherCurve(name) => phrase.with("name", name),
        JweError::Ephemeral(JwkError::UnsupportedType(kind)) => phrase.with("kind", kind),
        JweError::PartLength { part, expected, found } => {
            phrase.with("part", part).count("expected", *expected).count("found", *found)
        }
        JweError::KeyLength { expected, found } => phrase.count("expected", *expected).count("found", *found),
        JweError::Key(error) => of_jwk(error),
        JweError::NotInThisBrowser(reason) => phrase.with("reason", reason),
        JweError::Crypto(error) => phrase.with("reason", &error.to_string()),
        // Damage to the text is told where the text is taken apart.
        JweError::NotBase64Url { .. } | JweError::HeaderJson(_) => Phrase::new("decryption_damaged"),
        _ => phrase,
    }
}
