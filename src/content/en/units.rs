//! Times, places and parts, as sentences have them.

/// A second, after a number.
pub const SECOND: &str = "s";
/// A minute.
pub const MINUTE: &str = "min";
/// An hour.
pub const HOUR: &str = "h";
/// One day.
pub const DAY: &str = "day";
/// More than one.
pub const DAYS: &str = "days";
/// More than one year.
pub const YEARS: &str = "years";
/// From one day to another.
pub const FROM_TO: &str = "{first} to {last}";

/// A place in a text of one line.
pub const CHARACTER: &str = "character {number}";
/// A place in a text of several.
pub const LINE: &str = "line {number}";
/// A type of JSON.
pub const STRING: &str = "string";
/// Another.
pub const STRINGS: &str = "list of strings";
/// Another.
pub const BOOLEAN: &str = "boolean";
/// Another.
pub const OBJECT: &str = "object";
/// The character that cannot be seen.
pub const SPACE: &str = "a space";
/// A whole token that is written as JSON, where sentences else name one of its parts.
pub const JSON_TEXT: &str = "JSON text";
