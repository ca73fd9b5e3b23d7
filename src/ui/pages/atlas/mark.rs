//! The mark for a way of knowing.

use crate::facts::HowKnown;

/// The class of the mark for a way of knowing.
pub(super) const fn mark_of(how: HowKnown) -> &'static str {
    match how {
        HowKnown::Run => "mk run",
        HowKnown::SourceRead => "mk read",
        HowKnown::Documented => "mk doc",
        HowKnown::ThirdParty | HowKnown::NotVerified => "mk third",
    }
}
