//! Opening an encrypted token with the keys at hand.

mod open;
mod phrase;
mod report;

pub use open::open;
pub use report::{DecryptionReport, DecryptionState, Opening};
