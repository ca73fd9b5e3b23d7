//! The lab itself: the issuer, the transport that joins the client to it inside the page, and the executor of actions.

use std::rc::Rc;

use http::{Request, Response};

use super::action::Action;
use super::evidence::{ClientRecord, Done, Evidence, IssuerRecord, PersonRecord, Recorded, Reply};
use super::request::{Means, build};
use crate::issuer::{Issuer, LogEntry, demo_clients};
use crate::oauth::Party;
use crate::ports::{Clock, Connection, Crypto, Random, Transport, TransportError};

/// An issuer with everything around it that experiments need.
///
/// It is a [`Transport`]: what a client sends through it is answered by the issuer and its demo API, and never leaves the page.
pub struct Lab<C, K, R> {
    issuer: Rc<Issuer<C, K, R>>,
}

impl<C: Crypto, K: Clock, R: Random> Lab<C, K, R> {
    /// A lab with a fresh issuer.
    #[must_use]
    pub fn new(crypto: C, clock: K, random: R) -> Self {
        Self { issuer: Rc::new(Issuer::new(crypto, clock, random)) }
    }

    /// The issuer.
    #[must_use]
    pub fn issuer(&self) -> &Issuer<C, K, R> {
        &self.issuer
    }

    /// Does the actions in order and gathers what they leave behind.
    ///
    /// An action that cannot be done, because no earlier one brought the token it needs, is left out; its place in the evidence stays
    /// empty, and the verdict says so.
    pub async fn run(&self, actions: &[Action]) -> Evidence {
        let policies = self.issuer.policies();
        let logins = self.issuer.logins();
        let before = self.newest();
        let cast = demo_clients();
        let state = ["run-", &self.issuer.now().0.to_string()].concat();
        let mut token: Option<String> = None;
        let mut answers = Vec::new();
        for action in actions {
            let request = build(action, &Means { cast: &cast, token: token.as_deref(), state: &state });
            let mut number = None;
            if let Some(request) = request {
                let newest = self.newest();
                if let Ok(response) = self.send(request.clone(), &Connection::default()).await {
                    number = self.filed(&request, newest);
                    let reply = Reply(&response);
                    let received = reply.member("access_token").filter(|_| reply.status() == 200);
                    token = received.and_then(|value| value.as_str().map(str::to_owned)).or(token);
                }
            }
            answers.push(number);
        }
        // What other screens sent meanwhile is not part of this run; what the API asked the issuer is.
        let ours = |entry: &LogEntry| entry.exchange.from != Party::Client || answers.contains(&Some(entry.number));
        let entries: Vec<LogEntry> =
            self.issuer.log().into_iter().filter(|entry| entry.number > before && ours(entry)).collect();
        let done = actions.iter().cloned().zip(&answers).map(|(action, number)| Done {
            action,
            message: number.and_then(|number| entries.iter().position(|entry| entry.number == number)),
        });
        Evidence {
            policies,
            done: done.collect(),
            record: Some(self.record(actions, self.issuer.logins().saturating_sub(logins))),
            messages: entries
                .into_iter()
                .map(|entry| Recorded { exchange: entry.exchange, trace: entry.trace })
                .collect(),
        }
    }

    /// The number of the newest message on the issuer's books.
    fn newest(&self) -> u64 {
        self.issuer.log().last().map_or(0, |entry| entry.number)
    }

    /// The number under which the issuer filed `request`, among those after `newest`.
    fn filed(&self, request: &Request<Vec<u8>>, newest: u64) -> Option<u64> {
        let same = |known: &Request<Vec<u8>>| {
            known.method() == request.method() && known.uri() == request.uri() && known.body() == request.body()
        };
        let log = self.issuer.log();
        log.iter().find(|entry| entry.number > newest && same(&entry.exchange.request)).map(|entry| entry.number)
    }

    /// What the issuer has on its books about the client of these actions.
    fn record(&self, actions: &[Action], logins: u32) -> IssuerRecord {
        let registry = self.issuer.registry();
        let asking = actions.iter().find_map(|action| match action {
            Action::TokenRequest(ask) => registry.client(ask.client),
            _ => None,
        });
        let client = asking.map(|client| ClientRecord {
            client_id: client.client_id.as_str().to_owned(),
            accounts: client.service_account.iter().cloned().collect(),
        });
        let people =
            registry.people.iter().map(|person| PersonRecord { sub: person.sub.clone(), name: person.name.clone() });
        IssuerRecord { logins, client: client.unwrap_or_default(), people: people.collect() }
    }
}

impl<C: Crypto, K: Clock, R: Random> Transport for Lab<C, K, R> {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        connection: &Connection,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let host = request.uri().host().unwrap_or_default();
        if !["issuer.test", "mtls.issuer.test", "api.test"].iter().any(|known| host.eq_ignore_ascii_case(known)) {
            return Err(TransportError::UnknownHost(host.to_owned()));
        }
        let (response, _) = self.issuer.handle(request, connection).await;
        Ok(response)
    }
}
