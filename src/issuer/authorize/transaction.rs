//! What is remembered between the steps of a sign-in: the request while the person decides, the code until it is redeemed.

use std::rc::Rc;

use crate::oauth::{AuthorizationDetail, ClientId, ResponseMode, ResponseType, Scope};

use super::super::id_token::Login;
use super::super::registry::Client;
use super::ReturnTo;

/// How long a code is good for, in seconds. RFC 6749 §4.1.2 advises at most ten minutes.
pub(in super::super) const CODE_LIFETIME: i64 = 60;

/// A good authorization request, waiting for the person.
#[derive(Clone)]
pub(in super::super) struct Transaction {
    pub(in super::super) client: Rc<Client>,
    pub(in super::super) redirect_uri: String,
    pub(in super::super) response_type: ResponseType,
    pub(in super::super) response_mode: ResponseMode,
    pub(in super::super) state: Option<String>,
    pub(in super::super) scope: Scope,
    pub(in super::super) resources: Vec<String>,
    pub(in super::super) details: Vec<AuthorizationDetail>,
    pub(in super::super) nonce: Option<String>,
    pub(in super::super) code_challenge: Option<String>,
}

/// What a code stands for, bound to everything that must be shown with it (RFC 6749 §4.1.3, RFC 7636 §4.4).
pub(in super::super) struct Code {
    pub(in super::super) client_id: ClientId,
    pub(in super::super) redirect_uri: String,
    pub(in super::super) scope: Scope,
    /// The APIs that the grant is limited to; none when it is not (RFC 8707 §2.1).
    pub(in super::super) resources: Vec<String>,
    pub(in super::super) details: Vec<AuthorizationDetail>,
    pub(in super::super) code_challenge: Option<String>,
    /// The person who signed in.
    pub(in super::super) login: Login,
}

impl Transaction {
    /// Where the browser is sent when the request ends.
    pub(in super::super) fn return_to(&self) -> ReturnTo {
        ReturnTo { redirect_uri: self.redirect_uri.clone(), state: self.state.clone(), mode: self.response_mode }
    }

    /// What a code stands for once a person has signed in.
    pub(in super::super) fn signed_in(&self, login: Login) -> Code {
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
