//! English.

pub mod atlas;
pub mod build;
pub mod code;
pub mod components;
pub mod decode;
pub mod frame;
pub mod host;
pub mod loading;
pub mod looks;
pub mod places;
pub mod receipt;
pub mod token;
pub mod units;
