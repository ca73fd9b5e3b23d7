//! One signature, held against the key that came with it or against every key at hand that may fit.

use super::attempt::{Attempt, Tried};
use super::candidates::{Candidates, SIGNING_USES, SVID_USE, candidates, not_tried};
use super::guessed_secrets::{known_secret, public_key_as_secret};
use super::signed::Input;
use super::state::{KeyTried, NotCheckedReason, SignatureReport, SignatureState};
use crate::inspect::{KeyRing, KeySource, Phrase, RingKey};
use crate::jose::{Algorithm, Jwk, JwkError, JwsError, base64url};
use crate::ports::{Crypto, CryptoError};

/// A signature, what is known about it so far, and what came of the keys that it was held against.
pub(super) struct Check<'a, C> {
    attempt: Attempt<'a, C>,
    report: SignatureReport,
    /// The last key that the platform did not take, and why.
    refused: Option<(String, CryptoError)>,
    /// How many octets the signature has by the RSA keys that were tried, if those are of one length.
    modulus: Option<usize>,
    /// Whether they are of several.
    is_modulus_open: bool,
}

impl<'a, C: Crypto> Check<'a, C> {
    /// Goes on with a `report` that is empty but for remarks.
    pub(super) const fn new(attempt: Attempt<'a, C>, report: SignatureReport) -> Self {
        Self { attempt, report, refused: None, modulus: None, is_modulus_open: false }
    }

    /// A DPoP proof brings its key (RFC 9449 §4.2), and nothing else may.
    pub(super) fn own_key(&self) -> Option<RingKey> {
        let header = &self.attempt.signed.header;
        let typ = header.get("typ")?.as_str()?.to_ascii_lowercase();
        if typ.trim_start_matches("application/") != "dpop+jwt" {
            return None;
        }
        let jwk = Jwk::parse(header.get("jwk")?.as_object()?.clone()).ok()?;
        let is_fit = jwk.key_type().is_asymmetric() && jwk.check_for(self.attempt.algorithm, "verify").is_ok();
        let label = "jwk".to_owned();
        is_fit.then_some(RingKey { jwk, from: KeySource::Jwk, label, certificate: None })
    }

    pub(super) async fn by_own_key(self, key: &RingKey) -> SignatureReport {
        let mut report = self.by_one_key(key).await;
        if matches!(report.state, SignatureState::Verified { .. }) {
            report.remarks.insert(0, Phrase::new("remark_own_key"));
        }
        report
    }

    /// By a key that came with the token. No other can have signed it, so that it is for another algorithm decides.
    pub(super) async fn by_one_key(mut self, key: &RingKey) -> SignatureReport {
        match key.jwk.check_for(self.attempt.algorithm, "verify") {
            Ok(()) => {}
            Err(JwkError::WrongAlgorithm { .. }) => {
                let error = self.mismatch(key);
                return self.failed(error);
            }
            Err(error) => {
                let reason = error.to_string();
                return self.not_checked(NotCheckedReason::KeyRefused { key: key.label.clone(), reason });
            }
        }
        match self.hold_against(key).await {
            Some(Tried::Fits(input)) => self.verified(key, input, true),
            Some(Tried::FitsInDer) => self.in_der(key),
            Some(Tried::No) => {
                let error = self.fault();
                self.failed(error)
            }
            None => self.without_answer(None),
        }
    }

    pub(super) async fn by_keys(mut self, ring: &KeyRing) -> SignatureReport {
        // That says nothing about the keys at hand, so only a remark comes of it.
        if let Some(secret) = known_secret(&self.attempt).await {
            self.report.remarks.push(Phrase::new("remark_known_secret").with("value", secret));
        }
        let Candidates { keys, left_out, is_kid_unknown } =
            candidates(ring, self.attempt.signed.kid(), self.attempt.algorithm);
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
                None if self.has_no_cryptography() => return self.without_answer(None),
                None => {
                    let reason = self.refused.as_ref().map(|(_, error)| error.to_string()).unwrap_or_default();
                    self.note(key, false, Phrase::new("tried_refused").with("reason", &reason));
                }
            }
        }
        if let Some(key) = public_key_as_secret(&self.attempt, ring).await {
            return self.forged_with(key);
        }
        if has_answer && self.attempt.signed.is_detached {
            return self.not_checked(NotCheckedReason::ContentDetached);
        }
        match self.attempt.signed.kid().filter(|_| is_kid_unknown && !keys.is_empty()).map(str::to_owned) {
            Some(kid) => self.not_checked(NotCheckedReason::UnknownKid { kid }),
            None if has_answer => {
                let error = self.fault();
                self.failed(error)
            }
            None => self.without_answer(Some(ring)),
        }
    }

    /// `None` when the platform does not take the key; why is noted.
    async fn hold_against(&mut self, key: &RingKey) -> Option<Tried> {
        match self.attempt.with(&key.jwk).await {
            Ok(tried) => {
                let length = key.jwk.text("n").and_then(|n| base64url::decode(n).ok()).map(|n| n.len());
                self.is_modulus_open |= self.modulus.is_some() && self.modulus != length;
                self.modulus = length;
                Some(tried)
            }
            Err(error) => {
                self.refused = Some((key.label.clone(), error));
                None
            }
        }
    }

    const fn has_no_cryptography(&self) -> bool {
        matches!(self.refused, Some((_, CryptoError::Unavailable)))
    }

    /// No key gave an answer.
    fn without_answer(self, ring: Option<&KeyRing>) -> SignatureReport {
        let signed = &self.attempt.signed;
        let kid = signed.kid().filter(|kid| !kid.is_empty());
        // Keys with other names are told by the name: that they are for other algorithms says less. A key without one may be meant.
        let is_other = |kid: &str| {
            ring.is_some_and(|ring| {
                ring.keys.iter().all(|key| key.jwk.kid().is_some_and(|own| !own.is_empty() && own != kid))
            })
        };
        let another = match self.report.tried.as_slice() {
            [only] if only.outcome.code == "tried_other_algorithm" => only.outcome.fact("own"),
            _ => None,
        };
        let reason = match (&self.refused, ring) {
            _ if self.has_no_cryptography() => NotCheckedReason::NoCryptography,
            (Some((key, error)), _) => NotCheckedReason::KeyRefused { key: key.clone(), reason: error.to_string() },
            _ if signed.is_detached => NotCheckedReason::ContentDetached,
            (None, Some(ring)) if ring.keys.is_empty() && ring.ignored.is_empty() => NotCheckedReason::NoKey,
            _ => match kid {
                Some(kid) if is_other(kid) => NotCheckedReason::UnknownKid { kid: kid.to_owned() },
                _ => {
                    let algorithm = signed.algorithm().to_owned();
                    match another {
                        Some(own) => NotCheckedReason::KeyForAnother { own: own.to_owned(), algorithm },
                        None => NotCheckedReason::NoFittingKey { algorithm },
                    }
                }
            },
        };
        self.not_checked(reason)
    }

    /// What is to say about the key that fits.
    fn remark_on(&mut self, key: &RingKey) {
        let own = key.jwk.kid().filter(|own| !own.is_empty());
        match self.attempt.signed.kid().filter(|kid| !kid.is_empty()) {
            Some(kid) if own.is_none() => {
                self.report.remarks.push(Phrase::new("remark_key_without_kid").with("name", kid));
            }
            Some(kid) if own != Some(kid) => {
                let phrase = Phrase::new("remark_key_other_kid").with("name", kid);
                self.report.remarks.push(phrase.with("own", own.unwrap_or_default()));
            }
            _ => {}
        }
        let algorithm = self.attempt.algorithm;
        if key.jwk.public_use() == Some(SVID_USE) {
            self.report.remarks.push(Phrase::new("remark_key_of_svids"));
        }
        let fits = key.jwk.check_for_use(algorithm, "verify", &SIGNING_USES);
        if let Err(JwkError::SharedKeyTooShort { octets }) = fits {
            let phrase = Phrase::new("remark_secret_short").count("octets", octets);
            let phrase = phrase.count("least", algorithm.min_shared_key_octets());
            self.report.remarks.push(phrase.with("name", algorithm.name()));
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
        let algorithm = self.attempt.algorithm.name();
        self.with(SignatureState::Verified { kid, algorithm, key: key.label.clone(), own_key })
    }

    /// The key did sign, and the signature is not one of JWS all the same (RFC 7518 §3.4).
    fn in_der(mut self, key: &RingKey) -> SignatureReport {
        self.report.remarks.push(Phrase::new("remark_signature_in_der").with("key", &key.label));
        let error = self.fault();
        self.failed(error)
    }

    /// The text of this public key was the secret of the MAC.
    fn forged_with(mut self, key: &RingKey) -> SignatureReport {
        self.report.remarks.push(Phrase::new("remark_public_key_as_secret").with("key", &key.label));
        self.report.tried.retain(|tried| tried.label != key.label);
        self.note(key, true, Phrase::new("tried_as_secret"));
        let error = self.mismatch(key);
        self.failed(error)
    }

    /// The key is for another algorithm than the header says.
    fn mismatch(&self, key: &RingKey) -> JwsError {
        let own = key.jwk.alg().and_then(Algorithm::from_name).map(Algorithm::name);
        let header = self.attempt.signed.algorithm().to_owned();
        JwsError::AlgorithmMismatch { header, key: own.unwrap_or_else(|| key.jwk.key_type().kty()) }
    }

    /// Why a signature does not fit: by its length, its spelling, or its octets.
    fn fault(&self) -> JwsError {
        self.length_fault().or_else(|| self.attempt.signed.spelling_fault()).unwrap_or(JwsError::SignatureWrong)
    }

    /// Too few octets or too many: for the algorithm, or for the RSA keys that were tried, if those are of one length (RFC 8017 §8.1.2).
    fn length_fault(&self) -> Option<JwsError> {
        let found = self.attempt.signed.signature.len();
        let expected =
            self.attempt.algorithm.signature_octets().or_else(|| self.modulus.filter(|_| !self.is_modulus_open))?;
        let algorithm = self.attempt.algorithm.name();
        (expected != found).then_some(JwsError::SignatureLength { algorithm, expected, found })
    }

    fn note(&mut self, key: &RingKey, tried: bool, outcome: Phrase) {
        let kid = key.jwk.kid().map(str::to_owned);
        self.report.tried.push(KeyTried { label: key.label.clone(), kid, tried, outcome });
    }

    fn failed(self, error: JwsError) -> SignatureReport {
        self.with(SignatureState::Failed(error))
    }

    fn not_checked(self, reason: NotCheckedReason) -> SignatureReport {
        self.with(SignatureState::NotChecked(reason))
    }

    fn with(self, state: SignatureState) -> SignatureReport {
        SignatureReport { state, ..self.report }
    }
}
