//! What a run will send: its first request, drawn as a message of a run is, as soon as the parts of the module that can are here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::lesson::Lesson;
use super::rehearsal::rehearse;
use crate::lab::Upcoming;
use crate::platform::painted;
use crate::ui::dom::{El, Node, el, live, nodes};
use crate::ui::session::Session;

/// The first request of the chosen variant.
pub(crate) fn upcoming(lesson: Lesson) -> Node {
    let session = Session::take();
    let variant = lesson.with_untracked(|model| model.variant);
    let made: RwSignal<Option<Upcoming>> = RwSignal::new(None);
    session.parts.messages.fetch();
    spawn_local(async move {
        let upcoming = session.lab().upcoming(variant.actions).await;
        // The reader may have gone on meanwhile.
        made.try_set(upcoming);
        painted().await;
        rehearse(lesson, variant).await;
    });
    let sends = variant.actions.iter().filter(|action| action.sends()).count();
    live(move || {
        let part = session.parts.messages.follow()?;
        made.with(|made| {
            made.as_ref().map(|made| nodes![(part.upcoming)(made, lesson.labels), remarks(lesson, made, sends)])
        })
    })
}

/// That others follow, and what will differ in the request when it is sent.
fn remarks(lesson: Lesson, made: &Upcoming, sends: usize) -> El {
    let text = [made.request.uri().query().unwrap_or_default().as_bytes(), made.request.body()].concat();
    let is_made_anew = ["client_assertion=", "code_challenge=", "assertion="]
        .iter()
        .any(|name| text.windows(name.len()).any(|window| window == name.as_bytes()));
    let say = |is: bool, name: &'static str| is.then(|| nodes![lesson.label(name), " "]);
    el("p").class("cap muted").add(say(sends > 1, "upcoming_first")).add(say(is_made_anew, "upcoming_anew"))
}
