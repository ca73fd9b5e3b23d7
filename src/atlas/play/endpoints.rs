//! Facts about what answers beside the token endpoint, and about pages of other origins.

use serde_json::{Map, Value};

use crate::facts::{Outcome, Topic};
use crate::issuer::personality::{Answer, Metadata, Origins, Situation};

use super::answers::{answer, headers, members};
use super::known::{Known, Told};
use super::requests::is_played;
use super::sketch::{Sketch, Why};

/// Everything about the other endpoints.
pub(super) fn endpoints(known: &Known<'_>, sketch: &mut Sketch) {
    userinfo(known, sketch);
    introspection(known, sketch);
    for topic in [Topic::MetadataOauth, Topic::MetadataOpenid] {
        metadata(topic, known, sketch);
    }
    origins(known, sketch);
    assertions(known, sketch);
    for (topic, why) in [
        (Topic::Addresses, Why::Addresses),
        (Topic::ClientAuthentication, Why::Methods),
        (Topic::Registration, Why::Registration),
        (Topic::Other, Why::Particular),
    ] {
        for told in known.first_hand(topic).filter(|told| topic != Topic::Other || !is_played(*told)) {
            sketch.leaves(topic, told.fact.when.as_deref(), why);
        }
    }
}

fn userinfo(known: &Known<'_>, sketch: &mut Sketch) {
    let [plain, openid] = [Topic::Userinfo, Topic::UserinfoOpenid].map(|topic| known.plain(topic));
    let answers = |told: Option<Told<'_>>| told.is_some_and(|told| told.fact.outcome == Outcome::Answers);
    let policy = if answers(plain) {
        "any"
    } else if answers(openid) {
        "openid"
    } else {
        "off"
    };
    for (topic, told, situation) in
        [(Topic::Userinfo, plain, Situation::UserInfo), (Topic::UserinfoOpenid, openid, Situation::UserInfoOpenid)]
    {
        let Some(told) = told else { continue };
        match told.fact.outcome {
            Outcome::Answers => {
                let mut spelt = answer(told);
                spelt.members = spelt.members.into_iter().map(|(name, value)| (name, person(value))).collect();
                sketch.personality.userinfo.get_or_insert(spelt);
            }
            Outcome::Refused => sketch.refuses(situation, answer(told)),
            Outcome::Absent => {
                let mut gone = answer(told);
                gone.status = Some(404);
                gone.other_body.get_or_insert_default();
                sketch.personality.without_userinfo = Some(gone);
            }
            _ => {
                sketch.leaves(topic, None, Why::Configured);
                continue;
            }
        }
        sketch.choose("userinfoAccounts", policy);
        sketch.imitates(topic);
    }
}

/// Whom UserInfo tells about: the measurements' client was called `m2m`, and here the client is another one.
fn person(value: Value) -> Value {
    match value.as_str() {
        Some("m2m" | "m2mj") => "<found>".into(),
        _ => value,
    }
}

/// What the client that got the token is told about it, and what it can do with it.
fn introspection(known: &Known<'_>, sketch: &mut Sketch) {
    let told = known.plain(Topic::Introspection);
    let told = told.or_else(|| known.when(Topic::Introspection, |when| when.starts_with("with ")));
    if let Some(told) = told {
        if told.fact.outcome == Outcome::Active {
            let mut spelt = answer(told);
            spelt.members = found(&spelt.members);
            sketch.personality.introspection = Some(spelt);
        }
        sketch.imitates(Topic::Introspection);
    }
    if let Some(told) = known.plain(Topic::Revocation) {
        let mut spelt = answer(told);
        spelt.error = None;
        sketch.personality.revocation = Some(spelt);
        sketch.imitates(Topic::Revocation);
    }
    if let Some(told) = known.plain(Topic::IntrospectionAfterRevocation) {
        sketch.personality.keeps_revoked = told.fact.outcome == Outcome::Active;
        sketch.personality.inactive = Some(answer(told)).filter(|_| told.fact.outcome == Outcome::Inactive);
        sketch.imitates(Topic::IntrospectionAfterRevocation);
    }
}

/// The members of an introspection, each by where its value is found here.
fn found(members: &Map<String, Value>) -> Map<String, Value> {
    let from = |name: &str, value: &Value| match (name, value.as_str()) {
        (_, Some("<null>")) => "<null>".into(),
        ("token_type", _) | ("active", _) => value.clone(),
        ("azp" | "cid", _) => "<client_id>".into(),
        ("nbf" | "auth_time", _) => "<iat>".into(),
        ("sid", _) => "<jti>".into(),
        ("expires_in", _) => "<lifetime>".into(),
        ("sub", Some(text)) if text != "m2m" && text != "m2mj" && !text.starts_with('<') => value.clone(),
        ("sub", Some("<client:<client_id>>")) => "client:<client_id>".into(),
        ("aud", Some("<issuer>")) => "<iss>".into(),
        ("aud", Some("orders.read")) => "<scope>".into(),
        // A word that is the same for every client.
        ("aud", Some(text)) if !text.starts_with('<') && !text.contains('/') => value.clone(),
        ("aud", _) if value.to_string().contains("<client_id>") => {
            if value.is_array() {
                ["<client_id>"].into_iter().collect()
            } else {
                "<client_id>".into()
            }
        }
        _ => Value::from(["<", name, ">"].concat()),
    };
    members.iter().map(|(name, value)| (name.clone(), from(name, value))).collect()
}

fn metadata(topic: Topic, known: &Known<'_>, sketch: &mut Sketch) {
    let told = known.plain(topic).or_else(|| known.when(topic, |when| when.starts_with("at /")));
    let Some(told) = told else { return };
    let lists = members(&told.fact.members);
    let document = match told.fact.outcome {
        Outcome::Absent => {
            let mut gone = answer(told);
            (gone.status, gone.members) = (Some(404), Map::new());
            gone.other_body.get_or_insert_default();
            Metadata { absent: Some(gone), ..Metadata::default() }
        }
        outcome => Metadata {
            absent: None,
            without_grants: outcome == Outcome::OmitsGrant && !lists.contains_key("grant_types_supported"),
            lists,
            headers: told.was_run().then(|| headers(&told.fact.headers)),
        },
    };
    match topic {
        Topic::MetadataOauth => sketch.personality.oauth_metadata = document,
        _ => sketch.personality.openid_metadata = document,
    }
    sketch.imitates(topic);
}

fn origins(known: &Known<'_>, sketch: &mut Sketch) {
    if let Some(preflight) = known.when(Topic::CrossOrigin, |when| when == "preflight") {
        sketch.personality.preflight = Some(Answer { members: Map::new(), ..answer(preflight) });
        sketch.imitates(Topic::CrossOrigin);
    }
    let Some(told) = known.plain(Topic::CrossOrigin) else { return };
    sketch.personality.origins = match told.fact.outcome {
        Outcome::OriginRepeated => Origins::Repeated,
        Outcome::NoHeader | Outcome::ListedOrigins => Origins::None,
        Outcome::Refused => {
            sketch.refuses(Situation::CrossOrigin, answer(told));
            Origins::Refused
        }
        _ => Origins::Standard,
    };
    sketch.imitates(Topic::CrossOrigin);
}

/// Which audience of a client assertion is taken, and that DPoP is: the issuer's own policies have both.
fn assertions(known: &Known<'_>, sketch: &mut Sketch) {
    let told: Vec<_> = known.first_hand(Topic::AssertionAudience).collect();
    let takes_endpoint = |told: &Told<'_>| {
        let when = told.fact.when.as_deref().unwrap_or_default();
        told.fact.outcome == Outcome::Both || told.fact.outcome == Outcome::Accepted && when.contains("token endpoint")
    };
    if !told.is_empty() {
        sketch.choose("assertionAudience", if told.iter().any(takes_endpoint) { "legacy" } else { "rfc10070" });
    }
    for topic in [Topic::AssertionAudience, Topic::Dpop] {
        for told in known.first_hand(topic) {
            match told.fact.outcome {
                Outcome::Refused => sketch.leaves(topic, told.fact.when.as_deref(), Why::Stricter),
                _ => sketch.imitates(topic),
            }
        }
    }
}
