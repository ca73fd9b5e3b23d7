//! How the token is written: what two programs may read in two ways.

use super::look::{Look, MOST};
use crate::cite::Citation;
use crate::inspect::{Phrase, Severity, TokenKind, is_beyond_doubles};
use crate::jose::{Header, JwsError, Segment};

pub(super) fn look(look: &mut Look<'_>) {
    let decoded = look.decoded;
    for problem in decoded.problems.iter().take(MOST) {
        let code = match problem.code() {
            "base64url_padding" => "finding_padding",
            "base64url_trailing_bits" => "finding_trailing_bits",
            "json_too_deep" => "finding_too_deep",
            "json_byte_order_mark" => "finding_byte_order_mark",
            _ => continue,
        };
        let part = problem.segment.unwrap_or(Segment::Header);
        let phrase = Phrase::new(code).with("part", part.name());
        look.note(Severity::Warning, phrase, problem.citation.clone(), part, None);
    }
    duplicates(look);
    critical(look);
    large_numbers(look);
}

/// A name twice: RFC 7515 §4 and RFC 7519 §4 let a reader refuse that or take the last one, and some take the first.
fn duplicates(look: &mut Look<'_>) {
    let decoded = look.decoded;
    for part in decoded.header.iter().chain(&decoded.payload) {
        let mut names: Vec<&str> = part.json.members.iter().map(|member| member.name.as_str()).collect();
        names.sort_unstable();
        let mut repeated: Vec<&str> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        repeated.dedup();
        let is_inside = repeated.is_empty();
        let citation =
            if part.segment == Segment::Header { Citation::rfc(7515, "4") } else { Citation::rfc(7519, "4") };
        for name in repeated.into_iter().take(MOST) {
            let phrase = Phrase::new("finding_duplicate").with("name", name).with("part", part.segment.name());
            look.note(Severity::Danger, phrase, citation.clone(), part.segment, Some(name));
        }
        // One that is deeper inside the strict reader has found.
        let problem = decoded
            .problems
            .iter()
            .find(|problem| problem.code() == "json_duplicate_name" && problem.segment == Some(part.segment));
        if let Some(name) = problem.filter(|_| is_inside).and_then(|problem| problem.phrase.fact("name")) {
            let phrase = Phrase::new("finding_duplicate").with("name", name).with("part", part.segment.name());
            look.note(Severity::Danger, phrase, citation, part.segment, None);
        }
    }
}

/// Extensions that the token demands (RFC 7515 §4.1.11).
fn critical(look: &mut Look<'_>) {
    let Some(header) = look.header() else { return };
    let citation = Citation::rfc(7515, "4.1.11");
    let names = || {
        let names = header.get("crit").and_then(|crit| crit.as_array()).map(Vec::as_slice).unwrap_or_default();
        names.iter().filter_map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
    };
    match Header::check_critical_of(header) {
        Ok(()) => {}
        Err(JwsError::CritUnknown(_) | JwsError::UnencodedPayload) => {
            look.in_header(Severity::Note, Phrase::new("finding_crit").with("names", &names()), citation, "crit");
        }
        Err(_) => look.in_header(Severity::Warning, Phrase::new("finding_crit_malformed"), citation, "crit"),
    }
}

/// Whole numbers that programs with doubles cannot tell apart (RFC 8259 §6).
fn large_numbers(look: &mut Look<'_>) {
    let Some(part) = &look.decoded.payload else { return };
    let numbers = part.json.spans.iter().filter(|span| span.kind == TokenKind::Number);
    let large = numbers.filter_map(|span| Some((span, part.json.text.get(span.range.clone())?)));
    for (span, number) in large.filter(|(_, number)| is_beyond_doubles(number)).take(MOST) {
        let member = part.json.members.iter().find(|member| member.shown.contains(&span.range.start));
        let phrase = Phrase::new("finding_large_number").with("value", number);
        let name = member.map(|member| member.name.as_str());
        look.note(Severity::Note, phrase, Citation::rfc(8259, "6"), Segment::Payload, name);
    }
}
