//! Times as text: UTC in the form `2026-11-23 08:00:00 UTC` (RFC 3339 §5.6 with a space, as its note allows) and durations.
//!
//! A NumericDate (RFC 7519 §2) counts seconds and ignores leap seconds, so the civil date follows by arithmetic alone. No time
//! zones, no locale: a token's times mean the same everywhere.

use crate::content::units;
use crate::ports::UnixTime;

const DAY: i64 = 86_400;

/// A year of the Gregorian calendar on average, in seconds.
const YEAR: u64 = 31_556_952;

/// The moment in UTC; `None` outside the years 0 to 9999, which four digits cannot write.
#[must_use]
pub fn utc(time: UnixTime) -> Option<String> {
    let (days, seconds) = (time.0.div_euclid(DAY), time.0.rem_euclid(DAY));
    if !(-719_528..=2_932_896).contains(&days) {
        return None;
    }
    let (year, month, day) = civil(days);
    let mut text = String::with_capacity(23);
    for (value, digits, after) in [
        (year, 4, "-"),
        (month, 2, "-"),
        (day, 2, " "),
        (seconds / 3600, 2, ":"),
        (seconds / 60 % 60, 2, ":"),
        (seconds % 60, 2, " UTC"),
    ] {
        let number = value.to_string();
        (number.len()..digits).for_each(|_| text.push('0'));
        text.push_str(&number);
        text.push_str(after);
    }
    Some(text)
}

/// From here on years say more than days.
const MANY_DAYS: u64 = 2 * YEAR;

/// A duration in its two largest units: `4 min 52 s`, `3 s`, `2 days 5 h`, `1 day`, from two years on `73 years 34 days`. The sign is dropped, and so is a second unit that is 0.
#[must_use]
pub fn duration(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (large, large_unit, small, small_unit) = match seconds {
        0..60 => return [&seconds.to_string(), " ", units::SECOND].concat(),
        60..3600 => (seconds / 60, units::MINUTE, seconds % 60, units::SECOND),
        3600..86_400 => (seconds / 3600, units::HOUR, seconds / 60 % 60, units::MINUTE),
        86_400..172_800 => (1, units::DAY, seconds / 3600 % 24, units::HOUR),
        172_800..MANY_DAYS => (seconds / 86_400, units::DAYS, seconds / 3600 % 24, units::HOUR),
        _ => (
            seconds / YEAR,
            units::YEARS,
            seconds % YEAR / 86_400,
            if seconds % YEAR / 86_400 == 1 { units::DAY } else { units::DAYS },
        ),
    };
    if small == 0 {
        return format!("{large} {large_unit}");
    }
    format!("{large} {large_unit} {small} {small_unit}")
}

/// Year, month and day of a day number, by counting from 1 March of year 0, where leap days come last.
const fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{duration, utc};
    use crate::ports::UnixTime;

    #[test]
    fn known_moments() {
        for (seconds, text) in [
            (0, "1970-01-01 00:00:00 UTC"),
            (1_300_819_380, "2011-03-22 18:43:00 UTC"),
            (951_782_400, "2000-02-29 00:00:00 UTC"),
            (4_102_444_799, "2099-12-31 23:59:59 UTC"),
            (-1, "1969-12-31 23:59:59 UTC"),
            (253_402_300_799, "9999-12-31 23:59:59 UTC"),
            (-62_167_219_200, "0000-01-01 00:00:00 UTC"),
        ] {
            assert_eq!(utc(UnixTime(seconds)).as_deref(), Some(text));
        }
        for seconds in [253_402_300_800, -62_167_219_201, i64::MAX, i64::MIN] {
            assert_eq!(utc(UnixTime(seconds)), None);
        }
    }

    #[test]
    fn durations_have_two_units() {
        for (seconds, text) in [
            (0, "0 s"),
            (-3, "3 s"),
            (292, "4 min 52 s"),
            (300, "5 min"),
            (86_400, "1 day"),
            (90_000, "1 day 1 h"),
            (7500, "2 h 5 min"),
            (190_800, "2 days 5 h"),
            (63_113_903, "730 days 11 h"),
            (63_113_904, "2 years"),
            (63_200_304, "2 years 1 day"),
            (26_694 * 86_400, "73 years 31 days"),
            (i64::MIN, "292277024626 years 338 days"),
        ] {
            assert_eq!(duration(seconds), text);
        }
    }
}
