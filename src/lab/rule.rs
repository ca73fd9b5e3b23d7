//! A policy that a run gives the issuer for as long as it lasts. The reader's own policies are back when it is over.

use crate::issuer::{AccessTokenForm, ExpiresIn, OpenidPolicy, Policies, SubjectStyle, UserClaims, UserinfoAccounts};
use crate::oauth::assertion::AudienceRule;
use crate::oauth::client_auth::BasicReading;

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
    /// How Basic credentials are read.
    BasicSecret(BasicReading),
    /// Whether a client can act for a person who is not there.
    AssertionGrants(bool),
    /// Whether UserInfo answers for clients.
    UserinfoAccounts(UserinfoAccounts),
    /// Which user claims stand in a client's token.
    UserClaims(UserClaims),
    /// What a token response says about the token's lifetime.
    ExpiresIn(ExpiresIn),
    /// Which audiences a client assertion may have.
    AssertionAudience(AudienceRule),
    /// What access tokens look like.
    AccessToken(AccessTokenForm),
}

impl Rule {
    /// Puts the value into `policies`.
    pub const fn apply(self, policies: &mut Policies) {
        match self {
            Self::Openid(openid) => policies.openid = openid,
            Self::Refresh(refresh) => policies.refresh = refresh,
            Self::Subject(sub) => policies.sub = sub,
            Self::PersonalClientIds(allowed) => policies.personal_client_ids = allowed,
            Self::BasicSecret(reading) => policies.basic_secret = reading,
            Self::AssertionGrants(on) => policies.assertion_grants = on,
            Self::UserinfoAccounts(accounts) => policies.userinfo_accounts = accounts,
            Self::UserClaims(claims) => policies.user_claims = claims,
            Self::ExpiresIn(told) => policies.expires_in = told,
            Self::AssertionAudience(rule) => policies.assertion.audience = rule,
            Self::AccessToken(form) => policies.access_token = form,
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
            Self::BasicSecret(_) => "basicSecret",
            Self::AssertionGrants(_) => "assertionGrants",
            Self::UserinfoAccounts(_) => "userinfoAccounts",
            Self::UserClaims(_) => "userClaims",
            Self::ExpiresIn(_) => "expiresIn",
            Self::AssertionAudience(_) => "assertionAudience",
            Self::AccessToken(_) => "accessToken",
        }
    }

    /// The value's name in configuration.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Openid(openid) => openid.as_str(),
            Self::Refresh(true) | Self::AssertionGrants(true) => "on",
            Self::Refresh(false) | Self::AssertionGrants(false) => "off",
            Self::Subject(sub) => sub.as_str(),
            Self::PersonalClientIds(true) => "allowed",
            Self::PersonalClientIds(false) => "refused",
            Self::BasicSecret(reading) => reading.as_str(),
            Self::UserinfoAccounts(accounts) => accounts.as_str(),
            Self::UserClaims(claims) => claims.as_str(),
            Self::ExpiresIn(told) => told.as_str(),
            Self::AssertionAudience(rule) => rule.as_str(),
            Self::AccessToken(form) => form.as_str(),
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
            Rule::BasicSecret(BasicReading::Raw),
            Rule::AssertionGrants(true),
            Rule::UserinfoAccounts(UserinfoAccounts::Openid),
            Rule::UserClaims(UserClaims::Account),
            Rule::ExpiresIn(ExpiresIn::Zero),
            Rule::AssertionAudience(AudienceRule::Legacy),
            Rule::AccessToken(AccessTokenForm::Opaque),
        ];
        for rule in rules {
            let mut policies = Policies::default();
            rule.apply(&mut policies);
            assert_ne!(policies, Policies::default());
            assert_eq!(policies.to_json()[rule.name()], rule.value(), "{rule:?}");
        }
    }
}
