//! What kind of reply a token endpoint gave (RFC 6749 §5).

/// What kind of reply it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A token response, as far as it goes.
    Tokens,
    /// An OAuth error (RFC 6749 §5.2).
    Refused {
        /// The code.
        error: String,
        /// The sentence for developers.
        description: Option<String>,
    },
    /// A status that says no, without an OAuth error in the body.
    RefusedWithoutError,
    /// A status that says yes, with a body that is not one JSON object.
    NotJson,
}
