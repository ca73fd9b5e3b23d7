//! Learn: the walkthrough. Predict, run, see what happened; nothing is locked, and every step can be the first one opened.
//!
//! [`Model`] knows the predictions and runs. The view has two panes: the lesson, and the evidence of the newest run. The link to
//! Build and the Receipts are shown the same way by the table's drawers, which borrow them from here.

mod answered;
mod kept;
mod links;
mod model;
mod opened;
mod progress;
mod receipts;
mod still;

#[cfg(target_arch = "wasm32")]
mod asked;
#[cfg(target_arch = "wasm32")]
mod before;
#[cfg(target_arch = "wasm32")]
mod copy;
#[cfg(target_arch = "wasm32")]
mod differences;
#[cfg(target_arch = "wasm32")]
mod evidence;
#[cfg(target_arch = "wasm32")]
mod happened;
#[cfg(target_arch = "wasm32")]
mod lanes;
#[cfg(target_arch = "wasm32")]
mod lesson;
#[cfg(target_arch = "wasm32")]
mod lesson_state;
#[cfg(target_arch = "wasm32")]
mod navigation;
#[cfg(target_arch = "wasm32")]
mod predict;
#[cfg(target_arch = "wasm32")]
mod rehearsal;
#[cfg(target_arch = "wasm32")]
mod run;
#[cfg(target_arch = "wasm32")]
mod run_button;
#[cfg(target_arch = "wasm32")]
mod servers;
#[cfg(target_arch = "wasm32")]
mod sign_in;
#[cfg(target_arch = "wasm32")]
mod table;
#[cfg(target_arch = "wasm32")]
mod term;
#[cfg(target_arch = "wasm32")]
mod upcoming;
#[cfg(target_arch = "wasm32")]
mod view;

pub use answered::Answered;
pub use links::build_link;
pub use model::{Mark, Model, Prediction, Ran, StepModel};
pub use opened::{Opened, opened};
pub use progress::Progress;
pub use receipts::{receipt_of, receipts_of};
pub use still::still;
#[cfg(target_arch = "wasm32")]
pub(crate) use {
    asked::Asked, differences::differ, evidence::evidence, happened::happened, lesson::Lesson, run::start,
    servers::servers, sign_in::sign_in, term::term, upcoming::upcoming, view::page,
};
