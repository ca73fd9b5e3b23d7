//! The atlas on screen: servers and clients as tables whose every state has a link, each of them as a page, and which works against which.
//! What is shown is chosen and counted in [`crate::atlas`]; here it becomes elements.

mod answer_rows;
mod answers;
mod asking;
mod build_box;
mod client;
mod columns;
mod contents;
mod counts;
mod fact;
mod filters;
mod mark;
mod matrix;
mod message;
mod mine;
mod play;
mod screen;
mod server;
mod sheet;
mod table;
mod tabs;
mod token;

pub(crate) use answers::page as answers;
use contents::{Contents, with_contents};
use leptos::prelude::*;
pub(crate) use play::play;

use crate::ui::content::waiting;
use crate::ui::dom::{Node, keyed};
use crate::ui::route::{Area, Route};
use crate::ui::session::Session;

/// The screen of an area of the atlas: its table, or the one entry that the address names.
pub(crate) fn page(area: Area) -> Node {
    let session = Session::take();
    let entry = move || session.route.with(|route| route.entry().unwrap_or_default().to_owned());
    keyed(entry, move || {
        let show: fn(Contents) -> Node = match (area, session.route.with_untracked(Route::clone)) {
            (_, Route::Answers) => answers_screen,
            (_, Route::Server { .. }) => server::page,
            (_, Route::Client { .. }) => client::page,
            (Area::Clients, _) => screen::clients,
            _ => screen::servers,
        };
        with_contents(area, show)
    })
}

/// The screen of all answers, whose part comes now.
fn answers_screen(contents: Contents) -> Node {
    let players = contents.session.parts.players;
    players.fetch();
    let is_here = move || if players.follow().is_some() { "here" } else { "" };
    keyed(is_here, move || match players.follow() {
        Some(players) => (players.answers)(),
        None => waiting(contents.word("answers_title"), []),
    })
}
