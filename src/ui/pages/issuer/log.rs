//! What the issuer and the APIs have answered, newest first, with what was issued or else which check decided.

use super::context::Page;
use crate::jose::json::excerpt;
use crate::lab::content::word;
use crate::network::LogEntry;
use crate::server::Issued;
use crate::ui::components::record_table;
use crate::ui::dom::{Node, el, nodes};
use crate::ui::exchange::face;
use crate::ui::presenter::time_of_day;

/// The newest messages.
pub(super) fn section(page: Page) -> Node {
    let network = page.session.lab().network();
    let entries = network.log();
    let logins = network.issuer().logins();
    let person = page.word(if logins == 0 { "no_logins" } else { "some_logins" });
    let count = el("p")
        .class("logins")
        .add(el("b").add(logins.to_string()))
        .add(el("span").add(page.word("logins")).add(el("small").add(person)));
    let rows: Vec<Vec<Node>> = entries.iter().rev().map(|entry| row(page, entry)).collect();
    let heads =
        [page.word("number"), page.word("message"), page.word("from"), page.word("status"), page.word("decided")];
    let list = match rows.is_empty() {
        true => el("p").class("sm second").add(page.word("no_log")),
        false => record_table("log", &heads, rows),
    };
    let more = (network.arrivals() > network.kept_messages() as u64)
        .then(|| el("p").class("sm second").add(page.word("log_more")));
    nodes![page.part("log", "log", "log_lead").add(count).add(list).add(more)]
}

fn row(page: Page, entry: &LogEntry) -> Vec<Node> {
    let exchange = &entry.exchange;
    let uri = exchange.request.uri();
    let message = [&excerpt(exchange.request.method().as_str()), " ", &excerpt(uri.path())].concat();
    // The last check of a token request is about an ID Token, whether one came or not: what came is the better news.
    let issued: Vec<&str> = entry.trace.issued.iter().map(|issued| page.word(name_of(*issued))).collect();
    let decided = match (entry.trace.refusal(), issued.is_empty()) {
        (Some(step), _) => step.name.to_owned(),
        (None, false) => issued.join(", "),
        (None, true) => entry.trace.steps.last().map_or("", |step| step.name).to_owned(),
    };
    vec![
        nodes![entry.number.to_string(), el("small").add(time_of_day(exchange.at))],
        nodes![el("code").add(message), el("small").add(uri.host().unwrap_or_default().to_owned())],
        word(&page.learn.words, face(exchange.from).2).into(),
        el("code").add(exchange.response.status().as_u16().to_string()).into(),
        decided.into(),
    ]
}

/// The word for what was issued.
const fn name_of(issued: Issued) -> &'static str {
    match issued {
        Issued::Code => "issued_code",
        Issued::AccessToken => "issued_access_token",
        Issued::RefreshToken => "issued_refresh_token",
        Issued::IdToken => "issued_id_token",
    }
}
