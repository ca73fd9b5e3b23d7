//! The Response Receipt: what a token response could carry, and what it did.

mod answer;
mod answer_error;
mod answer_remark;
mod answer_tokens;
mod glance;
mod granted_scope;
mod receipt;
mod remarks;
mod reply;

pub use answer::{ResponseReading, read_answer};
pub use answer_remark::Remark;
pub use glance::TokenForm;
pub use granted_scope::GrantedScope;
pub use receipt::{IdTokenNote, ROWS, Receipt, ReceiptRow};
pub use reply::Reply;
