//! The authorization server's memory, over the ports it needs.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::issuer::policy::Policies;
use crate::jose::{Algorithm, JwkSet, KeyError};
use crate::oauth::ClientId;
use crate::ports::{Clock, Crypto, Ports, Random, UnixTime};
use crate::server::{Names, ProofCheck, ProofRules, Proofs, Recent, ReplayMemory, Throttle};

use super::issued::Issued;
use super::keys::{KeyRecord, Keys, SharedKeys};
use super::registered::Registered;
use super::registry::{Client, Registry};
use super::transaction::{Code, Transaction};

/// The authorization server, `https://issuer.test` or under another name: what it is set up as, and what it remembers. Its endpoints are in `endpoints`.
pub struct Issuer<C, K, R> {
    pub(crate) ports: Rc<Ports<C, K, R>>,
    /// What it and the demo APIs are called, for as long as it is there.
    pub(crate) names: Rc<Names>,
    pub(crate) keys: Rc<Keys>,
    pub(crate) initial: Registry,
    pub(crate) registry: RefCell<Registry>,
    pub(crate) policies: RefCell<Policies>,
    /// The clients that registered themselves.
    pub(crate) registered: RefCell<Registered>,
    /// Members of an imported configuration that are not known here.
    pub(crate) unknown_configuration: RefCell<Map<String, Value>>,
    pub(crate) transactions: RefCell<Recent<Transaction>>,
    pub(crate) codes: RefCell<Recent<Code>>,
    pub(crate) issued: RefCell<Issued>,
    /// The `jti` of client assertions.
    pub(crate) assertions: RefCell<ReplayMemory>,
    pub(crate) throttle: RefCell<Throttle>,
    token_proofs: Proofs,
    userinfo_proofs: Proofs,
    /// Keys of clients that registered an address for them, by that address.
    pub(crate) client_keys: RefCell<Vec<(String, JwkSet)>>,
    /// How many times a person signed in.
    pub(crate) logins: Cell<u32>,
}

impl<C: Crypto, K: Clock, R: Random> Issuer<C, K, R> {
    /// An issuer that knows these clients, APIs and people.
    pub(crate) fn new(ports: Rc<Ports<C, K, R>>, registry: Registry) -> Self {
        Self {
            ports,
            names: Rc::clone(&registry.names),
            keys: Rc::default(),
            initial: registry.clone(),
            registry: RefCell::new(registry),
            policies: RefCell::default(),
            registered: RefCell::default(),
            unknown_configuration: RefCell::default(),
            transactions: RefCell::default(),
            codes: RefCell::default(),
            issued: RefCell::default(),
            assertions: RefCell::default(),
            throttle: RefCell::default(),
            token_proofs: Proofs::default(),
            userinfo_proofs: Proofs::default(),
            client_keys: RefCell::default(),
            logins: Cell::default(),
        }
    }

    /// An issuer of its own with what is registered here now, which signs with these keys. What it does shows nowhere here.
    pub(crate) fn beside(&self, keys: &SharedKeys) -> Self {
        Self { keys: Rc::clone(&keys.0), ..Self::new(Rc::clone(&self.ports), self.registry()) }
    }

    /// What the issuer and the demo APIs are called.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The policies in force.
    pub fn policies(&self) -> Policies {
        self.policies.borrow().clone()
    }

    /// Changes the policies, from the next request on.
    ///
    /// Where they refuse what they allowed before, a client that bears a person's identifier is forgotten, with the API that it asks for:
    /// no issuer holds what it would not take (ATK-04).
    pub(crate) fn set_policies(&self, policies: Policies) {
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

    /// Puts this record in the place of the client that has its identifier, and gives that one back; `None` when there is none.
    pub fn replace_client(&self, client: Rc<Client>) -> Option<Rc<Client>> {
        let mut registry = self.registry.borrow_mut();
        let known = registry.clients.iter_mut().find(|known| known.client_id == client.client_id)?;
        Some(std::mem::replace(known, client))
    }

    /// Whether a client is switched off.
    pub(crate) fn is_disabled(&self, client_id: Option<&ClientId>) -> bool {
        let client = client_id.and_then(|id| self.registry.borrow().client(id.as_str()));
        client.is_some_and(|client| client.disabled)
    }

    /// How many times a person signed in since the last reset.
    pub fn logins(&self) -> u32 {
        self.logins.get()
    }

    /// The issuer's time.
    pub fn now(&self) -> UnixTime {
        self.ports.clock.now()
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
        self.keys.signing(&self.ports.crypto, algorithm).await?;
        self.keys.rotate(&self.ports.crypto, self.now()).await
    }

    /// Back to the beginning: the first registry, the default policies, and nothing issued.
    ///
    /// The keys stay: a token that the learner kept can still be verified, and an RSA key takes time to make.
    pub(crate) fn reset(&self) {
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
        self.logins.take();
    }

    /// What an access token for these APIs is signed with.
    pub(crate) fn algorithm_for(&self, audience: &[String]) -> Algorithm {
        let registry = self.registry.borrow();
        let own = audience.iter().find_map(|name| registry.api(name)?.signing_alg);
        let policies = self.policies.borrow();
        let chosen = own.unwrap_or(policies.alg);
        if policies.profile.allows_algorithm(chosen) { chosen } else { Algorithm::Es256 }
    }

    /// The means of the token endpoint to judge DPoP proofs.
    pub(crate) fn token_proofs(&self) -> ProofCheck<'_, C, K, R> {
        ProofCheck { ports: &self.ports, memory: &self.token_proofs, rules: self.proof_rules() }
    }

    /// The means of UserInfo to judge DPoP proofs.
    pub(crate) fn userinfo_proofs(&self) -> ProofCheck<'_, C, K, R> {
        ProofCheck { ports: &self.ports, memory: &self.userinfo_proofs, rules: self.proof_rules() }
    }

    fn proof_rules(&self) -> ProofRules {
        self.policies.borrow().proof_rules()
    }
}
