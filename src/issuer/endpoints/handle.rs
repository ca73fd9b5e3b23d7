//! From a request to the endpoint that answers it.

use std::ops::ControlFlow;

use crate::issuer::state::Issuer;
use crate::oauth::Party;
use crate::ports::{Clock, Crypto, Random, Transport};
use crate::server::{Incoming, Reply, Trace, admit, finish};

use super::endpoint::{Endpoint, IssuerName};
use super::{authorize, introspection, metadata, registration, revocation, sign_in, token, userinfo};

impl<C: Crypto, K: Clock, R: Random> Issuer<C, K, R> {
    /// Answers a request that came to the issuer under this name, for what it has at this path. What it has to ask somebody else, a client's website for its keys,
    /// goes through `transport`.
    pub(crate) async fn handle(
        &self,
        (name, path): (IssuerName, &str),
        request: &Incoming,
        transport: &impl Transport,
        trace: &mut Trace,
    ) -> Reply {
        let endpoint = self.endpoint(name, path);
        let mut reply = match admit(endpoint, request, trace) {
            ControlFlow::Continue(endpoint) => self.answer(endpoint, request, transport, trace).await,
            ControlFlow::Break(answered) => answered,
        };
        finish(endpoint, request, &mut reply);
        let played = self.policies.borrow().personality.clone();
        match (played, endpoint.and_then(Endpoint::place)) {
            (Some(played), Some(place)) => played.0.answer(place, request, reply, self.now(), trace),
            _ => reply,
        }
    }

    /// Who sends requests to this path: those of the sign-in card are the person's own.
    pub(crate) fn sender(&self, name: IssuerName, path: &str) -> Party {
        match self.endpoint(name, path) {
            Some(Endpoint::SignIn) => Party::Person,
            _ => Party::Client,
        }
    }

    fn endpoint(&self, name: IssuerName, path: &str) -> Option<Endpoint> {
        let serves_people = self.policies.borrow().serves_people();
        Endpoint::at(name, path).filter(|endpoint| serves_people || !endpoint.is_about_people())
    }

    async fn answer(
        &self,
        endpoint: Endpoint,
        request: &Incoming,
        transport: &impl Transport,
        trace: &mut Trace,
    ) -> Reply {
        match endpoint {
            Endpoint::Authorize => authorize::answer(self, request, trace),
            Endpoint::Introspection => introspection::answer(self, request, transport, trace).await,
            Endpoint::Jwks => metadata::jwks(self, trace).await,
            Endpoint::OAuthMetadata => metadata::oauth(self, trace),
            Endpoint::OpenidConfiguration => metadata::openid(self, trace),
            Endpoint::Registration => registration::answer(self, request, trace),
            Endpoint::Revocation => revocation::answer(self, request, transport, trace).await,
            Endpoint::SignIn => sign_in::answer(self, request, trace).await,
            Endpoint::Token => token::answer(self, request, transport, trace).await,
            Endpoint::UserInfo => userinfo::answer(self, request, trace).await,
        }
    }
}
