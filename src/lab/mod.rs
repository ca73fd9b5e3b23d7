//! The teaching model: what is claimed, the experiment for each claim, what a run leaves behind, and what it proves.
//!
//! | what | where |
//! |---|---|
//! | what an experiment sends, as data | [`Action`], [`Experiment`], [`Variant`] |
//! | the issuer and the transport that joins it to the client; running actions | [`Lab`], [`Run`] |
//! | what a run changes at the issuer for itself alone | [`Rule`] |
//! | what a run leaves behind, bytes and books | [`Evidence`] |
//! | the claims of the comparison table, the document's ten and those beyond it, and their checks | [`CellId`], [`Judgement`], [`Verdict`] |
//! | the lesson steps, and what settles their predictions | [`Step`], [`observe`] |
//! | findings: codes with facts, whose sentences are content | [`Finding`], [`Code`] |
//! | the document, sentence by sentence | [`document`] |
//! | the questions of the quiz | [`quiz`] |
//! | pairs of runs and tokens that are compared side by side | [`Comparison`] |
//! | the glossary, and where lessons use its terms | [`glossary`] |
//! | what real servers do with this grant | [`providers`] |
//! | the typed shape of the content files, and their markup | [`content`], [`text`] |
//!
//! Everything but [`Lab`] is a pure function of plain data. A verdict never looks at the issuer: it reads evidence, so evidence from
//! elsewhere would be judged the same way. No sentence for learners stands here.

pub mod content;
pub mod document;
pub mod glossary;
pub mod providers;
pub mod quiz;
pub mod text;

mod action;
mod answers;
mod beyond;
mod cells;
mod checks;
mod comparison;
mod evidence;
mod experiment;
mod finding;
mod message_sequence;
mod observe;
mod request;
mod rule;
mod run;
mod run_lock;
mod runner;
mod steps;
mod verdict;
mod walkthrough;

pub use action::{
    Action, AuthorizeAsk, Decision, PresentedCertificate, Proof, ProofBy, Reads, SHOP, TokenAsk, TokenFrom, Verifier,
    WellKnown,
};
pub use cells::{CellId, Column, Row};
pub use comparison::{COMPARISONS, Comparison, ComparisonPart};
pub use evidence::{ClientRecord, Done, Evidence, IssuerRecord, PersonRecord, Recorded, Reply, Token, TokenKind};
pub use experiment::{ALL as EXPERIMENTS, Experiment, Outcome, Under, Variant};
pub use finding::{Code, Finding};
pub use message_sequence::SequencedMessage;
pub use observe::observe;
pub use rule::Rule;
pub use run::Run;
pub use runner::Lab;
pub use steps::{Opens, STEPS, Step};
pub use verdict::{EvidenceKind, Judgement, Line, Verdict};
