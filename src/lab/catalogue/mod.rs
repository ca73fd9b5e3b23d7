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
mod field_answers;
mod field_proofs;
mod field_tokens;
mod sent;
mod shown;
mod stated;
mod steps;
mod table;
mod walkthrough;
mod walkthrough_openid;

use self::field_proofs::{ASSERTION_AUDIENCE, BASIC_SPELLINGS, LOOK_ALIKES};
use self::field_tokens::{FROM_A_401, LIVING_WITH_TOKENS, WHOSE_DATA};
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
pub const EXPERIMENTS: [&Experiment; 27] = [
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
    &BASIC_SPELLINGS,
    &WHOSE_DATA,
    &ASSERTION_AUDIENCE,
    &LOOK_ALIKES,
    &FROM_A_401,
    &LIVING_WITH_TOKENS,
    &ANSWER,
];
