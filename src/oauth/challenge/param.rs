//! A parameter of a challenge (RFC 9110 §11.2).

/// One parameter of a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChallengeParam {
    /// The name as written; it compares without regard to case.
    pub name: String,
    /// The value without quotes and escapes.
    pub value: String,
    /// Whether the value was written as a quoted string.
    pub quoted: bool,
}
