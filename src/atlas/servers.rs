//! The servers as a table: a row for each product, a column for each question, each cell the fact that counts ([`Product::answer`]).

use serde_json::Value;

use super::columns::Columns;
use super::table::{Cell, Row, Table};
use crate::facts::{Answer, HowKnown, Outcome, Product, Servers, Topic};

/// The one column that is no topic of its own: whether `openid` comes where nobody asked for any scope.
const UNASKED_OPENID: &str = "openid_unasked";

/// The columns. Each has the name of its topic, but for the one that is read out of the answer without a scope.
pub const SERVER_COLUMNS: Columns = Columns {
    all: &[
        "openid",
        UNASKED_OPENID,
        "unknown_scope",
        "no_scope",
        "refresh_token",
        "token_format",
        "typ",
        "sub",
        "aud",
        "scope_claim",
        "basic_spelling",
        "secret_in_form",
        "wrong_secret_basic",
        "wrong_secret_form",
        "userinfo",
        "userinfo_openid",
        "introspection",
        "json_body",
        "repeated_scope",
        "resource",
        "metadata_openid",
        "metadata_oauth",
        "cross_origin",
    ],
    first: &["openid", UNASKED_OPENID, "unknown_scope", "refresh_token", "token_format", "sub", "basic_spelling"],
};

/// The table.
#[must_use]
pub fn server_table(servers: &Servers) -> Table<'_> {
    let mut rows: Vec<Row<'_>> = servers.products.iter().map(row).collect();
    rows.sort_by_key(|row| row.name.to_lowercase());
    Table { columns: SERVER_COLUMNS, rows }
}

fn row(product: &Product) -> Row<'_> {
    let setup = product.setups.iter().min_by_key(|setup| setup.how);
    let words =
        [Some(product.name.as_str()), Some(&product.id), product.package.as_deref(), product.language.as_deref()];
    Row {
        id: &product.id,
        name: &product.name,
        kind: product.kind.name(),
        language: product.language.as_deref(),
        how: setup.map_or(HowKnown::NotVerified, |setup| setup.how),
        version: setup.map_or("", |setup| &setup.version),
        searched: words.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase(),
        cells: SERVER_COLUMNS.all.iter().map(|column| cell(product, column)).collect(),
    }
}

fn cell(product: &Product, column: &str) -> Cell {
    // As `Tally` has it: a product that was run and lacks the grant was asked in vain.
    if product.was_run() && !product.issued() {
        return Cell::open(Cell::WITHOUT);
    }
    let topic = if column == UNASKED_OPENID { Some(Topic::NoScope) } else { Topic::from_name(column) };
    let Some(answer) = topic.and_then(|topic| product.answer(topic)) else {
        return Cell::open(if product.was_run() { Cell::UNASKED } else { Cell::UNKNOWN });
    };
    let how = answer.counted.how();
    if column == UNASKED_OPENID {
        let (said, rank) = unasked(&answer);
        return Cell::known(said, rank, how, None);
    }
    let fact = answer.counted.fact;
    let outcome = fact.outcome;
    let note = match outcome {
        Outcome::Refused => fact.status.map(|status| status.to_string()),
        _ => None,
    };
    Cell::known(outcome.name(), rank(outcome), how, note)
}

/// Whether `openid` is in the scope of an answer to a request that asked for none.
fn unasked(answer: &Answer<'_>) -> (&'static str, u16) {
    let fact = answer.counted.fact;
    let scope = fact.members.get("scope").and_then(Value::as_str);
    match (fact.outcome, scope) {
        (Outcome::Refused, _) => ("refused", 2),
        (_, Some(scope)) if scope.split(' ').any(|word| word == "openid") => ("with_openid", 0),
        (_, Some(_)) => ("without_openid", 1),
        (_, None) => ("not_told", 3),
    }
}

/// The place of an outcome in the order in which outcomes are told.
fn rank(outcome: Outcome) -> u16 {
    Outcome::ALL.iter().position(|known| *known == outcome).and_then(|place| place.try_into().ok()).unwrap_or(u16::MAX)
}
