//! Quiz: ten questions about sentences that people get wrong. No time, no score that is kept; every option is explained, and what was
//! missed can be asked again.

#[cfg(target_arch = "wasm32")]
mod asked;
mod kept;
mod model;
#[cfg(target_arch = "wasm32")]
mod result;
#[cfg(target_arch = "wasm32")]
mod view;

pub use model::{Model, QuestionModel, ask_again, is_time};

/// Where a tab keeps what was answered.
pub const ANSWERS: &str = "quiz";
/// Where the time is kept at which the reader wants to be asked again.
pub const AGAIN: &str = "quiz-again";
#[cfg(target_arch = "wasm32")]
pub use view::page;
