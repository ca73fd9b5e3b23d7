//! The Response Receipt: what a token response could carry, and what it did.

mod answer;
mod answer_error;
mod answer_remark;
mod answer_tokens;
mod glance;
mod granted_scope;
mod pasted;
mod receipt;
mod remarks;
mod reply;
mod token_answer;

pub use answer::{ResponseReading, read_answer};
pub use answer_remark::Remark;
pub use glance::TokenForm;
pub use granted_scope::GrantedScope;
pub use pasted::PastedAnswer;
pub use receipt::{IdTokenNote, ROWS, Receipt, ReceiptRow};
pub use reply::Reply;
pub use token_answer::{Seen, token_answer_remarks};
