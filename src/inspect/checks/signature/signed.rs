//! What a signature is over, and the signature: taken from a token even where its spelling is not by the rules.

use serde_json::{Map, Value};

use super::state::NotCheckedReason;
use crate::inspect::{Decoded, JsonSignature, Part, Shape, Signable, Spelling};
use crate::jose::{Base64UrlError, CompactJws, Header, JwsError, Segment, base64url};

/// Which octets were signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// Those that stand in the token.
    AsWritten,
    /// Those that stand in the token, equals signs included, which no JWS has.
    WithPadding,
    /// Those of the token after its equals signs were taken away.
    WithoutPadding,
    /// The header, and content that came apart from the token.
    GivenContent,
}

/// A signature and what it is over.
pub(super) struct Signed {
    /// The header; in the JSON serialisation the protected and the unprotected one together.
    pub(super) header: Map<String, Value>,
    /// What may have been signed, the likeliest first.
    pub(super) inputs: Vec<(Input, Vec<u8>)>,
    /// The signature.
    pub(super) signature: Vec<u8>,
    /// What is the matter with the signature's spelling: it can be read and must be refused.
    pub(super) spelling: Option<Base64UrlError>,
    /// Whether the payload is empty and nobody gave the content.
    pub(super) is_detached: bool,
}

/// Why there is nothing to check: because nobody can know, or because it is wrong whatever the key.
pub(super) enum Unsigned {
    NotChecked(NotCheckedReason),
    Failed(JwsError),
}

impl Signed {
    /// Every signature of `decoded`, or why it is none. Only the JSON serialisation has more than one.
    pub(super) fn all(decoded: &Decoded) -> Vec<Result<Self, Unsigned>> {
        if decoded.is_encrypted() {
            return vec![Err(Unsigned::NotChecked(NotCheckedReason::Encrypted))];
        }
        match &decoded.json_form {
            None => vec![Self::of_compact(decoded)],
            Some(form) if form.signatures.is_empty() => vec![Err(damaged(decoded))],
            Some(form) => {
                let mut readable = decoded.signatures().into_iter().peekable();
                (0..form.signatures.len())
                    .map(|index| match readable.next_if(|signable| signable.index == index) {
                        Some(signable) => Self::of_json(&signable, decoded, &form.signatures[index]),
                        None if form.payload.is_none() && decoded.content.is_none() => {
                            Err(Unsigned::NotChecked(NotCheckedReason::ContentDetached))
                        }
                        None => Err(damaged(decoded)),
                    })
                    .collect()
            }
        }
    }

    /// What is signed in a compact token that is by the rules and has nothing in its header that changes what was signed or who can
    /// check it: what [`Signed::all`] finds, without a look at anything else.
    pub(super) fn plain(jws: &CompactJws) -> Option<Self> {
        let header = jws.header();
        let is_plain =
            !["crit", "b64", "nonce"].iter().any(|name| header.get(name).is_some()) && header.alg() != "none";
        let signature = jws.signature();
        (is_plain && jws.spelling().is_none() && !jws.payload().is_empty() && !signature.is_empty()).then(|| Self {
            header: header.members().clone(),
            inputs: vec![(Input::AsWritten, jws.signing_input().as_bytes().to_vec())],
            signature: signature.to_vec(),
            spelling: None,
            is_detached: false,
        })
    }

    fn of_json(signable: &Signable, decoded: &Decoded, parts: &JsonSignature) -> Result<Self, Unsigned> {
        let signature = &signable.signature;
        let header = signature.header().members().clone();
        check_header(&header)?;
        let spelling = base64url::decode(parts.signature.raw.trim_end_matches('=')).err();
        if let Some(error) = spelling.clone().filter(|error| !matches!(error, Base64UrlError::TrailingBits { .. })) {
            let error = JwsError::NotBase64Url { segment: Segment::Signature, error };
            return Err(Unsigned::NotChecked(NotCheckedReason::Damaged(error)));
        }
        if signature.signature().is_empty() {
            return Err(Unsigned::Failed(JwsError::SignatureMissing(signature.header().alg().to_owned())));
        }
        let is_padded = |part: Option<&Part>| part.is_some_and(|part| part.padding > 0);
        let input = match signable.spelling {
            Spelling::WithContent => Input::GivenContent,
            _ if is_padded(parts.protected.as_ref()) || is_padded(decoded.payload.as_ref()) => Input::WithPadding,
            _ if parts.signature.padding > 0 => Input::WithoutPadding,
            _ => Input::AsWritten,
        };
        Ok(Self {
            header,
            inputs: vec![(input, signature.signing_input().to_vec())],
            signature: signature.signature().to_vec(),
            spelling,
            is_detached: false,
        })
    }

    /// The signature of a compact token.
    pub(super) fn of_compact(decoded: &Decoded) -> Result<Self, Unsigned> {
        let content = decoded.content.as_deref();
        let damaged = || damaged(decoded);
        match decoded.shape {
            Shape::OtherParts => return Err(damaged()),
            Shape::Opaque if decoded.token.contains('.') => return Err(Unsigned::NotChecked(NotCheckedReason::Opaque)),
            Shape::Paseto => return Err(Unsigned::NotChecked(NotCheckedReason::Paseto)),
            Shape::Encrypted => return Err(Unsigned::NotChecked(NotCheckedReason::Decrypted)),
            _ => {}
        }
        let (Some(header), Some(payload), Some(signature)) = (&decoded.header, &decoded.payload, &decoded.signature)
        else {
            return Err(damaged());
        };
        let algorithm = match header.members.get("alg").map(|alg| alg.as_str()) {
            Some(Some(algorithm)) if !algorithm.is_empty() => algorithm,
            _ => return Err(damaged()),
        };
        let is_unencoded = check_header(&header.members)?;
        // A JWT must not do that (RFC 7797 §7), and what decodes to claims is one.
        if is_unencoded && content.is_none() && payload.intact && !payload.members.is_empty() {
            return Err(Unsigned::Failed(JwsError::UnencodedPayload));
        }
        let bare = |text: &'_ str| text.trim_end_matches('=').to_owned();
        let (plain_header, plain_signature) = (bare(&header.raw), bare(&signature.raw));
        let plain_payload = if is_unencoded { payload.raw.clone() } else { bare(&payload.raw) };
        // Whatever else is wrong with a part: nobody signed that. What is by the rules was read before.
        if decoded.jws.is_none()
            && (Header::parse(&base64url::decode(&plain_header).map_err(|_| damaged())?).is_err()
                || !is_unencoded && base64url::decode(&plain_payload).is_err())
        {
            return Err(damaged());
        }
        let spelling = base64url::decode(&plain_signature).err();
        let octets = match &spelling {
            None | Some(Base64UrlError::TrailingBits { .. }) => signature.octets.clone(),
            Some(_) => return Err(damaged()),
        };
        if octets.is_empty() {
            return Err(Unsigned::Failed(JwsError::SignatureMissing(algorithm.to_owned())));
        }
        let join = |header: &str, payload: &[u8]| [header.as_bytes(), b".", payload].concat();
        let is_detached = payload.raw.is_empty();
        let inputs = match content {
            Some(content) if is_detached && is_unencoded => vec![(Input::GivenContent, join(&header.raw, content))],
            Some(content) if is_detached => {
                vec![(Input::GivenContent, join(&header.raw, base64url::encode(content).as_bytes()))]
            }
            _ => {
                let written = join(&header.raw, payload.raw.as_bytes());
                let is_padded = plain_header != header.raw || plain_payload != payload.raw;
                if is_padded {
                    let plain = join(&plain_header, plain_payload.as_bytes());
                    vec![(Input::WithPadding, written), (Input::WithoutPadding, plain)]
                } else if plain_signature != signature.raw {
                    vec![(Input::WithoutPadding, written)]
                } else {
                    vec![(Input::AsWritten, written)]
                }
            }
        };
        Ok(Self {
            header: header.members.clone(),
            inputs,
            signature: octets,
            spelling,
            is_detached: is_detached && content.is_none(),
        })
    }

    /// The value of `alg`.
    pub(super) fn algorithm(&self) -> &str {
        self.header.get("alg").and_then(Value::as_str).unwrap_or_default()
    }

    /// The header's `kid`.
    pub(super) fn kid(&self) -> Option<&str> {
        self.header.get("kid")?.as_str()
    }

    /// The fault of the signature's spelling.
    pub(super) fn spelling_fault(&self) -> Option<JwsError> {
        self.spelling.clone().map(|error| JwsError::NotBase64Url { segment: Segment::Signature, error })
    }
}

/// Why a damaged text cannot be checked.
fn damaged(decoded: &Decoded) -> Unsigned {
    let error = CompactJws::parse(&decoded.token).err().unwrap_or(JwsError::Empty);
    Unsigned::NotChecked(NotCheckedReason::Damaged(error))
}

/// What a header says that decides before any key: whether the payload is unencoded, or that there is nothing to check.
fn check_header(header: &Map<String, Value>) -> Result<bool, Unsigned> {
    let is_unencoded = unencoded(header).map_err(|error| match error {
        JwsError::CritUnknown(_) => Unsigned::NotChecked(NotCheckedReason::Extension(error)),
        _ => Unsigned::Failed(error),
    })?;
    match header.get("alg").and_then(Value::as_str) {
        Some("none") => Err(Unsigned::Failed(JwsError::AlgNone)),
        _ => Ok(is_unencoded),
    }
}

/// Whether the payload is signed as it is and not as base64url (RFC 7797 §3), the one extension that is understood here.
fn unencoded(header: &Map<String, Value>) -> Result<bool, JwsError> {
    Header::new(header.clone()).map_or(Ok(false), |header| {
        header.check_critical_except(&["b64"])?;
        Ok(header.is_unencoded())
    })
}
