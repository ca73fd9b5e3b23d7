//! A token taken apart for looking at: as much as decodes, with precise problems, never a verdict.
//!
//! Whatever form it has, what everybody can read of it is here under the same names: header, payload, signature, the parts of an
//! encrypted one. What a form has beside them stands in a member of its own. Decoding proves nothing: anybody can write a token that
//! decodes. Clients do not look into access tokens (RFC 9068 §6); this is for the people who build them.

use super::compact::{self, header_of};
use super::encrypted;
use super::front::{self, Front};
use super::json_form::{self, JsonForm};
use super::nested;
use super::part::Part;
use super::paseto::{self, Paseto, Purpose};
use super::problem::Problem;
use super::sd_jwt::{self, SdJwt};
use super::shape::{Shape, begins_object, is_header_of_jwe, shape_of};
use super::unencoded;
use crate::cite::Citation;
use crate::inspect::Phrase;
use crate::jose::{CompactJws, JwsError, Segment, Stage, json};

/// The longest token that is taken apart, in octets.
pub const LONGEST_TOKEN: usize = json::MAX_OCTETS;

/// A token as far as it could be decoded. Nothing about it is verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The text that was decoded.
    pub token: String,
    /// What it is, by its shape.
    pub shape: Shape,
    /// What stands between its dots; of an SD-JWT between those of what the issuer signed.
    pub segments: Vec<String>,
    /// The header. In the JSON serialisation that of the first signature or recipient.
    pub header: Option<Part>,
    /// The payload of a signed token, empty when the content is detached; of an encrypted one only once it was decrypted.
    pub payload: Option<Part>,
    /// The signature of a signed token. In the JSON serialisation the first.
    pub signature: Option<Part>,
    /// The parts of an encrypted token after its header, in their order.
    pub encrypted: Vec<Part>,
    /// What is wrong, in the order of the token.
    pub problems: Vec<Problem>,
    /// What is special about it and not wrong: that it is encrypted, detached, nested and the like.
    pub notes: Vec<Phrase>,
    /// The token for verifying, when its form is right: of an SD-JWT what the issuer signed. See also [`Decoded::signatures`].
    pub jws: Option<CompactJws>,
    /// The token that is this token's payload (RFC 7519 §5.2).
    pub nested: Option<String>,
    /// What stands behind the tildes.
    pub sd_jwt: Option<SdJwt>,
    /// What the JSON serialisation has beside.
    pub json_form: Option<JsonForm>,
    /// What a PASETO has beside.
    pub paseto: Option<Paseto>,
    /// Whether equals signs stand at the end of a part, which is then read without them.
    pub padded: bool,
    /// The token with the characters that were missing in front, or without those that were too many. Header, payload and signature are
    /// then those of this text.
    pub restored: Option<String>,
    /// The content that travels apart from its signature, once somebody has given it.
    pub content: Option<Vec<u8>>,
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
            encrypted: Vec::new(),
            problems: Vec::new(),
            notes: Vec::new(),
            jws: None,
            nested: None,
            sd_jwt: None,
            json_form: None,
            paseto: None,
            padded: false,
            restored: None,
            content: None,
        };
        if token.len() > LONGEST_TOKEN {
            let phrase = Phrase::new("paste_too_long").count("bytes", token.len()).count("limit", LONGEST_TOKEN);
            decoded.problems.push(Problem::whole(phrase, Citation::rfc(8259, "9")));
        } else if token.trim_start().starts_with('{') {
            decoded.read_json();
        } else if !decoded.read_paseto() {
            match sd_jwt::split(token) {
                Some((front, rest)) => decoded.read_sd_jwt(front, rest),
                None => decoded.read_dotted(),
            }
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

    /// The part that is this segment of the token.
    #[must_use]
    pub fn part(&self, segment: Segment) -> Option<&Part> {
        self.parts().find(|part| part.segment == segment)
    }

    /// Every part, in the order of the token.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.header.iter().chain(&self.payload).chain(&self.signature).chain(&self.encrypted)
    }

    /// Whether it is encrypted, in whatever serialisation, and nobody has decrypted it.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        let is_json = self.json_form.as_ref().is_some_and(|form| form.is_encrypted);
        (self.shape == Shape::Encrypted || is_json) && self.payload.is_none()
    }

    /// The token inside of this one, taken apart in its turn.
    #[must_use]
    pub fn inner(&self) -> Option<Self> {
        self.nested.as_deref().map(Self::read)
    }

    fn has_padding(&self) -> bool {
        self.parts().any(|part| part.padding > 0)
    }

    fn read_json(&mut self) {
        let Some(found) = json_form::read(&self.token, &mut self.problems) else {
            self.shape = Shape::Json;
            self.problems.push(Problem::jws(None, &JwsError::JsonSerialization));
            return;
        };
        self.shape = Shape::JsonSerialization;
        (self.header, self.payload, self.encrypted) = (found.header, found.payload, found.encrypted);
        let form = found.form;
        let first = form.signatures.first();
        self.signature = first.map(|first| first.signature.clone());
        let code = match (form.is_encrypted, form.is_general) {
            (true, _) => "decode_jwe_json",
            (false, true) => "decode_jws_json_general",
            (false, false) => "decode_jws_json",
        };
        let count = if form.is_encrypted { form.recipients.len() } else { form.signatures.len() };
        self.notes.push(Phrase::new(code).count("count", count));
        if !form.is_encrypted && form.payload.is_none() {
            self.notes.push(Phrase::new("decode_detached"));
        }
        if form.is_encrypted {
            let unsupported = self.header.as_ref().and_then(|header| encrypted::unsupported(&header.members));
            self.notes.extend(unsupported);
        }
        if let Some((protected, signature)) =
            first.and_then(|first| Some((first.protected.as_ref()?, &first.signature)))
        {
            let payload = form.payload.clone().unwrap_or_default();
            self.segments = vec![protected.raw.clone(), payload, signature.raw.clone()];
        }
        let unprotected = first.and_then(|first| first.unprotected.as_ref());
        self.sd_jwt = unprotected
            .and_then(|header| sd_jwt::of_header(&header.members, self.payload.as_ref(), &mut self.problems));
        if self.sd_jwt.is_some() {
            self.notes.push(Phrase::new("decode_sd_jwt"));
        }
        self.padded = self.has_padding();
        self.json_form = Some(form);
        self.find_nested();
    }

    fn read_paseto(&mut self) -> bool {
        let Some((paseto, parts)) = paseto::read(&self.token, &mut self.problems) else { return false };
        self.shape = Shape::Paseto;
        self.segments = self.token.split('.').map(str::to_owned).collect();
        let code = match paseto.purpose {
            Purpose::Local => "paseto_local",
            Purpose::Public => "paseto_public",
        };
        self.notes.push(Phrase::new(code).count("version", usize::from(paseto.version)));
        if paseto.purpose == Purpose::Public && parts.is_none() {
            self.problems.push(Problem::paseto(Phrase::new("paseto_too_short")));
        }
        if let Some([message, signature]) = parts {
            (self.payload, self.signature) = (Some(message), Some(signature));
        }
        self.paseto = Some(paseto);
        true
    }

    fn read_sd_jwt(&mut self, front: &str, rest: &str) {
        self.read_parts(front);
        self.shape = Shape::SdJwt;
        let (payload, tilde) = (self.payload.as_ref(), front.chars().count());
        let sd_jwt = sd_jwt::read(rest, tilde, payload, &mut self.problems);
        self.notes.push(Phrase::new("decode_sd_jwt"));
        self.sd_jwt = Some(sd_jwt);
    }

    fn read_dotted(&mut self) {
        let parts: Vec<&str> = self.token.split('.').collect();
        self.shape = shape_of(&parts);
        let front = if self.shape == Shape::Nothing { None } else { front::damage(parts[0]) };
        if let Some(front) = front.filter(|_| parts.len() <= 5) {
            self.read_cut_front(front, parts.len());
            return;
        }
        let is_headless = parts.len() == 1 || parts.len() == 2 && !begins_object(parts[1]);
        if is_headless && front::is_payload(parts[0]) {
            self.read_without_header();
            return;
        }
        match self.shape {
            Shape::Encrypted => self.read_encrypted(),
            Shape::Partial if is_header_of_jwe(parts[0]) => self.read_encrypted(),
            Shape::Signed | Shape::Detached | Shape::Partial | Shape::OtherParts => {
                let token = self.token.clone();
                self.read_parts(&token);
            }
            _ => self.segments = parts.iter().map(|part| (*part).to_owned()).collect(),
        }
        if self.token.contains("...") || self.token.contains('\u{2026}') {
            // Everything else follows from that.
            self.problems = vec![Problem::whole(Phrase::new("decode_shortened"), Citation::rfc(7515, "7.1"))];
        } else if let Some(problem) = self.shape_problem() {
            self.problems.insert(0, problem);
        }
    }

    /// The shape's own fault.
    fn shape_problem(&self) -> Option<Problem> {
        let count = self.segments.len();
        let is_jwe = self.segments.first().is_some_and(|header| is_header_of_jwe(header));
        let phrase = match self.shape {
            Shape::Nothing => return Some(Problem::jws(None, &JwsError::Empty)),
            Shape::Text => return Some(Problem::whole(Phrase::new("decode_not_a_token"), Citation::rfc(7519, "1"))),
            Shape::Opaque if count > 1 => {
                return Some(Problem::whole(Phrase::new("decode_opaque_with_dots"), Citation::rfc(6749, "1.4")));
            }
            Shape::Opaque => return Some(Problem::jws(None, &JwsError::NoDots)),
            Shape::OtherParts => return Some(Problem::jws(None, &JwsError::PartCount(count))),
            Shape::Partial if is_jwe => {
                let phrase = Phrase::new("decode_part_of_five").count("parts", count);
                return Some(Problem::whole(phrase, Citation::rfc(7516, "7.1")));
            }
            Shape::Partial if count == 1 => "decode_one_of_three",
            Shape::Partial => "decode_two_of_three",
            _ => return None,
        };
        Some(Problem::whole(Phrase::new(phrase), Citation::rfc(7515, "7.1")))
    }

    /// A token whose front is damaged: read with what is certain to have stood there, or from its second part on.
    fn read_cut_front(&mut self, front: Front, count: usize) {
        let problem = |phrase: Phrase| {
            let problem = Problem::whole(phrase, Citation::rfc(7515, "7.1"));
            Problem { segment: Some(Segment::Header), at: Some(0), ..problem }
        };
        let mended = match front {
            Front::Known(missing) => {
                let phrase = Phrase::new("decode_front_missing").with("missing", missing).count("count", missing.len());
                Some(([missing, self.token.as_str()].concat(), phrase))
            }
            Front::TooMuch(before) => {
                let (extra, token) = self.token.split_at(before);
                Some((token.to_owned(), Phrase::new("decode_front_extra").with("extra", extra)))
            }
            Front::Lost => None,
        };
        if let Some((mended, phrase)) = mended {
            let (whole, token) = (Self::read(&mended), std::mem::take(&mut self.token));
            *self = Self { token, restored: Some(mended), ..whole };
            self.problems.insert(0, problem(phrase));
            return;
        }
        self.problems.push(problem(Phrase::new("decode_front_lost")));
        self.shape = Shape::Partial;
        let parts: Vec<String> = self.token.split('.').map(str::to_owned).collect();
        let end = front::tail(&parts[0]).unwrap_or_default();
        // A header ends in front of a payload that begins as one; otherwise the payload itself lost its beginning.
        let is_header = parts.get(1).is_some_and(|next| begins_object(next)) || count > 2;
        let segment = if is_header { Segment::Header } else { Segment::Payload };
        let part = Part::of_text(segment, &parts[0], 0, end);
        let mut start = parts[0].chars().count() + 1;
        let mut rest = vec![part];
        let following = if is_header { &[Segment::Payload, Segment::Signature][..] } else { &[Segment::Signature] };
        for (segment, raw) in following.iter().zip(&parts[1..]) {
            rest.push(Part::read(*segment, raw, start, &mut self.problems));
            start += raw.chars().count() + 1;
        }
        for part in rest {
            match part.segment {
                Segment::Header => self.header = Some(part),
                Segment::Payload => self.payload = Some(part),
                _ => self.signature = Some(part),
            }
        }
        self.segments = parts;
    }

    /// A payload, perhaps with a signature: somebody copied the token from its first dot on.
    fn read_without_header(&mut self) {
        let parts: Vec<String> = self.token.split('.').map(str::to_owned).collect();
        let code = if parts.len() == 1 { "decode_payload_alone" } else { "decode_header_missing" };
        self.problems.push(Problem::whole(Phrase::new(code), Citation::rfc(7515, "7.1")));
        self.payload = Some(Part::read(Segment::Payload, &parts[0], 0, &mut self.problems));
        let start = parts[0].chars().count() + 1;
        self.signature = parts.get(1).map(|raw| Part::read(Segment::Signature, raw, start, &mut self.problems));
        self.shape = Shape::Partial;
        self.segments = parts;
    }

    fn read_parts(&mut self, token: &str) {
        let parts: Vec<&str> = token.split('.').collect();
        let is_detached = self.shape == Shape::Detached;
        let mut found = Vec::new();
        let compact = compact::read(&parts, 0, &mut found);
        if is_detached {
            self.notes.push(Phrase::new("decode_detached"));
            // An empty payload is a fault only of what says that it is a JWT, which has claims.
            let is_jwt =
                compact.header.as_ref().and_then(|header| header.text("typ")).is_some_and(unencoded::names_jwt);
            found.retain(|problem| is_jwt || problem.segment != Some(Segment::Payload));
        }
        if compact.is_message && !is_detached {
            self.notes.push(Phrase::new("decode_message"));
        }
        self.problems.append(&mut found);
        (self.header, self.payload, self.signature) = (compact.header, compact.payload, compact.signature);
        self.padded = self.has_padding();
        self.segments = parts.into_iter().map(str::to_owned).collect();
        self.jws = compact.jws;
        let parsed = if self.jws.is_none() { header_of(self.header.as_ref()) } else { None };
        let header = self.jws.as_ref().map(CompactJws::header).or(parsed.as_ref());
        self.problems.extend(header.and_then(|header| unencoded::fault(header, self.payload.as_ref())));
        if self.jws.is_some() && !is_detached {
            self.find_nested();
        }
    }

    /// An encrypted token, or as many parts of one as there are.
    fn read_encrypted(&mut self) {
        let parts: Vec<String> = self.token.split('.').map(str::to_owned).collect();
        let mut found = Vec::new();
        let header = Part::read(Segment::Header, &parts[0], 0, &mut found);
        if found.is_empty() {
            encrypted::check_header(&header.members, &mut found);
        }
        let mut start = parts[0].chars().count() + 1;
        for (segment, raw) in encrypted::PARTS.into_iter().zip(&parts[1..]) {
            self.encrypted.push(Part::read(segment, raw, start, &mut found));
            start += raw.chars().count() + 1;
        }
        if self.shape == Shape::Encrypted {
            self.notes.push(Phrase::new("decode_encrypted"));
            self.notes.extend(encrypted::unsupported(&header.members));
            encrypted::check_lengths(&header.members, &self.encrypted, &mut found);
        }
        self.problems.append(&mut found);
        self.padded = header.padding > 0 || self.encrypted.iter().any(|part| part.padding > 0);
        (self.header, self.segments) = (Some(header), parts);
    }

    /// Looks for a token that is the payload.
    pub(super) fn find_nested(&mut self) {
        let Some(payload) = &self.payload else { return };
        if let Some(inner) = nested::inside(self.header.as_ref(), payload) {
            self.nested = Some(inner);
            self.problems.retain(|problem| problem.segment != Some(Segment::Payload));
            self.notes.retain(|note| note.code != "decode_message");
            self.notes.push(Phrase::new("decode_nested"));
        }
    }
}
