//! Policies: where the specifications leave the issuer a choice, and where some servers leave the specifications.
//!
//! A policy is read when a request is handled, never stored in what was issued. Policies that make the issuer act outside the
//! specifications say so; the default of each is inside.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::issuer::personality::Played;
use crate::jose::{Algorithm, json};
use crate::oauth::assertion::{AssertionPolicy, AudienceRule};
use crate::oauth::client_auth::BasicReading;
use crate::server::{ProofRules, Trace};

use super::about_clients::{UserClaims, UserinfoAccounts};
use super::choices::{ACCESS_TOKEN_ALGORITHMS, AccessTokenForm, ExpiresIn, OpenidPolicy, SubjectStyle};
use super::error::PolicyError;
use super::names::NAMES;
use super::profile::Profile;

/// Every choice of the issuer that can be changed while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policies {
    /// What `openid` does in a request where nobody signs in.
    pub openid: OpenidPolicy,
    /// Whether the client credentials grant brings a refresh token. RFC 6749 §4.4.3: SHOULD NOT. OAuth 2.1 draft §3.2.3: as the issuer sees it.
    pub refresh: bool,
    /// What access tokens look like.
    pub access_token: AccessTokenForm,
    /// What access tokens are signed with, for every API that does not say otherwise.
    pub alg: Algorithm,
    /// What stands in `sub` when the token is about a client.
    pub sub: SubjectStyle,
    /// How long access tokens live, in seconds; 1 to 3600 (ATK-10).
    pub lifetime: u32,
    /// Whether DPoP proofs need a nonce, of the issuer and of the API each (RFC 9449 §8, §9).
    pub dpop_nonce: bool,
    /// What is asked of client assertions, where the profile leaves it open; [`Policies::assertion_rules`] is what is asked.
    pub assertion: AssertionPolicy,
    /// Which set of rules the issuer keeps.
    pub profile: Profile,
    /// Whether the issuer serves the client credentials grant and nothing in which a person takes part (DIS-06, DIS-08).
    pub client_credentials_only: bool,
    /// Whether a client may register an identifier that is a person's, so that an API which reads `sub` alone is fooled (ATK-04).
    pub personal_client_ids: bool,
    /// Whether the demo APIs list their scopes in their metadata (RFC 9728 §2: RECOMMENDED). The issuer lists its own all the same.
    pub api_scopes_listed: bool,
    /// How identifier and secret are read out of a Basic header field.
    pub basic_secret: BasicReading,
    /// Whether the grants are served by which a client acts for a person who is not there (RFC 7523 §2.1, RFC 8693).
    pub assertion_grants: bool,
    /// Whether UserInfo answers for clients.
    pub userinfo_accounts: UserinfoAccounts,
    /// Which user claims stand in a client's token.
    pub user_claims: UserClaims,
    /// What a token response says about the token's lifetime.
    pub expires_in: ExpiresIn,
    /// Policies of an imported configuration that are not known here.
    pub unknown: Map<String, Value>,
    /// The named server that the issuer plays. What a policy chooses stays the policy's to say.
    pub personality: Option<Played>,
}

/// How long access tokens live, in seconds, unless somebody chooses otherwise.
const LIFETIME: u32 = 300;

impl Default for Policies {
    fn default() -> Self {
        Self {
            openid: OpenidPolicy::Reject,
            refresh: false,
            access_token: AccessTokenForm::Jwt,
            alg: Algorithm::Es256,
            sub: SubjectStyle::ClientId,
            lifetime: LIFETIME,
            dpop_nonce: false,
            assertion: AssertionPolicy::default(),
            profile: Profile::OAuth20,
            client_credentials_only: false,
            personal_client_ids: false,
            api_scopes_listed: true,
            basic_secret: BasicReading::Form,
            assertion_grants: false,
            userinfo_accounts: UserinfoAccounts::Off,
            user_claims: UserClaims::Off,
            expires_in: ExpiresIn::Number,
            unknown: Map::new(),
            personality: None,
        }
    }
}

impl Policies {
    /// The names of all policies in configuration.
    pub const NAMES: [&'static str; 19] = NAMES;

    /// Sets one policy by its name in configuration, the names of [`Policies::to_json`].
    ///
    /// # Errors
    /// [`PolicyError`] when no policy has this name, or it has no such value. Nothing changes then.
    pub fn set(&mut self, name: &str, value: &Value) -> Result<(), PolicyError> {
        match name {
            "openid" => self.openid = choice("openid", value, OpenidPolicy::ALL, OpenidPolicy::as_str)?,
            "refresh" => self.refresh = choice("refresh", value, OFF_OR_ON, on_or_off)?,
            "accessToken" => {
                self.access_token = choice("accessToken", value, AccessTokenForm::ALL, AccessTokenForm::as_str)?;
            }
            "alg" => self.alg = choice("alg", value, ACCESS_TOKEN_ALGORITHMS, Algorithm::name)?,
            "sub" => self.sub = choice("sub", value, SubjectStyle::ALL, SubjectStyle::as_str)?,
            "lifetime" => self.lifetime = seconds("lifetime", value, 1..=3600)?,
            "dpopNonce" => self.dpop_nonce = choice("dpopNonce", value, OFF_OR_ON, on_or_off)?,
            "assertionAudience" => {
                let former = value.as_str() == Some(AudienceRule::FORMER_NAME);
                let value = if former { &AudienceRule::Rfc10070.as_str().into() } else { value };
                self.assertion.audience = choice("assertionAudience", value, AudienceRule::ALL, AudienceRule::as_str)?;
            }
            "assertionAudienceForm" => {
                self.assertion.single_string = choice("assertionAudienceForm", value, OFF_OR_ON, string_only)?;
            }
            "profile" => self.profile = choice("profile", value, Profile::ALL, Profile::as_str)?,
            "grants" => self.client_credentials_only = choice("grants", value, OFF_OR_ON, offered)?,
            "personalClientIds" => {
                self.personal_client_ids = choice("personalClientIds", value, OFF_OR_ON, allowed)?;
            }
            "apiScopes" => self.api_scopes_listed = choice("apiScopes", value, ON_OR_OFF, listed)?,
            "basicSecret" => {
                self.basic_secret = choice("basicSecret", value, BasicReading::ALL, BasicReading::as_str)?;
            }
            "assertionGrants" => self.assertion_grants = choice("assertionGrants", value, OFF_OR_ON, on_or_off)?,
            "userinfoAccounts" => {
                self.userinfo_accounts =
                    choice("userinfoAccounts", value, UserinfoAccounts::ALL, UserinfoAccounts::as_str)?;
            }
            "userClaims" => self.user_claims = choice("userClaims", value, UserClaims::ALL, UserClaims::as_str)?,
            "expiresIn" => self.expires_in = choice("expiresIn", value, ExpiresIn::ALL, ExpiresIn::as_str)?,
            "clockSkew" => self.assertion.leeway = seconds("clockSkew", value, 0..=300)?,
            _ => return Err(PolicyError::UnknownOption { name: json::excerpt(name).into_owned() }),
        }
        Ok(())
    }

    /// Whether a person can sign in here. Under FAPI 2.0 nobody can: its clients push their authorization requests (§5.3.2.2), and this
    /// issuer has no endpoint for that.
    #[must_use]
    pub fn serves_people(&self) -> bool {
        !self.client_credentials_only && self.profile != Profile::Fapi20
    }

    /// What is asked of client assertions under the profile that is kept.
    #[must_use]
    pub const fn assertion_rules(&self) -> AssertionPolicy {
        self.profile.assertion_policy(self.assertion)
    }

    /// How long access tokens live, in seconds, where the issuer plays a server.
    pub(crate) fn lifetime_as(&self, played: Option<&Played>, trace: &mut Trace) -> u32 {
        let own = played.filter(|_| self.lifetime == LIFETIME).and_then(|played| played.0.lifetime(trace));
        own.unwrap_or(self.lifetime)
    }

    /// What every server under these policies asks of DPoP proofs.
    pub(crate) fn proof_rules(&self) -> ProofRules {
        ProofRules { nonce: self.dpop_nonce, algorithms: self.profile.only_algorithms() }
    }

    /// The names of the policies that differ from their defaults.
    #[must_use]
    pub fn changed(&self) -> Vec<&'static str> {
        let (own, default) = (self.to_json(), Self::default().to_json());
        Self::NAMES.into_iter().filter(|name| own.get(*name) != default.get(*name)).collect()
    }

    /// Every policy by its name in configuration.
    #[must_use]
    pub fn to_json(&self) -> Map<String, Value> {
        let values: [Value; Self::NAMES.len()] = [
            self.openid.as_str().into(),
            on_or_off(self.refresh).into(),
            self.access_token.as_str().into(),
            self.alg.name().into(),
            self.sub.as_str().into(),
            self.lifetime.into(),
            on_or_off(self.dpop_nonce).into(),
            self.assertion.audience.as_str().into(),
            string_only(self.assertion.single_string).into(),
            self.assertion.leeway.into(),
            self.profile.as_str().into(),
            offered(self.client_credentials_only).into(),
            allowed(self.personal_client_ids).into(),
            listed(self.api_scopes_listed).into(),
            self.basic_secret.as_str().into(),
            on_or_off(self.assertion_grants).into(),
            self.userinfo_accounts.as_str().into(),
            self.user_claims.as_str().into(),
            self.expires_in.as_str().into(),
        ];
        Self::NAMES.iter().map(|&name| name.to_owned()).zip(values).collect()
    }
}

const OFF_OR_ON: [bool; 2] = [false, true];
const ON_OR_OFF: [bool; 2] = [true, false];

const fn on_or_off(is_on: bool) -> &'static str {
    if is_on { "on" } else { "off" }
}

const fn string_only(is_strict: bool) -> &'static str {
    if is_strict { "string" } else { "string_or_array" }
}

const fn offered(is_only: bool) -> &'static str {
    if is_only { "client_credentials" } else { "all" }
}

const fn allowed(is_allowed: bool) -> &'static str {
    if is_allowed { "allowed" } else { "refused" }
}

const fn listed(is_listed: bool) -> &'static str {
    if is_listed { "listed" } else { "not_listed" }
}

/// The choice that goes by the name which `value` is.
fn choice<T: Copy, const N: usize>(
    name: &'static str,
    value: &Value,
    all: [T; N],
    spell: fn(T) -> &'static str,
) -> Result<T, PolicyError> {
    let chosen = all.into_iter().find(|choice| value.as_str() == Some(spell(*choice)));
    chosen.ok_or_else(|| PolicyError::UnknownValue {
        name,
        value: json::excerpt(&json::text(value)).into_owned(),
        allowed: all.into_iter().map(|choice| ["\"", spell(choice), "\""].concat()).collect(),
    })
}

fn seconds(name: &'static str, value: &Value, range: RangeInclusive<u32>) -> Result<u32, PolicyError> {
    let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
    number.filter(|number| range.contains(number)).ok_or_else(|| PolicyError::UnknownValue {
        name,
        value: json::excerpt(&json::text(value)).into_owned(),
        allowed: vec![format!("whole seconds from {} to {}", range.start(), range.end())],
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_policy_can_be_written_and_read_back() {
        let mut policies = Policies::default();
        let written = policies.to_json();
        assert_eq!(written.len(), Policies::NAMES.len());
        for (name, value) in &written {
            policies.set(name, value).unwrap();
        }
        assert_eq!(policies, Policies::default());
    }

    #[test]
    fn each_value_of_a_choice_is_set_by_its_name() {
        let mut policies = Policies::default();
        for (name, value) in [
            ("openid", Value::from("vendor_copy")),
            ("refresh", "on".into()),
            ("accessToken", "opaque".into()),
            ("alg", "PS256".into()),
            ("sub", "omitted".into()),
            ("lifetime", 60.into()),
            ("dpopNonce", "on".into()),
            ("assertionAudience", "legacy".into()),
            ("assertionAudienceForm", "string".into()),
            ("clockSkew", 0.into()),
            ("profile", "fapi20".into()),
            ("grants", "client_credentials".into()),
            ("personalClientIds", "allowed".into()),
            ("apiScopes", "not_listed".into()),
            ("basicSecret", "either".into()),
            ("assertionGrants", "on".into()),
            ("userinfoAccounts", "any".into()),
            ("userClaims", "owner".into()),
            ("expiresIn", "absent".into()),
        ] {
            policies.set(name, &value).unwrap();
            assert_eq!(policies.to_json()[name], value, "{name}");
            assert_ne!(
                Policies::default().to_json()[name],
                value,
                "{name}: the test sets another value than the default"
            );
        }
    }

    #[test]
    fn the_former_name_of_the_audience_rule_is_read_and_the_new_one_written() {
        let mut policies = Policies {
            assertion: AssertionPolicy { audience: AudienceRule::Legacy, ..AssertionPolicy::default() },
            ..Policies::default()
        };
        policies.set("assertionAudience", &"rfc7523bis".into()).unwrap();
        assert_eq!(policies.to_json()["assertionAudience"], "rfc10070");
    }

    #[test]
    fn a_name_or_value_that_does_not_exist_changes_nothing_and_says_what_does() {
        let mut policies = Policies::default();
        let unknown = policies.set("open_id", &"drop".into()).unwrap_err();
        assert_eq!(unknown.code(), "policy_unknown_option");
        assert!(unknown.to_string().contains("openid, refresh"), "{unknown}");
        for (name, value, allowed) in [
            ("openid", Value::from("maybe"), "\"reject\", \"drop\""),
            ("refresh", true.into(), "\"off\", \"on\""),
            ("alg", "HS256".into(), "\"ES256\", "),
            ("lifetime", 0.into(), "from 1 to 3600"),
            ("lifetime", "60".into(), "from 1 to 3600"),
            ("clockSkew", (-1).into(), "from 0 to 300"),
        ] {
            let error = policies.set(name, &value).unwrap_err();
            assert_eq!(error.code(), "policy_unknown_value");
            assert!(error.to_string().contains(allowed), "{error}");
        }
        assert_eq!(policies, Policies::default());
    }
}
