//! Facts about requests: how they are read, in which order they are judged, and how refusals are spelt.

use crate::facts::{Outcome, Topic};
use crate::issuer::personality::{Answer, Json, Order, Parameter, Repeated, Situation};

use super::answers::answer;
use super::known::{Known, Told};
use super::sketch::{Sketch, Why};

const CLIENT_FOR_BASIC: &str = "a client of Basic sends its secret in the form";
const SPECIAL_SECRET: &str = "a secret with a space, +, % and : in the form";
const WITHOUT_PARAMETER: &str = "without the parameter ";

/// Facts that stand for themselves, and are played all the same.
pub(super) fn is_played(told: Told<'_>) -> bool {
    let fact = told.fact;
    let has_no_such_grant = fact.error.as_deref() == Some("unsupported_grant_type");
    match fact.when.as_deref().unwrap_or_default() {
        CLIENT_FOR_BASIC | SPECIAL_SECRET | "by Basic and form at once" | "a parameter aud" => true,
        "by a method other than the registered one" => true,
        "a grant that the client may not use" | "no client authentication and no client_id" => true,
        "grant_type=password" | "a grant that is not enabled" => has_no_such_grant,
        _ => false,
    }
}

/// Those of them whose condition `is_it` knows.
fn particular<'a>(known: &Known<'a>, is_it: impl Fn(&str) -> bool) -> impl Iterator<Item = Told<'a>> {
    known.first_hand(Topic::Other).filter(move |told| told.fact.when.as_deref().is_some_and(&is_it))
}

/// Everything about how a token request is read.
pub(super) fn requests(known: &Known<'_>, sketch: &mut Sketch) {
    for topic in [Topic::Grant, Topic::TokenRequest, Topic::SecretInForm] {
        if let Some(told) = known.plain(topic) {
            plain(topic, told, known, sketch);
        }
    }
    secrets(known, sketch);
    json(known, sketch);
    repeated(known, sketch);
    targets(known, sketch);
    wanting(known, sketch);
    let grants = particular(known, |when| matches!(when, "grant_type=password" | "a grant that is not enabled"));
    for told in grants.filter(|told| is_played(*told) && known.plain(Topic::UnknownGrant).is_none()) {
        sketch.refuses(Situation::UnknownGrant, answer(told));
    }
    for (when, situation) in [
        ("a grant that the client may not use", Situation::GrantNotAllowed),
        ("no client authentication and no client_id", Situation::NothingSent),
    ] {
        for told in particular(known, |known| known == when) {
            sketch.refuses(situation, answer(told));
        }
    }
    for (topic, situation) in
        [(Topic::UnknownGrant, Situation::UnknownGrant), (Topic::NoGrantType, Situation::NoGrantType)]
    {
        if let Some(told) = known.plain(topic) {
            sketch.refuses(situation, answer(told));
            sketch.imitates(topic);
        }
    }
}

/// A parameter of its own, without which the server answers nothing.
fn wanting(known: &Known<'_>, sketch: &mut Sketch) {
    let refused = |topic| known.when(topic, |when| when.starts_with(WITHOUT_PARAMETER));
    let Some(told) = refused(Topic::SecretInForm).or_else(|| refused(Topic::TokenRequest)) else { return };
    let name = told.fact.when.as_deref().and_then(|when| when.strip_prefix(WITHOUT_PARAMETER));
    sketch.personality.reading.wants = name.map(str::to_owned);
    sketch.refuses(Situation::Wanting, answer(told));
}

/// A plain request by either way of sending the secret.
fn plain(topic: Topic, told: Told<'_>, known: &Known<'_>, sketch: &mut Sketch) {
    let reading = &mut sketch.personality.reading;
    match (topic, told.fact.outcome) {
        (Topic::TokenRequest, Outcome::Refused) => {
            reading.ignores_basic = true;
            sketch.refuses(Situation::BasicUnread, answer(told));
        }
        (Topic::SecretInForm, Outcome::Refused) => {
            reading.ignores_form_secret = true;
            sketch.refuses(Situation::FormSecretUnread, answer(told));
        }
        (Topic::SecretInForm, Outcome::Accepted) => {
            // The client with a special secret was registered for Basic.
            let of_a_client_for_basic = |when: &str| when == CLIENT_FOR_BASIC || when == SPECIAL_SECRET;
            let refused = particular(known, of_a_client_for_basic).any(|told| told.fact.outcome == Outcome::Refused);
            reading.takes_any_secret_in_the_form = !refused;
        }
        _ => {}
    }
    if told.fact.outcome == Outcome::Accepted && sketch.personality.success.is_none() {
        sketch.personality.success = Some(success(told));
    }
    sketch.imitates(topic);
}

/// How an answer with a token is spelt. What this issuer decides itself, and spells in the same way, is no part of it.
fn success(told: Told<'_>) -> Answer {
    let mut success = answer(told);
    success.members.retain(|name, value| {
        let is_ours = matches!(name.as_str(), "access_token" | "expires_in" | "scope" | "id_token");
        !(is_ours || name == "refresh_token" && value != "<null>")
    });
    success.other_body = None;
    success
}

fn secrets(known: &Known<'_>, sketch: &mut Sketch) {
    for (topic, situation) in
        [(Topic::WrongSecretBasic, Situation::WrongSecretBasic), (Topic::WrongSecretForm, Situation::WrongSecretForm)]
    {
        let Some(told) = known.plain(topic) else { continue };
        if told.fact.outcome == Outcome::Token {
            sketch.personality.reading.ignores_secrets = true;
        } else {
            sketch.refuses(situation, answer(told));
        }
        sketch.imitates(topic);
    }
    if let Some(told) = known.plain(Topic::BasicSpelling) {
        let reading = match told.fact.outcome {
            Outcome::Both => "either",
            Outcome::Raw => "raw",
            Outcome::PercentEncoded => "percent",
            Outcome::Partly | Outcome::Neither => "every_colon",
            _ => "form",
        };
        sketch.choose("basicSecret", reading);
        let malformed = told.fact.members.get("raw").and_then(serde_json::Value::as_u64);
        if let Some(status) = malformed.filter(|status| reading == "form" && *status != 200) {
            let answer = Answer { status: u16::try_from(status).ok(), ..Answer::default() };
            sketch.refuses(Situation::BasicMalformed, answer);
        }
        sketch.imitates(Topic::BasicSpelling);
    }
}

/// A body of JSON. Where it is refused like a form without parameters, it is not read, and the refusals say what is judged first.
fn json(known: &Known<'_>, sketch: &mut Sketch) {
    let Some(told) = known.plain(Topic::JsonBody) else { return };
    let beside = known.when(Topic::JsonBody, |when| when == "with Basic");
    sketch.imitates(Topic::JsonBody);
    let code = |told: Told<'_>| told.fact.error.clone().unwrap_or_default();
    let reading = &mut sketch.personality.reading;
    match (told.fact.outcome, beside) {
        (Outcome::Accepted, _) => reading.json = Json::Read,
        (_, Some(beside)) if beside.fact.outcome == Outcome::Accepted => {
            // The credentials and the scope in it are lost.
            reading.json = Json::Only(vec!["grant_type".to_owned()]);
            sketch.refuses(Situation::NothingSent, answer(told));
        }
        (_, Some(beside)) if code(told) == "invalid_client" => {
            (reading.json, sketch.personality.order) = (Json::Unread, Order::ClientFirst);
            sketch.refuses(Situation::NothingSent, answer(told));
            sketch.refuses(Situation::NoGrantType, answer(beside));
        }
        (_, Some(beside)) if code(told) == "unsupported_grant_type" && code(beside) == code(told) => {
            (reading.json, sketch.personality.order) = (Json::Unread, Order::GrantFirst);
            sketch.refuses(Situation::NoGrantType, answer(told));
        }
        (_, beside) => {
            sketch.refuses(Situation::Json, answer(told));
            sketch.refuses(Situation::JsonWithBasic, answer(beside.unwrap_or(told)));
        }
    }
}

/// `scope` twice. The same value twice shows only whether that is taken, so two different ones say more.
fn repeated(known: &Known<'_>, sketch: &mut Sketch) {
    let different = known.when(Topic::RepeatedScope, |when| when == "two different values");
    let Some(told) = different.or_else(|| known.plain(Topic::RepeatedScope)) else { return };
    sketch.imitates(Topic::RepeatedScope);
    let becomes = match told.fact.outcome {
        Outcome::First => Repeated::First,
        Outcome::Last => Repeated::Last,
        Outcome::Joined => Repeated::Joined,
        Outcome::Refused => {
            sketch.refuses(Situation::RepeatedScope, answer(told));
            Repeated::Standard
        }
        // Whichever counts, it is not refused.
        _ => Repeated::First,
    };
    sketch.personality.reading.repeated_scope = becomes;
}

/// What the token is wanted for.
fn targets(known: &Known<'_>, sketch: &mut Sketch) {
    if let Some(told) = known.plain(Topic::Resource) {
        sketch.personality.reading.resource = match told.fact.outcome {
            Outcome::Ignored => Parameter::Ignored,
            Outcome::Refused => {
                sketch.refuses(Situation::Resource, answer(told));
                Parameter::Refused
            }
            _ => Parameter::Standard,
        };
        sketch.imitates(Topic::Resource);
    }
    if known.plain(Topic::ResourceUnknown).is_some() {
        sketch.imitates(Topic::ResourceUnknown);
    }
    if let Some(told) = known.plain(Topic::Audience) {
        sketch.personality.reading.audience = match told.fact.outcome {
            Outcome::IntoAud => Parameter::Chooses,
            Outcome::Refused => {
                sketch.refuses(Situation::Audience, answer(told));
                Parameter::Refused
            }
            _ => Parameter::Ignored,
        };
        sketch.imitates(Topic::Audience);
    }
    if let Some(told) = known.plain(Topic::AudienceChoice) {
        match told.fact.outcome {
            Outcome::ByAudience => sketch.personality.reading.audience = Parameter::Chooses,
            Outcome::ByScope | Outcome::ByResource => {}
            _ => return sketch.leaves(Topic::AudienceChoice, None, Why::Configured),
        }
        sketch.imitates(Topic::AudienceChoice);
    }
}
