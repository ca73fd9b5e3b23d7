//! Claims as a table: grouped, with times readable, and with a count of what would tell about a person.
//!
//! Registered claims are RFC 7519 §4.1 and RFC 9068 §2.2; what tells about a person or a login is OIDC Core §5.1 and §2. Unknown
//! claims are shown like all others (RFC 7519 §4). A claim's presence is reported here; whether it is true is not.

use std::collections::BTreeSet;

use serde_json::Value;

use super::dictionary::{Dictionary, Entry, Group, ValueKind};
use crate::cite::Citation;
use crate::inspect::{
    About, LOGIN_CLAIMS, Part, Phrase, Standpoint, USER_CLAIMS, Verdict, duration, login_claims, user_claims, utc,
    visible,
};
use crate::jose::json;
use crate::jose::jwt::NumericDate;
use crate::ports::UnixTime;

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
    /// Whether that is what it means in such a token, by its server or by whom it is about, and not only in general.
    pub is_special: bool,
    /// Whether the value is a text without a character, which is to be told and not to be seen.
    pub is_empty_text: bool,
    /// What else is worth knowing.
    pub note: Option<String>,
    /// Where it is defined.
    pub citation: Option<Citation>,
}

/// The claims of one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimTable {
    /// The groups in order; a group without rows is there too, because its emptiness says something.
    pub groups: Vec<(Group, Vec<ClaimRow>)>,
    /// Standard user claims found, of [`USER_CLAIMS`].
    pub user_found: Vec<&'static str>,
    /// Login claims found, of [`LOGIN_CLAIMS`].
    pub login_found: Vec<&'static str>,
    /// Whom the token is about, which decides what its claims mean.
    pub about: About,
    /// Whether somebody signed in for it, by the record of this page's issuer; `None` for every other token.
    pub login: Option<bool>,
}

impl ClaimTable {
    /// Groups the claims of `part`; within a group known claims stand in the dictionary's order, then others in the author's.
    #[must_use]
    pub fn new(part: &Part, dictionary: &Dictionary, verdict: &Verdict, now: UnixTime) -> Self {
        Self::seen_from(verdict.into(), part, dictionary, now)
    }

    /// The same for who has no whole verdict.
    #[must_use]
    pub fn seen_from(standpoint: Standpoint, part: &Part, dictionary: &Dictionary, now: UnixTime) -> Self {
        let (claims, order) = (&part.members, part.names());
        let known = dictionary.claims.iter().map(|entry| (entry.name.as_str(), Some(entry)));
        let names: BTreeSet<&str> = dictionary.claims.iter().map(|entry| entry.name.as_str()).collect();
        let unknown = order.iter().map(|name| (name.as_str(), None)).filter(|(name, _)| !names.contains(name));
        let mut groups: Vec<(Group, Vec<ClaimRow>)> = Group::ALL.map(|group| (group, Vec::new())).into();
        let mut seen = BTreeSet::new();
        for (name, entry) in known.chain(unknown) {
            if !claims.contains_key(name) || !seen.insert(name) {
                continue;
            }
            let group = entry.map_or(Group::Other, |entry| entry.group);
            if let Some((_, rows)) = groups.iter_mut().find(|(other, _)| *other == group) {
                rows.push(row(name, part, entry, standpoint, now));
            }
        }
        let (user_found, login_found) = (user_claims(claims), login_claims(claims));
        Self { groups, user_found, login_found, about: standpoint.about, login: standpoint.login }
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

/// Reads a claim's value as a time; `name` decides what the time means. Of a payload take [`read_time_as_written`]: a [`Value`] has lost the
/// last digits of a long number.
#[must_use]
pub fn read_time(name: &str, value: &Value, now: UnixTime) -> TimeReading {
    read_time_as_written(name, &json::text(value), now)
}

/// The same of a value as JSON writes it.
#[must_use]
pub fn read_time_as_written(name: &str, value: &str, now: UnixTime) -> TimeReading {
    let Some(time) = NumericDate::read(value) else {
        return TimeReading { utc: None, relative: Phrase::new("time_not_number") };
    };
    if let (Some(unit), Some(meant)) = (time.meant_unit(), time.meant()) {
        let meant = utc(meant).unwrap_or_default();
        return TimeReading {
            utc: utc(time.second()),
            relative: Phrase::new("time_milliseconds").with("unit", unit.name()).with("meant", &meant),
        };
    }
    // A reader with a clock of whole seconds decides by the second after a fraction; what is shown is the second that it lies in.
    let ahead = if matches!(name, "exp" | "nbf") { time.at() } else { time.second() }.since(now);
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
    TimeReading { utc: utc(time.second()), relative: Phrase::new(code).with("duration", &duration(ahead)) }
}

/// A JSON value as text that is safe to show.
#[must_use]
pub fn show(value: &Value) -> String {
    match value {
        Value::String(text) => visible(text).into_owned(),
        other => visible(&json::text(other)).into_owned(),
    }
}

fn row(name: &str, part: &Part, entry: Option<&Entry>, standpoint: Standpoint, now: UnixTime) -> ClaimRow {
    let value = part.raw(name).unwrap_or("null");
    let is_time = entry.is_some_and(|entry| entry.kind == ValueKind::Time);
    let mut time = is_time.then(|| read_time_as_written(name, value, now));
    // Only the issuer that holds the record can say more than that a time stands there.
    if let (Some(time), Some(true)) = (&mut time, standpoint.login) {
        match time.relative.code {
            "time_auth_now" => time.relative.code = "time_login_now",
            "time_auth_past" => time.relative.code = "time_login_past",
            _ => {}
        }
    }
    let meaning = entry.map(|entry| entry.meaning(standpoint.about, standpoint.server));
    ClaimRow {
        name: visible(name).into_owned(),
        value: part.shown(name).unwrap_or_default(),
        time,
        is_special: entry.is_some_and(|entry| meaning != Some(entry.short.as_str())),
        meaning: meaning.map(str::to_owned),
        is_empty_text: value == "\"\"",
        note: entry.map(|entry| entry.note.clone()),
        citation: entry.and_then(|entry| entry.cite.clone()),
    }
}
