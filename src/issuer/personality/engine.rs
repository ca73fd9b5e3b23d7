//! The engine: what the issuer asks of a personality, answered from its data.

use std::sync::Arc;

use http::Method;

use crate::oauth::{OAuthError, Scope};
use crate::ports::UnixTime;
use crate::server::{Incoming, Reply, Trace};

use super::data::{Order, Personality};
use super::manners::{About, Jwt, Manners, Own, Parts, Place, Played, Secrets};
use super::{answer, reading, scopes, token};

impl Personality {
    /// The same for the issuer's policies.
    #[must_use]
    pub fn played(self) -> Played {
        Played(Arc::new(self))
    }
}

impl Manners for Personality {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn judges_the_grant_first(&self) -> bool {
        self.order == Order::GrantFirst
    }

    fn misses_the_grant_late(&self) -> bool {
        self.order != Order::MessageFirst
    }

    fn read(&self, request: &Incoming, trace: &mut Trace) -> Result<Option<Incoming>, OAuthError> {
        reading::read(self, request, trace)
    }

    fn secrets(&self) -> Secrets {
        if self.reading.ignores_secrets {
            Secrets::Unread
        } else if self.reading.takes_any_secret_in_the_form {
            Secrets::AnyInTheForm
        } else {
            Secrets::Standard
        }
    }

    fn scope(&self, asked: Option<Scope>, own: &Own<'_>, trace: &mut Trace) -> Result<Parts, OAuthError> {
        scopes::parts(self, asked, own, trace)
    }

    fn lifetime(&self, trace: &mut Trace) -> Option<u32> {
        token::lifetime(self, trace)
    }

    fn opaque_length(&self, trace: &mut Trace) -> Option<usize> {
        token::opaque_length(self, trace)
    }

    fn jwt(&self, about: &About<'_>, trace: &mut Trace) -> Option<Jwt> {
        token::access_token(self, about, trace)
    }

    fn id_token(&self, about: &About<'_>, wanted: bool, trace: &mut Trace) -> Option<Jwt> {
        token::id_token(self, about, wanted, trace)
    }

    fn refreshes(&self, granted: &Scope) -> bool {
        self.tokens.refreshes_when_asked && granted.contains("offline_access")
    }

    fn tells_the_client(&self) -> bool {
        self.introspection.is_some()
    }

    fn keeps_revoked(&self) -> bool {
        self.keeps_revoked
    }

    fn answer(&self, place: Place, request: &Incoming, reply: Reply, now: UnixTime, trace: &mut Trace) -> Reply {
        let mut reply = answer::answer(self, place, request, reply, now, trace);
        if request.head.method == Method::HEAD {
            // Answered as a GET, without the body (RFC 9110 §9.3.2).
            reply.body_mut().clear();
        }
        reply
    }
}
