//! The frame of the page: its heading, the links to its sections, and the section that the address names.

use leptos::prelude::*;

use super::IssuerTexts;
use super::context::Page;
use super::{clock, configuration, keys, log, policy, registry};
use crate::content::places;
use crate::lab::content::{Compare, Learn};
use crate::platform::document;
use crate::ui::components::prose;
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{Node, Text, el, keyed};
use crate::ui::route::{Route, Section};
use crate::ui::session::Session;

/// Issuer.
pub fn page() -> Node {
    let session = Session::take();
    session.title(places::ISSUER);
    let (texts, table) = (load::<IssuerTexts>("issuer"), load::<Compare>("compare"));
    let learn = load::<Learn>("learn");
    let whole = move || match (texts.get(), table.get(), learn.get()) {
        (Some(Ok(texts)), Some(Ok(table)), Some(Ok(learn))) => Some(Page { session, texts, table, learn }),
        _ => None,
    };
    let reasons = move || [why(texts.get()), why(table.get()), why(learn.get())];
    let key = move || match whole() {
        Some(_) => Text::Borrowed("shown"),
        None => reasons().into_iter().flatten().next().unwrap_or_default().into(),
    };
    keyed(key, move || whole().map_or_else(|| waiting(places::ISSUER_HEADING, reasons()), show))
}

fn show(page: Page) -> Node {
    let current = move || {
        page.session.route.with(|route| match route {
            Route::Issuer { section } => *section,
            _ => Section::Policy,
        })
    };
    let links = Section::ALL.map(|section| {
        let name = page.texts.sections.get(section.slug()).map_or("", String::as_str);
        let is_current = move || (current() == section).then_some("page");
        el("a").attr("href", Route::Issuer { section }.to_hash()).live("aria-current", is_current).add(name)
    });
    let section = move || match current() {
        Section::Policy => policy::section(page),
        Section::Clients => registry::section(page),
        Section::Keys => keys::section(page),
        Section::Clock => clock::section(page),
        Section::Configuration => configuration::section(page),
        Section::Log => log::section(page),
    };
    let heading = el("div")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(page.word("heading")))
        .add(el("p").add(prose(page.word("lead"))));
    let insecure = (!document::is_secure()).then(|| el("p").class("boot-note sm").add(page.word("insecure")));
    el("div")
        .class("console")
        .add(heading)
        .add(insecure)
        .add(el("nav").class("tabs line").attr("aria-label", page.word("sections")).add(links))
        .add(keyed(move || current().slug(), section))
        .into()
}
