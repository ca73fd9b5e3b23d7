//! The exchange view: the messages of a run, each at three reading levels over one model.
//!
//! *Raw* is the bytes. *Explained* is the same with every part a button that has a note: what it is, why it is here, and where that is laid down.
//! *Listed* is a table of parts and meanings, with everything expanded.
//!
//! [`Annotated`] is a message in its parts, [`Notes`] is what is said about them, and [`Reading`] knows where a reader is in it; all
//! three are plain and tested natively. The views are used wherever messages are drawn: Learn, the table's drawers, and Build.

mod level;
mod message;
mod notes;
mod part;
mod read;
mod reading;
mod trace;

#[cfg(target_arch = "wasm32")]
mod explained;
#[cfg(target_arch = "wasm32")]
mod list;
#[cfg(target_arch = "wasm32")]
mod listed;
#[cfg(target_arch = "wasm32")]
mod message_view;
#[cfg(target_arch = "wasm32")]
mod step;
#[cfg(target_arch = "wasm32")]
mod token;
#[cfg(target_arch = "wasm32")]
mod view;

pub use level::Level;
pub use message::Message;
pub use notes::{Note, Notes};
pub use part::{Annotated, AnnotatedLine, HIDDEN, Inside, Item, Kind, Part};
pub use read::{annotated_request, annotated_response};
pub use reading::Reading;
pub use trace::decision;
#[cfg(target_arch = "wasm32")]
pub(crate) use {
    list::{exchange, face, upcoming},
    message_view::{Single, single},
    step::checks,
};
