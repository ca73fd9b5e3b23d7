//! What those who host the page are told of `grant-lab.json`.

/// A fault: `{place}` is a JSON Pointer, or [`DOCUMENT`]; `{reason}` is one of those below.
pub const FAULT: &str = "{place} {reason}.";
/// The place of a fault of the whole file.
pub const DOCUMENT: &str = "The document";
/// After the faults that are told, in the console.
pub const AND_MORE: &str = " And {count} more.";
/// What stands over an empty list of faults.
pub const ALL_TAKEN: &str = "All that it says was taken.";
/// What stands over the list.
pub const LEFT_OUT: &str = "This was left out; the rest stands.";
/// After either: why it stands there.
pub const WHY_HERE: &str = " For whoever hosts this page: it stands here because of debug=1 in the address.";

/// No JSON object; `{why}` is a sentence without its full stop.
pub const UNREADABLE: &str = "cannot be read: {why}";
/// Another version.
pub const VERSION: &str = "must be 1, the version that this page reads";
/// A name like `client_secret`.
pub const SECRET: &str = "has a name that tells of a secret, and this file is public";
/// Another type; `{type}` is one of the six below.
pub const TYPE: &str = "must be {type}";
/// Nothing is there.
pub const MISSING: &str = "is missing";
/// A name that nobody knows.
pub const UNKNOWN: &str = "is not known here and does nothing";
/// A long text.
pub const TOO_LONG: &str = "has more than {count} characters";
/// A long list.
pub const TOO_MANY: &str = "is one more than the {count} that fit";
/// Characters that are not shown.
pub const CHARACTERS: &str = "has control characters, or such as hide or reorder the text around them";
/// No name of an entry.
pub const NAME: &str = "must be small letters, digits and hyphens";
/// A name twice.
pub const DUPLICATE: &str = "is another entry’s as well";
/// No value that is known.
pub const CHOICE: &str = "is none of the values that are known here";
/// No colour.
pub const COLOUR: &str = "must be a colour such as #0A54B0";
/// A colour that cannot be read; `{side}` is one of the two below.
pub const CONTRAST: &str =
    "has a contrast of {ratio}:1 in the {side} theme, and text needs 4.5:1 (WCAG 2.2 SC 1.4.3); the default stays";
/// The light theme.
pub const LIGHT: &str = "light";
/// The dark one.
pub const DARK: &str = "dark";
/// No place of the page.
pub const PLACE: &str = "is no place of this page, such as #/answer";
/// A place of an area that is off.
pub const OFF: &str = "leads to an area that is off";
/// No area is left.
pub const NOTHING_LEFT: &str = "leaves no area that the menu leads to, so all are on";
/// No issuer.
pub const ISSUER: &str =
    "must be an https address, or an http one on localhost, without user information, query and fragment";
/// No origin.
pub const ORIGIN: &str = "must be an origin such as https://docs.example, with nothing after the host and port";
/// A credential.
pub const CREDENTIAL: &str = "may hold a credential, and this file is public";

/// A type: an object of JSON.
pub const AN_OBJECT: &str = "an object";
/// A Boolean.
pub const TRUE_OR_FALSE: &str = "true or false";
/// An array.
pub const A_LIST: &str = "a list";
/// A string.
pub const A_TEXT: &str = "a text";
/// A string, or an array of strings.
pub const A_TEXT_OR_TEXTS: &str = "a text, or a list of texts";
