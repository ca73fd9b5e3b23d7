//! What a run leaves behind: the messages as they were sent, and what the issuer has written in its books.
//!
//! Nothing here is derived. Receipts, decoded tokens and verdicts are all computed from these bytes when somebody asks, so that
//! they cannot disagree with each other, and so that a test can tamper with the bytes and see the verdict change.

use http::header::{LOCATION, WWW_AUTHENTICATE};
use http::{HeaderName, Response};
use serde_json::{Map, Value};

use super::action::{Action, TokenAsk, WellKnown};
use super::cell_id::CellId;
use crate::issuer::Policies;
use crate::jose::{CompactJws, json};
use crate::oauth::authorization_response::{AuthorizationOutcome, AuthorizationResponse};
use crate::oauth::{Exchange, Party};
use crate::server::Trace;

/// Everything that one run left behind.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The reader's own policies of the issuer at the time. What a run changed for itself is in [`Evidence::done`].
    pub policies: Policies,
    /// What was done, in order.
    pub done: Vec<Done>,
    /// Every message pair in order, with those that the parties sent on their own account (the API fetching keys).
    pub messages: Vec<Recorded>,
    /// What the issuer wrote in its books; `None` for evidence that did not come from an embedded issuer.
    pub record: Option<IssuerRecord>,
}

/// One action and where its answer is.
#[derive(Clone, Debug)]
pub struct Done {
    /// What was to be done.
    pub action: Action,
    /// The message pair it caused, as an index into [`Evidence::messages`]; `None` when nothing could be sent.
    pub message: Option<usize>,
}

/// One message pair, with the issuer's account of its decision where there is one.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The request and its response.
    pub exchange: Exchange,
    /// The steps by which it was decided.
    pub trace: Trace,
    /// Whether the party that was asked before this sent it in order to answer: the API fetching keys.
    pub is_inside: bool,
}

/// The issuer's own books: facts that no message carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssuerRecord {
    /// How many times a person signed in during the run.
    pub logins: u32,
    /// The client under which the experiments run.
    pub client: ClientRecord,
    /// Every person who could sign in here.
    pub people: Vec<PersonRecord>,
}

/// A client as the issuer knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientRecord {
    /// Its `client_id`.
    pub client_id: String,
    /// Other subject identifiers that stand for this client, such as a service account.
    pub accounts: Vec<String>,
}

/// A person as the issuer knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonRecord {
    /// The person's `sub`.
    pub sub: String,
    /// The person's name.
    pub name: String,
}

impl Evidence {
    /// The answer to the action at `index`.
    #[must_use]
    pub fn reply(&self, index: usize) -> Option<Reply<'_>> {
        let message = self.done.get(index)?.message?;
        self.messages.get(message).map(|recorded| Reply(&recorded.exchange.response))
    }

    /// The answer to the first action that `wanted` accepts.
    pub fn reply_to(&self, wanted: impl Fn(&Action) -> bool) -> Option<Reply<'_>> {
        let index = self.done.iter().position(|done| wanted(&done.action))?;
        self.reply(index)
    }

    /// The answer to the request for a metadata document.
    #[must_use]
    pub fn metadata(&self, which: WellKnown) -> Option<Reply<'_>> {
        self.reply_to(|action| *action == Action::FetchMetadata(which))
    }

    /// Every token request with its answer, in order.
    pub fn token_replies(&self) -> impl Iterator<Item = (&TokenAsk, Reply<'_>)> {
        self.done.iter().enumerate().filter_map(|(index, done)| match &done.action {
            Action::TokenRequest(ask) => Some((ask, self.reply(index)?)),
            _ => None,
        })
    }

    /// Every token that arrived, in order, access tokens before the ID Token of the same answer.
    #[must_use]
    pub fn tokens(&self) -> Vec<Token> {
        let mut found = Vec::new();
        for index in 0..self.done.len() {
            found.extend(self.tokens_of(index));
        }
        found
    }

    /// What the browser was sent back with, if the action at `index` is a person's decision (RFC 6749 §4.1.2).
    #[must_use]
    pub fn came_back(&self, index: usize) -> Option<AuthorizationResponse> {
        self.done.get(index).filter(|done| matches!(done.action, Action::Decide(_)))?;
        AuthorizationResponse::from_uri(self.reply(index)?.header(LOCATION)?)
    }

    /// The tokens that the answer to the action at `index` brought, if it was a token request or sent the browser back.
    #[must_use]
    pub fn tokens_of(&self, index: usize) -> Vec<Token> {
        let mut found = Vec::new();
        if let Some(AuthorizationOutcome::IdToken { id_token, .. }) = self.came_back(index).map(|back| back.outcome) {
            found.push(Token::read(TokenKind::Id, &id_token.into()));
        }
        let asked = self.done.get(index).is_some_and(|done| done.action.asks_for_token());
        if let Some(reply) = self.reply(index).filter(|reply| asked && reply.status() == 200) {
            for kind in [TokenKind::Access, TokenKind::Id] {
                found.extend(reply.member(kind.member()).map(|value| Token::read(kind, &value)));
            }
        }
        found
    }

    /// What the run did with the table's claims: the evidence for each, under the policies that it had then, in order.
    #[must_use]
    pub fn claims(&self) -> Vec<(CellId, Self)> {
        let mut found: Vec<(CellId, Self)> = Vec::new();
        let mut policies = self.policies.clone();
        for done in &self.done {
            match done.action {
                Action::Set(rule) => rule.apply(&mut policies),
                Action::Table => {}
                Action::Claim(cell) => {
                    let (policies, record) = (policies.clone(), self.record.clone());
                    found.push((cell, Self { policies, record, ..Self::default() }));
                }
                _ => {
                    let Some((_, part)) = found.last_mut() else { continue };
                    let message = done.message.map(|first| {
                        let place = part.messages.len();
                        let all = 1 + inside_after(&self.messages, first);
                        part.messages.extend(self.messages.iter().skip(first).take(all).cloned());
                        place
                    });
                    part.done.push(Done { action: done.action, message });
                }
            }
        }
        found
    }

    /// How many messages the person sent or received.
    #[must_use]
    pub fn person_messages(&self) -> usize {
        self.messages.iter().filter(|m| m.exchange.from == Party::Person || m.exchange.to == Party::Person).count()
    }
}

/// How many messages after the one at `first` were sent in order to answer it.
fn inside_after(messages: &[Recorded], first: usize) -> usize {
    messages.iter().skip(first + 1).take_while(|message| message.is_inside).count()
}

/// A response, read for one fact at a time.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a>(pub &'a Response<Vec<u8>>);

impl Reply<'_> {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    /// The body as a JSON object, if it is one.
    #[must_use]
    pub fn json(&self) -> Option<Map<String, Value>> {
        json::parse_object(self.0.body()).ok()
    }

    /// A member of the JSON body that arrived: present, and not `null`.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<Value> {
        self.json()?.remove(name).filter(|value| !value.is_null())
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: HeaderName) -> Option<&str> {
        self.0.headers().get(name)?.to_str().ok()
    }

    /// A parameter that the redirect carries in its query.
    #[must_use]
    pub fn redirect_parameter(&self, name: &str) -> Option<String> {
        let (_, query) = self.header(LOCATION)?.split_once('?')?;
        let query = query.split('#').next().unwrap_or_default();
        form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// The `error` code, wherever this kind of response carries it: JSON body, challenge, or redirect.
    #[must_use]
    pub fn error(&self) -> Option<String> {
        match self.member("error") {
            Some(Value::String(code)) => Some(code),
            _ => self.challenge_error().or_else(|| self.redirect_parameter("error")),
        }
    }

    fn challenge_error(&self) -> Option<String> {
        let (_, after) = self.header(WWW_AUTHENTICATE)?.split_once("error=\"")?;
        after.split('"').next().map(str::to_owned)
    }
}

/// Which of the two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// For the API (RFC 6749 §1.4).
    Access,
    /// For the client, about a sign-in (OIDC Core §2).
    Id,
}

impl TokenKind {
    /// The member of the token response that carries it.
    #[must_use]
    pub const fn member(self) -> &'static str {
        match self {
            Self::Access => "access_token",
            Self::Id => "id_token",
        }
    }
}

/// A token as it arrived, decoded but not verified.
#[derive(Clone, Debug)]
pub struct Token {
    /// Which token.
    pub kind: TokenKind,
    /// The text that arrived; empty when the member was not a string.
    pub text: String,
    /// The claims, when the text is a JWT; `None` for an opaque token.
    pub claims: Option<Map<String, Value>>,
}

impl Token {
    fn read(kind: TokenKind, value: &Value) -> Self {
        let text = value.as_str().unwrap_or_default().to_owned();
        let claims = CompactJws::parse(&text).ok().and_then(|jws| json::parse_object(jws.payload()).ok());
        Self { kind, text, claims }
    }

    /// A claim whose value is text.
    #[must_use]
    pub fn text_claim(&self, name: &str) -> Option<&str> {
        self.claims.as_ref()?.get(name)?.as_str()
    }
}
