//! Where the parts of the module begin: what the tables of `tables` stand for, and the functions that fetch them.

use super::dom::{Node, nodes};
use super::exchange::{exchange, upcoming};
use super::host_configuration;
use super::pages::answer as question;
use super::pages::atlas as atlas_of_servers;
use super::pages::build as builder;
use super::pages::decode as decoder;
use super::pages::document::page as document_page;
use super::pages::{compare, diff, embed, glossary, help, issuer, learn, privacy, quiz, search};
use super::route::Area;
use super::session::{arrival, policies};
use super::tables::{Answer, Areas, Atlas, Build, Decode, Facts, Host, Messages, Own, Paste, Players, Run, Tools};
use crate::platform::parts::part;

part! {
    /// Fetches what runs an experiment, and what draws it.
    pub(crate) fn run() -> Run { RUN }
}

part! {
    /// Fetches what draws the messages of a run.
    pub(crate) fn messages() -> Messages { MESSAGES }
}

part! {
    /// Fetches the screen of the one question.
    pub(crate) fn answer() -> Answer { ANSWER }
}

part! {
    /// Fetches servers and clients as they are.
    pub(crate) fn atlas() -> Atlas { ATLAS }
}

part! {
    /// Fetches what plays the servers of the atlas.
    pub(crate) fn players() -> Players { PLAYERS }
}

part! {
    /// Fetches the decoder.
    pub(crate) fn decode() -> Decode { DECODE }
}

part! {
    /// Fetches what the decoder needs for keys, and for making and changing tokens.
    pub(crate) fn tools() -> Tools { TOOLS }
}

part! {
    /// Fetches the request builder.
    pub(crate) fn build() -> Build { BUILD }
}

part! {
    /// Fetches every other screen beside the walkthrough.
    pub(crate) fn areas() -> Areas { AREAS }
}

part! {
    /// Fetches what tells what named servers do.
    pub(crate) fn facts() -> Facts { FACTS }
}

part! {
    /// Fetches what asks a reader's own issuer.
    pub(crate) fn own() -> Own { OWN }
}

part! {
    /// Fetches what reads a request from elsewhere.
    pub(crate) fn paste() -> Paste { PASTE }
}

part! {
    /// Fetches what reads the host's configuration.
    pub(crate) fn host() -> Host { HOST }
}

static HOST: Host = Host { read: host_configuration::read };

static PASTE: Paste = Paste { build: &BUILD, import_box: builder::import_box };

static OWN: Own = Own {
    build: &BUILD,
    details: builder::own::details,
    pane: builder::own::pane,
    send: builder::own::send,
    use_it: builder::own::use_there,
    keys: builder::own::keys,
    keys_of: builder::own::keys_of,
};

static FACTS: Facts = Facts { differ: learn::differ };

static RUN: Run = Run {
    status: policies::status,
    set_openid: policies::set_openid,
    set_pairs: policies::set_pairs,
    reset_policies: policies::reset_policies,
    start: learn::start,
    upcoming: learn::upcoming,
    term: learn::term,
    happened: learn::happened,
    evidence: learn::evidence,
    sign_in: learn::sign_in,
};

static MESSAGES: Messages = Messages { run: &RUN, exchange, upcoming };

static ANSWER: Answer = Answer { run: &RUN, page: question::page };

static ATLAS: Atlas = Atlas { run: &RUN, page: atlas_of_servers::page };

static PLAYERS: Players = Players { atlas: &ATLAS, play: atlas_of_servers::play, answers: atlas_of_servers::answers };

static DECODE: Decode = Decode { run: &RUN, page: decoder::page };

static TOOLS: Tools = Tools {
    decode: &DECODE,
    read_keys: decoder::tools::read_keys,
    sample: decoder::tools::sample,
    examples: decoder::tools::examples,
    certificates: decoder::tools::certificates,
    disclosures: decoder::tools::disclosures,
    decryption: decoder::tools::decryption,
    editor: decoder::tools::editor,
    compare: decoder::tools::compare,
    copies: decoder::tools::copies,
};

static BUILD: Build = Build { run: &RUN, page: builder::page, arrive: arrival::build };

static AREAS: Areas = Areas { run: &RUN, page, embed_box: embed::embed_box, search: arrival::search };

fn page(area: Area) -> Node {
    match area {
        Area::Learn => learn::page(),
        // Parts of their own.
        Area::Answer | Area::Servers | Area::Clients | Area::Decode | Area::Build => nodes![],
        Area::Compare => compare::page(),
        Area::Issuer => issuer::page(),
        Area::Quiz => quiz::page(),
        Area::Document => document_page(),
        Area::Glossary => glossary::page(),
        Area::Diff => diff::page(),
        Area::Search => search::page(),
        Area::Help => help::page(),
        Area::Privacy => privacy::page(),
    }
}
