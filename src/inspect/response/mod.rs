//! The Response Receipt: what a token response could carry, and what it did.

mod answer;
mod granted_scope;
mod receipt;
mod remarks;
mod reply;

pub use answer::{Remark, ResponseReading, read_answer};
pub use granted_scope::GrantedScope;
pub use receipt::{IdTokenNote, ROWS, Receipt, ReceiptRow, TokenForm};
pub use reply::Reply;
