//! What a server does that is asked for `openid`, in one sentence: what most readers come to its page for.

use super::table::Cell;
use crate::facts::{Outcome, Product, Seen, Topic};

/// The sentence, by the names of its words, and the fact that it is from.
#[derive(Debug)]
pub struct AskedForOpenid<'a> {
    /// What comes, or that it is not known.
    pub said: &'static str,
    /// Whom an `id_token` is about that comes.
    pub about: Option<&'static str>,
    /// What it is known from.
    pub seen: Option<Seen<'a>>,
}

/// What `product` does with `openid`, as its cell in the table says it too.
#[must_use]
pub fn asked_for_openid(product: &Product) -> AskedForOpenid<'_> {
    let open = |said| AskedForOpenid { said, about: None, seen: None };
    if product.was_run() && !product.issued() {
        return open(Cell::WITHOUT);
    }
    let Some(answer) = product.answer(Topic::Openid) else {
        return open(if product.was_run() { Cell::UNASKED } else { Cell::UNKNOWN });
    };
    let outcome = answer.counted.fact.outcome;
    let comes = matches!(outcome, Outcome::IdToken | Outcome::IdTokenAlways);
    let about = product.answer(Topic::IdToken).filter(|_| comes).map(|answer| answer.counted.fact.outcome.name());
    AskedForOpenid { said: outcome.name(), about, seen: Some(answer.counted) }
}
