//! Whom a token is about, and how sure that and its kind are.

/// Whom a token is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A client, which is a program.
    Client,
    /// A person.
    Person,
    /// Somebody, and nothing in the token decides whether that is a program or a person.
    CannotTell,
    /// Nobody: the token names no subject.
    Nobody,
    /// The question does not arise: a proof, a request, a list.
    NotAsked,
}

impl About {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Client => "about_client",
            Self::Person => "about_person",
            Self::CannotTell => "about_cannot_tell",
            Self::Nobody => "about_nobody",
            Self::NotAsked => "about_not_asked",
        }
    }
}

/// How sure an answer is, as far as a token that nobody checked can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// The token says so in a place that is made for saying it.
    Said,
    /// Signs point there, by a convention and not by a rule.
    Likely,
    /// Nothing decides.
    Open,
}

impl Sureness {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Said => "sure_said",
            Self::Likely => "sure_likely",
            Self::Open => "sure_open",
        }
    }
}
