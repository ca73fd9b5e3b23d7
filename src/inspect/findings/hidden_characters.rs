//! Characters that cannot be seen, or turn the text around them: a value that reads as something it is not.

use super::look::{Look, MOST, leaves};
use crate::cite::Citation;
use crate::inspect::{Phrase, Severity};
use crate::jose::Segment;

pub(super) fn look(look: &mut Look<'_>) {
    for (part, members) in look.parts() {
        let mut found: Vec<(&str, &str, &'static str)> = Vec::new();
        leaves(members, &mut |member, name, value| {
            let texts = [Some(name), value.as_str()];
            for text in texts.into_iter().flatten() {
                if let Some(code) =
                    hidden(text).filter(|code| found.len() < MOST && !found.contains(&(member, text, code)))
                {
                    found.push((member, text, code));
                }
            }
        });
        for (member, text, code) in found {
            let severity = if code == "finding_direction" { Severity::Danger } else { Severity::Warning };
            let phrase = Phrase::new(code).with("name", member).with("value", text);
            look.note(severity, phrase, Citation::rfc(8725, "3.7"), part, Some(member));
        }
        foreign_letters(look, part);
    }
}

/// What hides in a text, the gravest first.
fn hidden(text: &str) -> Option<&'static str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(turns) {
        return Some("finding_direction");
    }
    if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Some("finding_control");
    }
    is_hidden(text).then_some("finding_invisible")
}

/// Characters without a width. Joiners and marks belong into some scripts and between pictures: beside plain letters they hide.
fn is_hidden(text: &str) -> bool {
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let is_joiner = matches!(character, '\u{200b}'..='\u{200f}' | '\u{061c}' | '\u{ad}');
        let is_always = matches!(character, '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{e0001}'..='\u{e001f}');
        if is_always || is_joiner && (before.is_ascii_graphic() || after.is_ascii_graphic()) {
            return true;
        }
        before = character;
    }
    false
}

/// Issuers and audiences are compared character for character, and a letter that only looks alike is another one.
fn foreign_letters(look: &mut Look<'_>, part: Segment) {
    if part != Segment::Payload {
        return;
    }
    for name in ["iss", "aud", "client_id", "azp"] {
        let value = look.payload().and_then(|payload| payload.get(name)).and_then(|value| value.as_str());
        if let Some(value) = value.filter(|value| !value.is_ascii() && hidden(value).is_none()) {
            let phrase = Phrase::new("finding_foreign_letters").with("name", name).with("value", value);
            look.in_payload(Severity::Warning, phrase, Citation::rfc(7519, "2"), name);
        }
    }
}
