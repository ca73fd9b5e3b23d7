//! How libraries that validate JWTs differ about the token at hand: counts of what was run, never a verdict.

use crate::inspect::Phrase;

/// What libraries that were run do with a token like this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidatorsRemark {
    /// The sentence, with `taken` and `refused` as counts, `of` as their sum, `names` of the fewer ones, and `date`.
    pub phrase: Phrase,
    /// The libraries that took it, with their versions.
    pub taken: Vec<String>,
    /// Those that refused it.
    pub refused: Vec<String>,
}
