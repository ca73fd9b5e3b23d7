//! What somebody who is to accept a token expects, as the reader writes it.

use crate::inspect::{CheckedAs, Expected};
use crate::ports::UnixTime;

/// The fields that say what is expected. An empty one says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectations {
    /// What the token is judged as, when the reader says it.
    pub checked_as: Option<CheckedAs>,
    fields: [String; Field::ALL.len()],
}

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The issuer's name.
    Issuer,
    /// Whom the token must be for.
    Audience,
    /// The clock, in seconds since 1970; this device's when empty.
    Clock,
    /// By how many seconds clocks may differ.
    Leeway,
    /// The nonce that was sent.
    Nonce,
    /// The method of the request with a proof.
    Method,
    /// The address of the request with a proof.
    Address,
}

impl Field {
    /// Every field, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Issuer, Self::Audience, Self::Clock, Self::Leeway, Self::Nonce, Self::Method, Self::Address];

    /// The name of its label in the content, and what its id ends with.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Issuer => "expect_issuer",
            Self::Audience => "expect_audience",
            Self::Clock => "expect_clock",
            Self::Leeway => "expect_leeway",
            Self::Nonce => "expect_nonce",
            Self::Method => "expect_method",
            Self::Address => "expect_address",
        }
    }

    /// Whether it means anything for a token that is judged as this.
    #[must_use]
    pub const fn is_for(self, checked_as: CheckedAs) -> bool {
        match self {
            Self::Issuer | Self::Audience => !matches!(checked_as, CheckedAs::DpopProof),
            Self::Clock | Self::Leeway => true,
            Self::Nonce => matches!(checked_as, CheckedAs::IdToken | CheckedAs::DpopProof),
            Self::Method | Self::Address => matches!(checked_as, CheckedAs::DpopProof),
        }
    }

    /// Whether what is written in it is a number.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Clock | Self::Leeway)
    }
}

impl Expectations {
    /// What is written in a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        &self.fields[field as usize]
    }

    /// Writes into a field.
    pub fn write(&mut self, field: Field, text: String) {
        self.fields[field as usize] = text;
    }

    /// Whether what is written in a field says something that can be used.
    #[must_use]
    pub fn is_readable(&self, field: Field) -> bool {
        let text = self.text(field).trim();
        text.is_empty()
            || !field.is_number()
            || text.parse::<u32>().is_ok()
            || (field == Field::Clock && text.parse::<i64>().is_ok())
    }

    /// What is expected, at this time unless the reader has set the clock.
    #[must_use]
    pub fn expected(&self, now: UnixTime) -> Expected {
        let given = |field| Some(self.text(field).trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        let number = |field| self.text(field).trim().parse::<i64>().ok();
        Expected {
            issuer: given(Field::Issuer),
            audience: given(Field::Audience),
            leeway: number(Field::Leeway).and_then(|leeway| u32::try_from(leeway).ok()).unwrap_or_default(),
            nonce: given(Field::Nonce),
            htm: given(Field::Method),
            htu: given(Field::Address),
            ..Expected::at(number(Field::Clock).map_or(now, UnixTime))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_expects_nothing_and_the_clock_is_the_devices() {
        let mut expectations = Expectations::default();
        assert_eq!(expectations.expected(UnixTime(7)), Expected::at(UnixTime(7)));
        for (field, text) in [(Field::Issuer, " https://a "), (Field::Clock, "1300819380"), (Field::Leeway, "60")] {
            expectations.write(field, text.to_owned());
            assert!(expectations.is_readable(field));
        }
        let expected = expectations.expected(UnixTime(7));
        assert_eq!(expected.issuer.as_deref(), Some("https://a"));
        assert_eq!((expected.now, expected.leeway), (UnixTime(1_300_819_380), 60));
    }

    #[test]
    fn what_is_no_number_is_told_and_changes_nothing() {
        let mut expectations = Expectations::default();
        for text in ["a minute", "-1", "99999999999999"] {
            expectations.write(Field::Leeway, text.to_owned());
            assert!(!expectations.is_readable(Field::Leeway), "{text}");
            assert_eq!(expectations.expected(UnixTime(7)).leeway, 0, "{text}");
        }
        expectations.write(Field::Clock, "-1".to_owned());
        assert!(expectations.is_readable(Field::Clock));
    }
}
