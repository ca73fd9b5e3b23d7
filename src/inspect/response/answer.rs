//! An answer that somebody pasted: what kind it is, and what its reader should know (RFC 6749 §5, RFC 6750 §3, RFC 7662 §2.2).

use super::answer_error::explain;
use super::answer_remark::Remark;
use super::answer_tokens;
use crate::cite::Citation;
use crate::inspect::paste::{Look, is_bare_token};
use crate::inspect::{Phrase, Severity, TextKind};
use crate::oauth::Challenge;

/// An answer, read.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseReading {
    /// What kind of answer it is.
    pub kind: TextKind,
    /// Its status, when the text has one.
    pub status: Option<u16>,
    /// The error code in it, as it was written.
    pub error: Option<String>,
    /// The sentence beside it, as it was written.
    pub description: Option<String>,
    /// Its challenges, as far as they can be read.
    pub challenges: Vec<Challenge>,
    /// What to know about it, the gravest first.
    pub remarks: Vec<Remark>,
}

/// Reads an answer: HTTP as text, a token response, an introspection response, an error or a challenge; `None` for other texts.
#[must_use]
pub fn read_answer(text: &str) -> Option<ResponseReading> {
    if is_bare_token(text) {
        return None;
    }
    let look = Look::at(text);
    if look.kind == TextKind::Text {
        return None;
    }
    let mut reading = ResponseReading {
        kind: look.kind,
        status: look.http.as_ref().and_then(|http| http.status),
        error: look.text("error").filter(|error| !error.is_empty()).map(str::to_owned),
        description: look.text("error_description").map(str::to_owned),
        challenges: Vec::new(),
        remarks: Vec::new(),
    };
    reading.of_the_challenges(&look);
    match look.kind {
        TextKind::TokenResponse => answer_tokens::of_tokens(&look, &mut reading.remarks),
        TextKind::IntrospectionResponse => answer_tokens::of_introspection(&look, &mut reading.remarks),
        _ => {}
    }
    reading.of_the_error();
    if look.kind == TextKind::HttpResponse {
        reading.of_the_status(&look);
    }
    reading.remarks.sort_by_key(|remark| remark.severity);
    Some(reading)
}

impl ResponseReading {
    fn note(&mut self, severity: Severity, phrase: Phrase, citation: Citation, member: &str) {
        self.remarks.push(Remark::new(severity, phrase, citation, member));
    }

    fn of_the_error(&mut self) {
        let Some(error) = self.error.clone() else { return };
        if self.status.is_some_and(|status| (200..300).contains(&status)) {
            let phrase =
                Phrase::new("answer_error_with_success").count("status", self.status.unwrap_or_default().into());
            self.note(Severity::Warning, phrase, Citation::rfc(6749, "5.2"), "error");
        }
        self.remarks.push(explain(&error, "error"));
    }

    fn of_the_challenges(&mut self, look: &Look) {
        const FIELD: &str = "WWW-Authenticate";
        for field in &look.challenges {
            match Challenge::parse_list(field) {
                Ok(challenges) => self.challenges.extend(challenges),
                Err(error) => {
                    let phrase = Phrase::new("answer_challenge_unreadable").with("reason", &error.to_string());
                    self.note(Severity::Warning, phrase, error.citation(), FIELD);
                }
            }
        }
        for challenge in self.challenges.clone() {
            let uses_tokens = challenge.is("Bearer") || challenge.is("DPoP");
            match challenge.get("error") {
                Some(error) => self.remarks.push(explain(error, FIELD)),
                None if uses_tokens => {
                    let phrase = Phrase::new("answer_challenge_without_error").with("scheme", &challenge.scheme);
                    self.note(Severity::Note, phrase, Citation::rfc(6750, "3.1"), FIELD);
                }
                None => {
                    let phrase = Phrase::new("answer_challenge_scheme").with("scheme", &challenge.scheme);
                    self.note(Severity::Note, phrase, Citation::rfc(9110, "11.6.1"), FIELD);
                }
            }
            if let Some(scope) = challenge.get("scope") {
                let phrase = Phrase::new("answer_challenge_scope").with("scope", scope);
                self.note(Severity::Note, phrase, Citation::rfc(6750, "3"), FIELD);
            }
            if let Some(address) = challenge.get("resource_metadata") {
                let phrase = Phrase::new("answer_challenge_metadata").with("address", address);
                self.note(Severity::Note, phrase, Citation::rfc(9728, "5.1"), FIELD);
            }
            if challenge.is("Bearer")
                && !challenge.params.is_empty()
                && let Err(error) = challenge.check_bearer()
            {
                let phrase = Phrase::new("answer_challenge_form").with("reason", &error.to_string());
                self.note(Severity::Note, phrase, error.citation(), FIELD);
            }
        }
    }

    fn of_the_status(&mut self, look: &Look) {
        let severity = Severity::Warning;
        match self.status {
            Some(401) if look.challenges.is_empty() => {
                let phrase = Phrase::new("answer_challenge_missing");
                self.note(severity, phrase, Citation::rfc(9110, "15.5.2"), "WWW-Authenticate");
            }
            Some(403) if self.challenges.is_empty() => {
                self.note(Severity::Note, Phrase::new("answer_forbidden"), Citation::rfc(9110, "15.5.4"), "");
            }
            Some(429) => self.note(severity, Phrase::new("answer_too_many"), Citation::rfc(6585, "4"), "Retry-After"),
            _ => {}
        }
    }
}
