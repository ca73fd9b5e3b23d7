//! English.

pub mod build;
pub mod components;
pub mod decode;
pub mod frame;
pub mod host;
pub mod loading;
pub mod places;
pub mod receipt;
pub mod token;
