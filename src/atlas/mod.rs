//! The atlas: what is known about servers and client libraries, as tables that can be sorted, filtered and linked to, and as entries.
//!
//! Everything is counted or chosen from the facts; the words for it are content (`atlas.json`). From the ground up:
//!
//! - [`Table`] is rows of [`Cell`]s, with its counts; [`View`] is what of it is shown, in which order, and the link to that.
//! - `servers` and `clients` make such a table of the facts.
//! - `matrix` computes which client's spelling of a secret which server can read.
//! - `asked` says in a sentence what a server does that is asked for `openid`.
//! - `entry` is one server: its facts in groups, what surprises about it, what is not known.
//! - `probe` writes the request that a fact answers, and the answer as it was measured; `token` is the token of a set-up.
//! - [`advice`] says what to write in Build for it.
//! - [`play`] makes a server of the facts that the embedded issuer plays.

mod advice;
mod asked;
mod clients;
mod columns;
mod entry;
mod matrix;
pub mod play;
mod probe;
mod servers;
mod surprise;
mod table;
mod texts;
mod token;
mod view;

pub use advice::{Advice, advice};
pub use asked::{AskedForOpenid, asked_for_openid};
pub use clients::{CLIENT_COLUMNS, client_table};
pub use columns::Columns;
pub use entry::{GROUPS, Unknown, contradictions, known, unknown};
pub use matrix::{CHARACTERS, Fit, Matrix, Reading, Way, Why, ways};
pub use probe::{Asker, answer_of};
pub use servers::{SERVER_COLUMNS, server_table};
pub use surprise::{Surprise, surprises};
pub use table::{Cell, Count, Counts, Row, Table};
pub use texts::{AtlasTexts, ColumnText, SurpriseText};
pub use token::compact;
pub use view::{Change, View};
