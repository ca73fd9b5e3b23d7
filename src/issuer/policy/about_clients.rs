//! What the issuer says about a program as if it were a person. No specification defines either; several servers do both.

/// Whether UserInfo answers a token of the client credentials grant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UserinfoAccounts {
    /// Never: nobody signed in whom it could tell about (OIDC Core §5.3).
    #[default]
    Off,
    /// When the token's scope has `openid`.
    Openid,
    /// Whatever the token's scope.
    Any,
}

impl UserinfoAccounts {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Off, Self::Openid, Self::Any];

    /// The choice's name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Openid => "openid",
            Self::Any => "any",
        }
    }
}

/// Which user claims stand in a JWT of the client credentials grant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UserClaims {
    /// None (RFC 9068 §2.2).
    #[default]
    Off,
    /// Those of the account that stands for the client, under the names that OIDC Core §5.1 has for people.
    Account,
    /// The person who registered the client, in `webid`.
    Owner,
}

impl UserClaims {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Off, Self::Account, Self::Owner];

    /// The choice's name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Account => "account",
            Self::Owner => "owner",
        }
    }
}
