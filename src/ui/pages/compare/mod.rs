//! Compare: the document's table, each cell a claim with an experiment, a verdict and a drawer with the evidence.
//!
//! [`Model`] knows verdicts and drawers. What a drawer shows of a run is cut out in `excerpt`, what table and cells say for elsewhere is in
//! `markdown`; both are plain data. The view is a native table; drawers are rows of it.

mod dares;
mod excerpt;
mod markdown;
mod model;
mod tested;
mod texts;

#[cfg(target_arch = "wasm32")]
mod address;
#[cfg(target_arch = "wasm32")]
mod alone;
#[cfg(target_arch = "wasm32")]
mod beyond;
#[cfg(target_arch = "wasm32")]
mod break_table;
#[cfg(target_arch = "wasm32")]
mod cell;
#[cfg(target_arch = "wasm32")]
mod drawer;
#[cfg(target_arch = "wasm32")]
mod rows;
#[cfg(target_arch = "wasm32")]
mod run;
#[cfg(target_arch = "wasm32")]
mod summary;
#[cfg(target_arch = "wasm32")]
mod table;
#[cfg(target_arch = "wasm32")]
mod view;

pub use dares::{Dare, Dares, Proof};
pub use excerpt::{Block, came_back, captions, requests};
pub use markdown::{cell_name, kind_name, markdown, pipe_table, policy_line, reason, verdict_name};
pub use model::{Model, Summary};
pub use tested::{Status, Tested};
pub use texts::Texts;
#[cfg(target_arch = "wasm32")]
pub(crate) use view::page;
