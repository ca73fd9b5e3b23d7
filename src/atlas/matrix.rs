//! Which of these clients works against which of those servers, when a secret has more in it than letters and digits.
//!
//! RFC 6749 §2.3.1 has identifier and secret form-encoded before they go into HTTP Basic. Few clients and fewer servers do, so what works
//! is computed from both tables: how a client spells four characters, and which spellings of them a server was seen to read.

use serde_json::{Map, Value};

use crate::facts::{Client, HowKnown, Outcome, Product, SecretPlace, SecretSpelling, Servers, Topic};

/// The characters that were tried, with the names that the measurements have for them.
pub const CHARACTERS: [(char, &str); 4] = [(' ', "space"), ('+', "plus"), ('%', "percent"), (':', "colon")];

/// A way in which clients hand over a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In the form, where only one spelling is possible.
    InForm,
    /// In Basic, form-encoded: a space is `+`.
    FormEncoded,
    /// The same, with hyphens and the like as escapes too.
    Hyphens,
    /// In Basic, percent-encoded: a space is `%20`.
    PercentEncoded,
    /// In Basic as it is, but for the colon.
    ColonOnly,
    /// In Basic as it is.
    Raw,
}

/// Whether a secret gets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// With each of the characters.
    Works,
    /// With some of them.
    Partly,
    /// With none of them, or not at all.
    Fails,
    /// Nobody tried.
    CannotTell,
}

/// Why, as the name of a sentence with places for characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The name of the sentence.
    pub code: &'static str,
    /// The characters that pass.
    pub passing: Vec<char>,
    /// Those that do not.
    pub failing: Vec<char>,
}

/// What comes of a way at a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Whether it works.
    pub fit: Fit,
    /// Why.
    pub why: Why,
}

/// A server with what comes of each way, in the order of [`Way::ALL`].
#[derive(Debug)]
pub struct Line<'a> {
    /// The server.
    pub product: &'a Product,
    /// How that is known.
    pub how: HowKnown,
    /// What comes of each way.
    pub readings: [Reading; Way::ALL.len()],
}

/// Every server of which the reading of a secret is known.
#[derive(Debug)]
pub struct Matrix<'a> {
    /// Those of which it is.
    pub lines: Vec<Line<'a>>,
    /// How many products have the grant, as far as is known, and no line.
    pub others: usize,
}

impl Way {
    /// Every way, those that the standard has first.
    pub const ALL: [Self; 6] =
        [Self::InForm, Self::FormEncoded, Self::Hyphens, Self::PercentEncoded, Self::ColonOnly, Self::Raw];

    /// Its name in the content.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InForm => "in_form",
            Self::FormEncoded => "form_encoded",
            Self::Hyphens => "hyphens",
            Self::PercentEncoded => "percent_encoded",
            Self::ColonOnly => "colon_only",
            Self::Raw => "raw",
        }
    }

    /// What the measurements call the spelling of a character.
    const fn of(self, character: char) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::ColonOnly if character != ':' => "raw",
            Self::PercentEncoded | Self::ColonOnly => "enc_pct",
            Self::InForm | Self::FormEncoded | Self::Hyphens => "enc_form",
        }
    }
}

impl Fit {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Works, Self::Partly, Self::Fails, Self::CannotTell];

    /// Its name in the content.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Partly => "partly",
            Self::Fails => "fails",
            Self::CannotTell => "cannot_tell",
        }
    }
}

/// How a client hands over its secret: by default, and what else its Basic can be.
#[must_use]
pub fn ways(client: &Client) -> Vec<Way> {
    let told = client.wire.get("basic_encoding").and_then(Value::as_str).unwrap_or_default();
    let has_hyphens = told.contains("hyphens");
    let basic: &[Way] = match client.spelling {
        SecretSpelling::None => &[],
        SecretSpelling::Raw => &[Way::Raw],
        SecretSpelling::FormEncoded if has_hyphens => &[Way::Hyphens],
        SecretSpelling::FormEncoded => &[Way::FormEncoded],
        SecretSpelling::PercentEncoded => &[Way::PercentEncoded],
        SecretSpelling::ByDiscovery => &[Way::ColonOnly, Way::Hyphens],
    };
    let form: &[Way] = if client.place == SecretPlace::Basic { &[] } else { &[Way::InForm] };
    [form, basic].concat()
}

impl<'a> Matrix<'a> {
    /// Computes it.
    #[must_use]
    pub fn new(servers: &'a Servers) -> Self {
        let has_grant = |product: &&Product| if product.was_run() { product.issued() } else { !lacks_grant(product) };
        let (mut lines, mut others) = (Vec::new(), 0);
        for product in servers.products.iter().filter(has_grant) {
            match product.answer(Topic::BasicSpelling) {
                Some(answer) => {
                    let tried = answer.counted.fact.members.as_object();
                    let readings =
                        Way::ALL.map(|way| if way == Way::InForm { in_form(product) } else { read(way, tried) });
                    lines.push(Line { product, how: answer.counted.how(), readings });
                }
                None => others += 1,
            }
        }
        lines.sort_by_key(|line| line.product.name.to_lowercase());
        Self { lines, others }
    }

    /// The servers at which a way comes out so.
    pub fn at(&self, way: Way, fit: Fit) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(move |line| line.reading(way).fit == fit)
    }
}

impl Line<'_> {
    /// What comes of a way.
    #[must_use]
    pub fn reading(&self, way: Way) -> &Reading {
        let place = Way::ALL.iter().position(|known| *known == way).unwrap_or_default();
        &self.readings[place]
    }
}

fn lacks_grant(product: &Product) -> bool {
    let answers = [Topic::Grant, Topic::Openid].into_iter().filter_map(|topic| product.answer(topic));
    answers.into_iter().any(|answer| answer.counted.fact.outcome == Outcome::WithoutGrant)
}

fn reading(fit: Fit, code: &'static str) -> Reading {
    Reading { fit, why: Why { code, passing: Vec::new(), failing: Vec::new() } }
}

/// What comes of a spelling in Basic, from the statuses of what was tried: a client for each character, or one secret with all of them.
fn read(way: Way, tried: Option<&Map<String, Value>>) -> Reading {
    let status = |name: &str| tried.and_then(|tried| tried.get(name)).and_then(Value::as_u64);
    let of = |(character, name): &(char, &str)| {
        let status = status(&[name, "_", way.of(*character)].concat())?;
        Some((*character, status == 200))
    };
    let each: Vec<(char, bool)> = CHARACTERS.iter().filter_map(of).collect();
    if each.len() == CHARACTERS.len() {
        let with =
            |passes: bool| each.iter().filter(|(_, is)| *is == passes).map(|(character, _)| *character).collect();
        let (passing, failing): (Vec<char>, Vec<char>) = (with(true), with(false));
        let (fit, code) = match (passing.is_empty(), failing.is_empty()) {
            (_, true) => (Fit::Works, if way == Way::Hyphens { "all_and_hyphen" } else { "all" }),
            (true, _) => (Fit::Fails, if way == Way::Hyphens { "hyphen" } else { "none" }),
            _ => (Fit::Partly, "some"),
        };
        return Reading { fit, why: Why { code, passing, failing } };
    }
    let whole = match way {
        Way::Raw => status("raw"),
        Way::FormEncoded | Way::Hyphens => status("form_encoded"),
        _ => None,
    };
    match (whole, way) {
        (Some(200), Way::Hyphens) => reading(Fit::Works, "whole_and_hyphen"),
        (Some(200), _) => reading(Fit::Works, "whole"),
        (Some(_), _) => reading(Fit::Fails, "whole_fails"),
        (None, _) => reading(Fit::CannotTell, "untried"),
    }
}

/// What the measurements call a secret with all four characters in the form.
const FOUR_IN_FORM: &str = "a secret with a space, +, % and : in the form";

/// What comes of a secret in the form.
fn in_form(product: &Product) -> Reading {
    let runs = product.seen(Topic::Other).filter(|seen| seen.how() == HowKnown::Run);
    let four = runs.into_iter().find(|seen| seen.fact.when.as_deref() == Some(FOUR_IN_FORM));
    let plain = product.answer(Topic::SecretInForm).map(|answer| answer.counted.fact.outcome);
    match (four.map(|seen| seen.fact.outcome), plain) {
        (Some(Outcome::Accepted), _) => reading(Fit::Works, "form_whole"),
        (_, Some(Outcome::Refused)) => reading(Fit::Fails, "form_refused"),
        // Some were registered for Basic alone: whether the characters are the reason, the run does not say.
        (Some(_), _) => reading(Fit::CannotTell, "form_mixed"),
        (None, Some(Outcome::Accepted)) => reading(Fit::CannotTell, "form_plain"),
        _ => reading(Fit::CannotTell, "untried"),
    }
}
