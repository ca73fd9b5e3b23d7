//! The two tables of the atlas, as links.

use super::contents::Contents;
use crate::ui::dom::{El, el, nodes};
use crate::ui::route::Area;

/// The two tables, as links.
pub(super) fn tabs(contents: Contents, area: Area) -> El {
    let link = |to: Area, name: &'static str| {
        el("a").attr("href", to.hash()).maybe("aria-current", (to == area).then_some("page")).add(contents.word(name))
    };
    el("nav")
        .class("tabs line")
        .attr("aria-label", contents.word("tabs"))
        .add(nodes![link(Area::Servers, "tab_servers"), link(Area::Clients, "tab_clients")])
}
