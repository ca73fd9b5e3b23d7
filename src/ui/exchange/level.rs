//! How much of a message is explained at once.

/// A reading level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Every part has a note that can be asked for.
    #[default]
    Explained,
    /// The bytes alone.
    Raw,
    /// A table of parts and meanings, with everything expanded.
    Listed,
}

impl Level {
    /// Every level, in the order of the control.
    pub const ALL: [Self; 3] = [Self::Explained, Self::Raw, Self::Listed];

    /// The level's name among the words of the notes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Explained => "explained",
            Self::Raw => "raw",
            Self::Listed => "listed",
        }
    }
}
