//! The files of the atlas: loaded together, and then there for every screen of it.

use std::cell::{Cell, OnceCell};

use crate::atlas::{AtlasTexts, Table, client_table, server_table};
use crate::facts::{Clients, Product, Servers};
use crate::lab::servers::Differences;
use crate::ui::content::{load, waiting, why};
use crate::ui::dom::{Node, Text, keyed};
use crate::ui::route::{Area, Route};
use crate::ui::session::Session;

/// What the screens share. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Contents {
    /// The session.
    pub(super) session: Session,
    /// The words of the atlas.
    pub(super) texts: &'static AtlasTexts,
    /// The words that lessons have for servers.
    pub(super) told: &'static Differences,
    /// What is known of servers.
    pub(super) servers: &'static Servers,
    /// What is known of clients.
    pub(super) clients: &'static Clients,
}

thread_local! {
    /// What the screen that is shown was given, for the part that builds on it.
    static SHOWN: Cell<Option<Contents>> = const { Cell::new(None) };
    /// The tables. The facts never change, so each is made once.
    static SERVERS: OnceCell<&'static Table<'static>> = const { OnceCell::new() };
    static CLIENTS: OnceCell<&'static Table<'static>> = const { OnceCell::new() };
}

impl Contents {
    /// What the screen that is shown was given: what names it is called from there alone.
    pub(super) fn take() -> Self {
        SHOWN.get().expect("a screen of the atlas is shown, and nothing else of the page leads here")
    }

    /// A label or a sentence.
    pub(super) fn word(self, name: &'static str) -> &'static str {
        self.texts.word(name)
    }

    /// The table of servers.
    pub(super) fn server_table(self) -> &'static Table<'static> {
        SERVERS.with(|table| *table.get_or_init(|| Box::leak(Box::new(server_table(self.servers)))))
    }

    /// The table of clients.
    pub(super) fn client_table(self) -> &'static Table<'static> {
        CLIENTS.with(|table| *table.get_or_init(|| Box::leak(Box::new(client_table(self.clients)))))
    }
}

/// Shows a screen as soon as the files are here; until then its heading, and why a file did not come.
pub(super) fn with_contents(area: Area, show: fn(Contents) -> Node) -> Node {
    let session = Session::take();
    let (texts, told) = (load::<AtlasTexts>("atlas"), load::<Differences>("servers"));
    let (servers, clients) = (load::<Servers>("facts/servers"), load::<Clients>("facts/clients"));
    let contents = move || match (texts.get(), told.get(), servers.get(), clients.get()) {
        (Some(Ok(texts)), Some(Ok(told)), Some(Ok(servers)), Some(Ok(clients))) => {
            Ok(Contents { session, texts, told, servers, clients })
        }
        (texts, told, servers, clients) => Err([why(texts), why(told), why(servers), why(clients)]),
    };
    let key = move || match contents() {
        Ok(_) => Text::Borrowed("shown"),
        Err(reasons) => reasons.into_iter().flatten().next().unwrap_or_default().into(),
    };
    keyed(key, move || match contents() {
        Ok(contents) => {
            SHOWN.set(Some(contents));
            show(contents)
        }
        Err(reasons) => waiting(area.name(), reasons),
    })
}

/// The address of a server's page.
pub(super) fn href(product: &Product) -> String {
    Route::Server { id: product.id.clone() }.to_hash()
}
