//! What whoever runs the servers may see and change: policies, set-up, log, clock, keys, and back to the beginning.

use crate::issuer::{Configuration, Issuer, Policies};
use crate::jose::{Jwk, KeyError};
use crate::ports::{Clock, Crypto, Random, UnixTime};

use super::api_settings::api_settings;
use super::clock::AdjustableClock;
use super::log::LogEntry;
use super::wire::Network;

impl<C: Crypto, K: Clock, R: Random> Network<C, K, R> {
    /// The authorization server.
    pub const fn issuer(&self) -> &Issuer<C, AdjustableClock<K>, R> {
        &self.issuer
    }

    /// Changes the issuer's policies, from the next request on, and tells the APIs what they have to know of them.
    pub fn set_policies(&self, policies: Policies) {
        self.issuer.set_policies(policies);
        self.apis.set_up(api_settings(&self.issuer));
    }

    /// Sets the issuer up anew, and with it the APIs. Tokens that were issued before stay what they are; a reset goes back to the
    /// beginning.
    pub fn configure(&self, configuration: Configuration) {
        self.issuer.configure(configuration);
        self.apis.set_up(api_settings(&self.issuer));
    }

    /// From now on keeps the newest `messages` with their traces.
    pub fn keep_messages(&self, messages: usize) {
        self.log.borrow_mut().keep(messages);
    }

    /// How many messages are kept with their traces.
    pub fn kept_messages(&self) -> usize {
        self.log.borrow().capacity()
    }

    /// The newest messages with their traces, oldest first.
    pub fn log(&self) -> Vec<LogEntry> {
        self.log.borrow().entries()
    }

    /// Looks at the newest messages with their traces, oldest first, where they are kept.
    pub fn for_each_logged(&self, look: impl FnMut(&LogEntry)) {
        self.log.borrow().for_each(look);
    }

    /// The messages that arrived after the first `count`, with their traces, oldest first.
    pub fn log_after(&self, count: u64) -> Vec<LogEntry> {
        self.log.borrow().entries_after(count)
    }

    /// How many messages have arrived, forgotten ones included.
    pub fn arrivals(&self) -> u64 {
        self.log.borrow().arrivals()
    }

    /// The platform's cryptography and randomness, for whoever plays the clients beside these servers.
    pub fn ports(&self) -> (&C, &R) {
        (&self.ports.crypto, &self.ports.random)
    }

    /// The clock of all servers, to move it and to stop it.
    pub fn clock(&self) -> &AdjustableClock<K> {
        &self.ports.clock
    }

    /// The time of all servers.
    pub fn now(&self) -> UnixTime {
        self.ports.clock.now()
    }

    /// The private key of the demo client that signs with one of its own, for whoever plays that client.
    ///
    /// # Errors
    /// [`KeyError`] when the platform cannot make one.
    pub async fn client_key(&self) -> Result<Jwk, KeyError> {
        self.client_key.private(&self.ports.crypto).await
    }

    /// Gives that client another key. The issuer finds out when it meets a signature by it (OIDC Core §10.1.1).
    ///
    /// # Errors
    /// [`KeyError`] when the platform cannot make one.
    pub async fn rotate_client_key(&self) -> Result<(), KeyError> {
        self.client_key.rotate(&self.ports.crypto).await
    }

    /// The private key of the other issuer, for whoever plays it.
    ///
    /// # Errors
    /// [`KeyError`] when the platform cannot make one.
    pub async fn other_key(&self) -> Result<Jwk, KeyError> {
        self.other_key.private(&self.ports.crypto).await
    }

    /// The name of the key of that client, once there is one.
    pub fn client_key_id(&self) -> Option<String> {
        self.client_key.kid()
    }

    /// Back to the beginning: the first registry, the default policies, the page's clock, an empty log.
    ///
    /// The issuer's keys stay; the APIs forget those they fetched, so that the next visit shows the whole conversation again.
    pub fn reset(&self) {
        self.issuer.reset();
        self.apis.forget();
        self.apis.set_up(api_settings(&self.issuer));
        self.log.borrow_mut().forget();
        self.ports.clock.reset();
    }
}
