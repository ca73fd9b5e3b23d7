//! Reading what somebody pasted: finding the token in it and saying what was taken away to get there.
//!
//! A token travels in headers (RFC 6750 §2.1), forms (RFC 6749 §3.2), fragments (RFC 6749 §4.2.2) and JSON (RFC 6749 §5.1), and
//! people copy it with whatever stands around it. The strict readers in `jose` and `oauth` never see this leniency: it is a
//! courtesy to the person at the screen, and each of its steps is named. Nothing here judges the token.

use super::named_tokens::{self, Found};
use super::{Candidate, TextKind};
use crate::cite::Citation;
use crate::inspect::token::is_token_character;
use crate::inspect::wording::hides;
use crate::inspect::{Phrase, Problem};
use crate::jose::CompactJws;

/// The longest text that is searched, in octets.
pub const LONGEST_TEXT: usize = 1 << 20;

/// What was pasted, and the tokens in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The text exactly as it was pasted.
    pub original: String,
    /// Every token in it, in the order of the text, each once.
    pub candidates: Vec<Candidate>,
    /// Which of them is looked at; `None` when there is none.
    pub chosen: Option<usize>,
    /// What the text is as a whole.
    pub kind: TextKind,
    /// The key in it, when there is one, to be offered as a key.
    pub key_text: Option<String>,
    /// Why there is nothing to decode.
    pub problem: Option<Problem>,
}

impl Pasted {
    /// Finds the tokens in `text`.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut pasted = Self { original: text.to_owned(), ..Self::default() };
        if text.len() > LONGEST_TEXT {
            let phrase = Phrase::new("paste_too_long").count("bytes", text.len()).count("limit", LONGEST_TEXT);
            pasted.problem = Some(Problem::whole(phrase, Citation::rfc(8259, "9")));
            pasted.kind = TextKind::Text;
            return pasted;
        }
        if is_bare_token(text) {
            pasted.kind = TextKind::Token;
            pasted.candidates.push(Candidate { token: text.to_owned(), raw: text.to_owned(), ..Candidate::default() });
            pasted.chosen = Some(0);
            return pasted;
        }
        let reader = Reader::read(text);
        pasted.problem = reader.problem;
        if text.trim().is_empty() {
            return pasted;
        }
        pasted.kind = if pasted.problem.is_some() { TextKind::BasicCredentials } else { TextKind::Token };
        let chosen = Candidate {
            token: reader.token,
            name: reader.name,
            repairs: reader.removed,
            raw: text.to_owned(),
            place: String::new(),
        };
        for found in reader.found {
            if chosen.name.as_ref() == Some(&found.name) {
                pasted.chosen = Some(pasted.candidates.len());
                pasted.candidates.push(chosen.clone());
            } else {
                let repairs = vec![Phrase::new("paste_took_member").with("name", &found.name)];
                let (raw, place) = (found.token.clone(), found.name.clone());
                pasted.candidates.push(Candidate { token: found.token, name: Some(found.name), repairs, raw, place });
            }
        }
        if pasted.chosen.is_none() && !chosen.token.is_empty() {
            pasted.chosen = Some(0);
            pasted.candidates.insert(0, chosen);
        }
        pasted
    }

    /// Looks at another of the tokens; a number that none has changes nothing.
    #[must_use]
    pub fn choose(mut self, index: usize) -> Self {
        if index < self.candidates.len() {
            self.chosen = Some(index);
        }
        self
    }

    /// Takes the text itself for the token, exactly as it was pasted: the way back from every repair.
    #[must_use]
    pub fn without_repairs(mut self) -> Self {
        let (token, raw) = (self.original.clone(), self.original.clone());
        self.candidates = vec![Candidate { token, raw, ..Candidate::default() }];
        self.chosen = Some(0);
        self
    }

    /// The token to decode; empty when there is none.
    #[must_use]
    pub fn token(&self) -> &str {
        self.candidate().map_or("", |candidate| &candidate.token)
    }

    /// The name that it stood under, when it had one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.candidate()?.name.as_deref()
    }

    /// What was taken away to get at it, in order.
    #[must_use]
    pub fn repairs(&self) -> &[Phrase] {
        self.candidate().map_or(&[], |candidate| &candidate.repairs)
    }

    fn candidate(&self) -> Option<&Candidate> {
        self.candidates.get(self.chosen?)
    }
}

#[derive(Default)]
struct Reader {
    token: String,
    name: Option<String>,
    removed: Vec<Phrase>,
    found: Vec<Found>,
    problem: Option<Problem>,
}

impl Reader {
    fn read(text: &str) -> Self {
        let mut pasted = Self::default();
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

/// Whether a text is one compact token and nothing else, as most that programs give are: there is nothing to look for.
fn is_bare_token(text: &str) -> bool {
    let is_of_token = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_' | b'.');
    text.starts_with("eyJ") && text.bytes().all(is_of_token) && text.bytes().filter(|octet| *octet == b'.').count() == 2
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
