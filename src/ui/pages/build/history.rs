//! The exchanges of this screen, one after the other, and what differs between any two.

use http::Request;
use http::header::CONTENT_TYPE;

use crate::content::build as said;
use crate::inspect::{Difference, diff};
use crate::oauth::http_text::{Masked, masked_request, masked_response};
use crate::oauth::{Exchange, Form, media_type};
use crate::server::Trace;
use crate::texts::fill;

/// How many exchanges are kept. The oldest go first.
const CAPACITY: usize = 40;

/// The exchanges that are kept, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Past>,
    last: u32,
}

/// An exchange that was.
#[derive(Clone, Debug)]
pub struct Past {
    /// Its number, from 1 on; it keeps it when older ones go.
    pub number: u32,
    /// Both messages.
    pub exchange: Exchange,
    /// What the issuer checked; empty where nobody can see that.
    pub trace: Trace,
}

impl History {
    /// Keeps exchanges.
    pub fn extend(&mut self, exchanges: impl IntoIterator<Item = (Exchange, Trace)>) {
        for (exchange, trace) in exchanges {
            self.last += 1;
            self.past.push(Past { number: self.last, exchange, trace });
        }
        let over = self.past.len().saturating_sub(CAPACITY);
        self.past.drain(..over);
    }

    /// What is kept, the oldest first.
    #[must_use]
    pub fn past(&self) -> &[Past] {
        &self.past
    }

    /// The exchange of this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&Past> {
        self.past.iter().find(|past| past.number == number)
    }
}

impl Past {
    /// What was asked and what came, in a line.
    #[must_use]
    pub fn name(&self) -> String {
        let Exchange { request, response, .. } = &self.exchange;
        let status = response.status().as_u16().to_string();
        let host = request.uri().host().unwrap_or_default();
        let path = request.uri().path();
        [&self.number.to_string(), ". ", request.method().as_str(), " ", host, path, " → ", &status].concat()
    }

    /// The members of both messages, each under a name, without secrets.
    #[must_use]
    pub fn members(&self) -> Vec<(String, String)> {
        let Exchange { request, response, .. } = &self.exchange;
        let (address, asked) = masked_request(request);
        let answered = masked_response(response);
        let mut members = vec![(said::REQUEST.to_owned(), [request.method().as_str(), " ", &address].concat())];
        members.extend(fields(said::REQUEST_FIELD, &asked));
        members.extend(body_of_request(request, &asked));
        members.push((said::STATUS.to_owned(), response.status().as_u16().to_string()));
        members.extend(fields(said::RESPONSE_FIELD, &answered));
        members.extend(body_of_response(&answered));
        members
    }

    /// What differs from `other`, member by member.
    #[must_use]
    pub fn diff(&self, other: &Self) -> Vec<Difference> {
        diff(&self.members(), &other.members())
    }
}

fn fields(side: &'static str, message: &Masked) -> Vec<(String, String)> {
    message.headers.iter().map(|(name, value)| (fill(side, &[("name", name)]), value.clone())).collect()
}

fn body_of_request(request: &Request<Vec<u8>>, asked: &Masked) -> Vec<(String, String)> {
    let is_form = request
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(media_type::FORM.as_bytes()));
    match Form::parse(asked.body.as_bytes()) {
        Ok(form) if is_form => {
            form.iter().map(|(name, value)| (fill(said::FORM_PARAMETER, &[("name", name)]), value.to_owned())).collect()
        }
        _ if asked.body.is_empty() => Vec::new(),
        _ => vec![(said::REQUEST_BODY.to_owned(), asked.body.clone())],
    }
}

fn body_of_response(answered: &Masked) -> Vec<(String, String)> {
    match crate::jose::json::parse_object(answered.body.as_bytes()) {
        Ok(members) => members
            .into_iter()
            .map(|(name, value)| {
                (
                    fill(said::ANSWER_MEMBER, &[("name", &name)]),
                    value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                )
            })
            .collect(),
        Err(_) if answered.body.is_empty() => Vec::new(),
        Err(_) => vec![(said::RESPONSE_BODY.to_owned(), answered.body.clone())],
    }
}
