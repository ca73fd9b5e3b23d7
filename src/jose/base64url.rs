//! Base64url without padding, read strictly (RFC 7515 §2, RFC 4648 §5).
//!
//! JOSE writes octets with the URL-safe alphabet and without `=`. Whatever a lenient decoder would skip or repair is refused
//! here, with its place: two spellings of one token are two tokens to a log, a cache or a replay check (RFC 4648 §3.5).

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use thiserror::Error;

use crate::cite::Citation;

use super::counted;

/// The octets as base64url text.
#[must_use]
pub fn encode(octets: &[u8]) -> String {
    STRICT.encode(octets)
}

/// The octets that `text` spells.
///
/// # Errors
/// [`Base64UrlError`] for padding, any other character outside the alphabet, an impossible length, and trailing bits that are
/// not zero (RFC 4648 §3.5 lets a decoder choose; this one refuses).
pub fn decode(text: &str) -> Result<Vec<u8>, Base64UrlError> {
    check_characters(text)?;
    STRICT.decode(text).map_err(|_| Base64UrlError::TrailingBits { position: text.len().saturating_sub(1) })
}

/// Why a text is not base64url. Positions count characters from 0.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Base64UrlError {
    /// `=` at the end: JOSE leaves padding out.
    #[error("Character {} is padding (=), which base64url in a token leaves out.", .position + 1)]
    Padding {
        /// Where the first `=` is.
        position: usize,
    },
    /// A character outside `A–Z a–z 0–9 - _`.
    #[error("Character {} is {found:?}, which is not in the base64url alphabet.", .position + 1)]
    ForeignCharacter {
        /// Where it is.
        position: usize,
        /// What it is.
        found: char,
    },
    /// One character over a multiple of four: no number of octets has that length.
    #[error("{} cannot be base64url: one is missing, or one is too many.", counted(.characters, "character"))]
    Length {
        /// How many characters there are.
        characters: usize,
    },
    /// The last character carries bits that belong to no octet.
    #[error("Character {}, the last one, carries bits that belong to no octet, so it was not written by an encoder.", .position + 1)]
    TrailingBits {
        /// Where the last character is.
        position: usize,
    },
}

impl Base64UrlError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Padding { .. } => "base64url_padding",
            Self::ForeignCharacter { .. } => "base64url_foreign_character",
            Self::Length { .. } => "base64url_length",
            Self::TrailingBits { .. } => "base64url_trailing_bits",
        }
    }

    /// The clause that the text breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Padding { .. } => Citation::rfc(7515, "2"),
            Self::ForeignCharacter { .. } => Citation::rfc(4648, "5"),
            Self::Length { .. } => Citation::rfc(7515, "C"),
            Self::TrailingBits { .. } => Citation::rfc(4648, "3.5"),
        }
    }

    /// The character that the error is about, counted from 0; `None` when it is about the length.
    #[must_use]
    pub const fn position(&self) -> Option<usize> {
        match self {
            Self::Padding { position } | Self::ForeignCharacter { position, .. } | Self::TrailingBits { position } => {
                Some(*position)
            }
            Self::Length { .. } => None,
        }
    }
}

/// The octets of a text whose only fault may be its trailing bits, which are dropped.
///
/// A signature spelled with wrong trailing bits must be refused, but the token around it can still be read (RFC 4648 §3.5).
pub(super) fn decode_dropping_trailing_bits(text: &str) -> Result<Vec<u8>, Base64UrlError> {
    check_characters(text)?;
    DROPPING.decode(text).map_err(|_| Base64UrlError::Length { characters: text.len() })
}

const STRICT: GeneralPurpose = engine(false);
const DROPPING: GeneralPurpose = engine(true);

const fn engine(drop_trailing_bits: bool) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(drop_trailing_bits);
    GeneralPurpose::new(&URL_SAFE, config)
}

/// Alphabet and length. After this the text is ASCII, so octets and characters count alike.
fn check_characters(text: &str) -> Result<(), Base64UrlError> {
    // Everything before a foreign octet is ASCII, so this is its place among the characters too.
    let (octets, mut place) = (text.as_bytes(), 0);
    while place < octets.len() && matches!(octets[place], b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_') {
        place += 1;
    }
    let position = (place < octets.len()).then_some(place);
    match position.and_then(|position| Some((position, text[position..].chars().next()?))) {
        Some((position, '=')) => Err(Base64UrlError::Padding { position }),
        Some((position, found)) => Err(Base64UrlError::ForeignCharacter { position, found }),
        None if text.len() % 4 == 1 => Err(Base64UrlError::Length { characters: text.len() }),
        None => Ok(()),
    }
}
