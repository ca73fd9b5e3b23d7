//! Answers as a named server spells them: its members, its header fields, its status.

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CACHE_CONTROL, ORIGIN,
};
use http::{Method, StatusCode};
use serde_json::{Map, Value};

use crate::cite::{Citation, Document};
use crate::jose::json;
use crate::oauth::{Form, GrantType, Scope};
use crate::ports::UnixTime;
use crate::server::{Incoming, Reply, Trace};

use super::data::{Answer, Metadata, Origins, Personality, ScopeMember};
use super::manners::Place;
use super::refusal::refusal;
use super::spelling::spell;

/// The answer, spelt as the server does. Of other grants nothing is imitated.
pub(super) fn answer(
    of: &Personality,
    place: Place,
    request: &Incoming,
    reply: Reply,
    now: UnixTime,
    trace: &mut Trace,
) -> Reply {
    if is_preflight(request) && trace.refusal().is_none() {
        return if place == Place::Token { preflight(of, request, reply, trace) } else { reply };
    }
    let reply = match place {
        Place::Token if is_of_another_grant(trace) => return reply,
        Place::UserInfo if of.without_userinfo.is_some() => {
            return gone(of, of.without_userinfo.as_ref(), reply, Citation::new(Document::OidcCore, "5.3"), trace);
        }
        Place::OAuthMetadata => return metadata(of, &of.oauth_metadata, reply, trace),
        Place::OpenidMetadata => return metadata(of, &of.openid_metadata, reply, trace),
        _ if trace.refusal().is_some() => refusal(of, place, request, reply, trace),
        Place::Token => success(of, request, reply, now, trace),
        Place::UserInfo => told(of, of.userinfo.as_ref(), reply, Citation::new(Document::OidcCore, "5.3.2"), trace),
        Place::Introspection => {
            let is_active = json::parse_object(reply.body()).is_ok_and(|all| all.get("active") == Some(&true.into()));
            let wanted = if is_active { of.introspection.as_ref() } else { of.inactive.as_ref() };
            told(of, wanted, reply, Citation::rfc(7662, "2.2"), trace)
        }
        Place::Revocation => told(of, of.revocation.as_ref(), reply, Citation::rfc(7009, "2.2"), trace),
    };
    if place == Place::Token { origins(of, request, reply, trace) } else { reply }
}

fn is_preflight(request: &Incoming) -> bool {
    let headers = &request.head.headers;
    let asks = headers.contains_key(ORIGIN) && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    request.head.method == Method::OPTIONS && asks
}

fn is_of_another_grant(trace: &Trace) -> bool {
    let grant = trace.steps.iter().find(|step| step.name == "Grant type");
    grant.and_then(|step| GrantType::from_name(&step.saw)).is_some_and(|grant| grant != GrantType::ClientCredentials)
}

/// A good answer of the token endpoint.
fn success(of: &Personality, request: &Incoming, reply: Reply, now: UnixTime, trace: &mut Trace) -> Reply {
    let Some(wanted) = of.success.as_ref().filter(|_| reply.status() == StatusCode::OK) else { return reply };
    let Ok(found) = json::parse_object(reply.body()) else { return reply };
    let lifetime = found.get("expires_in").and_then(Value::as_i64).unwrap_or_default();
    let mut spelt = found.clone();
    for (name, value) in &wanted.members {
        let value = match value.as_str() {
            Some("<number>") => now.0.into(),
            Some("<time>") => now.plus(lifetime).0.into(),
            Some("<null>") => Value::Null,
            _ => value.clone(),
        };
        // A token that is bound says so, whatever the server calls those that are not.
        if name != "token_type" || found.get(name) == Some(&"Bearer".into()) {
            spelt.insert(name.clone(), value);
        }
    }
    if wanted.only_members && !wanted.members.contains_key("token_type") {
        spelt.remove("token_type");
    }
    scope_member(of, request, &mut spelt);
    let changed: Vec<&str> =
        spelt.keys().filter(|name| spelt.get(*name) != found.get(*name)).map(String::as_str).collect();
    let lost: Vec<&str> = found.keys().filter(|name| !spelt.contains_key(*name)).map(String::as_str).collect();
    let citation = Citation::rfc(6749, "5.1");
    if !changed.is_empty() {
        of.note(trace, citation.clone(), changed.join(", "), "In the answer in this form.");
    }
    if !lost.is_empty() {
        of.note(trace, citation.clone(), lost.join(", "), "Not in the answer.");
    }
    let was_kept = reply.headers().contains_key(CACHE_CONTROL);
    let reply = spell(reply, wanted, &spelt, "");
    if was_kept && !reply.headers().contains_key(CACHE_CONTROL) {
        of.note(trace, citation, "Cache-Control: no-store", "Not in the answer.");
    }
    reply
}

fn scope_member(of: &Personality, request: &Incoming, spelt: &mut Map<String, Value>) {
    let granted = spelt.get("scope").and_then(Value::as_str).map(str::to_owned);
    match of.scopes.member {
        ScopeMember::Granted => {}
        ScopeMember::Always => {
            spelt.entry("scope").or_insert_with(|| "".into());
        }
        ScopeMember::Never => {
            spelt.remove("scope");
        }
        ScopeMember::Different => {
            let form = Form::parse(&request.body).unwrap_or_default();
            let asked = form.get_all("scope").last().and_then(|scope| Scope::parse(scope).ok());
            if granted.and_then(|granted| Scope::parse(&granted).ok()) == asked {
                spelt.remove("scope");
            }
        }
    }
}

/// An answer that has no more members than the template, each as it was found or as the template has it.
fn told(of: &Personality, wanted: Option<&Answer>, reply: Reply, citation: Citation, trace: &mut Trace) -> Reply {
    let Some(wanted) = wanted else { return reply };
    let found = json::parse_object(reply.body()).unwrap_or_default();
    let mut spelt = Map::new();
    for (name, value) in &wanted.members {
        match value.as_str() {
            Some("<null>") => {
                spelt.insert(name.clone(), Value::Null);
            }
            Some("<found>") => spelt.extend(found.get(name).cloned().map(|value| (name.clone(), value))),
            _ => spelt.extend(of_found(value, &found).map(|value| (name.clone(), value))),
        }
    }
    let has_own_members = !wanted.members.is_empty();
    let members = if has_own_members { &spelt } else { &found };
    if has_own_members && spelt != found {
        let names: Vec<&str> = spelt.keys().map(String::as_str).collect();
        of.note(trace, citation, "An answer of its own form.", &format!("Its members: {}.", names.join(", ")));
    }
    let was_empty = reply.body().is_empty();
    let mut reply = spell(reply, wanted, members, "");
    if was_empty && !has_own_members {
        reply.body_mut().clear();
    }
    reply
}

/// A template whose placeholders are the names of members that were found.
fn of_found(template: &Value, found: &Map<String, Value>) -> Option<Value> {
    match template {
        Value::Array(all) => Some(all.iter().filter_map(|one| of_found(one, found)).collect()),
        Value::String(text) if text == "<lifetime>" => {
            let at = |name: &str| found.get(name).and_then(Value::as_i64);
            Some((at("exp")? - at("iat")?).into())
        }
        Value::String(text) => match text.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
            Some(name) => found.get(name).cloned(),
            None => {
                let client_id = found.get("client_id").and_then(Value::as_str).unwrap_or_default();
                Some(text.replace("<client_id>", client_id).into())
            }
        },
        other => Some(other.clone()),
    }
}

/// An endpoint or document that the server does not have.
fn gone(of: &Personality, wanted: Option<&Answer>, reply: Reply, citation: Citation, trace: &mut Trace) -> Reply {
    let Some(wanted) = wanted else { return reply };
    of.note_before_refusal(trace, citation, "An address of this issuer.".to_owned(), "404: nothing is there.");
    spell(reply, wanted, &Map::new(), "Nothing is at this address.")
}

fn metadata(of: &Personality, wanted: &Metadata, reply: Reply, trace: &mut Trace) -> Reply {
    let citation = Citation::rfc(8414, "2");
    if wanted.absent.is_some() {
        return gone(of, wanted.absent.as_ref(), reply, citation, trace);
    }
    if wanted.lists.is_empty() && !wanted.without_grants && wanted.headers.is_none() || reply.status() != StatusCode::OK
    {
        return reply;
    }
    let Ok(mut members) = json::parse_object(reply.body()) else { return reply };
    for (name, list) in &wanted.lists {
        members.insert(name.clone(), list.clone());
    }
    if wanted.without_grants {
        members.remove("grant_types_supported");
    }
    let names: Vec<&str> = wanted.lists.keys().map(String::as_str).collect();
    of.note(trace, citation, names.join(", "), "In the document as that server has it.");
    spell(reply, &Answer { headers: wanted.headers.clone(), ..Answer::default() }, &members, "")
}

/// Which pages may read the answer.
fn origins(of: &Personality, request: &Incoming, mut reply: Reply, trace: &mut Trace) -> Reply {
    let Some(origin) = request.head.headers.get(ORIGIN) else { return reply };
    let citation = || Citation::new(Document::OidcDiscovery, "3");
    match of.origins {
        Origins::Standard => {}
        Origins::None | Origins::Refused => {
            reply.headers_mut().remove(ACCESS_CONTROL_ALLOW_ORIGIN);
            reply.headers_mut().remove(ACCESS_CONTROL_EXPOSE_HEADERS);
            let saw = "A page of another origin asks.".to_owned();
            of.note_before_refusal(trace, citation(), saw, "A browser keeps the answer from the page.");
        }
        Origins::Repeated => {
            reply.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            let saw = "A page of another origin asks.".to_owned();
            of.note_before_refusal(trace, citation(), saw, "The answer names that origin.");
        }
    }
    reply
}

fn preflight(of: &Personality, request: &Incoming, mut reply: Reply, trace: &mut Trace) -> Reply {
    let Some(wanted) = &of.preflight else { return reply };
    for name in [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_HEADERS] {
        reply.headers_mut().remove(name);
    }
    of.note(
        trace,
        Citation::new(Document::OidcDiscovery, "3"),
        "A browser's question before the request.",
        "Answered otherwise.",
    );
    let allowed = wanted.headers.iter().flatten().any(|(name, _)| name == ACCESS_CONTROL_ALLOW_ORIGIN.as_str());
    let mut reply = spell(reply, wanted, &Map::new(), "");
    reply.body_mut().clear();
    if let Some(origin) = request.head.headers.get(ORIGIN).filter(|_| allowed && of.origins == Origins::Repeated) {
        reply.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
    reply
}
