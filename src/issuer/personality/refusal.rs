//! A refusal as a named server spells it. What it comes of is told by the step that refused, and by what the request has.

use http::StatusCode;
use http::header::AUTHORIZATION;
use serde_json::{Map, Value};

use crate::cite::Citation;
use crate::jose::json;
use crate::oauth::{Form, Scope, media_type};
use crate::server::{Incoming, Reply, Trace};

use super::data::Personality;
use super::manners::Place;
use super::situation::Situation;
use super::spelling::spell;

/// The refusal, if the server spells this one in its own way; as it is otherwise.
pub(super) fn refusal(of: &Personality, place: Place, request: &Incoming, reply: Reply, trace: &mut Trace) -> Reply {
    let found = situation(of, place, request, trace);
    let Some(wanted) = found.and_then(|situation| of.refusal(situation)) else { return reply };
    let had = told(&reply);
    let members = json::parse_object(reply.body()).unwrap_or_default();
    let mut spelt = Map::new();
    let error = wanted.error.clone().map(Value::from);
    if !wanted.only_members {
        // What is not known of its text stays ours.
        let own = members.get("error").cloned();
        spelt.extend(error.clone().or(own).map(|error| ("error".to_owned(), error)));
        spelt.extend(members.get("error_description").cloned().map(|text| ("error_description".to_owned(), text)));
    } else if let Some(error) = error {
        spelt.insert("error".to_owned(), error);
    }
    let text = members.get("error_description").and_then(Value::as_str).unwrap_or("Refused.");
    for (name, value) in &wanted.members {
        spelt.insert(name.clone(), of_refusal(value, text));
    }
    let form = Form::parse(&request.body).unwrap_or_default();
    let asked = form.get("scope").and_then(|scope| Scope::parse(scope).ok()).unwrap_or_default().to_string();
    let mut wanted = wanted.clone();
    for (_, value) in wanted.headers.iter_mut().flatten() {
        *value = value.replace("<asked>", &asked);
    }
    let reply = spell(reply, &wanted, &spelt, text);
    let has = told(&reply);
    of.note_before_refusal(trace, Citation::rfc(6749, "5.2"), had, &format!("Answered otherwise: {has}"));
    reply
}

/// A member whose value the facts have only as a kind: the refusal's own sentence, or what is plainest of that kind.
fn of_refusal(template: &Value, text: &str) -> Value {
    match template.as_str() {
        Some("<text>" | "<string>") => text.into(),
        Some("<null>") => Value::Null,
        Some("<object>") => Value::Object(Map::new()),
        Some("<number>") => 0.into(),
        _ => template.clone(),
    }
}

/// A refusal in a few words: its status, and its code if it has one.
fn told(reply: &Reply) -> String {
    let code =
        json::parse_object(reply.body()).ok().and_then(|members| members.get("error")?.as_str().map(str::to_owned));
    let status = StatusCode::as_u16(&reply.status());
    code.map_or_else(|| format!("{status}, without a code."), |code| format!("{status} {code}."))
}

/// What the refusal that ends the trace comes of, if it is anything that servers differ in.
fn situation(of: &Personality, place: Place, request: &Incoming, trace: &Trace) -> Option<Situation> {
    let step = trace.refusal()?.name;
    if place == Place::UserInfo {
        return match step {
            "Scope" => Some(Situation::UserInfo),
            "Person" => Some(Situation::UserInfoOpenid),
            _ => None,
        };
    }
    if place != Place::Token {
        return None;
    }
    let has_basic = request.head.headers.contains_key(AUTHORIZATION);
    let form = Form::parse(&request.body).unwrap_or_default();
    let has = |name: &str| form.get(name).is_some();
    let asked = form.get("scope").unwrap_or_default();
    let is_asked = |token: &str| asked.split(' ').any(|one| one == token);
    let is_json = media_type::is_json(&request.head.headers);
    let found = match step {
        "Message" if of.reading.wants.as_deref().is_some_and(|name| !has(name)) && !is_json => Situation::Wanting,
        "Message" if is_json && has_basic => Situation::JsonWithBasic,
        "Message" if is_json => Situation::Json,
        "Message" if form.get_all("scope").nth(1).is_some() => Situation::RepeatedScope,
        "Message" if form.repeated().is_none() && !has("grant_type") => Situation::NoGrantType,
        "Permission for the grant" => Situation::GrantNotAllowed,
        "Grant type" if has("grant_type") => Situation::UnknownGrant,
        "Grant type" => Situation::NoGrantType,
        "Credentials" | "Client authentication" if has_basic && of.reading.ignores_basic => Situation::BasicUnread,
        "Credentials" if has_basic => Situation::BasicMalformed,
        "Client authentication" if has_basic => Situation::WrongSecretBasic,
        "Client authentication" if has("client_assertion") => return None,
        "Client authentication" if has("client_secret") && of.reading.ignores_form_secret => {
            Situation::FormSecretUnread
        }
        "Client authentication" if has("client_secret") => Situation::WrongSecretForm,
        "Client authentication" if !has("client_id") => Situation::NothingSent,
        "Resource" if has("resource") => Situation::Resource,
        "Resource" | "Audience" if has("audience") => Situation::Audience,
        "Audience" if has("resource") => Situation::Resource,
        "Scope" if asked.is_empty() => Situation::NoScope,
        "Scopes about a person" if is_asked("offline_access") && !is_asked("openid") => Situation::Offline,
        "Scopes about a person" if asked.contains(' ') => Situation::OpenidBeside,
        "Scopes about a person" => Situation::Openid,
        "Permission for the scope" if asked.contains(' ') => Situation::UnknownBeside,
        "Permission for the scope" => Situation::UnknownScope,
        "Origin" => Situation::CrossOrigin,
        _ => return None,
    };
    Some(found)
}
