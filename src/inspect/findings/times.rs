//! When the token begins and ends: never, far off, or in an order that cannot be.

use super::look::Look;
use crate::cite::Citation;
use crate::inspect::{Kind, Phrase, Severity, duration, utc};
use crate::jose::jwt::{Claims, NumericDate};
use crate::ports::UnixTime;

const DAY: i64 = 86_400;
const YEAR: i64 = 365 * DAY;

/// How far clocks may be apart before it is worth a word.
const CLOCKS: i64 = 60;

pub(super) fn look(look: &mut Look<'_>) {
    let Some(payload) = look.payload() else { return };
    let names = ["exp", "nbf", "iat", "auth_time"];
    let members = names.iter().filter_map(|name| Some(((*name).to_owned(), payload.get(*name)?.clone())));
    let claims = Claims::from_members(crate::jose::json::object(members));
    let time = |name| claims.time(name).ok().flatten();
    let mut is_right = true;
    for name in names {
        if time(name).is_some_and(NumericDate::looks_like_milliseconds) {
            is_right = false;
            let meant = time(name).and_then(|time| utc(UnixTime(time.at().0 / 1000))).unwrap_or_default();
            let phrase = Phrase::new("finding_milliseconds").with("name", name).with("meant", &meant);
            look.in_payload(Severity::Warning, phrase, Citation::rfc(7519, "2"), name);
        }
    }
    if !payload.contains_key("exp") {
        end_missing(look);
    }
    elsewhere(look);
    if is_right {
        let at = |name| time(name).map(|time| time.at());
        order(look, at("exp"), at("nbf"), at("iat"));
        far(look, at("exp"), at("iat").or_else(|| at("nbf")));
    }
}

/// Times that decide nothing about this token and are read by somebody all the same: of the token that an answer of introspection is about
/// (RFC 9701 §5), and of when details were changed (OIDC Core §5.1).
fn elsewhere(look: &mut Look<'_>) {
    let Some(payload) = look.payload() else { return };
    let inside = payload.get("token_introspection").and_then(serde_json::Value::as_object);
    let inner = inside.into_iter().flat_map(|claims| ["exp", "nbf", "iat"].map(|name| (name, claims.get(name))));
    let own = ["updated_at", "expires_at"].map(|name| (name, payload.get(name)));
    for (name, value) in inner.chain(own) {
        let Some(meant) = value.and_then(NumericDate::from_value).and_then(NumericDate::meant) else { continue };
        let phrase =
            Phrase::new("finding_milliseconds").with("name", name).with("meant", &utc(meant).unwrap_or_default());
        look.in_payload(Severity::Warning, phrase, Citation::rfc(7519, "2"), name);
    }
}

/// Kinds that are there for a while and then over.
const fn ends(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::AccessToken
            | Kind::IdToken
            | Kind::ClientAssertion
            | Kind::AssertionGrant
            | Kind::WorkloadToken
            | Kind::SessionToken
            | Kind::TransactionToken
            | Kind::IdJag
            | Kind::Unknown
    )
}

fn end_missing(look: &mut Look<'_>) {
    if ends(look.verdict.kind) && look.payload().is_some_and(|payload| !payload.is_empty()) {
        let severity = if look.verdict.kind == Kind::Unknown { Severity::Note } else { Severity::Warning };
        look.in_payload(severity, Phrase::new("finding_exp_missing"), Citation::rfc(7519, "4.1.4"), "exp");
    }
}

fn order(look: &mut Look<'_>, exp: Option<UnixTime>, nbf: Option<UnixTime>, iat: Option<UnixTime>) {
    let ahead = iat.map(|iat| iat.since(look.now)).filter(|ahead| *ahead > CLOCKS);
    if let Some(ahead) = ahead {
        let phrase = Phrase::new("finding_iat_ahead").with("duration", &duration(ahead));
        look.in_payload(Severity::Warning, phrase, Citation::rfc(7519, "4.1.6"), "iat");
    }
    for (start, name) in [(nbf, "nbf"), (iat, "iat")] {
        if start.zip(exp).is_some_and(|(start, exp)| start >= exp) {
            let phrase = Phrase::new("finding_never_good").with("name", name);
            look.in_payload(Severity::Warning, phrase, Citation::rfc(7519, "4.1.4"), "exp");
            return;
        }
    }
}

fn far(look: &mut Look<'_>, exp: Option<UnixTime>, start: Option<UnixTime>) {
    let Some(exp) = exp.filter(|_| ends(look.verdict.kind)) else { return };
    let left = exp.since(look.now);
    if left > YEAR {
        let phrase = Phrase::new("finding_exp_far").with("duration", &duration(left));
        look.in_payload(Severity::Warning, phrase, Citation::rfc(7519, "4.1.4"), "exp");
        return;
    }
    let lives = start.map(|start| exp.since(start)).filter(|lives| *lives > DAY);
    if let Some(lives) = lives {
        let phrase = Phrase::new("finding_lifetime").with("duration", &duration(lives));
        look.in_payload(Severity::Note, phrase, Citation::rfc(7519, "4.1.4"), "exp");
    }
}
