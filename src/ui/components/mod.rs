//! Widgets that know nothing of OAuth: they show what they are given. Each is a function that gives a view.
//!
//! Pages translate messages, receipts and tokens into the plain data of `ui::view_model` (`ui::presenter` does). Every word a reader sees comes in as an
//! argument, but for the few that name a control's own state, which are constants of the content.

mod claim_table;
mod code;
mod copy;
mod entry_form;
mod icon;
mod matrix;
mod pieces;
mod placed;
mod prose;
mod receipt;
mod record_table;
mod segments;
mod unfold;
mod verdict;

pub(crate) use claim_table::claim_table;
pub(crate) use code::{code, fixed_code};
pub(crate) use copy::{copy_button, copy_button_saying};
pub(crate) use entry_form::entry_form;
pub(crate) use icon::icon;
pub(crate) use matrix::{MatrixWords, matrix};
pub(crate) use pieces::{count, long_text, rows, rows_of};
pub(crate) use placed::placed;
pub(crate) use prose::{citations, explained, prose};
pub(crate) use receipt::receipt;
pub(crate) use record_table::record_table;
pub(crate) use segments::segments;
pub(crate) use unfold::unfold;
pub(crate) use verdict::verdict;
