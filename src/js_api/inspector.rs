//! Tokens for a program: what a text is, and whether a key signed it, all as text.
//!
//! What is said is found out in the room `inspect`, and its words are the page's (`content/<lang>/decode.json`).

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::Value;

use crate::inspect::{Phrase, SignatureState, Words, signature};
use crate::jose::{CompactJws, Header, Jwk, JwkError, JwkSet, json};
use crate::ports::Crypto;
use crate::texts;

use super::kept_keys::KeptKeys;

/// How many texts of keys are kept as what was read from them.
const MOST: usize = 8;

/// What reads tokens, with the words for what it finds and the keys that it was given before.
pub struct Inspector<C> {
    crypto: KeptKeys<C>,
    words: Words,
    /// The last used at the end.
    sets: RefCell<Vec<(String, Rc<JwkSet>)>>,
}

impl<C: Crypto> Inspector<C> {
    /// What speaks with the words of a content file.
    ///
    /// # Errors
    /// A sentence: the file is none of this build.
    pub fn open(crypto: C, words: &str) -> Result<Self, String> {
        let words = texts::read(words).map_err(|error| error.to_string())?;
        Ok(Self { crypto: KeptKeys::new(crypto), words, sets: RefCell::default() })
    }

    /// Whether one of the keys in the text `keys` signed `token`: a JSON object with `state`, `alg`, `kid`, `reason` and `code`.
    pub async fn verify(&self, token: &str, keys: &str) -> String {
        let set = match self.set(keys) {
            Ok(set) => set,
            Err(error) => return self.told(None, "not-checked", None, Some(&Phrase::new(error.code()))),
        };
        let jws = CompactJws::parse(token);
        let (header, state) = match &jws {
            Ok(jws) => (Some(jws.header()), signature::check_jws(&self.crypto, jws, &set).await),
            Err(error) => (None, SignatureState::CannotCheck(error.clone())),
        };
        let problem = state.problem();
        let (name, kid) = match &state {
            SignatureState::Matches { kid, .. } => ("verified", kid.as_deref()),
            SignatureState::DoesNotMatch(_) => ("failed", None),
            SignatureState::CannotCheck(_) | SignatureState::NotChecked => ("not-checked", None),
        };
        self.told(header, name, kid, problem.as_ref().map(|problem| &problem.phrase))
    }

    fn told(&self, header: Option<&Header>, state: &str, kid: Option<&str>, reason: Option<&Phrase>) -> String {
        let mut text = String::with_capacity(96);
        for (name, value) in [
            ("{\"state\":", Some(state)),
            (",\"alg\":", header.map(Header::alg)),
            (",\"kid\":", header.and_then(Header::kid).or(kid)),
            (",\"reason\":", reason.map(|phrase| self.words.say(phrase)).as_deref()),
            (",\"code\":", reason.map(|phrase| phrase.code)),
        ] {
            text.push_str(name);
            text.push_str(&value.map_or_else(|| "null".to_owned(), |value| json::text(&value.into())));
        }
        text.push('}');
        text
    }

    fn set(&self, keys: &str) -> Result<Rc<JwkSet>, JwkError> {
        let mut sets = self.sets.borrow_mut();
        let known = sets.iter().rposition(|(text, _)| text == keys);
        let entry = match known {
            Some(place) => sets.remove(place),
            None => (keys.to_owned(), Rc::new(read(keys)?)),
        };
        let set = Rc::clone(&entry.1);
        sets.push(entry);
        if sets.len() > MOST {
            sets.remove(0);
        }
        Ok(set)
    }
}

fn read(keys: &str) -> Result<JwkSet, JwkError> {
    let members = json::parse_object(keys.as_bytes())?;
    if members.get("keys").is_some_and(Value::is_array) {
        return JwkSet::parse(keys.as_bytes());
    }
    Jwk::parse(members).map(|jwk| [jwk].into_iter().collect())
}
