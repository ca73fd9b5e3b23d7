//! What can be done with an access token, once it is here: at the issuer in this page, or at another whose endpoints are known.

use http::{Request, Uri};

use super::answered::Answer;
use crate::client::draft::AssertionAudience;
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
            about(draft, &[origin, path].concat(), token)
        };
        match self {
            Self::Api => call(api(token, registry)),
            Self::UserInfo => call([ISSUER, "/userinfo"].concat()),
            Self::Introspect => Some(about(&draft_of(&*reader(token, registry)?), "/introspect")),
            Self::Revoke => Some(about(&answer.draft, "/revoke")),
        }
    }

    /// The message to an endpoint of another issuer, of which nobody but the client is known: it asks about its own token. `None` for an API,
    /// of which no metadata tell, and when the answer brought no token.
    #[must_use]
    pub fn message_to(self, endpoint: &str, answer: &Answer) -> Option<Message> {
        let response = TokenResponse::parse(answer.exchange.response.body()).ok()?;
        let token = response.access_token.as_str();
        match self {
            Self::Api => None,
            Self::UserInfo => {
                let scheme = response.kind().unwrap_or(TokenType::Bearer);
                let call = api_call::get_as(scheme, endpoint.parse().ok()?, Some(token))?;
                Some(Message::Call(Box::new(call)))
            }
            Self::Introspect | Self::Revoke => Some(about(&answer.draft, endpoint, token)),
        }
    }
}

/// A message about a token, whose sender proves who it is as the draft does (RFC 7662 §2.1, RFC 7009 §2.1).
fn about(draft: &Draft, endpoint: &str, token: &str) -> Message {
    let mut assertion = draft.assertion.clone();
    // Whom an assertion is for stays the same wherever it is shown: the issuer, or its token endpoint.
    let issuer = match assertion.audience {
        AssertionAudience::Issuer => &draft.issuer,
        AssertionAudience::TokenEndpoint => &draft.token_endpoint,
    };
    assertion.audience = AssertionAudience::Issuer;
    Message::Prove(Box::new(Draft {
        token_endpoint: endpoint.to_owned(),
        issuer: issuer.clone(),
        assertion,
        parameters: ["token=", token].concat(),
        grant_type: String::new(),
        scope: String::new(),
        resource: String::new(),
        audience: String::new(),
        authorization_details: String::new(),
        dpop: None,
        ..draft.clone()
    }))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::Response;
    use http::header::AUTHORIZATION;

    use super::super::RequestContext;
    use super::*;
    use crate::oauth::{ClientId, ClientSecret, Exchange, Party};
    use crate::ports::UnixTime;
    use crate::server::Trace;

    fn answered(token_type: &str, draft: Draft) -> Answer {
        let body = [r#"{"access_token":"the-token","token_type":""#, token_type, r#""}"#].concat();
        let request = Request::post(&draft.token_endpoint).body(Vec::new()).unwrap();
        let response = Response::new(body.into_bytes());
        Answer {
            run: 1,
            draft,
            context: RequestContext::default(),
            certificate: None,
            exchange: Exchange { from: Party::Client, to: Party::Issuer, request, response, at: UnixTime(0) },
            earlier: None,
            trace: Trace::default(),
            logins: 0,
        }
    }

    fn draft(method: ClientAuthMethod) -> Draft {
        Draft {
            client_id: ClientId::new("nightly"),
            client_secret: ClientSecret::new("sesame"),
            method,
            scope: "orders.read".to_owned(),
            issuer: "https://as.example".to_owned(),
            token_endpoint: "https://as.example/token".to_owned(),
            ..Draft::default()
        }
    }

    const THERE: &str = "https://as.example/there";

    #[test]
    fn elsewhere_the_client_asks_about_its_own_token_and_proves_itself_as_before() {
        for (method, body) in [
            (ClientAuthMethod::ClientSecretBasic, "token=the-token"),
            (ClientAuthMethod::ClientSecretPost, "client_id=nightly&client_secret=sesame&token=the-token"),
        ] {
            for what in [Use::Introspect, Use::Revoke] {
                let message = what.message_to(THERE, &answered("Bearer", draft(method)));
                let Some(Message::Prove(draft)) = message else { panic!("{what:?}") };
                let request = draft.to_request().unwrap();
                assert_eq!(request.uri(), THERE);
                assert_eq!(String::from_utf8_lossy(request.body()), body);
                assert_eq!(
                    request.headers().contains_key(AUTHORIZATION),
                    method == ClientAuthMethod::ClientSecretBasic
                );
            }
        }
    }

    #[test]
    fn an_assertion_is_for_whom_it_was_for_at_the_token_endpoint() {
        for (audience, aud) in [
            (AssertionAudience::Issuer, "https://as.example"),
            (AssertionAudience::TokenEndpoint, "https://as.example/token"),
        ] {
            let mut draft = draft(ClientAuthMethod::PrivateKeyJwt);
            draft.assertion.audience = audience;
            let message = Use::Introspect.message_to(THERE, &answered("Bearer", draft));
            let Some(Message::Prove(draft)) = message else { panic!("{audience:?}") };
            assert_eq!(draft.assertion_claims(UnixTime(0), "j").unwrap()["aud"], aud);
            assert_eq!(draft.token_endpoint, THERE);
        }
    }

    #[test]
    fn userinfo_carries_the_token_by_its_type_and_of_an_api_nobody_knows() {
        for kind in ["Bearer", "DPoP"] {
            let answer = answered(kind, draft(ClientAuthMethod::ClientSecretBasic));
            let Some(Message::Call(call)) = Use::UserInfo.message_to(THERE, &answer) else { panic!("{kind}") };
            assert_eq!(call.headers()[AUTHORIZATION], [kind, " the-token"].concat());
            assert!(Use::Api.message_to(THERE, &answer).is_none());
            assert!(Use::UserInfo.message_to("no address", &answer).is_none());
        }
    }
}
