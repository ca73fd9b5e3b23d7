//! Is this a token request at all? (RFC 6749 §3.2, App. B)

use crate::cite::Citation;
use crate::issuer::personality::Played;
use crate::jose::counted;
use crate::oauth::{OAuthError, TokenRequest, TokenRequestError, parameter_name};
use crate::server::{Check, Incoming, Trace, refuse};

pub(super) static MESSAGE: Check = Check::new("Message", Citation::rfc(6749, "3.2"));
static UNRECOGNIZED: Check = Check::new("Unrecognized parameters", Citation::rfc(6749, "3.2"));

/// Reads the form. Who asks is not considered yet: a message that cannot be read has no sender.
pub(super) fn read(request: &Incoming, played: Option<&Played>, trace: &mut Trace) -> Result<TokenRequest, OAuthError> {
    let misses_it_late = played.is_some_and(|played| played.0.misses_the_grant_late());
    let read = TokenRequest::from_parts(&request.head, &request.body).and_then(|message| {
        if !misses_it_late {
            message.grant_type()?;
        }
        Ok(message)
    });
    match read {
        Ok(message) => {
            let saw = format!("A form with {}.", counted(&message.form.iter().count(), "parameter"));
            let decided = match misses_it_late {
                false => "None is there twice, and grant_type is one of them.",
                true => "None is there twice.",
            };
            trace.passed(&MESSAGE, saw, decided);
            pass_over(&message, trace);
            Ok(message)
        }
        Err(error) => {
            let saw = format!("{} of body.", counted(&request.body.len(), "octet"));
            Err(refuse(trace, &MESSAGE, saw, on_the_wire(&error), &error.to_string()))
        }
    }
}

/// What this endpoint does not know counts for nothing, whatever it was sent for. The answer does not say so; here it is said, without the
/// names: each is the caller's own text, as in [`on_the_wire`].
fn pass_over(message: &TokenRequest, trace: &mut Trace) {
    let unknown = || message.form.iter().map(|(name, _)| name).filter(|name| !KNOWN.contains(name));
    let number = unknown().count();
    if number == 0 {
        return;
    }
    let meant: Vec<&str> = unknown().filter_map(|name| parameter_name::meant(name, &KNOWN)).collect();
    let near = if meant.is_empty() { String::new() } else { format!(" Nearly, but not: {}.", meant.join(", ")) };
    let saw = format!("Of unknown name: {}.{near}", counted(&number, "parameter"));
    trace.noted(&UNRECOGNIZED, saw, "Ignored.");
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

/// What this endpoint knows, by whatever grant.
const KNOWN: [&str; 18] = [
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
    "resource",
    "scope",
    "subject_token",
    "subject_token_type",
];
