//! Values that views follow.
//!
//! Leptos' own signals are compiled again for each type that they hold and for each closure that reads them. Here one such signal does the
//! following for every type, and the value lies beside it. `make size` decided.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{ArcTrigger, Effect, GetValue, LocalStorage, Notify, StoredValue, Track};

/// A value that views follow, for as long as the view around lives that made it. Copies are the same value.
pub(crate) struct Signal<T> {
    slot: StoredValue<Rc<dyn Any>, LocalStorage>,
    of: PhantomData<fn() -> T>,
}

struct Slot<T> {
    changed: ArcTrigger,
    value: RefCell<T>,
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T: 'static> Signal<T> {
    /// A signal with this value.
    #[must_use]
    pub(crate) fn new(value: T) -> Self {
        Self { slot: store(Rc::new(Slot { changed: ArcTrigger::new(), value: RefCell::new(value) })), of: PhantomData }
    }

    /// Reads the value. The view or the effect that asks runs again whenever it changes.
    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.peek(read)
    }

    /// Reads the value without following it.
    pub(crate) fn peek<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.slot().value.borrow())
    }

    /// The same for whoever has waited for something: `None` where the view that made it is gone meanwhile.
    pub(crate) fn try_peek<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.try_slot().map(|slot| read(&slot.value.borrow()))
    }

    /// Follows the value without reading it.
    #[inline(never)]
    pub(crate) fn track(self) {
        self.slot().changed.track();
    }

    /// The value. The view or the effect that asks runs again whenever it changes.
    #[must_use]
    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Changes the value. Where the view that made it is gone, nothing happens: whoever waited for something may come back too late.
    pub(crate) fn update<R: Default>(self, change: impl FnOnce(&mut T) -> R) -> R {
        let Some(slot) = self.try_slot() else { return R::default() };
        let result = change(&mut slot.value.borrow_mut());
        slot.changed.notify();
        result
    }

    /// Replaces the value. Where the view that made it is gone, nothing happens.
    #[inline(never)]
    pub(crate) fn set(self, value: T) {
        if let Some(slot) = self.try_slot() {
            slot.value.replace(value);
            slot.changed.notify();
        }
    }

    #[inline(never)]
    fn slot(self) -> Rc<Slot<T>> {
        self.try_slot().expect("a signal is read only where its view is shown")
    }

    #[inline(never)]
    fn try_slot(self) -> Option<Rc<Slot<T>>> {
        stored(self.slot)?.downcast().ok()
    }
}

impl Signal<bool> {
    /// Turns it over.
    pub(crate) fn toggle(self) {
        self.set(!self.peek(|is| *is));
    }
}

/// Runs `run` now and whenever a signal that it read has changed, for as long as the view around is shown.
pub(crate) fn follow(run: impl FnMut() + 'static) {
    follow_boxed(Box::new(run));
}

fn follow_boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}

#[inline(never)]
fn store(slot: Rc<dyn Any>) -> StoredValue<Rc<dyn Any>, LocalStorage> {
    StoredValue::new_local(slot)
}

#[inline(never)]
fn stored(slot: StoredValue<Rc<dyn Any>, LocalStorage>) -> Option<Rc<dyn Any>> {
    slot.try_get_value()
}
