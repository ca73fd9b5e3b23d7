//! The facts and the words of the atlas, for its tests.

use grant_lab::atlas::AtlasTexts;
use grant_lab::facts::{Clients, Servers};
use grant_lab::texts;

pub(crate) fn servers() -> Servers {
    texts::read(include_str!("../../src/content/facts/servers.json")).unwrap()
}

#[allow(dead_code, reason = "not every test is about clients")]
pub(crate) fn clients() -> Clients {
    texts::read(include_str!("../../src/content/facts/clients.json")).unwrap()
}

#[allow(dead_code, reason = "not every test is about words")]
pub(crate) fn words() -> AtlasTexts {
    texts::read(include_str!("../../src/content/en/atlas.json")).unwrap()
}
