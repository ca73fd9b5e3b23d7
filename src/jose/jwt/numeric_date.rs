//! A time in a claim (RFC 7519 §2, NumericDate): seconds since 1970, fractions allowed.
//!
//! This is the one reading of such a number: whoever shows it and whoever decides by it take the same digits, as they are written.

use serde_json::Value;

use crate::jose::json;
use crate::ports::UnixTime;

/// Seconds reach this in the year 5138; milliseconds did in 1973.
const MILLISECONDS: i64 = 100_000_000_000;

/// From here on a number of JSON is no longer exact everywhere (RFC 8259 §6); no token needs that time.
const LIMIT: i64 = 1 << 53;

/// A number of seconds, to the second below it and whether there is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NumericDate {
    second: i64,
    has_fraction: bool,
}

/// A unit that seconds are mistaken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinerUnit {
    /// Thousandths, as JavaScript counts.
    Milliseconds,
    /// Millionths.
    Microseconds,
    /// Thousand-millionths.
    Nanoseconds,
}

impl FinerUnit {
    /// Its name in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Milliseconds => "milliseconds",
            Self::Microseconds => "microseconds",
            Self::Nanoseconds => "nanoseconds",
        }
    }
}

impl NumericDate {
    /// Reads a number as JSON writes it, digit by digit, with an exponent where it has one; `None` for anything else. A number beyond all
    /// times becomes the last or the first one.
    #[must_use]
    pub fn read(number: &str) -> Option<Self> {
        let (is_negative, number) = number.strip_prefix('-').map_or((false, number), |number| (true, number));
        let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let exponent_digits = exponent.strip_prefix('-').unwrap_or(exponent);
        if whole.is_empty()
            || exponent_digits.is_empty()
            || ![whole, fraction, exponent_digits].into_iter().all(is_digits)
        {
            return None;
        }
        // An exponent that does not fit moves the point out of all digits, one way or the other.
        let limit = if exponent.starts_with('-') { i64::MIN / 2 } else { i64::MAX / 2 };
        let exponent = exponent.parse::<i64>().unwrap_or(limit).clamp(i64::MIN / 2, i64::MAX / 2);
        let digits = whole.bytes().chain(fraction.bytes()).map(|byte| i64::from(byte - b'0'));
        let point = exponent + i64::try_from(whole.len()).ok()?;
        let (mut second, mut has_fraction, mut place) = (0_i64, false, 0_i64);
        for digit in digits {
            if place < point {
                second = second.saturating_mul(10).saturating_add(digit);
            } else {
                has_fraction |= digit != 0;
            }
            place += 1;
        }
        // Zeros up to the point; more than nineteen change nothing any more.
        for _ in 0..(point - place).clamp(0, 20) {
            second = second.saturating_mul(10);
        }
        let second = if is_negative { -second - i64::from(has_fraction) } else { second };
        Some(Self { second, has_fraction })
    }

    /// The same of a value; `None` for what is no number.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        value.is_number().then(|| Self::read(&json::text(value)))?
    }

    /// The first whole second that is not before the time: what decisions are made by. Rounding up changes none of them, because clocks here
    /// have whole seconds: such a clock has reached 5.2 exactly when it has reached 6.
    #[must_use]
    pub const fn at(self) -> UnixTime {
        UnixTime(self.second.saturating_add(if self.has_fraction { 1 } else { 0 }))
    }

    /// The second that the time lies in: what is shown.
    #[must_use]
    pub const fn second(self) -> UnixTime {
        UnixTime(self.second)
    }

    /// Whether the number is one that every reader of JSON gets exactly.
    #[must_use]
    pub const fn is_in_range(self) -> bool {
        -LIMIT < self.second && self.second < LIMIT
    }

    /// The unit that was meant, when the number is so large: as seconds it lies after the year 5138.
    #[must_use]
    pub const fn meant_unit(self) -> Option<FinerUnit> {
        match self.second / MILLISECONDS {
            ..=0 => None,
            1..1_000 => Some(FinerUnit::Milliseconds),
            1_000..1_000_000 => Some(FinerUnit::Microseconds),
            _ => Some(FinerUnit::Nanoseconds),
        }
    }

    /// The time that was meant, when it was written in a finer unit.
    #[must_use]
    pub const fn meant(self) -> Option<UnixTime> {
        let of_a_second = match self.meant_unit() {
            None => return None,
            Some(FinerUnit::Milliseconds) => 1_000,
            Some(FinerUnit::Microseconds) => 1_000_000,
            Some(FinerUnit::Nanoseconds) => 1_000_000_000,
        };
        Some(UnixTime(self.second / of_a_second))
    }

    /// Whether the number is so large that it was meant as milliseconds, or finer.
    #[must_use]
    pub const fn looks_like_milliseconds(self) -> bool {
        self.meant_unit().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::{FinerUnit, NumericDate};
    use crate::ports::UnixTime;

    #[test]
    fn digits_are_read_as_they_are_written() {
        for (text, second, at) in [
            ("1790000000", 1_790_000_000, 1_790_000_000),
            ("1.79e9", 1_790_000_000, 1_790_000_000),
            ("1790000000.0", 1_790_000_000, 1_790_000_000),
            ("1736500000.123456", 1_736_500_000, 1_736_500_001),
            // As a double this is a second later.
            ("1768036000.99999999999999999", 1_768_036_000, 1_768_036_001),
            ("17680360005E-1", 1_768_036_000, 1_768_036_001),
            ("0.000000000179E+19", 1_790_000_000, 1_790_000_000),
            ("-1.5", -2, -1),
            ("-0", 0, 0),
            ("1e-400", 0, 1),
            ("0e99999999999999999999", 0, 0),
            ("123456789012345678901234567890", i64::MAX, i64::MAX),
            ("1e400", i64::MAX, i64::MAX),
            ("-1e99999999999999999999", -i64::MAX, -i64::MAX),
        ] {
            let date = NumericDate::read(text).expect(text);
            assert_eq!((date.second(), date.at()), (UnixTime(second), UnixTime(at)), "{text}");
        }
        for text in ["", "-", "1.e", "e5", "0x10", "1 ", "\"1\"", "null", "1e", "１"] {
            assert_eq!(NumericDate::read(text), None, "{text}");
        }
    }

    #[test]
    fn finer_units_are_recognised_once() {
        for (text, unit, meant) in [
            ("1790000000", None, None),
            ("99999999999", None, None),
            ("1790000000123", Some(FinerUnit::Milliseconds), Some(1_790_000_000)),
            ("1.790000000123e12", Some(FinerUnit::Milliseconds), Some(1_790_000_000)),
            ("1790000000123456", Some(FinerUnit::Microseconds), Some(1_790_000_000)),
            ("1790000000123456789", Some(FinerUnit::Nanoseconds), Some(1_790_000_000)),
            ("-1790000000123", None, None),
        ] {
            let date = NumericDate::read(text).expect(text);
            assert_eq!((date.meant_unit(), date.meant()), (unit, meant.map(UnixTime)), "{text}");
        }
    }
}
