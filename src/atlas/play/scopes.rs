//! Facts about scopes: what is granted, what is left out, and whether the answer says so.

use crate::facts::{Outcome, Topic};
use crate::issuer::personality::{Answer, ScopeMember, Situation, When};

use super::answers::answer;
use super::known::{Known, Told};
use super::sketch::{Sketch, Why};

/// Everything about scopes.
pub(super) fn scopes(known: &Known<'_>, sketch: &mut Sketch) {
    sketch.personality.scopes.member = member(known);
    openid(known, sketch);
    none(known, sketch);
    for (topic, situation) in [
        (Topic::UnknownScope, Situation::UnknownScope),
        (Topic::KnownAndUnknownScope, Situation::UnknownBeside),
        (Topic::OfflineAccess, Situation::Offline),
    ] {
        let Some(told) = known.plain(topic) else { continue };
        let rule = rule(told, sketch.personality.scopes.member);
        if rule == When::Refused {
            sketch.refuses(situation, answer(told));
        }
        let scopes = &mut sketch.personality.scopes;
        match topic {
            Topic::UnknownScope => {
                match told.fact.outcome {
                    Outcome::Silent => scopes.nothing_left = Some(When::Empty),
                    Outcome::Everything => scopes.nothing_left = Some(everything(known)),
                    _ => {}
                }
                scopes.unknown = Some(match told.fact.outcome {
                    Outcome::Everything => everything(known),
                    _ => rule,
                });
            }
            Topic::KnownAndUnknownScope => scopes.beside_known = Some(rule),
            _ => scopes.offline = Some(rule),
        }
        sketch.imitates(topic);
    }
}

/// What an outcome says of a scope that was asked for.
fn rule(told: Told<'_>, member: ScopeMember) -> When {
    match told.fact.outcome {
        Outcome::Refused => When::Refused,
        Outcome::Granted => When::Granted,
        // Where the answer has a `scope` only if it is another one, its absence says that what was asked for came.
        Outcome::Silent if member == ScopeMember::Different => When::Granted,
        Outcome::Everything => When::Default,
        _ => When::Dropped,
    }
}

/// `openid`, alone and beside a scope of an API. Policies have most of it.
fn openid(known: &Known<'_>, sketch: &mut Sketch) {
    let told = known.plain(Topic::Openid);
    if let Some(told) = told {
        let policy = match told.fact.outcome {
            Outcome::Refused => {
                sketch.refuses(Situation::Openid, answer(told));
                "reject"
            }
            Outcome::Granted => {
                sketch.personality.scopes.adds_own = scope_of(told).any(|token| token != "openid");
                "echo"
            }
            Outcome::Dropped => "drop",
            Outcome::Silent => {
                sketch.personality.scopes.nothing_left = Some(When::Empty);
                "drop"
            }
            Outcome::Everything | Outcome::Ignored => {
                sketch.personality.reading.ignores_scope = true;
                "drop"
            }
            Outcome::IdToken | Outcome::IdTokenAlways => "vendor_service_account",
            _ => {
                sketch.leaves(Topic::Openid, None, Why::PartlyKnown);
                "reject"
            }
        };
        if is_never_read(known) {
            sketch.personality.reading.ignores_scope = true;
        }
        if told.fact.outcome != Outcome::NoIdToken {
            sketch.choose("openid", policy);
            sketch.imitates(Topic::Openid);
        }
    }
    if let Some(beside) = known.plain(Topic::OpenidWithApiScope) {
        match beside.fact.outcome {
            Outcome::NoIdToken => sketch.leaves(Topic::OpenidWithApiScope, None, Why::PartlyKnown),
            Outcome::Refused => {
                sketch.refuses(Situation::OpenidBeside, answer(beside));
                sketch.imitates(Topic::OpenidWithApiScope);
            }
            _ => sketch.imitates(Topic::OpenidWithApiScope),
        }
    } else if let Some(told) = told.filter(|told| told.fact.outcome == Outcome::Refused) {
        // The code of a refusal is the same; what else the answer has is not known.
        let Answer { status, error, .. } = answer(told);
        sketch.refuses(Situation::OpenidBeside, Answer { status, error, ..Answer::default() });
    }
}

/// Where nothing is asked for.
fn none(known: &Known<'_>, sketch: &mut Sketch) {
    let Some(told) = known.plain(Topic::NoScope) else { return };
    let rule = match told.fact.outcome {
        Outcome::Refused => {
            sketch.refuses(Situation::NoScope, answer(told));
            When::Refused
        }
        Outcome::Silent | Outcome::Empty => When::Empty,
        Outcome::Everything => When::Everything { before: Vec::new(), after: Vec::new() },
        _ => everything(known),
    };
    sketch.personality.scopes.none = Some(rule);
    sketch.imitates(Topic::NoScope);
}

/// Everything that the server gives unasked: with scopes about people in it they are named, else it is the client's default.
fn everything(known: &Known<'_>) -> When {
    let Some(told) = known.plain(Topic::NoScope) else { return When::Default };
    let words: Vec<&str> = scope_of(told).collect();
    let is_about_people = |word: &&str| matches!(*word, "openid" | "profile" | "offline_access");
    if !words.iter().any(is_about_people) {
        return When::Default;
    }
    let own = |words: &[&str]| words.iter().copied().filter(|word| is_about_people(word)).map(str::to_owned).collect();
    let first = words.iter().position(|word| !is_about_people(word)).unwrap_or(words.len());
    When::Everything { before: own(&words[..first]), after: own(&words[first..]) }
}

/// When the answer has a `scope`: told by the plain answer, and by those that differ from what was asked for.
fn member(known: &Known<'_>) -> ScopeMember {
    let says = |topic| known.plain(topic).is_some_and(|told| told.fact.members.get("scope").is_some());
    let plain = says(Topic::TokenRequest) || says(Topic::SecretInForm);
    let was_run = known.plain(Topic::TokenRequest).is_some_and(|told| told.was_run());
    match was_run {
        true if !plain && (says(Topic::Openid) || says(Topic::NoScope)) => ScopeMember::Different,
        true if !plain => ScopeMember::Never,
        _ if known.plain(Topic::NoScope).is_some_and(|told| told.fact.outcome == Outcome::Empty) => ScopeMember::Always,
        _ => ScopeMember::Granted,
    }
}

/// Whether no answer ever has a scope, whatever was asked for.
fn is_never_read(known: &Known<'_>) -> bool {
    let all = [Topic::Openid, Topic::UnknownScope, Topic::NoScope, Topic::KnownAndUnknownScope];
    member(known) == ScopeMember::Never
        && all.into_iter().all(|topic| known.plain(topic).is_some_and(|told| told.fact.outcome == Outcome::Silent))
}

fn scope_of<'a>(told: Told<'a>) -> impl Iterator<Item = &'a str> {
    let text = told.fact.members.get("scope").and_then(serde_json::Value::as_str).unwrap_or_default();
    text.split(' ').filter(|word| !word.is_empty())
}
