//! The compact serialisation of a signed token: parse, verify, sign (RFC 7515 §3.1, §5, §7.1).
//!
//! Parsing trusts nothing and checks only form; a parsed token is *decoded*, not *verified*, and its contents are anybody's words.

use serde_json::{Map, Value};

use crate::ports::Crypto;

use super::base64url::{self, Base64UrlError};
use super::jws_signature::{self, JwsSignature};
use super::{Algorithm, Header, JwsError, Segment, SigningKey, VerificationKey, json};

/// A compact JWS taken apart. Nothing about it is verified.
#[derive(Clone, Debug, PartialEq)]
pub struct CompactJws {
    text: String,
    dots: [usize; 2],
    header: Header,
    payload: Vec<u8>,
    signature: Vec<u8>,
    /// Trailing bits in the signature's spelling: readable, never acceptable.
    spelling: Option<Base64UrlError>,
}

impl CompactJws {
    /// Takes `text` apart: three base64url parts, the first of them a JSON object with an `alg`.
    ///
    /// # Errors
    /// A [`JwsError`] of [`Stage::Decode`](super::Stage::Decode).
    pub fn parse(text: &str) -> Result<Self, JwsError> {
        let [header, payload, signature] = Self::split(text)?;
        let dots = [header.len(), header.len() + 1 + payload.len()];
        let header = Header::parse(&octets(Segment::Header, header)?)?;
        let payload = octets(Segment::Payload, payload)?;
        let (signature, spelling) = match base64url::decode(signature) {
            Ok(octets) => (octets, None),
            Err(spelling) => {
                let octets = base64url::decode_dropping_trailing_bits(signature)
                    .map_err(|error| JwsError::NotBase64Url { segment: Segment::Signature, error })?;
                (octets, Some(spelling))
            }
        };
        if signature.is_empty() && Algorithm::from_name(header.alg()).is_some() {
            return Err(JwsError::SignatureMissing(header.alg().to_owned()));
        }
        Ok(Self { text: text.to_owned(), dots, header, payload, signature, spelling })
    }

    /// Only the three parts as text, for a reader that wants to show each even when another is broken.
    ///
    /// # Errors
    /// A [`JwsError`] when there are not three.
    pub fn split(text: &str) -> Result<[&str; 3], JwsError> {
        if text.is_empty() {
            return Err(JwsError::Empty);
        }
        if text.len() > json::MAX_OCTETS {
            return Err(JwsError::TooLarge { octets: text.len() });
        }
        if text.trim_start().starts_with('{') {
            return Err(JwsError::JsonSerialization);
        }
        let parts: Vec<&str> = text.split('.').collect();
        match parts[..] {
            [header, payload, signature] => Ok([header, payload, signature]),
            [_] => Err(JwsError::NoDots),
            [header, _, _, _, _] if names_encryption(header) => Err(JwsError::JweNotJws),
            _ => Err(JwsError::PartCount(parts.len())),
        }
    }

    /// The header.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The payload's octets.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The signature's octets.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// What is wrong with the signature's spelling, which can be read all the same.
    #[must_use]
    pub const fn spelling(&self) -> Option<&Base64UrlError> {
        self.spelling.as_ref()
    }

    /// What was signed: the first two parts with the dot between them, as they were written (RFC 7515 §5.1).
    #[must_use]
    pub fn signing_input(&self) -> &str {
        &self.text[..self.dots[1]]
    }

    /// One part, as it was written; empty for a part that only a JWE has.
    #[must_use]
    pub fn segment(&self, segment: Segment) -> &str {
        match segment {
            Segment::Header => &self.text[..self.dots[0]],
            Segment::Payload => &self.text[self.dots[0] + 1..self.dots[1]],
            Segment::Signature => &self.text[self.dots[1] + 1..],
            Segment::EncryptedKey | Segment::InitializationVector | Segment::Ciphertext | Segment::Tag => "",
        }
    }

    /// Its one signature, as every serialisation has it.
    #[must_use]
    pub fn to_signature(&self) -> JwsSignature {
        let mut signature =
            JwsSignature::new(self.header.clone(), self.signing_input().as_bytes().to_vec(), self.signature.clone());
        signature.spelling.clone_from(&self.spelling);
        signature
    }

    /// The whole token, as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The algorithm of the header, if it is one that can be accepted at all (RFC 8725 §3.1, §3.2).
    ///
    /// # Errors
    /// [`JwsError::AlgNone`], [`JwsError::AlgNotChecked`] or [`JwsError::AlgUnknown`].
    pub fn algorithm(&self) -> Result<Algorithm, JwsError> {
        jws_signature::algorithm(&self.header, &self.signature)
    }
}

/// Whether `key` signed this token.
///
/// The key decides about the algorithm; the header may only agree (RFC 8725 §3.1).
///
/// # Errors
/// A [`JwsError`] of [`Stage::Verify`](super::Stage::Verify) that says why not.
pub async fn verify<C: Crypto>(crypto: &C, jws: &CompactJws, key: &VerificationKey) -> Result<(), JwsError> {
    jws.algorithm()?;
    // A JWT must not have an unencoded payload (RFC 7797 §7), so no extension is understood here.
    jws.header.check_critical()?;
    jws_signature::check(
        crypto,
        &jws.header,
        jws.signing_input().as_bytes(),
        &jws.signature,
        jws.spelling.as_ref(),
        key,
    )
    .await
}

/// Signs `payload` and gives the compact token.
///
/// The header starts with `alg`, then `typ` if `header` has one, then the key's `kid`; the other members of `header` follow. `alg` and
/// `kid` always come from the key.
///
/// # Errors
/// [`JwsError::Crypto`] when the platform could not sign.
pub async fn sign<C: Crypto>(
    crypto: &C,
    key: &SigningKey,
    header: Map<String, Value>,
    payload: &[u8],
) -> Result<String, JwsError> {
    let header = header_text(key, header);
    let mut token = base64url::encode(header.as_bytes());
    token.push('.');
    token.push_str(&base64url::encode(payload));
    let signature = crypto.sign(key.key, token.as_bytes()).await?;
    token.push('.');
    token.push_str(&base64url::encode(&signature));
    Ok(token)
}

/// Written member by member, because a [`Map`] would sort the names and `alg` is what a reader looks for first.
fn header_text(key: &SigningKey, mut rest: Map<String, Value>) -> String {
    rest.remove("alg");
    rest.remove("kid");
    let first = [
        ("alg".to_owned(), Some(Value::from(key.algorithm.name()))),
        ("typ".to_owned(), rest.remove("typ")),
        ("kid".to_owned(), key.kid.clone().map(Value::from)),
    ];
    let members = first.into_iter().filter_map(|(name, value)| Some((name, value?))).chain(rest);
    let written: Vec<String> =
        members.map(|(name, value)| [json::text(&Value::from(name)), json::text(&value)].join(":")).collect();
    ["{", &written.join(","), "}"].concat()
}

fn octets(segment: Segment, text: &str) -> Result<Vec<u8>, JwsError> {
    base64url::decode(text).map_err(|error| JwsError::NotBase64Url { segment, error })
}

/// Five parts alone do not make an encrypted token: its header has an `enc` (RFC 7516 §9).
fn names_encryption(header: &str) -> bool {
    base64url::decode(header)
        .ok()
        .and_then(|octets| json::parse_object(&octets).ok())
        .is_some_and(|members| members.contains_key("enc"))
}
