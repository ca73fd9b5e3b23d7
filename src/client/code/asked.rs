//! What a sample is asked for.

use crate::client::draft::Draft;

/// What a sample is made of.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The request.
    pub draft: &'a Draft,
    /// The name of the client's key, where it has one and the draft names none; empty for none.
    pub kid: &'a str,
}
