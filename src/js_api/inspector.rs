//! Tokens for a program: what a text holds, what is known about it, and whether a key signed it, all as text.
//!
//! What is said is found out in the room `inspect`, and its words are the page's (`content/<lang>/decode.json`).

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::kept_keys::KeptKeys;
use crate::cite::Citation;
use crate::inspect::{
    CheckedAs, Decoded, DecryptionReport, Expected, Given, Inspected, Inspection, Judgement, KeyRing, LONGEST_TEXT,
    Pasted, Phrase, Problem, Report, Signed, TokenHashes, Verdict, Words, findings, open_encrypted, read_answer,
    signature,
};
use crate::jose::CompactJws;
use crate::ports::{Decryption, ForeignKeys, UnixTime};
use crate::texts;

/// How many texts of keys are kept as what was read from them.
const MOST: usize = 8;

/// How many tokens are taken out of each other.
const DEEPEST: usize = 3;

/// What reads tokens, with the words for what it finds and the keys that it was given before.
pub struct Inspector<C> {
    crypto: KeptKeys<C>,
    words: Words,
    /// The last used at the end.
    rings: RefCell<Vec<(String, Rc<Keys>)>>,
}

/// What a text of keys holds.
#[derive(Default)]
struct Keys {
    ring: KeyRing,
    /// Why it holds none.
    problem: Option<Phrase>,
}

impl Keys {
    fn given(&self) -> Given<'_> {
        Given { ring: &self.ring, problem: self.problem.as_ref() }
    }
}

impl<C: Decryption + ForeignKeys> Inspector<C> {
    /// What speaks with the words of a content file.
    ///
    /// # Errors
    /// A sentence: the file is none of this build.
    pub fn open(crypto: C, words: &str) -> Result<Self, String> {
        let words = texts::read(words).map_err(|error| error.to_string())?;
        Ok(Self { crypto: KeptKeys::new(crypto), words, rings: RefCell::default() })
    }

    /// Whether one of the keys in the text `keys` signed `token`: a JSON object with `state`, `alg`, `kid`, `reason` and `code`. What is no
    /// text at all is `None`. A token that is not written by the rules is verified by no key, however [`Inspector::inspect`] reads it.
    pub async fn verify(&self, token: Option<&str>, keys: Option<&str>) -> String {
        let keys = self.keys(keys).await;
        let report = Report::new(&self.words);
        if let Some(phrase) = refusal(token) {
            return report.of_refusal(&phrase);
        }
        let token = token.unwrap_or_default();
        if let Ok(jws) = CompactJws::parse(token)
            && let Some(found) = signature::check_plain(&self.crypto, &jws, &keys.ring).await
        {
            let signed = Signed { alg: Some(jws.header().alg()), kid: jws.header().kid() };
            return report.of_signature(signed, &found.state, &keys.given());
        }
        let decoded = self.disclosed(Decoded::read(token)).await;
        let found = signature::check(&self.crypto, &decoded, &keys.ring).await;
        match signature::refused_when_strict(&decoded, &found.state) {
            Some(why) => report.of_fault(Signed::of(&decoded), &why),
            None => report.of_signature(Signed::of(&decoded), &found.state, &keys.given()),
        }
    }

    /// What `text` holds and what is known about it, as a JSON object. `options` is one too, with what the token is compared with.
    pub async fn inspect(&self, text: Option<&str>, keys: Option<&str>, options: &str) -> String {
        let options = serde_json::from_slice(options.as_bytes()).unwrap_or_default();
        let (expected, checked_as) = self.expected(&options).await;
        let keys = self.keys(keys).await;
        let refusal = refusal(text);
        let pasted = Pasted::read(text.filter(|_| refusal.is_none()).unwrap_or_default());
        let decoded = Decoded::read(pasted.token());
        let mut token = self.token(decoded, pasted.name(), &keys.ring, &expected, checked_as, 0).await;
        let problem = refusal.map(|phrase| Problem::whole(phrase, Citation::rfc(8259, "9")));
        if let Some(problem) = problem.or_else(|| pasted.problem.clone()) {
            token.decoded.problems = vec![problem];
        }
        let answer = read_answer(&pasted.original);
        let inspection = Inspection { pasted, answer, token };
        Report::new(&self.words).of_text(&inspection, &keys.given())
    }

    /// All about one token, and about those inside of it. `depth` counts those outside.
    async fn token(
        &self,
        decoded: Decoded,
        arrived_as: Option<&str>,
        keys: &KeyRing,
        expected: &Expected,
        checked_as: Option<CheckedAs>,
        depth: usize,
    ) -> Inspected {
        let (decoded, opened) = if decoded.is_encrypted() {
            self.opened(decoded, keys).await
        } else {
            (self.disclosed(decoded).await, None)
        };
        let signature = signature::check(&self.crypto, &decoded, keys).await;
        let holder = signature::check_key_binding(&self.crypto, &decoded).await;
        let verdict = Verdict::new(&decoded, arrived_as, None);
        let judged_as = checked_as.unwrap_or_else(|| CheckedAs::of(verdict.kind));
        let judgement = Judgement::new(&decoded, &signature, judged_as, expected, None);
        let findings = findings(&decoded, &verdict, Some(&signature), expected.now);
        let headline = verdict.headline(&decoded, &signature.state, expected.now);
        let inner = match decoded.inner().filter(|_| depth < DEEPEST) {
            // Each kind of future has its size, and one that holds itself has none.
            Some(inner) => {
                let inner: Pin<Box<dyn Future<Output = Inspected> + '_>> =
                    Box::pin(self.token(inner, None, keys, expected, checked_as, depth + 1));
                Some(Box::new(inner.await))
            }
            None => None,
        };
        Inspected { decoded, verdict, headline, signature, holder, judgement, findings, opened, inner }
    }

    /// The token with its digests compared, where it has any and the platform can hash.
    async fn disclosed(&self, decoded: Decoded) -> Decoded {
        if decoded.sd_jwt.is_none() {
            return decoded;
        }
        let plain = decoded.clone();
        decoded.match_digests(&self.crypto).await.unwrap_or(plain)
    }

    /// An encrypted token, opened with one of the keys if that can be.
    async fn opened(&self, decoded: Decoded, keys: &KeyRing) -> (Decoded, Option<DecryptionReport>) {
        let report = open_encrypted(self.crypto.inner(), &decoded, keys).await;
        let decoded = match report.content() {
            Some(content) => decoded.with_plaintext(content),
            None => decoded,
        };
        (decoded, Some(report))
    }

    /// What the options say.
    async fn expected(&self, options: &Map<String, Value>) -> (Expected, Option<CheckedAs>) {
        let seconds = |members: &Map<String, Value>, name| members.get(name).and_then(Value::as_f64);
        let now = UnixTime(seconds(options, "now").unwrap_or_default() as i64);
        let mut expected = Expected::at(now);
        let Some(Value::Object(members)) = options.get("expect") else { return (expected, None) };
        let text = |name| members.get(name).and_then(Value::as_str).map(str::to_owned);
        expected.issuer = text("issuer");
        expected.audience = text("audience");
        expected.leeway = seconds(members, "leeway").unwrap_or_default() as u32;
        expected.nonce = text("nonce");
        expected.htm = text("htm");
        expected.htu = text("htu");
        if let Some(access_token) = text("accessToken") {
            expected.access_token = TokenHashes::of(&self.crypto, &access_token).await.ok();
        }
        let checked_as = text("as").and_then(|name| CheckedAs::from_name(&name.replace('-', "_")));
        (expected, checked_as)
    }

    /// The keys in a text, read once.
    async fn keys(&self, text: Option<&str>) -> Rc<Keys> {
        let Some(text) = text else {
            return Rc::new(Keys { problem: Some(Phrase::new("given_no_keys")), ..Keys::default() });
        };
        if text.is_empty() {
            return Rc::default();
        }
        if let Some(known) = self.known(text) {
            return known;
        }
        let keys = match KeyRing::read(text) {
            Ok(mut ring) => {
                ring.complete(self.crypto.inner()).await;
                Keys { ring, problem: None }
            }
            Err(problem) => {
                let mut ring = KeyRing::default();
                ring.ignored = problem.ignored;
                Keys { ring, problem: Some(problem.phrase) }
            }
        };
        let keys = Rc::new(keys);
        let mut rings = self.rings.borrow_mut();
        rings.push((text.to_owned(), Rc::clone(&keys)));
        if rings.len() > MOST {
            rings.remove(0);
        }
        keys
    }

    fn known(&self, text: &str) -> Option<Rc<Keys>> {
        let mut rings = self.rings.borrow_mut();
        let place = rings.iter().rposition(|(known, _)| known == text)?;
        let entry = rings.remove(place);
        let keys = Rc::clone(&entry.1);
        rings.push(entry);
        Some(keys)
    }
}

/// Why a text is not read at all.
fn refusal(text: Option<&str>) -> Option<Phrase> {
    match text {
        None => Some(Phrase::new("given_no_text")),
        // Whoever calls cuts it off behind the limit, so nothing is known of its length.
        Some(text) if text.len() > LONGEST_TEXT => Some(Phrase::new("given_too_long").count("limit", LONGEST_TEXT)),
        Some(_) => None,
    }
}
