//! Every signature of a token with the octets that it may be over, for whoever has a key (RFC 7515 §5.2, App. F; RFC 7797 §3).
//!
//! A token that breaks a rule of writing can be read in more than one way. Which one its issuer signed only a key can tell, so all of them
//! are here, each with its name.

use super::compact::header_of;
use super::decode::Decoded;
use super::part::Part;
use super::shape::Shape;
use crate::jose::{Header, JwsSignature, base64url};

/// How a token is read so that the signature may fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As it is written, equals signs and all.
    AsWritten,
    /// Without the equals signs at the ends of its parts.
    WithoutPadding,
    /// With the characters that were missing in front.
    FrontRestored,
    /// With the content that travels apart from it.
    WithContent,
}

impl Spelling {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AsWritten => "spelling_as_written",
            Self::WithoutPadding => "spelling_without_padding",
            Self::FrontRestored => "spelling_front_restored",
            Self::WithContent => "spelling_with_content",
        }
    }
}

/// A signature in one reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Signable {
    /// Which signature of the token, counted from 0; only the JSON serialisation has more than one.
    pub index: usize,
    /// How the token is read.
    pub spelling: Spelling,
    /// The signature with what it is to be over.
    pub signature: JwsSignature,
}

impl Decoded {
    /// Every signature that a key can be tried on, in every reading. Empty for what is not signed, for what cannot be read, and for
    /// detached content until [`Decoded::with_content`] has it.
    #[must_use]
    pub fn signatures(&self) -> Vec<Signable> {
        let one = |spelling, signature| Signable { index: 0, spelling, signature };
        if let Some(form) = &self.json_form {
            return self.of_json_form(form);
        }
        if self.shape == Shape::Detached || self.content.is_some() {
            return self
                .with_given_content()
                .map(|signature| one(Spelling::WithContent, signature))
                .into_iter()
                .collect();
        }
        if let Some(jws) = &self.jws {
            let spelling = if self.restored.is_some() { Spelling::FrontRestored } else { Spelling::AsWritten };
            return vec![one(spelling, jws.to_signature())];
        }
        let (Some(header), Some(payload), Some(signature)) = (&self.header, &self.payload, &self.signature) else {
            return Vec::new();
        };
        let Some(parsed) = header_of(Some(header)).filter(|_| signature.intact || signature.padding > 0) else {
            return Vec::new();
        };
        let over = |header: &str, payload: &str| {
            JwsSignature::new(parsed.clone(), [header, ".", payload].concat().into_bytes(), signature.octets.clone())
        };
        let bare = |part: &Part| part.raw[..part.raw.len() - part.padding].to_owned();
        let mut all = vec![one(Spelling::AsWritten, over(&header.raw, &payload.raw))];
        if header.padding + payload.padding > 0 {
            all.push(one(Spelling::WithoutPadding, over(&bare(header), &bare(payload))));
        }
        all
    }

    fn of_json_form(&self, form: &super::json_form::JsonForm) -> Vec<Signable> {
        let payload = |header: &Header| match (&self.content, &form.payload) {
            (Some(content), _) => Some((Spelling::WithContent, signed_content(header, content))),
            (None, Some(payload)) => Some((Spelling::AsWritten, payload.as_bytes().to_vec())),
            (None, None) => None,
        };
        let all = form.signatures.iter().enumerate().filter_map(|(index, each)| {
            let header = each.header()?;
            let (spelling, payload) = payload(&header)?;
            let mut input = each.protected.as_ref().map_or("", |part| &part.raw).as_bytes().to_vec();
            input.push(b'.');
            input.extend(payload);
            let octets = each.signature.octets.clone();
            Some(Signable { index, spelling, signature: JwsSignature::new(header, input, octets) })
        });
        all.collect()
    }

    fn with_given_content(&self) -> Option<JwsSignature> {
        let (header, signature) = (self.header.as_ref()?, self.signature.as_ref()?);
        let parsed = header_of(Some(header))?;
        let mut input = header.raw.as_bytes().to_vec();
        input.push(b'.');
        input.extend(signed_content(&parsed, self.content.as_ref()?));
        Some(JwsSignature::new(parsed, input, signature.octets.clone()))
    }
}

/// Content as it is signed: in base64url, or with `b64` false as it is (RFC 7797 §3).
fn signed_content(header: &Header, content: &[u8]) -> Vec<u8> {
    if header.is_unencoded() { content.to_vec() } else { base64url::encode(content).into_bytes() }
}
