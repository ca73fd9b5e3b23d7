//! What is wrong with a token, where exactly, and how far the token got: the errors of `jose` turned into phrases.
//!
//! The codes are those of `jose`, so one text explains a fault wherever it shows up. Positions are characters of the token, which
//! is what a person can point at.

use crate::cite::Citation;
use crate::content::units::JSON_TEXT;
use crate::inspect::Phrase;
use crate::inspect::wording::name_of;
use crate::jose::jwe::JweError;
use crate::jose::{Base64UrlError, JsonError, JwsError, Segment, Stage};

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What to say.
    pub phrase: Phrase,
    /// Which part of the token it is in.
    pub segment: Option<Segment>,
    /// The character of the whole token that it is at, counted from 0.
    pub at: Option<usize>,
    /// How far the token got: a fault of [`Stage::Claims`] leaves a signature that can be checked.
    pub stage: Stage,
    /// The clause that the token breaks.
    pub citation: Citation,
}

impl Problem {
    /// A fault of the text as a whole.
    #[must_use]
    pub const fn whole(phrase: Phrase, citation: Citation) -> Self {
        Self { phrase, segment: None, at: None, stage: Stage::Decode, citation }
    }

    /// Its stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.phrase.code
    }

    /// A segment that is not base64url; `start` is where it begins in the token.
    pub(crate) fn base64url(segment: Segment, start: usize, error: Base64UrlError) -> Self {
        let mut phrase = Phrase::new(error.code()).with("part", segment.name());
        match &error {
            Base64UrlError::Length { characters } => phrase = phrase.count("characters", *characters),
            Base64UrlError::ForeignCharacter { found, .. } => phrase = phrase.with("character", &name_of(*found)),
            _ => {}
        }
        if let Some(position) = error.position() {
            phrase = phrase.count("position", position + 1);
        }
        let (at, citation) = (error.position().map(|position| start + position), error.citation());
        let stage = JwsError::NotBase64Url { segment, error }.stage();
        Self { phrase, segment: Some(segment), at, stage, citation }
    }

    /// A segment that is base64url, but not of one JSON object.
    pub(crate) fn json(segment: Segment, start: usize, error: &JsonError) -> Self {
        let mut phrase = Phrase::new(error.code()).with("part", segment.name());
        match error {
            // By RFC 8259 §6 it is JSON; a reader may set limits to numbers.
            JsonError::Syntax { problem, .. } if problem == "number out of range" => phrase.code = "json_number_range",
            JsonError::Syntax { problem, .. } => phrase = phrase.with("problem", problem),
            JsonError::NotAnObject { found } => phrase = phrase.with("found", found),
            JsonError::DuplicateName { name } => phrase = phrase.with("name", name),
            JsonError::TooLarge { octets, .. } => phrase = phrase.count("octets", *octets),
            _ => {}
        }
        if let Some(offset) = error.offset() {
            phrase = phrase.count("octet", offset + 1);
        }
        let stage = if segment == Segment::Header { Stage::Decode } else { Stage::Claims };
        let at = error.offset().map(|offset| start + character_of(offset));
        Self { phrase, segment: Some(segment), at, stage, citation: error.citation() }
    }

    /// A JSON serialisation that is not one JSON object by the rules.
    pub(crate) fn json_form(error: &JsonError) -> Self {
        let mut problem = Self::json(Segment::Header, 0, error);
        problem.phrase.facts.retain(|(name, _)| *name != "part");
        problem.phrase = problem.phrase.with("part", JSON_TEXT);
        Self { segment: None, at: error.offset(), ..problem }
    }

    /// A fault of an encrypted token that everybody can see.
    pub(crate) fn jwe(segment: Segment, at: Option<usize>, error: &JweError) -> Self {
        let mut phrase = Phrase::new(error.code());
        match error {
            JweError::MemberMissing(name) | JweError::MemberForm(name) => phrase = phrase.with("name", name),
            JweError::PartLength { part, expected, found } => {
                phrase = phrase.with("part", part).count("expected", *expected).count("found", *found);
            }
            _ => {}
        }
        Self { phrase, segment: Some(segment), at, stage: Stage::Decode, citation: error.citation() }
    }

    /// A fault of a PASETO, which is of no standards body; what it is by is its own specification.
    pub(crate) const fn paseto(phrase: Phrase) -> Self {
        Self::whole(phrase, Citation::rfc(7519, "1"))
    }

    /// Any other fault that `jose` finds.
    pub(crate) fn jws(segment: Option<Segment>, error: &JwsError) -> Self {
        match error {
            JwsError::NotBase64Url { segment, error } => return Self::base64url(*segment, 0, error.clone()).anywhere(),
            JwsError::HeaderJson(error) => return Self::json(Segment::Header, 0, error).anywhere(),
            _ => {}
        }
        let mut phrase = Phrase::new(error.code());
        match error {
            JwsError::PartCount(parts) => phrase = phrase.count("parts", *parts),
            JwsError::MemberNotString(name) => phrase = phrase.with("name", name),
            JwsError::SignatureMissing(name)
            | JwsError::AlgUnknown(name)
            | JwsError::UnknownKid(name)
            | JwsError::NoKeyFor(name)
            | JwsError::CritRegistered(name)
            | JwsError::CritAbsent(name)
            | JwsError::CritUnknown(name) => phrase = phrase.with("name", name),
            JwsError::AlgNotChecked(known) => phrase = phrase.with("name", known.name),
            JwsError::AlgorithmMismatch { header, key } => phrase = phrase.with("name", header).with("key", key),
            JwsError::SignatureLength { algorithm, expected, found } => {
                phrase = signature_length(algorithm, *expected, *found);
            }
            JwsError::Crypto(error) => phrase = phrase.with("reason", &error.to_string()),
            _ => {}
        }
        let citation = match error {
            JwsError::SignatureLength { algorithm, .. } if algorithm.starts_with("RS") => Citation::rfc(7518, "3.3"),
            JwsError::SignatureLength { algorithm, .. } if algorithm.starts_with("PS") => Citation::rfc(7518, "3.5"),
            _ => error.citation(),
        };
        Self { phrase, segment, at: None, stage: error.stage(), citation }
    }

    /// The same fault when it is not known where its segment begins.
    fn anywhere(self) -> Self {
        Self { at: None, ..self }
    }
}

/// A signature that is cut off, one of another key's length, or one with something behind it. Keys of RSA have lengths in steps of 32 octets;
/// a signature in DER is an ECDSA one of another spelling.
fn signature_length(algorithm: &str, expected: usize, found: usize) -> Phrase {
    const STEP: usize = 32;
    let is_of_another = !algorithm.starts_with("HS") && found > STEP && found.is_multiple_of(STEP);
    let code = match () {
        () if is_of_another => "jws_signature_length",
        () if found < expected => "jws_signature_cut",
        () if algorithm.starts_with("ES") && DER_OCTETS.contains(&(found - expected)) => "jws_signature_length",
        () => "jws_signature_too_long",
    };
    let characters = |octets: usize| (octets * 4).div_ceil(3);
    Phrase::new(code)
        .with("name", algorithm)
        .count("expected", expected)
        .count("found", found)
        .count("characters", characters(expected))
        .count("difference", expected.abs_diff(found))
}

/// How many octets DER puts around the two numbers of an ECDSA signature, which may be short themselves.
const DER_OCTETS: std::ops::RangeInclusive<usize> = 4..=9;

/// Which base64url character holds the first bits of an octet: four characters hold three octets.
pub(crate) const fn character_of(octet: usize) -> usize {
    octet * 4 / 3
}
