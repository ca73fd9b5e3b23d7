//! A term of a lesson that a reader asked about.

/// The term, and which of the lesson's links it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Its name in the glossary.
    pub(super) id: String,
    /// The number of its link among those of the lesson.
    pub(super) number: usize,
}
