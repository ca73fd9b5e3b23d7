//! What outlives a screen: where the reader is, the areas' models, the lab, and what the strip shows of its issuer.
//!
//! Models are plain structs in signals. The lab is no signal's content: it has interior state of its own.

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Deref;
use std::time::Duration;

use leptos::prelude::*;

use super::exchange::Level;
use super::pages::{decode, learn};
use super::route::Route;
use crate::issuer::Policies;
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{self, BrowserClock, BrowserRandom, document, location, storage};
use crate::ports::{Clock, UnixTime};

mod policies;
mod rest;
mod steps_run;

pub(crate) use rest::Presence;
use rest::{Rest, Then};

/// The lab of this page.
pub(crate) type PageLab = crate::lab::Lab<WebCrypto, BrowserClock, BrowserRandom>;

/// Where the choice of single-key shortcuts is kept.
pub(crate) const SHORTCUTS: &str = "shortcuts";

/// What the frame shows of the issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IssuerStatus {
    /// Its policies.
    pub(crate) policies: Policies,
    /// The names of the policies that differ from their defaults.
    pub(crate) changed: Vec<&'static str>,
    /// What is different about them, beside `openid`, for paper: ` sub: omitted.`
    pub(crate) others: String,
    /// How often a person has signed in.
    pub(crate) logins: u32,
    /// Its time, to the minute.
    pub(crate) now: UnixTime,
}

thread_local! {
    static SESSION: Cell<Option<Session>> = const { Cell::new(None) };
}

/// The session. Copies are the same session: it lives as long as the page, and every listener holds one.
#[derive(Clone, Copy)]
pub(crate) struct Session(&'static Parts);

/// What the session consists of from the start.
pub(crate) struct Parts {
    /// Where the reader is.
    pub(crate) route: RwSignal<Route>,
    /// What the strip shows. Written by [`Session::refresh`] alone.
    pub(crate) status: RwSignal<IssuerStatus>,
    /// The walkthrough's model.
    pub(crate) learn: RwSignal<learn::Model, LocalStorage>,
    /// Which steps of the walkthrough were run, in this visit or before.
    pub(crate) steps_run: RwSignal<learn::Progress>,
    /// Whether shortcuts of a single key are on.
    pub(crate) shortcuts: RwSignal<bool>,
    /// How messages are read, wherever they are shown. Written by [`Session::read_at`] and by an address.
    pub(crate) level: RwSignal<Level>,
    /// Whether [`Rest`] is here.
    pub(crate) presence: RwSignal<Presence>,
    rest: OnceCell<Rest>,
    owner: Owner,
    /// What waits for it.
    waiting: RefCell<Vec<Then>>,
}

impl Deref for Session {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

impl Deref for Parts {
    type Target = Rest;

    fn deref(&self) -> &Rest {
        self.rest.get().expect("whoever asks for it has waited with `Session::complete_then`")
    }
}

impl Session {
    /// Starts the session of this page. Its issuer is made when the second part of the module is here.
    pub(crate) fn start(route: Route) -> Self {
        let is_whole = !platform::rest::is_apart();
        let session = Self(Box::leak(Box::new(Parts {
            route: RwSignal::new(route),
            status: RwSignal::new(untouched_status()),
            learn: RwSignal::new_local(learn::Model::default()),
            steps_run: RwSignal::new(steps_run::kept()),
            shortcuts: RwSignal::new(storage::read(SHORTCUTS).is_some()),
            level: RwSignal::new(Level::default()),
            presence: RwSignal::new(Presence::NotAsked),
            rest: OnceCell::new(),
            owner: Owner::current().unwrap_or_default(),
            waiting: RefCell::default(),
        })));
        SESSION.set(Some(session));
        if is_whole {
            session.complete();
        }
        // Minutes are what the strip shows, so this is as often as anything on it changes by itself.
        set_interval(move || session.refresh(), Duration::from_secs(15));
        session
    }

    /// The session of this page.
    #[must_use]
    pub(crate) fn take() -> Self {
        SESSION.get().expect("the session starts before anything is shown")
    }

    /// The lab.
    #[must_use]
    pub(crate) fn lab(self) -> &'static PageLab {
        &self.0.lab
    }

    /// The page's own cryptography, for what the client and the reader do. The issuer keeps its keys apart.
    #[must_use]
    pub(crate) fn crypto(self) -> &'static WebCrypto {
        &self.0.crypto
    }

    /// The issuer's time.
    #[must_use]
    pub(crate) fn now(self) -> UnixTime {
        self.lab().network().now()
    }

    /// Goes where the address bar points. A token that came in the address goes to the decoder, or to the box of the search.
    pub(crate) fn follow(self, route: Route, token: Option<String>) {
        if token.is_some() || matches!(route, Route::Build(_) | Route::Search { .. }) {
            let to = route.clone();
            self.complete_then(move || self.0.follow(&to, token));
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
        self.decode.update(|model| model.open(token, decode::Origin::Answer));
    }

    /// Sets the title of the tab: `What comes back – Learn – Grant Lab`.
    pub(crate) fn title(self, place: &str) {
        document::set_title(&[place, " – Grant Lab"].concat());
    }

    /// Reads the issuer's status again, after anything was sent to it.
    pub(crate) fn refresh(self) {
        let status = self.rest.get().map_or_else(untouched_status, Rest::read_status);
        if self.status.with_untracked(|before| *before != status) {
            self.status.set(status);
        }
    }
}

/// The status of an issuer that nobody has asked for anything: it keeps the browser's time.
fn untouched_status() -> IssuerStatus {
    let now = to_the_minute(BrowserClock.now());
    IssuerStatus { policies: Policies::default(), changed: Vec::new(), others: String::new(), logins: 0, now }
}

fn to_the_minute(now: UnixTime) -> UnixTime {
    UnixTime(now.0 - now.0.rem_euclid(60))
}
