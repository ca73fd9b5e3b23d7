//! What outlives a screen: where the reader is, the areas' models, the lab, and what the strip shows of its issuer.
//!
//! Models are plain structs in signals. The lab is no signal's content: it has interior state that belongs to one thread.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::pages::{build, compare, decode, learn};
use super::route::Route;
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

/// The session. Copies are the same session.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// Where the reader is.
    pub(crate) route: RwSignal<Route>,
    /// What the strip shows. Written by [`Session::refresh`] alone.
    pub(crate) books: RwSignal<Books>,
    /// The walkthrough's model.
    pub(crate) learn: RwSignal<learn::Model>,
    /// The table's model.
    pub(crate) compare: RwSignal<compare::Model>,
    /// The builder's model.
    pub(crate) build: RwSignal<build::Model>,
    /// The decoder's model.
    pub(crate) decode: RwSignal<decode::Model>,
    lab: StoredValue<Rc<PageLab>, LocalStorage>,
    crypto: StoredValue<Rc<WebCrypto>, LocalStorage>,
}

impl Session {
    /// A session with a fresh issuer.
    pub(crate) fn new(route: Route) -> Self {
        let lab = Rc::new(PageLab::new(WebCrypto::new(), BrowserClock, BrowserRandom));
        let session = Self {
            route: RwSignal::new(route),
            books: RwSignal::new(read_books(&lab)),
            learn: RwSignal::default(),
            compare: RwSignal::default(),
            build: RwSignal::default(),
            decode: RwSignal::default(),
            lab: StoredValue::new_local(lab),
            crypto: StoredValue::new_local(Rc::default()),
        };
        // Minutes are what the strip shows, so this is as often as anything on it changes by itself.
        set_interval(move || session.refresh(), Duration::from_secs(15));
        session
    }

    /// The session of this page.
    #[must_use]
    pub(crate) fn take() -> Self {
        expect_context()
    }

    /// The lab, for an asynchronous run.
    #[must_use]
    pub(crate) fn lab(self) -> Rc<PageLab> {
        self.lab.get_value()
    }

    /// The page's own cryptography, for what the client and the reader do. The issuer keeps its keys apart.
    #[must_use]
    pub(crate) fn crypto(self) -> Rc<WebCrypto> {
        self.crypto.get_value()
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
        let mut policies = lab.issuer().policies();
        policies.openid = openid;
        lab.issuer().set_policies(policies);
        self.refresh();
    }

    /// Reads the issuer's books again, after anything was sent to it.
    pub(crate) fn refresh(self) {
        let books = read_books(&self.lab());
        if *self.books.read_untracked() != books {
            self.books.set(books);
        }
    }
}

/// The time is cut to the minute the strip shows, so that a refresh within it changes nothing.
fn read_books(lab: &PageLab) -> Books {
    let issuer = lab.issuer();
    let now = issuer.now();
    Books { policies: issuer.policies(), logins: issuer.logins(), now: UnixTime(now.0 - now.0.rem_euclid(60)) }
}
