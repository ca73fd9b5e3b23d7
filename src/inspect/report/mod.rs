//! What was found out about a text as JSON, for programs and for whoever copies it: every code with its sentence.

mod as_json;
mod json_writer;
mod names;

pub use as_json::{Given, Inspected, Inspection, Report, Signed};
