//! Which real servers answer in which of the five ways: counted from what was found out about them, and named.

use crate::facts::{Outcome, Product, Servers, Topic};
use crate::issuer::OpenidPolicy;

/// The servers that answer in one way.
#[derive(Debug)]
pub struct Doing<'a> {
    /// Those that were run.
    pub run: Vec<&'a Product>,
    /// Those that were read.
    pub read: Vec<&'a Product>,
    /// How many were run and issued a token for this grant.
    pub of: usize,
}

/// The servers that do what `policy` stands for.
#[must_use]
pub fn doing(servers: &Servers, policy: OpenidPolicy) -> Doing<'_> {
    let outcomes: &[Outcome] = match policy {
        OpenidPolicy::Reject => &[Outcome::Refused],
        OpenidPolicy::Drop => &[Outcome::Dropped, Outcome::Silent],
        OpenidPolicy::Echo => &[Outcome::Granted],
        OpenidPolicy::VendorServiceAccount => &[Outcome::IdToken],
        OpenidPolicy::VendorCopy => &[Outcome::IdTokenAlways],
    };
    let tally = servers.tally(Topic::Openid);
    let (mut run, mut read) = (Vec::new(), Vec::new());
    for group in outcomes.iter().filter_map(|outcome| tally.group(*outcome)) {
        run.extend(group.run.iter().map(|answer| answer.counted.product));
        read.extend(group.read.iter().map(|answer| answer.counted.product));
    }
    Doing { run, read, of: tally.run() }
}
