//! What is remembered between the steps of a sign-in: the request while the person decides, the code until it is redeemed.

use std::rc::Rc;

use crate::oauth::{ClientId, Scope};
use crate::ports::UnixTime;

use super::super::registry::Client;

/// How long a code is good for, in seconds. RFC 6749 §4.1.2 advises at most ten minutes.
pub(in super::super) const CODE_LIFETIME: i64 = 60;

/// A good authorization request, waiting for the person.
#[derive(Clone)]
pub(in super::super) struct Transaction {
    pub(in super::super) client: Rc<Client>,
    pub(in super::super) redirect_uri: String,
    pub(in super::super) state: Option<String>,
    pub(in super::super) scope: Scope,
    pub(in super::super) nonce: Option<String>,
    pub(in super::super) code_challenge: Option<String>,
}

/// What a code stands for, bound to everything that must be shown with it (RFC 6749 §4.1.3, RFC 7636 §4.4).
pub(in super::super) struct Code {
    pub(in super::super) client_id: ClientId,
    pub(in super::super) redirect_uri: String,
    pub(in super::super) scope: Scope,
    pub(in super::super) nonce: Option<String>,
    pub(in super::super) code_challenge: Option<String>,
    /// The person who signed in.
    pub(in super::super) sub: String,
    pub(in super::super) auth_time: UnixTime,
}

impl Transaction {
    /// What a code stands for once `sub` has signed in.
    pub(in super::super) fn signed_in(&self, sub: String, auth_time: UnixTime) -> Code {
        Code {
            client_id: self.client.client_id.clone(),
            redirect_uri: self.redirect_uri.clone(),
            scope: self.scope.clone(),
            nonce: self.nonce.clone(),
            code_challenge: self.code_challenge.clone(),
            sub,
            auth_time,
        }
    }
}
