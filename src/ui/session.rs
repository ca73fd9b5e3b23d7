//! What outlives a screen: where the reader is, the areas' models, the lab, and what the strip shows of its issuer.
//!
//! Models are plain structs in signals. The lab is no signal's content: it has interior state of its own.

use std::cell::{Cell, OnceCell};
use std::ops::Deref;
use std::time::Duration;

use http::Request;
use leptos::prelude::*;

use super::dom::on_window;
use super::exchange::Level;
use super::host_configuration::HostConfiguration;
use super::inbox::{Delivery, Sender};
use super::outbound::Outbound;
use super::pages::{build, compare, issuer, learn, quiz, search};
use super::part::Part;
use super::route::{Inbound, Route};
use super::status::IssuerStatus;
use super::tables::{Answer, Areas, Atlas, Build, Decode, Facts, Messages, Own, Paste, Players, Run, Tools};
use crate::content::places;
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{BrowserClock, BrowserRandom, document, location, own_page, storage};
use crate::ports::{Clock, UnixTime};
use crate::texts::fill;

pub(crate) mod arrival;
mod kept_steps;
pub(crate) mod policies;
mod steps_run;

/// The lab of this page.
pub(crate) type PageLab = crate::lab::Lab<WebCrypto, BrowserClock, BrowserRandom>;

/// Where the choice of single-key shortcuts is kept.
pub(crate) const SHORTCUTS: &str = "shortcuts";

/// Where a tab keeps that its reader has met the strip.
const MET: &str = "met";
/// Where a tab keeps what is chosen in the lessons, for a reload.
const PLACE: &str = "place";

thread_local! {
    static SESSION: Cell<Option<Session>> = const { Cell::new(None) };
}

/// The session. Copies are the same session: it lives as long as the page, and every listener holds one.
#[derive(Clone, Copy)]
pub(crate) struct Session(&'static State);

/// What the session consists of.
pub(crate) struct State {
    /// Whether the page is in a frame of another one, which has the header, the ways to other areas and the footer.
    pub(crate) embedded: bool,
    /// Where the reader is.
    pub(crate) route: RwSignal<Route>,
    /// What the page around a frame, or the address, asked for and cannot be had.
    pub(crate) refused: RwSignal<Option<String>>,
    /// What the strip shows. Written by [`Session::refresh`] alone.
    pub(crate) status: RwSignal<IssuerStatus>,
    /// The walkthrough's model.
    pub(crate) learn: RwSignal<learn::Model, LocalStorage>,
    /// Whether the reader has met the strip in this visit: something ran, or another screen was opened. Written by [`Session::meet`].
    pub(crate) has_met: RwSignal<bool>,
    /// Which steps of the walkthrough were run, in this visit or before.
    pub(crate) steps_run: RwSignal<learn::Progress>,
    /// Whether the lines that put the screen into another page are shown.
    pub(crate) embeds: RwSignal<bool>,
    /// Whether shortcuts of a single key are on.
    pub(crate) shortcuts: RwSignal<bool>,
    /// How messages are read, wherever they are shown. Written by [`Session::read_at`] and by an address.
    pub(crate) level: RwSignal<Level>,
    /// What has left the page.
    pub(crate) outbound: RwSignal<Outbound>,
    /// A request that was chosen to be put to every server.
    pub(crate) asked: RwSignal<Option<Asked>>,
    /// What waits for the decoder.
    pub(crate) inbox: RwSignal<Option<Delivery>>,
    /// How the host has set the page up.
    pub(crate) host: &'static HostConfiguration,
    /// The other parts of the module.
    pub(crate) parts: Parts,
    to_run: Cell<bool>,
    owner: Owner,
    models: OnceCell<Models>,
    lab: OnceCell<PageLab>,
    crypto: OnceCell<WebCrypto>,
}

/// A request that was chosen on one screen for another.
#[derive(Clone)]
pub(crate) struct Asked {
    /// The name of the words for where it is from.
    pub(crate) from: &'static str,
    /// The request.
    pub(crate) request: Request<Vec<u8>>,
}

/// The other parts of the module.
pub(crate) struct Parts {
    /// What runs an experiment and draws it.
    pub(crate) run: Part<Run>,
    /// What draws the messages of a run.
    pub(crate) messages: Part<Messages>,
    /// The screen of the one question.
    pub(crate) answer: Part<Answer>,
    /// Servers and clients as they are.
    pub(crate) atlas: Part<Atlas>,
    /// What plays the servers of the atlas.
    pub(crate) players: Part<Players>,
    /// The decoder.
    pub(crate) decode: Part<Decode>,
    /// What it needs for keys, and for making and changing tokens.
    pub(crate) tools: Part<Tools>,
    /// The request builder.
    pub(crate) build: Part<Build>,
    /// The screens beside the walkthrough.
    pub(crate) areas: Part<Areas>,
    /// What tells what named servers do, once somebody has asked.
    pub(crate) facts: Part<Facts>,
    /// What asks a reader's own issuer.
    pub(crate) own: Part<Own>,
    /// What reads a request from elsewhere.
    pub(crate) paste: Part<Paste>,
}

/// The models of the areas beside the walkthrough. They are made when a screen first reads one, so that the first part of the module
/// has none of their code.
pub(crate) struct Models {
    /// The table's model.
    pub(crate) compare: RwSignal<compare::Model, LocalStorage>,
    /// The builder's model.
    pub(crate) build: RwSignal<build::Model>,
    /// What the builder knows about the reader's own issuer.
    pub(crate) own: RwSignal<build::own::OwnModel, LocalStorage>,
    /// The issuer page's model.
    pub(crate) issuer: RwSignal<issuer::Model>,
    /// The quiz's model.
    pub(crate) quiz: RwSignal<quiz::Model>,
    /// What is in the search box.
    pub(crate) search: RwSignal<search::Model>,
}

impl Deref for Session {
    type Target = State;

    fn deref(&self) -> &State {
        self.0
    }
}

impl Deref for State {
    type Target = Models;

    fn deref(&self) -> &Models {
        // They last as long as the page, whichever view asks first.
        self.models.get_or_init(|| self.owner.with(Models::default))
    }
}

impl Default for Models {
    fn default() -> Self {
        Self {
            compare: RwSignal::new_local(compare::Model::default()),
            build: RwSignal::new(build::Model::default()),
            own: RwSignal::new_local(build::own::OwnModel::default()),
            issuer: RwSignal::new(issuer::Model::default()),
            quiz: RwSignal::new(quiz::Model::default()),
            search: RwSignal::new(search::Model::default()),
        }
    }
}

impl Session {
    /// Starts the session of this page, with the other parts of its module.
    pub(crate) fn start(route: Route, host: &'static HostConfiguration, parts: Parts) -> Self {
        let session = Self(Box::leak(Box::new(State {
            embedded: document::is_embedded(),
            route: RwSignal::new(route),
            refused: RwSignal::new(None),
            to_run: Cell::new(location::asks("run", "1") && own_page::allowed().is_none()),
            status: RwSignal::new(IssuerStatus::untouched(BrowserClock.now())),
            learn: RwSignal::new_local(learn::Model::restored(&storage::read_in_tab(PLACE).unwrap_or_default())),
            has_met: RwSignal::new(storage::read_in_tab(MET).is_some()),
            steps_run: RwSignal::new(kept_steps::read()),
            embeds: RwSignal::new(false),
            shortcuts: RwSignal::new(storage::read(SHORTCUTS).is_some()),
            level: RwSignal::new(Level::default()),
            outbound: RwSignal::new(Outbound::default()),
            asked: RwSignal::new(None),
            inbox: RwSignal::new(None),
            host,
            parts,
            owner: Owner::current().unwrap_or_default(),
            models: OnceCell::new(),
            lab: OnceCell::new(),
            crypto: OnceCell::new(),
        })));
        SESSION.set(Some(session));
        session.lasting(|| {
            on_window("pagehide", move |_| {
                storage::write_in_tab(PLACE, session.learn.with_untracked(learn::Model::kept).as_deref());
            });
        });
        // Minutes are what the strip shows, so this is as often as anything on it changes by itself.
        set_interval(move || session.read_status(), Duration::from_secs(15));
        session
    }

    /// The session of this page.
    #[must_use]
    pub(crate) fn take() -> Self {
        SESSION.get().expect("the session starts before anything is shown")
    }

    /// The lab, made when it is first asked for.
    #[must_use]
    pub(crate) fn lab(self) -> &'static PageLab {
        self.0.lab.get_or_init(|| PageLab::new(WebCrypto::new(), BrowserClock, BrowserRandom))
    }

    /// The page's own cryptography, for what the client and the reader do. The issuer keeps its keys apart.
    #[must_use]
    pub(crate) fn crypto(self) -> &'static WebCrypto {
        self.0.crypto.get_or_init(WebCrypto::new)
    }

    /// The issuer's time.
    #[must_use]
    pub(crate) fn now(self) -> UnixTime {
        self.lab().network().now()
    }

    /// Whether the address asks to run what is shown, `run=1`. The screen that asks first does, and nobody after it.
    pub(crate) fn take_run(self) -> bool {
        self.0.to_run.take()
    }

    /// Sets policies from `name:value` pairs, as soon as the issuer is here. What cannot be set is said, and changes nothing.
    pub(crate) fn ask_policies(self, pairs: String) {
        self.parts.run.then(move |run| self.refused.set((run.set_pairs)(&pairs).err()));
    }

    /// Does `then` at once, or as soon as the other areas are here, and with them what runs an experiment.
    pub(crate) fn areas_then(self, then: impl FnOnce(&'static Areas) + 'static) {
        self.parts.areas.then(move |areas| {
            self.parts.run.arrived(areas.run);
            then(areas);
        });
    }

    /// What `make` makes lasts as long as the page, whichever view asks.
    pub(crate) fn lasting<T>(self, make: impl FnOnce() -> T) -> T {
        self.owner.with(make)
    }

    /// Goes where the address bar points. A token that came in the address goes to the decoder, or to the box of the search; of anything
    /// else the decoder says that it came.
    pub(crate) fn follow(self, route: Route, inbound: Option<Inbound>) {
        let is_off = route.area().is_some_and(|area| !self.host.offers(area));
        match (&route, inbound) {
            _ if is_off => {}
            (Route::Build(link), _) => {
                let link = link.clone();
                self.parts.build.then(move |build| {
                    self.parts.run.arrived(build.run);
                    (build.arrive)(&link);
                });
            }
            (Route::Search { query }, inbound) => {
                let query = query.clone();
                self.areas_then(move |areas| (areas.search)(&query, inbound));
            }
            (_, Some(inbound)) => self.deliver(inbound),
            (_, None) => {}
        }
        if matches!(route, Route::Listed { .. }) {
            self.level.set(Level::Listed);
        }
        self.route.set(route);
    }

    /// Chooses how messages are read. In the walkthrough the address says so too, without an entry in the history.
    pub(crate) fn read_at(self, level: Level) {
        self.level.set(level);
        if let Some(step) = self.route.with_untracked(Route::step) {
            let here = if level == Level::Listed { Route::Listed { step } } else { Route::Learn { step } };
            location::replace(&here.to_hash());
            self.route.set(here);
        }
    }

    /// Hands a token to the decoder, for a link to Decode that is about to be followed.
    pub(crate) fn open_in_decode(self, token: String) {
        self.inbox.set(Some(Delivery { text: token, from: Sender::Answer }));
    }

    /// Hands what came in the address to the decoder. Of what is nothing to look at it learns only that it came.
    fn deliver(self, inbound: Inbound) {
        let (text, from) = match inbound {
            Inbound::Token(token) => (token, Sender::Address),
            Inbound::Code => (String::new(), Sender::Code),
            Inbound::Secret => (String::new(), Sender::Secret),
        };
        self.inbox.set(Some(Delivery { text, from }));
    }

    /// The reader has met the strip: from now on it shows its facts.
    pub(crate) fn meet(self) {
        if !self.has_met.get_untracked() {
            storage::write_in_tab(MET, Some("1"));
            self.has_met.set(true);
        }
    }

    /// Sets the title of the tab: `What comes back – Learn – Grant Lab`.
    pub(crate) fn title(self, place: &str) {
        document::set_title(&fill(places::TITLE, &[("place", place), ("page", self.host.name())]));
    }

    /// Reads the issuer's status again, after anything was sent to it.
    pub(crate) fn refresh(self) {
        self.meet();
        self.read_status();
    }

    fn read_status(self) {
        // Before anything could run, nobody has asked the issuer for anything.
        let status =
            self.parts.run.get().map_or_else(|| IssuerStatus::untouched(BrowserClock.now()), |run| (run.status)());
        if self.status.with_untracked(|before| *before != status) {
            self.status.set(status);
        }
    }
}
