//! What whoever runs the issuer may see and change: policies, registry, log, clock, keys, and back to the beginning.

use crate::jose::{Jwk, KeyError};
use crate::ports::{Clock, Crypto, Random, UnixTime};

use super::{Issuer, IssuerClock, KeyRecord, LogEntry, Policies, Registry};

impl<C: Crypto, K: Clock, R: Random> Issuer<C, K, R> {
    /// The policies in force.
    pub fn policies(&self) -> Policies {
        self.policies.borrow().clone()
    }

    /// Changes the policies, from the next request on.
    ///
    /// Where they refuse what they allowed before, a client that bears a person's identifier is forgotten, with the API that it asks for:
    /// no issuer holds what it would not take (ATK-04).
    pub fn set_policies(&self, policies: Policies) {
        if self.policies.borrow().personal_client_ids && !policies.personal_client_ids {
            let mut registry = self.registry.borrow_mut();
            let Registry { clients, apis, people, .. } = &mut *registry;
            let is_person = |sub: &str| people.iter().any(|person| person.sub == sub);
            clients.retain(|client| !client.subjects().any(|(_, sub)| is_person(&sub)));
            apis.retain(|api| clients.iter().any(|client| client.client_id == api.client_id));
        }
        self.policies.replace(policies);
    }

    /// What is registered now: for showing a record beside a token.
    pub fn registry(&self) -> Registry {
        self.registry.borrow().clone()
    }

    /// Forgets a registered client, as if it had never been: for whoever registered one for a moment.
    pub fn forget_client(&self, client_id: &str) {
        self.registry.borrow_mut().clients.retain(|client| client.client_id.as_str() != client_id);
        self.registered.borrow_mut().forget(client_id);
    }

    /// The newest messages with their traces, oldest first.
    pub fn log(&self) -> Vec<LogEntry> {
        self.log.borrow().entries()
    }

    /// The messages that arrived after the first `count`, with their traces, oldest first.
    pub fn log_after(&self, count: u64) -> Vec<LogEntry> {
        self.log.borrow().entries_after(count)
    }

    /// How many messages have arrived, forgotten ones included.
    pub fn arrivals(&self) -> u64 {
        self.log.borrow().arrivals()
    }

    /// The platform's cryptography and randomness, for whoever plays the clients beside this issuer.
    pub const fn ports(&self) -> (&C, &R) {
        (&self.crypto, &self.random)
    }

    /// How many times a person signed in since the last reset.
    pub fn logins(&self) -> u32 {
        self.log.borrow().logins()
    }

    /// The issuer's clock, to move it and to stop it.
    pub const fn clock(&self) -> &IssuerClock<K> {
        &self.clock
    }

    /// The issuer's time.
    pub fn now(&self) -> UnixTime {
        self.clock.now()
    }

    /// The private key of the demo client that signs with one of its own, for whoever plays that client.
    ///
    /// # Errors
    /// [`KeyError`] when the platform cannot make one.
    pub async fn client_key(&self) -> Result<Jwk, KeyError> {
        self.client_key.private(&self.crypto).await
    }

    /// Gives that client another key. The issuer finds out when it meets a signature by it (OIDC Core §10.1.1).
    ///
    /// # Errors
    /// [`KeyError`] when the platform cannot make one.
    pub async fn rotate_client_key(&self) -> Result<(), KeyError> {
        self.client_key.rotate(&self.crypto).await
    }

    /// The name of that key, once there is one.
    pub fn client_key_id(&self) -> Option<String> {
        self.client_key.kid()
    }

    /// The issuer's own keys, oldest first, as far as anybody may know them.
    pub fn keys(&self) -> Vec<KeyRecord> {
        self.keys.records()
    }

    /// Lets the issuer sign with its next keys. The ones before stay published for an hour, longer than any token lives.
    ///
    /// # Errors
    /// [`KeyError`] when the platform cannot make keys.
    pub async fn rotate_keys(&self) -> Result<(), KeyError> {
        let algorithm = self.policies.borrow().alg;
        self.keys.signing(&self.crypto, algorithm).await?;
        self.keys.rotate(&self.crypto, self.now()).await
    }

    /// Back to the beginning: the first registry, the default policies, the page's clock, an empty log.
    ///
    /// The keys stay: a token that the learner kept can still be verified, and an RSA key takes time to make. The APIs forget
    /// the keys they fetched, so that the next visit shows the whole conversation again.
    pub fn reset(&self) {
        self.registry.replace(self.initial.clone());
        self.policies.take();
        self.registered.take();
        self.unknown_configuration.take();
        self.transactions.take();
        self.codes.take();
        self.issued.take();
        self.assertions.take();
        self.throttle.take();
        self.token_proofs.forget();
        self.userinfo_proofs.forget();
        self.client_keys.take();
        self.log.borrow_mut().forget();
        for api in [&self.orders_api, &self.stock_api] {
            api.proofs.forget();
            api.keys.forget(&self.crypto);
        }
        self.clock.reset();
    }
}
