//! A selectively disclosable token: what stands behind the tildes (RFC 9901 §4).
//!
//! `issuer-signed JWT ~ disclosure ~ … ~ key-binding JWT`: the issuer signed only digests, and the holder shows the values of some of
//! them. Here the text is taken apart. Which digest belongs to which disclosure takes a hash function: see
//! [`Decoded::match_digests`](super::Decoded::match_digests).

use serde_json::{Map, Value};

use super::compact;
use super::json_text::{JsonText, exact};
use super::json_tree::JsonTree;
use super::part::Part;
use super::problem::Problem;
use crate::cite::Citation;
use crate::inspect::Phrase;
use crate::jose::{CompactJws, Segment, Stage, base64url, json};

/// How many faults of disclosures are told.
const MOST_TOLD: usize = 100;

/// Everything behind the issuer-signed JWT.
#[derive(Clone, Debug, PartialEq)]
pub struct SdJwt {
    /// The disclosures, in the order of the text.
    pub disclosures: Vec<Disclosure>,
    /// The holder's proof that the token was shown by who it belongs to.
    pub key_binding: Option<KeyBinding>,
    /// The hash function by its name, as `_sd_alg` has it or, without one, as RFC 9901 §4.1.1 says.
    pub hash: String,
    /// The claims with the disclosed ones put in; `None` until digests were compared.
    pub presented: Option<Presented>,
}

/// A value that the holder shows, with what its digest is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// Its text between the tildes, which is what the digest is of.
    pub raw: String,
    /// How many characters of the token stand before it.
    pub start: usize,
    /// What the text spells: a list in JSON.
    pub source: String,
    /// What keeps others from guessing the value by its digest.
    pub salt: Option<String>,
    /// The claim's name; `None` for an element of a list.
    pub name: Option<String>,
    /// The value exactly as it is written, on one line.
    pub value: Option<String>,
    /// Its digest in base64url, once it was computed.
    pub digest: Option<String>,
    /// Where the digest was found.
    pub place: DigestPlace,
}

/// Where the digest of a disclosure stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DigestPlace {
    /// Nobody has compared it.
    #[default]
    NotCompared,
    /// In what the issuer signed.
    Embedded,
    /// Inside of the disclosure of this number, counted from 0.
    Nested(usize),
    /// Nowhere: nothing shows that the issuer signed this value, and the whole token is refused (RFC 9901 §7.1).
    Nowhere,
}

impl DigestPlace {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotCompared => "sd_jwt_not_compared",
            Self::Embedded => "sd_jwt_embedded",
            Self::Nested(_) => "sd_jwt_nested",
            Self::Nowhere => "sd_jwt_nowhere",
        }
    }
}

/// The last part: a JWT that the holder signs (RFC 9901 §4.3).
#[derive(Clone, Debug, PartialEq)]
pub struct KeyBinding {
    /// The JWT itself, for decoding it like any other.
    pub token: String,
    /// How many characters of the token stand before it.
    pub start: usize,
    /// Its header.
    pub header: Option<Part>,
    /// Its claims, `sd_hash` among them.
    pub payload: Option<Part>,
    /// For verifying with the key that the issuer-signed JWT names in `cnf`.
    pub jws: Option<CompactJws>,
    /// The digest of everything before it in base64url, once it was computed.
    pub digest: Option<String>,
}

impl KeyBinding {
    /// Whether it was made for exactly these disclosures; `None` until the digest was computed, and when it does not say for which.
    #[must_use]
    pub fn is_for_this(&self) -> Option<bool> {
        let (digest, claimed) = (self.digest.as_ref()?, self.payload.as_ref()?.text("sd_hash")?);
        Some(claimed == digest)
    }
}

/// The claims as the holder shows them (RFC 9901 §7.1 step 3): digests are gone, disclosed values stand in their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Presented {
    /// As JSON text, every value as its author wrote it.
    pub source: String,
    /// Laid out for reading.
    pub json: JsonText,
    /// Its members.
    pub members: Map<String, Value>,
    /// How many digests have no disclosure here: values that stay hidden, or decoys.
    pub hidden: usize,
}

/// Takes apart what stands behind the first tilde of `token`, which is at character `tilde`.
pub(crate) fn read(rest: &str, tilde: usize, payload: Option<&Part>, problems: &mut Vec<Problem>) -> SdJwt {
    let mut pieces: Vec<&str> = rest.split('~').collect();
    let last = pieces.pop().unwrap_or_default();
    let mut start = tilde + 1;
    let mut disclosures = Vec::new();
    for raw in pieces {
        disclosures.push(disclosure(raw, start, disclosures.len(), problems));
        start += raw.chars().count() + 1;
    }
    let mut key_binding = None;
    if last.contains('.') {
        key_binding = Some(binding(last, start, problems));
    } else if !last.is_empty() {
        problems.push(Problem::whole(Phrase::new("sd_jwt_no_last_tilde"), Citation::rfc(9901, "4")));
        disclosures.push(disclosure(last, start, disclosures.len(), problems));
    }
    SdJwt { disclosures, key_binding, hash: hash_of(payload), presented: None }
}

/// The same for the JSON serialisation, where both stand in the unprotected header (RFC 9901 §8).
pub(crate) fn of_header(
    header: &Map<String, Value>,
    payload: Option<&Part>,
    problems: &mut Vec<Problem>,
) -> Option<SdJwt> {
    let raw = header.get("disclosures")?.as_array()?;
    let mut disclosures = Vec::new();
    for raw in raw.iter().filter_map(Value::as_str) {
        disclosures.push(disclosure(raw, 0, disclosures.len(), problems));
    }
    let key_binding = header.get("kb_jwt").and_then(Value::as_str).map(|token| binding(token, 0, problems));
    Some(SdJwt { disclosures, key_binding, hash: hash_of(payload), presented: None })
}

fn hash_of(payload: Option<&Part>) -> String {
    payload.and_then(|payload| payload.text("_sd_alg")).unwrap_or("sha-256").to_owned()
}

/// One disclosure (RFC 9901 §4.2): salt, name and value, or for an element of a list salt and value.
fn disclosure(raw: &str, start: usize, index: usize, problems: &mut Vec<Problem>) -> Disclosure {
    let mut disclosure = Disclosure { raw: raw.to_owned(), start, ..Disclosure::default() };
    let mut fault = |code: &'static str, name: &str| {
        if problems.len() >= MOST_TOLD {
            return; // nobody reads on, and a text of nothing but tildes has a fault for every octet
        }
        let phrase = Phrase::new(code).count("number", index + 1).with("name", name);
        problems.push(Problem { at: Some(start), ..Problem::whole(phrase, Citation::rfc(9901, "7.1")) });
    };
    let Ok(octets) = base64url::decode(raw) else {
        fault("sd_jwt_disclosure_base64url", "");
        return disclosure;
    };
    disclosure.source = String::from_utf8_lossy(&octets).into_owned();
    let Ok(Value::Array(elements)) = json::parse(&octets) else {
        fault("sd_jwt_disclosure_json", "");
        return disclosure;
    };
    let tree = JsonTree::read(&disclosure.source);
    let value = tree.children(0).last().and_then(|node| tree.text_of(node)).map(exact);
    match &elements[..] {
        [Value::String(salt), Value::String(name), _] => {
            (disclosure.salt, disclosure.name, disclosure.value) = (Some(salt.clone()), Some(name.clone()), value);
            if matches!(name.as_str(), "_sd" | "...") {
                fault("sd_jwt_disclosure_name", name);
            }
        }
        [Value::String(salt), _] => (disclosure.salt, disclosure.value) = (Some(salt.clone()), value),
        _ => fault("sd_jwt_disclosure_shape", ""),
    }
    disclosure
}

/// The key binding JWT (RFC 9901 §4.3), with what it must have.
fn binding(token: &str, start: usize, problems: &mut Vec<Problem>) -> KeyBinding {
    let parts: Vec<&str> = token.split('.').collect();
    let mut found = Vec::new();
    let compact = compact::read(&parts, start, &mut found);
    let mut fault = |code: &'static str, name: &str| {
        problems.push(Problem::whole(Phrase::new(code).with("name", name), Citation::rfc(9901, "4.3")));
    };
    if parts.len() != 3 || found.iter().any(|problem| problem.stage == Stage::Decode) {
        fault("sd_jwt_binding_unreadable", "");
    } else {
        let typ = compact.header.as_ref().and_then(|header| header.text("typ"));
        if typ != Some("kb+jwt") {
            fault("sd_jwt_binding_typ", typ.unwrap_or_default());
        }
        let has = |name: &&str| {
            let value = compact.payload.as_ref().and_then(|payload| payload.members.get(*name));
            value.is_some_and(|value| if *name == "iat" { value.is_number() } else { value.is_string() })
        };
        if let Some(name) = ["iat", "aud", "nonce", "sd_hash"].iter().find(|name| !has(name)) {
            fault("sd_jwt_binding_claim", name);
        }
    }
    KeyBinding {
        token: token.to_owned(),
        start,
        header: compact.header,
        payload: compact.payload,
        jws: compact.jws,
        digest: None,
    }
}

/// Whether a text is an issuer-signed JWT with tildes behind it.
pub(crate) fn split(token: &str) -> Option<(&str, &str)> {
    let (front, rest) = token.split_once('~')?;
    let is_token = front.split('.').count() == 3 && super::shape::begins_object(front.split('.').next()?);
    is_token.then_some((front, rest))
}

/// A fault of a disclosure or digest that shows when they are compared.
pub(crate) fn fault(phrase: Phrase) -> Problem {
    Problem {
        segment: Some(Segment::Payload),
        stage: Stage::Claims,
        ..Problem::whole(phrase, Citation::rfc(9901, "7.1"))
    }
}
