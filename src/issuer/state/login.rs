//! A sign-in that took place.

use crate::ports::UnixTime;

/// A person signed in.
#[derive(Clone)]
pub(crate) struct Login {
    /// Who.
    pub(crate) sub: String,
    /// When.
    pub(crate) auth_time: UnixTime,
    /// The client's value that ties the ID Token to its request.
    pub(crate) nonce: Option<String>,
}
