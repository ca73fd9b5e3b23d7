//! Mine against theirs: an answer that somebody pasted beside the standard's answer and those of the servers, the nearest first.
//!
//! What differs from answer to answer in any case is compared by its kind: tokens, times, identifiers, sentences, and which scopes there are.

use std::collections::{BTreeMap, BTreeSet};

use crate::inspect::PastedAnswer;

use super::grid::{Answered, Who};
use super::reduced::{Kind, Reduced};

/// An answer of the grid, with how the pasted one differs from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Whose answer it is; nobody's where the reader's own policies answered.
    pub who: Option<Who>,
    /// How the pasted answer differs, the gravest first; empty where it does not.
    pub differences: Vec<Difference>,
}

/// Something in which two answers differ. What is absent is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub what: Aspect,
    /// How the pasted answer has it.
    pub mine: Option<String>,
    /// How the other one has it.
    pub theirs: Option<String>,
}

/// Where answers differ, the gravest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The status.
    Status,
    /// The error code.
    Error,
    /// The spelling of `token_type`.
    TokenType,
    /// The kind of a member of the answer.
    Member(String),
    /// The challenge's scheme.
    Challenge,
    /// The media type.
    MediaType,
    /// Whether a cache may keep the answer.
    Cache,
    /// The header `typ` of the access token.
    Typ,
    /// The kind of a claim of the access token.
    Claim(String),
    /// The kind of a claim of the ID Token.
    IdTokenClaim(String),
}

impl Aspect {
    /// How much a difference here tells two servers apart.
    const fn weight(&self) -> u32 {
        match self {
            Self::Status => 12,
            Self::Error => 8,
            Self::Member(_) => 4,
            Self::TokenType | Self::Challenge | Self::MediaType | Self::Typ => 3,
            Self::Cache | Self::Claim(_) | Self::IdTokenClaim(_) => 1,
        }
    }
}

/// Compares a pasted answer with every answer to the same request: the nearest first, and where two are as near, in the order in which they came.
#[must_use]
pub fn nearest(mine: &PastedAnswer, answers: &[Answered]) -> Vec<Compared> {
    let own = Reduced::of(&mine.response);
    let compared = |answered: &Answered| Compared {
        who: answered.who.clone(),
        differences: differences(&own, &answered.reduced, !mine.is_head_assumed),
    };
    let mut all: Vec<Compared> = answers.iter().map(compared).collect();
    all.sort_by_key(|compared| compared.differences.iter().map(|difference| difference.what.weight()).sum::<u32>());
    all
}

/// How `mine` differs from `theirs`. Where only a body was pasted, nothing is said of what stood above it, but whether it is an error.
fn differences(mine: &Reduced, theirs: &Reduced, has_head: bool) -> Vec<Difference> {
    let mut all = Vec::new();
    let mut compare = |what: Aspect, mine: Option<String>, theirs: Option<String>| {
        if mine != theirs {
            all.push(Difference { what, mine, theirs });
        }
    };
    let status = |reduced: &Reduced| {
        let is_error = if reduced.status < 300 { 200 } else { 400 };
        Some(if has_head { reduced.status } else { is_error }.to_string())
    };
    compare(Aspect::Status, status(mine), status(theirs));
    compare(Aspect::Error, mine.error.clone(), theirs.error.clone());
    compare(Aspect::TokenType, mine.token_type.clone(), theirs.token_type.clone());
    compare(Aspect::Typ, mine.typ.clone(), theirs.typ.clone());
    if has_head {
        let cache = |reduced: &Reduced| reduced.is_private.then(|| "no-store".to_owned());
        compare(Aspect::Challenge, mine.challenge.clone(), theirs.challenge.clone());
        compare(Aspect::MediaType, mine.media_type.clone(), theirs.media_type.clone());
        compare(Aspect::Cache, cache(mine), cache(theirs));
    }
    // Their spelling and their value were compared already.
    let is_compared = |name: &str| matches!(name, "error" | "token_type");
    for (name, mine, theirs) in kinds(&mine.members, &theirs.members).filter(|(name, ..)| !is_compared(name)) {
        compare(Aspect::Member(name), mine, theirs);
    }
    for (name, mine, theirs) in kinds(&mine.access_token, &theirs.access_token) {
        compare(Aspect::Claim(name), mine, theirs);
    }
    for (name, mine, theirs) in kinds(&mine.id_token, &theirs.id_token) {
        compare(Aspect::IdTokenClaim(name), mine, theirs);
    }
    all.sort_by(|one, other| one.what.cmp(&other.what));
    all
}

/// Every name of either, with its kind in both.
fn kinds<'a>(
    mine: &'a BTreeMap<String, Kind>,
    theirs: &'a BTreeMap<String, Kind>,
) -> impl Iterator<Item = (String, Option<String>, Option<String>)> {
    let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
    let kind = |of: &BTreeMap<String, Kind>, name: &String| of.get(name).map(|kind| kind.as_str().to_owned());
    names.into_iter().map(move |name| (name.clone(), kind(mine, name), kind(theirs, name)))
}
