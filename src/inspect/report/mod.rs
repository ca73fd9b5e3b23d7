//! What was found out about a text as JSON, for programs and for whoever copies it: every code with its sentence.

mod json_writer;
mod names;
mod report;

pub use report::{Given, Inspected, Inspection, Report, Signed};
