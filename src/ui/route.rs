//! Where the reader is, as a value, and its address: the part of the URL from `#` on.
//!
//! The hash holds place and shareable state, so the page needs no rewrites from its host. Links are ordinary
//! `<a href="#/compare">`; the browser follows them. The scheme is public: people link to it, so every form has a test.
//!
//! Never in an address: secrets, tokens, codes, verifiers. A token that arrives in one (the fragments that token decoders
//! accept, and those of an implicit response) is [`inbound`]; the caller removes it from the address bar at once.

mod area;
mod atlas_link;
mod build_link;
mod environment;
mod inbound;
mod opening;
mod section;

pub use area::Area;
pub use atlas_link::AtlasLink;
pub use build_link::BuildLink;
pub use environment::{asked_policies, outside};
pub use inbound::{Inbound, inbound, scrubbed};
pub use opening::{Opening, opening};
pub use section::Section;

use crate::lab::{Course, StepId};

/// The name of all answers among the servers; none of them is called so.
const ANSWERS: &str = "answers";

/// A place in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// A lesson step: `#/learn/6`, or `#/field/2`. The number is canonical; a slug after it is for readers of the address only.
    Learn {
        /// Which step.
        step: StepId,
    },
    /// The same step with its messages listed part by part: `#/learn/6/annotated`.
    Listed {
        /// Which step.
        step: StepId,
    },
    /// The comparison table, with at most one evidence drawer open.
    Compare {
        /// The cell whose evidence is open.
        cell: Option<CellAddress>,
    },
    /// The whole table with every drawer open.
    CompareAll,
    /// Two requests, answers or tokens side by side.
    Diff {
        /// The pair's name; none for the first.
        pair: Option<String>,
    },
    /// The request builder.
    Build(BuildLink),
    /// The token decoder.
    Decode,
    /// The embedded issuer.
    Issuer {
        /// The section that is shown.
        section: Section,
    },
    /// The document, sentence by sentence.
    Document,
    /// A question of the quiz.
    Quiz {
        /// The question's number, from 1; none for the result.
        question: Option<u16>,
    },
    /// The glossary.
    Glossary {
        /// The term that is asked for.
        term: Option<String>,
    },
    /// The search.
    Search {
        /// What is searched for.
        query: String,
    },
    /// The one question, with one run.
    Answer,
    /// The table of servers, in a state.
    Servers(AtlasLink),
    /// One server of it.
    Server {
        /// Its name.
        id: String,
    },
    /// One request and every server's answer.
    Answers,
    /// The table of client libraries, in a state.
    Clients(AtlasLink),
    /// One client library.
    Client {
        /// Its name.
        id: String,
    },
    /// The keyboard shortcuts.
    Help,
    /// What left the page, and how to see that.
    Privacy,
    /// An address that names nothing here, kept to be shown.
    NotFound(String),
}

/// A cell of the comparison table: the names in `#/compare/tokens-returned/oidc`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellAddress {
    /// The row's name.
    pub row: String,
    /// The column's name.
    pub column: String,
}

impl Route {
    /// Reads an address, with or without its `#`. Nothing, `#` and `#/` are the first step.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let text = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        // `#main` is the skip link of the page as it is before the module has started.
        if matches!(path.trim_end_matches('/'), "" | "main") {
            return Self::Learn { step: StepId::learn(1) };
        }
        let mut parts = path.strip_prefix('/').unwrap_or("?").trim_end_matches('/').split('/');
        let found = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("learn"), step, None, None) => step_id(Course::Learn, step).map(|step| Self::Learn { step }),
            (Some("learn"), step, Some("annotated"), None) => {
                step_id(Course::Learn, step).map(|step| Self::Listed { step })
            }
            (Some("field"), step, None, None) => step_id(Course::Field, step).map(|step| Self::Learn { step }),
            (Some("field"), step, Some("annotated"), None) => {
                step_id(Course::Field, step).map(|step| Self::Listed { step })
            }
            (Some("compare"), None, None, None) => Some(Self::Compare { cell: None }),
            (Some("compare"), Some("all"), None, None) => Some(Self::CompareAll),
            (Some("compare"), Some("diff"), None, None) => Some(Self::Diff { pair: None }),
            (Some("compare"), Some("diff"), Some(pair), None) if is_name(pair) => {
                Some(Self::Diff { pair: Some(pair.into()) })
            }
            (Some("compare"), Some(row), Some(column), None) if is_name(row) && is_name(column) => {
                Some(Self::Compare { cell: Some(CellAddress { row: row.into(), column: column.into() }) })
            }
            (Some("build"), None, None, None) => Some(Self::Build(BuildLink::parse(query))),
            (Some("decode"), None, None, None) => Some(Self::Decode),
            (Some("issuer"), section, None, None) => {
                let section = section.map_or(Some(Section::Policy), Section::from_slug);
                section.map(|section| Self::Issuer { section })
            }
            (Some("document"), None, None, None) => Some(Self::Document),
            (Some("glossary"), None, None, None) => Some(Self::Glossary { term: None }),
            (Some("glossary"), Some(term), None, None) if is_name(term) => {
                Some(Self::Glossary { term: Some(term.into()) })
            }
            (Some("search"), None, None, None) => Some(Self::Search { query: search_query(query) }),
            (Some("answer"), None, None, None) => Some(Self::Answer),
            (Some("servers"), None, None, None) => Some(Self::Servers(AtlasLink::parse(query))),
            (Some("servers"), Some(ANSWERS), None, None) => Some(Self::Answers),
            (Some("servers"), Some(id), None, None) if is_name(id) => Some(Self::Server { id: id.into() }),
            (Some("clients"), None, None, None) => Some(Self::Clients(AtlasLink::parse(query))),
            (Some("clients"), Some(id), None, None) if is_name(id) => Some(Self::Client { id: id.into() }),
            (Some("help"), None | Some("shortcuts"), None, None) => Some(Self::Help),
            (Some("privacy"), None, None, None) => Some(Self::Privacy),
            (Some("quiz"), None, None, None) => Some(Self::Quiz { question: None }),
            (Some("quiz"), number, None, None) => {
                step_number(number).map(|number| Self::Quiz { question: Some(number) })
            }
            _ => None,
        };
        found.unwrap_or_else(|| Self::NotFound(text.to_owned()))
    }

    /// The address, with its `#`.
    #[must_use]
    pub fn to_hash(&self) -> String {
        match self {
            Self::Learn { step } => format!("#/{}/{}", step.course.slug(), step.number),
            Self::Listed { step } => format!("#/{}/{}/annotated", step.course.slug(), step.number),
            Self::Compare { cell: None } => "#/compare".to_owned(),
            Self::CompareAll => "#/compare/all".to_owned(),
            Self::Compare { cell: Some(cell) } => format!("#/compare/{}/{}", cell.row, cell.column),
            Self::Diff { pair: None } => "#/compare/diff".to_owned(),
            Self::Diff { pair: Some(pair) } => ["#/compare/diff/", pair].concat(),
            Self::Build(link) => match link.to_query().as_str() {
                "" => "#/build".to_owned(),
                query => format!("#/build?{query}"),
            },
            Self::Decode => "#/decode".to_owned(),
            Self::Issuer { section } => ["#/issuer/", section.slug()].concat(),
            Self::Document => "#/document".to_owned(),
            Self::Quiz { question: None } => "#/quiz".to_owned(),
            Self::Quiz { question: Some(number) } => format!("#/quiz/{number}"),
            Self::Glossary { term: None } => "#/glossary".to_owned(),
            Self::Glossary { term: Some(term) } => ["#/glossary/", term].concat(),
            Self::Search { query } if query.is_empty() => "#/search".to_owned(),
            Self::Search { query } => {
                let mut pairs = form_urlencoded::Serializer::new(String::new());
                ["#/search?", &pairs.append_pair("q", query).finish().replace('+', "%20")].concat()
            }
            Self::Answer => "#/answer".to_owned(),
            Self::Servers(link) => link.to_hash("#/servers"),
            Self::Server { id } => ["#/servers/", id].concat(),
            Self::Answers => ["#/servers/", ANSWERS].concat(),
            Self::Clients(link) => link.to_hash("#/clients"),
            Self::Client { id } => ["#/clients/", id].concat(),
            Self::Help => "#/help".to_owned(),
            Self::Privacy => "#/privacy".to_owned(),
            Self::NotFound(text) => format!("#{text}"),
        }
    }

    /// The area this place belongs to.
    #[must_use]
    pub const fn area(&self) -> Option<Area> {
        match self {
            Self::Learn { .. } | Self::Listed { .. } => Some(Area::Learn),
            Self::Compare { .. } | Self::CompareAll => Some(Area::Compare),
            Self::Build(_) => Some(Area::Build),
            Self::Decode => Some(Area::Decode),
            Self::Issuer { .. } => Some(Area::Issuer),
            Self::Quiz { .. } => Some(Area::Quiz),
            Self::Document => Some(Area::Document),
            Self::Glossary { .. } => Some(Area::Glossary),
            Self::Diff { .. } => Some(Area::Diff),
            Self::Search { .. } => Some(Area::Search),
            Self::Answer => Some(Area::Answer),
            Self::Servers(_) | Self::Server { .. } | Self::Answers => Some(Area::Servers),
            Self::Clients(_) | Self::Client { .. } => Some(Area::Clients),
            Self::Help => Some(Area::Help),
            Self::Privacy => Some(Area::Privacy),
            Self::NotFound(_) => None,
        }
    }

    /// Whether going to `other` shows another screen, so that focus has to move to its heading.
    #[must_use]
    pub fn same_screen(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Quiz { question }, Self::Quiz { question: other }) => question == other,
            (Self::NotFound(text), Self::NotFound(other)) => text == other,
            _ => {
                let is_same_area = self.area().is_some() && self.area() == other.area();
                is_same_area && self.step() == other.step() && self.entry() == other.entry()
            }
        }
    }

    /// What of an area's entries the place shows: a server, a client, or all answers.
    #[must_use]
    pub fn entry(&self) -> Option<&str> {
        match self {
            Self::Server { id } | Self::Client { id } => Some(id),
            Self::Answers => Some(ANSWERS),
            _ => None,
        }
    }

    /// The lesson step, however its messages are shown.
    #[must_use]
    pub const fn step(&self) -> Option<StepId> {
        match self {
            Self::Learn { step } | Self::Listed { step } => Some(*step),
            _ => None,
        }
    }
}

/// The `q` of a search's address.
fn search_query(query: &str) -> String {
    let pairs = form_urlencoded::parse(query.as_bytes());
    pairs.into_iter().find(|(name, _)| name == "q").map_or_else(String::new, |(_, value)| value.into_owned())
}

/// `1` and `1-who-is-calling`; without a number the first step.
fn step_id(course: Course, part: Option<&str>) -> Option<StepId> {
    step_number(part).map(|number| StepId { course, number })
}

fn step_number(part: Option<&str>) -> Option<u16> {
    let Some(part) = part else { return Some(1) };
    let number = part.split_once('-').map_or(part, |(number, _)| number);
    let plain = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| plain)
}

fn is_name(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties;
#[cfg(test)]
mod tests;
