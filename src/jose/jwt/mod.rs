//! JSON Web Tokens: claims and whether they hold (RFC 7519), also as access tokens (RFC 9068).
//!
//! [`Claims`] reads the payload, [`Validation`] says what is expected, [`validate`] compares them and writes a [`Report`] with every
//! check that there is. It never stops at the first failure, so an API can refuse with the first reason while a learner
//! sees all of them.

mod claims;
mod numeric_date;
mod report;
mod validation;

pub use claims::{ClaimError, Claims};
pub use numeric_date::{FinerUnit, NumericDate};
pub use report::{Check, Outcome, Report};
pub use validation::{TokenUse, Validation, validate};
