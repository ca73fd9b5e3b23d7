//! The clients that registered themselves, and which of them make room for the next.
//!
//! Whoever was there before, the cast or an imported configuration, makes room for nobody.

use std::collections::VecDeque;

use crate::oauth::ClientId;

/// How many there can be.
const CAPACITY: usize = 100;
/// How many octets their records may have together, as a configuration writes them; so much fits beside any configuration.
const OCTETS: usize = 1 << 20;

/// The clients that registered themselves, the one registered first in front, each with the octets of its record.
#[derive(Default)]
pub(crate) struct Registered(VecDeque<(ClientId, usize)>);

impl Registered {
    /// Takes a client in, and gives those that make room for it.
    pub(crate) fn add(&mut self, client_id: ClientId, octets: usize) -> Vec<ClientId> {
        self.0.push_back((client_id, octets));
        let mut total: usize = self.0.iter().map(|(_, octets)| octets).sum();
        let mut gone = Vec::new();
        while self.0.len() > 1 && (self.0.len() > CAPACITY || total > OCTETS) {
            let Some((first, octets)) = self.0.pop_front() else { break };
            total -= octets;
            gone.push(first);
        }
        gone
    }

    /// Forgets that a client registered.
    pub(super) fn forget(&mut self, client_id: &str) {
        self.0.retain(|(own, _)| own.as_str() != client_id);
    }
}
