//! The client libraries as a table. What was measured is told in short words (`wire`, `caching`, `answers`); here they become outcomes.

use serde_json::Value;

use super::columns::Columns;
use super::table::{Cell, Row, Table};
use crate::facts::{AssertionAudience, Client, Clients, HowKnown, SecretPlace, SecretSpelling};

/// The columns.
pub const CLIENT_COLUMNS: Columns = Columns {
    all: &[
        "place",
        "spelling",
        "assertion_aud",
        "assertion_typ",
        "scope_sent",
        "empty_scope",
        "caching",
        "leeway",
        "id_token",
        "id_token_null",
        "expires_in_text",
        "expires_in_zero",
        "expires_in_fraction",
        "expires_in_missing",
        "errors",
        "other_method",
    ],
    first: &["place", "spelling", "assertion_aud", "scope_sent", "caching", "id_token", "errors"],
};

/// The table.
#[must_use]
pub fn client_table(clients: &Clients) -> Table<'_> {
    let mut rows: Vec<Row<'_>> = clients.clients.iter().map(row).collect();
    rows.sort_by_key(|row| row.name.to_lowercase());
    Table { columns: CLIENT_COLUMNS, rows }
}

fn row(client: &Client) -> Row<'_> {
    Row {
        id: &client.id,
        name: &client.name,
        kind: &client.language,
        language: Some(&client.language),
        how: client.how,
        version: &client.version,
        searched: [&client.name, &client.id, &client.package, &client.language]
            .map(|text| text.to_lowercase())
            .join(" "),
        cells: CLIENT_COLUMNS.all.iter().map(|column| cell(client, column)).collect(),
    }
}

/// An outcome, its place in the order, and a value beside it.
type Said = (&'static str, u16, Option<String>);

fn cell(client: &Client, column: &str) -> Cell {
    let said = match column {
        "place" => Some(place(client.place)),
        "spelling" => Some(spelling(client.spelling)),
        "assertion_aud" => Some(audience(client.assertion)),
        "assertion_typ" => Some(typ(client)),
        "scope_sent" => Some(scope_sent(client)),
        "empty_scope" => Some(empty_scope(client)),
        "caching" => caching(client),
        "leeway" => leeway(client),
        "id_token" => id_token(client),
        "id_token_null" => takes(client, "id_token_null"),
        "expires_in_text" => expires(client, "expires_in_string"),
        "expires_in_zero" => expires(client, "expires_in_0"),
        "expires_in_fraction" => expires(client, "expires_in_3599.5"),
        "expires_in_missing" => expires(client, "expires_in_missing"),
        "errors" => Some(errors(client)),
        _ => Some(other_method(client)),
    };
    match said {
        Some((said, rank, note)) => Cell::known(said, rank, client.how, note),
        None => Cell::open(if client.how == HowKnown::Run { Cell::UNASKED } else { Cell::UNKNOWN }),
    }
}

const fn place(place: SecretPlace) -> Said {
    match place {
        SecretPlace::Basic => ("in_basic", 0, None),
        SecretPlace::Form => ("in_form", 1, None),
        SecretPlace::Caller => ("by_caller", 2, None),
    }
}

const fn spelling(spelling: SecretSpelling) -> Said {
    match spelling {
        SecretSpelling::FormEncoded => ("form_encoded", 0, None),
        SecretSpelling::PercentEncoded => ("percent_encoded", 1, None),
        SecretSpelling::ByDiscovery => ("by_discovery", 2, None),
        SecretSpelling::Raw => ("raw", 3, None),
        SecretSpelling::None => ("none", 4, None),
    }
}

const fn audience(audience: AssertionAudience) -> Said {
    match audience {
        AssertionAudience::Issuer => ("issuer", 0, None),
        AssertionAudience::TokenEndpoint => ("token_endpoint", 1, None),
        AssertionAudience::None => ("none", 2, None),
    }
}

/// The header `typ` of the assertion.
fn typ(client: &Client) -> Said {
    let Some(header) = client.signed.get("header") else { return ("none", 3, None) };
    match header.get("typ").and_then(Value::as_str) {
        Some("JWT") => ("jwt", 1, None),
        Some(other) => ("other", 0, Some(other.to_owned())),
        None => ("absent", 2, None),
    }
}

/// Whether the scope that the caller names is the one that is sent.
fn scope_sent(client: &Client) -> Said {
    let said = client.wire.get("scope_given_sent").and_then(Value::as_str).unwrap_or_default();
    if said.starts_with("no:") {
        ("replaced", 3, None)
    } else if said.starts_with("yes, less") {
        ("reduced", 2, None)
    } else if said.starts_with("no when") {
        ("sometimes", 1, None)
    } else {
        ("as_given", 0, None)
    }
}

fn empty_scope(client: &Client) -> Said {
    match client.wire.get("scope_empty").and_then(Value::as_str) {
        Some("empty") => ("sent_empty", 1, None),
        Some("refused before sending") => ("refused", 2, None),
        _ => ("left_out", 0, None),
    }
}

/// What it keeps by itself.
fn caching(client: &Client) -> Option<Said> {
    let said = client.caching.as_str();
    Some(if said == "not measured" {
        return None;
    } else if said.starts_with("cached") {
        ("cached", 0, None)
    } else if said.contains("caches") || said.contains("session replaces") {
        ("by_helper", 1, None)
    } else if said.starts_with("keeps") {
        ("until_refused", 2, None)
    } else {
        ("none", 3, None)
    })
}

/// How many seconds before the end it asks anew.
fn leeway(client: &Client) -> Option<Said> {
    let (said, ..) = caching(client)?;
    if matches!(said, "none" | "until_refused") {
        return Some(("none", u16::MAX - 1, None));
    }
    if client.caching.contains("until the very second") {
        return Some(("seconds", 0, Some("0 s".to_owned())));
    }
    let words: Vec<&str> = client.caching.split([' ', ';']).collect();
    let seconds = words.windows(2).find(|pair| pair[1] == "s").and_then(|pair| pair[0].parse::<u16>().ok())?;
    Some(("seconds", seconds, Some([&seconds.to_string(), " s"].concat())))
}

/// What becomes of an `id_token` that nobody asked for.
fn id_token(client: &Client) -> Option<Said> {
    let good = client.answers.get("id_token_good")?;
    let is_taken = |name: &str| client.answers.get(name).is_none_or(|reaction| reaction.outcome == "accepted");
    Some(if !is_taken("id_token_bad_signature") || !is_taken("id_token_other_aud") {
        ("checks", 0, None)
    } else if !is_taken("id_token_not_jwt") {
        ("reads", 1, None)
    } else if good.note.contains("id_token exposed") {
        ("hands_on", 2, None)
    } else {
        ("drops", 3, None)
    })
}

fn takes(client: &Client, answer: &str) -> Option<Said> {
    let reaction = client.answers.get(answer)?;
    Some(if reaction.outcome == "accepted" { ("accepted", 0, None) } else { ("fails", 1, Some(reaction.note.clone())) })
}

/// What it makes of a form of `expires_in`: it fails, it takes the number, or it takes the answer and knows no end.
fn expires(client: &Client, answer: &str) -> Option<Said> {
    let taken = takes(client, answer)?;
    let note = client.answers.get(answer).map_or("", |reaction| reaction.note.as_str());
    Some(if taken.0 == "fails" {
        taken
    } else if note.contains("(never)") {
        ("never_expires", 2, None)
    } else {
        taken
    })
}

/// Whether the error code of a refusal reaches the caller.
fn errors(client: &Client) -> Said {
    let lost = |name: &str| client.answers.get(name).is_some_and(|reaction| reaction.note.contains("code not carried"));
    match (lost("error_400"), lost("error_401_with_www_authenticate")) {
        (false, false) => ("keeps", 0, None),
        (false, true) => ("loses_401", 1, None),
        _ => ("loses", 2, None),
    }
}

/// Whether it tries the other place for the secret by itself.
fn other_method(client: &Client) -> Said {
    match client.wire.get("retry_other_method").and_then(Value::as_str) {
        Some("no") | None => ("no", 1, None),
        Some(_) => ("tries", 0, None),
    }
}
