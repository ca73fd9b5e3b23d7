//! Why a policy could not be set from configuration.

use thiserror::Error;

use super::names::NAMES;

/// An option or a value that the issuer does not know.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PolicyError {
    /// No policy has this name.
    #[error("There is no option {name:?}. The options: {}.", NAMES.join(", "))]
    UnknownOption {
        /// The name as given, or its beginning.
        name: String,
    },
    /// The policy does not take this value.
    #[error("{name} cannot be {value}. Allowed: {}.", allowed.join(", "))]
    UnknownValue {
        /// The policy.
        name: &'static str,
        /// The value as JSON, or its beginning.
        value: String,
        /// What it takes, as JSON or in words.
        allowed: Vec<String>,
    },
}

impl PolicyError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownOption { .. } => "policy_unknown_option",
            Self::UnknownValue { .. } => "policy_unknown_value",
        }
    }
}
