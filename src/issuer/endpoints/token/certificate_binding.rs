//! Is the token to be bound to a certificate? (RFC 8705 §3)
//!
//! A client that proves itself by its certificate gets no other tokens, and neither does one that registered for them, however it proves
//! itself. What is to be answered when such a client shows none, the specification leaves open; here the request is malformed.

use crate::cite::Citation;
use crate::issuer::state::{Client, Issuer};
use crate::oauth::{ErrorCode, OAuthError, client_cert};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Incoming, Trace, refuse, unavailable};
use crate::x509::{Certificate, thumbprint};

pub(super) static CERTIFICATE: Check = Check::new("Certificate", Citation::rfc(8705, "3"));

/// The fingerprint that the token will carry, if any. Nothing is written down about clients that never bind tokens to certificates.
pub(super) async fn bind<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    request: &Incoming,
    trace: &mut Trace,
) -> Result<Option<String>, OAuthError> {
    if !client.binds_to_certificate() {
        return Ok(None);
    }
    // Client authentication has refused what cannot be read.
    let shown = client_cert::read(&request.head.headers).ok().flatten();
    let Some(der) = shown.filter(|der| Certificate::parse(der).is_ok()) else {
        let sentence = "This client is registered for tokens bound to its certificate, and the connection shows none.";
        let error = OAuthError::new(ErrorCode::InvalidRequest, sentence);
        let check = Check::new(CERTIFICATE.name, Citation::rfc(8705, "3.4"));
        return Err(refuse(trace, &check, "No certificate that can be read.", error, sentence));
    };
    match thumbprint(&issuer.ports.crypto, &der).await {
        Ok(x5t) => {
            trace.passed(&CERTIFICATE, "The certificate of the connection.", "The token is bound to it.");
            Ok(Some(x5t))
        }
        Err(error) => Err(unavailable(trace, &CERTIFICATE, &error.to_string())),
    }
}
