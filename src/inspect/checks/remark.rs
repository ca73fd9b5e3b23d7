//! How libraries that validate JWTs differ about the token at hand: counts of what was run, never a verdict.

use crate::content::units;
use crate::facts::{Validator, Validators};
use crate::inspect::Phrase;
use crate::texts::fill;

/// What libraries that were run do with a token like this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidatorsRemark {
    /// The sentence: `{taken}` and `{refused}` of `{of}` libraries, `{names}` of the fewer ones, and `{date}`.
    pub phrase: Phrase,
    /// The libraries that take it, with their versions.
    pub taken: Vec<String>,
    /// Those that refuse it.
    pub refused: Vec<String>,
}

impl ValidatorsRemark {
    /// How libraries judged the token called `probe`.
    pub(super) fn of(validators: &Validators, code: &'static str, probe: &str) -> Option<Self> {
        Self::by(validators, Phrase::new(code), |validator| validator.judged.get(probe)?.accepted)
    }

    /// The same about everything that `judge` says; nothing where it says nothing of any library.
    pub(super) fn by(
        validators: &Validators,
        phrase: Phrase,
        judge: impl Fn(&Validator) -> Option<bool>,
    ) -> Option<Self> {
        let (mut taken, mut refused) = (Vec::new(), Vec::new());
        let mut days: Option<(&str, &str)> = None;
        for validator in &validators.validators {
            let Some(takes) = judge(validator) else { continue };
            let name = [validator.name.as_str(), " ", &validator.version].concat();
            if takes { &mut taken } else { &mut refused }.push(name);
            let day = validator.date.as_str();
            days = Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        }
        let (first, last) = days?;
        let date =
            if first == last { first.to_owned() } else { fill(units::FROM_TO, &[("first", first), ("last", last)]) };
        let fewer = if taken.len() < refused.len() { &taken } else { &refused };
        let phrase = phrase
            .count("taken", taken.len())
            .count("refused", refused.len())
            .count("of", taken.len() + refused.len())
            .with("names", &fewer.join(", "))
            .with("date", &date);
        Some(Self { phrase, taken, refused })
    }

    /// What libraries say to a token that stands in a text with white space around it, as files and clipboards have it.
    #[must_use]
    pub fn about_ends(validators: &Validators, text: &str, token: &str) -> Option<Self> {
        let (before, after) = text.split_once(token)?;
        let is_blank = |text: &str| text.chars().all(char::is_whitespace);
        if !is_blank(before) || !is_blank(after) {
            return None;
        }
        match (before, after) {
            ("", "") => None,
            ("", "\n") => Self::of(validators, "library_trailing_newline", "token_trailing_newline"),
            _ => Self::of(validators, "library_surrounding_spaces", "token_surrounding_spaces"),
        }
    }
}
