//! The lab itself: the issuer, and the transport that joins the client to it inside the page.

use std::cell::RefCell;
use std::rc::Rc;

use http::{Request, Response};

use super::run_lock::RunLock;
use crate::issuer::{Configuration, Policies};
use crate::lab::rule::Rule;
use crate::network::{Network, is_host};
use crate::ports::{Clock, Connection, Crypto, Random, Transport, TransportError};

/// How many messages it keeps: more than any run has. With the 1,000 of an issuer for programs a page that had run 2,000 times held 2.1 times
/// of what it held after 50 (`make bench`, `runs`).
const MESSAGES: usize = 200;

/// An issuer with everything around it that experiments need.
///
/// It is a [`Transport`]: what a client sends through it is answered by the issuer and its demo API, and never leaves the page.
pub struct Lab<C, K, R> {
    network: Rc<Network<C, K, R>>,
    run_lock: RunLock,
    /// The reader's policies, while a run has given the issuer others.
    kept: RefCell<Option<Policies>>,
}

impl<C: Crypto, K: Clock, R: Random> Lab<C, K, R> {
    /// A lab with a fresh issuer.
    #[must_use]
    pub fn new(crypto: C, clock: K, random: R) -> Self {
        let network = Network::new(crypto, clock, random);
        network.keep_messages(MESSAGES);
        Self { network: Rc::new(network), run_lock: RunLock::default(), kept: RefCell::default() }
    }

    /// The servers that it sends to.
    #[must_use]
    pub fn network(&self) -> &Network<C, K, R> {
        &self.network
    }

    /// The reader's policies of the issuer, whatever a run has changed for itself.
    #[must_use]
    pub fn policies(&self) -> Policies {
        self.kept.borrow().clone().unwrap_or_else(|| self.network.issuer().policies())
    }

    /// Changes the reader's policies. A run that has changed some for itself keeps those to its end.
    pub fn set_policies(&self, policies: Policies) {
        match self.kept.borrow_mut().as_mut() {
            Some(kept) => *kept = policies,
            None => self.network.set_policies(policies),
        }
    }

    /// Sets the issuer up anew, as soon as no run is under way.
    pub async fn configure(&self, configuration: Configuration) {
        let _guard = self.run_lock.take().await;
        self.network.configure(configuration);
    }

    /// Brings the issuer back to its beginning, as soon as no run is under way.
    pub async fn reset(&self) {
        let _guard = self.run_lock.take().await;
        self.network.reset();
    }

    pub(super) const fn run_lock(&self) -> &RunLock {
        &self.run_lock
    }

    /// Gives the issuer other policies until [`Lab::give_back`], as runs do for themselves.
    pub fn lend(&self, change: impl FnOnce(&mut Policies)) {
        let mut policies = self.network.issuer().policies();
        self.kept.borrow_mut().get_or_insert_with(|| policies.clone());
        change(&mut policies);
        self.network.set_policies(policies);
    }

    /// Sends one request under a policy that is in force for it alone, as soon as no run is under way.
    pub async fn send_under(&self, rule: Rule, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
        let _guard = self.run_lock.take().await;
        self.lend(|policies| rule.apply(policies));
        let (response, _) = self.network.handle(request, &Connection::default()).await;
        self.give_back();
        response
    }

    /// Gives the issuer the reader's policies again.
    pub fn give_back(&self) {
        if let Some(kept) = self.kept.take() {
            self.network.set_policies(kept);
        }
    }
}

impl<C: Crypto, K: Clock, R: Random> Transport for Lab<C, K, R> {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        connection: &Connection,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let host = request.uri().host().unwrap_or_default();
        if !is_host(host) {
            return Err(TransportError::UnknownHost(host.to_owned()));
        }
        let _guard = self.run_lock.take().await;
        let (response, _) = self.network.handle(request, connection).await;
        Ok(response)
    }
}
