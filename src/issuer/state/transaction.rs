//! What is remembered between the steps of a sign-in: the request while the person decides, the code until it is redeemed.

use std::rc::Rc;

use crate::oauth::{AuthorizationDetail, ClientId, ResponseMode, ResponseType, Scope};

use super::{Client, Login};

/// How long a code is good for, in seconds. RFC 6749 §4.1.2 advises at most ten minutes.
pub(crate) const CODE_LIFETIME: i64 = 60;

/// A good authorization request, waiting for the person.
#[derive(Clone)]
pub(crate) struct Transaction {
    pub(crate) client: Rc<Client>,
    pub(crate) redirect_uri: String,
    pub(crate) response_type: ResponseType,
    pub(crate) response_mode: ResponseMode,
    pub(crate) state: Option<String>,
    pub(crate) scope: Scope,
    pub(crate) resources: Vec<String>,
    pub(crate) details: Vec<AuthorizationDetail>,
    pub(crate) nonce: Option<String>,
    pub(crate) code_challenge: Option<String>,
}

/// What a code stands for, bound to everything that must be shown with it (RFC 6749 §4.1.3, RFC 7636 §4.4).
pub(crate) struct Code {
    pub(crate) client_id: ClientId,
    pub(crate) redirect_uri: String,
    pub(crate) scope: Scope,
    /// The APIs that the grant is limited to; none when it is not (RFC 8707 §2.1).
    pub(crate) resources: Vec<String>,
    pub(crate) details: Vec<AuthorizationDetail>,
    pub(crate) code_challenge: Option<String>,
    /// The person who signed in.
    pub(crate) login: Login,
}

impl Transaction {
    /// What a code stands for once a person has signed in.
    pub(crate) fn signed_in(&self, login: Login) -> Code {
        Code {
            client_id: self.client.client_id.clone(),
            redirect_uri: self.redirect_uri.clone(),
            scope: self.scope.clone(),
            resources: self.resources.clone(),
            details: self.details.clone(),
            code_challenge: self.code_challenge.clone(),
            login,
        }
    }
}
