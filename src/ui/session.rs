//! What outlives a screen: where the reader is, the areas' models, the lab, and what the strip shows of its issuer.
//!
//! Models are plain structs in signals. The lab is no signal's content: it has interior state of its own.

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Deref;
use std::time::Duration;

use leptos::prelude::{Owner, set_interval};
use leptos::task::spawn_local;

use super::exchange::Level;
use super::pages::{build, compare, decode, issuer, learn, quiz, search};
use super::route::Route;
use super::signal::Signal;
use super::wire::changed_policies;
use crate::issuer::{Configuration, OpenidPolicy, Policies};
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{BrowserClock, BrowserRandom, document, location, rest, storage};
use crate::ports::{Clock, UnixTime};

/// The lab of this page.
pub(crate) type PageLab = crate::lab::Lab<WebCrypto, BrowserClock, BrowserRandom>;

/// Where the choice of single-key shortcuts is kept.
pub(crate) const SHORTCUTS: &str = "shortcuts";

/// Where it is kept which steps were run.
const STEPS_RUN: &str = "progress";

/// What the issuer has on its books that the frame shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Books {
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
    pub(crate) route: Signal<Route>,
    /// What the strip shows. Written by [`Session::refresh`] alone.
    pub(crate) books: Signal<Books>,
    /// The walkthrough's model.
    pub(crate) learn: Signal<learn::Model>,
    /// Which steps of the walkthrough were run, in this visit or before.
    pub(crate) steps_run: Signal<learn::Progress>,
    /// Whether shortcuts of a single key are on.
    pub(crate) shortcuts: Signal<bool>,
    /// How messages are read, wherever they are shown. Written by [`Session::read_at`] and by an address.
    pub(crate) level: Signal<Level>,
    /// How far [`Rest`] is.
    pub(crate) progress: Signal<Progress>,
    rest: OnceCell<Rest>,
    owner: Owner,
    /// What waits for [`Rest`].
    waiting: RefCell<Vec<Then>>,
}

/// What the session has once the second part of the module is here: the lab, and the models of the other areas.
pub(crate) struct Rest {
    /// The table's model.
    pub(crate) compare: Signal<compare::Model>,
    /// The builder's model.
    pub(crate) build: Signal<build::Model>,
    /// The decoder's model.
    pub(crate) decode: Signal<decode::Model>,
    /// The issuer page's model.
    pub(crate) issuer: Signal<issuer::Model>,
    /// The quiz's model.
    pub(crate) quiz: Signal<quiz::Model>,
    /// What is in the search box.
    pub(crate) search: Signal<search::Model>,
    lab: PageLab,
    crypto: WebCrypto,
}

/// How far the second part of the module is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Nothing has needed it.
    NotAsked,
    /// It is on its way.
    Coming,
    /// It is here.
    Here,
    /// It did not come, and why.
    Failed(String),
}

/// What is done once the second part is here.
type Then = Box<dyn FnOnce()>;

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

impl Rest {
    #[inline(never)]
    fn new() -> Self {
        Self {
            compare: Signal::new(compare::Model::default()),
            build: Signal::new(build::Model::default()),
            decode: Signal::new(decode::Model::default()),
            issuer: Signal::new(issuer::Model::default()),
            quiz: Signal::new(quiz::Model::default()),
            search: Signal::new(search::Model::default()),
            lab: PageLab::new(WebCrypto::new(), BrowserClock, BrowserRandom),
            crypto: WebCrypto::new(),
        }
    }

    /// Takes over what came with an address.
    #[inline(never)]
    fn follow(&self, route: &Route, token: Option<String>) {
        if let Route::Search { query } = route {
            return self.search.update(|model| model.write(token.as_deref().unwrap_or(query)));
        }
        if let Some(token) = token {
            self.decode.update(|model| model.open(token, decode::Origin::Address));
        }
        if let Route::Build(link) = route {
            if let Some(pairs) = &link.policy {
                Session::take().set_policies(issuer::with_pairs(&self.lab.policies(), pairs));
            }
            self.build.update(|model| model.follow(link));
        }
    }

    #[inline(never)]
    fn set_openid(&self, openid: OpenidPolicy) {
        let mut policies = self.lab.policies();
        policies.openid = openid;
        self.lab.set_policies(policies);
    }

    #[inline(never)]
    fn reset_policies(&self) {
        let unknown = self.lab.policies().unknown;
        self.lab.set_policies(Policies { unknown, ..Policies::default() });
    }

    /// The time is cut to the minute the strip shows, so that a refresh within it changes nothing.
    #[inline(never)]
    fn read_books(&self) -> Books {
        let issuer = self.lab.issuer();
        let policies = self.lab.policies();
        let mut others = String::new();
        for (name, value) in changed_policies(&policies) {
            others.extend([" ", name, ": ", &value, "."]);
        }
        let now = to_the_minute(issuer.now());
        Books { changed: policies.changed(), others, policies, logins: issuer.logins(), now }
    }
}

impl Session {
    /// Starts the session of this page. Its issuer is made when the second part of the module is here.
    pub(crate) fn start(route: Route) -> Self {
        let is_whole = !rest::is_apart();
        let session = Self(Box::leak(Box::new(Parts {
            route: Signal::new(route),
            books: Signal::new(untouched_books()),
            learn: Signal::new(learn::Model::default()),
            steps_run: Signal::new(kept_progress()),
            shortcuts: Signal::new(storage::read(SHORTCUTS).is_some()),
            level: Signal::new(Level::default()),
            progress: Signal::new(Progress::NotAsked),
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

    /// Whether the second part of the module is here.
    #[must_use]
    pub(crate) fn is_complete(self) -> bool {
        self.rest.get().is_some()
    }

    /// Does `then` at once, or as soon as the second part of the module is here. Nothing that needs the lab may be done before.
    pub(crate) fn complete_then(self, then: impl FnOnce() + 'static) {
        if self.is_complete() {
            return then();
        }
        self.waiting.borrow_mut().push(Box::new(then));
        self.fetch_rest();
    }

    /// Sees to it that the second part of the module comes. What did not come is asked for again.
    pub(crate) fn fetch_rest(self) {
        if self.progress.peek(|progress| matches!(progress, Progress::Coming | Progress::Here)) {
            return;
        }
        self.progress.set(Progress::Coming);
        spawn_local(async move {
            match rest::fetch().await {
                Ok(()) => {
                    self.complete();
                    let waiting = self.waiting.take();
                    waiting.into_iter().for_each(|then| then());
                }
                Err(reason) => self.progress.set(Progress::Failed(reason)),
            }
        });
    }

    fn complete(self) {
        // What is made here lasts as long as the page, whichever view asked for it.
        self.owner.with(|| self.rest.get_or_init(Rest::new));
        self.progress.set(Progress::Here);
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
        self.lab().issuer().now()
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
        if let Some(step) = self.route.peek(Route::step) {
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

    /// A step of the walkthrough was run. What another tab has kept meanwhile stays.
    pub(crate) fn ran_step(self, step: u16) {
        let mut steps = if self.keeps_progress() { kept_progress() } else { self.steps_run.peek(|steps| *steps) };
        steps.add(step);
        storage::write(STEPS_RUN, steps.to_text().as_deref());
        self.steps_run.set(steps);
    }

    /// No step was ever run.
    pub(crate) fn forget_progress(self) {
        storage::write(STEPS_RUN, None);
        self.steps_run.set(learn::Progress::default());
    }

    /// Whether the browser keeps progress beyond this page.
    #[must_use]
    pub(crate) fn keeps_progress(self) -> bool {
        storage::is_there()
    }

    /// Changes what the issuer does with `openid`.
    pub(crate) fn set_openid(self, openid: OpenidPolicy) {
        self.complete_then(move || {
            self.0.set_openid(openid);
            self.refresh();
        });
    }

    /// Changes some of the reader's policies, on a screen that waited for the lab.
    pub(crate) fn change_policies(self, change: &mut dyn FnMut(&mut Policies)) {
        let mut policies = self.lab().policies();
        change(&mut policies);
        self.set_policies(policies);
    }

    /// Changes what the issuer does. Verdicts that came about under other policies are old from now on.
    pub(crate) fn set_policies(self, policies: Policies) {
        self.lab().set_policies(policies);
        self.refresh();
    }

    /// Every policy back to its default.
    pub(crate) fn reset_policies(self) {
        self.complete_then(move || {
            self.0.reset_policies();
            self.refresh();
        });
    }

    /// Sets the issuer up as a document says.
    pub(crate) async fn configure(self, configuration: Configuration) {
        self.lab().configure(configuration).await;
        self.another_issuer();
    }

    /// Brings the issuer back to its beginning.
    pub(crate) async fn reset_issuer(self) {
        self.lab().reset().await;
        self.another_issuer();
    }

    /// Verdicts belong to the clients and APIs that they came about with, not to policies alone.
    fn another_issuer(self) {
        let mut table = compare::Model::default();
        table.set_policies(self.lab().policies());
        self.compare.set(table);
        self.refresh();
    }

    /// Reads the issuer's books again, after anything was sent to it.
    pub(crate) fn refresh(self) {
        let books = self.rest.get().map_or_else(untouched_books, Rest::read_books);
        if self.books.peek(|before| *before != books) {
            self.books.set(books);
        }
    }
}

fn kept_progress() -> learn::Progress {
    storage::read(STEPS_RUN).map_or_else(learn::Progress::default, |kept| learn::Progress::parse(&kept))
}

/// The books of an issuer that nobody has asked for anything: it keeps the browser's time.
fn untouched_books() -> Books {
    let now = to_the_minute(BrowserClock.now());
    Books { policies: Policies::default(), changed: Vec::new(), others: String::new(), logins: 0, now }
}

fn to_the_minute(now: UnixTime) -> UnixTime {
    UnixTime(now.0 - now.0.rem_euclid(60))
}
