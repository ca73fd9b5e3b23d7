//! What several experiments send, or do between two messages.

use crate::issuer::{OpenidPolicy, SubjectStyle};
use crate::lab::action::{Action, Decision, TokenAsk, TokenFrom};
use crate::lab::rule::Rule;
use crate::oauth::ResponseType;

/// A token request as an action.
pub(super) const REQUEST: Action = Action::TokenRequest(TokenAsk::NIGHTLY);
/// The same request with `openid` added to the scope.
pub(super) const REQUEST_OPENID: Action = Action::TokenRequest(TokenAsk::NIGHTLY_OPENID);
/// The API call with the token just received.
pub(super) const CALL_API: Action = Action::CallApi { token: TokenFrom::Latest };
/// UserInfo, with the token just received.
pub(super) const ASK_USERINFO: Action = Action::UserInfo { token: TokenFrom::Latest };
/// The beginning of a sign-in, with a code to come back.
pub(super) const BEGIN: Action = begin(ResponseType::Code);
/// The same without OpenID Connect.
pub(super) const BEGIN_WITHOUT_OPENID: Action =
    Action::SignIn { scope: "orders.read", response_type: ResponseType::Code };
/// A registration with a person's identifier.
pub(super) const POSE: Action = Action::Register { client_id: TokenAsk::POSING.client };
/// The person signs in.
pub(super) const CONTINUE: Action = Action::Decide(Decision::Continue);

/// The request of a client that may read what belongs to all customers.
pub(super) const EVERY_CUSTOMER: TokenAsk = TokenAsk { scope: Some("customers.read.all"), ..TokenAsk::LABELS };
/// The list of all customers, with the token just received.
pub(super) const CUSTOMERS: Action = Action::Get { address: "https://api.test/customers", token: TokenFrom::Latest };

/// A token request.
pub(super) const fn asks(ask: TokenAsk) -> Action {
    Action::TokenRequest(ask)
}

/// The beginning of a sign-in.
pub(super) const fn begin(response_type: ResponseType) -> Action {
    Action::SignIn { scope: "openid profile", response_type }
}

/// Another answer to `openid`, for this run.
pub(super) const fn openid(policy: OpenidPolicy) -> Action {
    Action::Set(Rule::Openid(policy))
}

/// Another `sub` for clients, for this run.
pub(super) const fn sub(style: SubjectStyle) -> Action {
    Action::Set(Rule::Subject(style))
}
