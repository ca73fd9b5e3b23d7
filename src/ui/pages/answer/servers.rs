//! Which real servers answer in which of the five ways: counted from what was found out about them, and named.

use crate::issuer::OpenidPolicy;
use crate::lab::providers::{OpenidVerdict, Providers};

/// The servers that answer in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doing<'a> {
    /// Their names.
    pub names: Vec<&'a str>,
    /// Of how many servers it is known how they answer this grant.
    pub of: usize,
}

/// The servers that do what `policy` stands for.
#[must_use]
pub fn doing(servers: &Providers, policy: OpenidPolicy) -> Doing<'_> {
    let verdict = match policy {
        OpenidPolicy::Reject => OpenidVerdict::Rejected,
        OpenidPolicy::Drop => OpenidVerdict::Ignored,
        OpenidPolicy::Echo => OpenidVerdict::Accepted,
        OpenidPolicy::VendorServiceAccount => OpenidVerdict::IdTokenWhenOpenid,
        OpenidPolicy::VendorCopy => OpenidVerdict::IdTokenAlways,
    };
    let is_known = |verdict| !matches!(verdict, OpenidVerdict::NotApplicable | OpenidVerdict::Unverified);
    let of = servers.providers.iter().filter(|server| is_known(server.verdict)).count();
    let names = servers.providers.iter().filter(|server| server.verdict == verdict);
    Doing { names: names.map(|server| server.name.as_str()).collect(), of }
}
