//! A token as it is searched, and what was found so far.

use serde_json::{Map, Value};

use super::finding::Finding;
use crate::cite::Citation;
use crate::inspect::{Decoded, Phrase, Severity, Verdict};
use crate::jose::Segment;
use crate::ports::UnixTime;

/// So many findings of one concept are told; a token with ten thousand odd claims needs no ten thousand sentences.
pub(super) const MOST: usize = 10;

/// A token with what is known about it, and the findings.
pub(super) struct Look<'a> {
    /// The token.
    pub(super) decoded: &'a Decoded,
    /// What it seems to be.
    pub(super) verdict: &'a Verdict,
    /// The clock.
    pub(super) now: UnixTime,
    /// What was found.
    pub(super) found: Vec<Finding>,
}

impl<'a> Look<'a> {
    /// The members of the header.
    pub(super) fn header(&self) -> Option<&'a Map<String, Value>> {
        self.decoded.header.as_ref().map(|part| &part.members)
    }

    /// The members of the payload.
    pub(super) fn payload(&self) -> Option<&'a Map<String, Value>> {
        self.decoded.payload.as_ref().map(|part| &part.members)
    }

    /// Header and payload, as far as there are any.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Segment, &'a Map<String, Value>)> + use<'a> {
        let header = self.header().map(|members| (Segment::Header, members));
        header.into_iter().chain(self.payload().map(|members| (Segment::Payload, members)))
    }

    /// A member of the header that is text.
    pub(super) fn header_text(&self, name: &str) -> Option<&'a str> {
        self.header()?.get(name)?.as_str()
    }

    /// Notes a finding about a member of the header.
    pub(super) fn in_header(&mut self, severity: Severity, phrase: Phrase, citation: Citation, member: &str) {
        self.note(severity, phrase, citation, Segment::Header, Some(member));
    }

    /// Notes a finding about a claim.
    pub(super) fn in_payload(&mut self, severity: Severity, phrase: Phrase, citation: Citation, member: &str) {
        self.note(severity, phrase, citation, Segment::Payload, Some(member));
    }

    /// Notes a finding.
    pub(super) fn note(
        &mut self,
        severity: Severity,
        phrase: Phrase,
        citation: Citation,
        part: Segment,
        member: Option<&str>,
    ) {
        self.found.push(Finding { severity, phrase, citation, part, member: member.map(str::to_owned) });
    }
}

/// Every text and number in a value: its way from the outermost member, the name it stands under, and itself. In the order of the names.
pub(super) fn leaves<'v>(members: &'v Map<String, Value>, see: &mut impl FnMut(&'v str, &'v str, &'v Value)) {
    for (member, value) in members {
        walk(member, member, value, see);
    }
}

fn walk<'v>(member: &'v str, name: &'v str, value: &'v Value, see: &mut impl FnMut(&'v str, &'v str, &'v Value)) {
    see(member, name, value);
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(member, name, value, see)),
        Value::Object(members) => members.iter().for_each(|(name, value)| walk(member, name, value, see)),
        _ => {}
    }
}
