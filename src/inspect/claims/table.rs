//! Claims as a table: grouped, with times readable, and with a count of what would tell about a person.
//!
//! Registered claims are RFC 7519 §4.1 and RFC 9068 §2.2; what tells about a person or a login is OIDC Core §5.1 and §2. Unknown
//! claims are shown like all others (RFC 7519 §4). A claim's presence is reported here; whether it is true is not.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::dictionary::{Dictionary, Entry, Group, ValueKind};
use crate::cite::Citation;
use crate::inspect::{Phrase, duration, utc, visible};
use crate::jose::json;
use crate::ports::UnixTime;

/// The standard claims about an end user (OIDC Core §5.1), without `sub`, which every token may have.
pub const USER_CLAIMS: [&str; 19] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "email",
    "email_verified",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    "phone_number_verified",
    "address",
    "updated_at",
];

/// The claims that tell about a login (OIDC Core §2).
pub const LOGIN_CLAIMS: [&str; 4] = ["auth_time", "nonce", "acr", "amr"];

/// Claims that name a person and are of no standard: `webid` is what Solid has.
pub const OTHER_PERSON_CLAIMS: [&str; 1] = ["webid"];

/// The standard user claims that `claims` has, in the standard's order.
#[must_use]
pub fn user_claims(claims: &Map<String, Value>) -> Vec<&'static str> {
    USER_CLAIMS.into_iter().filter(|name| claims.contains_key(*name)).collect()
}

/// The login claims that `claims` has.
#[must_use]
pub fn login_claims(claims: &Map<String, Value>) -> Vec<&'static str> {
    LOGIN_CLAIMS.into_iter().filter(|name| claims.contains_key(*name)).collect()
}

/// The claim that names the client which holds the token, with its value.
///
/// RFC 9068 §2.2 asks for `client_id`; `azp`, `cid` and `appid` are what servers use beside it or instead.
#[must_use]
pub fn client_claim(claims: &Map<String, Value>) -> Option<(&'static str, &str)> {
    ["client_id", "azp", "cid", "appid"].into_iter().find_map(|name| Some((name, claims.get(name)?.as_str()?)))
}

/// A time in a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeReading {
    /// The moment in UTC, when it is one that can be written.
    pub utc: Option<String>,
    /// How it stands to now: "Expires in 4 min 52 s".
    pub relative: Phrase,
}

/// One claim, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// The name, safe to show.
    pub name: String,
    /// The value, safe to show: a string without its quotes, anything else as JSON.
    pub value: String,
    /// The value read as a time, when the claim holds one.
    pub time: Option<TimeReading>,
    /// What it means, when the dictionary knows it.
    pub meaning: Option<String>,
    /// What else is worth knowing.
    pub note: Option<String>,
    /// Where it is defined.
    pub citation: Option<Citation>,
}

/// The claims of one token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimTable {
    /// The groups in order; a group without rows is there too, because its emptiness says something.
    pub groups: Vec<(Group, Vec<ClaimRow>)>,
    /// Standard user claims found, of [`USER_CLAIMS`].
    pub user_found: Vec<&'static str>,
    /// Login claims found, of [`LOGIN_CLAIMS`].
    pub login_found: Vec<&'static str>,
    /// Whether the claims say that the subject is the client.
    pub about_client: bool,
}

impl ClaimTable {
    /// Groups `claims`; within a group known claims stand in the dictionary's order, then others in that of `order`.
    #[must_use]
    pub fn new(claims: &Map<String, Value>, order: &[String], dictionary: &Dictionary, now: UnixTime) -> Self {
        let known = dictionary.claims.iter().map(|entry| (entry.name.as_str(), Some(entry)));
        let unknown =
            order.iter().map(|name| (name.as_str(), None)).filter(|(name, _)| dictionary.claim(name).is_none());
        let mut groups: Vec<(Group, Vec<ClaimRow>)> = Group::ALL.map(|group| (group, Vec::new())).into();
        let about_client = is_about_client(claims);
        let mut seen = BTreeSet::new();
        for (name, entry) in known.chain(unknown) {
            let Some(value) = claims.get(name).filter(|_| seen.insert(name)) else { continue };
            let group = entry.map_or(Group::Other, |entry| entry.group);
            if let Some((_, rows)) = groups.iter_mut().find(|(other, _)| *other == group) {
                rows.push(row(name, value, entry, about_client, now));
            }
        }
        Self { groups, user_found: user_claims(claims), login_found: login_claims(claims), about_client }
    }

    /// The rows of a group.
    #[must_use]
    pub fn rows(&self, group: Group) -> &[ClaimRow] {
        self.groups.iter().find(|(other, _)| *other == group).map_or(&[], |(_, rows)| rows)
    }

    /// "User details found: 0 of 19."
    #[must_use]
    pub fn user_sum(&self) -> Phrase {
        Phrase::new("user_found").count("found", self.user_found.len()).count("of", USER_CLAIMS.len())
    }

    /// "Claims about a login found: 0 of 4."
    #[must_use]
    pub fn login_sum(&self) -> Phrase {
        Phrase::new("login_found").count("found", self.login_found.len()).count("of", LOGIN_CLAIMS.len())
    }
}

/// Whether the claims themselves say that the subject is the client.
#[must_use]
pub fn is_about_client(claims: &Map<String, Value>) -> bool {
    client_claim(claims).is_some_and(|(_, client)| claims.get("sub").is_none_or(|sub| sub.as_str() == Some(client)))
}

/// Reads a claim's value as a time; `name` decides what the time means.
#[must_use]
pub fn read_time(name: &str, value: &Value, now: UnixTime) -> TimeReading {
    let seconds = value.as_i64().or_else(|| {
        // Fractions are allowed (RFC 7519 §2) and rounded up, as in `jose`; a float cast saturates, so none is too large.
        value.as_f64().map(|number| number.ceil() as i64)
    });
    let Some(seconds) = seconds else {
        return TimeReading { utc: None, relative: Phrase::new("time_not_number") };
    };
    // Seconds reach 100 000 000 000 in the year 5138; milliseconds did in 1973.
    if seconds >= 100_000_000_000 {
        let meant = utc(UnixTime(seconds / 1000)).unwrap_or_default();
        return TimeReading {
            utc: utc(UnixTime(seconds)),
            relative: Phrase::new("time_milliseconds").with("meant", &meant),
        };
    }
    let ahead = UnixTime(seconds).since(now);
    let code = match (name, ahead) {
        ("exp", 1..) => "time_exp_ahead",
        ("exp", 0) => "time_exp_now",
        ("exp", _) => "time_exp_past",
        ("nbf", 1..) => "time_nbf_ahead",
        ("nbf", 0) => "time_nbf_now",
        ("nbf", _) => "time_nbf_past",
        ("iat", 1..) => "time_iat_ahead",
        ("iat", 0) => "time_iat_now",
        ("iat", _) => "time_iat_past",
        ("auth_time", 0) => "time_auth_now",
        ("auth_time", ..=0) => "time_auth_past",
        (_, 1..) => "time_ahead",
        _ => "time_past",
    };
    TimeReading { utc: utc(UnixTime(seconds)), relative: Phrase::new(code).with("duration", &duration(ahead)) }
}

/// A JSON value as text that is safe to show.
#[must_use]
pub fn show(value: &Value) -> String {
    match value {
        Value::String(text) => visible(text).into_owned(),
        other => visible(&json::text(other)).into_owned(),
    }
}

fn row(name: &str, value: &Value, entry: Option<&Entry>, about_client: bool, now: UnixTime) -> ClaimRow {
    let is_time = entry.is_some_and(|entry| entry.kind == ValueKind::Time);
    let client_meaning = || entry?.client.as_ref().filter(|_| about_client);
    ClaimRow {
        name: visible(name).into_owned(),
        value: show(value),
        time: is_time.then(|| read_time(name, value, now)),
        meaning: client_meaning().or_else(|| entry.map(|entry| &entry.short)).cloned(),
        note: entry.map(|entry| entry.note.clone()),
        citation: entry.and_then(|entry| entry.cite.clone()),
    }
}
