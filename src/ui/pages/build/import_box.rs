//! *Paste a request*: something that the reader has at hand fills the form, and what was not understood is said.

use std::time::Duration;

use leptos::prelude::*;

use super::edit::settle_later;
use super::import_texts::ImportTexts;
use super::own::{Where, follow_endpoint, go_to};
use crate::client::Draft;
use crate::client::import::{ImportError, Imported, Remark, Weight, import};
use crate::platform::document;
use crate::ui::components::prose;
use crate::ui::content::{load, why};
use crate::ui::dom::{El, Node, el, live, nodes, value};
use crate::ui::session::Session;

const FIELD: &str = "import";
const UNDO: &str = "import-undo";

/// What was filled in, and what stood there before.
#[derive(Clone)]
struct Filled {
    imported: Imported,
    before: Draft,
    place: Where,
    keeps_endpoint: bool,
}

/// What the views of the box read. Copies are the same box.
#[derive(Clone, Copy)]
struct PasteBox {
    session: Session,
    texts: &'static ImportTexts,
    /// What is pasted, and not yet filled in. Only this page's memory has it.
    pasted: RwSignal<String>,
    filled: RwSignal<Option<Filled>>,
}

/// What stands in the box once it is unfolded.
pub(crate) fn import_box() -> Node {
    let session = Session::take();
    let texts = load::<ImportTexts>("import");
    let (pasted, filled) = (RwSignal::new(String::new()), RwSignal::new(None));
    live(move || match texts.get() {
        Some(Ok(texts)) => PasteBox { session, texts, pasted, filled }.shown(),
        other => el("p").class("second").add(why(other).unwrap_or_default()).into(),
    })
}

impl PasteBox {
    fn shown(self) -> Node {
        let text = el("textarea")
            .class("mono short")
            .attr("id", FIELD)
            .attr("rows", "4")
            .attr("spellcheck", "false")
            .attr("autocapitalize", "off")
            .attr("autocomplete", "off")
            .attr("aria-describedby", "import-hint")
            .prop("value", move || Some(self.pasted.get()))
            .on("input", move |event| {
                self.filled.set(None);
                self.pasted.set(value(&event));
            });
        let read = Memo::new(move |_| self.pasted.with(|text| import(text)));
        let hint = el("p").class("hint").attr("id", "import-hint").add(prose(self.texts.page("hint")));
        nodes![
            el("p").class("sm second").add(prose(self.texts.page("lead"))),
            el("div")
                .class("field")
                .add(el("label").attr("for", FIELD).add(self.texts.page("label")))
                .add(text)
                .add(hint),
            live(move || self.offered(&read.get())),
            live(move || self.filled.get().map(|filled| self.report(&filled)))
        ]
    }

    /// What is recognised, and the button that takes it over.
    fn offered(self, read: &Result<Imported, ImportError>) -> Option<Node> {
        match read {
            Err(ImportError::Empty) => None,
            Err(error) => Some(el("p").class("hint warn").add(prose(self.texts.error(error))).into()),
            Ok(imported) => {
                let source = self.texts.source(imported.from.as_str());
                let imported = imported.clone();
                let fill = el("button")
                    .class("btn")
                    .attr("type", "button")
                    .on("click", move |_| self.fill(imported.clone()))
                    .add(self.texts.page("fill"));
                Some(
                    el("p")
                        .class("acts")
                        .add(fill)
                        .add([" ", self.texts.page("recognised"), " ", source, "."].concat())
                        .into(),
                )
            }
        }
    }

    fn fill(self, imported: Imported) {
        let session = self.session;
        let before = session.build.with_untracked(|model| model.draft.clone());
        let mut draft = imported.draft.clone();
        let keeps_endpoint = draft.token_endpoint.is_empty();
        if keeps_endpoint {
            draft.token_endpoint.clone_from(&before.token_endpoint);
            if draft.issuer.is_empty() {
                draft.issuer.clone_from(&before.issuer);
            }
        }
        session.build.update(|model| model.replace(draft));
        let place = session.own.with_untracked(|own| own.place);
        follow_endpoint(session);
        settle_later(session);
        self.pasted.set(String::new());
        self.filled.set(Some(Filled { imported, before, place, keeps_endpoint }));
        document::announce(self.texts.page("filled"));
        focus_soon("#import-undo");
    }

    fn undo(self) {
        if let Some(filled) = self.filled.get_untracked() {
            self.session.build.update(|model| model.replace(filled.before));
            go_to(self.session, filled.place);
            settle_later(self.session);
            self.filled.set(None);
            document::announce(self.texts.page("undone"));
            focus_soon("#import");
        }
    }

    /// What was understood and what was not.
    fn report(self, filled: &Filled) -> Node {
        let understood = filled.imported.understood();
        let labels: Vec<&str> = understood.iter().map(|name| self.texts.field(name)).collect();
        let undo = el("button")
            .class("act")
            .attr("id", UNDO)
            .attr("type", "button")
            .on("click", move |_| self.undo())
            .add(self.texts.page("undo"));
        let of = |weight: Weight, title: &str| {
            let remarks = filled.imported.remarks.iter().filter(|remark| remark.what.weight() == weight);
            let mut items: Vec<Node> = remarks.map(|remark| self.remark(remark)).collect();
            if weight == Weight::Changed && filled.keeps_endpoint {
                items.push(el("li").add(prose(self.texts.page("kept_endpoint"))).into());
            }
            // What is missing stands out; the rest is told.
            let class = if weight == Weight::LeftOut { "problems sm" } else { "plain sm" };
            let title = self.texts.page(title);
            (!items.is_empty()).then(|| {
                let heading = el("p").class("sm").add(el("b").add(title));
                nodes![heading, el("ul").class(class).attr("aria-label", title).add(items)]
            })
        };
        el("section")
            .attr("aria-label", self.texts.page("filled"))
            .add(el("p").class("acts").add(self.texts.page("filled")).add(" ").add(undo))
            .add(
                el("p")
                    .class("sm")
                    .add(el("b").add([self.texts.page("understood"), ": "].concat()))
                    .add(labels.join(", ")),
            )
            .add(of(Weight::LeftOut, "left_out"))
            .add(of(Weight::Changed, "changed"))
            .add(of(Weight::Note, "notes"))
            .into()
    }

    fn remark(self, remark: &Remark) -> Node {
        let (before, after) = self.texts.remark(remark);
        let mut item: El = el("li").add(prose(before));
        for (at, value) in remark.values.iter().enumerate() {
            item = item.add(if at > 0 { ", " } else { "" }).add(el("code").add(value.clone()));
        }
        item.add(prose(after)).into()
    }
}

/// Moves the focus once what the last change draws is there: the button that was pressed is not.
fn focus_soon(selector: &'static str) {
    set_timeout(move || document::focus(selector), Duration::ZERO);
}
