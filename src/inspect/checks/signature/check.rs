//! What the keys at hand say about a signature.

use super::attempt::Attempt;
use super::by_keys::Check;
use super::known::is_for_graph_alone;
use super::signed::{Signed, Unsigned};
use super::state::{NotCheckedReason, SignatureReport, SignatureState};
use crate::inspect::{Decoded, KeyRing, KeySource, Phrase, RingKey, certificate_chain};
use crate::jose::{Algorithm, CompactJws, UnsupportedAlgorithm};
use crate::ports::Crypto;

/// What the keys at hand say about the signature of `decoded`. Of several (RFC 7515 §7.2.1) the first that a key fits counts, else the
/// first that none fits, else the first; a remark says how many there are. Content that travels apart from the token is to be given by
/// [`Decoded::with_content`].
pub async fn check<C: Crypto>(crypto: &C, decoded: &Decoded, keys: &KeyRing) -> SignatureReport {
    let mut reports = check_each(crypto, decoded, keys).await;
    let count = reports.len();
    let verified = reports.iter().filter(|report| matches!(report.state, SignatureState::Verified { .. })).count();
    let place = |is: fn(&SignatureState) -> bool| reports.iter().position(|report| is(&report.state));
    let first = place(|state| matches!(state, SignatureState::Verified { .. }))
        .or_else(|| place(|state| matches!(state, SignatureState::Failed(_))));
    let mut report = reports.swap_remove(first.unwrap_or_default());
    if count == 1 {
        report.remarks.extend(of_own_certificate(crypto, decoded).await);
    }
    if count > 1 {
        let phrase = Phrase::new("remark_several_signatures").count("verified", verified).count("count", count);
        report.remarks.push(phrase);
    }
    report
}

/// What the keys at hand say about each signature of `decoded`, in their order; one for everything that has not several.
pub async fn check_each<C: Crypto>(crypto: &C, decoded: &Decoded, keys: &KeyRing) -> Vec<SignatureReport> {
    let mut reports = Vec::new();
    for signed in Signed::all(decoded) {
        reports.push(match signed {
            Ok(signed) => check_one(crypto, decoded, signed, keys).await,
            Err(unsigned) => unsigned.into(),
        });
    }
    reports
}

/// The same of a token about which nothing else is asked. `None` for one that has to be taken apart first, because it is not by the rules or
/// its header says that what was signed is something else; most are answered here, several times as fast.
pub async fn check_plain<C: Crypto>(crypto: &C, jws: &CompactJws, keys: &KeyRing) -> Option<SignatureReport> {
    Some(check_signed(crypto, Signed::plain(jws)?, keys, SignatureReport::default()).await)
}

async fn check_one<C: Crypto>(crypto: &C, decoded: &Decoded, signed: Signed, keys: &KeyRing) -> SignatureReport {
    if algorithm_of(&signed).is_ok() && is_for_graph_alone(decoded) {
        return SignatureState::NotChecked(NotCheckedReason::GraphNonce).into();
    }
    let mut report = SignatureReport::default();
    if decoded.restored.is_some() {
        report.remarks.push(Phrase::new("remark_front_restored"));
    }
    check_signed(crypto, signed, keys, report).await
}

/// Goes on with a `report` that is empty but for remarks.
async fn check_signed<C: Crypto>(
    crypto: &C,
    signed: Signed,
    keys: &KeyRing,
    report: SignatureReport,
) -> SignatureReport {
    let algorithm = match algorithm_of(&signed) {
        Ok(algorithm) => algorithm,
        Err(reason) => return SignatureState::NotChecked(reason).into(),
    };
    let check = Check::new(Attempt { crypto, signed, algorithm }, report);
    match check.own_key() {
        Some(own) => check.by_own_key(&own).await,
        None => check.by_keys(keys).await,
    }
}

/// What the one key `key` says that can have signed `decoded`, which has one signature.
pub(super) async fn check_with<C: Crypto>(crypto: &C, decoded: &Decoded, key: &RingKey) -> SignatureReport {
    let signed = match Signed::of_compact(decoded) {
        Ok(signed) => signed,
        Err(unsigned) => return unsigned.into(),
    };
    let algorithm = match algorithm_of(&signed) {
        Ok(algorithm) => algorithm,
        Err(reason) => return SignatureState::NotChecked(reason).into(),
    };
    let attempt = Attempt { crypto, signed, algorithm };
    Check::new(attempt, SignatureReport::default()).by_one_key(key).await
}

/// What the key of the certificate says that came with the token (`x5c`); `None` when there is none, or none with a key that is used here. It
/// says that the two belong together, and not who wrote them: whoever writes a token can put any certificate into it (RFC 8725 §3.10).
pub(in crate::inspect) async fn check_own_certificate<C: Crypto>(
    crypto: &C,
    decoded: &Decoded,
) -> Option<SignatureState> {
    let first = certificate_chain(&decoded.header.as_ref()?.members).into_iter().next()?;
    let jwk = first.certificate.ok()?.public_key().ok()?;
    let key = RingKey { jwk, from: KeySource::Certificate, label: "x5c".to_owned(), certificate: None };
    Some(check_with(crypto, decoded, &key).await.state)
}

/// The same as a remark; nothing where it is not known.
async fn of_own_certificate<C: Crypto>(crypto: &C, decoded: &Decoded) -> Option<Phrase> {
    match check_own_certificate(crypto, decoded).await? {
        SignatureState::Verified { .. } => Some(Phrase::new("remark_own_certificate_fits")),
        SignatureState::Failed(_) => Some(Phrase::new("remark_own_certificate_differs")),
        SignatureState::NotChecked(_) => None,
    }
}

/// Octets of a signature by Ed448, whose former name is that of Ed25519, too (RFC 8032 §5.2.6).
const ED448_OCTETS: usize = 114;

fn algorithm_of(signed: &Signed) -> Result<Algorithm, NotCheckedReason> {
    let is_long = Algorithm::is_deprecated_name(signed.algorithm()) && signed.signature.len() == ED448_OCTETS;
    let name = if is_long { "Ed448" } else { signed.algorithm() };
    Algorithm::from_name(name).ok_or_else(|| match UnsupportedAlgorithm::of_signature(name) {
        Some(known) => NotCheckedReason::AlgorithmNotChecked(known),
        None => NotCheckedReason::AlgorithmUnknown { algorithm: name.to_owned() },
    })
}

impl From<SignatureState> for SignatureReport {
    fn from(state: SignatureState) -> Self {
        Self { state, ..Self::default() }
    }
}

impl From<Unsigned> for SignatureReport {
    fn from(unsigned: Unsigned) -> Self {
        match unsigned {
            Unsigned::NotChecked(reason) => SignatureState::NotChecked(reason).into(),
            Unsigned::Failed(error) => SignatureState::Failed(error).into(),
        }
    }
}
