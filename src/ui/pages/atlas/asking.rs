//! What the screen of all answers knows, and asking every server.

use std::cell::RefCell;
use std::rc::Rc;

use http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::contents::Contents;
use crate::atlas::play::{Answered, Column, Imitation, Order, Question, grid, imitate};
use crate::issuer::SharedKeys;
use crate::oauth::Form;
use crate::platform::document;
use crate::ports::Connection;
use crate::ui::session::Session;

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
    /// What is asked next; `None` is what Build sent last.
    pub(super) question: RwSignal<Option<Question>>,
    /// How the answers are ordered.
    pub(super) order: RwSignal<Order>,
    /// What came, and whether `openid` was asked for.
    pub(super) answers: RwSignal<Came, LocalStorage>,
    /// Whether answers are on their way.
    pub(super) running: RwSignal<bool>,
}

impl Asking {
    /// Before anything is asked. What Build sent is offered first, or else what differs most.
    pub(super) fn new(contents: Contents) -> Self {
        Self {
            contents,
            question: RwSignal::new(sent_in_build(contents.session).is_none().then_some(Question::OpenidWithApiScope)),
            order: RwSignal::new(Order::By(Column::Openid)),
            answers: RwSignal::new_local(None),
            running: RwSignal::new(false),
        }
    }

    /// Asks every server.
    pub(super) fn ask(self) {
        let session = self.contents.session;
        let registry = session.lab().network().issuer().registry();
        let request = match self.question.get_untracked() {
            Some(question) => question.request(&registry),
            None => sent_in_build(session),
        };
        let Some(request) = request else {
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

/// What Build sent last, if that went to the token endpoint in this page.
pub(super) fn sent_in_build(session: Session) -> Option<Request<Vec<u8>>> {
    let endpoint = [&session.lab().network().issuer().names().issuer, "/token"].concat();
    session.build.with_untracked(|model| {
        let request = &model.history.past().last()?.exchange.request;
        (request.uri().to_string() == endpoint).then(|| request.clone())
    })
}

fn asks_for_openid(request: &Request<Vec<u8>>) -> bool {
    let form = Form::parse(request.body());
    form.is_ok_and(|form| form.get_all("scope").any(|scope| scope.split(' ').any(|word| word == "openid")))
}
