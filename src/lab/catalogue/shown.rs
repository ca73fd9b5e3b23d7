//! The options of a prediction that a run showed to be right.

/// Their names in the content.
pub(super) type Answers = Vec<&'static str>;

/// `found`, if it is one of the options.
pub(super) fn one_of(found: &str, options: &[&'static str]) -> Option<Answers> {
    options.iter().find(|option| **option == found).map(|option| vec![*option])
}
