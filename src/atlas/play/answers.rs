//! A fact about an answer as a template for answers.

use serde_json::{Map, Value};

use crate::issuer::personality::Answer;

use super::known::Told;

/// How an answer is spelt. Of one that was only read about, the status and the code are known.
pub(super) fn answer(told: Told<'_>) -> Answer {
    let fact = told.fact;
    let headers = headers(&fact.headers);
    let named: Option<&str> = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.as_str());
    let is_json = named.is_none_or(|media_type| media_type.contains("json"));
    let members = members(&fact.members);
    let is_text = members.contains_key("(body)") || members.contains_key("<not json>");
    let says_nothing = fact.error.is_none() && members.is_empty();
    let other_body = match (told.was_run(), is_text, is_json) {
        (true, true, _) => Some(named.unwrap_or("text/plain").to_owned()),
        (true, false, false) => named.map(str::to_owned),
        (true, false, true) if says_nothing && fact.status.is_some_and(|status| status >= 300) => Some(String::new()),
        _ => None,
    };
    let only_members = told.was_run() && (fact.error.is_none() || members.contains_key("description"));
    Answer {
        status: fact.status,
        error: fact.error.clone(),
        members: if is_text { Map::new() } else { members },
        only_members,
        headers: told.was_run().then_some(headers),
        other_body,
    }
}

/// The members of a fact, if it has some.
pub(super) fn members(of: &Value) -> Map<String, Value> {
    of.as_object().cloned().unwrap_or_default()
}

/// The header fields of a fact. The measurements lost some quotation marks; what stands in none of them gets them back.
pub(super) fn headers(of: &Value) -> Vec<(String, String)> {
    let all = of.as_object().into_iter().flatten();
    let texts = all.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    texts
        .map(|(name, value)| {
            let was_masked = ["realm=<", "error=<", "scope=<"].iter().any(|start| value.contains(start));
            let value = if was_masked { masked(&value) } else { value };
            (name, value.replace("no.such.scope", "<asked>"))
        })
        .collect()
}

/// A challenge whose texts the measurements left out, and their quotation marks with them: each is named after what it was.
fn masked(challenge: &str) -> String {
    let named = challenge.replace("realm=<text>", "realm=\"<realm>\"").replace("error=<text>", "error=\"<error>\"");
    named.replace("=<text>", "=\"<text>\"")
}
