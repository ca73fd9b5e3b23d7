//! A client assertion in a paste: what it says is taken over, and it is not kept (RFC 7523 §3).

use serde_json::{Map, Value};

use super::public::Public;
use crate::client::draft::{AssertionAudience, AssertionType, Draft};
use crate::client::import::remark::What;
use crate::client::import::variables::Variables;
use crate::jose::{Algorithm, base64url, json};
use crate::oauth::{ClientAuthMethod, ClientId};

/// Claims and members of the header that the draft makes anew, or that belong to one key alone.
const GOOD_ONCE: [&str; 6] = ["jti", "nbf", "x5t", "x5t#S256", "x5c", "jwk"];

/// Takes over what an assertion says.
pub(super) fn fill(draft: &mut Draft, assertion: &str, public: &mut Public<'_>) {
    draft.method = ClientAuthMethod::PrivateKeyJwt;
    let mut parts = assertion.trim().split('.');
    let (Some(header), Some(claims), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return unread(assertion, public);
    };
    let (Some(header), Some(claims)) = (object_of(header, public), object_of(claims, public)) else {
        return unread(assertion, public);
    };
    public.remarks.say(What::AssertionRead);
    take_header(draft, header, public);
    take_claims(draft, claims, public);
}

fn unread(assertion: &str, public: &mut Public<'_>) {
    if Variables::are_in(assertion) {
        public.secret(assertion);
    }
    public.remarks.say(What::AssertionUnread);
}

fn object_of(part: &str, public: &Public<'_>) -> Option<Map<String, Value>> {
    match public.variables.base64_of(part) {
        Some(text) => json::parse_object(quoted_marks(text).as_bytes()).ok(),
        None => json::parse_object(&base64url::decode(part).ok()?).ok(),
    }
}

/// JSON in which variables that stand for numbers are strings.
fn quoted_marks(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        let mark_begins = Variables::begin(c);
        if !in_string && mark_begins {
            quoted.push('"');
        }
        quoted.push(c);
        if !in_string && Variables::end(c) {
            quoted.push('"');
        }
        in_string ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    quoted
}

/// The seconds that a shell adds to now: `$((now + 60))`.
fn seconds_added(written: &str) -> Option<u32> {
    let sum = written.strip_prefix("$((")?.strip_suffix("))")?;
    sum.rsplit_once('+')?.1.trim().parse().ok()
}

fn take_header(draft: &mut Draft, mut header: Map<String, Value>, public: &mut Public<'_>) {
    let alg = header.remove("alg");
    let alg = alg.as_ref().and_then(Value::as_str).unwrap_or_default();
    match Algorithm::from_name(alg) {
        Some(algorithm) if algorithm.key_type().is_asymmetric() => draft.assertion.algorithm = algorithm,
        Some(algorithm) => {
            draft.method = ClientAuthMethod::ClientSecretJwt;
            draft.assertion.mac = algorithm;
        }
        None => public.remarks.name(What::AssertionAlgorithm, alg),
    }
    draft.assertion.typ = AssertionType::Absent;
    if let Some(typ) = header.get("typ").and_then(Value::as_str) {
        // Another type is written as it is, with what else there is.
        if let Some(known) = AssertionType::from_name(typ).filter(|known| *known != AssertionType::Absent) {
            draft.assertion.typ = known;
            header.remove("typ");
        }
    }
    if let Some(Value::String(kid)) = header.get("kid") {
        draft.assertion.kid = public.text(kid);
        header.remove("kid");
    }
    draft.assertion.header = rest(header, public);
}

fn take_claims(draft: &mut Draft, mut claims: Map<String, Value>, public: &mut Public<'_>) {
    let text = |claims: &Map<String, Value>, name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
    let client_id = text(&claims, "sub").or_else(|| text(&claims, "iss")).unwrap_or_default();
    let client_id = public.text(&client_id);
    if draft.client_id.as_str().is_empty() {
        draft.client_id = ClientId::new(&client_id);
    }
    // What is as the draft makes it needs no words; what is missing is taken away.
    for name in ["iss", "sub"] {
        if text(&claims, name).map(|value| public.text(&value)).as_deref() == Some(draft.client_id.as_str()) {
            claims.remove(name);
        } else if !claims.contains_key(name) {
            claims.insert(name.to_owned(), Value::Null);
        }
    }
    if let Some(aud) = text(&claims, "aud") {
        let aud = public.text(&aud);
        if aud == draft.token_endpoint && !aud.is_empty() {
            draft.assertion.audience = AssertionAudience::TokenEndpoint;
        } else {
            draft.issuer = aud;
        }
        claims.remove("aud");
    } else if !claims.contains_key("aud") {
        claims.insert("aud".to_owned(), Value::Null);
    }
    let seconds = |claims: &Map<String, Value>, name: &str| claims.get(name).and_then(Value::as_f64);
    let (iat, exp) = (seconds(&claims, "iat"), seconds(&claims, "exp"));
    let written = text(&claims, "exp").map(|exp| public.variables.written(&exp));
    if let Some(seconds) = written.as_deref().and_then(seconds_added) {
        draft.assertion.lifetime = seconds;
    }
    for name in ["iat", "exp"] {
        if claims.remove(name).is_none() {
            claims.insert(name.to_owned(), Value::Null);
        }
    }
    let begins = iat.or_else(|| seconds(&claims, "nbf"));
    if let Some(lifetime) =
        exp.zip(begins).map(|(exp, begins)| exp - begins).filter(|lifetime| (0.0..1e9).contains(lifetime))
    {
        // Within the bounds above nothing is cut off but a fraction.
        draft.assertion.lifetime = lifetime as u32;
    }
    if !claims.contains_key("jti") {
        claims.insert("jti".to_owned(), Value::Null);
    }
    draft.assertion.claims = rest(claims, public);
}

/// The other members as JSON, without those that are good for one assertion alone.
fn rest(mut members: Map<String, Value>, public: &mut Public<'_>) -> String {
    for name in GOOD_ONCE {
        if members.get(name).is_some_and(|value| !value.is_null()) {
            members.remove(name);
            // A fresh name is no loss.
            if name != "jti" {
                public.remarks.name(What::AssertionClaims, name);
            }
        }
    }
    if members.is_empty() { String::new() } else { public.text(&json::text(&Value::Object(members))) }
}
