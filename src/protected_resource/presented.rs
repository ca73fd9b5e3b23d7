//! Which token does the request carry? (RFC 6750 §2.1, §2.2; RFC 9449 §7.1)

use crate::cite::Citation;
use crate::oauth::PresentedToken;
use crate::server::{Check, Incoming, Trace};

use super::Refusal;

static TOKEN: Check = Check::new("Token", Citation::rfc(6750, "2"));

/// The token of a request: from the `Authorization` header field, or from the form of a POST.
pub(crate) fn read(request: &Incoming, trace: &mut Trace) -> Result<PresentedToken, Refusal> {
    match PresentedToken::of(&request.head, &request.body) {
        Ok(Some(presented)) => {
            let place = if presented.is_in_form() { "In the form" } else { "Authorization" };
            trace.passed(&TOKEN, format!("{place}: {}, and a token.", presented.scheme().as_str()), "Read.");
            Ok(presented)
        }
        Ok(None) => {
            trace.refused(&TOKEN, "No token.", "401, and a challenge without an error.");
            Err(Refusal::NoToken)
        }
        Err(error) => {
            let check = Check::new(TOKEN.name, error.citation());
            trace.refused(&check, error.to_string(), "400 invalid_request.");
            Err(Refusal::BadRequest("The request carries its access token in a malformed way, or in more than one."))
        }
    }
}
