//! What the screen of all answers knows, and asking every server.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::contents::Contents;
use crate::atlas::play::{Answered, Column, Imitation, Order, Question, grid, imitate};
use crate::issuer::SharedKeys;
use crate::platform::document;
use crate::ports::Connection;

thread_local! {
    /// Made once: an RSA key takes longer than all answers.
    static KEYS: SharedKeys = SharedKeys::default();
    static IMITATIONS: RefCell<Option<Rc<Vec<Imitation>>>> = const { RefCell::new(None) };
}

/// What the screen knows. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    /// The files.
    pub(super) contents: Contents,
    /// What is asked next.
    pub(super) question: RwSignal<Question>,
    /// How the answers are ordered.
    pub(super) order: RwSignal<Order>,
    /// What came, with the question that brought it.
    pub(super) answers: RwSignal<Option<(Question, Rc<Vec<Answered>>)>, LocalStorage>,
    /// Whether answers are on their way.
    pub(super) running: RwSignal<bool>,
}

impl Asking {
    /// Before anything is asked. What differs most is offered first.
    pub(super) fn new(contents: Contents) -> Self {
        Self {
            contents,
            question: RwSignal::new(Question::OpenidWithApiScope),
            order: RwSignal::new(Order::By(Column::Openid)),
            answers: RwSignal::new_local(None),
            running: RwSignal::new(false),
        }
    }

    /// Asks every server.
    pub(super) fn ask(self) {
        let session = self.contents.session;
        let question = self.question.get_untracked();
        let registry = session.lab().network().issuer().registry();
        let Some(request) = question.request(&registry) else {
            return document::announce(self.contents.word("answers_no_client"));
        };
        if self.running.get_untracked() {
            return;
        }
        self.running.set(true);
        spawn_local(async move {
            let all = self.imitations();
            let keys = KEYS.with(SharedKeys::clone);
            let answers = grid(session.lab().network(), &keys, &all, (&request, &Connection::default())).await;
            self.answers.set(Some((question, Rc::new(answers))));
            self.running.set(false);
            let told = self.contents.word("answers_came").replace("{count}", &all.len().to_string());
            document::announce(&told);
        });
    }

    /// Every server that can be played.
    pub(super) fn imitations(self) -> Rc<Vec<Imitation>> {
        IMITATIONS.with_borrow_mut(|known| {
            let make = || Rc::new(self.contents.servers.products.iter().filter_map(imitate).collect());
            Rc::clone(known.get_or_insert_with(make))
        })
    }
}
