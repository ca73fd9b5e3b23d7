//! What the connection under an HTTP message carries beside it.

/// The facts of the transport connection that a server can see and a message cannot carry.
///
/// Today this is the certificate that a client showed in the TLS handshake (RFC 8705 §2). A web page cannot choose one, so
/// the in-page transport passes it here, beside the request, never inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    /// The client's end-entity certificate as DER octets; `None` when the client showed none.
    pub certificate: Option<Vec<u8>>,
}
