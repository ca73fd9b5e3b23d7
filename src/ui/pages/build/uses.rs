//! What can be done with an access token of the issuer in this page, once it is here.

use http::{Request, Uri};

use super::answered::Answer;
use crate::client::{Draft, api_call};
use crate::inspect::Part;
use crate::issuer::{Client, ISSUER, MTLS_ISSUER, Registry};
use crate::oauth::{ClientAuthMethod, TokenResponse, TokenType};

/// Something to do with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Call the API that it is for (RFC 6750 §2.1).
    Api,
    /// Ask for the person behind it (OIDC Core §5.3).
    UserInfo,
    /// Ask the issuer whether it is good, as the API would (RFC 7662 §2.1).
    Introspect,
    /// Give it back (RFC 7009 §2.1).
    Revoke,
}

/// A message that uses a token.
#[derive(Clone, Debug)]
pub enum Message {
    /// One that carries the token in its header.
    Call(Box<Request<Vec<u8>>>),
    /// One whose sender proves who it is, as this draft says.
    Prove(Box<Draft>),
}

impl Use {
    /// Everything that can be done, in the order in which it is offered.
    pub const ALL: [Self; 4] = [Self::Api, Self::UserInfo, Self::Introspect, Self::Revoke];

    /// Its name in texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Api => "use_api",
            Self::UserInfo => "use_userinfo",
            Self::Introspect => "use_introspect",
            Self::Revoke => "use_revoke",
        }
    }

    /// The message; `None` when the answer brought no token, or nobody is there to ask.
    #[must_use]
    pub fn message(self, answer: &Answer, registry: &Registry) -> Option<Message> {
        let response = TokenResponse::parse(answer.exchange.response.body()).ok()?;
        let token = response.access_token.as_str();
        let scheme = response.kind().unwrap_or(TokenType::Bearer);
        let call = |address: String| {
            let address: Uri = address.parse().ok()?;
            api_call::get_as(scheme, address, Some(token)).map(|call| Message::Call(Box::new(call)))
        };
        let about = |draft: &Draft, path: &str| {
            let origin = if draft.method.shows_certificate() { MTLS_ISSUER } else { ISSUER };
            Message::Prove(Box::new(Draft {
                token_endpoint: [origin, path].concat(),
                parameters: ["token=", token].concat(),
                grant_type: String::new(),
                scope: String::new(),
                resource: String::new(),
                audience: String::new(),
                authorization_details: String::new(),
                dpop: None,
                ..draft.clone()
            }))
        };
        match self {
            Self::Api => call(api(token, registry)),
            Self::UserInfo => call([ISSUER, "/userinfo"].concat()),
            Self::Introspect => Some(about(&draft_of(&*reader(token, registry)?), "/introspect")),
            Self::Revoke => Some(about(&answer.draft, "/revoke")),
        }
    }
}

/// The address at the first API that the token is for; the orders, where it names none that is known.
fn api(token: &str, registry: &Registry) -> String {
    let has_details = claim(token, "authorization_details").is_some();
    let path = |identifier: &str| match identifier {
        _ if has_details => "/orders/export",
        stock if stock.contains("stock") => "/stock",
        _ => "/orders",
    };
    let identifier = audience(token).into_iter().find(|name| registry.api(name).is_some());
    let identifier = identifier.or_else(|| registry.apis.first().map(|api| api.identifier.clone())).unwrap_or_default();
    let path = path(&identifier);
    [identifier.trim_end_matches('/'), path].concat()
}

/// The client under which the API asks that the token is for. A token that nobody can read may be for any of them.
fn reader(token: &str, registry: &Registry) -> Option<std::rc::Rc<Client>> {
    let audience = audience(token);
    let asked =
        registry.apis.iter().find(|api| audience.contains(&api.identifier)).or_else(|| registry.apis.first())?;
    registry.client(asked.client_id.as_str())
}

fn draft_of(client: &Client) -> Draft {
    Draft {
        client_id: client.client_id.clone(),
        client_secret: client.client_secret.clone().unwrap_or_default(),
        method: if client.client_secret.is_some() { client.token_endpoint_auth_method } else { ClientAuthMethod::None },
        issuer: ISSUER.to_owned(),
        ..Draft::default()
    }
}

fn claim(token: &str, name: &str) -> Option<serde_json::Value> {
    Part::header_and_payload(token)?.1.members.remove(name)
}

fn audience(token: &str) -> Vec<String> {
    match claim(token, "aud") {
        Some(serde_json::Value::String(one)) => vec![one],
        Some(serde_json::Value::Array(all)) => {
            all.into_iter().filter_map(|one| one.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    }
}
