//! Which fact of a product counts: what was run before what was read, in the plainest set-up.

use crate::facts::{Fact, HowKnown, Outcome, Product, Setup, Topic};

/// What is known of a product, as one of its set-ups.
pub(super) struct Known<'a> {
    /// The product.
    pub(super) product: &'a Product,
    /// The set-up that is played.
    pub(super) setup: &'a Setup,
}

/// A fact, and how it is known.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) fact: &'a Fact,
    pub(super) how: HowKnown,
}

impl Told<'_> {
    /// Whether the whole answer was seen, and not only what somebody wrote about it.
    pub(super) fn was_run(&self) -> bool {
        self.how == HowKnown::Run
    }
}

impl<'a> Known<'a> {
    /// The plainest set-up of a product that has this grant: the first that was run, or the first that was read.
    pub(super) fn plainest(product: &'a Product) -> Option<Self> {
        let run = product.setups.iter().find(|setup| setup.how == HowKnown::Run);
        let setup = run.or_else(|| product.setups.iter().find(|setup| is_first_hand(setup.how)))?;
        Self::of(product, setup)
    }

    /// This set-up, if it has the grant.
    pub(super) fn of(product: &'a Product, setup: &'a Setup) -> Option<Self> {
        let known = Self { product, setup };
        let was_run = setup.how == HowKnown::Run;
        let lacks = |fact: &&Fact| fact.outcome == Outcome::WithoutGrant;
        let has_grant = if was_run {
            known.facts(Topic::Grant).any(|told| told.fact.outcome == Outcome::Offered)
        } else {
            !product.setups.iter().flat_map(|setup| &setup.facts).any(|fact| lacks(&fact))
        };
        has_grant.then_some(known)
    }

    /// What counts about `topic`, without a variation; open outcomes count as nothing.
    pub(super) fn plain(&self, topic: Topic) -> Option<Told<'a>> {
        self.best(topic, |fact| fact.when.is_none())
    }

    /// The same in a variation whose words `is_it` knows.
    pub(super) fn when(&self, topic: Topic, is_it: impl Fn(&str) -> bool) -> Option<Told<'a>> {
        self.best(topic, |fact| fact.when.as_deref().is_some_and(&is_it))
    }

    /// Everything of the played set-up about `topic`, and of those that were read.
    pub(super) fn facts(&self, topic: Topic) -> impl Iterator<Item = Told<'a>> {
        let played = self.setup;
        let others =
            self.product.setups.iter().filter(move |setup| setup.id != played.id && setup.how != HowKnown::Run);
        std::iter::once(played).chain(others).flat_map(move |setup| {
            let about = setup.facts.iter().filter(move |fact| fact.topic == topic);
            about.map(|fact| Told { fact, how: fact.how.unwrap_or(setup.how) })
        })
    }

    /// The same, without what somebody else says or nobody verified.
    pub(super) fn first_hand(&self, topic: Topic) -> impl Iterator<Item = Told<'a>> {
        self.facts(topic).filter(|told| is_first_hand(told.how) && told.fact.outcome != Outcome::Unknown)
    }

    fn best(&self, topic: Topic, is_it: impl Fn(&Fact) -> bool) -> Option<Told<'a>> {
        let known = self.facts(topic).filter(|told| is_first_hand(told.how) && is_it(told.fact));
        known.filter(|told| !is_open(told.fact.outcome)).min_by_key(|told| told.how)
    }
}

/// Whether its maker, its code or a run says so.
const fn is_first_hand(how: HowKnown) -> bool {
    matches!(how, HowKnown::Run | HowKnown::SourceRead | HowKnown::Documented)
}

/// Whether what comes is left to somebody who is not here.
const fn is_open(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Unknown | Outcome::Depends)
}
