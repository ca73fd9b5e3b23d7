//! What whoever is to accept a token would check, and how far it has got: decoded, its signature, its claims.

mod acceptance;
mod access_token;
mod any_jwt;
mod checked_as;
mod claim_lines;
mod client_assertion;
mod dpop_proof;
mod echoed;
mod expected;
mod header_lines;
mod id_token;
mod judgement;
mod library_differences;
mod line;
mod logout_token;
mod own_certificates;
mod remark;
pub mod signature;
mod states;
mod token_view;

pub use acceptance::Acceptance;
pub use checked_as::CheckedAs;
pub use expected::{Expected, TokenHashes};
pub use judgement::Judgement;
pub(crate) use library_differences::is_beyond_doubles;
pub use line::{Line, Outcome, Reading};
pub use own_certificates::own_certificates;
pub use remark::ValidatorsRemark;
pub use signature::{KeyTried, NotCheckedReason, SignatureReport, SignatureState};
pub use states::{ClaimsState, Decoding, States};
