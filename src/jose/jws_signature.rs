//! One signature of a JWS, in whatever serialisation it came (RFC 7515 §5.2, §7.1, §7.2; RFC 7797 §3).
//!
//! The compact form has one signature over what stands before it. The JSON form has several over one payload, each with a header of
//! its own; detached content and unencoded payloads change what was signed. Here all of that is already worked out: a header, the
//! octets that were signed, the octets of the signature.

use crate::ports::Crypto;

use super::{Algorithm, Base64UrlError, Header, JwsError, Segment, UnsupportedAlgorithm, VerificationKey};

/// Octets of a signature by EdDSA on Ed448.
const ED448_OCTETS: usize = 114;

/// What a reader of a JWS that is no JWT understands beyond RFC 7515.
const UNDERSTOOD: [&str; 1] = ["b64"];

/// A signature with everything that it takes to check it. Nothing about it is verified.
#[derive(Clone, Debug, PartialEq)]
pub struct JwsSignature {
    header: Header,
    signing_input: Vec<u8>,
    signature: Vec<u8>,
    /// Trailing bits in the signature's spelling: readable, never acceptable.
    pub(super) spelling: Option<Base64UrlError>,
}

impl JwsSignature {
    /// The signature `signature` over the octets `signing_input`, with the JOSE Header: in the JSON serialisation the members of the
    /// protected and the unprotected header together (RFC 7515 §4).
    #[must_use]
    pub const fn new(header: Header, signing_input: Vec<u8>, signature: Vec<u8>) -> Self {
        Self { header, signing_input, signature, spelling: None }
    }

    /// The JOSE Header.
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// The octets that were signed.
    #[must_use]
    pub fn signing_input(&self) -> &[u8] {
        &self.signing_input
    }

    /// The octets of the signature.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The algorithm of the header, if it is one that can be accepted at all.
    ///
    /// # Errors
    /// [`JwsError::AlgNone`], [`JwsError::AlgNotChecked`] or [`JwsError::AlgUnknown`].
    pub fn algorithm(&self) -> Result<Algorithm, JwsError> {
        algorithm(&self.header, &self.signature)
    }

    /// Whether `key` made this signature. The key decides about the algorithm; the header may only agree (RFC 8725 §3.1). Unlike
    /// [`verify`](super::verify), which reads JWTs, this understands the extension `b64` (RFC 7797).
    ///
    /// # Errors
    /// A [`JwsError`] of [`Stage::Verify`](super::Stage::Verify) that says why not.
    pub async fn verify<C: Crypto>(&self, crypto: &C, key: &VerificationKey) -> Result<(), JwsError> {
        self.algorithm()?;
        self.header.check_critical_except(&UNDERSTOOD)?;
        check(crypto, &self.header, &self.signing_input, &self.signature, self.spelling.as_ref(), key).await
    }
}

/// The algorithm of a header with a signature, if it is one that can be accepted at all (RFC 8725 §3.1, §3.2).
pub(super) fn algorithm(header: &Header, signature: &[u8]) -> Result<Algorithm, JwsError> {
    // The old name says nothing of the curve, but the length of the signature does (RFC 8032 §5.2.6).
    let long = Algorithm::is_deprecated_name(header.alg()) && signature.len() == ED448_OCTETS;
    let alg = if long { "Ed448" } else { header.alg() };
    Algorithm::from_name(alg).ok_or_else(|| match UnsupportedAlgorithm::of_signature(alg) {
        Some(known) => JwsError::AlgNotChecked(known),
        None if alg == "none" => JwsError::AlgNone,
        None => JwsError::AlgUnknown(alg.to_owned()),
    })
}

/// The one check of a signature, after `crit` was looked at.
pub(super) async fn check<C: Crypto>(
    crypto: &C,
    header: &Header,
    signing_input: &[u8],
    signature: &[u8],
    spelling: Option<&Base64UrlError>,
    key: &VerificationKey,
) -> Result<(), JwsError> {
    let algorithm = algorithm(header, signature)?;
    if algorithm.primitive() != key.algorithm.primitive() {
        return Err(JwsError::AlgorithmMismatch { header: header.alg().to_owned(), key: key.algorithm.name() });
    }
    if let Some(error) = spelling {
        return Err(JwsError::NotBase64Url { segment: Segment::Signature, error: error.clone() });
    }
    if let Some(expected) = algorithm.signature_octets().filter(|expected| *expected != signature.len()) {
        return Err(JwsError::SignatureLength { algorithm: algorithm.name(), expected, found: signature.len() });
    }
    if crypto.verify(key.key, signing_input, signature).await? { Ok(()) } else { Err(JwsError::SignatureWrong) }
}
