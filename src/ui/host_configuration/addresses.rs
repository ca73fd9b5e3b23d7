//! Issuers that a site offers its readers, and the pages that may frame it.

use serde_json::Value;

use super::fault::Reason;
use super::reader::{At, Faults, note, text};
use crate::client::origin::Origin;

/// How many issuers, and how many pages around a frame, a file may name.
const MOST: usize = 20;
/// How long a label may be.
pub(super) const LONGEST_LABEL: usize = 60;
/// How long an address may be.
pub(super) const LONGEST_ADDRESS: usize = 2_000;

/// An issuer with the name that the site has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedIssuer {
    /// What readers know it as.
    pub label: String,
    /// Its identifier.
    pub issuer: String,
}

/// What pages around a frame may bring about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embedding {
    /// Their origins.
    pub parents: Vec<String>,
    /// Whether issuers of the readers' own can be asked in their frames. `own.js` reads it, before the module is there.
    pub real_issuers_in_frames: bool,
}

pub(super) fn issuers(at: &mut At, faults: &mut Faults) -> Vec<OfferedIssuer> {
    let listed = at.list("issuers", MOST, faults);
    listed.into_iter().filter_map(|(place, value)| issuer(place, value, faults)).collect()
}

fn issuer(place: String, value: Value, faults: &mut Faults) -> Option<OfferedIssuer> {
    let mut at = At::of(place, value, faults)?;
    let label = at.required("label", LONGEST_LABEL, faults);
    let issuer = at.required("issuer", LONGEST_ADDRESS, faults);
    let issuer = issuer.filter(|issuer| {
        let is = is_issuer(issuer);
        if !is {
            note(faults, at.place("issuer"), Reason::Issuer);
        }
        is
    });
    at.end(faults);
    Some(OfferedIssuer { label: label?, issuer: issuer? })
}

pub(super) fn embedding(mut at: At, faults: &mut Faults) -> Embedding {
    let mut parents = Vec::new();
    for (place, value) in at.list("parents", MOST, faults) {
        let Some(origin) = text(place.clone(), &value, LONGEST_ADDRESS, faults) else { continue };
        if can_be_asked(&origin).is_some_and(|known| known.to_string() == origin) {
            parents.push(origin);
        } else {
            note(faults, place, Reason::Origin);
        }
    }
    let real_issuers_in_frames = at.flag("realIssuersInFrames", faults).unwrap_or_default();
    at.end(faults);
    Embedding { parents, real_issuers_in_frames }
}

/// Whether it is an issuer that `own.html` can ask: the identifier has neither query nor fragment (RFC 8414 §2).
fn is_issuer(address: &str) -> bool {
    !address.contains(['?', '#', ' ', '\\']) && can_be_asked(address).is_some()
}

/// The origin of an address that a page can be allowed to talk to: under TLS or on this machine, with a host that a policy can name.
pub(super) fn can_be_asked(address: &str) -> Option<Origin> {
    let has_scheme = address.starts_with("https://") || address.starts_with("http://");
    let origin = Origin::of(address).filter(|_| has_scheme)?;
    let is_name = origin.host().bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
    (is_name && (origin.is_secure() || origin.is_loopback())).then_some(origin)
}
