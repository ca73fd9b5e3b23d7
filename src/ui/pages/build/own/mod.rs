//! One's own issuer: where requests go, finding out about it, what leaves the page, and what to do when a browser lets nothing be read.
//!
//! `index.html` sends nothing, and everything up to the request and its code works there; `own.html` may ask the origins that its reader
//! agreed to ([`platform::own_page`](crate::platform)). What is drawn and done here comes as a part of its own, when somebody chooses another place
//! than the issuer in this page; `group` and `everywhere` are what Build has from the beginning.

mod fill;
mod kept;
mod model;
mod question;
mod texts;

#[cfg(target_arch = "wasm32")]
mod accept;
#[cfg(target_arch = "wasm32")]
mod details;
#[cfg(target_arch = "wasm32")]
mod discover;
#[cfg(target_arch = "wasm32")]
mod discover_row;
#[cfg(target_arch = "wasm32")]
mod everywhere;
#[cfg(target_arch = "wasm32")]
mod found;
#[cfg(target_arch = "wasm32")]
mod group;
#[cfg(target_arch = "wasm32")]
mod key_box;
#[cfg(target_arch = "wasm32")]
mod outside;
#[cfg(target_arch = "wasm32")]
mod pane;
#[cfg(target_arch = "wasm32")]
mod preset_box;
#[cfg(target_arch = "wasm32")]
mod remarks;
#[cfg(target_arch = "wasm32")]
mod said;
#[cfg(target_arch = "wasm32")]
mod use_there;
#[cfg(target_arch = "wasm32")]
mod when_here;

pub use fill::{Values, from_preset, from_provider};
pub use model::{Consent, OwnModel, Pasted, Tried, Unanswered, Where, carries, has_preflight, is_ours, origin_of};
pub use question::Question;
pub use texts::{OwnTexts, Said};

#[cfg(target_arch = "wasm32")]
pub(crate) use details::details;
#[cfg(target_arch = "wasm32")]
pub(crate) use everywhere::{Everywhere, key_set, now, outside_pane};
#[cfg(target_arch = "wasm32")]
pub(crate) use group::{follow_endpoint, go_to, where_group};
#[cfg(target_arch = "wasm32")]
pub(crate) use key_box::{keys, keys_of};
#[cfg(target_arch = "wasm32")]
pub(crate) use outside::send;
#[cfg(target_arch = "wasm32")]
pub(crate) use pane::pane;
#[cfg(target_arch = "wasm32")]
pub(crate) use remarks::remarks;
#[cfg(target_arch = "wasm32")]
pub(crate) use use_there::use_there;
