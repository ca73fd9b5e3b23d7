//! May the sender use the token? (RFC 9449 §7.1, §7.2)
//!
//! The token decides, not the scheme: one that is bound to a key is good only with a proof by that key, whatever it is called in the
//! request; one that is not bound is good only as a bearer token.

use crate::cite::Citation;
use crate::oauth::dpop::{ProofError, access_token_hash};
use crate::oauth::{ActiveToken, ErrorCode, PresentedToken, TokenType};
use crate::ports::{Clock, Crypto, Random};

use super::super::proofs::Proofs;
use super::super::trace::{Check, Trace};
use super::super::{Incoming, Issuer};
use super::Refusal;

static POSSESSION: Check = Check::new("Possession of the key", Citation::rfc(9449, "7.1"));
static DOWNGRADE: Check = Check::new("Possession of the key", Citation::rfc(9449, "7.2"));

/// Holds the request to what the token is bound to. `proofs` is the memory of the resource that asks.
pub(in super::super) async fn prove<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    proofs: &Proofs,
    request: &Incoming,
    presented: &PresentedToken,
    token: &ActiveToken,
    trace: &mut Trace,
) -> Result<(), Refusal> {
    let bound = token.cnf.as_ref();
    match (presented.scheme(), bound) {
        (TokenType::Bearer, None) => return Ok(()),
        (TokenType::Bearer, Some(_)) => {
            trace.refused(&DOWNGRADE, "A token bound to a key, sent as a bearer token.", "401 invalid_token.");
            return Err(Refusal::InvalidToken(
                "The access token is bound to a key. Send it with scheme DPoP and a proof.",
            ));
        }
        (TokenType::DPoP, None) => {
            trace.refused(&POSSESSION, "A bearer token, sent with scheme DPoP.", "401 invalid_token.");
            return Err(Refusal::InvalidToken(
                "The access token is not bound to a key, so DPoP proves nothing for it.",
            ));
        }
        (TokenType::DPoP, Some(_)) => {}
    }
    let unavailable = |trace: &mut Trace, error: String| {
        trace.refused(&POSSESSION, "The platform's cryptography.", format!("503. {error}"));
        Refusal::Unavailable
    };
    let ath = match access_token_hash(&issuer.crypto, presented.as_str()).await {
        Ok(ath) => ath,
        Err(error) => return Err(unavailable(trace, error.to_string())),
    };
    match proofs.judge(issuer, request, Some(&ath)).await {
        Ok(Some(jkt)) if bound.and_then(|cnf| cnf.jkt.as_deref()) == Some(&jkt) => {
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
