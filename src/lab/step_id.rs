//! The name of a lesson step: its course and its number there.

/// A course: lesson steps that lead to each other and are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// The walkthrough of twelve, on this page's issuer.
    Learn,
    /// In the field: six lessons about what real servers and clients do.
    Field,
}

impl Course {
    /// Its name in addresses and file names.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Learn => "learn",
            Self::Field => "field",
        }
    }
}

/// Which step: its course, and its number there from 1, both as in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepId {
    /// The course.
    pub course: Course,
    /// The number.
    pub number: u16,
}

impl StepId {
    /// A step of the walkthrough.
    #[must_use]
    pub const fn learn(number: u16) -> Self {
        Self { course: Course::Learn, number }
    }

    /// A lesson from the field.
    #[must_use]
    pub const fn field(number: u16) -> Self {
        Self { course: Course::Field, number }
    }
}
