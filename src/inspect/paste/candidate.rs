//! A token that was found in a text.

use crate::inspect::Phrase;

/// A token in a text, and how it stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The token to decode. Padding inside of its parts stays, because it may have been signed.
    pub token: String,
    /// The last name of where it stood: a member, a parameter or a header field, for example `accessToken`.
    pub name: Option<String>,
    /// Where it stood, for example `log.entries[0].request.headers[3].value` or `line 2`; empty when the text is the token.
    pub place: String,
    /// What was taken away to get at it, in order.
    pub repairs: Vec<Phrase>,
    /// The stretch of the text that it was read from, as it stood there.
    pub raw: String,
}
