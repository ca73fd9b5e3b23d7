//! What a host has set up in `grant-lab.json` beside `index.html`: a name, colours, areas, a place to start, presets and issuers.
//!
//! Its schema is `grant-lab.schema.json` beside this file and in `dist/`. A member that cannot be taken is left out and told with its place
//! and the reason; the rest stands, so no file breaks the page. The file is public: nothing secret belongs into it, and a member whose name
//! tells of a secret is refused. `boot.js` fetches it and applies the theme, which is needed before the module is there; all else is read here, in
//! a part of the module that comes only where the file says more than its version.

mod addresses;
mod areas;
mod brand;
mod configuration;
mod contrast;
mod fault;
mod parse;
mod presets;
mod reader;

#[cfg(target_arch = "wasm32")]
mod panel;

pub use addresses::{Embedding, OfferedIssuer};
pub use brand::{Accent, Brand};
pub use configuration::HostConfiguration;
pub use contrast::{Colour, Side};
pub use fault::{Fault, Reason};
#[cfg(target_arch = "wasm32")]
pub(crate) use panel::{Taken, read};
pub use parse::parse;
pub use presets::{CHOICES, Preset};
