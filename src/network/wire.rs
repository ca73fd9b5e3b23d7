//! Messages on their way: to the server that answers for the host, and into the log.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use http::{Request, Response};

use crate::issuer::{Issuer, Registry, SharedKeys, demo_registry};
use crate::oauth::{Exchange, Party};
use crate::ports::{Clock, Connection, Crypto, Ports, Random, Transport, TransportError};
use crate::resource_server::ResourceServer;
use crate::server::{Incoming, Names, Reply, Step, StepOutcome, Trace, nobody_here, quoted};

use super::api_settings::api_settings;
use super::clock::AdjustableClock;
use super::host::{self, Host};
use super::key_pair::KeyPair;
use super::log::{Log, LogEntry};
use super::{client_site, other_issuer, proxy};

/// What gets to see an answer and the step that decided it.
pub type Told<'a> = dyn FnMut(&Response<Vec<u8>>, Option<&Step>) + 'a;

/// The servers of this page and the wire between them, over the ports they need.
pub struct Network<C, K, R> {
    pub(super) ports: Rc<Ports<C, AdjustableClock<K>, R>>,
    pub(super) issuer: Issuer<C, AdjustableClock<K>, R>,
    pub(super) apis: ResourceServer<C, AdjustableClock<K>, R>,
    /// Of the demo client that has a key of its own.
    pub(super) client_key: Rc<KeyPair>,
    /// Of the other issuer.
    pub(super) other_key: Rc<KeyPair>,
    pub(super) log: RefCell<Log>,
    /// What the issuer and the demo APIs are called.
    names: Rc<Names>,
}

impl<C: Crypto, K: Clock, R: Random> Network<C, K, R> {
    /// The network with the demo clients, APIs and person.
    pub fn new(crypto: C, clock: K, random: R) -> Self {
        Self::with_registry(crypto, clock, random, demo_registry())
    }

    /// A network whose issuer knows other clients, APIs and people, or has another name.
    pub fn with_registry(crypto: C, clock: K, random: R, registry: Registry) -> Self {
        let ports = Rc::new(Ports { crypto, clock: AdjustableClock::new(clock), random });
        let names = Rc::clone(&registry.names);
        let network = Self {
            issuer: Issuer::new(Rc::clone(&ports), registry),
            apis: ResourceServer::new(Rc::clone(&ports), Rc::clone(&names)),
            ports,
            client_key: Rc::default(),
            other_key: Rc::default(),
            log: RefCell::default(),
            names,
        };
        network.apis.set_up(api_settings(&network.issuer));
        network
    }

    /// Servers of their own beside these: with what is registered here now, the same clock and cryptography, and the same keys of those who
    /// are no issuer. Nothing that they are asked shows here.
    #[must_use]
    pub fn beside(&self, keys: &SharedKeys) -> Self {
        let network = Self {
            issuer: self.issuer.beside(keys),
            apis: ResourceServer::new(Rc::clone(&self.ports), Rc::clone(&self.names)),
            ports: Rc::clone(&self.ports),
            client_key: Rc::clone(&self.client_key),
            other_key: Rc::clone(&self.other_key),
            log: RefCell::default(),
            names: Rc::clone(&self.names),
        };
        network.apis.set_up(api_settings(&network.issuer));
        network
    }

    /// Answers a request as whoever has its host name would, says why, and logs both.
    ///
    /// It never fails: what is wrong with a request is said in the response. A request to any other host is answered 404 and
    /// not logged, because nobody here received it. The certificate of `connection` reaches a server as a header field that a proxy
    /// writes (RFC 9440), and they look for it nowhere else.
    pub async fn handle(&self, request: Request<Vec<u8>>, connection: &Connection) -> (Response<Vec<u8>>, Trace) {
        self.traced(None, request, connection).await
    }

    /// The same for who only looks: `tell` gets to see the answer and the step that decided, and nothing is copied on the way into the log. The
    /// last step is the one that refused if one did; behind one that issued something stands only what did not come with it.
    pub async fn answer(&self, request: Request<Vec<u8>>, connection: &Connection, tell: &mut Told<'_>) {
        self.deliver(None, request, connection, &mut |reply, trace| tell(reply, deciding(trace))).await;
    }

    /// The same for a request that this party sends, whoever sends such requests otherwise.
    pub async fn handle_from(&self, from: Party, request: Request<Vec<u8>>) -> (Response<Vec<u8>>, Trace) {
        self.traced(Some(from), request, &Connection::default()).await
    }

    /// This request as it would arrive over this connection, with who would send it and who would answer it; `None` where nobody has its
    /// host name.
    pub fn arriving(
        &self,
        request: Request<Vec<u8>>,
        connection: &Connection,
    ) -> Option<(Party, Party, Request<Vec<u8>>)> {
        let mut request = Incoming::from(request);
        let (host, path) = host::host(&self.names, &request.head)?;
        proxy::pass_on(&mut request.head, connection, &mut Trace::default());
        Some((self.sender(host, &path), host.party(), request.into()))
    }

    /// A client, or a person where only people send.
    fn sender(&self, host: Host, path: &str) -> Party {
        match host {
            Host::Issuer(name) => self.issuer.sender(name, path),
            Host::Api(_) | Host::LedgerSync | Host::Other => Party::Client,
        }
    }

    async fn traced(&self, from: Option<Party>, request: Request<Vec<u8>>, connection: &Connection) -> (Reply, Trace) {
        let mut both = (Reply::default(), Trace::default());
        self.deliver(from, request, connection, &mut |reply, trace| both = (reply.clone(), trace.clone())).await;
        both
    }

    /// The same for a request by this party. Without one it is a client's, or a person's where only people send. `tell` gets
    /// to see the answer and the trace.
    async fn deliver(
        &self,
        from: Option<Party>,
        request: Request<Vec<u8>>,
        connection: &Connection,
        tell: &mut dyn FnMut(&Reply, &Trace),
    ) {
        let mut request = Incoming::from(request);
        let mut trace = Trace::default();
        let Some((host, path)) = host::host(&self.names, &request.head) else {
            let name = request.head.uri.authority().map_or_else(String::new, |name| quoted(name.as_str()));
            let reply = nobody_here(name, &self.names.issuer, &mut trace);
            return tell(&reply, &trace);
        };
        proxy::pass_on(&mut request.head, connection, &mut trace);
        let number = self.log.borrow_mut().arrived();
        let at = self.now();
        let from = from.unwrap_or_else(|| self.sender(host, &path));
        let transport = Sender { network: self, party: host.party() };
        let response = match host {
            Host::Issuer(name) => self.issuer.handle((name, &path), &request, &transport, &mut trace).await,
            Host::Api(api) => self.apis.handle((api, &path), &request, &transport, &mut trace).await,
            Host::LedgerSync => client_site::handle(&self.client_key, &self.ports.crypto, &request, &mut trace).await,
            Host::Other => {
                other_issuer::handle(&self.other_key, &self.ports.crypto, &self.names, &request, &mut trace).await
            }
        };
        tell(&response, &trace);
        let exchange = Exchange { from, to: host.party(), request: request.into(), response, at };
        self.log.borrow_mut().answered(LogEntry::new(number, exchange, trace));
    }
}

/// The check that decided.
fn deciding(trace: &Trace) -> Option<&Step> {
    let mut steps = trace.steps.iter().rev();
    if trace.issued.is_empty() { steps.next() } else { steps.find(|step| step.outcome == StepOutcome::Passed) }
}

/// A server as the sender of messages to the others.
struct Sender<'a, C, K, R> {
    network: &'a Network<C, K, R>,
    party: Party,
}

impl<C: Crypto, K: Clock, R: Random> Transport for Sender<'_, C, K, R> {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        connection: &Connection,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        // A message that causes another one is a future inside itself, which only a pointer can hold.
        let mut answer = Reply::default();
        let mut tell = |reply: &Reply, _: &Trace| answer = reply.clone();
        let delivered: Pin<Box<dyn Future<Output = ()> + '_>> =
            Box::pin(self.network.deliver(Some(self.party), request, connection, &mut tell));
        delivered.await;
        Ok(answer)
    }
}
