//! *As code*: the request as a program to take home, in the tool or library that is chosen. Words and templates come when they are asked
//! for.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fields::labelled;
use super::{KeyChoice, Model};
use crate::client::code::{Asked, Catalogue, Remark, Sample, sample};
use crate::platform::{content, document};
use crate::ui::components::{code, copy_button, prose};
use crate::ui::content::{Texts, load, why};
use crate::ui::dom::{El, Node, el, live, nodes, value, when};
use crate::ui::session::Session;
use crate::ui::view_model::{Line, Piece};

/// Where the templates are.
const FOLDER: &str = "content/code/";

/// What the views of the pane read. Copies are the same pane.
#[derive(Clone, Copy)]
struct Pane {
    session: Session,
    texts: Texts,
    /// The sample that is chosen.
    id: RwSignal<String>,
    /// What is drawn: that sample, or the one before until its template is here, so that nothing under it moves.
    drawn: RwSignal<Option<Drawn>>,
}

/// A sample with the template that it is made of.
struct Drawn {
    /// The id of the sample.
    id: String,
    /// The name of the template, which samples share.
    template: String,
    /// Its text, or why it did not come.
    text: Result<String, String>,
}

/// The pane, closed until somebody wants code.
pub(super) fn code_pane(session: Session) -> Node {
    let texts = Texts::take();
    let opened = RwSignal::new(false);
    let pane = Pane { session, texts, id: RwSignal::new("curl".to_owned()), drawn: RwSignal::new(None) };
    el("details")
        .class("more")
        .attr("id", "as-code")
        .on("toggle", move |event| opened.set(document::is_unfolded(&event)))
        .add(el("summary").class("chev").add(el("h2").attr("id", "code").add(texts.pages.build("code"))))
        .add(el("p").class("sm second").add(prose(texts.pages.build("code_lead"))))
        .add(when(move || opened.get(), move || with_catalogue(pane)))
        .into()
}

fn with_catalogue(pane: Pane) -> Node {
    let catalogue = load::<Catalogue>("code");
    live(move || match catalogue.get() {
        Some(Ok(catalogue)) => shown(pane, catalogue),
        other => el("p").class("second").add(why(other).unwrap_or_default()).into(),
    })
}

fn shown(pane: Pane, catalogue: &'static Catalogue) -> Node {
    pane.fetch(catalogue);
    let mut select =
        el("select").attr("id", "code-sample").prop("value", move || Some(pane.id.get())).on("change", move |event| {
            pane.id.set(value(&event));
            pane.fetch(catalogue);
        });
    for listed in &catalogue.samples {
        let name = if listed.language == listed.library {
            listed.language.clone()
        } else {
            [&listed.language, ", ", &listed.library].concat()
        };
        select = select.add(el("option").attr("value", listed.id.clone()).add(name));
    }
    let made = move || {
        pane.made(catalogue, |made| match made {
            Ok(made) => drawn(pane, &made),
            Err(reason) => el("p").class("hint warn").add(reason).into(),
        })
    };
    nodes![labelled(pane.texts.pages.build("code_choose"), "code-sample").add(select), live(made)]
}

impl Pane {
    /// Fetches the template of the chosen sample, unless it is here.
    fn fetch(self, catalogue: &'static Catalogue) {
        let Some(listed) = self.id.with_untracked(|id| catalogue.get(id)) else { return };
        let is_here = |drawn: &Drawn| drawn.template == listed.template && drawn.text.is_ok();
        if self.drawn.with_untracked(|drawn| drawn.as_ref().is_some_and(is_here)) {
            return self.drawn.update(|drawn| {
                if let Some(drawn) = drawn {
                    listed.id.clone_into(&mut drawn.id);
                }
            });
        }
        spawn_local(async move {
            let text = content::fetch(&[FOLDER, listed.template.as_str(), ".txt"].concat(), false).await;
            // The reader may have chosen another one meanwhile.
            if self.id.try_with_untracked(|id| *id == listed.id) == Some(true) {
                let (id, template) = (listed.id.clone(), listed.template.clone());
                self.drawn.try_set(Some(Drawn { id, template, text }));
            }
        });
    }

    /// Does something with the sample of the draft, once a template is here.
    fn made(self, catalogue: &'static Catalogue, then: impl FnOnce(Result<Sample<'static>, String>) -> Node) -> Node {
        self.drawn.with(|drawn| {
            let Some(Drawn { id, text, .. }) = drawn else { return nodes![] };
            let Some(listed) = catalogue.get(id) else { return nodes![] };
            match text {
                Ok(text) => self.session.build.with(|model| {
                    let kid = key_id(self.session, model);
                    let asked = Asked { draft: &model.draft, kid: &kid };
                    then(sample(catalogue, listed, text, asked).map_err(|error| error.to_string()))
                }),
                Err(reason) => then(Err(reason.clone())),
            }
        })
    }
}

/// The name of the key that signs, where this page knows it.
fn key_id(session: Session, model: &Model) -> String {
    let known = match (model.keys.choice, &model.keys.made) {
        (KeyChoice::Demo, _) => session.lab().network().client_key_id(),
        (KeyChoice::Made, Some(made)) => made.signing.kid.clone(),
        (KeyChoice::Made | KeyChoice::Pasted, _) => None,
    };
    known.unwrap_or_default()
}

fn drawn(pane: Pane, made: &Sample<'_>) -> Node {
    let say = |name: &str| pane.texts.pages.build(name);
    let remarks = |remarks: &[Remark<'_>]| -> Option<El> {
        let items = remarks.iter().map(|remark| {
            let source =
                remark.source.clone().map(|source| el("span").class("cap muted").add([" ", &source, "."].concat()));
            el("li").add(prose(&remark.text)).add(source)
        });
        (!remarks.is_empty()).then(|| el("ul").class("sm").add(items.collect::<Node>()))
    };
    if !made.not_possible.is_empty() {
        return nodes![remarks(&made.not_possible)];
    }
    let text = made.code.clone();
    let commands = made.install.iter().cloned().chain([made.listed.run.clone()]).collect::<Vec<String>>().join("\n");
    let environment: Node = made
        .environment
        .iter()
        .map(|variable| {
            el("div")
                .add(el("dt").add(el("code").add(variable.name.to_owned())))
                .add(el("dd").add(prose(variable.holds)))
        })
        .collect();
    nodes![
        el("div").class("head").add(el("h3").add(made.listed.file.clone())).add(copy_button(say("code_copy"), {
            let text = text.clone();
            move || text.clone()
        })),
        block(&text, say("code")),
        el("h3").add(say("code_environment")),
        el("dl").class("facts sm named").add(environment),
        el("h3").add(say("code_run")),
        block(&commands, say("code_run")),
        remarks(&made.remarks),
        el("p").class("cap muted").add(prose(&made.tried)),
    ]
}

fn block(text: &str, label: &'static str) -> Node {
    let lines: Vec<Line> =
        text.lines().map(|line| Line { pieces: vec![Piece::new(line, "")], ..Line::default() }).collect();
    code(move || lines.clone(), || false, label)
}
