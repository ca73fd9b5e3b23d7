//! Policies: where the specifications leave the issuer a choice, and where some servers leave the specifications.
//!
//! A policy is read when a request is handled, never stored in what was issued. Policies that make the issuer act outside the
//! specifications say so ([`OpenidPolicy::is_outside_specification`]); the default of each is inside.

/// Every choice of the issuer that can be changed while it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policies {
    /// What `openid` does in a request where nobody signs in.
    pub openid: OpenidPolicy,
}

/// What the issuer does when a `client_credentials` request asks for `openid`, `profile`, `email`, `address` or `phone`.
///
/// These scopes ask about a person who signed in (OIDC Core §3.1.2.1, §5.4), and in this grant nobody did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OpenidPolicy {
    /// Refuse with `invalid_scope` (RFC 6749 §5.2).
    #[default]
    Reject,
    /// Leave them out and report the reduced scope (RFC 6749 §3.3).
    Drop,
    /// Accept them and add an `id_token` about a service account, as some servers do. No specification defines it.
    VendorServiceAccount,
}

impl OpenidPolicy {
    /// Every policy, in the order a learner meets them.
    pub const ALL: [Self; 3] = [Self::Reject, Self::Drop, Self::VendorServiceAccount];

    /// The policy's name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Drop => "drop",
            Self::VendorServiceAccount => "vendor_service_account",
        }
    }

    /// The policy of this name in configuration.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.as_str() == name)
    }

    /// Whether the issuer then answers with something that no specification defines.
    #[must_use]
    pub const fn is_outside_specification(self) -> bool {
        matches!(self, Self::VendorServiceAccount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_the_default_is_inside_the_specification() {
        for policy in OpenidPolicy::ALL {
            assert_eq!(OpenidPolicy::from_name(policy.as_str()), Some(policy));
        }
        assert_eq!(OpenidPolicy::from_name("Reject"), None);
        assert!(!Policies::default().openid.is_outside_specification());
    }
}
