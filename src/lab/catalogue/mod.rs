//! What the page can run and show, as data: lesson steps, cells of the table, comparisons, and the experiments that they share.
//!
//! Steps and cells name experiments; nothing else defines a run. A native test runs each one under each policy and holds the issuer to
//! the stated outcomes, so the words and the machine cannot disagree.

mod answer;
mod answers;
mod beyond;
mod cells;
mod comparison;
mod experiment;
mod sent;
mod stated;
mod steps;
mod table;
mod walkthrough;
mod walkthrough_openid;

use self::table::{
    CLIENT_CLAIMS, EVERY_TOKEN, GRANT_AS_LOGIN, GRANT_IN_METADATA, JOB_END_TO_END, OPENID_REQUEST, PLAIN_REQUEST,
    USERINFO,
};
use self::walkthrough::{
    CLIENT_SECRET, GRANT_TYPE, MUTUAL_TLS, NIGHTLY_JOB, PRIVATE_KEY, REFRESH, RESPONSE, WHOSE_TOKEN,
};
use self::walkthrough_openid::{ASK_USERINFO, OPENID_POLICIES, SIGN_IN, WHOLE_TABLE};

pub use answer::ANSWER;
pub(super) use answers::changed;
pub use comparison::{COMPARISONS, Comparison, ComparisonPart};
pub use experiment::{Experiment, Outcome, Under, Variant};
pub use steps::{Opens, STEPS, Step};

/// Every experiment of the lessons, of the document's ten cells and of the one question.
pub const EXPERIMENTS: [&Experiment; 21] = [
    &NIGHTLY_JOB,
    &GRANT_TYPE,
    &CLIENT_SECRET,
    &PRIVATE_KEY,
    &MUTUAL_TLS,
    &RESPONSE,
    &REFRESH,
    &WHOSE_TOKEN,
    &OPENID_POLICIES,
    &ASK_USERINFO,
    &SIGN_IN,
    &WHOLE_TABLE,
    &GRANT_IN_METADATA,
    &GRANT_AS_LOGIN,
    &PLAIN_REQUEST,
    &OPENID_REQUEST,
    &EVERY_TOKEN,
    &USERINFO,
    &JOB_END_TO_END,
    &CLIENT_CLAIMS,
    &ANSWER,
];
