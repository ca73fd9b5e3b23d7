//! *Sixty seconds*: one question, one button, one run against five servers, one table of what came back, three sentences. It is the screen
//! that documentation embeds, so it needs no more of the module than a lesson does, and fits 320 px.

mod cell;
mod content;
mod model;
mod servers;
#[cfg(target_arch = "wasm32")]
mod table;
#[cfg(target_arch = "wasm32")]
mod view;

pub use cell::Cell;
pub use content::{AnswerText, Sentence};
pub use model::Model;
pub use servers::{Doing, doing};
#[cfg(target_arch = "wasm32")]
pub(crate) use view::page;
