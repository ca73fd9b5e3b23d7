//! What outlives a screen: where the reader is, the areas' models, the lab, and what the strip shows of its issuer.
//!
//! Models are plain structs in signals. The lab is no signal's content: it has interior state of its own.

use std::cell::Cell;
use std::ops::Deref;
use std::time::Duration;

use leptos::prelude::set_interval;

use super::pages::{build, compare, decode, learn, quiz};
use super::route::Route;
use super::signal::Signal;
use crate::issuer::{OpenidPolicy, Policies};
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{BrowserClock, BrowserRandom, document};
use crate::ports::UnixTime;

/// The lab of this page.
pub(crate) type PageLab = crate::lab::Lab<WebCrypto, BrowserClock, BrowserRandom>;

/// What the issuer has on its books that the frame shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Books {
    /// Its policies.
    pub(crate) policies: Policies,
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

/// What the session consists of.
pub(crate) struct Parts {
    /// Where the reader is.
    pub(crate) route: Signal<Route>,
    /// What the strip shows. Written by [`Session::refresh`] alone.
    pub(crate) books: Signal<Books>,
    /// The walkthrough's model.
    pub(crate) learn: Signal<learn::Model>,
    /// The table's model.
    pub(crate) compare: Signal<compare::Model>,
    /// The builder's model.
    pub(crate) build: Signal<build::Model>,
    /// The decoder's model.
    pub(crate) decode: Signal<decode::Model>,
    /// The quiz's model.
    pub(crate) quiz: Signal<quiz::Model>,
    lab: PageLab,
    crypto: WebCrypto,
}

impl Deref for Session {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

impl Session {
    /// Starts the session of this page, with a fresh issuer.
    pub(crate) fn start(route: Route) -> Self {
        let lab = PageLab::new(WebCrypto::new(), BrowserClock, BrowserRandom);
        let session = Self(Box::leak(Box::new(Parts {
            route: Signal::new(route),
            books: Signal::new(read_books(&lab)),
            learn: Signal::new(learn::Model::default()),
            compare: Signal::new(compare::Model::default()),
            build: Signal::new(build::Model::default()),
            decode: Signal::new(decode::Model::default()),
            quiz: Signal::new(quiz::Model::default()),
            lab,
            crypto: WebCrypto::new(),
        })));
        SESSION.set(Some(session));
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
        self.lab().issuer().now()
    }

    /// Goes where the address bar points. A token that came in the address goes to the decoder.
    pub(crate) fn follow(self, route: Route, token: Option<String>) {
        if let Some(token) = token {
            self.decode.update(|model| model.open(token, decode::Origin::Address));
        }
        if let Route::Build(link) = &route {
            let policy = link.policy.as_deref().and_then(|text| text.strip_prefix("openid:"));
            if let Some(policy) = policy.and_then(OpenidPolicy::from_name) {
                self.set_openid(policy);
            }
            self.build.update(|model| model.follow(link));
        }
        self.route.set(route);
    }

    /// Hands a token to the decoder, for a link to Decode that is about to be followed.
    pub(crate) fn open_in_decode(self, token: String) {
        self.decode.update(|model| model.open(token, decode::Origin::Answer));
    }

    /// Sets the title of the tab: `What comes back – Learn – Grant Lab`.
    pub(crate) fn title(self, place: &str) {
        document::set_title(&[place, " – Grant Lab"].concat());
    }

    /// Changes what the issuer does with `openid`.
    pub(crate) fn set_openid(self, openid: OpenidPolicy) {
        let lab = self.lab();
        let mut policies = lab.policies();
        policies.openid = openid;
        lab.set_policies(policies);
        self.refresh();
    }

    /// Reads the issuer's books again, after anything was sent to it.
    pub(crate) fn refresh(self) {
        let books = read_books(self.lab());
        if self.books.peek(|before| *before != books) {
            self.books.set(books);
        }
    }
}

/// The time is cut to the minute the strip shows, so that a refresh within it changes nothing.
fn read_books(lab: &PageLab) -> Books {
    let issuer = lab.issuer();
    let now = issuer.now();
    Books { policies: lab.policies(), logins: issuer.logins(), now: UnixTime(now.0 - now.0.rem_euclid(60)) }
}
