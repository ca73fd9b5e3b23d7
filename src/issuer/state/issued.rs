//! What the issuer has to remember of tokens it issued: opaque access tokens and refresh tokens, by their own text.
//!
//! All tokens of one grant carry its name, so that they can end together: when a refresh token is given back (RFC 7009 §2.1), when a code is
//! shown a second time (RFC 6749 §4.1.2), and when a refresh token is used that was already replaced (RFC 9700 §4.14.2). JWTs say themselves
//! what they are good for, so of them only the grant is here, and only of those whose grant can end: an API that checks them by itself
//! does not hear of it, UserInfo and introspection do. Bounded like everything in [`Recent`].

use crate::oauth::{ActiveToken, AuthorizationDetail, ClientId, Confirmation, Scope};
use crate::ports::UnixTime;
use crate::server::{Entry, Recent};

use super::Login;

/// The tokens that are remembered.
#[derive(Default)]
pub(crate) struct Issued {
    access: Recent<AccessToken>,
    /// The grants of access tokens that are JWTs, by their `jti`.
    signed: Recent<String>,
    refresh: Recent<RefreshToken>,
    /// The grant of refresh tokens that were replaced, and of codes that were redeemed.
    spent: Recent<String>,
    /// Grants that have ended, by their name. An answer that was under way when its grant ended comes to nothing, too.
    ended: Recent<()>,
}

/// An opaque access token.
#[derive(Clone)]
pub(super) struct AccessToken {
    pub(super) token: ActiveToken,
    grant: String,
}

/// A refresh token (RFC 6749 §1.5).
#[derive(Clone)]
pub(crate) struct RefreshToken {
    /// The only client that may use it.
    pub(crate) client_id: ClientId,
    /// What it is good for; a request may ask for less, never for more.
    pub(crate) scope: Scope,
    /// The APIs that it is limited to; none when it is not.
    pub(crate) resources: Vec<String>,
    /// What it is good for in detail.
    pub(crate) details: Vec<AuthorizationDetail>,
    /// The person who signed in, if one did.
    pub(crate) login: Option<Login>,
    /// The key or certificate that a public client has to prove with it (RFC 9449 §5, RFC 8705 §4).
    pub(crate) cnf: Option<Confirmation>,
    /// The grant that it comes from.
    pub(crate) grant: String,
}

impl Issued {
    /// Remembers an opaque access token.
    pub(crate) fn add_access(&mut self, text: String, token: ActiveToken, grant: String) {
        let expires = token.exp.unwrap_or_default();
        self.access.insert(text, expires, AccessToken { token, grant });
    }

    /// What an opaque access token is good for, if it is good now.
    pub(crate) fn access(&self, text: &str, now: UnixTime) -> Option<ActiveToken> {
        let is_good = |entry: &&Entry<AccessToken>| !entry.is_expired(now) && !self.has_ended(&entry.value.grant);
        self.access.get(text).filter(is_good).map(|entry| entry.value.token.clone())
    }

    /// Remembers which grant a JWT comes from.
    pub(crate) fn add_signed(&mut self, jti: String, expires: UnixTime, grant: String) {
        self.signed.insert(jti, expires, grant);
    }

    /// Whether the grant of a JWT has ended, by its `jti`.
    pub(crate) fn jwt_has_ended(&self, jti: Option<&str>) -> bool {
        jti.and_then(|jti| self.signed.get(jti)).is_some_and(|entry| self.has_ended(&entry.value))
    }

    /// Remembers a refresh token.
    pub(crate) fn add_refresh(&mut self, text: String, expires: UnixTime, token: RefreshToken) {
        self.refresh.insert(text, expires, token);
    }

    /// What a refresh token is good for, if it is good now.
    pub(crate) fn refresh(&self, text: &str, now: UnixTime) -> Option<RefreshToken> {
        let is_good = |entry: &&Entry<RefreshToken>| !entry.is_expired(now) && !self.has_ended(&entry.value.grant);
        self.refresh.get(text).filter(is_good).map(|entry| entry.value.clone())
    }

    /// Remembers that a code or refresh token was used up, and for which grant.
    pub(crate) fn spend(&mut self, text: &str, expires: UnixTime, grant: String) {
        self.refresh.take(text);
        self.spent.insert(text.to_owned(), expires, grant);
    }

    /// Ends the grant of a code or refresh token that was used up before: somebody has a copy of it. Whether there was one.
    pub(crate) fn end_if_spent(&mut self, text: &str) -> bool {
        let grant = self.spent.get(text).map(|entry| entry.value.clone());
        if let Some(grant) = &grant {
            self.end(grant);
        }
        grant.is_some()
    }

    /// Ends an access token at once. One that is a JWT could be known again by its form, so its grant ends with it.
    pub(crate) fn revoke_access(&mut self, text: &str) {
        let Some(entry) = self.access.take(text) else { return };
        let jti = entry.value.token.jti.as_deref().unwrap_or_default();
        if self.signed.get(jti).is_some() {
            self.end(&entry.value.grant);
        }
    }

    /// Ends a refresh token at once, and every refresh token and opaque access token of the same grant.
    pub(crate) fn revoke_refresh(&mut self, text: &str) {
        if let Some(entry) = self.refresh.take(text) {
            self.end(&entry.value.grant);
        }
    }

    fn has_ended(&self, grant: &str) -> bool {
        self.ended.get(grant).is_some()
    }

    fn end(&mut self, grant: &str) {
        if !self.has_ended(grant) {
            self.ended.insert(grant.to_owned(), UnixTime::default(), ());
        }
        self.refresh.retain(|token| token.grant != grant);
        self.access.retain(|token| token.grant != grant);
    }
}
