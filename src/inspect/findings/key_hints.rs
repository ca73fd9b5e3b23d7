//! What the header says about keys: hints that a reader must not follow blindly (RFC 8725 §3.8, §3.10).

use super::look::Look;
use crate::cite::Citation;
use crate::inspect::{Kind, Phrase, Severity, chain_faults};

/// A `kid` longer than this is no name.
const LONGEST_KID: usize = 256;

pub(super) fn look(look: &mut Look<'_>) {
    kid(look);
    for name in ["jku", "x5u"] {
        if let Some(value) = look.header().and_then(|header| header.get(name)) {
            let phrase = Phrase::new("finding_key_address").with("name", name);
            let phrase = phrase.with("value", value.as_str().unwrap_or_default());
            look.in_header(Severity::Warning, phrase, Citation::rfc(8725, "3.10"), name);
        }
    }
    let is_proof = matches!(look.verdict.kind, Kind::DpopProof | Kind::KeyProof);
    let header = look.header();
    if !is_proof && header.is_some_and(|header| header.contains_key("jwk")) {
        look.in_header(Severity::Warning, Phrase::new("finding_own_jwk"), Citation::rfc(8725, "3.8"), "jwk");
    }
    if header.is_some_and(|header| header.contains_key("x5c")) {
        look.in_header(Severity::Note, Phrase::new("finding_own_certificate"), Citation::rfc(7515, "4.1.6"), "x5c");
    }
    for phrase in header.map(|header| chain_faults(header, look.now)).unwrap_or_default() {
        look.in_header(Severity::Warning, phrase, Citation::rfc(7515, "4.1.6"), "x5c");
    }
}

/// A `kid` that becomes part of a file name, a query or a command does there what its writer wants.
fn kid(look: &mut Look<'_>) {
    let Some(kid) = look.header_text("kid") else { return };
    let lower = kid.to_ascii_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| lower.contains(mark));
    let code =
        if has(&["../", "..\\", "..%2f", "%2e%2e", "..%5c"]) || lower.starts_with(['/', '\\']) || is_drive(&lower) {
            "finding_kid_path"
        } else if is_query(&lower) {
            "finding_kid_sql"
        } else if has(&["$(", "`", "|", "&&", ";", "\n"]) {
            "finding_kid_command"
        } else if has(&["*)(", ")(|", ")(&"]) {
            "finding_kid_ldap"
        } else if has(&["://"]) && has(&["?", "@"]) {
            "finding_kid_address"
        } else {
            if kid.len() > LONGEST_KID {
                let phrase = Phrase::new("finding_kid_long").count("bytes", kid.len());
                look.in_header(Severity::Note, phrase, Citation::rfc(7515, "4.1.4"), "kid");
            }
            return;
        };
    let severity = if code == "finding_kid_address" { Severity::Warning } else { Severity::Danger };
    look.in_header(severity, Phrase::new(code).with("value", kid), Citation::rfc(8725, "3.10"), "kid");
}

/// `c:\keys` and the like.
fn is_drive(kid: &str) -> bool {
    matches!(kid.as_bytes(), [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic())
        && !kid[2..].starts_with("//")
}

/// Marks of SQL: a quote with something behind it, or words that only a query has.
fn is_query(kid: &str) -> bool {
    let quoted = kid.contains('\'')
        && [" or ", " and ", "union", "--", ";", "=", "||", "/*", "#"].iter().any(|mark| kid.contains(mark));
    let words =
        ["union select", "union all select", " or 1=1", "drop table", "insert into ", "select * from ", "; select"];
    quoted || words.iter().any(|word| kid.contains(word))
}
