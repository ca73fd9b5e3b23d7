//! What a fact says of an answer, compared with an answer: nothing here knows how it was made.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the verbs it needs")]
#![allow(clippy::unwrap_used, reason = "a broken fixture ends the test")]

use grant_lab::facts::{Fact, Outcome, Topic};
use serde_json::{Map, Value};

use super::common::Answer;

/// What of a fact an answer does not have; empty where it has all.
pub fn differences(fact: &Fact, was_run: bool, answer: &Answer) -> Vec<String> {
    let mut all = Vec::new();
    let body: Option<Map<String, Value>> = serde_json::from_slice(answer.response.body()).ok();
    if fact.status.is_some_and(|status| status != answer.status) {
        all.push(format!("status {} is not {:?}", answer.status, fact.status));
    }
    let error = body.as_ref().and_then(|body| body.get("error")?.as_str());
    // Where the body is no JSON, the challenge has the code.
    let challenged = |wanted: &str| body.is_none() && answer.header("www-authenticate").contains(wanted);
    if let Some(wanted) = &fact.error
        && error != Some(wanted)
        && !challenged(wanted)
    {
        all.push(format!("error {error:?} is not {wanted}"));
    }
    // Of some variations the status alone was written down, and of others no header field.
    let is_variation = matches!(fact.topic, Topic::AssertionAudience | Topic::Dpop) || fact.when.is_some();
    if was_run && !(is_variation && fact.members.is_null() && fact.headers.is_null()) {
        members(fact, body.as_ref(), answer, &mut all);
    }
    if was_run && !(is_variation && fact.headers.is_null()) {
        headers(fact, answer, &mut all);
    }
    if !outcome(fact, body.as_ref(), answer) {
        all.push(format!("{:?} does not hold", fact.outcome));
    }
    all
}

/// Every member that was seen, and no other but those that the facts leave out.
fn members(fact: &Fact, body: Option<&Map<String, Value>>, answer: &Answer, all: &mut Vec<String>) {
    let wanted = fact.members.as_object().cloned().unwrap_or_default();
    if wanted.contains_key("(body)") || wanted.contains_key("<not json>") {
        if body.is_some() || answer.response.body().is_empty() && fact.topic != Topic::CrossOrigin {
            all.push("a body that is no JSON is wanted".to_owned());
        }
        return;
    }
    let is_document = matches!(fact.topic, Topic::MetadataOauth | Topic::MetadataOpenid);
    let is_preflight = fact.when.as_deref() == Some("preflight");
    let none = Map::new();
    let found = body.unwrap_or(&none);
    for (name, value) in &wanted {
        match found.get(name) {
            None if is_preflight => {}
            None => all.push(format!("{name} is missing")),
            Some(found) if !fits(name, value, found) => all.push(format!("{name}: {found} is not {value}")),
            Some(_) => {}
        }
    }
    let left_out = ["access_token", "error", "error_description"];
    if !is_document && fact.status == Some(200) {
        for name in found.keys().filter(|name| !wanted.contains_key(*name) && !left_out.contains(&name.as_str())) {
            all.push(format!("{name} was not seen"));
        }
    }
    let says_nothing = wanted.is_empty() && fact.error.is_none() && fact.status.is_some_and(|status| status >= 400);
    if says_nothing && found.contains_key("error") {
        all.push("no code was seen".to_owned());
    }
}

/// Whether a value is one like that which was seen.
fn fits(name: &str, wanted: &Value, found: &Value) -> bool {
    match wanted {
        Value::String(text) if name == "scope" && !text.starts_with('<') => {
            let words = |text: &str| {
                let mut words: Vec<String> =
                    text.split(' ').map(|word| word.replace("nope.unknown", "no.such.scope")).collect();
                words.sort();
                words
            };
            found.as_str().is_some_and(|found| words(found) == words(text))
        }
        Value::String(text) => match text.as_str() {
            "<null>" => found.is_null(),
            "<object>" => found.is_object(),
            "<client_id>" | "m2m" | "m2mj" => found == "m2m",
            "<client:<client_id>>" => found == "client:m2m",
            "<issuer>" => found == "https://issuer.test",
            "<resource>" => found == "https://api.test",
            text if text.starts_with("<number")
                || text.starts_with("<time")
                || text.starts_with("<3599")
                || text.starts_with("<about") =>
            {
                found.is_number()
            }
            text if text.starts_with('<') => found.as_str().is_some_and(|found| !found.is_empty()),
            text if name == "aud" && text == "orders.read" => found == text,
            text => found == text,
        },
        Value::Array(all) => found.as_array().is_some_and(|found| {
            found.len() == all.len() && all.iter().zip(found).all(|(wanted, found)| fits(name, wanted, found))
        }),
        // A second may pass while a real server answers.
        Value::Number(wanted) if name == "expires_in" => {
            let (wanted, found) = (wanted.as_i64().unwrap(), found.as_i64().unwrap_or_default());
            (found - wanted).abs() <= 1
        }
        other => other == found,
    }
}

/// The header fields that were seen, and none of those for caches, challenges and other origins beside them.
fn headers(fact: &Fact, answer: &Answer, all: &mut Vec<String>) {
    let wanted = |name: &str| fact.headers.get(name).and_then(Value::as_str);
    let is_preflight = fact.when.as_deref() == Some("preflight");
    for name in ["cache-control", "www-authenticate", "access-control-allow-origin"] {
        let found = answer.header(name);
        let fits = match wanted(name) {
            None if is_preflight && name == "cache-control" => true,
            // No challenge and no rule for caches was written down for documents that are public anyway.
            None => found.is_empty(),
            Some(pattern) => pattern_fits(pattern, found),
        };
        if !fits {
            all.push(format!("{name}: {found:?} is not {:?}", wanted(name)));
        }
    }
    if let Some(wanted) = wanted("content-type")
        && !answer.response.body().is_empty()
        && answer.header("content-type") != wanted
    {
        all.push(format!("content-type {:?} is not {wanted}", answer.header("content-type")));
    }
}

/// Whether a header field is like the one that was seen. The measurements lost some quotation marks.
fn pattern_fits(pattern: &str, found: &str) -> bool {
    let plain = |text: &str| text.replace('"', "");
    let (pattern, found) = (plain(pattern).replace("<url>", "<text>").replace("no.such.scope", "<text>"), plain(found));
    let mut rest = found.as_str();
    for (place, part) in pattern.split("<text>").enumerate() {
        match rest.find(part) {
            Some(0) => rest = &rest[part.len()..],
            Some(at) if place > 0 => rest = &rest[at + part.len()..],
            _ => return false,
        }
    }
    rest.is_empty() || pattern.ends_with("<text>")
}

/// Whether the outcome's own words hold.
fn outcome(fact: &Fact, body: Option<&Map<String, Value>>, answer: &Answer) -> bool {
    let ok = answer.status == 200;
    let scope = body.and_then(|body| body.get("scope")).and_then(Value::as_str);
    let has = |word: &str| scope.is_some_and(|scope| scope.split(' ').any(|one| one == word));
    let has_id_token = body.is_some_and(|body| body.contains_key("id_token"));
    let challenge = answer.header("www-authenticate");
    let asked = match fact.topic {
        Topic::Openid | Topic::OpenidWithApiScope => "openid",
        Topic::UnknownScope | Topic::KnownAndUnknownScope => "no.such.scope",
        Topic::OfflineAccess => "offline_access",
        _ => "",
    };
    match fact.outcome {
        Outcome::Accepted => ok || fact.topic == Topic::Revocation && answer.status < 300,
        Outcome::Refused => answer.status >= 400,
        Outcome::Granted => ok && has(asked) && !has_id_token,
        Outcome::Dropped => ok && !has(asked) && (asked != "openid" || !has_id_token),
        Outcome::Silent => ok && scope.is_none() && !has_id_token,
        Outcome::Empty => ok && scope == Some(""),
        Outcome::Everything | Outcome::Default => ok && scope.is_some_and(|scope| !scope.is_empty()),
        Outcome::IdToken | Outcome::IdTokenAlways => ok && has_id_token,
        Outcome::NoIdToken => !has_id_token,
        Outcome::Ignored if fact.topic == Topic::Openid => ok && !has_id_token,
        Outcome::Ignored | Outcome::IntoAud | Outcome::Token => ok,
        Outcome::BasicChallenge => answer.status == 401 && challenge.to_ascii_lowercase().starts_with("basic"),
        Outcome::OtherChallenge => answer.status == 401 && !challenge.is_empty() && !challenge.starts_with("Basic"),
        Outcome::NoChallenge => answer.status == 401 && challenge.is_empty(),
        Outcome::Unauthorized => answer.status == 401,
        Outcome::BadRequest => answer.status == 400,
        Outcome::Forbidden => answer.status == 403,
        Outcome::First => ok && has("orders.read") && !has("openid"),
        Outcome::Last => ok && (has("openid") || has("orders.write")),
        Outcome::Joined => ok && has("orders.read") && has("openid"),
        Outcome::Answers => ok,
        Outcome::Absent => answer.status == 404,
        Outcome::Active => ok && body.is_some_and(|body| body.get("active") == Some(&true.into())),
        Outcome::Inactive => ok && body.is_some_and(|body| body.get("active") == Some(&false.into())),
        Outcome::ListsGrant | Outcome::OmitsGrant => {
            let listed = body.and_then(|body| body.get("grant_types_supported")?.as_array());
            let lists = listed.is_some_and(|all| all.iter().any(|grant| grant == "client_credentials"));
            ok && lists == (fact.outcome == Outcome::ListsGrant)
        }
        Outcome::AnyOrigin => answer.header("access-control-allow-origin") == "*",
        Outcome::OriginRepeated => answer.header("access-control-allow-origin") == "https://app.example",
        Outcome::NoHeader | Outcome::ListedOrigins => answer.header("access-control-allow-origin").is_empty(),
        Outcome::ByAudience => answer.status == 400,
        Outcome::Both | Outcome::ByResource | Outcome::ByScope => ok,
        _ => false,
    }
}
