//! Build: a token request whose every field can be changed, drawn as it will be sent, and the issuer's real answer to it.
//!
//! Nothing typed is lost: the model outlives the screen, the address carries everything but the secret, the tab keeps the same through
//! reloads, and an answer never touches the form.

mod answered;
mod certificate;
mod diagnose;
mod diagnose_context;
mod diagnosis;
mod entry;
mod field;
mod history;
mod import_texts;
mod issue_report;
mod kept;
mod keys;
mod link;
mod model;
pub mod own;
mod presets;
mod problems;
mod request_context;
mod uses;

#[cfg(target_arch = "wasm32")]
mod answer;
#[cfg(target_arch = "wasm32")]
mod assertion_fields;
#[cfg(target_arch = "wasm32")]
mod certificate_field;
#[cfg(target_arch = "wasm32")]
mod checked;
#[cfg(target_arch = "wasm32")]
mod code_pane;
#[cfg(target_arch = "wasm32")]
mod connection_pane;
#[cfg(target_arch = "wasm32")]
mod edit;
#[cfg(target_arch = "wasm32")]
mod fields;
#[cfg(target_arch = "wasm32")]
mod form;
#[cfg(target_arch = "wasm32")]
mod history_view;
#[cfg(target_arch = "wasm32")]
mod import_box;
#[cfg(target_arch = "wasm32")]
mod import_fold;
#[cfg(target_arch = "wasm32")]
mod keep;
#[cfg(target_arch = "wasm32")]
mod key_field;
#[cfg(target_arch = "wasm32")]
mod past_view;
#[cfg(target_arch = "wasm32")]
mod prove;
#[cfg(target_arch = "wasm32")]
mod request;
#[cfg(target_arch = "wasm32")]
mod send;
#[cfg(target_arch = "wasm32")]
mod target_fields;
#[cfg(target_arch = "wasm32")]
mod token_checked;
#[cfg(target_arch = "wasm32")]
mod use_it;
#[cfg(target_arch = "wasm32")]
mod view;

pub use answered::Answer;
pub use certificate::{Own, Presented, names};
pub use diagnose::{diagnose, diagnose_with};
pub use diagnosis::{Diagnosis, Explanation, Fix, Refusals};
pub use entry::SPELLINGS;
pub use field::Field;
pub use history::{History, Past};
#[cfg(target_arch = "wasm32")]
pub(crate) use import_box::import_box;
pub use import_texts::ImportTexts;
pub use issue_report::issue_report;
#[cfg(target_arch = "wasm32")]
pub(crate) use keep::arrive;
pub use kept::Kept;
pub use keys::{KeyChoice, KeyText, Keys, MadeKey};
pub use link::holds_credential;
pub use model::Model;
pub use presets::{EXAMPLE_DETAILS, presets, starts, starts_of};
pub use request_context::RequestContext;
pub use uses::Use;
#[cfg(target_arch = "wasm32")]
pub use view::page;
