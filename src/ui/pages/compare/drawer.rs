//! The evidence drawer: a row of the table in five numbered parts.

use http::{Method, Request};
use leptos::prelude::*;

use super::address::{address_of, cell_id, drawer_id};
use super::cell::{named, show_line};
use super::excerpt::{Block, came_back, captions, requests};
use super::markdown::{markdown, policy_line, reason};
use super::run::run;
use super::table::Table;
use super::tested::{Status, Tested};
use crate::content::components;
use crate::issuer::{OpenidPolicy, Policies};
use crate::lab::content::word;
use crate::lab::servers::Question;
use crate::lab::{Action, CellId, Column, Evidence, EvidenceKind, ProofBy, Row, Verdict};
use crate::platform::document;
use crate::ui::address::link_to;
use crate::ui::components::{MatrixWords, citations, copy_button, fixed_code, matrix, prose, receipt, unfold};
use crate::ui::dom::{El, Node, el, keyed, nodes, when};
use crate::ui::exchange::exchange;
use crate::ui::pages::learn::{build_link, receipt_of, receipts_of, servers};
use crate::ui::presenter::{link, policy_name};
use crate::ui::route::Route;
use crate::ui::session::Asked;
use crate::ui::session::policies::set_openid;

/// The drawer's row, while it is open.
pub(super) fn show_drawer(table: Table, cell: CellId) -> Node {
    when(move || table.with(|model| model.is_open(cell)), move || row(table, cell))
}

fn row(table: Table, cell: CellId) -> El {
    let is_old = move || table.with(|model| model.status(cell) == Status::Stale);
    let close = move |_| {
        document::focus(&["#toggle-", &cell_id(cell)].concat());
        table.set_open(cell, false);
    };
    let slug = cell.column.slug();
    let heading = el("h2")
        .class("lead")
        .attr("id", heading_id(cell))
        .add(nodes![table.label("evidence"), ": ", table.texts.row(cell), ", "])
        .add(el("span").class(slug).add(table.text.column(cell)));
    let shut = el("button").class("act").attr("type", "button").attr("aria-label", named(table, cell, "close"));
    let head = el("div").class("head").add(heading).add(shut.on("click", close).add(table.label("close")));
    let content = el("td")
        .attr("colspan", "3")
        .attr("role", "cell")
        .attr("aria-labelledby", heading_id(cell))
        .add(head)
        .add(when(is_old, move || el("p").class("hint warn").add(table.label("stale"))))
        .add(evidence(table, cell, true));
    el("tr").class(["drawer on-", slug].concat()).attr("role", "row").attr("id", drawer_id(cell)).add(content)
}

/// The evidence of the newest run in its parts. With `runs`, the button that runs is there where nothing has run.
pub(super) fn evidence(table: Table, cell: CellId, runs: bool) -> Node {
    let inside = move || table.with_untracked(|model| inside(table, cell, model.tested(cell), runs));
    keyed(move || table.run_number(cell), inside)
}

/// For those whom a link has led here.
fn first_run(table: Table, cell: CellId) -> El {
    let run = move |_| {
        // The button goes away when it has run; focus stays in the cell.
        document::focus(&["#toggle-", &cell_id(cell)].concat());
        run(table, cell);
    };
    // Not as the button in the cell is called, which is there too.
    let name = [table.label("run"), ", ", &named(table, cell, "evidence")].concat();
    let button = el("button").class("btn").attr("type", "button").attr("aria-label", name);
    let button = button.on("click", run).add(table.label("run"));
    el("p").class("btns").add(button)
}

/// The id of the heading over a cell's evidence.
pub(super) fn heading_id(cell: CellId) -> String {
    ["heading-", &cell_id(cell)].concat()
}

fn inside(table: Table, cell: CellId, tested: Option<&Tested>, runs: bool) -> Option<Node> {
    let text = table.texts.cell(cell)?;
    let sources: Vec<(String, String)> = text.sources.iter().map(link).collect();
    let not_run = || el("p").class("second").add(table.label("not_run_yet")).into();
    let why_title = match tested.map(|tested| &tested.judgement.verdict) {
        Some(Verdict::DoesNotHold { .. }) => "why_not",
        Some(Verdict::CouldNotTest { .. }) => "why_untested",
        Some(Verdict::Holds) | None => "why",
    };
    let specification = text.specification.as_ref().map(|specification| {
        let kind = [table.label("specification"), ": "].concat();
        el("p").add(el("i").add(kind)).add(prose(specification))
    });
    let part = |number: &'static str, name: &'static str| {
        let title = el("h3").add(el("span").add(number).add(".")).add(" ").add(table.label(name));
        el("section").add(title)
    };
    let claim = part("1", "claim").add(el("p").add(prose(&text.claim)));
    let ran =
        part("2", "what_ran").add(el("p").add(prose(&text.ran))).add(tested.map(|tested| what_ran(table, tested)));
    let back =
        part("3", "what_came_back").add(tested.map_or_else(not_run, |tested| what_came_back(table, cell, tested)));
    let back = back.add((runs && tested.is_none()).then(|| first_run(table, cell)));
    let why =
        part("4", why_title).add(tested.map_or_else(not_run, |tested| why(table, cell, tested))).add(specification);
    let source = part("5", "source").add(el("p").add(citations(sources)));
    let parts = el("div")
        .class("dr")
        .add(el("div").add(claim).add(ran))
        .add(el("div").class("mid").add(back))
        .add(el("div").add(why).add(source).add(actions(table, cell)));
    let is_about_openid = (cell.row, cell.column) == (Row::TokensReturned, Column::Oidc);
    let differ = is_about_openid.then(|| servers(Question::Openid, &table.learn.words, "h3"));
    let beside = tested.filter(|_| matches!(cell.row, Row::RefreshToken | Row::OpenidScope));
    let beside = beside.map(|tested| receipts(table, cell, tested));
    Some(nodes![parts, beside, tested.map(|tested| all(table, tested)), differ])
}

/// The Receipts of a run side by side, where what differs between them is the point.
fn receipts(table: Table, cell: CellId, Tested { evidence, .. }: &Tested) -> El {
    let captions = captions(evidence);
    if captions.len() > 3 {
        let learn = |name| word(&table.learn.words, name);
        let words = MatrixWords { caption: learn("matrix"), rows: learn("matrix_rows"), none: learn("no_receipt") };
        let all = captions.into_iter().zip(receipts_of(evidence, table.reading)).collect();
        let open = move |token| table.session.open_in_decode(token);
        return el("div").class("side contrast").add(matrix(words, all, &["column-", &cell_id(cell)].concat(), open));
    }
    let mut list = el("div").class("receipts");
    for (index, (caption, text)) in captions.into_iter().zip(receipts_of(evidence, table.reading)).enumerate() {
        let number = [&cell_id(cell), "-", &index.to_string()].concat();
        let id = ["column-", &number].concat();
        let open = move |token| table.session.open_in_decode(token);
        let shown = text.map(|text| receipt(text, &["receipt-", &number].concat(), Some(&id), open));
        list = list.add(el("div").add(el("p").class("sm").attr("id", id).add(el("b").add(caption))).add(shown));
    }
    el("div").class("side contrast").add(list)
}

fn what_ran(table: Table, Tested { evidence, .. }: &Tested) -> Node {
    let client = evidence.record.as_ref().map(|record| record.client.client_id.as_str());
    let client = client.filter(|client| !client.is_empty()).unwrap_or("shop-web");
    let policy = policy_line(&["`", client, "`"].concat(), &evidence.policies, table.text);
    nodes![
        fixed_code(&requests(evidence)),
        el("p").class("cap muted").add(prose(&policy)),
        own(table, evidence),
        to_all(table, evidence),
    ]
}

/// The way to every server's answer to the first token request of the run.
fn to_all(table: Table, evidence: &Evidence) -> Option<El> {
    let requests = evidence.messages.iter().map(|recorded| &recorded.exchange.request);
    let is_for_a_token =
        |request: &&Request<Vec<u8>>| request.method() == Method::POST && request.uri().path() == "/token";
    let request = requests.into_iter().find(is_for_a_token)?.clone();
    let link = el("a")
        .stays()
        .attr("href", Route::Answers.to_hash())
        .on("click", move |_| table.session.asked.set(Some(Asked { from: "answers_cell", request: request.clone() })))
        .add(table.label("all_answers"));
    Some(el("p").class("cap").add(link))
}

/// What the run changed for itself: policies, the clock, and what went along with its requests.
fn own(table: Table, evidence: &Evidence) -> Option<El> {
    let mut changes: Vec<String> = Vec::new();
    for done in &evidence.done {
        changes.push(match done.action {
            Action::Set(rule) => ["`", rule.name(), "`: ", rule.value()].concat(),
            Action::Wait(seconds) => table.label("own_clock").replace("{seconds}", &seconds.to_string()),
            Action::Show(shown) => table.label("own_certificate").replace("{name}", shown.name()),
            Action::Prove(ProofBy::Own) => table.label("own_key").to_owned(),
            Action::Prove(ProofBy::Other) => table.label("own_other_key").to_owned(),
            _ => continue,
        });
    }
    let told = table.label("own").replace("{changes}", &changes.join(", "));
    (!changes.is_empty()).then(|| el("p").class("cap muted").add(prose(&told)))
}

fn what_came_back(table: Table, cell: CellId, Tested { evidence, .. }: &Tested) -> Node {
    let mut views = Vec::new();
    if matches!(cell.row, Row::TokensReturned)
        && let Some(text) = receipt_of(evidence, table.reading)
    {
        let id = ["receipt-", &cell_id(cell)].concat();
        let open = move |token| table.session.open_in_decode(token);
        views.push(receipt(text, &id, Some(&heading_id(cell)), open));
    }
    for Block { name, lines } in came_back(cell, evidence) {
        views.push(el("p").class("cap muted block").add(el("code").add(name)).into());
        views.push(fixed_code(&lines));
    }
    Node::Many(views)
}

fn why(table: Table, cell: CellId, Tested { judgement, .. }: &Tested) -> Node {
    // What a specification says stands below in full.
    let lines = judgement.lines.iter().filter(|line| line.kind != EvidenceKind::Specification);
    let lines: Node = lines.map(|line| show_line(table, cell, line)).collect();
    let outside = judgement.outside_specification().then(|| {
        let sources: Vec<(String, String)> = table.text.outside.sources.iter().map(link).collect();
        let again = move |_| {
            // The button goes away with the run it is about; focus stays in the cell.
            document::focus(&["#toggle-", &cell_id(cell)].concat());
            set_openid(OpenidPolicy::Drop);
            run(table, cell);
        };
        let label = table.label("set_and_run").replace("{openid}", policy_name(OpenidPolicy::Drop));
        let button = el("button").class("act").attr("type", "button").on("click", again);
        nodes![
            el("p").add(el("span").class("tag beyond").add(table.label("outside"))),
            el("p").add(prose(&table.text.outside.text)).add(" ").add(citations(sources)),
            el("p").add(button.add(el("span").add(prose(&label)))),
        ]
    });
    nodes![el("p").add(prose(&reason(judgement, table.texts))), outside, lines]
}

/// Every message of the run, drawn when somebody asks for them.
fn all(table: Table, Tested { evidence, .. }: &Tested) -> El {
    let evidence = evidence.clone();
    let (button, open) = unfold(table.label("more_messages"));
    let messages = when(move || open.get(), move || exchange(&evidence, &table.learn.words, "h3"));
    el("div").class("all").add(button).add(messages)
}

fn actions(table: Table, cell: CellId) -> El {
    let actions = cell.run().actions;
    // Whether there is a link is up to the experiment; where it leads follows the policies.
    let build = build_link(actions, &Policies::default()).map(|_| {
        el("a")
            .class("act")
            .live("href", move || table.session.status.with(|status| build_link(actions, &status.policies)))
            .add(table.label("open_build"))
    });
    let here = Route::Compare { cell: Some(address_of(cell)) }.to_hash();
    let text = move || table.with_untracked(|model| markdown(cell, model.tested(cell), table.texts));
    el("div")
        .class("acts")
        .add(build)
        .add(copy_button(components::COPY_LINK, move || link_to(&here)))
        .add(copy_button(components::COPY_MARKDOWN, text))
}
