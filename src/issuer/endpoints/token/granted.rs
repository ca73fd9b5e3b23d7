//! What a token request asks for, and what its grant allows.

use serde_json::{Map, Value};

use crate::issuer::personality::Played;
use crate::issuer::state::RefreshToken;
use crate::oauth::{AuthorizationDetail, Scope};
use crate::ports::UnixTime;

/// What a grant allows: whom the access token is about, what it is good for, and what an ID Token could be about.
pub(super) struct Granted {
    /// The `sub` of the access token; `None` where a policy leaves it out.
    pub(super) subject: Option<String>,
    pub(super) scope: Scope,
    pub(super) identity: Identity,
    /// The APIs that the grant is limited to; none when it is not.
    pub(super) resources: Vec<String>,
    /// What it is good for in detail.
    pub(super) details: Vec<AuthorizationDetail>,
    /// The name that all tokens of the grant carry.
    pub(super) id: String,
    /// The refresh token that was used, and what it is good for.
    pub(super) refresh: Option<(String, RefreshToken)>,
    /// Where one token was exchanged for another: who acts for the subject, and the end of what was exchanged.
    pub(super) exchanged: Option<(Map<String, Value>, UnixTime)>,
    /// The server that is played, where the client asks for itself: of other grants nothing is imitated.
    pub(super) played: Option<Played>,
}

/// What the request asks for beside the scope, read and allowed for this client.
pub(super) struct Asked {
    /// The APIs named with `resource`.
    pub(super) resources: Vec<String>,
    /// The objects of `authorization_details`.
    pub(super) details: Vec<AuthorizationDetail>,
}

impl Granted {
    /// What is granted about a person who is not here, without a sign-in to describe and without anything to renew it with.
    pub(super) fn about_absent(subject: String, scope: Scope, asked: Asked, id: String) -> Self {
        let Asked { resources, details } = asked;
        let (subject, identity) = (Some(subject), Identity::Absent);
        Self { subject, scope, identity, resources, details, id, refresh: None, exchanged: None, played: None }
    }

    /// Whether the access token is about a person.
    pub(super) const fn is_about_a_person(&self) -> bool {
        matches!(self.identity, Identity::Person { .. } | Identity::Absent)
    }
}

/// Who signed in.
pub(super) enum Identity {
    /// Nobody.
    Nobody,
    /// Nobody, but a vendor policy wants an ID Token about this account.
    VendorAccount(String),
    /// Nobody, but a vendor policy wants the access token a second time, under the name of an ID Token.
    VendorCopy,
    /// A person who is not here: another issuer's word, or an earlier sign-in at another client.
    Absent,
    /// A person.
    Person {
        /// When.
        auth_time: UnixTime,
        /// The client's value that ties an ID Token to its request.
        nonce: Option<String>,
    },
}
