//! The teaching model: what is claimed, the experiment for each claim, what a run leaves behind, and what it proves.
//!
//! From the ground up, each only on those before it:
//!
//! | what | where |
//! |---|---|
//! | data: what is sent ([`Action`]), what a run changes at the issuer for itself alone ([`Rule`]), the cells of the comparison table ([`CellId`]), the names of the steps ([`StepId`]), what a run leaves behind ([`Evidence`]), what that says ([`Finding`], [`Judgement`], [`Verdict`]) | a file each |
//! | the typed shape of the content files, and their markup | [`content`], [`document`], [`glossary`], [`quiz`], [`servers`], [`text`] |
//! | what judges evidence: the check of each cell | `checks/` |
//! | what can be run and shown: lesson steps ([`Step`]), cells, pairs of runs side by side ([`Comparison`]), and the [`Experiment`]s that they share | `catalogue/` |
//! | what tells a run's events in order | [`observe`] |
//! | what runs: the issuer and the transport that joins it to the client ([`Lab`]), one [`Run`] after the other | `runner/` |
//!
//! Everything but `runner/` is a pure function of plain data. A verdict never looks at the issuer: it reads evidence, so evidence from
//! elsewhere would be judged the same way. No sentence for learners stands here.

pub mod content;
pub mod document;
pub mod glossary;
pub mod quiz;
pub mod servers;
pub mod text;

mod action;
mod catalogue;
mod cell_id;
mod checks;
mod evidence;
mod finding;
mod message_sequence;
mod observe;
mod rule;
mod runner;
mod step_id;
mod verdict;

pub use crate::oauth::client_auth::Spelling;
pub use action::{
    Action, Administration, AuthorizeAsk, Carries, Decision, JWT_BEARER, Jwt, OLD_SECRET_LIVES, PresentedCertificate,
    Proof, ProofBy, Reads, SHOP, SignedFor, TOKEN_EXCHANGE, TokenAsk, TokenFrom, Verifier, WellKnown,
};
pub use catalogue::{
    ANSWER, COMPARISONS, Comparison, ComparisonPart, EXPERIMENTS, Experiment, Opens, Outcome, STEPS, Step, Under,
    Variant,
};
pub use cell_id::{CellId, Column, Row};
pub use checks::answer::{ServerAnswer, judge_answers, server_answers};
pub use evidence::{ClientRecord, Done, Evidence, IssuerRecord, PersonRecord, Recorded, Reply, Token, TokenKind};
pub use finding::{Code, Finding};
pub use message_sequence::SequencedMessage;
pub use observe::observe;
pub use rule::Rule;
pub use runner::{Lab, Run, Upcoming};
pub use step_id::{Course, StepId};
pub use verdict::{EvidenceKind, Judgement, Line, Verdict};
