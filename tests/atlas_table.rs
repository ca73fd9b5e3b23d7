//! The tables of the atlas: what is shown in which order, what is counted, and that every cell has words.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/atlas.rs"]
mod common;

use std::collections::BTreeSet;

use common::{clients, servers, words};
use grant_lab::atlas::{
    CLIENT_COLUMNS, Cell, Change, Columns, SERVER_COLUMNS, Table, View, client_table, server_table,
};
use grant_lab::facts::{HowKnown, Kind, Topic};

fn changed(columns: &Columns, changes: &[Change]) -> View {
    changes.iter().cloned().fold(View::first(columns), |view, change| view.after(columns, change))
}

fn ids<'t>(table: &'t Table<'_>, changes: &[Change]) -> Vec<&'t str> {
    table.shown(&changed(&table.columns, changes)).iter().map(|row| row.id).collect()
}

#[test]
fn every_product_has_a_row_by_its_name_and_every_row_a_cell_for_each_column() {
    let (servers, clients) = (servers(), clients());
    for (table, count) in [(server_table(&servers), 61), (client_table(&clients), 27)] {
        assert_eq!(ids(&table, &[]).len(), count);
        let names: Vec<String> = table.rows.iter().map(|row| row.name.to_lowercase()).collect();
        assert!(names.is_sorted(), "{names:?}");
        assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.all.len()));
    }
}

#[test]
fn sorting_goes_by_what_is_known_and_back_and_the_unknown_stays_last() {
    let servers = servers();
    let table = server_table(&servers);
    let sort = Change::Sort(Some("sub"));
    let (up, down) = (ids(&table, std::slice::from_ref(&sort)), ids(&table, &[sort.clone(), sort]));
    assert_eq!(up.iter().collect::<BTreeSet<_>>(), down.iter().collect::<BTreeSet<_>>());
    let known = |id: &&str| table.cell(table.row(id).unwrap(), "sub").unwrap().how.is_some();
    for order in [&up, &down] {
        assert!(order.iter().map(|id| !known(id)).is_sorted(), "the unknown comes last");
    }
    assert_ne!(up[0], down[0]);
    let by_name = Change::Sort(None);
    assert_eq!(
        ids(&table, std::slice::from_ref(&by_name)).first(),
        Some(&"zitadel"),
        "by the name it was sorted already: pressed, it turns"
    );
    assert_eq!(ids(&table, &[by_name.clone(), by_name]).first(), Some(&"node-oauth"), "@node-oauth/oauth2-server");
}

#[test]
fn filters_are_alternatives_in_a_column_and_add_up_across_columns() {
    let servers = servers();
    let table = server_table(&servers);
    let only = |column, said: &str| Change::Only(column, said.to_owned());
    let id_token = ids(&table, &[only("openid", "id_token")]);
    assert!(id_token.contains(&"keycloak") && id_token.contains(&"doorkeeper"), "{id_token:?}");
    let either = ids(&table, &[only("openid", "id_token"), only("openid", "id_token_always")]);
    assert!(either.len() > id_token.len() && either.contains(&"authentik") && either.contains(&"casdoor"));
    let both = ids(&table, &[only("openid", "id_token"), only("token_format", "opaque")]);
    assert_eq!(both, ["doorkeeper", "zitadel"]);
    assert_eq!(
        ids(&table, &[only("openid", "id_token"), only("openid", "id_token")]).len(),
        61,
        "pressed again, it ends"
    );
    let clouds = ids(&table, &[Change::Kind(Kind::Cloud.name().to_owned())]);
    assert_eq!(clouds, ["auth0", "cognito", "google", "entra", "okta", "pingone", "salesforce"]);
    let run = ids(&table, &[Change::How(HowKnown::Run.name().to_owned())]);
    assert_eq!(run.len(), 33);
    assert_eq!(ids(&table, &[Change::Text("OIDC provider node".to_owned())]), ["node-oidc-provider"]);
    assert!(ids(&table, &[Change::Text("no such product".to_owned())]).is_empty());
    assert_eq!(ids(&table, &[Change::Text("x".to_owned()), Change::NoFilter]).len(), 61);
}

/// The counts of the table once more from [`Tally`](grant_lab::facts::Tally), which has tests of its own.
#[test]
fn counts_are_those_of_the_tally_with_its_denominators() {
    let servers = servers();
    let table = server_table(&servers);
    for column in SERVER_COLUMNS.all {
        let counts = table.counts(column);
        let topic = Topic::from_name(column).unwrap_or(Topic::NoScope);
        let tally = servers.tally(topic);
        assert_eq!((counts.run, counts.read), (tally.run(), tally.read()), "{column}");
        let all: usize = counts.groups.iter().chain(&counts.open).map(|count| count.run + count.read).sum();
        assert_eq!(all, 61, "{column}: each product is counted in one place");
        if Topic::from_name(column).is_none() {
            continue;
        }
        for count in &counts.groups {
            let group = tally.groups.iter().find(|group| group.outcome.name() == count.said).unwrap();
            assert_eq!((count.run, count.read), (group.run.len(), group.read.len()), "{column} {}", count.said);
        }
        let of = |said| counts.open.iter().filter(|count| count.said == said).map(|count| count.run + count.read).sum();
        let (unknown, unasked): (usize, usize) = (of(Cell::UNKNOWN), of(Cell::UNASKED));
        assert_eq!((unknown, unasked), (tally.unknown.len(), tally.unasked.len()), "{column}");
    }
}

#[test]
fn openid_comes_unasked_where_the_answer_without_a_scope_has_it() {
    let servers = servers();
    let table = server_table(&servers);
    let counts = table.counts("openid_unasked");
    let with: Vec<_> = counts.groups.iter().filter(|count| count.said == "with_openid").collect();
    // `research/measured.md` names eight of the servers from PyPI, crates.io and Debian.
    let names = [
        "authgent-server",
        "canaille",
        "django-mcp-oauth",
        "django-oauth-toolkit",
        "django-oidc-provider",
        "idpyoidc",
        "oauth2-test-server",
        "oxide-auth",
    ];
    assert!(with[0].run >= names.len());
    for name in names {
        assert_eq!(table.cell(table.row(name).unwrap(), "openid_unasked").unwrap().said, "with_openid", "{name}");
    }
    let silent = table.cell(table.row("node-oidc-provider").unwrap(), "openid_unasked").unwrap();
    assert_eq!(silent.said, "not_told", "an answer without a scope tells nothing");
}

#[test]
fn what_nobody_knows_is_never_an_outcome() {
    let (servers, clients) = (servers(), clients());
    for table in [server_table(&servers), client_table(&clients)] {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            let is_open = [Cell::UNKNOWN, Cell::UNASKED].contains(&cell.said);
            assert_eq!(is_open, cell.how.is_none() && cell.said != Cell::WITHOUT, "{cell:?}");
            assert!(!is_open || (!cell.is_counted() && cell.note.is_none()), "{cell:?}");
        }
    }
    let table = server_table(&servers);
    assert_eq!(table.cell(table.row("curity").unwrap(), "openid").unwrap().said, Cell::UNKNOWN);
    assert_eq!(table.cell(table.row("mcp-sdk").unwrap(), "openid").unwrap().said, Cell::WITHOUT);
}

#[test]
fn every_column_has_a_heading_a_question_and_words_for_every_outcome_that_occurs() {
    let (servers, clients, words) = (servers(), clients(), words());
    for (table, texts) in [(server_table(&servers), &words.servers), (client_table(&clients), &words.clients)] {
        let named: BTreeSet<&str> = texts.iter().map(|(name, _)| name).collect();
        assert_eq!(named, table.columns.all.iter().copied().collect(), "every column and no other");
        for (place, column) in table.columns.all.iter().enumerate() {
            let text = texts.get(column).unwrap();
            assert!(!text.name.is_empty() && text.asks.ends_with('.'), "{column}");
            let said: BTreeSet<&str> = table.rows.iter().map(|row| row.cells[place].said).collect();
            for said in &said {
                let word = text.says(said, &words);
                let has_own = text.words.get(said).is_some() || words.outcomes.get(said).is_some();
                assert!(has_own && !word.is_empty() && word.len() <= 34, "{column}: {said} is {word:?}");
            }
            // Two outcomes that read alike cannot be told apart.
            let told: BTreeSet<&str> = said.iter().map(|said| text.says(said, &words)).collect();
            assert_eq!(told.len(), said.len(), "{column}: {told:?}");
            assert!(table.columns.first.iter().all(|first| table.columns.named(first).is_some()));
        }
    }
    assert_eq!(CLIENT_COLUMNS.place("place"), Some(0));
}
