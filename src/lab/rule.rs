//! A policy that a run gives the issuer for as long as it lasts. The reader's own policies are back when it is over.

use crate::issuer::{OpenidPolicy, Policies, SubjectStyle};

/// One policy with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// What `openid` does in a request where nobody signs in.
    Openid(OpenidPolicy),
    /// Whether the client credentials grant brings a refresh token.
    Refresh(bool),
    /// What stands in `sub` when a token is about a client.
    Subject(SubjectStyle),
    /// Whether a client may register an identifier that is a person's.
    PersonalClientIds(bool),
}

impl Rule {
    /// Puts the value into `policies`.
    pub const fn apply(self, policies: &mut Policies) {
        match self {
            Self::Openid(openid) => policies.openid = openid,
            Self::Refresh(refresh) => policies.refresh = refresh,
            Self::Subject(sub) => policies.sub = sub,
            Self::PersonalClientIds(allowed) => policies.personal_client_ids = allowed,
        }
    }

    /// The policy's name in configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Openid(_) => "openid",
            Self::Refresh(_) => "refresh",
            Self::Subject(_) => "sub",
            Self::PersonalClientIds(_) => "personalClientIds",
        }
    }

    /// The value's name in configuration.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Openid(openid) => openid.as_str(),
            Self::Refresh(true) => "on",
            Self::Refresh(false) => "off",
            Self::Subject(sub) => sub.as_str(),
            Self::PersonalClientIds(true) => "allowed",
            Self::PersonalClientIds(false) => "refused",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_those_of_the_configuration() {
        let rules = [
            Rule::Openid(OpenidPolicy::Drop),
            Rule::Openid(OpenidPolicy::VendorCopy),
            Rule::Refresh(true),
            Rule::Subject(SubjectStyle::Omitted),
            Rule::PersonalClientIds(true),
        ];
        for rule in rules {
            let mut policies = Policies::default();
            rule.apply(&mut policies);
            assert_ne!(policies, Policies::default());
            assert_eq!(policies.to_json()[rule.name()], rule.value(), "{rule:?}");
        }
    }
}
