//! What a request presents as proof of its sender, before anybody judges it.

use http::header::AUTHORIZATION;

use crate::cite::Citation;
use crate::oauth::client_auth::{BasicReading, present_to};
use crate::oauth::{ClientAuthMethod, Form, OAuthError, Presented};
use crate::server::{Check, Incoming, Trace, quoted, refuse};

use super::answer;

pub(crate) static CREDENTIALS: Check = Check::new("Credentials", Citation::rfc(6749, "2.3"));
pub(crate) static CLIENT: Check = Check::new("Client authentication", Citation::rfc(6749, "3.2.1"));

/// What the request presents: one proof or none, never two.
pub(super) fn presented(
    reading: BasicReading,
    realm: &str,
    request: &Incoming,
    form: &Form,
    trace: &mut Trace,
) -> Result<Presented, OAuthError> {
    match present_to(reading, &request.head, form) {
        Ok(presented) => {
            trace.passed(&CREDENTIALS, describe(&presented), "At most one proof.");
            Ok(presented)
        }
        Err(error) => {
            let used_header = request.head.headers.contains_key(AUTHORIZATION);
            let saw = if used_header { "An Authorization header." } else { "Credentials in the form." };
            let check = Check::new(CREDENTIALS.name, error.citation());
            Err(refuse(trace, &check, saw, answer::unreadable(&error, used_header, realm), &error.to_string()))
        }
    }
}

/// The same in words, without anything secret.
pub(super) fn describe(presented: &Presented) -> String {
    let id = presented.client_id().map(|id| quoted(id.as_str()));
    let method = presented.method().map_or("", ClientAuthMethod::as_str);
    match (presented, id) {
        (Presented::Certificate { .. }, None) => "A certificate on the connection, and no client_id.".to_owned(),
        (Presented::Certificate { .. }, Some(id)) => format!("client_id {id}, and a certificate on the connection."),
        (Presented::None { .. }, None) => "No client_id and no secret.".to_owned(),
        (Presented::None { .. }, Some(id)) => format!("client_id {id}, no secret."),
        (Presented::Assertion(assertion), id) => {
            let id = id.unwrap_or_default();
            format!("{method}: {id} and an assertion signed with {}.", assertion.algorithm().name())
        }
        (_, id) => format!("{method}: {} and a secret.", id.unwrap_or_default()),
    }
}
