//! What *Sixty seconds* runs: one request that asks for `openid`, answered in the five ways in which servers answer it.

use super::experiment::{Experiment, one};
use super::walkthrough_openid::ALL_POLICIES;

/// The run behind the one question. Five policies stand for five kinds of server; each is in force for its own request alone.
pub static ANSWER: Experiment = one("five-servers", &[ALL_POLICIES]);
