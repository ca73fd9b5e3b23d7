//! *Embed this*: the lines that put the view on the screen into somebody else's page, and how it looks there.

mod content;
mod snippet;
#[cfg(target_arch = "wasm32")]
mod view;

pub use content::{EmbedText, Kind};
pub use snippet::{Choice, LOADINGS, SIZES, Snippet, THEMES};
#[cfg(target_arch = "wasm32")]
pub(crate) use view::embed_box;
