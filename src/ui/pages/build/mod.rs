//! Build: a token request whose every field can be changed, drawn as it will be sent, and the issuer's real answer to it.
//!
//! Nothing typed is lost: the model outlives the screen, the address carries everything but the secret, and an answer never
//! touches the form.

mod certificate;
mod diagnose;
mod diagnose_context;
mod diagnosis;
mod field;
mod link;
mod model;
mod presets;
mod request_context;

#[cfg(target_arch = "wasm32")]
mod answer;
#[cfg(target_arch = "wasm32")]
mod certificate_field;
#[cfg(target_arch = "wasm32")]
mod connection_pane;
#[cfg(target_arch = "wasm32")]
mod edit;
#[cfg(target_arch = "wasm32")]
mod fields;
#[cfg(target_arch = "wasm32")]
mod form;
#[cfg(target_arch = "wasm32")]
mod request;
#[cfg(target_arch = "wasm32")]
mod resource_indicators;
#[cfg(target_arch = "wasm32")]
mod send;
#[cfg(target_arch = "wasm32")]
mod view;

pub use certificate::{Own, Presented, names};
pub use diagnose::{diagnose, diagnose_with};
pub use diagnosis::{Diagnosis, Explanation, Fix, Refusals};
pub use field::Field;
pub use model::{Answer, Model};
pub use presets::{EXAMPLE_DETAILS, presets, starts};
pub use request_context::RequestContext;
#[cfg(target_arch = "wasm32")]
pub use view::page;
