//! The drafted request as a program to take home: one sample for each tool and library.
//!
//! | what | where |
//! |---|---|
//! | what there is, in which version, and what is said beside it: `src/content/en/code.json` | [`Catalogue`] |
//! | the code itself, a template for each sample: `src/content/code/*.txt` | [`Template`] |
//! | what a draft is and has, by the names that templates and sentences ask for | [`Flags`] |
//! | any text as a literal of a language | [`Quoting`] |
//! | all of it for one draft | [`Sample`] |
//!
//! No sample holds what proves the client: it stands in environment variables or in files that these name. Nothing that somebody typed
//! gets into a sample but as a literal, so it cannot say anything there.

mod algorithm_words;
mod asked;
mod catalogue;
mod condition;
mod facts_of_draft;
mod items;
mod json_members;
mod quoting;
mod sample;
mod template;
mod values;

pub use asked::Asked;
pub use catalogue::{Catalogue, Evidence, Listed, Said, Tried, Variable};
pub use condition::{Flags, NAMES, asks_for};
pub use quoting::Quoting;
pub use sample::{Environment, Remark, Sample, SampleError, sample};
pub use template::{Damage, Template};
