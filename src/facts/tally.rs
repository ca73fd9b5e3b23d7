//! Which fact of a product counts, and the counts.
//!
//! A product counts once, by its plain answer: the first run of it, in the plainest configuration, else the best of what was read. What
//! was run wins over what was read; where the two differ, both are told.

use super::{HowKnown, Outcome, Product, Seen, Servers, Topic};

/// What is known of a product about a topic.
#[derive(Debug)]
pub struct Answer<'a> {
    /// The fact that counts.
    pub counted: Seen<'a>,
    /// What else is known: other configurations, variations, and what was read of a product that was run.
    pub others: Vec<Seen<'a>>,
}

impl<'a> Answer<'a> {
    /// What was read or run of the plain case elsewhere and came out otherwise: shown beside it, never averaged.
    pub fn contradictions(&self) -> impl Iterator<Item = Seen<'a>> {
        let counted = self.counted.fact.outcome;
        self.others.iter().copied().filter(move |seen| seen.fact.when.is_none() && !seen.fact.outcome.agrees(counted))
    }
}

impl Product {
    /// What counts about `topic`, with everything else that is known; nothing when it is not verified.
    #[must_use]
    pub fn answer(&self, topic: Topic) -> Option<Answer<'_>> {
        let known: Vec<Seen<'_>> = self.seen(topic).filter(|seen| seen.how().counts()).collect();
        let plain = known.iter().enumerate().filter(|(_, seen)| seen.fact.when.is_none());
        let (place, counted) = plain
            .min_by_key(|(place, seen)| (seen.how(), *place))
            .or_else(|| known.iter().enumerate().min_by_key(|(place, seen)| (seen.how(), *place)))?;
        let others = known.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, seen)| *seen).collect();
        Some(Answer { counted: *counted, others })
    }
}

/// The products that answer a topic in the same way.
#[derive(Debug)]
pub struct Group<'a> {
    /// What comes.
    pub outcome: Outcome,
    /// Those that were run and issued a token for this grant.
    pub run: Vec<Answer<'a>>,
    /// Those that were not run, as they were read.
    pub read: Vec<Answer<'a>>,
}

/// How the products answer a topic. Each is in one place.
#[derive(Debug)]
pub struct Tally<'a> {
    /// The groups in the order of [`Outcome::ALL`], none of them empty.
    pub groups: Vec<Group<'a>>,
    /// Those that were not run, and of which it is not known.
    pub unknown: Vec<&'a Product>,
    /// Those that were run and gave no answer to this: an opaque token has no claims, and not everything was asked of everybody.
    pub unasked: Vec<&'a Product>,
}

impl<'a> Tally<'a> {
    /// How many were run and answered: of what the measured counts are.
    #[must_use]
    pub fn run(&self) -> usize {
        self.groups.iter().map(|group| group.run.len()).sum()
    }

    /// How many were read and not run: of what the other counts are. Those without the grant are not among them.
    #[must_use]
    pub fn read(&self) -> usize {
        let with = self.groups.iter().filter(|group| group.outcome != Outcome::WithoutGrant);
        with.map(|group| group.read.len()).sum()
    }

    /// The group of an outcome.
    #[must_use]
    pub fn group(&self, outcome: Outcome) -> Option<&Group<'a>> {
        self.groups.iter().find(|group| group.outcome == outcome)
    }
}

impl Servers {
    /// How the products answer `topic`. A product that was run and lacks the grant is left out: it was asked in vain.
    #[must_use]
    pub fn tally(&self, topic: Topic) -> Tally<'_> {
        let empty = |outcome| Group { outcome, run: Vec::new(), read: Vec::new() };
        let mut groups: Vec<Group<'_>> = Outcome::ALL.iter().copied().map(empty).collect();
        let (mut unknown, mut unasked) = (Vec::new(), Vec::new());
        for product in self.products.iter().filter(|product| !product.was_run() || product.issued()) {
            let Some(answer) = product.answer(topic) else {
                if product.was_run() { &mut unasked } else { &mut unknown }.push(product);
                continue;
            };
            let outcome = answer.counted.fact.outcome;
            let is_run = answer.counted.how() == HowKnown::Run;
            if let Some(group) = groups.iter_mut().find(|group| group.outcome == outcome) {
                if is_run { &mut group.run } else { &mut group.read }.push(answer);
            }
        }
        groups.retain(|group| !(group.run.is_empty() && group.read.is_empty()));
        Tally { groups, unknown, unasked }
    }
}
