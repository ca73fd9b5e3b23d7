//! How the issuer that metadata names relates to the one that was asked (RFC 8414 §3.3, OIDC Discovery §4.3).
//!
//! Only letter by letter the same is the same. The other cases say what is probably behind a difference, because a reader has to change
//! something.

use super::Asked;
use crate::client::origin::Origin;

/// How the two relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerMatch {
    /// Letter by letter the same.
    Same,
    /// A slash at the end apart the same, and nobody typed an issuer: the address of the metadata is the same for both.
    SlashUnknown,
    /// A slash at the end apart the same.
    Slash,
    /// The same but for small and capital letters.
    Case,
    /// `http` in place of `https`, or the other way around.
    Scheme,
    /// A place for the tenant stands in it, `{tenantid}`: the document is one for all tenants.
    Template,
    /// The same origin with another path.
    Path,
    /// Another host.
    Host,
}

impl IssuerMatch {
    /// How `named`, which stands in the metadata, relates to what was asked.
    #[must_use]
    pub fn of(asked: &Asked, named: &str) -> Self {
        let is_same_but = |change: fn(&str) -> String| change(&asked.issuer) == change(named);
        if asked.issuer == named {
            Self::Same
        } else if is_same_but(without_slash) {
            if asked.metadata.is_some() { Self::SlashUnknown } else { Self::Slash }
        } else if named.contains(['{', '}']) {
            Self::Template
        } else if is_same_but(|text| without_slash(&text.to_ascii_lowercase())) {
            Self::Case
        } else if is_same_but(|text| text.split_once("://").map_or_else(String::new, |(_, rest)| without_slash(rest))) {
            Self::Scheme
        } else if Origin::of(&asked.issuer).is_some_and(|origin| Origin::of(named) == Some(origin)) {
            Self::Path
        } else {
            Self::Host
        }
    }
}

fn without_slash(text: &str) -> String {
    text.trim_end_matches('/').to_owned()
}
