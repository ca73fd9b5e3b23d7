//! What the issuer asks of a personality, and where it stands among the policies.

use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::oauth::{OAuthError, Scope};
use crate::ports::UnixTime;
use crate::server::{Incoming, Reply, Trace};

/// The personality that the issuer plays. Two are equal when they have one id.
#[derive(Clone)]
pub struct Played(pub(crate) Arc<dyn Manners>);

impl Played {
    /// The personality's id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.0.id()
    }

    /// The server's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.name()
    }
}

impl PartialEq for Played {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Played {}

impl fmt::Debug for Played {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// An endpoint whose answers a personality spells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// RFC 6749 §3.2.
    Token,
    /// OIDC Core §5.3.
    UserInfo,
    /// RFC 7662.
    Introspection,
    /// RFC 7009.
    Revocation,
    /// RFC 8414.
    OAuthMetadata,
    /// OIDC Discovery §4.
    OpenidMetadata,
}

/// How secrets are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Secrets {
    /// As the standard has it.
    Standard,
    /// Every client with a secret may send it in the form.
    AnyInTheForm,
    /// They are not compared.
    Unread,
}

/// The scopes that a client has.
pub(crate) struct Own<'a> {
    /// Those that it may ask for.
    pub all: &'a Scope,
    /// Those that it gets unasked.
    pub default: &'a Scope,
    /// Whether some API has this scope.
    pub knows: &'a dyn Fn(&str) -> bool,
}

/// What becomes of the scope that was asked for.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// What the steps judge, as ever.
    pub judged: Scope,
    /// What comes whatever they say.
    pub granted: Scope,
    /// What comes where they leave nothing; `None` for the standard's default.
    pub otherwise: Option<Scope>,
}

/// What a token is made of.
#[derive(Debug)]
pub(crate) struct About<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// The client.
    pub client_id: &'a str,
    /// The account that stands for it.
    pub account: &'a str,
    /// What that account is called.
    pub account_name: String,
    /// Whom it is about, as the policy has it.
    pub sub: Option<&'a str>,
    /// Whether the policy has nothing special for it.
    pub sub_is_default: bool,
    /// Whom it is for.
    pub audience: &'a [String],
    /// Whether the request named that.
    pub audience_is_asked: bool,
    /// What it is good for.
    pub scope: &'a str,
    /// When it is made.
    pub iat: UnixTime,
    /// When it ends.
    pub exp: UnixTime,
    /// Its name.
    pub jti: &'a str,
    /// What it is bound to.
    pub cnf: Option<Value>,
    /// The profile of the person who registered the client.
    pub owner: Option<String>,
}

/// A token before it is signed.
#[derive(Debug)]
pub(crate) struct Jwt {
    /// Its header, without `alg` and `kid`.
    pub header: Map<String, Value>,
    /// Its claims.
    pub claims: Map<String, Value>,
    /// Whether it can be asked about and given back like an opaque token.
    pub remembered: bool,
}

/// What the issuer asks of a personality, in the order in which it asks.
pub(crate) trait Manners: Send + Sync {
    /// Its id.
    fn id(&self) -> &str;

    /// The server's name.
    fn name(&self) -> &str;

    /// Whether the grant is judged before the client.
    fn judges_the_grant_first(&self) -> bool;

    /// Whether a request without `grant_type` is well formed, and refused where the grant is judged.
    fn misses_the_grant_late(&self) -> bool;

    /// The token request as that server reads it; `None` where it reads it as it is.
    fn read(&self, request: &Incoming, trace: &mut Trace) -> Result<Option<Incoming>, OAuthError>;

    /// How secrets are looked at.
    fn secrets(&self) -> Secrets;

    /// What becomes of the scope that was asked for.
    fn scope(&self, asked: Option<Scope>, own: &Own<'_>, trace: &mut Trace) -> Result<Parts, OAuthError>;

    /// How long access tokens live.
    fn lifetime(&self, trace: &mut Trace) -> Option<u32>;

    /// How many characters an opaque token has.
    fn opaque_length(&self, trace: &mut Trace) -> Option<usize>;

    /// A JWT access token.
    fn jwt(&self, about: &About<'_>, trace: &mut Trace) -> Option<Jwt>;

    /// The ID Token that comes with it. `wanted`: whether the policy wants one.
    fn id_token(&self, about: &About<'_>, wanted: bool, trace: &mut Trace) -> Option<Jwt>;

    /// Whether a refresh token comes with what is granted, whatever the policy says.
    fn refreshes(&self, granted: &Scope) -> bool;

    /// Whether a client may ask about its own token.
    fn tells_the_client(&self) -> bool;

    /// Whether a token that was given back stays good.
    fn keeps_revoked(&self) -> bool;

    /// The answer as that server spells it.
    fn answer(&self, place: Place, request: &Incoming, reply: Reply, now: UnixTime, trace: &mut Trace) -> Reply;
}
