//! Whether an access token that is a JWT can be accepted (RFC 9068 §4).
//!
//! The checks are those of [`jose::jwt`](crate::jose::jwt); each becomes a step of the trace. Whether the token allows what was asked
//! is not decided here.

use serde_json::Value;

use crate::cite::Citation;
use crate::jose::jwt::{self, Claims, Outcome, Validation};
use crate::jose::{self, CompactJws, JwsError, VerificationKey};
use crate::oauth::{ActiveToken, AuthorizationDetail, ClientId, Confirmation, TokenType};
use crate::ports::Crypto;
use crate::server::{Check, Trace, quoted};

use super::Refusal;

static FORM: Check = Check::new("Token form", Citation::rfc(9068, "4"));
static KEY: Check = Check::new("Key", Citation::rfc(7515, "4.1.4"));
static SIGNATURE: Check = Check::new("Signature", Citation::rfc(7515, "5.2"));

/// Takes the token apart, without believing anything in it.
pub(crate) fn parse(token: &str, trace: &mut Trace) -> Result<CompactJws, Refusal> {
    match CompactJws::parse(token) {
        Ok(jws) => {
            trace.passed(&FORM, "Three base64url parts.", "A signed JWT.");
            Ok(jws)
        }
        Err(error) => {
            trace.refused(&FORM, error.to_string(), "401 invalid_token.");
            Err(Refusal::InvalidToken("The access token is malformed: it is not a signed JWT."))
        }
    }
}

/// The key that the token's header points at, among the issuer's (RFC 7515 §4.1.4, App. D). A hint, not a claim: whatever the
/// header says, only these keys are tried, each with its own algorithm (RFC 8725 §3.1).
pub(crate) fn find<'a>(keys: &'a [VerificationKey], jws: &CompactJws) -> Option<&'a VerificationKey> {
    let algorithm = jws.algorithm().ok()?;
    let named = |key: &&VerificationKey| jws.header().kid().is_none_or(|kid| key.jwk.kid() == Some(kid));
    keys.iter().filter(named).find(|key| key.algorithm == algorithm)
}

/// Checks signature, type and claims in the order of RFC 9068 §4 and writes each check down until one fails.
pub(crate) async fn check<C: Crypto>(
    crypto: &C,
    jws: &CompactJws,
    key: Option<&VerificationKey>,
    expected: &Validation,
    trace: &mut Trace,
) -> Result<ActiveToken, Refusal> {
    let signature = match key {
        Some(key) => {
            let decided = match jws.header().kid() {
                Some(_) => "One of the issuer's keys has this name.",
                None => "A kid is only a hint. The issuer's key for this algorithm is tried.",
            };
            trace.passed(&KEY, named(jws), decided);
            jose::verify(crypto, jws, key).await
        }
        None => {
            trace.noted(&KEY, named(jws), "None of the issuer's keys has this name and is for this algorithm.");
            Err(JwsError::NoKeyFor(jws.header().alg().to_owned()))
        }
    };
    if let Err(JwsError::Crypto(error)) = &signature {
        trace.refused(&SIGNATURE, "The platform's cryptography.", format!("503. {error}"));
        return Err(Refusal::Unavailable);
    }
    let claims = Claims::parse(jws.payload()).unwrap_or_default();
    for check in jwt::validate(jws, Some(&signature), expected).checks {
        let (name, sentence) = explain(check.name);
        let step = Check::new(name, check.citation);
        let saw = claims.get(check.name).map_or_else(|| from_header(jws, check.name), text);
        match check.outcome {
            Outcome::Passed => trace.passed(&step, saw, "As expected."),
            Outcome::Warned { reason, .. } | Outcome::NotChecked { reason } => trace.noted(&step, saw, reason),
            Outcome::Failed { reason, .. } => {
                trace.refused(&step, saw, format!("401 invalid_token. {reason}"));
                return Err(Refusal::InvalidToken(sentence));
            }
        }
    }
    Ok(read(&claims))
}

/// What the claims of a token say about it.
pub(crate) fn read(claims: &Claims) -> ActiveToken {
    let text = |name| claims.string(name).ok().flatten().map(str::to_owned);
    let time = |name| claims.time(name).ok().flatten().map(|time| time.at());
    let aud = claims.audience().ok().flatten().unwrap_or_default();
    let cnf = Confirmation::of(claims.get("cnf"));
    ActiveToken {
        scope: text("scope"),
        client_id: text("client_id").map(ClientId::new),
        token_type: Some(TokenType::of(cnf.as_ref()).as_str().to_owned()),
        exp: time("exp"),
        iat: time("iat"),
        nbf: time("nbf"),
        sub: text("sub"),
        aud: aud.into_iter().map(str::to_owned).collect(),
        iss: text("iss"),
        jti: text("jti"),
        cnf,
        authorization_details: claims
            .get("authorization_details")
            .and_then(|value| AuthorizationDetail::list(value.clone()).ok())
            .unwrap_or_default(),
        sub_type: text("sub_type"),
        act: claims.get("act").and_then(Value::as_object).cloned(),
        ..ActiveToken::default()
    }
}

/// A check of [`jwt::validate`]: its name in a trace, and the sentence that answers a token which fails it.
fn explain(check: &str) -> (&'static str, &'static str) {
    EXPLANATIONS
        .iter()
        .find(|row| row.0 == check)
        .map_or(("Claim", "The access token lacks a claim or holds a malformed one."), |row| (row.1, row.2))
}

const EXPLANATIONS: [(&str, &str, &str); 14] = [
    ("typ", "Type", "The token is not an access token: its header does not say typ at+jwt."),
    ("alg", "Algorithm", "The access token is signed with an algorithm that is not accepted here, or with none."),
    ("crit", "Critical extensions", "The access token demands an extension that is not understood here."),
    ("signature", "Signature", "The signature of the access token does not fit a key of the issuer."),
    ("payload", "Payload", "The payload of the access token is not one JSON object."),
    ("iss", "Issuer", "The access token was issued by somebody else."),
    ("aud", "Audience", "The access token is for another audience."),
    ("exp", "Expiry", "The access token has expired, or does not say when it does."),
    ("nbf", "Not before", "The access token is not valid yet."),
    ("iat", "Issued at", "The access token does not say properly when it was issued."),
    ("sub", "Subject", "The access token does not say properly whom it is about."),
    ("jti", "Token identifier", "The access token has no proper identifier."),
    ("client_id", "Client", "The access token does not say properly which client it was issued to."),
    ("scope", "Scope claim", "The scope of the access token is malformed."),
];

fn named(jws: &CompactJws) -> String {
    jws.header().kid().map_or_else(|| "No kid.".to_owned(), |kid| format!("kid {}", quoted(kid)))
}

fn from_header(jws: &CompactJws, name: &str) -> String {
    match jws.header().get(name) {
        Some(value) => text(value),
        None if name == "signature" => format!("{}.", jose::counted(&jws.signature().len(), "octet")),
        None => "Not there.".to_owned(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| quoted(&jose::json::text(value)), quoted)
}
