//! All answers to one request as a table: its columns, orders and exports, and the words for them.
#![cfg(feature = "software-crypto")]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/issuer.rs"]
mod common;

use common::*;
use grant_lab::atlas::play::{Answered, Column, Order, QUESTIONS, Why, csv, differing, grid, imitate, lines, markdown};
use grant_lab::atlas::{Asker, AtlasTexts};
use grant_lab::facts::{Servers, Topic};
use grant_lab::issuer::SharedKeys;
use grant_lab::ports::Connection;
use grant_lab::texts;
use pollster::block_on;

const SERVERS: &str = include_str!("../src/content/facts/servers.json");
const TEXTS: &str = include_str!("../src/content/en/atlas.json");

fn answers(topic: Topic) -> Vec<Answered> {
    let servers: Servers = texts::read(SERVERS).unwrap();
    let all: Vec<_> = servers.products.iter().filter_map(imitate).collect();
    let reader = issuer();
    let request = Asker::demo(&reader.issuer().registry()).unwrap().request(topic).unwrap();
    block_on(grid(&reader, &SharedKeys::default(), &all, (&request, &Connection::default())))
}

#[test]
fn the_standard_is_first_and_those_that_do_the_same_with_openid_lie_together() {
    let all = lines(&answers(Topic::OpenidWithApiScope), true, Order::By(Column::Openid));
    assert!(all.len() > 24, "{}", all.len());
    assert!(all[0].who.is_none());
    assert_eq!((all[0].cell(Column::Openid), all[0].differs), ("refused", 0));
    let kinds: Vec<&str> = all[1..].iter().map(|line| line.cell(Column::Openid)).collect();
    let mut groups = kinds.clone();
    groups.dedup();
    let mut distinct = groups.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(groups.len(), distinct.len(), "{groups:?}");
    // Measured and read: src/content/facts/servers.json.
    let of = |id: &str| all.iter().find(|line| line.who.as_ref().is_some_and(|who| who.id == id)).unwrap();
    assert_eq!(of("keycloak").cell(Column::Openid), "id_token");
    assert_eq!(of("better-auth").cell(Column::Status), "400 invalid_scope");
    assert_eq!(of("authlib").cell(Column::Openid), "granted");
    assert_eq!(of("community-solid-server").cell(Column::Openid), "silent");
}

#[test]
fn columns_are_what_differs_and_a_question_without_openid_says_nothing_of_it() {
    let all = lines(&answers(Topic::UnknownScope), false, Order::Differs);
    let columns = differing(&all);
    assert!(columns.contains(&Column::Status) && !columns.contains(&Column::Openid), "{columns:?}");
    let differs: Vec<usize> = all[1..].iter().map(|line| line.differs).collect();
    assert!(differs.is_sorted_by(|one, other| one >= other), "{differs:?}");
    let names = lines(&answers(Topic::TokenRequest), false, Order::Name);
    let names: Vec<String> = names[1..].iter().map(|line| line.who.as_ref().unwrap().name.to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
}

#[test]
fn every_question_can_be_asked_and_a_server_refuses_a_wrong_secret_in_its_own_way() {
    for topic in QUESTIONS {
        let all = answers(topic);
        assert!(all.iter().all(|answered| (200..600).contains(&answered.reduced.status)), "{topic:?}");
    }
    let all = lines(&answers(Topic::WrongSecretBasic), false, Order::Name);
    let of = |id: &str| all.iter().find(|line| line.who.as_ref().is_some_and(|who| who.id == id)).unwrap();
    assert_eq!(of("django-oauth-toolkit").cell(Column::Challenge), "Bearer");
    assert!(of("better-auth").cell(Column::Status).starts_with("401"), "{}", of("better-auth").cell(Column::Status));
}

#[test]
fn the_exports_hold_every_line_and_no_cell_breaks_them() {
    let all = lines(&answers(Topic::Openid), true, Order::Name);
    let columns = differing(&all);
    let heads: Vec<&str> =
        ["Product", "Version"].into_iter().chain(columns.iter().map(|column| column.name())).collect();
    let table = markdown(&all, &columns, &heads, "here");
    assert_eq!(table.lines().count(), all.len() + 2);
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    assert!(table.lines().all(|line| bars(line) == heads.len() + 1), "{table}");
    let values = csv(&all, &columns, &heads, "here");
    assert_eq!(values.matches("\r\n").count(), all.len() + 1);
    assert!(values.starts_with("\"Product\",\"Version\","), "{values}");
    assert!(!values.contains("secret"), "no secret is in an export");
}

#[test]
fn there_are_words_for_everything_that_can_stand_there() {
    let texts: AtlasTexts = texts::read(TEXTS).unwrap();
    for column in Column::ALL {
        assert!(texts.answer_columns.get(column.name()).is_some(), "{column:?}");
    }
    for topic in QUESTIONS {
        assert!(texts.topics.get(topic.name()).is_some(), "{topic:?}");
    }
    for why in Why::ALL {
        assert!(texts.left.get(why.name()).is_some(), "{why:?}");
    }
    for name in ["id_token", "granted", "dropped", "silent", "refused"] {
        assert!(texts.outcomes.get(name).is_some(), "{name}");
    }
}
