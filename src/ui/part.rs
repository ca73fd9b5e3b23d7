//! A part of the module that is fetched when something first needs it: whether it is here, and what waits for it.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::ops::Deref;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::parts::{Coming, Loading, Missing, Table, typed};

/// A part, by the table of what can be called in it. Only a part that is here gives its table. Copies are the same part: it lives as
/// long as the page.
pub(crate) struct Part<T: 'static>(AnyPart, PhantomData<fn() -> T>);

/// A part, whatever can be called in it.
#[derive(Clone, Copy)]
pub(crate) struct AnyPart(&'static State);

struct State {
    presence: RwSignal<Presence>,
    load: Box<dyn Fn() -> Coming>,
    waiting: RefCell<Vec<Then>>,
}

/// Whether a part is here.
enum Presence {
    /// Nothing has needed it.
    NotAsked,
    /// It is on its way.
    Coming,
    /// It is here.
    Here(Table),
    /// It did not come, and why.
    Failed(Missing),
}

/// What is done once it is here.
type Then = Box<dyn FnOnce(Table)>;

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Part<T> {}

impl<T> Deref for Part<T> {
    type Target = AnyPart;

    fn deref(&self) -> &AnyPart {
        &self.0
    }
}

impl<T> Part<T> {
    /// A part that `load` fetches. Nothing is fetched yet.
    pub(crate) fn new(load: fn() -> Loading<T>) -> Self {
        Self(AnyPart::new(Box::new(move || load().untyped())), PhantomData)
    }

    /// What can be called in it, if it is here.
    pub(crate) fn get(self) -> Option<&'static T> {
        self.0.table().map(typed)
    }

    /// The same for a view, which is made again when it comes.
    pub(crate) fn follow(self) -> Option<&'static T> {
        self.0.0.presence.with(Presence::table).map(typed)
    }

    /// Does `then` at once, or as soon as the part is here.
    pub(crate) fn then(self, then: impl FnOnce(&'static T) + 'static) {
        self.0.then(Box::new(move |table| then(typed(table))));
    }

    /// The part is here, whoever has fetched it.
    pub(crate) fn arrived(self, table: &'static T)
    where
        T: Send + Sync,
    {
        self.0.arrived(table);
    }
}

impl AnyPart {
    fn new(load: Box<dyn Fn() -> Coming>) -> Self {
        Self(Box::leak(Box::new(State {
            presence: RwSignal::new(Presence::NotAsked),
            load,
            waiting: RefCell::default(),
        })))
    }

    fn table(self) -> Option<Table> {
        self.0.presence.with_untracked(Presence::table)
    }

    /// Whether it is on its way, for a view.
    pub(crate) fn is_coming(self) -> bool {
        self.0.presence.with(|presence| matches!(presence, Presence::Coming))
    }

    /// Why it did not come, if it did not, for a view.
    pub(crate) fn failure(self) -> Option<String> {
        self.0.presence.with(|presence| match presence {
            Presence::Failed(Missing(reason)) => Some(reason.clone()),
            _ => None,
        })
    }

    fn then(self, then: Then) {
        if let Some(table) = self.table() {
            return then(table);
        }
        self.0.waiting.borrow_mut().push(then);
        self.fetch();
    }

    /// Sees to it that the part comes. What did not come is asked for again.
    pub(crate) fn fetch(self) {
        if self.0.presence.with_untracked(|presence| matches!(presence, Presence::Coming | Presence::Here(_))) {
            return;
        }
        self.0.presence.set(Presence::Coming);
        spawn_local(async move {
            match (self.0.load)().await {
                Ok(table) => self.arrived(table),
                Err(missing) => self.0.presence.set(Presence::Failed(missing)),
            }
        });
    }

    fn arrived(self, table: Table) {
        if self.table().is_none() {
            self.0.presence.set(Presence::Here(table));
        }
        let waiting = self.0.waiting.take();
        waiting.into_iter().for_each(|then| then(table));
    }
}

impl Presence {
    const fn table(&self) -> Option<Table> {
        match self {
            Self::Here(table) => Some(*table),
            _ => None,
        }
    }
}
