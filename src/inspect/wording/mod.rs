//! How this room says things: by phrases, whose sentences are content, with values that are safe to show.

mod phrase;
mod severity;
mod time_text;
mod visible;
mod words;

pub use phrase::Phrase;
pub use severity::Severity;
pub use time_text::{duration, utc};
pub use visible::visible;
pub(crate) use visible::{hides, name_of};
pub use words::{Text, Words};
