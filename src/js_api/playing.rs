//! Playing a server as the first part of the module knows it: what can be called, and nothing of what knows the servers.

use super::player::{PlayError, server, told};
use super::served::{API, Api, Served};
use crate::platform::parts::part;

/// What can be called in the part *play*.
pub(super) struct Playing {
    /// What it builds on. Said here, what the two have in common is in one file and not in two.
    #[expect(dead_code, reason = "the splitter reads it")]
    pub(super) api: &'static Api,
    /// Makes an issuer answer as the server of the facts (the first text) that has this name (the second), and tells about it. A refusal
    /// is told too, and changes nothing.
    pub(super) play: fn(&dyn Served, &str, &str) -> String,
}

part! {
    /// Fetches what makes a server of facts.
    pub(super) fn play() -> Playing { PLAYING }
}

static PLAYING: Playing = Playing {
    api: &API,
    play: |issuer, facts, id| {
        let played = server(facts, id).map(|imitation| {
            issuer.set_policies(Some(imitation.policies()));
            told(&imitation)
        });
        played.unwrap_or_else(|error: PlayError| error.to_text())
    },
};
