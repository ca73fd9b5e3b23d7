//! What the issuer has to remember of tokens it issued: opaque access tokens and refresh tokens, by their own text.
//!
//! JWTs are not here: they say themselves what they are good for, and nobody asks the issuer about them. Bounded like everything
//! in [`Recent`].

use crate::oauth::{ActiveToken, ClientId, Scope};
use crate::ports::UnixTime;

use super::recent::Recent;

/// The tokens that are remembered.
#[derive(Default)]
pub(super) struct Issued {
    access: Recent<AccessToken>,
    refresh: Recent<RefreshToken>,
}

/// An opaque access token.
#[derive(Clone)]
struct AccessToken {
    token: ActiveToken,
    /// The refresh token that came with it or brought it: revoking that one ends this one too (RFC 7009 §2.1).
    refresh: Option<String>,
}

/// A refresh token (RFC 6749 §1.5).
#[derive(Clone)]
pub(super) struct RefreshToken {
    /// The only client that may use it.
    pub(super) client_id: ClientId,
    /// What it is good for; a request may ask for less, never for more.
    pub(super) scope: Scope,
}

impl Issued {
    /// Remembers an opaque access token.
    pub(super) fn add_access(&mut self, text: String, token: ActiveToken, refresh: Option<String>) {
        let expires = token.exp.unwrap_or_default();
        self.access.insert(text, expires, AccessToken { token, refresh });
    }

    /// What an opaque access token is good for, if it is good now.
    pub(super) fn access(&self, text: &str, now: UnixTime) -> Option<ActiveToken> {
        let entry = self.access.get(text).filter(|entry| !entry.is_expired(now))?;
        Some(entry.value.token.clone())
    }

    /// Remembers a refresh token.
    pub(super) fn add_refresh(&mut self, text: String, expires: UnixTime, token: RefreshToken) {
        self.refresh.insert(text, expires, token);
    }

    /// What a refresh token is good for, if it is good now.
    pub(super) fn refresh(&self, text: &str, now: UnixTime) -> Option<RefreshToken> {
        self.refresh.get(text).filter(|entry| !entry.is_expired(now)).map(|entry| entry.value.clone())
    }

    /// Ends an access token at once.
    pub(super) fn revoke_access(&mut self, text: &str) {
        self.access.take(text);
    }

    /// Ends a refresh token at once, and every opaque access token of the same grant.
    pub(super) fn revoke_refresh(&mut self, text: &str) {
        self.refresh.take(text);
        self.access.retain(|entry| entry.refresh.as_deref() != Some(text));
    }
}
