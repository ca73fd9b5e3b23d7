//! The second part of the module (scripts/split.mjs): what the session has once it is here, and waiting for it.
//!
//! Each function of [`Rest`] begins the second part, so none of them may become a part of its caller.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{IssuerStatus, PageLab, Session, to_the_minute};
use crate::issuer::{OpenidPolicy, Policies};
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{BrowserClock, BrowserRandom, rest};
use crate::ui::pages::{build, compare, decode, issuer, quiz, search};
use crate::ui::presenter::changed_policies;
use crate::ui::route::Route;

/// What the session has once the second part of the module is here: the lab, and the models of the other areas.
pub(crate) struct Rest {
    /// The table's model.
    pub(crate) compare: RwSignal<compare::Model, LocalStorage>,
    /// The builder's model.
    pub(crate) build: RwSignal<build::Model>,
    /// The decoder's model.
    pub(crate) decode: RwSignal<decode::Model>,
    /// The issuer page's model.
    pub(crate) issuer: RwSignal<issuer::Model>,
    /// The quiz's model.
    pub(crate) quiz: RwSignal<quiz::Model>,
    /// What is in the search box.
    pub(crate) search: RwSignal<search::Model>,
    pub(super) lab: PageLab,
    pub(super) crypto: WebCrypto,
}

/// Whether the second part of the module is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
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
pub(super) type Then = Box<dyn FnOnce()>;

impl Rest {
    #[inline(never)]
    fn new() -> Self {
        Self {
            compare: RwSignal::new_local(compare::Model::default()),
            build: RwSignal::new(build::Model::default()),
            decode: RwSignal::new(decode::Model::default()),
            issuer: RwSignal::new(issuer::Model::default()),
            quiz: RwSignal::new(quiz::Model::default()),
            search: RwSignal::new(search::Model::default()),
            lab: PageLab::new(WebCrypto::new(), BrowserClock, BrowserRandom),
            crypto: WebCrypto::new(),
        }
    }

    /// Takes over what came with an address.
    #[inline(never)]
    pub(super) fn follow(&self, route: &Route, token: Option<String>) {
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
    pub(super) fn set_openid(&self, openid: OpenidPolicy) {
        let mut policies = self.lab.policies();
        policies.openid = openid;
        self.lab.set_policies(policies);
    }

    #[inline(never)]
    pub(super) fn reset_policies(&self) {
        let unknown = self.lab.policies().unknown;
        self.lab.set_policies(Policies { unknown, ..Policies::default() });
    }

    /// The time is cut to the minute the strip shows, so that a refresh within it changes nothing.
    #[inline(never)]
    pub(super) fn read_status(&self) -> IssuerStatus {
        let network = self.lab.network();
        let policies = self.lab.policies();
        let mut others = String::new();
        for (name, value) in changed_policies(&policies) {
            others.extend([" ", name, ": ", &value, "."]);
        }
        let now = to_the_minute(network.now());
        IssuerStatus { changed: policies.changed(), others, policies, logins: network.issuer().logins(), now }
    }
}

impl Session {
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
        if self.presence.with_untracked(|presence| matches!(presence, Presence::Coming | Presence::Here)) {
            return;
        }
        self.presence.set(Presence::Coming);
        spawn_local(async move {
            match rest::fetch().await {
                Ok(()) => {
                    self.complete();
                    let waiting = self.waiting.take();
                    waiting.into_iter().for_each(|then| then());
                }
                Err(reason) => self.presence.set(Presence::Failed(reason)),
            }
        });
    }

    pub(super) fn complete(self) {
        // What is made here lasts as long as the page, whichever view asked for it.
        self.owner.with(|| self.rest.get_or_init(Rest::new));
        self.presence.set(Presence::Here);
    }
}
