//! Playing a server as the first part of the module knows it: what can be called, and nothing of what knows the servers.

use super::player::{PlayError, server, told};
use super::served::Served;
use crate::platform::parts::part;

/// What can be called in the part *play*.
pub(super) struct Playing {
    /// Makes an issuer answer as the server of the facts (the first text) that has this name (the second), and tells about it. A refusal
    /// is told too, and changes nothing.
    pub(super) play: fn(&dyn Served, &str, &str) -> String,
}

part! {
    /// Fetches what makes a server of facts.
    pub(super) fn play() -> Playing { PLAYING }
}

static PLAYING: Playing = Playing {
    play: |issuer, facts, id| {
        let played = server(facts, id).map(|imitation| {
            issuer.set_policies(Some(imitation.policies()));
            told(&imitation)
        });
        played.unwrap_or_else(|error: PlayError| error.to_text())
    },
};
