//! What speaks for an answer, what against, and how the two are weighed.

use super::about::{About, Sureness};
use crate::inspect::Phrase;

/// What speaks for an answer and what speaks against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    /// What speaks for it.
    pub for_it: Vec<Phrase>,
    /// What speaks against it, or proves less than it seems to.
    pub against: Vec<Phrase>,
}

/// How much a sign weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Its server writes it to say just this.
    Says,
    /// A convention, or what usually goes with it.
    Points,
    /// What goes with it where nothing else is there: it gives way to every sign of the other side.
    Hints,
}

/// One sign of whom a token is about.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    /// For whom it speaks: [`About::Client`] or [`About::Person`].
    pub about: About,
    pub weight: Weight,
    pub phrase: Phrase,
}

impl Sign {
    pub(super) const fn says(about: About, phrase: Phrase) -> Self {
        Self { about, weight: Weight::Says, phrase }
    }

    pub(super) const fn hints(about: About, phrase: Phrase) -> Self {
        Self { about, weight: Weight::Hints, phrase }
    }

    pub(super) const fn points(about: About, phrase: Phrase) -> Self {
        Self { about, weight: Weight::Points, phrase }
    }
}

/// The answer that signs give together, and how sure it is.
///
/// What a server writes to say it wins over conventions. Of conventions those for a client win: a subject that is the client is no person,
/// whatever details stand beside it. Two servers' words against each other decide nothing.
pub(super) fn weigh(signs: &[Sign]) -> (About, Sureness) {
    let any = |about: About, weight: Weight| signs.iter().any(|sign| sign.about == about && sign.weight == weight);
    match (any(About::Client, Weight::Says), any(About::Person, Weight::Says)) {
        (true, true) => (About::CannotTell, Sureness::Open),
        (true, false) => (About::Client, Sureness::Said),
        (false, true) => (About::Person, Sureness::Said),
        (false, false) if any(About::Client, Weight::Points) => (About::Client, Sureness::Likely),
        (false, false) if any(About::Person, Weight::Points) => (About::Person, Sureness::Likely),
        (false, false) if any(About::Client, Weight::Hints) => (About::Client, Sureness::Likely),
        (false, false) => (About::CannotTell, Sureness::Open),
    }
}

/// The signs as reasons for and against `about`. Where nothing is decided, those for a client stand first and those for a person against.
pub(super) fn reasons(about: About, signs: Vec<Sign>) -> Reasons {
    let side = if about == About::Person { About::Person } else { About::Client };
    let mut reasons = Reasons::default();
    for sign in signs {
        let list = if sign.about == side { &mut reasons.for_it } else { &mut reasons.against };
        list.push(sign.phrase);
    }
    reasons
}
