//! The facts about servers, clients and validators: what they must have to be told, and what they must not have.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use grant_lab::facts::{Clients, Fact, HowKnown, Outcome, Seen, Servers, Topic, Validators};
use grant_lab::texts;

const SERVERS: &str = include_str!("../src/content/facts/servers.json");
const CLIENTS: &str = include_str!("../src/content/facts/clients.json");
const VALIDATORS: &str = include_str!("../src/content/facts/validators.json");

fn servers() -> Servers {
    texts::read(SERVERS).unwrap()
}

fn clients() -> Clients {
    texts::read(CLIENTS).unwrap()
}

fn validators() -> Validators {
    texts::read(VALIDATORS).unwrap()
}

fn all_seen(servers: &Servers) -> Vec<Seen<'_>> {
    Topic::ALL.iter().flat_map(|topic| servers.seen(*topic)).collect()
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    parts.iter().map(|part| part.len()).eq([4, 2, 2]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
}

#[test]
fn the_files_hold_every_product_that_was_met() {
    let servers = servers();
    let run: Vec<_> = servers.products.iter().filter(|product| product.was_run()).collect();
    let setups = run.iter().flat_map(|product| &product.setups).filter(|setup| setup.how == HowKnown::Run).count();
    assert_eq!((run.len(), setups, servers.issuing().count()), (33, 35, 24));
    assert_eq!((clients().clients.len(), validators().validators.len()), (27, 23));
    let read = servers.products.iter().filter(|product| !product.was_run()).count();
    assert_eq!(read, 28, "25 of the first 28 were not run, one is half of two mock servers, and two are new");
}

#[test]
fn a_name_that_is_unknown_is_a_fault_of_the_file() {
    for (from, to, fault) in [
        ("\"topic\":\"openid\"", "\"topic\":\"open_id\"", "a name of Topic is expected"),
        ("\"outcome\":\"granted\"", "\"outcome\":\"given\"", "a name of Outcome is expected"),
        ("\"how\":\"run\"", "\"how\":\"guessed\"", "a name of HowKnown is expected"),
        ("\"kind\":\"library\"", "\"kind\":\"box\"", "a name of Kind is expected"),
        ("{\"topic\":\"openid\"", "{\"rumour\":1,\"topic\":\"openid\"", "the member rumour is unknown"),
    ] {
        let told = texts::read::<Servers>(&SERVERS.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(told.contains(fault), "{told}");
    }
}

#[test]
fn products_and_setups_have_names_of_their_own_and_runs_come_first() {
    let servers = servers();
    let ids: Vec<&str> = servers.products.iter().map(|product| product.id.as_str()).collect();
    assert!(ids.is_sorted() && ids.iter().collect::<BTreeSet<_>>().len() == ids.len(), "{ids:?}");
    let setups: Vec<&str> =
        servers.products.iter().flat_map(|product| &product.setups).map(|setup| setup.id.as_str()).collect();
    assert_eq!(setups.iter().collect::<BTreeSet<_>>().len(), setups.len());
    for product in &servers.products {
        assert!(product.setups.is_sorted_by_key(|setup| setup.how != HowKnown::Run), "{}", product.id);
        let several = product.setups.iter().filter(|setup| setup.how == HowKnown::Run).count() > 1;
        for setup in product.setups.iter().filter(|setup| setup.how == HowKnown::Run) {
            assert!(!several || setup.name.is_some(), "{}: which of its set-ups is that?", setup.id);
        }
    }
}

#[test]
fn what_was_run_has_version_day_and_configuration_and_what_was_read_its_citation() {
    let servers = servers();
    for seen in all_seen(&servers) {
        let told = (&seen.setup.id, seen.fact.topic);
        assert!(!seen.setup.version.is_empty(), "{told:?}");
        match seen.how() {
            HowKnown::Run => {
                assert!(seen.setup.date.as_deref().is_some_and(is_day), "{told:?}");
                assert!(seen.setup.note.as_deref().is_some_and(|note| note.len() > 8), "{told:?}");
                assert!(seen.fact.citation.is_none() && seen.fact.open.is_none(), "{told:?}");
            }
            HowKnown::NotVerified => {
                assert_eq!((seen.fact.outcome, &seen.fact.citation), (Outcome::Unknown, &None), "{told:?}");
            }
            HowKnown::SourceRead | HowKnown::Documented | HowKnown::ThirdParty => {
                let citation = seen.fact.citation.as_deref().unwrap_or_else(|| panic!("{told:?} cites nothing"));
                let lower = citation.to_lowercase();
                assert!(!citation.is_empty() && !lower.contains("third-party sample"), "{told:?}: {citation}");
                assert_ne!(seen.fact.outcome, Outcome::Unknown, "{told:?}");
            }
        }
        if let Some(date) = &seen.setup.date {
            assert!(is_day(date), "{told:?}: {date}");
        }
    }
}

/// What somebody else than the maker says is worded so.
#[test]
fn what_a_third_party_says_is_never_a_plain_statement() {
    let servers = servers();
    let mut seen_any = 0;
    for seen in all_seen(&servers).into_iter().filter(|seen| seen.how() == HowKnown::ThirdParty) {
        let Some(text) = &seen.fact.text else { continue };
        seen_any += 1;
        let is_worded = text.contains("eported");
        assert!(is_worded, "{} {:?}: {text}", seen.setup.id, seen.fact.topic);
    }
    assert!(seen_any > 5);
}

#[test]
fn texts_are_short_sentences() {
    for seen in all_seen(&servers()) {
        for text in seen.fact.text.iter().chain(&seen.fact.open) {
            assert_eq!(text.matches('`').count() % 2, 0, "{text}");
            assert!(!text.contains(['{', '}']), "{text}");
            for sentence in text.split_inclusive(['.', ':', ';']) {
                assert!(sentence.split_whitespace().count() <= 20, "{}: {sentence}", seen.setup.id);
            }
        }
    }
}

/// The measurements were made with placeholders in place of secrets, tokens and addresses, and nothing may have slipped through.
#[test]
fn no_token_no_address_and_no_place_of_a_machine_is_in_the_files() {
    for file in [SERVERS, CLIENTS, VALIDATORS] {
        for hint in [
            "eyJhbGci",
            "eyJ0eXAi",
            "eyJraWQi",
            "127.0.0.1",
            "localhost",
            "/home/",
            "/root/",
            "/tmp/",
            "BEGIN ",
            "@gmail",
            "x5t#S256\":\"L",
        ] {
            assert!(!file.contains(hint), "{hint}");
        }
    }
}

/// Which outcomes a topic can have.
fn outcomes(topic: Topic) -> &'static [Outcome] {
    use Outcome as O;
    match topic {
        Topic::Grant => &[O::Offered, O::WithoutGrant],
        Topic::TokenRequest
        | Topic::SecretInForm
        | Topic::JsonBody
        | Topic::Dpop
        | Topic::Revocation
        | Topic::UnknownGrant
        | Topic::NoGrantType
        | Topic::Registration => &[O::Accepted, O::Refused],
        Topic::Openid
        | Topic::OpenidWithApiScope
        | Topic::UnknownScope
        | Topic::KnownAndUnknownScope
        | Topic::OfflineAccess => &[
            O::Refused,
            O::Granted,
            O::Dropped,
            O::Silent,
            O::Empty,
            O::Everything,
            O::Ignored,
            O::IdToken,
            O::IdTokenAlways,
            O::NoIdToken,
            O::Depends,
            O::WithoutGrant,
        ],
        Topic::NoScope => &[O::Refused, O::Default, O::Empty, O::Silent, O::Everything],
        Topic::WrongSecretBasic | Topic::WrongSecretForm => &[
            O::BasicChallenge,
            O::OtherChallenge,
            O::NoChallenge,
            O::Unauthorized,
            O::BadRequest,
            O::Forbidden,
            O::Token,
        ],
        Topic::BasicSpelling => &[O::FormEncoded, O::PercentEncoded, O::Raw, O::Both, O::Neither, O::Partly],
        Topic::RepeatedScope => &[O::Refused, O::Accepted, O::First, O::Last, O::Joined, O::Everything, O::Silent],
        Topic::Resource | Topic::ResourceUnknown | Topic::Audience => &[O::IntoAud, O::Ignored, O::Refused],
        Topic::AudienceChoice => &[O::ByAudience, O::ByResource, O::ByScope, O::ByConfiguration, O::None],
        Topic::CrossOrigin => &[O::AnyOrigin, O::OriginRepeated, O::ListedOrigins, O::NoHeader, O::Refused, O::Depends],
        Topic::RefreshToken => &[O::None, O::Always, O::WhenAsked, O::Depends],
        Topic::IdToken => &[O::ClientId, O::Account, O::Nobody, O::Copy, O::Application],
        Topic::TokenFormat => &[O::Jwt, O::Opaque, O::Encrypted, O::Application, O::Depends],
        Topic::Lifetime | Topic::Addresses | Topic::ClientAuthentication => &[O::Stated],
        Topic::Typ => &[O::AtJwt, O::Jwt, O::Absent, O::Depends],
        Topic::Sub => &[
            O::ClientId,
            O::DecoratedClientId,
            O::Account,
            O::Person,
            O::Possible,
            O::Application,
            O::Fixed,
            O::Absent,
        ],
        Topic::Aud => &[O::Api, O::ClientId, O::Issuer, O::Fixed, O::Scope, O::Absent],
        Topic::ScopeClaim => &[O::Text, O::Array, O::Absent],
        Topic::Person => &[O::Person, O::Possible],
        Topic::Userinfo | Topic::UserinfoOpenid => &[O::Answers, O::Refused, O::Absent, O::Application],
        Topic::Introspection | Topic::IntrospectionAfterRevocation => &[O::Active, O::Inactive, O::Refused],
        Topic::MetadataOpenid | Topic::MetadataOauth => &[O::ListsGrant, O::OmitsGrant, O::Absent],
        Topic::AssertionAudience => &[O::Accepted, O::Refused, O::Issuer, O::Both],
        Topic::Other => Outcome::ALL,
    }
}

#[test]
fn every_topic_is_used_with_outcomes_that_it_can_have() {
    let servers = servers();
    let mut used = BTreeMap::new();
    for seen in all_seen(&servers) {
        let Fact { topic, outcome, .. } = *seen.fact;
        used.entry(topic).or_insert(0).add_assign(1);
        let is_open = outcome == Outcome::Unknown && seen.how() == HowKnown::NotVerified;
        assert!(is_open || outcomes(topic).contains(&outcome), "{}: {topic:?} {outcome:?}", seen.setup.id);
    }
    for topic in Topic::ALL {
        assert!(used.contains_key(topic), "{topic:?} has no fact");
    }
}

#[test]
fn clients_and_validators_have_version_and_day() {
    let (clients, validators) = (clients(), validators());
    for client in &clients.clients {
        assert!(!client.version.is_empty() && is_day(&client.date) && client.how == HowKnown::Run, "{}", client.id);
        assert!(client.answers.iter().count() >= 4, "{}", client.id);
    }
    for validator in &validators.validators {
        assert!(is_day(&validator.date) && validator.how == HowKnown::Run, "{}", validator.id);
        assert!(validator.judged.iter().count() > 40, "{}", validator.id);
    }
}
