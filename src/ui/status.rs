//! What the strip shows of the issuer.

use crate::issuer::Policies;
use crate::ports::UnixTime;

/// What the frame shows of the issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IssuerStatus {
    /// Its policies.
    pub(crate) policies: Policies,
    /// The names of the policies that differ from their defaults.
    pub(crate) changed: Vec<&'static str>,
    /// What is different about them, beside `openid`, for paper: ` sub: omitted.`
    pub(crate) others: String,
    /// How often a person has signed in.
    pub(crate) logins: u32,
    /// Its time, to the minute.
    pub(crate) now: UnixTime,
}

impl IssuerStatus {
    /// The status of an issuer that nobody has asked for anything: it keeps the browser's time.
    pub(crate) fn untouched(now: UnixTime) -> Self {
        let now = to_the_minute(now);
        Self { policies: Policies::default(), changed: Vec::new(), others: String::new(), logins: 0, now }
    }
}

/// The time cut to the minute, which is all that is shown of it: a refresh within the minute changes nothing.
pub(crate) fn to_the_minute(now: UnixTime) -> UnixTime {
    UnixTime(now.0 - now.0.rem_euclid(60))
}
