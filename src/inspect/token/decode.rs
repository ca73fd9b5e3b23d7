//! A compact token taken apart for looking at: as much as decodes, with precise problems, never a verdict.
//!
//! Three parts are a signed token, five with `enc` an encrypted one (RFC 7515 §5.2, RFC 7516 §9, RFC 7519 §7.2), no dots at all
//! probably an opaque one (RFC 6749 §1.4). Decoding proves nothing: anybody can write a token that decodes. Clients do not look
//! into access tokens (RFC 9068 §6); this is for the people who build them.

use crate::cite::Citation;
use crate::inspect::{Part, Phrase, Problem};
use crate::jose::{CompactJws, JwsError, Segment, Stage};

/// The longest token that is taken apart, in octets.
pub const LONGEST_TOKEN: usize = 256 * 1024;

/// What the text is, by its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing, or too much to look at.
    Nothing,
    /// No dots and no header: perhaps an opaque token, which only its issuer can read.
    Opaque,
    /// The first one or two parts of a signed token.
    Partial,
    /// Three parts: a signed token (JWS).
    Signed,
    /// Five parts with `enc`: an encrypted token (JWE), of which only the header can be read.
    Encrypted,
    /// Another number of parts.
    OtherParts,
    /// JSON, which is no compact token.
    Json,
}

/// A token as far as it could be decoded. Nothing about it is verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The text that was decoded.
    pub token: String,
    /// What it is, by its shape.
    pub shape: Shape,
    /// What stands between its dots.
    pub segments: Vec<String>,
    /// The first part.
    pub header: Option<Part>,
    /// The second part, of a signed token.
    pub payload: Option<Part>,
    /// The third part, of a signed token.
    pub signature: Option<Part>,
    /// What is wrong, in the order of the token.
    pub problems: Vec<Problem>,
    /// The token for verifying, when its form is right.
    pub jws: Option<CompactJws>,
    /// The token that is this token's payload (RFC 7519 §5.2).
    pub nested: Option<String>,
}

impl Decoded {
    /// Takes `token` apart.
    #[must_use]
    pub fn read(token: &str) -> Self {
        let mut decoded = Self {
            token: token.to_owned(),
            shape: Shape::Nothing,
            segments: Vec::new(),
            header: None,
            payload: None,
            signature: None,
            problems: Vec::new(),
            jws: None,
            nested: None,
        };
        if token.len() > LONGEST_TOKEN {
            let phrase = Phrase::new("paste_too_long").count("bytes", token.len()).count("limit", LONGEST_TOKEN);
            decoded.problems.push(Problem::whole(phrase, Citation::rfc(8259, "9")));
            return decoded;
        }
        decoded.segments = token.split('.').map(str::to_owned).collect();
        let split = CompactJws::split(token).err();
        decoded.shape = match &split {
            None => Shape::Signed,
            Some(JwsError::JweNotJws) => Shape::Encrypted,
            Some(JwsError::JsonSerialization) => Shape::Json,
            Some(JwsError::NoDots) if token.starts_with("eyJ") => Shape::Partial,
            Some(JwsError::NoDots) => Shape::Opaque,
            Some(JwsError::PartCount(2)) => Shape::Partial,
            Some(JwsError::PartCount(_)) => Shape::OtherParts,
            Some(_) => Shape::Nothing,
        };
        if let Some(error) = split {
            decoded.problems.push(decoded.shape_problem(&error));
        }
        if matches!(decoded.shape, Shape::Signed | Shape::Partial | Shape::Encrypted | Shape::OtherParts) {
            decoded.read_parts();
        }
        decoded
    }

    /// Whether everything was read by the rules.
    #[must_use]
    pub const fn is_intact(&self) -> bool {
        self.problems.is_empty()
    }

    /// The faults of one stage.
    pub fn problems_of(&self, stage: Stage) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.stage == stage)
    }

    fn shape_problem(&self, error: &JwsError) -> Problem {
        let code = match (self.shape, self.segments.len()) {
            (Shape::Partial, 1) => "decode_one_of_three",
            (Shape::Partial, _) => "decode_two_of_three",
            _ => return Problem::jws(None, error),
        };
        Problem::whole(Phrase::new(code), Citation::rfc(7515, "7.1"))
    }

    fn read_parts(&mut self) {
        let mut start = 0;
        let is_encrypted = self.shape == Shape::Encrypted;
        for (segment, raw) in [Segment::Header, Segment::Payload, Segment::Signature].into_iter().zip(&self.segments) {
            if segment != Segment::Header && is_encrypted {
                break;
            }
            let mut found = Vec::new();
            let part = Part::read(segment, raw, start, &mut found);
            // An encrypted token's header has other rules than a signed one's; here it is only shown.
            if !is_encrypted {
                self.problems.append(&mut found);
            }
            start += raw.chars().count() + 1;
            match segment {
                Segment::Header => self.header = Some(part),
                Segment::Payload => self.payload = Some(part),
                Segment::Signature => self.signature = Some(part),
            }
        }
        if self.shape == Shape::Signed {
            match CompactJws::parse(&self.token) {
                Ok(jws) => self.read_nested(jws),
                Err(error) if self.problems_of(Stage::Decode).next().is_none() => {
                    let segment = matches!(error, JwsError::SignatureMissing(_)).then_some(Segment::Signature);
                    self.problems.push(Problem::jws(segment, &error));
                }
                Err(_) => {}
            }
        }
    }

    fn read_nested(&mut self, jws: CompactJws) {
        let inner = std::str::from_utf8(jws.payload()).ok().map(str::trim).map(|text| text.trim_matches('"'));
        if let Some(inner) = inner.filter(|inner| jws.header().is_nested() || CompactJws::parse(inner).is_ok()) {
            self.problems.retain(|problem| problem.segment != Some(Segment::Payload));
            let phrase = Phrase::new("decode_nested");
            let problem = Problem {
                segment: Some(Segment::Payload),
                stage: Stage::Claims,
                ..Problem::whole(phrase, Citation::rfc(7519, "5.2"))
            };
            self.problems.push(problem);
            self.nested = Some(inner.to_owned());
        }
        self.jws = Some(jws);
    }
}
