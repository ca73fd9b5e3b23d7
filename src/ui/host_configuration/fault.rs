//! What cannot be taken of a file, where it stands, and why.

use std::fmt;

use thiserror::Error;

use super::contrast::Side;
use crate::inspect::visible;
use crate::jose::json::{self, JsonError};

/// Something that cannot be taken. It never carries a value of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place, as a JSON Pointer (RFC 6901); empty for the whole document.
    pub place: String,
    /// Why.
    pub reason: Reason,
}

/// Why something cannot be taken, as the rest of a sentence that begins with its place.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Reason {
    /// The file is no JSON object that can be read. Nothing of it stands.
    #[error("cannot be read: {}", .0.to_string().trim_end_matches('.'))]
    Unreadable(JsonError),
    /// The version is not the one that this page reads. Nothing of the file stands.
    #[error("must be 1, the version that this page reads")]
    Version,
    /// The name tells of a secret.
    #[error("has a name that tells of a secret, and this file is public")]
    Secret,
    /// The value is of another type.
    #[error("must be {0}")]
    Type(&'static str),
    /// There is none, and the object is nothing without it.
    #[error("is missing")]
    Missing,
    /// Nobody knows it here: it does nothing.
    #[error("is not known here and does nothing")]
    Unknown,
    /// The text is longer than it may be.
    #[error("has more than {0} characters")]
    TooLong(usize),
    /// The list has more than it may have; what is beyond is left out.
    #[error("is one more than the {0} that fit")]
    TooMany(usize),
    /// The text holds what hides or moves the text around it.
    #[error("has control characters, or such as hide or reorder the text around them")]
    Characters,
    /// The name is none for an entry.
    #[error("must be small letters, digits and hyphens")]
    Name,
    /// Another entry has the same name.
    #[error("is another entry’s as well")]
    Duplicate,
    /// None of the values that are known.
    #[error("is none of the values that are known here")]
    Choice,
    /// No colour in the one form that is read.
    #[error("must be a colour such as #0A54B0")]
    Colour,
    /// The colour cannot be read on some background, or what stands on it not on the colour; the default stays.
    #[error("has a contrast of {}:1 in the {side} theme, and text needs 4.5:1 (WCAG 2.2 SC 1.4.3); the default stays", hundredths(.ratio))]
    Contrast {
        /// The theme.
        side: Side,
        /// The least contrast there, in hundredths, rounded down.
        ratio: u16,
    },
    /// No place of the page.
    #[error("is no place of this page, such as #/answer")]
    Place,
    /// A place in an area that is off.
    #[error("leads to an area that is off")]
    Off,
    /// No area would be left.
    #[error("leaves no area that the menu leads to, so all are on")]
    NothingLeft,
    /// No issuer that can be asked.
    #[error("must be an https address, or an http one on localhost, without user information, query and fragment")]
    Issuer,
    /// No origin as browsers write it.
    #[error("must be an origin such as https://docs.example, with nothing after the host and port")]
    Origin,
    /// A line or an address that may hold a credential.
    #[error("may hold a credential, and this file is public")]
    Credential,
}

/// 327 is written 3.27.
fn hundredths(ratio: &u16) -> String {
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
        let place = if self.place.is_empty() { "The document" } else { &self.place };
        write!(f, "{place} {}.", self.reason)
    }
}

/// The place of a member (RFC 6901 §3). A name is the file's, so it is cut and made safe to look at.
pub(super) fn member(place: &str, name: &str) -> String {
    let name = json::excerpt(name).replace('~', "~0").replace('/', "~1");
    [place, "/", &visible(&name)].concat()
}
