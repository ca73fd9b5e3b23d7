//! Header and claims of the tokens that a named server issues.

use serde_json::Value;

use crate::cite::{Citation, Document};
use crate::server::Trace;

use super::data::Personality;
use super::manners::{About, Jwt};
use super::template::fill;

/// How many seconds access tokens live.
pub(super) fn lifetime(of: &Personality, trace: &mut Trace) -> Option<u32> {
    let seconds = of.tokens.lifetime?;
    of.note(trace, Citation::rfc(6749, "5.1"), "No policy about lifetimes.", &format!("A token lives {seconds} s."));
    Some(seconds)
}

/// How many characters an opaque token has.
pub(super) fn opaque_length(of: &Personality, trace: &mut Trace) -> Option<usize> {
    let length = of.tokens.opaque_length?;
    of.note(trace, Citation::rfc(6749, "1.4"), "Text that says nothing.", &format!("It has {length} characters."));
    Some(length)
}

/// A JWT access token; `None` where nothing is known of its form.
pub(super) fn access_token(of: &Personality, about: &About<'_>, trace: &mut Trace) -> Option<Jwt> {
    let (header, template) = of.tokens.jwt.as_ref()?;
    let mut claims = fill(template, about);
    // What the issuer's policy says of `sub` goes before what the server does.
    if !about.sub_is_default {
        claims.remove("sub");
        if let Some(sub) = about.sub {
            claims.insert("sub".to_owned(), sub.into());
        }
    }
    if about.audience_is_asked {
        claims.insert("aud".to_owned(), about.audience.iter().map(String::as_str).collect::<Vec<_>>().join(" ").into());
    }
    if let Some(cnf) = &about.cnf {
        claims.insert("cnf".to_owned(), cnf.clone());
    }
    let names: Vec<&str> = claims.keys().map(String::as_str).collect();
    let typ = header.get("typ").and_then(Value::as_str).map_or_else(|| "no typ".to_owned(), |typ| format!("typ {typ}"));
    let saw = format!("A JWT with {typ}.");
    of.note(trace, Citation::rfc(9068, "2.2"), saw, &format!("Its claims: {}.", names.join(", ")));
    Some(Jwt { header: fill(header, about), claims, remembered: of.tokens.remembers_jwts })
}

/// The ID Token that comes with it; `None` where none comes or it has the form of the policy.
pub(super) fn id_token(of: &Personality, about: &About<'_>, wanted: bool, trace: &mut Trace) -> Option<Jwt> {
    let own = of.tokens.id_token.as_ref().filter(|own| wanted || own.always)?;
    let claims = fill(&own.claims, about);
    let sub = match claims.get("sub").and_then(Value::as_str) {
        Some(sub) => format!("An ID Token about {sub}. Outside the specification."),
        None => "An ID Token about nobody. Outside the specification.".to_owned(),
    };
    of.note(trace, Citation::new(Document::OidcCore, "2"), "Nobody signed in.", &sub);
    let header = crate::jose::json::object([("typ", "JWT".into())]);
    Some(Jwt { header, claims, remembered: false })
}
