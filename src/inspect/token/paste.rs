//! Reading what somebody pasted: finding the token in it and saying what was taken away to get there.
//!
//! A token travels in headers (RFC 6750 §2.1), forms (RFC 6749 §3.2), fragments (RFC 6749 §4.2.2) and JSON (RFC 6749 §5.1), and
//! people copy it with whatever stands around it. The strict readers in `jose` and `oauth` never see this leniency: it is a
//! courtesy to the person at the screen, and each of its steps is named. Nothing here judges the token.

use super::named_tokens::{self, Found};
use super::token_character::is_token_character;
use crate::cite::Citation;
use crate::inspect::wording::hides;
use crate::inspect::{Phrase, Problem};
use crate::jose::CompactJws;

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// What was pasted, and the token in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The text exactly as it was pasted.
    pub original: String,
    /// The token to decode; empty when there is none.
    pub token: String,
    /// The name it was found under, when it had one.
    pub name: Option<String>,
    /// What was taken away, in order.
    pub removed: Vec<Phrase>,
    /// Every named token in the text, the chosen one among them.
    pub found: Vec<Found>,
    /// Why there is nothing to decode.
    pub problem: Option<Problem>,
}

impl Pasted {
    /// Finds the token in `text`.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut pasted = Self { original: text.to_owned(), ..Self::default() };
        if text.len() > LONGEST {
            let phrase = Phrase::new("paste_too_long").count("bytes", text.len()).count("limit", LONGEST);
            pasted.problem = Some(Problem::whole(phrase, Citation::rfc(8259, "9")));
            return pasted;
        }
        let mut rest = pasted.without_invisible(text);
        rest = pasted.trimmed(rest);
        pasted.found = named_tokens::find(&rest);
        let token = match pasted.chosen() {
            Some(found) => {
                let code = if rest.starts_with('{') { "paste_took_member" } else { "paste_took_parameter" };
                pasted.note(Phrase::new(code).with("name", &found.name));
                pasted.name = Some(found.name);
                found.token
            }
            None => {
                let rest = pasted.unquoted(rest);
                pasted.unwrapped(rest)
            }
        };
        let token = pasted.joined(token);
        pasted.token = pasted.percent_decoded(token);
        pasted
    }

    /// Chooses another of the found tokens.
    #[must_use]
    pub fn choose(mut self, name: &str) -> Self {
        if let Some(found) = self.found.iter().find(|found| found.name == name) {
            self.token.clone_from(&found.token);
            self.name = Some(found.name.clone());
            self.removed.retain(|phrase| !phrase.code.starts_with("paste_took_"));
            self.note(Phrase::new("paste_took_member").with("name", name));
        }
        self
    }

    fn chosen(&self) -> Option<Found> {
        named_tokens::BY_PREFERENCE.iter().find_map(|name| self.found.iter().find(|found| found.name == *name)).cloned()
    }

    fn note(&mut self, phrase: Phrase) {
        self.removed.push(phrase);
    }

    fn without_invisible(&mut self, text: &str) -> String {
        let removable = |c: char| hides(c) && !c.is_whitespace() && !c.is_ascii();
        let count = text.chars().filter(|c| removable(*c)).count();
        if count == 0 {
            return text.to_owned();
        }
        self.note(Phrase::new("paste_removed_invisible").count("count", count));
        text.chars().filter(|c| !removable(*c)).collect()
    }

    fn trimmed(&mut self, text: String) -> String {
        let trimmed = text.trim();
        if trimmed.len() < text.len() && !trimmed.is_empty() {
            self.note(Phrase::new("paste_removed_around"));
        }
        trimmed.to_owned()
    }

    /// Without a header's name and scheme, or without the words around what looks like a JWT.
    fn unwrapped(&mut self, text: String) -> String {
        let lower = text.to_ascii_lowercase();
        let header = HEADERS.iter().find_map(|header| Some((*header, lower.find(header)? + header.len())));
        // A header counts at the start, or anywhere when it can be nothing else.
        let header = header.filter(|(name, end)| *name == "authorization:" || *end == name.len());
        let mut rest = text.as_str();
        if let Some((name, end)) = header {
            rest = text[end..].trim_start();
            self.note(Phrase::new("paste_removed_header").with("name", &text[end - name.len()..end - 1]));
        }
        if let Some((scheme, value)) = rest.split_once(char::is_whitespace) {
            if scheme.eq_ignore_ascii_case("basic") && header.is_some() {
                self.problem = Some(Problem::whole(Phrase::new("paste_basic"), Citation::rfc(7617, "2")));
                return String::new();
            }
            if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
                self.note(Phrase::new("paste_removed_scheme").with("scheme", scheme));
                rest = value.trim_start();
                return if is_wrapped_token(rest) { rest.to_owned() } else { first_word(rest).to_owned() };
            }
        }
        if header.is_some() {
            return first_word(rest).to_owned();
        }
        match text.split(is_boundary).find(|word| word.starts_with("eyJ") && word.contains('.')) {
            Some(word) if word.len() < text.len() && !text.starts_with('{') && !is_wrapped_token(&text) => {
                self.note(Phrase::new("paste_took_from_text"));
                word.to_owned()
            }
            _ => text,
        }
    }

    /// Without quotes around everything. A bracket that only ends a sentence stays, or it would be named as removed twice.
    fn unquoted(&mut self, text: String) -> String {
        let (start, rest, end) = strip_quotes(&text);
        if rest.is_empty() || rest.len() == text.len() || start.is_empty() && rest.contains(char::is_whitespace) {
            return text;
        }
        let stripped: String = start.chars().chain(end.chars()).filter(|c| !c.is_whitespace()).collect();
        let code = if stripped.contains(QUOTES) { "paste_removed_quotes" } else { "paste_removed_ends" };
        self.note(Phrase::new(code).with("text", &stripped));
        rest.to_owned()
    }

    /// Without the line breaks and spaces that mail programs and terminals put into long tokens.
    fn joined(&mut self, text: String) -> String {
        if !text.contains(char::is_whitespace) || !is_wrapped_token(&text) {
            return text;
        }
        let breaks = text.lines().count() - 1;
        let code = if breaks == 0 { "paste_removed_spaces" } else { "paste_removed_line_breaks" };
        self.note(Phrase::new(code).count("count", breaks));
        text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect()
    }

    fn percent_decoded(&mut self, text: String) -> String {
        if !text.contains('%') {
            return text;
        }
        match named_tokens::percent_decode(&text) {
            Some(decoded) if decoded.chars().all(is_token_character) => {
                self.note(Phrase::new("paste_percent_decoded"));
                decoded
            }
            _ => text,
        }
    }
}

const QUOTES: [char; 9] = ['"', '\'', '`', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}'];
const HEADERS: [&str; 2] = ["authorization:", "dpop:"];
const SCHEMES: [&str; 2] = ["bearer", "dpop"];

/// Where a word of prose, a shell command or a list ends. Foreign characters inside a token are no boundary: they are damage.
fn is_boundary(c: char) -> bool {
    c.is_whitespace() || QUOTES.contains(&c) || "<>()[]{},;&=:|\\".contains(c)
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| c.is_whitespace() || QUOTES.contains(&c)).find(|word| !word.is_empty()).unwrap_or_default()
}

/// One token that was broken over lines or spaced out, not prose: every piece but the last is longer than words are, or the
/// first starts a token, and it does not already hold all of it.
fn is_wrapped_token(text: &str) -> bool {
    let mut pieces = text.split_whitespace().rev().skip(1);
    text.chars().all(|c| is_token_character(c) || c.is_whitespace() || c == '\\')
        && (text.starts_with("eyJ") || pieces.all(|piece| piece.len() >= 20))
        && !is_complete(text.split_whitespace().next().unwrap_or_default())
}

/// Whether a text alone is a token with a signature of a usual length: then what follows it is something else.
fn is_complete(text: &str) -> bool {
    const USUAL: [usize; 7] = [32, 48, 64, 96, 256, 384, 512];
    CompactJws::parse(text).is_ok_and(|jws| USUAL.contains(&jws.signature().len()))
}

/// The quotes and brackets in front, the text between, and the same behind with what separates items of a list.
fn strip_quotes(text: &str) -> (&str, &str, &str) {
    let ends = |c: char| QUOTES.contains(&c) || c.is_whitespace();
    let rest = text.trim_start_matches(|c| ends(c) || matches!(c, '<' | '(' | '['));
    let inner = rest.trim_end_matches(|c| ends(c) || matches!(c, ',' | ';' | '>' | ')' | ']'));
    (&text[..text.len() - rest.len()], inner, &rest[inner.len()..])
}
