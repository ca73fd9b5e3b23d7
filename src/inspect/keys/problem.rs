//! Why a text is no key, in phrases, and what to type to get one.

use crate::inspect::Phrase;
use crate::jose::{JsonError, JwkError};
use crate::x509::KeyFileError;

/// Why a text holds no key that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTextProblem {
    /// What to say.
    pub phrase: Phrase,
    /// A command that gets the right text, to be copied; this page runs and fetches nothing.
    pub command: Option<String>,
    /// Where the text has several things that look like keys: each by place or name, and why it cannot be used.
    pub ignored: Vec<(String, Phrase)>,
}

impl KeyTextProblem {
    /// A problem without a remedy that can be typed.
    #[must_use]
    pub const fn new(phrase: Phrase) -> Self {
        Self { phrase, command: None, ignored: Vec::new() }
    }

    pub(super) const fn with_command(phrase: Phrase, command: String) -> Self {
        Self { phrase, command: Some(command), ignored: Vec::new() }
    }
}

impl From<Phrase> for KeyTextProblem {
    fn from(phrase: Phrase) -> Self {
        let command = command(phrase.code);
        Self { phrase, command: command.map(str::to_owned), ignored: Vec::new() }
    }
}

/// What makes a usable file of one that is not, with the common tools.
const fn command(code: &str) -> Option<&'static str> {
    match code.as_bytes() {
        b"key_encrypted" => Some("openssl pkey -in key.pem -pubout"),
        b"key_openssh" | b"key_ssh_public" => Some("ssh-keygen -e -m PKCS8 -f key"),
        b"key_container" => Some("openssl pkcs12 -in key.p12 -nokeys"),
        b"key_public_half_missing" => Some("openssl pkey -in key.pem -pubout"),
        _ => None,
    }
}

/// Why members are not a key.
pub(crate) fn of_jwk(error: &JwkError) -> Phrase {
    let phrase = Phrase::new(error.code());
    match error {
        JwkError::Json(error) => of_json(error),
        JwkError::UnsupportedType(kind) => match kind.as_str() {
            "EC secp256k1" | "OKP Ed448" | "OKP X25519" | "OKP X448" | "AKP" => {
                Phrase::new("key_unused_type").with("kind", kind)
            }
            _ => phrase.with("kind", kind),
        },
        JwkError::MissingMember(name) | JwkError::MalformedMember(name) => phrase.with("name", name),
        JwkError::CoordinateLength { name, octets, expected } => {
            phrase.with("name", name).count("found", *octets).count("expected", *expected)
        }
        JwkError::RsaTooShort { bits } => phrase.count("bits", *bits),
        JwkError::SharedKeyTooShort { octets } => phrase.count("octets", *octets),
        JwkError::InconsistentOperations => phrase,
        JwkError::WrongAlgorithm { asked } | JwkError::WrongPurpose { asked } => phrase.with("asked", asked),
    }
}

/// Why a text that begins like JSON is none.
pub(super) fn of_json(error: &JsonError) -> Phrase {
    match error {
        JsonError::DuplicateName { name } => Phrase::new("key_json_duplicate").with("name", name),
        JsonError::Syntax { offset, problem } => {
            Phrase::new("key_json_syntax").count("octet", offset + 1).with("problem", problem)
        }
        JsonError::Trailing { offset } => Phrase::new("key_json_trailing").count("octet", offset + 1),
        JsonError::TooDeep => Phrase::new("key_json_too_deep"),
        _ => Phrase::new("key_not_recognised"),
    }
}

/// Why the octets of a file are not a key.
pub(super) fn of_file(error: &KeyFileError) -> Phrase {
    match error {
        KeyFileError::UnknownKind(Some(kind)) => Phrase::new("key_unused_type").with("kind", kind),
        KeyFileError::Key(error) => of_jwk(error),
        _ => Phrase::new(error.code()),
    }
}
