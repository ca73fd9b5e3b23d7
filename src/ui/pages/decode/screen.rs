//! What the views of the decoder share: the desk, which outlives them, and what tells them that something on it has changed.
//!
//! The desk is in memory only, as long as the page. It is no signal's content: a view reads it in passing, and follows a number that
//! grows with each change of the kind that it shows.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::shown;
use super::texts::Texts;
use super::{Desk, Draft, Keys, MadeKey, Origin, verify};
use crate::inspect::{Decoded, DecryptionReport, Part, Phrase};
use crate::ui::dom::{Node, when};
use crate::ui::inbox::Delivery;
use crate::ui::session::Session;

/// A kind of change.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// Another text or another token of it.
    Token,
    /// The same, one frame later: for what is further down, so that the top of the screen answers at once.
    Late,
    /// Something is known about the signature, or nothing any more.
    Signature,
    /// Other keys.
    Keys,
    /// Somebody expects something else.
    Expectations,
    /// The draft was written anew, and not by the reader's hand.
    Draft,
    /// The token to compare with.
    Other,
    /// What came of opening an encrypted token.
    Opened,
    /// What its certificates say.
    Certificates,
}

const KINDS: usize = 9;

/// Texts from this length on are taken apart and drawn in several tasks, so that the page answers in between.
const LONG: usize = 16 * 1024;

/// How many stages drawing has.
const STAGES: u32 = 6;

/// What is kept.
pub(super) struct Kept {
    desk: RefCell<Desk>,
    versions: [RwSignal<u32>; KINDS],
    stage: RwSignal<u32>,
    /// What stands in the box, where something else than the reader's hand has written it.
    pub(super) field: RwSignal<String>,
    /// What could not be done, in a sentence.
    pub(super) failure: RwSignal<String>,
    /// The token in the editor.
    pub(super) draft: RefCell<Draft>,
    /// The key that was made here last.
    pub(super) made: RefCell<Option<MadeKey>>,
    /// The token that is compared with.
    pub(super) other: RefCell<Option<Decoded>>,
    /// What the certificates in the header say, and that of which number of the desk.
    pub(super) certificates: RefCell<(u32, Vec<Vec<Phrase>>)>,
    /// What came of opening an encrypted token.
    pub(super) opened: RefCell<DecryptionReport>,
    run: Cell<u32>,
    late: Cell<u32>,
}

thread_local! {
    static KEPT: Cell<Option<&'static Kept>> = const { Cell::new(None) };
    static SCREEN: Cell<Option<Screen>> = const { Cell::new(None) };
}

/// What a view has in its hands. Copies are the same screen.
#[derive(Clone, Copy)]
pub(super) struct Screen {
    /// The session of the page.
    pub(super) session: Session,
    /// What the screen says.
    pub(super) texts: Texts,
    /// What outlives it.
    pub(super) kept: &'static Kept,
}

impl Screen {
    /// The screen. What other screens have sent is taken now and whenever something comes.
    pub(super) fn new(texts: Texts) -> Self {
        let session = Session::take();
        let kept = KEPT.get().unwrap_or_else(|| {
            let kept: &'static Kept = session.lasting(|| {
                Box::leak(Box::new(Kept {
                    desk: RefCell::default(),
                    versions: std::array::from_fn(|_| RwSignal::new(0)),
                    stage: RwSignal::new(STAGES),
                    field: RwSignal::default(),
                    failure: RwSignal::default(),
                    draft: RefCell::default(),
                    made: RefCell::default(),
                    other: RefCell::default(),
                    certificates: RefCell::default(),
                    opened: RefCell::default(),
                    run: Cell::new(0),
                    late: Cell::new(0),
                }))
            });
            KEPT.set(Some(kept));
            kept
        });
        let screen = Self { session, texts, kept };
        SCREEN.set(Some(screen));
        Effect::new(move |_| {
            if session.inbox.with(Option::is_some)
                && let Some(Delivery { text, from }) = session.inbox.try_update(Option::take).flatten()
            {
                screen.open(text, Origin::Sent(from));
            }
        });
        screen
    }

    /// The screen, for the tools.
    pub(super) fn take() -> Self {
        SCREEN.get().expect("the tools come after the screen")
    }

    /// Reads the desk for a view, which follows changes of one kind.
    pub(super) fn read<T>(self, of: Of, read: impl FnOnce(&Desk) -> T) -> T {
        self.follow(of);
        read(&self.kept.desk.borrow())
    }

    /// Reads the desk in passing.
    pub(super) fn peek<T>(self, read: impl FnOnce(&Desk) -> T) -> T {
        read(&self.kept.desk.borrow())
    }

    /// Follows changes of one kind: gives their number.
    pub(super) fn follow(self, of: Of) -> u32 {
        self.kept.versions[of as usize].get()
    }

    /// The key of a view that is made anew with each change of these kinds.
    pub(super) fn key(self, kinds: &[Of]) -> String {
        let mut key = String::new();
        for of in kinds {
            key.push_str(&self.follow(*of).to_string());
            key.push(' ');
        }
        key
    }

    /// Tells whoever follows changes of this kind.
    pub(super) fn changed(self, of: Of) {
        self.kept.versions[of as usize].update(|version| *version += 1);
    }

    /// Changes the desk, and tells whoever follows changes of this kind.
    pub(super) fn change(self, of: Of, change: impl FnOnce(&mut Desk)) {
        change(&mut self.kept.desk.borrow_mut());
        self.changed(of);
    }

    /// Opens a text that stands in the box only now.
    pub(super) fn open(self, text: String, origin: Origin) {
        self.kept.field.set(shown(&text).to_owned());
        self.read_text(text, origin);
    }

    /// Takes a text apart, a long one in several tasks.
    pub(super) fn read_text(self, text: String, origin: Origin) {
        let run = self.kept.run.get() + 1;
        self.kept.run.set(run);
        *self.kept.opened.borrow_mut() = DecryptionReport::default();
        if text.len() < LONG {
            self.kept.desk.borrow_mut().open(&text, origin);
            return self.token_changed(STAGES);
        }
        // Each step in a frame of its own; a newer text ends what is left of an older one.
        let is_newest = move || self.kept.run.get() == run;
        request_animation_frame(move || {
            if !is_newest() {
                return;
            }
            self.kept.desk.borrow_mut().paste(&text, origin);
            request_animation_frame(move || {
                if is_newest() {
                    self.kept.desk.borrow_mut().decode();
                    self.token_changed(0);
                    self.draw_more(run);
                }
            });
        });
    }

    /// Takes another of the tokens, or the same in another way.
    pub(super) fn rearrange(self, change: impl FnOnce(&mut Desk)) {
        self.kept.run.set(self.kept.run.get() + 1);
        *self.kept.opened.borrow_mut() = DecryptionReport::default();
        change(&mut self.kept.desk.borrow_mut());
        let is_long = self.peek(|desk| desk.pasted().token().len() >= LONG);
        self.token_changed(if is_long { 0 } else { STAGES });
        self.draw_more(self.kept.run.get());
    }

    fn token_changed(self, stage: u32) {
        self.kept.stage.set(stage);
        self.changed(Of::Token);
        self.verify();
        self.match_digests();
        // Of several changes in a frame the last one counts.
        let run = self.kept.late.get() + 1;
        self.kept.late.set(run);
        request_animation_frame(move || {
            if self.kept.late.get() == run {
                self.changed(Of::Late);
            }
        });
    }

    /// The key of a view that shows the verdict: it changes with the token, and where the signature changes the verdict.
    pub(super) fn verdict_key(self) -> String {
        let mut key = self.key(&[Of::Token]);
        self.read(Of::Signature, |desk| {
            if let Some(verdict) = desk.verdict() {
                key.push_str(verdict.kind.code());
                key.push_str(verdict.about.code());
                key.push_str(match verdict.login {
                    None => "",
                    Some(false) => "-",
                    Some(true) => "+",
                });
            }
        });
        key
    }

    /// The key of a view of a part and of what the verdict makes of it: while somebody writes elsewhere, it stays as it is drawn.
    pub(super) fn part_key(self, part: impl FnOnce(&Decoded) -> Option<&Part>) -> String {
        self.follow(Of::Token);
        self.read(Of::Signature, |desk| {
            let (Some(verdict), Some(decoded)) = (desk.verdict(), desk.decoded()) else { return String::new() };
            let login = match verdict.login {
                None => "",
                Some(false) => "-",
                Some(true) => "+",
            };
            let source = part(decoded).map_or("", |part| part.source.as_str());
            let [kind, about] = [verdict.kind.code(), verdict.about.code()];
            [kind, " ", about, login, " ", verdict.server.unwrap_or_default(), " ", source].concat()
        })
    }

    fn draw_more(self, run: u32) {
        if self.kept.run.get() == run && self.kept.stage.get_untracked() < STAGES {
            request_animation_frame(move || {
                if self.kept.run.get() == run {
                    self.kept.stage.update(|stage| *stage += 1);
                    self.draw_more(run);
                }
            });
        }
    }

    /// A view that is drawn in this stage of a long text, and at once otherwise.
    pub(super) fn staged<T: Into<Node>>(self, stage: u32, view: impl Fn() -> T + 'static) -> Node {
        when(move || self.kept.stage.get() >= stage, view)
    }

    /// Checks the signature with what is at hand. A result that comes too late is dropped by the desk.
    pub(super) fn verify(self) {
        let (sequence, decoded, ring, is_ours) = self.peek(|desk| {
            let is_ours = desk.keys.is_empty() && desk.is_of_embedded_issuer();
            (desk.sequence(), desk.held(), desk.keys.ring().cloned(), is_ours)
        });
        let Some(decoded) = decoded else { return };
        spawn_local(async move {
            let (report, set) = verify::check(self.session, &decoded, ring, is_ours).await;
            if let Some(set) = set {
                let logins = self.session.status.with_untracked(|status| status.logins);
                self.kept.desk.borrow_mut().know_issuer(&set, logins);
            }
            let is_news = self.kept.desk.borrow_mut().checked(sequence, report);
            if is_news {
                self.changed(Of::Signature);
            }
        });
    }

    /// Finds out which disclosures the issuer signed, in a token that has any.
    fn match_digests(self) {
        let Some(decoded) = self.peek(Desk::held).filter(|decoded| decoded.sd_jwt.is_some()) else { return };
        spawn_local(async move {
            let token = Decoded::clone(&decoded);
            let Ok(matched) = token.match_digests(self.session.crypto()).await else { return };
            let is_news = self.kept.desk.borrow_mut().learn(&decoded, matched);
            if is_news {
                self.changed(Of::Token);
                self.changed(Of::Late);
            }
        });
    }

    /// Takes the token with what somebody has brought to it: the content that it was signed over, or what was inside of it.
    pub(super) fn complete(self, complete: impl FnOnce(Decoded) -> Decoded) {
        let Some(held) = self.peek(Desk::held) else { return };
        let is_news = self.kept.desk.borrow_mut().learn(&held, complete(Decoded::clone(&held)));
        if is_news {
            self.token_changed(STAGES);
        }
    }

    /// Reads other keys to check with, as soon as what reads them is here.
    pub(super) fn set_keys(self, text: String) {
        self.session.parts.tools.then(move |tools| (tools.read_keys)(text));
    }

    /// Takes other keys, and checks.
    pub(super) fn take_keys(self, keys: Keys) {
        self.kept.desk.borrow_mut().set_keys(keys);
        self.changed(Of::Keys);
        self.changed(Of::Signature);
        self.verify();
    }

    /// Says that something could not be done, in an alert, which is read out by itself.
    pub(super) fn failed(self, reason: String) {
        self.kept.failure.set(reason);
    }
}
