//! Sending a request and keeping what came back.

use http::Request;

use crate::oauth::{Exchange, Party};
use crate::ports::{Clock, Connection, Transport, TransportError};

/// Sends `request` from the client to `to`, and keeps both messages with the time of sending.
///
/// # Errors
/// [`TransportError`] when no HTTP response came back. A refusal is a response.
pub async fn send(
    transport: &impl Transport,
    clock: &impl Clock,
    to: Party,
    request: Request<Vec<u8>>,
    connection: &Connection,
) -> Result<Exchange, TransportError> {
    let at = clock.now();
    let response = transport.send(request.clone(), connection).await?;
    Ok(Exchange { from: Party::Client, to, request, response, at })
}
