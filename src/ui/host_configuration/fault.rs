//! What cannot be taken of a file, where it stands, and why.

use std::fmt;

use super::contrast::Side;
use crate::content::host;
use crate::inspect::visible;
use crate::jose::json::{self, JsonError};
use crate::texts::fill;

/// Something that cannot be taken. It never carries a value of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place, as a JSON Pointer (RFC 6901); empty for the whole document.
    pub place: String,
    /// Why.
    pub reason: Reason,
}

/// Why something cannot be taken, as the rest of a sentence that begins with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file is no JSON object that can be read. Nothing of it stands.
    Unreadable(JsonError),
    /// The version is not the one that this page reads. Nothing of the file stands.
    Version,
    /// The name tells of a secret.
    Secret,
    /// The value is of another type.
    Type(&'static str),
    /// There is none, and the object is nothing without it.
    Missing,
    /// Nobody knows it here: it does nothing.
    Unknown,
    /// The text is longer than it may be.
    TooLong(usize),
    /// The list has more than it may have; what is beyond is left out.
    TooMany(usize),
    /// The text holds what hides or moves the text around it.
    Characters,
    /// The name is none for an entry.
    Name,
    /// Another entry has the same name.
    Duplicate,
    /// None of the values that are known.
    Choice,
    /// No colour in the one form that is read.
    Colour,
    /// The colour cannot be read on some background, or what stands on it not on the colour; the default stays.
    Contrast {
        /// The theme.
        side: Side,
        /// The least contrast there, in hundredths, rounded down.
        ratio: u16,
    },
    /// No place of the page.
    Place,
    /// A place in an area that is off.
    Off,
    /// No area would be left.
    NothingLeft,
    /// No issuer that can be asked.
    Issuer,
    /// No origin as browsers write it.
    Origin,
    /// A line or an address that may hold a credential.
    Credential,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self {
            Self::Unreadable(error) => {
                return f.write_str(&fill(host::UNREADABLE, &[("why", error.to_string().trim_end_matches('.'))]));
            }
            Self::Type(expected) => return f.write_str(&fill(host::TYPE, &[("type", expected)])),
            Self::TooLong(most) => return f.write_str(&fill(host::TOO_LONG, &[("count", &most.to_string())])),
            Self::TooMany(most) => return f.write_str(&fill(host::TOO_MANY, &[("count", &most.to_string())])),
            Self::Contrast { side, ratio } => {
                let side = if *side == Side::Light { host::LIGHT } else { host::DARK };
                return f.write_str(&fill(host::CONTRAST, &[("ratio", &hundredths(*ratio)), ("side", side)]));
            }
            Self::Version => host::VERSION,
            Self::Secret => host::SECRET,
            Self::Missing => host::MISSING,
            Self::Unknown => host::UNKNOWN,
            Self::Characters => host::CHARACTERS,
            Self::Name => host::NAME,
            Self::Duplicate => host::DUPLICATE,
            Self::Choice => host::CHOICE,
            Self::Colour => host::COLOUR,
            Self::Place => host::PLACE,
            Self::Off => host::OFF,
            Self::NothingLeft => host::NOTHING_LEFT,
            Self::Issuer => host::ISSUER,
            Self::Origin => host::ORIGIN,
            Self::Credential => host::CREDENTIAL,
        };
        f.write_str(said)
    }
}

/// 327 is written 3.27.
fn hundredths(ratio: u16) -> String {
    format!("{}.{:02}", ratio / 100, ratio % 100)
}

impl Fault {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match &self.reason {
            Reason::Unreadable(error) => error.code(),
            Reason::Version => "host_version",
            Reason::Secret => "host_secret",
            Reason::Type(_) => "host_type",
            Reason::Missing => "host_missing",
            Reason::Unknown => "host_unknown",
            Reason::TooLong(_) => "host_too_long",
            Reason::TooMany(_) => "host_too_many",
            Reason::Characters => "host_characters",
            Reason::Name => "host_name",
            Reason::Duplicate => "host_duplicate",
            Reason::Choice => "host_choice",
            Reason::Colour => "host_colour",
            Reason::Contrast { .. } => "host_contrast",
            Reason::Place => "host_place",
            Reason::Off => "host_off",
            Reason::NothingLeft => "host_nothing_left",
            Reason::Issuer => "host_issuer",
            Reason::Origin => "host_origin",
            Reason::Credential => "host_credential",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() { host::DOCUMENT } else { &self.place };
        f.write_str(&fill(host::FAULT, &[("place", place), ("reason", &self.reason.to_string())]))
    }
}

/// The place of a member (RFC 6901 §3). A name is the file's, so it is cut and made safe to look at.
pub(super) fn member(place: &str, name: &str) -> String {
    let name = json::excerpt(name).replace('~', "~0").replace('/', "~1");
    [place, "/", &visible(&name)].concat()
}
