//! Is the token to be bound to a key? (RFC 9449 §5; RFC 8705 §3, in `certificate_binding`)
//!
//! A proof says which key the holder has, never who the client is, so it comes after client authentication (DPP-14). A client that
//! registered for bound tokens gets no other kind (§5.2).

use crate::cite::{Citation, Document};
use crate::issuer::state::{Client, Issuer};
use crate::oauth::dpop::ProofError;
use crate::oauth::{Confirmation, ErrorCode, OAuthError};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Incoming, Trace, refuse, unavailable};

use super::certificate_binding;

pub(super) static PROOF: Check = Check::new("DPoP proof", Citation::rfc(9449, "4.3"));

/// What the token will be bound to, if anything: certificate, key, or both. Without a proof, and without a need for one, nothing is
/// written down.
pub(super) async fn bind<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    request: &Incoming,
    trace: &mut Trace,
) -> Result<Option<Confirmation>, OAuthError> {
    let x5t = certificate_binding::bind(issuer, client, request, trace).await?;
    match issuer.token_proofs().judge(request, None).await {
        Ok(Some(jkt)) => {
            trace.passed(&PROOF, "A DPoP header field.", "Fresh, and for this request. The token is bound to its key.");
            Ok(Some(Confirmation { x5t, ..Confirmation::of_key(jkt) }))
        }
        Ok(None) if client.dpop_bound_access_tokens => {
            let sentence = "This client is registered for tokens bound to a key, and the request has no DPoP proof.";
            let error = OAuthError::new(ErrorCode::InvalidDpopProof, sentence);
            let check = Check::new(PROOF.name, Citation::rfc(9449, "5.2"));
            Err(refuse(trace, &check, "No DPoP header field.", error, sentence))
        }
        Ok(None) if x5t.is_none() && issuer.policies.borrow().profile.wants_bound_tokens() => {
            let sentence = "Under FAPI 2.0 every token is bound to its sender, and the request has no DPoP proof.";
            let error = OAuthError::new(ErrorCode::InvalidDpopProof, sentence);
            let check = Check::new(PROOF.name, Citation::new(Document::Fapi2, "5.3.2.1"));
            Err(refuse(trace, &check, "No DPoP header field.", error, sentence))
        }
        Ok(None) => Ok(x5t.map(Confirmation::of_certificate)),
        Err(ProofError::Crypto(error)) => Err(unavailable(trace, &PROOF, &error.to_string())),
        Err(error) => {
            let check = Check::new(PROOF.name, error.citation());
            Err(refuse(trace, &check, "A DPoP header field.", error.to_oauth_error(), &error.to_string()))
        }
    }
}
