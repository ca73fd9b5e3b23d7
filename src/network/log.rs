//! The log: every message that a server here answered, with what it wrote down about it.
//!
//! It keeps the newest entries, [`CAPACITY`] of them unless told otherwise, in the order in which the requests arrived; when one answer needs another message
//! (the API fetches the issuer's keys), the outer request comes first. Of a message it keeps the head and the first [`BODY`] octets of the
//! body, and says how much it left out; and when all of it together is more than [`OCTETS`], the oldest entries go.

use std::collections::VecDeque;

use http::HeaderMap;

use crate::oauth::Exchange;
use crate::server::{MAX_FIELDS, Trace};

/// How many entries are kept where nobody says otherwise.
pub const CAPACITY: usize = 1000;
/// How many octets of a body are kept.
const BODY: usize = 8_192;
/// How many octets all entries may have together, roughly.
const OCTETS: usize = 32 << 20;

/// One message with its answer, and why it was answered so.
#[derive(Clone, Debug)]
pub struct LogEntry {
    /// Counts requests from 1 in the order of arrival; a reset does not start it again.
    pub number: u64,
    /// The request and the response, as far as they are kept.
    pub exchange: Exchange,
    /// What was checked.
    pub trace: Trace,
    /// How many octets at the end of the request's body are left out.
    pub left_out_of_request: usize,
    /// How many octets at the end of the response's body are left out.
    pub left_out_of_response: usize,
}

impl LogEntry {
    /// An entry, with what is kept of its messages.
    pub(crate) fn new(number: u64, mut exchange: Exchange, trace: Trace) -> Self {
        drop_fields(exchange.request.headers_mut());
        let left_out_of_request = cut(exchange.request.body_mut());
        let left_out_of_response = cut(exchange.response.body_mut());
        Self { number, exchange, trace, left_out_of_request, left_out_of_response }
    }

    /// How much memory it takes, roughly.
    fn octets(&self) -> usize {
        let Exchange { request, response, .. } = &self.exchange;
        let fields = [request.headers(), response.headers()].map(octets_of_fields).iter().sum::<usize>();
        let steps: usize = self.trace.steps.iter().map(|step| 128 + step.saw.len() + step.decided.len()).sum();
        1024 + octets_of_address(request) + fields + request.body().len() + response.body().len() + steps
    }
}

fn octets_of_address(request: &http::Request<Vec<u8>>) -> usize {
    request.uri().path_and_query().map_or(0, |target| target.as_str().len())
}

fn octets_of_fields(fields: &HeaderMap) -> usize {
    fields.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}

/// Header fields that were refused for their size are not kept.
fn drop_fields(fields: &mut HeaderMap) {
    if octets_of_fields(fields) > MAX_FIELDS {
        fields.clear();
    }
}

/// Keeps the beginning of a body, and gives the number of octets that it leaves out. Text ends with a whole character.
fn cut(body: &mut Vec<u8>) -> usize {
    if body.len() <= BODY {
        return 0;
    }
    let end = (0..4).map(|back| BODY - back).find(|end| body[*end] & 0xC0 != 0x80).unwrap_or(BODY);
    let left_out = body.len() - end;
    // A copy: what is kept goes where the oldest entry was, and does not stand in the way of the next large body.
    *body = body[..end].to_vec();
    left_out
}

/// The newest entries.
pub(crate) struct Log {
    capacity: usize,
    entries: VecDeque<LogEntry>,
    octets: usize,
    /// The number of the newest request.
    last: u64,
    /// Requests up to this number belong to a log that was forgotten.
    forgotten: u64,
}

impl Default for Log {
    fn default() -> Self {
        Self { capacity: CAPACITY, entries: VecDeque::new(), octets: 0, last: 0, forgotten: 0 }
    }
}

impl Log {
    /// From now on keeps as many entries.
    pub(crate) const fn keep(&mut self, capacity: usize) {
        self.capacity = capacity;
    }

    pub(crate) const fn capacity(&self) -> usize {
        self.capacity
    }

    /// The number of a request that has just arrived.
    pub(crate) fn arrived(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// Files an answered request at its place.
    pub(crate) fn answered(&mut self, entry: LogEntry) {
        if entry.number <= self.forgotten {
            return;
        }
        let later = self.entries.iter().rev().take_while(|known| known.number > entry.number).count();
        self.octets += entry.octets();
        self.entries.insert(self.entries.len() - later, entry);
        while self.entries.len() > self.capacity || self.octets > OCTETS {
            let Some(gone) = self.entries.pop_front() else { break };
            self.octets -= gone.octets();
        }
    }

    pub(crate) fn forget(&mut self) {
        self.entries.clear();
        self.octets = 0;
        self.forgotten = self.last;
    }

    pub(crate) const fn arrivals(&self) -> u64 {
        self.last
    }

    pub(crate) fn entries(&self) -> Vec<LogEntry> {
        self.entries.iter().cloned().collect()
    }

    pub(crate) fn for_each(&self, look: impl FnMut(&LogEntry)) {
        self.entries.iter().for_each(look);
    }

    pub(crate) fn entries_after(&self, count: u64) -> Vec<LogEntry> {
        self.entries.iter().filter(|entry| entry.number > count).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use http::{Request, Response};

    use super::*;
    use crate::oauth::Party;
    use crate::ports::UnixTime;

    fn entry(number: u64) -> LogEntry {
        let exchange = Exchange {
            from: Party::Client,
            to: Party::Issuer,
            request: Request::new(Vec::new()),
            response: Response::new(Vec::new()),
            at: UnixTime(0),
        };
        LogEntry::new(number, exchange, Trace::default())
    }

    fn with_bodies(number: u64, request: Vec<u8>, response: Vec<u8>) -> LogEntry {
        let mut exchange = entry(number).exchange;
        (*exchange.request.body_mut(), *exchange.response.body_mut()) = (request, response);
        LogEntry::new(number, exchange, Trace::default())
    }

    #[test]
    fn log_octets_of_a_long_body_the_beginning_is_kept_and_the_rest_is_counted() {
        let whole = with_bodies(1, vec![b'a'; BODY], Vec::new());
        assert_eq!((whole.exchange.request.body().len(), whole.left_out_of_request), (BODY, 0));
        let text = ["a", &"é".repeat(BODY)].concat().into_bytes();
        let cut = with_bodies(1, text.clone(), vec![0x80; 2 * BODY]);
        let (request, response) = (cut.exchange.request.body(), cut.exchange.response.body());
        assert!(std::str::from_utf8(request).is_ok() && text.starts_with(request), "whole characters");
        assert_eq!(request.len() + cut.left_out_of_request, text.len());
        assert_eq!(response.len() + cut.left_out_of_response, 2 * BODY);
    }

    #[test]
    fn log_octets_all_together_are_bounded_too() {
        let mut log = Log::default();
        for _ in 0..3 * CAPACITY {
            let number = log.arrived();
            let mut entry = with_bodies(number, vec![b'a'; 1 << 20], vec![b'b'; 1 << 20]);
            let field = http::HeaderValue::from_bytes(&vec![b'c'; 60_000]).expect("visible");
            entry.exchange.request.headers_mut().insert("x", field);
            log.answered(entry);
        }
        assert!(log.octets <= OCTETS && log.entries.len() > 100, "{} entries", log.entries.len());
        assert_eq!(log.octets, log.entries.iter().map(LogEntry::octets).sum::<usize>());
        log.forget();
        assert_eq!((log.octets, log.entries.len()), (0, 0));
    }

    fn numbers(log: &Log) -> Vec<u64> {
        log.entries().iter().map(|entry| entry.number).collect()
    }

    #[test]
    fn entries_stand_in_the_order_of_arrival() {
        let mut log = Log::default();
        let (outer, inner) = (log.arrived(), log.arrived());
        log.answered(entry(inner));
        log.answered(entry(outer));
        assert_eq!(numbers(&log), [outer, inner]);
    }

    #[test]
    fn an_answer_to_a_forgotten_request_is_not_kept() {
        let mut log = Log::default();
        let early = log.arrived();
        log.forget();
        log.answered(entry(early));
        let late = log.arrived();
        log.answered(entry(late));
        assert_eq!(numbers(&log), [late]);
    }

    #[test]
    fn only_the_newest_are_kept() {
        let mut log = Log::default();
        for _ in 0..CAPACITY + 2 {
            let number = log.arrived();
            log.answered(entry(number));
        }
        let kept = numbers(&log);
        assert_eq!((kept.len(), kept[0]), (CAPACITY, 3));
    }
}
