//! A request as it arrives at a server.

use http::Request;
use http::header::HOST;
use http::request::Parts;

/// A request taken apart, so that head and body can be read side by side.
pub(crate) struct Incoming {
    pub(crate) head: Parts,
    pub(crate) body: Vec<u8>,
}

impl Incoming {
    /// The address at which it arrived, absolute.
    pub(crate) fn address(&self) -> String {
        let uri = &self.head.uri;
        match uri.authority() {
            Some(_) => uri.to_string(),
            None => {
                let host = self.head.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
                ["https://", host, uri.path()].concat()
            }
        }
    }
}

impl From<Request<Vec<u8>>> for Incoming {
    fn from(request: Request<Vec<u8>>) -> Self {
        let (head, body) = request.into_parts();
        Self { head, body }
    }
}

impl From<Incoming> for Request<Vec<u8>> {
    fn from(request: Incoming) -> Self {
        Self::from_parts(request.head, request.body)
    }
}
