//! A PASETO taken apart: version, purpose, payload and footer. It is no JWT, and nothing of it is checked or decrypted here.
//!
//! `version.purpose.payload.footer`, the footer left out when it is empty. The payload of a `public` token is its message with the
//! signature behind it; that of a `local` one is encrypted.

use super::json_text::JsonText;
use super::part::Part;
use super::problem::Problem;
use crate::inspect::visible;
use crate::jose::{Segment, base64url};

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Encrypted with a key that both sides share.
    Local,
    /// Signed; everybody can read it.
    Public,
}

impl Purpose {
    /// Its name in the token.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Public => "public",
        }
    }
}

/// A PASETO.
#[derive(Clone, Debug, PartialEq)]
pub struct Paseto {
    /// Its version, 1 to 4.
    pub version: u8,
    /// What it is for.
    pub purpose: Purpose,
    /// What stands behind the payload, safe to show: as text, or as base64url when it is no text.
    pub footer: Option<String>,
    /// The footer laid out, when it is a JSON object.
    pub footer_json: Option<JsonText>,
}

/// A token that begins as a PASETO, with its message and its signature when everybody can read them.
pub(crate) fn read(token: &str, problems: &mut Vec<Problem>) -> Option<(Paseto, Option<[Part; 2]>)> {
    let mut parts = token.split('.');
    let version = match parts.next()? {
        "v1" => 1,
        "v2" => 2,
        "v3" => 3,
        "v4" => 4,
        _ => return None,
    };
    let purpose = match parts.next()? {
        "local" => Purpose::Local,
        "public" => Purpose::Public,
        _ => return None,
    };
    let start = "v1.".len() + purpose.name().len() + 1;
    let raw = parts.next()?;
    let payload = Part::read(Segment::Ciphertext, raw, start, problems);
    let footer = parts.next().map(|footer| base64url::decode(footer).map_err(|_| footer));
    let is_json = |octets: &&Vec<u8>| octets.starts_with(b"{");
    let footer_json = footer.as_ref().and_then(|footer| footer.as_ref().ok()).filter(is_json);
    let footer_json = footer_json.map(|octets| JsonText::lay_out(&String::from_utf8_lossy(octets)));
    let footer = footer.map(|footer| match footer.map(String::from_utf8) {
        Ok(Ok(text)) => visible(&text).into_owned(),
        Ok(Err(error)) => base64url::encode(error.as_bytes()),
        Err(raw) => visible(raw).into_owned(),
    });
    let message = (purpose == Purpose::Public).then(|| message_and_signature(version, &payload));
    Some((Paseto { version, purpose, footer, footer_json }, message.flatten()))
}

/// The message and what signs it, by the length that the version's signatures have.
fn message_and_signature(version: u8, payload: &Part) -> Option<[Part; 2]> {
    let signature = match version {
        1 => 256,
        3 => 96,
        _ => 64,
    };
    let end = payload.octets.len().checked_sub(signature)?;
    let (message, signature) = payload.octets.split_at(end);
    let message = Part::beginning(Segment::Payload, payload, message.to_vec());
    Some([message, Part::of_octets(Segment::Signature, "", payload.start, signature.to_vec())])
}
