//! Which token does the request carry? (RFC 6750 §2.1, §2.2; RFC 9449 §7.1)

use crate::cite::{Citation, Document};
use crate::oauth::PresentedToken;
use crate::server::{Check, Incoming, Trace};

use super::Refusal;

static TOKEN: Check = Check::new("Token", Citation::rfc(6750, "2"));
static TWICE: Check = Check::new(TOKEN.name, Citation::rfc(6750, "3.1"));
static QUERY: Check = Check::new("Token in the query", Citation::new(Document::OAuth21, "5.1"));

/// The token of a request: from the `Authorization` header field, or from the form of a POST; never from the query.
///
/// One in the query beside it is a second way all the same, and the request is malformed (RFC 6750 §3.1). Where `knows_query` is false,
/// as under the OAuth 2.1 draft, it is a parameter like any other.
pub(crate) fn read(request: &Incoming, knows_query: bool, trace: &mut Trace) -> Result<PresentedToken, Refusal> {
    match PresentedToken::of(&request.head, &request.body) {
        Ok(Some(_)) if knows_query && PresentedToken::is_in_query(request.head.uri.query()) => {
            trace.refused(&TWICE, "A token in the query, and another or the same beside it.", "400 invalid_request.");
            Err(Refusal::BadRequest(
                "The request carries an access token in more than one way; exactly one is allowed.",
            ))
        }
        Ok(Some(presented)) => {
            if PresentedToken::is_in_query(request.head.uri.query()) {
                trace.noted(&QUERY, "A parameter access_token.", "Not read: OAuth 2.1 knows no tokens in the query.");
            }
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
