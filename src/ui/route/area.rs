//! The areas: what the navigation and the footer lead to.

use crate::content::places;

/// A part of the page with a screen of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The walkthrough.
    Learn,
    /// The table.
    Compare,
    /// The request builder.
    Build,
    /// The token decoder.
    Decode,
    /// The embedded issuer.
    Issuer,
    /// Servers as they are.
    Servers,
    /// Client libraries as they are, which the servers lead to.
    Clients,
    /// The quiz, which the footer leads to.
    Quiz,
    /// The document, which the footer leads to.
    Document,
    /// Things side by side, which the table and the lessons lead to.
    Diff,
    /// The search, which the header leads to.
    Search,
    /// The keyboard shortcuts, which the footer leads to.
    Help,
    /// What left the page, which the footer leads to.
    Privacy,
    /// The one question, which the first screen leads to.
    Answer,
    /// The glossary, which the footer and the lessons lead to.
    Glossary,
}

impl Area {
    /// The areas of the navigation, in order.
    pub const ALL: [Self; 6] = [Self::Learn, Self::Compare, Self::Servers, Self::Build, Self::Decode, Self::Issuer];

    /// Those that a host can switch off, with their names in its configuration: what else there is goes with one of them, or stays.
    const SWITCHED: [(&'static str, Self); 12] = [
        ("learn", Self::Learn),
        ("compare", Self::Compare),
        ("servers", Self::Servers),
        ("clients", Self::Clients),
        ("build", Self::Build),
        ("decode", Self::Decode),
        ("issuer", Self::Issuer),
        ("answer", Self::Answer),
        ("quiz", Self::Quiz),
        ("document", Self::Document),
        ("glossary", Self::Glossary),
        ("search", Self::Search),
    ];

    /// The area that a host's configuration calls so.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::SWITCHED.iter().find(|(known, _)| *known == name).map(|(_, area)| *area)
    }

    /// The area's name in the navigation.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Learn => places::LEARN,
            Self::Compare => places::COMPARE,
            Self::Build => places::BUILD,
            Self::Decode => places::DECODE,
            Self::Issuer => places::ISSUER,
            Self::Servers => places::SERVERS,
            Self::Clients => places::CLIENTS,
            Self::Quiz => places::QUIZ,
            Self::Document => places::DOCUMENT,
            Self::Glossary => places::GLOSSARY,
            Self::Diff => places::DIFF,
            Self::Search => places::SEARCH,
            Self::Help => places::HELP,
            Self::Privacy => places::PRIVACY,
            Self::Answer => places::ANSWER,
        }
    }

    /// The address of the area itself.
    #[must_use]
    pub const fn hash(self) -> &'static str {
        match self {
            Self::Learn => "#/learn/1",
            Self::Compare => "#/compare",
            Self::Build => "#/build",
            Self::Decode => "#/decode",
            Self::Issuer => "#/issuer",
            Self::Servers => "#/servers",
            Self::Clients => "#/clients",
            Self::Quiz => "#/quiz",
            Self::Document => "#/document",
            Self::Glossary => "#/glossary",
            Self::Diff => "#/compare/diff",
            Self::Search => "#/search",
            Self::Help => "#/help",
            Self::Privacy => "#/privacy",
            Self::Answer => "#/answer",
        }
    }

    /// The area of the navigation that it belongs to.
    #[must_use]
    pub const fn within(self) -> Self {
        match self {
            Self::Diff => Self::Compare,
            Self::Clients => Self::Servers,
            other => other,
        }
    }
}
