//! What an experiment does, as data: one action is one message that the client (or a person's browser) sends.
//!
//! Actions name demo clients and well-known places; the credentials themselves come from the issuer's registry when the action
//! runs, so no secret is written here. An action never says what should happen: [`super::experiment::Outcome`] does.

use http::Method;

/// One message to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ask the API for yesterday's orders, with the token of an earlier action or without one (RFC 6750 §2.1).
    CallApi {
        /// Whose token goes along.
        token: TokenFrom,
    },
    /// Send an authorization request, as a browser would (RFC 6749 §4.1.1).
    Authorize(AuthorizeAsk),
    /// Read one of the issuer's two metadata documents.
    FetchMetadata(WellKnown),
    /// Ask the token endpoint for a token (RFC 6749 §4.4.2).
    TokenRequest(TokenAsk),
    /// Ask UserInfo about the person behind a token (OIDC Core §5.3.1).
    UserInfo {
        /// Whose token goes along.
        token: TokenFrom,
    },
}

/// Where the access token of a call comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFrom {
    /// No token is sent.
    Nowhere,
    /// The newest access token that an earlier action of the same run received.
    Latest,
}

/// The two documents in which an issuer describes itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WellKnown {
    /// `/.well-known/oauth-authorization-server` (RFC 8414 §3).
    OAuth,
    /// `/.well-known/openid-configuration` (OIDC Discovery §4).
    OpenId,
}

/// A token request, with the fields that experiments vary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenAsk {
    /// `client_id` of a demo client; it authenticates the way it is registered.
    pub client: &'static str,
    /// The `grant_type` field; `None` leaves it out.
    pub grant_type: Option<&'static str>,
    /// The `scope` field; `None` leaves it out.
    pub scope: Option<&'static str>,
    /// The HTTP method; anything but POST is an experiment (RFC 6749 §3.2).
    pub method: Method,
}

impl TokenAsk {
    /// The request that everything else is compared with: the nightly job asks for the one scope it needs.
    pub const NIGHTLY: Self = Self {
        client: "nightly-report",
        grant_type: Some("client_credentials"),
        scope: Some("orders.read"),
        method: Method::POST,
    };

    /// The same request, asking for identity too.
    pub const NIGHTLY_OPENID: Self = Self { scope: Some("orders.read openid"), ..Self::NIGHTLY };

    /// Whether `openid` is among the scopes asked for.
    #[must_use]
    pub fn asks_openid(&self) -> bool {
        self.scope.is_some_and(|scope| scope.split(' ').any(|token| token == "openid"))
    }
}

/// An authorization request, with the fields that experiments vary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizeAsk {
    /// `client_id` of a demo client that may use the authorization endpoint.
    pub client: &'static str,
    /// The client's registered redirect address.
    pub redirect_uri: &'static str,
    /// The `response_type` field.
    pub response_type: &'static str,
    /// The `scope` field.
    pub scope: &'static str,
}

/// A token request as an action.
pub(super) const REQUEST: Action = Action::TokenRequest(TokenAsk::NIGHTLY);
/// The same request with `openid` added to the scope.
pub(super) const REQUEST_OPENID: Action = Action::TokenRequest(TokenAsk::NIGHTLY_OPENID);
/// The API call with the token just received.
pub(super) const CALL_API: Action = Action::CallApi { token: TokenFrom::Latest };
