//! A server that is known by its claims, and what those claims say there. It is a claim about the world: its source stands in it.

use super::about::About;
use super::contents::{Contents, told};
use super::evidence::{Sign, Weight};
use super::kind::Kind;
use super::marks::{Mark, all_fit};
use crate::inspect::Phrase;

/// A server that can be known by the claims it writes.
pub(super) struct Server {
    /// Its name.
    pub name: &'static str,
    /// Where its claims are documented, or which code or run they are from, with the date.
    pub source: &'static str,
    /// Groups of marks. One group that fits is enough.
    pub known_by: &'static [&'static [Mark]],
    /// The kinds of its tokens.
    pub kinds: &'static [(Kind, &'static [Mark])],
    /// What its claims say about whom.
    pub says: &'static [Saying],
    /// Whether it writes claims about users for programs too, so that they say nothing.
    pub details_for_programs: bool,
}

/// What marks of a server say about whom its token is about.
pub(super) struct Saying {
    pub about: About,
    pub weight: Weight,
    /// All of them fit. The first one is told.
    pub when: &'static [Mark],
}

/// A saying that is meant to say that the token is about a client.
pub(super) const fn client(when: &'static [Mark]) -> Saying {
    Saying { about: About::Client, weight: Weight::Says, when }
}

/// A saying that is meant to say that the token is about a person.
pub(super) const fn person(when: &'static [Mark]) -> Saying {
    Saying { about: About::Person, weight: Weight::Says, when }
}

/// What a server writes for programs and for people alike, where the kind of its token would else say more than is known.
pub(super) const fn either(when: &'static [Mark]) -> Saying {
    Saying { about: About::CannotTell, weight: Weight::Points, when }
}

/// What usually goes with a client.
pub(super) const fn likely_client(when: &'static [Mark]) -> Saying {
    Saying { about: About::Client, weight: Weight::Points, when }
}

/// What usually goes with a person.
pub(super) const fn likely_person(when: &'static [Mark]) -> Saying {
    Saying { about: About::Person, weight: Weight::Points, when }
}

impl Server {
    /// Whether its marks are in `token`.
    pub(super) fn is_known_by(&self, token: Contents<'_>) -> bool {
        self.known_by.iter().any(|marks| all_fit(marks, token))
    }

    /// The kind of the token, where the server marks it.
    pub(super) fn kind_of(&self, token: Contents<'_>) -> Option<Kind> {
        self.kinds.iter().find(|(_, marks)| all_fit(marks, token)).map(|(kind, _)| *kind)
    }

    /// Whether its claims allow what the kind of a workload's token says: that it is about software.
    pub(super) fn is_about_software(&self, token: Contents<'_>) -> bool {
        !self.says.iter().any(|saying| saying.about != About::Client && all_fit(saying.when, token))
    }

    /// What its claims say about whom.
    pub(super) fn signs(&self, token: Contents<'_>, signs: &mut Vec<Sign>) {
        let says = self.says.iter().filter(|saying| saying.about != About::CannotTell);
        for saying in says.filter(|saying| all_fit(saying.when, token)) {
            let mark = saying.when[0];
            let name = if let Mark::Inside(_, member) = mark { member } else { mark.name() };
            let value = token.claim(mark.name()).or_else(|| token.header(mark.name())).map(told).unwrap_or_default();
            let code = match (saying.about, mark) {
                (About::Person, Mark::Same(..)) => "why_server_same_person",
                (_, Mark::Same(..)) => "why_server_same_client",
                (About::Person, Mark::Lacks(_)) => "why_server_lacks_person",
                (_, Mark::Lacks(_)) => "why_server_lacks_client",
                (About::Person, _) if value.is_empty() => "why_server_has_person",
                (_, _) if value.is_empty() => "why_server_has_client",
                (About::Person, _) => "why_server_is_person",
                _ => "why_server_is_client",
            };
            let mut phrase = Phrase::new(code).with("name", name).with("server", self.name).with("value", &value);
            if let Mark::Same(_, other) = mark {
                phrase = phrase.with("other", other);
            }
            signs.push(Sign { about: saying.about, weight: saying.weight, phrase });
        }
    }
}
