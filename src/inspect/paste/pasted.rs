//! What was pasted, the tokens in it, and which of them is looked at.

use std::collections::BTreeSet;

use super::address;
use super::context::folded;
use super::look::Look;
use super::octets::{has_space, trimmed};
use super::opaque::looks_random;
use super::search::{Found, search};
use super::{Candidate, LONGEST_TEXT, TextKind};
use crate::cite::Citation;
use crate::inspect::token::{is_token_character, looks_drawn};
use crate::inspect::{Phrase, Problem};

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
        if trimmed(text).is_empty() {
            return pasted;
        }
        if is_bare_token(text) {
            pasted.kind = TextKind::Token;
            pasted.candidates.push(Candidate::whole(text, text));
            pasted.chosen = Some(0);
            return pasted;
        }
        let look = Look::at(text);
        let Found { mut candidates, key, has_basic } = search(text, 0);
        if look.is_jose_json() {
            candidates.insert(0, Candidate::whole(text.trim(), text));
        } else {
            whole_word(text, &mut candidates);
        }
        let mut known = BTreeSet::new();
        candidates.retain(|candidate| known.insert(candidate.token.clone()));
        let is_answer = !matches!(look.kind, TextKind::Text | TextKind::HttpResponse | TextKind::Challenge);
        pasted.chosen = (0..candidates.len()).min_by_key(|index| rank(&candidates[*index]));
        pasted.kind = match (&key, pasted.chosen) {
            _ if is_answer => look.kind,
            (_, Some(_)) => TextKind::Token,
            (Some((look, _)), None) => TextKind::Key(*look),
            _ if look.kind != TextKind::Text => look.kind,
            _ if has_basic => TextKind::BasicCredentials,
            _ if word(text).and_then(address::name_of).is_some() => TextKind::Address,
            _ => TextKind::Text,
        };
        pasted.key_text = key.map(|(_, text)| text);
        if candidates.is_empty() {
            pasted.problem = Some(pasted.without_token());
        }
        pasted.candidates = candidates;
        pasted
    }

    /// Says what a text is that holds no token.
    fn without_token(&self) -> Problem {
        let (code, citation) = match self.kind {
            TextKind::Nothing | TextKind::Token | TextKind::Text => ("paste_no_token", Citation::rfc(7515, "7.1")),
            TextKind::TokenResponse => ("paste_is_token_response", Citation::rfc(6749, "5.1")),
            TextKind::IntrospectionResponse => ("paste_is_introspection", Citation::rfc(7662, "2.2")),
            TextKind::OAuthError => ("paste_is_error", Citation::rfc(6749, "5.2")),
            TextKind::HttpResponse => ("paste_is_http", Citation::rfc(6750, "2")),
            TextKind::Challenge => ("paste_is_challenge", Citation::rfc(6750, "3")),
            TextKind::Key(_) => ("paste_is_key", Citation::rfc(7517, "4")),
            TextKind::BasicCredentials => ("paste_basic", Citation::rfc(7617, "2")),
            TextKind::Address => {
                let code = word(&self.original).and_then(address::name_of).unwrap_or("paste_is_dotted_name");
                (code, Citation::rfc(7515, "7.1"))
            }
        };
        Problem::whole(Phrase::new(code), citation)
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

/// Whether a text is one signed token and nothing else, as most that programs give are: there is nothing to look for.
pub(in crate::inspect) fn is_bare_token(text: &str) -> bool {
    let (mut dots, mut place) = (0, 0);
    let octets = text.as_bytes();
    while place < octets.len() {
        match octets[place] {
            b'.' => dots += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => {}
            _ => return false,
        }
        place += 1;
    }
    dots == 2 && text.starts_with("eyJ")
}

/// Which token is looked at first: the smaller number.
fn rank(candidate: &Candidate) -> u8 {
    let name = folded(candidate.name.as_deref().unwrap_or_default());
    let is_compact = candidate.token.contains('.');
    match name.as_str() {
        "accesstoken" => 0,
        "authorization" => 1,
        "idtoken" => 2,
        "refreshtoken" => 7,
        "dpop" => 4,
        _ if is_compact => 3,
        "token" => 5,
        _ => 6,
    }
}

/// The text without white space and quotes around it, if that is one word.
fn word(text: &str) -> Option<&str> {
    let ends = |c: char| c.is_whitespace() || QUOTES.contains(&c);
    let word = trimmed(text).trim_start_matches(|c| ends(c) || matches!(c, '<' | '(' | '['));
    let word = word.trim_end_matches(|c| ends(c) || matches!(c, ',' | ';' | '>' | ')' | ']'));
    (!word.is_empty() && !has_space(word)).then_some(word)
}

const QUOTES: [char; 9] = ['"', '\'', '`', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}'];

/// Where the text is one word and no token was found in it, the word is one if it looks like it, whatever damage it has. Where a token was
/// found and foreign characters stand beside it in the same word, they are damage and stay.
fn whole_word(text: &str, candidates: &mut Vec<Candidate>) {
    let Some(word) = word(text) else { return };
    let is_foreign =
        |byte: &u8| byte.is_ascii() && !is_token_character(char::from(*byte)) && !b"!*@$^#?%".contains(byte);
    if word.as_bytes().iter().any(is_foreign)
        || word.contains('=') && !word.trim_end_matches('=').split("=.").all(|part| !part.contains('='))
    {
        return;
    }
    // A word without a dot is its only part.
    let is_token = || {
        looks_random(word.as_bytes())
            || word.contains('.')
                && (word.as_bytes().split(|byte| *byte == b'.').any(looks_random) || looks_drawn(word))
    };
    match candidates.first() {
        None if is_token() && address::name_of(word).is_none() => candidates.push(Candidate::whole(word, text)),
        Some(only) if candidates.len() == 1 && only.name.is_none() && is_plainly_inside(word, only) => {
            candidates[0] = Candidate::whole(word, text);
        }
        _ => {}
    }
}

/// Whether a token is a part of the word, and more than punctuation is beside it.
fn is_plainly_inside(word: &str, candidate: &Candidate) -> bool {
    let rest = word.split_once(candidate.token.as_str());
    rest.is_some_and(|(before, after)| before.is_empty() && after.contains(|c: char| !c.is_ascii_punctuation()))
        && !candidate.token.is_empty()
}
