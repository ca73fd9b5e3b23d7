//! What is worth a second look about a server: where it does what a standard does not have, and where few others do the same.
//!
//! All of it is computed from the facts. A rule is a topic, what of its fact is a surprise, and the name of the sentence that says why.

use serde_json::Value;

use super::table::Table;
use crate::facts::{Fact, HowKnown, Outcome, Product, Seen, Topic};

/// A surprise.
#[derive(Debug)]
pub struct Surprise<'a> {
    /// The name of its sentence.
    pub code: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// The fact, with whose it is.
    pub seen: Option<Seen<'a>>,
    /// How few do the same, of how many of which it is known; nothing where a standard says otherwise.
    pub few: Option<(usize, usize)>,
}

/// A rule.
type Rule = (&'static str, Topic, fn(&Fact) -> bool);

const RULES: &[Rule] = &[
    ("id_token", Topic::Openid, |fact| matches!(fact.outcome, Outcome::IdToken | Outcome::IdTokenAlways)),
    ("person", Topic::Person, |fact| fact.outcome == Outcome::Person),
    ("person_possible", Topic::Person, |fact| fact.outcome == Outcome::Possible),
    ("openid_silent", Topic::Openid, |fact| fact.outcome == Outcome::Silent),
    ("openid_unasked", Topic::NoScope, |fact| {
        scope_of(fact).is_some_and(|scope| scope.split(' ').any(|w| w == "openid"))
    }),
    ("empty_scope", Topic::NoScope, |fact| fact.outcome == Outcome::Empty),
    ("unknown_silent", Topic::UnknownScope, |fact| fact.outcome == Outcome::Silent),
    ("unknown_everything", Topic::UnknownScope, |fact| fact.outcome == Outcome::Everything),
    ("unknown_granted", Topic::UnknownScope, |fact| fact.outcome == Outcome::Granted),
    ("refresh_token", Topic::RefreshToken, |fact| matches!(fact.outcome, Outcome::Always | Outcome::WhenAsked)),
    ("refresh_null", Topic::RefreshToken, |fact| fact.value.as_deref() == Some("null")),
    ("secret_unread", Topic::WrongSecretBasic, |fact| fact.outcome == Outcome::Token),
    ("secret_400", Topic::WrongSecretBasic, |fact| fact.outcome == Outcome::BadRequest),
    ("secret_403", Topic::WrongSecretBasic, |fact| fact.outcome == Outcome::Forbidden),
    ("secret_scheme", Topic::WrongSecretBasic, |fact| fact.outcome == Outcome::OtherChallenge),
    ("secret_bare", Topic::WrongSecretBasic, |fact| fact.outcome == Outcome::NoChallenge),
    ("spelling_raw", Topic::BasicSpelling, |fact| fact.outcome == Outcome::Raw),
    ("spelling_partly", Topic::BasicSpelling, |fact| matches!(fact.outcome, Outcome::PercentEncoded | Outcome::Partly)),
    ("spelling_neither", Topic::BasicSpelling, |fact| fact.outcome == Outcome::Neither),
    ("json_body", Topic::JsonBody, |fact| fact.outcome == Outcome::Accepted),
    ("repeated_scope", Topic::RepeatedScope, |fact| fact.outcome != Outcome::Refused),
    // Some take a secret in one of the two places alone.
    ("token_type", Topic::TokenRequest, has_odd_token_type),
    ("token_type", Topic::SecretInForm, has_odd_token_type),
    ("stored", Topic::TokenRequest, may_be_stored),
    ("stored", Topic::SecretInForm, may_be_stored),
    ("typ_without_api", Topic::Aud, |fact| matches!(fact.outcome, Outcome::Scope | Outcome::Fixed)),
    ("userinfo", Topic::Userinfo, |fact| fact.outcome == Outcome::Answers),
    ("userinfo_openid", Topic::UserinfoOpenid, |fact| fact.outcome == Outcome::Answers),
    ("introspection", Topic::Introspection, |fact| fact.outcome == Outcome::Inactive),
    ("still_active", Topic::IntrospectionAfterRevocation, |fact| fact.outcome == Outcome::Active),
    ("metadata_openid", Topic::MetadataOpenid, |fact| fact.outcome == Outcome::OmitsGrant),
    ("metadata_oauth", Topic::MetadataOauth, |fact| fact.outcome == Outcome::OmitsGrant),
];

/// A share of the known answers below this is few: one of seven.
const FEW: usize = 7;
/// Of fewer answers than this no share is told.
const ENOUGH: usize = 10;

/// What is worth a second look about a product. `table` is that of all of them. One without the grant was asked in vain.
#[must_use]
pub fn surprises<'a>(product: &'a Product, table: &Table<'_>) -> Vec<Surprise<'a>> {
    if product.was_run() && !product.issued() {
        return Vec::new();
    }
    let by_standard = RULES.iter().filter_map(|(code, topic, is_one)| {
        let counted = product.answer(*topic)?.counted;
        is_one(counted.fact).then_some(Surprise { code, topic: *topic, seen: Some(counted), few: None })
    });
    let mut all: Vec<Surprise<'a>> = by_standard.chain(auth_time(product)).collect();
    all.dedup_by_key(|surprise| surprise.code);
    let told: Vec<Topic> = all.iter().map(|surprise| surprise.topic).collect();
    all.extend(few(product, table).into_iter().filter(|surprise| !told.contains(&surprise.topic)));
    all
}

/// A claim about a login in a token for which nobody signed in.
fn auth_time(product: &Product) -> Option<Surprise<'_>> {
    let has = |claims: &Value| claims.get("auth_time").is_some();
    let tokens = product.setups.iter().filter_map(|setup| setup.token.as_ref());
    let id_token = |name: &str, token: &Value| token.get(name).is_some_and(has);
    let mut tokens = tokens.filter(|token| has(&token.claims) || id_token("claims", &token.id_token));
    tokens.next().map(|_| Surprise { code: "auth_time", topic: Topic::TokenFormat, seen: None, few: None })
}

/// Where few others do the same.
fn few<'a>(product: &'a Product, table: &Table<'_>) -> Vec<Surprise<'a>> {
    let Some(row) = table.row(&product.id) else { return Vec::new() };
    let columns = table.columns.all.iter().filter_map(|column| {
        let topic = Topic::from_name(column)?;
        let cell = table.cell(row, column)?;
        let counts = table.counts(column);
        let same = counts.groups.iter().find(|count| count.said == cell.said)?;
        let (same, of) = (same.run + same.read, counts.run + counts.read);
        let is_few = cell.is_counted() && of >= ENOUGH && same * FEW <= of;
        let seen = product.answer(topic)?.counted;
        // An outcome that leaves open what happens is none that few have.
        let leaves_open = matches!(
            seen.fact.outcome,
            Outcome::Depends | Outcome::Application | Outcome::NoIdToken | Outcome::Unauthorized | Outcome::Stated
        );
        (is_few && !leaves_open).then_some(Surprise { code: "few", topic, seen: Some(seen), few: Some((same, of)) })
    });
    columns.collect()
}

fn scope_of(fact: &Fact) -> Option<&str> {
    fact.members.get("scope").and_then(Value::as_str)
}

/// RFC 6749 §5.1 has `token_type` in every good answer; registered here are Bearer and DPoP.
fn has_odd_token_type(fact: &Fact) -> bool {
    let is_known = |name: &str| ["bearer", "dpop", "n_a"].contains(&name.to_lowercase().as_str());
    let named = fact.members.get("token_type").and_then(Value::as_str);
    is_measured(fact) && !named.is_some_and(is_known)
}

/// RFC 6749 §5.1 has `Cache-Control: no-store` in every answer with a token.
fn may_be_stored(fact: &Fact) -> bool {
    let control = fact.headers.get("cache-control").and_then(Value::as_str);
    is_measured(fact) && !control.is_some_and(|control| control.contains("no-store"))
}

/// Only what was run has its header fields and members told.
fn is_measured(fact: &Fact) -> bool {
    fact.status == Some(200) && fact.how.is_none_or(|how| how == HowKnown::Run)
}
