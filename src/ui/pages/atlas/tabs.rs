//! The screens of the atlas, as links: its two tables, and all answers to one request.

use super::contents::Contents;
use crate::ui::dom::{El, el, nodes};
use crate::ui::route::{Area, Route};

/// The links. `area` is that of the table where the reader is; none stands for all answers.
pub(super) fn tabs(contents: Contents, area: Option<Area>) -> El {
    let link = |href: String, is_here: bool, name: &'static str| {
        el("a").attr("href", href).maybe("aria-current", is_here.then_some("page")).add(contents.word(name))
    };
    let table = |to: Area, name: &'static str| link(to.hash().to_owned(), area == Some(to), name);
    el("nav").class("tabs line").attr("aria-label", contents.word("tabs")).add(nodes![
        table(Area::Servers, "tab_servers"),
        table(Area::Clients, "tab_clients"),
        link(Route::Answers.to_hash(), area.is_none(), "tab_answers"),
    ])
}
