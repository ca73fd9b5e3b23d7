//! A request with its response: the unit that a log, a receipt and a verdict are made from.

use std::fmt;

use http::{Request, Response};
use serde::{Deserialize, Serialize};

use crate::ports::UnixTime;

/// Who sends or receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Party {
    /// The client application.
    Client,
    /// The authorization server.
    Issuer,
    /// The API, called resource server in RFC 6749 §1.1.
    Api,
    /// The person at a browser.
    Person,
    /// Another authorization server.
    Other,
}

/// A request and the response to it.
#[derive(Clone)]
pub struct Exchange {
    /// Who asked.
    pub from: Party,
    /// Who answered.
    pub to: Party,
    /// The request as sent.
    pub request: Request<Vec<u8>>,
    /// The response as received.
    pub response: Response<Vec<u8>>,
    /// When the request was sent.
    pub at: UnixTime,
}

impl fmt::Debug for Exchange {
    /// One line without header fields and bodies, which may hold secrets and tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} to {:?}: {} {} -> {}",
            self.from,
            self.to,
            self.request.method(),
            self.request.uri().path(),
            self.response.status().as_u16()
        )
    }
}
