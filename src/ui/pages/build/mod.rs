//! Build: a token request whose every field can be changed, drawn as it will be sent, and the issuer's real answer to it.
//!
//! Nothing typed is lost: the model outlives the screen, the address carries everything but the secret, and an answer never
//! touches the form.

#[cfg(target_arch = "wasm32")]
mod answer;
mod beside;
mod certificate;
#[cfg(target_arch = "wasm32")]
mod certificate_view;
mod diagnosis;
#[cfg(target_arch = "wasm32")]
mod form;
mod link;
mod model;
mod presets;
#[cfg(target_arch = "wasm32")]
mod request;
#[cfg(target_arch = "wasm32")]
mod target_view;
#[cfg(target_arch = "wasm32")]
mod view;

pub use beside::{Beside, EXAMPLE_DETAILS};
pub use certificate::{Own, Presented, names};
pub use diagnosis::{Diagnosis, Explanation, Fix, Refusals, diagnose, diagnose_with};
pub use model::{Answer, Field, Model};
pub use presets::{presets, starts};
#[cfg(target_arch = "wasm32")]
pub use view::page;
