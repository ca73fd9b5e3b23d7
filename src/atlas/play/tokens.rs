//! Facts about tokens: their form, their life, whom they are about and for.

use serde_json::{Map, Value};

use crate::facts::{Outcome, Topic};
use crate::issuer::personality::{IdToken, When};
use crate::jose::json;

use super::claims::{claim, of_names, of_shape};
use super::known::{Known, Told};
use super::sketch::{Sketch, Why};

/// Everything about tokens.
pub(super) fn tokens(known: &Known<'_>, sketch: &mut Sketch) {
    form(known, sketch);
    lifetime(known, sketch);
    jwt(known, sketch);
    refresh(known, sketch);
    id_token(known, sketch);
    if known.plain(Topic::Person).is_some() {
        sketch.leaves(Topic::Person, None, Why::People);
    }
}

fn form(known: &Known<'_>, sketch: &mut Sketch) {
    let told = known.plain(Topic::TokenFormat);
    // What comes by a setting alone was not asked about, nor given back.
    sketch.personality.tokens.remembers_jwts = told.is_none_or(|told| told.fact.outcome != Outcome::Opaque);
    let Some(told) = told else { return };
    match told.fact.outcome {
        Outcome::Jwt => sketch.choose("accessToken", "jwt"),
        Outcome::Opaque => {
            sketch.choose("accessToken", "opaque");
            sketch.personality.tokens.opaque_length = number(told);
        }
        Outcome::Encrypted => return sketch.leaves(Topic::TokenFormat, None, Why::Algorithm),
        _ => return sketch.leaves(Topic::TokenFormat, None, Why::Configured),
    }
    sketch.imitates(Topic::TokenFormat);
}

/// How long a token lives: as it was looked at, or as the answer says.
fn lifetime(known: &Known<'_>, sketch: &mut Sketch) {
    let answers = [Topic::TokenRequest, Topic::SecretInForm].map(|topic| known.plain(topic));
    let said = answers.iter().flatten().find_map(|told| told.fact.members.get("expires_in")?.as_u64());
    let stated = known.plain(Topic::Lifetime);
    let seconds = said.and_then(|seconds| u32::try_from(seconds).ok());
    sketch.personality.tokens.lifetime =
        seconds.or_else(|| stated.and_then(number).and_then(|n| u32::try_from(n).ok()));
    if stated.is_some() {
        sketch.imitates(Topic::Lifetime);
    }
    let came = answers.iter().flatten().any(|told| told.was_run() && told.fact.outcome == Outcome::Accepted);
    if came && said.is_none() {
        sketch.choose("expiresIn", "absent");
    }
}

/// The number at the beginning of a fact's value: `43 characters`, `600 s`.
fn number(told: Told<'_>) -> Option<usize> {
    told.fact.value.as_deref()?.split(' ').next()?.parse().ok()
}

/// A fact about a JWT: of the plain token, or of one that comes by a setting.
fn of_jwt<'a>(known: &Known<'a>, topic: Topic) -> Option<Told<'a>> {
    known.plain(topic).or_else(|| known.when(topic, |when| when.starts_with("a JWT")))
}

fn jwt(known: &Known<'_>, sketch: &mut Sketch) {
    let [typ, sub, aud, scope] =
        [Topic::Typ, Topic::Sub, Topic::Aud, Topic::ScopeClaim].map(|topic| of_jwt(known, topic));
    if typ.is_none() && sub.is_none() && aud.is_none() && scope.is_none() {
        return;
    }
    let shape = known.setup.token.as_ref().filter(|shape| shape.claims.is_object());
    let names = sub.and_then(|told| told.fact.members.get("claims")?.as_array());
    let mut claims = match (shape, names) {
        (Some(shape), _) => of_shape(&shape.claims),
        (None, Some(names)) => of_names(names.iter().filter_map(Value::as_str)),
        (None, None) => of_names(["iss", "sub", "client_id", "aud", "scope", "iat", "exp", "jti"].into_iter()),
    };
    if let Some(told) = sub {
        subject(told, &mut claims, sketch);
    }
    if let Some(told) = aud {
        let aud = audience(told, &claims);
        put(&mut claims, "aud", aud);
        sketch.imitates(Topic::Aud);
    }
    if let Some(told) = scope {
        scope_claim(told, &mut claims);
        sketch.imitates(Topic::ScopeClaim);
    }
    let mut header = Map::new();
    match typ.map(|told| told.fact.outcome) {
        Some(Outcome::AtJwt) => header = json::object([("typ", "at+jwt".into())]),
        Some(Outcome::Jwt) => header = json::object([("typ", "JWT".into())]),
        Some(Outcome::Absent) => {}
        // What is not known stays the standard's.
        _ => header = json::object([("typ", "at+jwt".into())]),
    }
    if typ.is_some() {
        sketch.imitates(Topic::Typ);
    }
    algorithm(shape.and_then(|shape| shape.header.get("alg")?.as_str()), sketch);
    sketch.personality.tokens.jwt = Some((header, claims));
}

/// What signs: one of this issuer's algorithms, or left as it is.
fn algorithm(named: Option<&str>, sketch: &mut Sketch) {
    match named {
        Some(name @ ("ES256" | "ES384" | "RS256" | "PS256")) => sketch.choose("alg", name),
        Some(_) => sketch.leaves(Topic::TokenFormat, Some("alg"), Why::Algorithm),
        None => {}
    }
}

/// Whom it is about. Where a policy has it, the policy says it.
fn subject(told: Told<'_>, claims: &mut Map<String, Value>, sketch: &mut Sketch) {
    let value = told.fact.value.as_deref();
    let (policy, template) = match (told.fact.outcome, value) {
        (Outcome::ClientId, _) => ("client_id", "<sub>"),
        (Outcome::Absent, _) => ("omitted", "<sub>"),
        (Outcome::Account, _) => ("service_account", "<sub>"),
        (Outcome::DecoratedClientId, Some("<client_id>@clients")) => ("suffixed", "<sub>"),
        (Outcome::DecoratedClientId | Outcome::Fixed | Outcome::Person | Outcome::Application, Some(value)) => {
            ("client_id", value)
        }
        _ => return sketch.leaves(Topic::Sub, None, Why::PartlyKnown),
    };
    sketch.choose("sub", policy);
    put(claims, "sub", Some(template.into()));
    sketch.imitates(Topic::Sub);
}

/// Whom it is for, in the form that was seen: a text, or a list of one.
fn audience(told: Told<'_>, claims: &Map<String, Value>) -> Option<Value> {
    let value = told.fact.value.as_deref().unwrap_or_default();
    let one = match told.fact.outcome {
        Outcome::ClientId => "<client_id>",
        Outcome::Issuer => "<issuer>",
        Outcome::Scope => "<scope>",
        Outcome::Fixed => value,
        Outcome::Api if value.starts_with("<issuer>/") => value,
        Outcome::Api => "<audience>",
        _ => return None,
    };
    let was_list = matches!(claims.get("aud"), Some(Value::Array(_)));
    Some(if was_list { [one].into_iter().collect() } else { one.into() })
}

fn scope_claim(told: Told<'_>, claims: &mut Map<String, Value>) {
    let name = told.fact.value.as_deref().unwrap_or("scope");
    let had = claims.remove("scp").or_else(|| claims.remove("scope"));
    match told.fact.outcome {
        Outcome::Text => put(claims, name, had.or_else(|| Some("<scope>".into()))),
        Outcome::Array => put(claims, name, Some("<scopes>".into())),
        _ => {}
    }
}

fn put(claims: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    match value {
        Some(value) => {
            claims.insert(name.to_owned(), value);
        }
        None => {
            claims.remove(name);
        }
    }
}

fn refresh(known: &Known<'_>, sketch: &mut Sketch) {
    let Some(told) = known.plain(Topic::RefreshToken) else { return };
    match told.fact.outcome {
        Outcome::Always => sketch.choose("refresh", "on"),
        Outcome::None => sketch.choose("refresh", "off"),
        Outcome::WhenAsked => {
            sketch.choose("refresh", "off");
            sketch.personality.tokens.refreshes_when_asked = true;
            sketch.personality.scopes.offline.get_or_insert(When::Granted);
        }
        _ => return sketch.leaves(Topic::RefreshToken, None, Why::PartlyKnown),
    }
    sketch.imitates(Topic::RefreshToken);
}

/// Whom an ID Token is about. Whether one comes, `openid` says.
fn id_token(known: &Known<'_>, sketch: &mut Sketch) {
    let openid = known.plain(Topic::Openid).map(|told| told.fact.outcome);
    if !matches!(openid, Some(Outcome::IdToken | Outcome::IdTokenAlways)) {
        return;
    }
    let Some(told) = known.plain(Topic::IdToken) else { return };
    let sub = match told.fact.outcome {
        Outcome::Copy => {
            sketch.choose("openid", "vendor_copy");
            return sketch.imitates(Topic::IdToken);
        }
        Outcome::ClientId => Some("<client_id>"),
        Outcome::Account => Some("<account>"),
        Outcome::Nobody => None,
        _ => return sketch.leaves(Topic::IdToken, None, Why::Configured),
    };
    let shape = known.setup.token.as_ref().and_then(|shape| shape.id_token.get("claims"));
    let mut claims = match shape {
        Some(claims) => of_shape(claims),
        None => of_names(["iss", "aud", "iat", "exp"].into_iter()),
    };
    put(&mut claims, "sub", sub.map(Value::from));
    let is_list = matches!(claims.get("aud"), Some(Value::Array(_)));
    put(&mut claims, "aud", Some(if is_list { ["<client_id>"].into_iter().collect() } else { "<client_id>".into() }));
    let claims = claims.into_iter().map(|(name, value)| (name.clone(), claim(&name, value))).collect();
    sketch.personality.tokens.id_token = Some(IdToken { always: openid == Some(Outcome::IdTokenAlways), claims });
    sketch.imitates(Topic::IdToken);
}
