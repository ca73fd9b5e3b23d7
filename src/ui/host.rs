//! What the page around a frame hears of a run, and what it may ask for; the script `embed/frame.mjs` carries both.
//!
//! It hears where a run was, how it was answered and what came of it, in words. Never a token, a secret, or anything that somebody typed:
//! the words are those of this file, of the verdicts, and of the embedded issuer.

use crate::lab::Evidence;

/// Does what the page around asks for: policies of the embedded issuer, and to run what is shown.
#[cfg(target_arch = "wasm32")]
pub(crate) fn follow(session: super::session::Session) {
    use super::dom::{detail, on_window};
    on_window("grantlab:policy", move |event| {
        if let Some(pairs) = detail(&event) {
            session.ask_policies(pairs);
        }
    });
    on_window("grantlab:run", |_| crate::platform::document::press("main .btn.go"));
}

/// Tells the page around that a run has ended.
#[cfg(target_arch = "wasm32")]
pub(crate) fn ran(place: &super::route::Route, evidence: &Evidence, verdict: &'static str) {
    let texts = [("route", &*place.to_hash()), ("status", &*status(evidence)), ("verdict", verdict)];
    crate::platform::host::tell("grantlab:ran", texts);
}

/// How the last message of a run was answered: `200`, or `400 invalid_scope`. Empty where nothing was.
#[must_use]
pub fn status(evidence: &Evidence) -> String {
    let last = (0..evidence.done.len()).rev().find_map(|index| evidence.reply(index));
    last.map_or_else(String::new, |reply| match reply.error() {
        Some(error) => [&reply.status().to_string(), " ", &error].concat(),
        None => reply.status().to_string(),
    })
}
