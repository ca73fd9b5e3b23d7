//! The messages of a run one by one, in the order in which they were on the wire.
//!
//! A recorded pair is a request with its response; when the answering party asked somebody else before it answered (the API fetching
//! the issuer's keys), that pair stands inside. The numbers here are those of the exchange view and of the lanes.

use super::evidence::{Evidence, Recorded};
use crate::oauth::Party;

/// One message on its way.
#[derive(Clone, Copy, Debug)]
pub struct SequencedMessage<'a> {
    /// Who sends it.
    pub from: Party,
    /// Who receives it.
    pub to: Party,
    /// The pair it belongs to.
    pub recorded: &'a Recorded,
    /// Whether it is the response of the pair.
    pub is_response: bool,
}

impl SequencedMessage<'_> {
    /// The message in a few characters: `POST /token`, `200`.
    #[must_use]
    pub fn label(&self) -> String {
        let exchange = &self.recorded.exchange;
        if self.is_response {
            exchange.response.status().as_u16().to_string()
        } else {
            [exchange.request.method().as_str(), " ", exchange.request.uri().path()].concat()
        }
    }
}

impl Evidence {
    /// Every message in order.
    #[must_use]
    pub fn message_sequence(&self) -> Vec<SequencedMessage<'_>> {
        let mut sequence = Vec::new();
        let mut rest = self.messages.as_slice();
        while !rest.is_empty() {
            rest = push_pair(rest, &mut sequence);
        }
        sequence
    }
}

/// Pushes the first pair with those inside it, and gives back what follows.
fn push_pair<'a>(pairs: &'a [Recorded], sequence: &mut Vec<SequencedMessage<'a>>) -> &'a [Recorded] {
    let Some((recorded, mut rest)) = pairs.split_first() else { return pairs };
    let (from, to) = (recorded.exchange.from, recorded.exchange.to);
    sequence.push(SequencedMessage { from, to, recorded, is_response: false });
    while rest.first().is_some_and(|next| next.is_inside && next.exchange.from == to) {
        rest = push_pair(rest, sequence);
    }
    sequence.push(SequencedMessage { from: to, to: from, recorded, is_response: true });
    rest
}

#[cfg(test)]
mod tests {
    use http::{Request, Response};

    use super::*;
    use crate::oauth::Exchange;
    use crate::ports::UnixTime;
    use crate::server::Trace;

    fn pair(from: Party, to: Party, path: &str) -> Recorded {
        let request = Request::builder().uri(path).body(Vec::new()).unwrap();
        let exchange = Exchange { from, to, request, response: Response::new(Vec::new()), at: UnixTime(0) };
        Recorded { exchange, trace: Trace::default(), is_inside: from != Party::Client }
    }

    #[test]
    fn a_request_after_one_that_went_to_the_client_stands_for_itself() {
        let messages = vec![
            pair(Party::Client, Party::Issuer, "/token"),
            pair(Party::Issuer, Party::Client, "/jwks"),
            pair(Party::Client, Party::Issuer, "/token"),
        ];
        let evidence = Evidence { messages, ..Evidence::default() };
        let labels: Vec<String> = evidence.message_sequence().iter().map(SequencedMessage::label).collect();
        assert_eq!(labels, ["GET /token", "GET /jwks", "200", "200", "GET /token", "200"]);
    }

    #[test]
    fn a_pair_inside_another_stands_between_its_request_and_response() {
        let messages = vec![
            pair(Party::Client, Party::Issuer, "/token"),
            pair(Party::Client, Party::Api, "/orders"),
            pair(Party::Api, Party::Issuer, "/jwks"),
            pair(Party::Client, Party::Issuer, "/userinfo"),
        ];
        let evidence = Evidence { messages, ..Evidence::default() };
        let labels: Vec<String> = evidence.message_sequence().iter().map(SequencedMessage::label).collect();
        let expected = ["GET /token", "200", "GET /orders", "GET /jwks", "200", "200", "GET /userinfo", "200"];
        assert_eq!(labels, expected);
        assert_eq!(
            (evidence.message_sequence()[4].from, evidence.message_sequence()[4].to),
            (Party::Issuer, Party::Api)
        );
    }
}
