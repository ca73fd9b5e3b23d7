//! How an HTTP message gets from one party to another.

use http::Request;
use http::Response;
use thiserror::Error;

use super::Connection;

/// Carries a request to whoever answers for its URL and brings the response back.
///
/// The embedded issuer is behind one implementation, the network behind another; a caller cannot tell them apart.
pub trait Transport {
    /// Sends `request` over a connection that carries `connection`.
    ///
    /// # Errors
    /// [`TransportError`] when no HTTP response came back. A refusal by the server is a response, not an error.
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        connection: &Connection,
    ) -> Result<Response<Vec<u8>>, TransportError>;
}

/// Why no HTTP response came back.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TransportError {
    /// Nobody in reach of this transport answers for the host.
    #[error("Nobody answers for {0} here.")]
    UnknownHost(String),
    /// The browser did not let the page read a reply, and does not say why.
    #[error("The browser did not let this page read a reply: {0}")]
    Unreadable(String),
    /// This transport sends nothing there.
    #[error("Nothing was sent to {0}: this page cannot ask it.")]
    NotSent(String),
    /// The server named another address in place of an answer, and this transport does not go there.
    #[error("The server named another address in place of an answer. It was not followed.")]
    Redirected,
    /// The time was over.
    #[error("No answer came in time.")]
    TimedOut,
    /// The answer is longer than what this transport reads.
    #[error("The answer is longer than what is read.")]
    TooLong,
    /// The reader cancelled it.
    #[error("The request was cancelled.")]
    Cancelled,
}

impl TransportError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownHost(_) => "transport_unknown_host",
            Self::Unreadable(_) => "transport_unreadable",
            Self::NotSent(_) => "transport_not_sent",
            Self::Redirected => "transport_redirected",
            Self::TimedOut => "transport_timed_out",
            Self::TooLong => "transport_too_long",
            Self::Cancelled => "transport_cancelled",
        }
    }
}
