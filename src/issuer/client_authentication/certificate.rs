//! Proof by a certificate that the connection showed: `tls_client_auth` and `self_signed_tls_client_auth` (RFC 8705 §2).
//!
//! That the client holds the key, TLS has proven before any message came. What is left is whether the certificate is this client's: by
//! an authority that is trusted and one registered name (§2.1), or by being the registered one, octet by octet (§2.2). A refusal is a
//! 400, because there is no scheme that a challenge could name.

use std::rc::Rc;

use crate::cite::Citation;
use crate::issuer::state::{Client, Issuer};
use crate::oauth::{ClientAuthMethod, ClientId, OAuthError};
use crate::ports::{Clock, Crypto, Random};
use crate::server::{Check, Trace, quoted, refuse, unavailable};
use crate::x509::{Certificate, ChainError, issued_by, x5c};

use super::answer;
use super::presented::CLIENT;

static AUTHORITY: Check = Check::new(CLIENT.name, Citation::rfc(8705, "2.1"));
static SUBJECT: Check = Check::new(CLIENT.name, Citation::rfc(8705, "2.1.2"));
static SELF_SIGNED: Check = Check::new(CLIENT.name, Citation::rfc(8705, "2.2"));
static IDENTIFIER: Check = Check::new(CLIENT.name, Citation::rfc(8705, "2"));

/// Whether the certificate is the client's.
pub(super) async fn prove<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    known: Option<Rc<Client>>,
    client_id: Option<&ClientId>,
    der: &[u8],
    trace: &mut Trace,
) -> Result<Rc<Client>, OAuthError> {
    let Some(client_id) = client_id else {
        let because = "Without client_id nobody knows whose certificate to expect.";
        return Err(refuse(trace, &IDENTIFIER, "A certificate.", answer::no_client_id(), because));
    };
    let id = quoted(client_id.as_str());
    let fail = |trace: &mut Trace, check: &Check, saw: &str, because: &str| {
        refuse(trace, check, format!("{id}: {saw}"), answer::proof_failed(), because)
    };
    let certificate = match Certificate::parse(der) {
        Ok(certificate) => certificate,
        Err(error) => {
            let check = Check::new(CLIENT.name, error.citation());
            return Err(fail(trace, &check, "a certificate.", &error.to_string()));
        }
    };
    let saw = format!("a certificate for {}.", quoted(&certificate.subject().to_string()));
    let Some(client) = known else {
        return Err(fail(trace, &CLIENT, &saw, "No client has this identifier."));
    };
    match client.token_endpoint_auth_method {
        ClientAuthMethod::TlsClientAuth => {
            let authorities = issuer.registry.borrow().authorities.clone();
            match issued_by(&issuer.ports.crypto, &certificate, &authorities, issuer.now()).await {
                Ok(()) => {}
                Err(ChainError::Crypto(error)) => return Err(unavailable(trace, &AUTHORITY, &error.to_string())),
                Err(error) => {
                    let check = Check::new(CLIENT.name, error.citation());
                    return Err(fail(trace, &check, &saw, &error.to_string()));
                }
            }
            let by = quoted(&certificate.issuer().to_string());
            match client.tls_client_auth_subject.as_ref().filter(|subject| subject.is_of(&certificate)) {
                Some(subject) => {
                    let decided =
                        format!("Issued by {by}, which is trusted here, and its {} fits.", subject.member().0);
                    trace.passed(&AUTHORITY, format!("{id}: {saw}"), decided);
                    Ok(client)
                }
                None => {
                    let because = format!("Issued by {by}, which is trusted here, but not for this client.");
                    Err(fail(trace, &SUBJECT, &saw, &because))
                }
            }
        }
        ClientAuthMethod::SelfSignedTlsClientAuth => {
            let own = client.jwks.keys.iter().filter_map(|jwk| x5c::first(jwk).ok().flatten());
            if own.into_iter().any(|own| own == certificate) {
                let decided =
                    "The one that the client registered. Who signed it, and until when it is valid, does not matter.";
                trace.passed(&SELF_SIGNED, format!("{id}: {saw}"), decided);
                Ok(client)
            } else {
                Err(fail(trace, &SELF_SIGNED, &saw, "Not one of those that the client registered in x5c."))
            }
        }
        _ => Err(fail(trace, &CLIENT, &saw, "The client is registered for another method.")),
    }
}
