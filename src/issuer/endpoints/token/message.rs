//! Is this a token request at all? (RFC 6749 §3.2, App. B)

use crate::cite::Citation;
use crate::oauth::{OAuthError, TokenRequest, TokenRequestError};
use crate::server::{Check, Incoming, Trace, refuse};

pub(super) static MESSAGE: Check = Check::new("Message", Citation::rfc(6749, "3.2"));

/// Reads the form. Who asks is not considered yet: a message that cannot be read has no sender.
pub(super) fn read(request: &Incoming, trace: &mut Trace) -> Result<TokenRequest, OAuthError> {
    let read = TokenRequest::from_parts(&request.head, &request.body).and_then(|message| {
        message.grant_type()?;
        Ok(message)
    });
    match read {
        Ok(message) => {
            let saw = format!("A form with {} parameters.", message.form.iter().count());
            trace.passed(&MESSAGE, saw, "None is there twice, and grant_type is one of them.");
            Ok(message)
        }
        Err(error) => {
            let saw = format!("{} octets of body.", request.body.len());
            Err(refuse(trace, &MESSAGE, saw, on_the_wire(&error), &error.to_string()))
        }
    }
}

/// The error as it travels. A parameter's name is repeated only when it is one that this endpoint knows: any other name is
/// the caller's own text, and might be a secret that slipped into the wrong place.
fn on_the_wire(error: &TokenRequestError) -> OAuthError {
    let mut refusal = error.to_oauth_error();
    if let TokenRequestError::Repeated(name) = error
        && !KNOWN.contains(&name.as_str())
    {
        refusal.description = "A parameter comes more than once.".to_owned();
    }
    refusal
}

const KNOWN: [&str; 17] = [
    "actor_token",
    "assertion",
    "audience",
    "authorization_details",
    "client_assertion",
    "client_assertion_type",
    "client_id",
    "client_secret",
    "code",
    "code_verifier",
    "grant_type",
    "redirect_uri",
    "refresh_token",
    "requested_token_type",
    "scope",
    "subject_token",
    "subject_token_type",
];
