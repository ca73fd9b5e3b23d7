//! What the policies are called in configuration.

/// Every name, in the order in which they are written.
pub(super) const NAMES: [&str; 18] = [
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
    "assertionGrants",
    "userinfoAccounts",
    "userClaims",
    "expiresIn",
];
