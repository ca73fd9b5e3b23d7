//! The token request as a learner edits it (RFC 6749 §4.4.2).
//!
//! A draft may be wrong on purpose: a misspelt grant type is built and sent, because the issuer's answer is the lesson. Three
//! drafts are refused: one with a field that is longer than [`MAX_FIELD`], one whose address is no URL, and one that would put a secret
//! into a URL (RFC 6749 §2.3.1). With a method
//! that signs, the assertion is made first ([`super::assertion`]) and handed to [`Draft::to_request_with`].

mod assertion;
mod compose;
mod extras;
mod judge;
mod mend;
mod problem;
mod request;
mod token_request_draft;

pub use self::assertion::{AssertionAudience, AssertionDraft, AssertionType};
pub use self::extras::{HeaderField, Parameter, header_fields, parameters};
pub use self::mend::Mend;
pub use self::problem::{MAX_FIELD, Problem};
pub use self::token_request_draft::Draft;
