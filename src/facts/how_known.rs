//! How a fact is known.

use super::named::named;

named! {
    /// How a fact is known. The earlier ones say more.
    pub enum HowKnown {
        "It was run here, in this version and set-up, and answered so." Run = "run",
        "Its source code was read." SourceRead = "source_read",
        "Its maker's documentation or notes say so." Documented = "documented",
        "Somebody else than its maker says so: never told as a plain fact." ThirdParty = "third_party",
        "It was not found out." NotVerified = "not_verified",
    }
}

impl HowKnown {
    /// Whether it is known well enough to be counted.
    #[must_use]
    pub const fn counts(self) -> bool {
        !matches!(self, Self::NotVerified)
    }
}
