//! Does the connection show the certificate that the token is bound to? (RFC 8705 §3)
//!
//! Only the fingerprints are compared. Who issued the certificate and whether it is valid is nothing to the resource: the issuer has
//! looked, and whoever shows it holds its key.

use crate::cite::Citation;
use crate::oauth::client_cert;
use crate::ports::Crypto;
use crate::server::{Check, Incoming, Trace};
use crate::x509::thumbprint;

use super::Refusal;

static CERTIFICATE: Check = Check::new("Certificate", Citation::rfc(8705, "3"));

/// Compares the certificate that the proxy passed on with the fingerprint in the token.
pub(super) async fn compare<C: Crypto>(
    crypto: &C,
    request: &Incoming,
    x5t: &str,
    trace: &mut Trace,
) -> Result<(), Refusal> {
    let der = match client_cert::read(&request.head.headers) {
        Ok(Some(der)) => der,
        Ok(None) => {
            trace.refused(&CERTIFICATE, "A token bound to a certificate, and none shown.", "401 invalid_token.");
            return Err(Refusal::InvalidToken(
                "The access token is bound to a certificate, and the connection shows none.",
            ));
        }
        Err(error) => {
            trace.refused(&Check::new(CERTIFICATE.name, error.citation()), error.to_string(), "400 invalid_request.");
            return Err(Refusal::BadRequest("The header field Client-Cert is malformed."));
        }
    };
    match thumbprint(crypto, &der).await {
        Ok(shown) if shown == x5t => {
            trace.passed(&CERTIFICATE, "The certificate of the connection.", "Its fingerprint is the one in cnf.");
            Ok(())
        }
        Ok(_) => {
            trace.refused(&CERTIFICATE, "Another certificate than the one in cnf.", "401 invalid_token.");
            Err(Refusal::InvalidToken("The access token is bound to another certificate than the connection shows."))
        }
        Err(error) => {
            trace.refused(&CERTIFICATE, "The platform's cryptography.", format!("503. {error}"));
            Err(Refusal::Unavailable)
        }
    }
}
