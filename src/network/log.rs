//! The log: every message that a server here answered, with what it wrote down about it.
//!
//! It keeps the newest [`CAPACITY`] entries, in the order in which the requests arrived; when one answer needs another message
//! (the API fetches the issuer's keys), the outer request comes first.

use crate::oauth::Exchange;
use crate::server::Trace;

/// How many entries are kept.
pub const CAPACITY: usize = 1000;

/// One message with its answer, and why it was answered so.
#[derive(Clone, Debug)]
pub struct LogEntry {
    /// Counts requests from 1 in the order of arrival; a reset does not start it again.
    pub number: u64,
    /// The request and the response.
    pub exchange: Exchange,
    /// What was checked.
    pub trace: Trace,
}

/// The newest entries.
#[derive(Default)]
pub(crate) struct Log {
    entries: Vec<LogEntry>,
    /// The number of the newest request.
    last: u64,
    /// Requests up to this number belong to a log that was forgotten.
    forgotten: u64,
}

impl Log {
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
        self.entries.insert(self.entries.len() - later, entry);
        if self.entries.len() > CAPACITY {
            self.entries.remove(0);
        }
    }

    pub(crate) fn forget(&mut self) {
        self.entries.clear();
        self.forgotten = self.last;
    }

    pub(crate) const fn arrivals(&self) -> u64 {
        self.last
    }

    pub(crate) fn entries(&self) -> Vec<LogEntry> {
        self.entries.clone()
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
        LogEntry { number, exchange, trace: Trace::default() }
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
