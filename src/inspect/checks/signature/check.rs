//! Holding a signature against the keys at hand.

use super::candidates::{Candidates, candidates, not_tried};
use super::der;
use super::known::{is_for_graph_alone, is_known_elsewhere};
use super::public_key_text::abused_secrets;
use super::signed::{Input, Signed, Unsigned};
use super::state::{KeyTried, NotCheckedReason, SignatureReport, SignatureState};
use crate::inspect::{Decoded, KeyRing, KeySource, Phrase, RingKey};
use crate::jose::{Algorithm, Jwk, JwkError, JwsError, KeyType, base64url, json};
use crate::ports::{Crypto, CryptoError, KeyRef};

/// What the keys at hand say about the signature of `decoded`.
pub async fn check<C: Crypto>(crypto: &C, decoded: &Decoded, keys: &KeyRing) -> SignatureReport {
    check_content(crypto, decoded, keys, None).await
}

/// The same of a token whose payload is empty because its `content` travels apart from it (RFC 7515 App. F).
pub async fn check_content<C: Crypto>(
    crypto: &C,
    decoded: &Decoded,
    keys: &KeyRing,
    content: Option<&[u8]>,
) -> SignatureReport {
    let signed = match Signed::of(decoded, content) {
        Ok(signed) => signed,
        Err(Unsigned::NotChecked(reason)) => return SignatureState::NotChecked(reason).into(),
        Err(Unsigned::Failed(error)) => return SignatureState::Failed(error).into(),
    };
    let name = signed.algorithm.to_owned();
    let Some(algorithm) = Algorithm::from_name(&name) else {
        let reason = if is_known_elsewhere(&name) {
            NotCheckedReason::AlgorithmNotChecked { algorithm: name }
        } else {
            NotCheckedReason::AlgorithmUnknown { algorithm: name }
        };
        return SignatureState::NotChecked(reason).into();
    };
    if is_for_graph_alone(decoded) {
        return SignatureState::NotChecked(NotCheckedReason::GraphNonce).into();
    }
    let check = Check { crypto, signed, algorithm, report: SignatureReport::default(), refused: None };
    if let Some(own) = check.own_key() {
        return check.by_own_key(&own).await;
    }
    check.by_keys(keys).await
}

struct Check<'a, C> {
    crypto: &'a C,
    signed: Signed<'a>,
    algorithm: Algorithm,
    report: SignatureReport,
    /// The last key that the platform did not take, and why.
    refused: Option<(String, CryptoError)>,
}

/// What came of holding a signature against one key.
enum Tried {
    /// It fits, over these octets.
    Fits(Input),
    /// It fits, but is written in DER.
    FitsInDer,
    /// It does not fit.
    No,
}

impl<C: Crypto> Check<'_, C> {
    /// A DPoP proof brings its key (RFC 9449 §4.2), and nothing else may.
    fn own_key(&self) -> Option<RingKey> {
        let typ = self.signed.header.get("typ")?.as_str()?.to_ascii_lowercase();
        if typ.trim_start_matches("application/") != "dpop+jwt" {
            return None;
        }
        let jwk = Jwk::parse(self.signed.header.get("jwk")?.as_object()?.clone()).ok()?;
        (jwk.key_type().is_asymmetric() && jwk.check_for(self.algorithm, "verify").is_ok()).then(|| RingKey {
            label: "jwk".to_owned(),
            jwk,
            from: KeySource::Jwk,
            certificate: None,
        })
    }

    async fn by_own_key(mut self, key: &RingKey) -> SignatureReport {
        match self.hold_against(key).await {
            Some(Tried::Fits(input)) => {
                self.report.remarks.push(Phrase::new("remark_own_key"));
                self.verified(key, input, true)
            }
            Some(Tried::FitsInDer) => self.in_der(key),
            Some(Tried::No) => self.failed(JwsError::SignatureWrong),
            None => self.without_answer(None),
        }
    }

    async fn by_keys(mut self, ring: &KeyRing) -> SignatureReport {
        let Candidates { keys, left_out, is_kid_unknown } = candidates(ring, self.signed.kid(), self.algorithm);
        self.report.tried = left_out;
        let mut has_answer = false;
        for (place, key) in keys.iter().enumerate() {
            match self.hold_against(key).await {
                Some(Tried::Fits(input)) => {
                    self.note(key, true, Phrase::new("tried_fits"));
                    let rest = keys[place + 1..].iter().map(|key| not_tried(key, Phrase::new("tried_not_needed")));
                    self.report.tried.extend(rest);
                    self.remark_on(key);
                    return self.verified(key, input, false);
                }
                Some(Tried::FitsInDer) => {
                    self.note(key, true, Phrase::new("tried_fits_der"));
                    return self.in_der(key);
                }
                Some(Tried::No) => {
                    has_answer = true;
                    self.note(key, true, Phrase::new("tried_does_not_fit"));
                }
                None => {
                    if matches!(self.refused, Some((_, CryptoError::Unavailable))) {
                        return self.with(SignatureState::NotChecked(NotCheckedReason::NoCryptography));
                    }
                    let reason = self.refused.as_ref().map(|(_, error)| error.to_string()).unwrap_or_default();
                    self.note(key, false, Phrase::new("tried_refused").with("reason", &reason));
                }
            }
        }
        if let Some(error) = self.made_with_public_key(ring).await {
            return self.failed(error);
        }
        if has_answer && self.signed.is_detached {
            return self.with(SignatureState::NotChecked(NotCheckedReason::ContentDetached));
        }
        let unknown = self.signed.kid().filter(|_| is_kid_unknown && !keys.is_empty()).map(str::to_owned);
        match unknown {
            Some(kid) => self.with(SignatureState::NotChecked(NotCheckedReason::UnknownKid { kid })),
            None if has_answer => {
                let error = self.signed.spelling_fault().or_else(|| self.length_fault());
                self.failed(error.unwrap_or(JwsError::SignatureWrong))
            }
            None => self.without_answer(Some(ring)),
        }
    }

    /// No key gave an answer.
    fn without_answer(self, ring: Option<&KeyRing>) -> SignatureReport {
        let reason = match (&self.refused, ring) {
            (Some((_, CryptoError::Unavailable)), _) => NotCheckedReason::NoCryptography,
            (Some((key, error)), _) => NotCheckedReason::KeyRefused { key: key.clone(), reason: error.to_string() },
            _ if self.signed.is_detached => NotCheckedReason::ContentDetached,
            (None, Some(ring)) if ring.keys.is_empty() && ring.ignored.is_empty() => NotCheckedReason::NoKey,
            _ => match self.signed.kid().filter(|kid| !kid.is_empty()) {
                // A set without the name is told by the name: that its other keys are for other algorithms says less.
                Some(kid) if ring.is_some_and(|ring| !ring.keys.iter().any(|key| key.jwk.kid() == Some(kid))) => {
                    NotCheckedReason::UnknownKid { kid: kid.to_owned() }
                }
                _ => NotCheckedReason::NoFittingKey { algorithm: self.signed.algorithm.to_owned() },
            },
        };
        self.with(SignatureState::NotChecked(reason))
    }

    /// `None` when the platform does not take the key; why is noted.
    async fn hold_against(&mut self, key: &RingKey) -> Option<Tried> {
        let handle =
            self.import(&key.jwk).await.map_err(|error| self.refused = Some((key.label.clone(), error))).ok()?;
        let tried = self.try_inputs(handle).await;
        self.crypto.release(handle);
        tried.map_err(|error| self.refused = Some((key.label.clone(), error))).ok()
    }

    /// A secret that is shorter than RFC 7518 §3.2 asks for is imported all the same: whether it signed can be found out.
    async fn import(&self, jwk: &Jwk) -> Result<KeyRef, CryptoError> {
        let material = jwk.public_material().unwrap_or_else(|| jwk.material());
        self.crypto.import_verifying(self.algorithm.primitive(), &material).await
    }

    async fn try_inputs(&self, key: KeyRef) -> Result<Tried, CryptoError> {
        let expected = self.algorithm.signature_octets();
        let is_ecdsa = matches!(self.algorithm, Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512);
        for (input, octets) in &self.signed.inputs {
            if expected.is_none_or(|expected| expected == self.signed.signature.len())
                && self.signed.spelling.is_none()
                && self.crypto.verify(key, octets, &self.signed.signature).await?
            {
                return Ok(Tried::Fits(*input));
            }
            if let Some(raw) =
                expected.filter(|_| is_ecdsa).and_then(|octets| der::to_raw(&self.signed.signature, octets))
                && self.crypto.verify(key, octets, &raw).await?
            {
                return Ok(Tried::FitsInDer);
            }
        }
        Ok(Tried::No)
    }

    /// Whether the text of a public key at hand was taken for the secret of an HMAC: then anybody could have written the token.
    async fn made_with_public_key(&mut self, ring: &KeyRing) -> Option<JwsError> {
        if self.algorithm.key_type() != KeyType::Oct {
            return None;
        }
        for key in ring.keys.iter().filter(|key| key.jwk.key_type().is_asymmetric()) {
            for secret in abused_secrets(&key.jwk) {
                let members = [("kty", "oct".into()), ("k", base64url::encode(&secret).into())];
                let Ok(jwk) = Jwk::parse(json::object(members)) else { continue };
                let as_secret = RingKey { label: key.label.clone(), jwk, from: key.from, certificate: None };
                if let Some(Tried::Fits(_)) = self.hold_against(&as_secret).await {
                    self.report.remarks.push(Phrase::new("remark_public_key_as_secret").with("key", &key.label));
                    self.report.tried.retain(|tried| tried.label != key.label);
                    self.note(key, true, Phrase::new("tried_as_secret"));
                    let name = self.signed.algorithm.to_owned();
                    let own =
                        key.jwk.alg().and_then(Algorithm::from_name).map_or(key.jwk.key_type().kty(), Algorithm::name);
                    return Some(JwsError::AlgorithmMismatch { header: name, key: own });
                }
            }
        }
        None
    }

    /// What is to say about the key that fits.
    fn remark_on(&mut self, key: &RingKey) {
        let own = key.jwk.kid();
        match self.signed.kid() {
            Some(kid) if own.is_none() => {
                self.report.remarks.push(Phrase::new("remark_key_without_kid").with("name", kid))
            }
            Some(kid) if own != Some(kid) => {
                let phrase = Phrase::new("remark_key_other_kid").with("name", kid);
                self.report.remarks.push(phrase.with("own", own.unwrap_or_default()));
            }
            _ => {}
        }
        if let Err(JwkError::SharedKeyTooShort { octets }) = key.jwk.check_for(self.algorithm, "verify") {
            let phrase = Phrase::new("remark_secret_short").count("octets", octets);
            let phrase = phrase.count("least", self.algorithm.min_shared_key_octets());
            self.report.remarks.push(phrase.with("name", self.algorithm.name()));
        }
    }

    fn verified(mut self, key: &RingKey, input: Input, own_key: bool) -> SignatureReport {
        let remark = match input {
            Input::AsWritten => None,
            Input::WithPadding => Some("remark_signed_with_padding"),
            Input::WithoutPadding => Some("remark_signed_without_padding"),
            Input::GivenContent => Some("remark_content_given"),
        };
        self.report.remarks.extend(remark.map(Phrase::new));
        let kid = key.jwk.kid().map(str::to_owned);
        let algorithm = self.algorithm.name();
        self.with(SignatureState::Verified { kid, algorithm, key: key.label.clone(), own_key })
    }

    /// The key did sign, and the signature is not one of JWS all the same (RFC 7518 §3.4).
    fn in_der(mut self, key: &RingKey) -> SignatureReport {
        self.report.remarks.push(Phrase::new("remark_signature_in_der").with("key", &key.label));
        let error = self.length_fault().unwrap_or(JwsError::SignatureWrong);
        self.failed(error)
    }

    fn length_fault(&self) -> Option<JwsError> {
        let found = self.signed.signature.len();
        let expected = self.algorithm.signature_octets().filter(|expected| *expected != found)?;
        Some(JwsError::SignatureLength { algorithm: self.algorithm.name(), expected, found })
    }

    fn note(&mut self, key: &RingKey, tried: bool, outcome: Phrase) {
        let kid = key.jwk.kid().map(str::to_owned);
        self.report.tried.push(KeyTried { label: key.label.clone(), kid, tried, outcome });
    }

    fn failed(self, error: JwsError) -> SignatureReport {
        self.with(SignatureState::Failed(error))
    }

    fn with(self, state: SignatureState) -> SignatureReport {
        SignatureReport { state, ..self.report }
    }
}

impl From<SignatureState> for SignatureReport {
    fn from(state: SignatureState) -> Self {
        Self { state, ..Self::default() }
    }
}
