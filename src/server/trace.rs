//! The trace: what was checked for one request, in order, and what each check decided.
//!
//! Every endpoint of the issuer and of its demo API is an ordered list of named checks; each that ran leaves one [`Step`]. A
//! refusing step is the last one, so the screen can point at the reason. Secrets, codes and tokens never enter a step: what
//! a caller sent is shown only where it is no secret, and then shortened and cleaned by [`shown`]. This file decides nothing.

use std::borrow::Cow;

use crate::cite::Citation;

/// What was checked for one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The checks that ran, in order. A refusal is the last.
    pub steps: Vec<Step>,
    /// What was issued; nothing where the answer brings neither a token nor a code.
    pub issued: Vec<Issued>,
}

/// Something that an issuer makes and hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issued {
    /// An authorization code (RFC 6749 §4.1.2).
    Code,
    /// An access token (RFC 6749 §5.1).
    AccessToken,
    /// A refresh token (RFC 6749 §5.1).
    RefreshToken,
    /// An ID Token (OIDC Core §3.1.3.3), or what a policy hands out by that name.
    IdToken,
}

/// One check that ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The check's name, the same for every request.
    pub name: &'static str,
    /// The clause that asks for it.
    pub citation: Citation,
    /// What the check found in the request or in the issuer's records.
    pub saw: Text,
    /// What it concluded.
    pub decided: Text,
    /// How it ended.
    pub outcome: StepOutcome,
}

/// A sentence of a trace: most are written in the checks themselves, and the log need not copy those.
pub(crate) type Text = Cow<'static, str>;

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepOutcome {
    /// The request may go on.
    Passed,
    /// The request ends here.
    Refused,
    /// Nothing was at stake; worth knowing all the same.
    Noted,
}

impl Trace {
    /// The step that ended the request, when one refused it.
    #[must_use]
    pub fn refusal(&self) -> Option<&Step> {
        self.steps.last().filter(|step| step.outcome == StepOutcome::Refused)
    }

    /// Writes down that the answer brings this.
    pub(crate) fn issues(&mut self, issued: Issued) {
        self.issued.push(issued);
    }

    pub(crate) fn passed(&mut self, check: &Check, saw: impl Into<Text>, decided: impl Into<Text>) {
        self.push(check, StepOutcome::Passed, saw.into(), decided.into());
    }

    pub(crate) fn noted(&mut self, check: &Check, saw: impl Into<Text>, decided: impl Into<Text>) {
        self.push(check, StepOutcome::Noted, saw.into(), decided.into());
    }

    pub(crate) fn refused(&mut self, check: &Check, saw: impl Into<Text>, decided: impl Into<Text>) {
        self.push(check, StepOutcome::Refused, saw.into(), decided.into());
    }

    fn push(&mut self, check: &Check, outcome: StepOutcome, saw: Text, decided: Text) {
        let (saw, decided) = (cut(saw), cut(decided));
        self.steps.push(Step { name: check.name, citation: check.citation.clone(), saw, decided, outcome });
    }
}

/// A check that an endpoint makes: its name and the clause that asks for it.
pub(crate) struct Check {
    pub(crate) name: &'static str,
    pub(crate) citation: Citation,
}

impl Check {
    pub(crate) const fn new(name: &'static str, citation: Citation) -> Self {
        Self { name, citation }
    }
}

/// A sentence, at most 500 characters of it: a long scope would stand in many.
fn cut(text: Text) -> Text {
    const LIMIT: usize = 500;
    // Nearly every one is; no sentence has more characters than octets.
    if text.len() <= LIMIT {
        return text;
    }
    match text.char_indices().nth(LIMIT) {
        None => text,
        Some((end, _)) => Cow::Owned([&text[..end], "…"].concat()),
    }
}

/// A caller's text as a trace may show it: in quotation marks, at most 80 characters, without characters that could
/// disguise it. Never for a secret, a code or a token.
pub(crate) fn quoted(text: &str) -> String {
    const LIMIT: usize = 80;
    let is_short = text.len() <= LIMIT;
    let end = if is_short { text.len() } else { text.char_indices().nth(LIMIT).map_or(text.len(), |(at, _)| at) };
    let more = if end < text.len() { "…" } else { "" };
    let shown = &text[..end];
    if shown.bytes().all(|octet| (0x20..=0x7E).contains(&octet)) {
        return ["“", shown, more, "”"].concat();
    }
    ["“", &shown.replace(is_deceptive, "\u{FFFD}"), more, "”"].concat()
}

/// Control characters, and those that reorder or hide the text around them.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_last_refusal_counts_as_one() {
        static CHECK: Check = Check::new("Method", Citation::rfc(6749, "3.2"));
        let mut trace = Trace::default();
        assert_eq!(trace.refusal(), None);
        trace.passed(&CHECK, "POST", "Accepted.");
        assert_eq!(trace.refusal(), None);
        trace.refused(&CHECK, "GET", "Refused.");
        assert_eq!(trace.refusal().map(|step| &*step.saw), Some("GET"));
    }

    #[test]
    fn quoted_text_is_short_and_cannot_disguise_itself() {
        assert_eq!(quoted("orders.read"), "“orders.read”");
        assert_eq!(quoted("a\u{202E}b\nc"), "“a\u{FFFD}b\u{FFFD}c”");
        assert_eq!(quoted(&"x".repeat(81)), format!("“{}…”", "x".repeat(80)));
    }
}
