//! Policies: where the specifications leave the issuer a choice, and where some servers leave the specifications.
//!
//! A policy is read when a request is handled, never stored in what was issued. Policies that make the issuer act outside the
//! specifications say so ([`OpenidPolicy::is_outside_specification`]); the default of each is inside. [`Policies::set`] is the one
//! place that knows policies and their values by name, as configuration spells them.

use serde_json::Value;

use super::policy_error::PolicyError;

/// Every choice of the issuer that can be changed while it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policies {
    /// What `openid` does in a request where nobody signs in.
    pub openid: OpenidPolicy,
}

impl Policies {
    /// The names of all policies in configuration.
    pub const NAMES: [&'static str; 1] = ["openid"];

    /// Sets the policy `name` to `value`.
    ///
    /// # Errors
    /// [`PolicyError`] when there is no such policy, or it does not take the value. Nothing has changed then.
    pub fn set(&mut self, name: &str, value: &Value) -> Result<(), PolicyError> {
        match name {
            "openid" => self.openid = one_of("openid", value, &OpenidPolicy::ALL, OpenidPolicy::as_str)?,
            _ => return Err(PolicyError::UnknownOption { name: name.to_owned() }),
        }
        Ok(())
    }
}

/// The choice that goes by the name which `value` is.
fn one_of<T: Copy>(
    name: &'static str,
    value: &Value,
    choices: &[T],
    as_str: fn(T) -> &'static str,
) -> Result<T, PolicyError> {
    let chosen = choices.iter().copied().find(|choice| value.as_str() == Some(as_str(*choice)));
    chosen.ok_or_else(|| PolicyError::UnknownValue {
        name,
        value: value.to_string(),
        allowed: choices.iter().map(|choice| ["\"", as_str(*choice), "\""].concat()).collect(),
    })
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
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn names_read_back_and_the_default_is_inside_the_specification() {
        for policy in OpenidPolicy::ALL {
            assert_eq!(OpenidPolicy::from_name(policy.as_str()), Some(policy));
        }
        assert_eq!(OpenidPolicy::from_name("Reject"), None);
        assert!(!Policies::default().openid.is_outside_specification());
    }

    #[test]
    fn every_policy_is_set_by_name_and_refuses_what_it_does_not_know() {
        let mut policies = Policies::default();
        policies.set("openid", &"drop".into()).unwrap();
        assert_eq!(policies, Policies { openid: OpenidPolicy::Drop });
        for name in Policies::NAMES {
            let error = policies.set(name, &Value::Null).unwrap_err();
            assert_eq!(error.code(), "policy_unknown_value");
            assert!(error.to_string().starts_with(&format!("{name} cannot be null. Allowed: ")), "{error}");
        }
        let error = policies.set("opendi", &"drop".into()).unwrap_err();
        assert_eq!(error.to_string(), "There is no option \"opendi\". The options: openid.");
        let error = policies.set("openid", &"Drop".into()).unwrap_err();
        let allowed = "\"reject\", \"drop\", \"vendor_service_account\"";
        assert_eq!(error.to_string(), format!("openid cannot be \"Drop\". Allowed: {allowed}."));
        assert_eq!(policies.openid, OpenidPolicy::Drop);
    }
}
