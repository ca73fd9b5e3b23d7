//! What the screen of all answers knows, and asking every server.

use std::cell::RefCell;
use std::rc::Rc;

use http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::contents::Contents;
use crate::atlas::Asker;
use crate::atlas::play::{Answered, Column, Imitation, Order, QUESTIONS, grid, imitate};
use crate::facts::Topic;
use crate::issuer::SharedKeys;
use crate::oauth::Form;
use crate::platform::{document, painted};
use crate::ports::Connection;

thread_local! {
    /// Made once: an RSA key takes longer than all answers.
    static KEYS: SharedKeys = SharedKeys::default();
    static IMITATIONS: RefCell<Option<Rc<Vec<Imitation>>>> = const { RefCell::new(None) };
}

/// Whether `openid` was asked for, and all answers; nothing before they came.
type Came = Option<(bool, Rc<Vec<Answered>>)>;

/// What the screen knows. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    /// The files.
    pub(super) contents: Contents,
    /// What is asked next; `None` is the request that was chosen elsewhere.
    pub(super) question: RwSignal<Option<Topic>>,
    /// How the answers are ordered.
    pub(super) order: RwSignal<Order>,
    /// What came, and whether `openid` was asked for.
    pub(super) answers: RwSignal<Came, LocalStorage>,
    /// Whether answers are on their way.
    pub(super) running: RwSignal<bool>,
}

impl Asking {
    /// Before anything is asked. What was chosen elsewhere is offered first, or else what differs most.
    pub(super) fn new(contents: Contents) -> Self {
        let is_first = contents.session.asked.with_untracked(Option::is_none);
        Self {
            contents,
            question: RwSignal::new(is_first.then_some(QUESTIONS[0])),
            order: RwSignal::new(Order::By(Column::Openid)),
            answers: RwSignal::new_local(None),
            running: RwSignal::new(false),
        }
    }

    /// Asks every server.
    pub(super) fn ask(self) {
        let session = self.contents.session;
        let request = match self.question.get_untracked() {
            Some(topic) => {
                Asker::demo(&session.lab().network().issuer().registry()).and_then(|asker| asker.request(topic))
            }
            None => session.asked.with_untracked(|asked| asked.as_ref().map(|asked| asked.request.clone())),
        };
        let Some(request) = request else {
            return document::announce(self.contents.word("answers_no_client"));
        };
        if self.running.get_untracked() {
            return;
        }
        self.running.set(true);
        spawn_local(async move {
            painted().await;
            let all = self.imitations();
            let keys = KEYS.with(SharedKeys::clone);
            let answers = grid(session.lab().network(), &keys, &all, (&request, &Connection::default())).await;
            self.answers.set(Some((asks_for_openid(&request), Rc::new(answers))));
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

fn asks_for_openid(request: &Request<Vec<u8>>) -> bool {
    let form = Form::parse(request.body());
    form.is_ok_and(|form| form.get_all("scope").any(|scope| scope.split(' ').any(|word| word == "openid")))
}
