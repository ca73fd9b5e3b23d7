//! May the sender use the token? (RFC 9449 §7.1, §7.2; RFC 8705 §3, in `certificate`)
//!
//! The token decides, not the scheme: one that is bound to a key is good only with a proof by that key, whatever it is called in the
//! request; one that is not is good only as a bearer token. One that is bound to a certificate is good only where that is shown.

use crate::cite::Citation;
use crate::oauth::dpop::{ProofError, access_token_hash};
use crate::oauth::{ActiveToken, ErrorCode, PresentedToken, TokenType};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Incoming, ProofCheck, Trace};

use super::{Refusal, certificate};

static POSSESSION: Check = Check::new("Possession of the key", Citation::rfc(9449, "7.1"));
static DOWNGRADE: Check = Check::new("Possession of the key", Citation::rfc(9449, "7.2"));

/// Holds the request to what the token is bound to. `proofs` are the means of the resource that asks.
pub(crate) async fn prove<C: Crypto, K: Clock, R: Random>(
    proofs: &ProofCheck<'_, C, K, R>,
    request: &Incoming,
    presented: &PresentedToken,
    token: &ActiveToken,
    trace: &mut Trace,
) -> Result<(), Refusal> {
    let Some(cnf) = &token.cnf else {
        if presented.scheme() == TokenType::Bearer {
            return Ok(());
        }
        return Err(not_bound_to_a_key(trace));
    };
    let jkt = match (presented.scheme(), &cnf.jkt) {
        (TokenType::Bearer, None) if cnf.x5t.is_some() => None,
        (TokenType::Bearer, _) => {
            trace.refused(&DOWNGRADE, "A token bound to a key, sent as a bearer token.", "401 invalid_token.");
            return Err(Refusal::InvalidToken(
                "The access token is bound to a key. Send it with scheme DPoP and a proof.",
            ));
        }
        (TokenType::DPoP, None) => return Err(not_bound_to_a_key(trace)),
        (TokenType::DPoP, Some(jkt)) => Some(jkt),
    };
    if let Some(x5t) = &cnf.x5t {
        certificate::compare(&proofs.ports.crypto, request, x5t, trace).await?;
    }
    match jkt {
        Some(jkt) => key(proofs, request, presented, jkt, trace).await,
        None => Ok(()),
    }
}

fn not_bound_to_a_key(trace: &mut Trace) -> Refusal {
    trace.refused(&POSSESSION, "A token that is bound to no key, sent with scheme DPoP.", "401 invalid_token.");
    Refusal::InvalidToken("The access token is not bound to a key, so DPoP proves nothing for it.")
}

/// Holds the request to the key that signs DPoP proofs.
async fn key<C: Crypto, K: Clock, R: Random>(
    proofs: &ProofCheck<'_, C, K, R>,
    request: &Incoming,
    presented: &PresentedToken,
    jkt: &str,
    trace: &mut Trace,
) -> Result<(), Refusal> {
    let unavailable = |trace: &mut Trace, error: String| {
        trace.refused(&POSSESSION, "The platform's cryptography.", format!("503. {error}"));
        Refusal::Unavailable
    };
    let ath = match access_token_hash(&proofs.ports.crypto, presented.as_str()).await {
        Ok(ath) => ath,
        Err(error) => return Err(unavailable(trace, error.to_string())),
    };
    match proofs.judge(request, Some(&ath)).await {
        Ok(Some(proven)) if proven == jkt => {
            trace.passed(&POSSESSION, "A fresh proof for this request and this token.", "By the key in cnf.");
            Ok(())
        }
        Ok(Some(_)) => {
            trace.refused(&POSSESSION, "A proof by another key than the one in cnf.", "401 invalid_token.");
            Err(Refusal::InvalidToken("The access token is bound to another key than the one that made the proof."))
        }
        Ok(None) => {
            trace.refused(&POSSESSION, "No DPoP header field.", "401 invalid_dpop_proof.");
            Err(Refusal::Proof { code: ErrorCode::InvalidDpopProof, sentence: NO_PROOF.to_owned() })
        }
        Err(ProofError::Crypto(error)) => Err(unavailable(trace, error.to_string())),
        Err(error) => {
            let check = Check::new(POSSESSION.name, error.citation());
            trace.refused(&check, error.to_string(), format!("401 {}.", error.error_code().as_str()));
            Err(Refusal::Proof { code: error.error_code(), sentence: error.on_the_wire() })
        }
    }
}

const NO_PROOF: &str = "The request has no DPoP proof for its access token.";
