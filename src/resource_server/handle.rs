//! The demo APIs behind their addresses.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;

use crate::oauth::{TokenType, well_known};
use crate::ports::{Clock, Crypto, Ports, Random, Transport};
use crate::server::{Endpoint, Incoming, Names, Reply, Trace, admit, finish, reply};

use super::access::Access;
use super::api::{ApiMemory, DemoApi};
use super::metadata;
use super::resource::Resource;
use super::settings::Settings;

/// What is at a path of an API.
#[derive(Clone, Copy)]
enum Place {
    /// How the API describes itself (RFC 9728 §3): the one thing that needs no token.
    Metadata,
    /// What it protects.
    Resource(Resource),
}

impl Place {
    fn at(api: DemoApi, path: &str) -> Option<Self> {
        match path {
            well_known::PROTECTED_RESOURCE => Some(Self::Metadata),
            other => Resource::at(api, other).map(Self::Resource),
        }
    }
}

impl Endpoint for Place {
    fn methods(self) -> &'static str {
        "GET, HEAD"
    }
}

/// Both demo APIs, over the ports they need.
pub(crate) struct ResourceServer<C, K, R> {
    ports: Rc<Ports<C, K, R>>,
    names: Rc<Names>,
    settings: RefCell<Settings>,
    orders: ApiMemory,
    stock: ApiMemory,
}

impl<C: Crypto, K: Clock, R: Random> ResourceServer<C, K, R> {
    /// The demo APIs of the issuer that is called so.
    pub(crate) fn new(ports: Rc<Ports<C, K, R>>, names: Rc<Names>) -> Self {
        Self { ports, names, settings: RefCell::default(), orders: ApiMemory::default(), stock: ApiMemory::default() }
    }

    /// Tells the APIs how they are set up, from the next request on.
    pub(crate) fn set_up(&self, settings: Settings) {
        self.settings.replace(settings);
    }

    /// Answers a request as this API would, for what it has at this path; what it asks the issuer goes through `transport`.
    pub(crate) async fn handle(
        &self,
        (api, path): (DemoApi, &str),
        request: &Incoming,
        transport: &impl Transport,
        trace: &mut Trace,
    ) -> Reply {
        let place = Place::at(api, path);
        let mut reply = match admit(place, request, trace) {
            ControlFlow::Continue(Place::Metadata) => {
                metadata::answer(&self.names, api, &self.settings.borrow(), trace)
            }
            ControlFlow::Continue(Place::Resource(resource)) => {
                self.answer(api, resource, request, transport, trace).await
            }
            ControlFlow::Break(answered) => answered,
        };
        finish(place, request, &mut reply);
        reply
    }

    async fn answer(
        &self,
        api: DemoApi,
        resource: Resource,
        request: &Incoming,
        transport: &impl Transport,
        trace: &mut Trace,
    ) -> Reply {
        let settings = self.settings.borrow().clone();
        let memory = self.memory_of(api);
        let access = Access { ports: &self.ports, names: &self.names, api, memory, settings: &settings, transport };
        let mut scheme = TokenType::Bearer;
        let given = match access.token(request, &mut scheme, trace).await {
            Ok(token) => resource.give(&token, trace),
            Err(refusal) => Err(refusal),
        };
        let mut reply = match given {
            Ok(body) => reply::private(reply::json(&body)),
            Err(refusal) => refusal.into_reply(api.realm(), scheme, Some(&metadata::address(&self.names, api))),
        };
        access.proofs().offer_nonce(request, &mut reply);
        reply
    }

    /// Forgets the proofs that were used and the keys that were fetched.
    pub(crate) fn forget(&self) {
        for memory in [&self.orders, &self.stock] {
            memory.proofs.forget();
            memory.keys.forget(&self.ports.crypto);
        }
    }

    const fn memory_of(&self, api: DemoApi) -> &ApiMemory {
        match api {
            DemoApi::Orders => &self.orders,
            DemoApi::Stock => &self.stock,
        }
    }
}
