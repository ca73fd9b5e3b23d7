//! Policies by their names in configuration: written and read as text, in a field and in a link to Build.

use serde_json::Value;

use crate::issuer::Policies;

/// The policies with one changed, by its name and the text of its value.
///
/// # Errors
/// A sentence that names what is allowed.
pub fn with_value(policies: &Policies, name: &str, text: &str) -> Result<Policies, String> {
    let text = text.trim();
    let value = text.parse::<u64>().map_or_else(|_| Value::from(text), Value::from);
    let mut changed = policies.clone();
    changed.set(name, &value).map_err(|error| error.to_string())?;
    Ok(changed)
}

/// The policies that differ from their defaults, as `name:value` pairs joined by commas; `None` when there are none.
#[must_use]
pub fn pairs(policies: &Policies) -> Option<String> {
    let values = policies.to_json();
    let mut text = String::new();
    for name in policies.changed() {
        let value = match &values[name] {
            Value::String(value) => value.clone(),
            number => number.to_string(),
        };
        let comma = if text.is_empty() { "" } else { "," };
        text.extend([comma, name, ":", &value]);
    }
    (!text.is_empty()).then_some(text)
}

/// The policies with those of a link. What is not known is left as it is.
#[must_use]
pub fn with_pairs(policies: &Policies, pairs: &str) -> Policies {
    let mut policies = policies.clone();
    for (name, value) in pairs.split(',').filter_map(|pair| pair.split_once(':')) {
        policies = with_value(&policies, name, value).unwrap_or(policies);
    }
    policies
}

/// The policies with those of an address or of the page around a frame, or what is wrong with the first that cannot be set.
///
/// # Errors
/// A sentence that names what is allowed.
pub fn with_all_pairs(policies: &Policies, pairs: &str) -> Result<Policies, String> {
    let mut pairs = pairs.split(',').filter(|pair| !pair.trim().is_empty());
    pairs.try_fold(policies.clone(), |policies, pair| {
        let (name, value) = pair.split_once(':').unwrap_or((pair, ""));
        with_value(&policies, name.trim(), value)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::issuer::{OpenidPolicy, Profile};

    #[test]
    fn a_link_carries_what_differs_and_leads_back() {
        assert_eq!(pairs(&Policies::default()), None);
        let policies =
            Policies { openid: OpenidPolicy::Drop, lifetime: 60, profile: Profile::Fapi20, ..Policies::default() };
        let text = pairs(&policies).unwrap();
        assert_eq!(text, "openid:drop,lifetime:60,profile:fapi20");
        assert_eq!(with_pairs(&Policies::default(), &text), policies);
    }

    #[test]
    fn what_a_link_says_wrong_changes_nothing() {
        let policies = Policies { lifetime: 60, ..Policies::default() };
        for text in ["", "openid", "openid:maybe", "lifetime:0,later:on", "lifetime:-1", ":,::"] {
            assert_eq!(with_pairs(&policies, text), policies, "{text}");
        }
        assert_eq!(with_pairs(&policies, "later:on,sub:omitted").changed(), ["sub", "lifetime"]);
    }

    #[test]
    fn of_the_pairs_for_a_frame_all_are_taken_or_none() {
        let default = Policies::default();
        assert_eq!(with_all_pairs(&default, "openid:drop, refresh:on,").unwrap().changed(), ["openid", "refresh"]);
        assert_eq!(with_all_pairs(&default, "").unwrap(), default);
        for (text, told) in [("refresh:on,openid:maybe", "openid"), ("later:on", "later"), ("openid", "openid")] {
            let error = with_all_pairs(&default, text).unwrap_err();
            assert!(error.contains(told), "{text}: {error}");
        }
    }

    #[test]
    fn a_value_that_is_refused_says_what_is_allowed() {
        let policies = Policies::default();
        assert_eq!(with_value(&policies, "lifetime", " 60 ").unwrap().lifetime, 60);
        for text in ["0", "3601", "", "ten", "1.5", "-3"] {
            let error = with_value(&policies, "lifetime", text).unwrap_err();
            assert!(error.contains("whole seconds from 1 to 3600"), "{text}: {error}");
        }
    }
}
