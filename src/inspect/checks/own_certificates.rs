//! The certificates that a token brings itself: whom they name, until when, and whether the signature fits. Nobody here believes them.

use super::signature::check_own_certificate;
use crate::inspect::{CertificateFacts, Decoded, Phrase, SignatureState, certificate_chain};
use crate::ports::{CryptoError, ForeignKeys, UnixTime};

/// Each certificate of `decoded` in phrases, in the order of the header.
///
/// # Errors
/// [`CryptoError`] when the platform cannot hash.
pub async fn own_certificates<C: ForeignKeys>(
    crypto: &C,
    decoded: &Decoded,
    now: UnixTime,
) -> Result<Vec<Vec<Phrase>>, CryptoError> {
    let Some(header) = &decoded.header else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    let chain = certificate_chain(&header.members);
    for (place, entry) in chain.iter().enumerate() {
        let mut told: Vec<Phrase> = entry.spelling.clone().into_iter().collect();
        match &entry.certificate {
            Err(phrase) => told.push(phrase.clone()),
            Ok(certificate) => {
                let facts = CertificateFacts::of(crypto, certificate, now).await?;
                told.extend(facts.phrases());
                if place == 0 {
                    told.extend(facts.fingerprints_in(&header.members));
                    told.extend(check_own_certificate(crypto, decoded).await.map(|state| {
                        Phrase::new(match state {
                            SignatureState::Verified { .. } => "certificate_signed",
                            SignatureState::Failed(_) => "certificate_signed_not",
                            SignatureState::NotChecked(_) => "certificate_signed_unknown",
                        })
                    }));
                }
                if let Some(Ok(next)) = chain.get(place + 1).map(|next| &next.certificate) {
                    let fits = certificate.issuer().matches(next.subject());
                    let code = if fits { "certificate_names_the_next" } else { "certificate_names_another" };
                    told.push(Phrase::new(code).with("name", &next.subject().to_string()));
                }
            }
        }
        all.push(told);
    }
    Ok(all)
}
