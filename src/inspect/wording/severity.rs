//! How much something that was found matters.

/// How much something that was found matters, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something can go badly wrong by it.
    Danger,
    /// A rule is broken, or programs will disagree about it.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Danger => "severity_danger",
            Self::Warning => "severity_warning",
            Self::Note => "severity_note",
        }
    }
}
