//! What is known of one server: its facts in groups, what was found out otherwise elsewhere, and what nobody found out.

use super::servers::SERVER_COLUMNS;
use crate::facts::{Answer, HowKnown, Product, Seen, Topic};

/// The topics in the groups in which they are shown. Each is in one.
pub const GROUPS: [(&str, &[Topic]); 7] = [
    (
        "scope",
        &[
            Topic::Openid,
            Topic::OpenidWithApiScope,
            Topic::UnknownScope,
            Topic::KnownAndUnknownScope,
            Topic::NoScope,
            Topic::OfflineAccess,
        ],
    ),
    (
        "token",
        &[
            Topic::RefreshToken,
            Topic::IdToken,
            Topic::TokenFormat,
            Topic::Lifetime,
            Topic::Typ,
            Topic::Sub,
            Topic::Aud,
            Topic::ScopeClaim,
            Topic::Person,
        ],
    ),
    (
        "secret",
        &[
            Topic::ClientAuthentication,
            Topic::BasicSpelling,
            Topic::SecretInForm,
            Topic::WrongSecretBasic,
            Topic::WrongSecretForm,
            Topic::AssertionAudience,
            Topic::Dpop,
        ],
    ),
    ("audience", &[Topic::AudienceChoice, Topic::Resource, Topic::ResourceUnknown, Topic::Audience]),
    (
        "request",
        &[
            Topic::Grant,
            Topic::TokenRequest,
            Topic::JsonBody,
            Topic::RepeatedScope,
            Topic::UnknownGrant,
            Topic::NoGrantType,
            Topic::Registration,
            Topic::Other,
        ],
    ),
    (
        "endpoints",
        &[
            Topic::Userinfo,
            Topic::UserinfoOpenid,
            Topic::Introspection,
            Topic::Revocation,
            Topic::IntrospectionAfterRevocation,
        ],
    ),
    ("metadata", &[Topic::MetadataOpenid, Topic::MetadataOauth, Topic::Addresses, Topic::CrossOrigin]),
];

/// What is known of a product about these topics, in their order. What has no topic of its own stands one by one.
#[must_use]
pub fn known<'a>(product: &'a Product, topics: &[Topic]) -> Vec<(Topic, Answer<'a>)> {
    let mut all = Vec::new();
    for topic in topics {
        if *topic == Topic::Other {
            let each = product.seen(Topic::Other).filter(|seen| seen.how().counts());
            all.extend(each.map(|counted| (Topic::Other, Answer { counted, others: Vec::new() })));
        } else if let Some(answer) = product.answer(*topic) {
            all.push((*topic, answer));
        }
    }
    all
}

/// Where what counts and what was read or run elsewhere differ: each with what counts.
#[must_use]
pub fn contradictions(product: &Product) -> Vec<(Topic, Seen<'_>, Vec<Seen<'_>>)> {
    let topics = GROUPS.iter().flat_map(|(_, topics)| topics.iter()).filter(|topic| **topic != Topic::Other);
    let differing = topics.filter_map(|topic| {
        let answer = product.answer(*topic)?;
        let others: Vec<Seen<'_>> = answer.contradictions().collect();
        (!others.is_empty()).then_some((*topic, answer.counted, others))
    });
    differing.collect()
}

/// What nobody found out.
#[derive(Debug)]
pub struct Unknown<'a> {
    /// Topics about which nothing is known.
    pub topics: Vec<Topic>,
    /// What of a fact is not verified.
    pub open: Vec<Seen<'a>>,
}

/// What is not known of a product: the questions of the table, and whatever else somebody looked for in vain.
#[must_use]
pub fn unknown(product: &Product) -> Unknown<'_> {
    let is_in_table = |topic: Topic| SERVER_COLUMNS.named(topic.name()).is_some();
    let was_looked_for = |topic: Topic| product.seen(topic).any(|seen| seen.how() == HowKnown::NotVerified);
    let all = GROUPS.iter().flat_map(|(_, topics)| topics.iter().copied());
    let topics =
        all.filter(|topic| product.answer(*topic).is_none() && (is_in_table(*topic) || was_looked_for(*topic)));
    let seen = Topic::ALL.iter().flat_map(|topic| product.seen(*topic));
    Unknown { topics: topics.collect(), open: seen.filter(|seen| seen.fact.open.is_some()).collect() }
}
