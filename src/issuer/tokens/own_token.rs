//! Which token of this issuer is it? For the endpoints where others ask about one, or give one back.
//!
//! The caller's hint is not even read: what a token is shows when it is looked at (RFC 7662 §2.1, RFC 7009 §2.1).

use crate::issuer::state::Issuer;
use crate::jose::jwt::{self, Claims, Validation};
use crate::jose::{self, CompactJws, KeyError};
use crate::oauth::{ActiveToken, ClientId};
use crate::ports::{Clock, Crypto, Random};
use crate::protected_resource::jwt::{find, read};

/// A token of this issuer that is good now.
pub(crate) enum OwnToken {
    /// An access token that the issuer remembers.
    Opaque(ActiveToken),
    /// An access token that says itself what it is good for.
    Jwt(ActiveToken),
    /// A refresh token of this client.
    Refresh(ClientId),
}

impl OwnToken {
    /// Looks a token up; `None` when it is not one of this issuer, or not good any more: over, ended, or of a client that is switched off.
    pub(crate) async fn look_up<C: Crypto, K: Clock, R: Random>(
        issuer: &Issuer<C, K, R>,
        text: &str,
    ) -> Result<Option<Self>, KeyError> {
        let found = Self::find(issuer, text).await?;
        Ok(found.filter(|token| !issuer.is_disabled(token.client_id())))
    }

    async fn find<C: Crypto, K: Clock, R: Random>(
        issuer: &Issuer<C, K, R>,
        text: &str,
    ) -> Result<Option<Self>, KeyError> {
        let now = issuer.now();
        if let Some(token) = issuer.issued.borrow().access(text, now) {
            return Ok(Some(Self::Opaque(token)));
        }
        if let Some(token) = issuer.issued.borrow().refresh(text, now) {
            return Ok(Some(Self::Refresh(token.client_id)));
        }
        let Ok(jws) = CompactJws::parse(text) else { return Ok(None) };
        let keys = issuer.keys.verifying(&issuer.ports.crypto).await?;
        let Some(key) = find(&keys, &jws) else { return Ok(None) };
        let signature = jose::verify(&issuer.ports.crypto, &jws, key).await;
        let own = &issuer.names.issuer;
        let expected = Validation { audience: None, sub_optional: true, ..Validation::access_token(now, own, own) };
        let is_good = jwt::validate(&jws, Some(&signature), &expected).accepted();
        let claims = Claims::parse(jws.payload()).ok().filter(|_| is_good);
        let token = claims.map(|claims| read(&claims));
        let token = token.filter(|token| !issuer.issued.borrow().jwt_has_ended(token.jti.as_deref()));
        Ok(token.map(Self::Jwt))
    }

    /// The client that the token was issued to.
    pub(crate) fn client_id(&self) -> Option<&ClientId> {
        match self {
            Self::Opaque(token) | Self::Jwt(token) => token.client_id.as_ref(),
            Self::Refresh(client_id) => Some(client_id),
        }
    }
}
