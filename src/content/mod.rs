//! The page's words. A folder is a language: files of JSON, which screens fetch, and Rust constants.
//!
//! A constant is what has to be there before any file is: the frame, the names of the areas, and why a file did not come. It is part of the
//! module, so nothing is read or parsed for it. Whatever a screen says that has a content file anyway stands in that file.
//!
//! A constant may have places, `{name}`, which `texts::fill` fills: a sentence is one text, because another language has other orders.

// The page's language is this one line, and its folder's name below.
mod en;
pub use en::{atlas, build, code, components, decode, frame, host, loading, looks, places, receipt, token, units};

/// The folder of the language's files, below the folder of the content.
pub const LANGUAGE: &str = "en/";
