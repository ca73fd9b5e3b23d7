//! All of the issuer as one document, out and in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::Page;
use super::{Model, Outcome, document_text};
use crate::inspect::{JsonText, Phrase};
use crate::platform::{document, file};
use crate::ui::components::{code, copy_button};
use crate::ui::dom::{El, Node, el, keyed, nodes, value};
use crate::ui::presenter::json_lines;

/// The schema, beside the page.
const SCHEMA: &str = "./configuration.schema.json";
/// What a download is called.
const FILE: &str = "grant-lab-issuer.json";

/// Export, import, and the way back.
pub(super) fn section(page: Page) -> Node {
    nodes![import(page), export(page), begin_again(page)]
}

fn text(page: Page) -> String {
    document_text(&page.session.lab().network().issuer().configuration())
}

fn export(page: Page) -> El {
    // Looked at again when policies change, by the strip too, and after every import.
    let lines = move || {
        page.session.status.track();
        page.session.issuer.track();
        json_lines(&JsonText::lay_out(&text(page)))
    };
    let download = page.button("download", move || file::save(FILE, &text(page)));
    let acts = el("div")
        .class("btns")
        .add(download)
        .add(copy_button(page.word("copy"), move || text(page)))
        .add(el("a").class("act").attr("href", SCHEMA).add(page.word("schema")));
    let whole = el("details")
        .class("more")
        .add(el("summary").class("chev sm").add(page.word("export_label")))
        .add(code(lines, || false, page.word("export_label")));
    page.part("export", "export", "export_lead").add(acts).add(whole)
}

fn import(page: Page) -> El {
    let issuer = page.session.issuer;
    let take = move || {
        let configuration = issuer.try_update(Model::import).flatten();
        spawn_local(async move {
            if let Some(configuration) = configuration {
                page.session.configure(configuration).await;
                document::announce(page.word("taken"));
            }
            document::reveal("#import-outcome");
        });
    };
    let field = el("textarea")
        .attr("id", "import-text")
        .class("mono")
        .attr("rows", "8")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("aria-describedby", "import-outcome")
        .live("aria-invalid", move || issuer.with(is_refused).then_some("true"))
        .prop("value", move || Some(issuer.with(|model| model.document().to_owned())))
        .on("input", move |event| issuer.update(|model| model.edit(value(&event))));
    let from_file = el("input")
        .attr("type", "file")
        .attr("id", "import-file")
        .attr("accept", ".json,application/json")
        .on("change", move |event| {
            spawn_local(async move {
                if let Some(text) = file::chosen(&event).await {
                    issuer.update(|model| model.open(text.ok()));
                }
            });
        });
    let key = move || {
        issuer.with(|model| if model.outcome().is_some() { model.attempts().to_string() } else { String::new() })
    };
    let outcome = keyed(key, move || issuer.with(|model| model.outcome().map(|outcome| tell(page, outcome))));
    let start = page.button("edit_export", move || issuer.update(|model| model.edit(text(page))));
    let go = el("button").class("btn go").attr("type", "button").on("click", move |_| take()).add(page.word("take"));
    page.part("import", "import", "import_lead")
        .add(
            el("div")
                .class("field")
                .add(el("label").attr("for", "import-text").add(page.word("import_field")))
                .add(field),
        )
        .add(el("div").class("field").add(el("label").attr("for", "import-file").add(page.word("file"))).add(from_file))
        .add(el("div").class("btns").add(go).add(start))
        .add(el("div").attr("id", "import-outcome").add(outcome))
}

fn is_refused(model: &Model) -> bool {
    matches!(model.outcome(), Some(Outcome::Refused(_)))
}

fn tell(page: Page, outcome: &Outcome) -> El {
    let row = |name: &'static str, value: El| el("div").add(el("dt").add(page.word(name))).add(el("dd").add(value));
    match outcome {
        Outcome::NoText => el("p").class("boot-note sm").attr("role", "alert").add(page.word("file_failed")),
        Outcome::Refused(error) => el("div")
            .class("boot-note sm")
            .attr("role", "alert")
            .add(el("p").add(el("b").add(page.word("refused"))))
            .add(
                el("dl")
                    .class("facts")
                    .add(row("place", el("code").add(error.path.clone())))
                    .add(row("reason", el("span").add([error.reason.as_str(), "."].concat()))),
            ),
        Outcome::Taken(taken) => {
            let none = || String::from("0");
            let changed = if taken.changed.is_empty() { none() } else { taken.changed.join(", ") };
            let counts = Phrase::new("taken")
                .count("clients", taken.clients)
                .count("apis", taken.apis)
                .count("people", taken.people)
                .with("changed", &changed);
            let unknown: Node = taken.unknown.iter().map(|path| el("li").add(el("code").add(path.clone()))).collect();
            let all_known = taken.unknown.is_empty();
            el("div")
                .class("boot-note sm")
                .add(el("p").add(el("b").add(page.word("taken"))))
                .add(el("p").add(counts.fill(page.word("taken_count"))))
                .add(el("p").add(page.word(if all_known { "all_known" } else { "unknown" })))
                .add((!all_known).then(|| el("ul").class("plain").add(unknown)))
                .add(el("p").add(page.word("verdicts_gone")))
        }
    }
}

fn begin_again(page: Page) -> El {
    let reset = move || {
        spawn_local(async move {
            page.session.reset_issuer().await;
            page.session.issuer.update(Model::forget);
            document::announce(page.word("began_again"));
        });
    };
    page.part("begin-again", "begin_again", "begin_again_lead")
        .add(el("div").class("btns").add(page.button("begin_again_do", reset)))
}
