//! From the vocabulary of the other rooms to the plain props of the components.
//!
//! Pure functions, tested natively. Sentences come from the content ([`Words`]).

mod message;
mod receipt;
mod token;

use serde_json::Value;

use crate::cite::Citation;
use crate::content::frame;
use crate::inspect::{Phrase, Words, utc};
use crate::issuer::{OpenidPolicy, Policies};
use crate::ports::UnixTime;

pub use message::{pieces_of, request_message, response_message};
pub use receipt::{ReceiptFacts, receipt_text};
pub use token::{claim_groups, found_counts, header_group, json_lines, json_pieces, segments};

/// A policy's name on screen.
#[must_use]
pub const fn policy_name(policy: OpenidPolicy) -> &'static str {
    match policy {
        OpenidPolicy::Reject => frame::POLICY_REJECT,
        OpenidPolicy::Drop => frame::POLICY_DROP,
        OpenidPolicy::Echo => frame::POLICY_ECHO,
        OpenidPolicy::VendorCopy => frame::POLICY_VENDOR_COPY,
        OpenidPolicy::VendorServiceAccount => frame::POLICY_VENDOR_SERVICE_ACCOUNT,
    }
}

/// The server that is played, and the policies that are not as they are by default, beside `openid`, which is always shown: names and values as
/// in configuration.
#[must_use]
pub fn changed_policies(policies: &Policies) -> Vec<(&'static str, String)> {
    let values = policies.to_json();
    let shown = |name| {
        values
            .get(name)
            .map_or_else(String::new, |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    let played = policies.personality.as_ref().map(|played| ("server", played.name().to_owned()));
    let changed = policies.changed().into_iter().filter(|name| *name != "openid").map(|name| (name, shown(name)));
    played.into_iter().chain(changed).collect()
}

pub use crate::content::frame::OUTSIDE;

/// A citation's text and address.
#[must_use]
pub fn link(citation: &Citation) -> (String, String) {
    (citation.to_string(), citation.href())
}

/// The time of day in UTC, `14:03:07`.
#[must_use]
pub fn time_of_day(time: UnixTime) -> String {
    utc(time).and_then(|text| text.get(11..19).map(str::to_owned)).unwrap_or_default()
}

/// Several phrases as sentences in a row.
#[must_use]
pub fn sentences(phrases: &[Phrase], words: &Words) -> String {
    phrases.iter().map(|phrase| words.say(phrase)).collect::<Vec<_>>().join(" ")
}
