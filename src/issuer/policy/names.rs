//! What the policies are called in configuration.

/// Every name, in the order in which they are written.
pub(super) const NAMES: [&str; 14] = [
    "openid",
    "refresh",
    "accessToken",
    "alg",
    "sub",
    "lifetime",
    "dpopNonce",
    "assertionAudience",
    "assertionAudienceForm",
    "clockSkew",
    "profile",
    "grants",
    "personalClientIds",
    "basicSecret",
];
