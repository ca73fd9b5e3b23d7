//! A token as the checks look at it, beside what is known about it and what is expected of it.

use serde_json::{Map, Value};

use super::expected::Expected;
use super::line::{Line, Outcome};
use super::signature::SignatureReport;
use crate::cite::Citation;
use crate::inspect::{Decoded, Phrase};
use crate::jose::jwt::{ClaimError, Claims};

/// The claims that some check reads. A token may have ten thousand others.
const READ: [&str; 22] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "client_id",
    "scope",
    "azp",
    "nonce",
    "at_hash",
    "auth_time",
    "htm",
    "htu",
    "ath",
    "events",
    "sid",
    "sub_id",
    "toe",
    "roles",
    "scp",
];

/// A token with what is known and expected.
pub(super) struct TokenView<'a> {
    /// The token.
    pub(super) decoded: &'a Decoded,
    /// What is known about its signature.
    pub(super) signature: &'a SignatureReport,
    /// What is expected of it.
    pub(super) expected: &'a Expected,
    /// Its claims, as far as they could be read; `None` when there are none to look at.
    pub(super) claims: Option<Claims>,
}

impl<'a> TokenView<'a> {
    pub(super) fn new(decoded: &'a Decoded, signature: &'a SignatureReport, expected: &'a Expected) -> Self {
        let claims = decoded.payload.as_ref().filter(|part| part.intact || !part.members.is_empty()).map(|part| {
            let mut members = Map::new();
            for name in READ {
                if let Some(value) = part.members.get(name) {
                    members.insert(name.to_owned(), value.clone());
                }
            }
            Claims::from_members(members)
        });
        Self { decoded, signature, expected, claims }
    }

    /// A member of the header.
    pub(super) fn header(&self, name: &str) -> Option<&'a Value> {
        self.decoded.header.as_ref()?.members.get(name)
    }

    /// A member of the header that is text.
    pub(super) fn header_text(&self, name: &str) -> Option<&'a str> {
        self.header(name)?.as_str()
    }

    /// Whether `typ` names this media type (RFC 7515 §4.1.9).
    pub(super) fn typ_is(&self, subtype: &str) -> bool {
        let short = |typ: &str| {
            let typ = typ.to_ascii_lowercase();
            typ.strip_prefix("application/").filter(|rest| !rest.contains('/')).map(str::to_owned).unwrap_or(typ)
        };
        self.header_text("typ").is_some_and(|typ| short(typ) == subtype)
    }

    /// A check of claims: `found` is `None` when the claims cannot be read at all, and `absent` says what absence means.
    pub(super) fn line(
        &self,
        name: &'static str,
        citation: Citation,
        found: impl FnOnce(&Claims) -> Result<Option<Line>, ClaimError>,
        absent: impl FnOnce() -> Line,
    ) -> Line {
        let Some(claims) = &self.claims else {
            return Line::both(name, citation, Outcome::CannotBeMade, Some(Phrase::new("reason_claims_unread")));
        };
        match found(claims) {
            Ok(Some(line)) => line,
            Ok(None) => absent(),
            Err(error) => Line::both(name, error.citation(), Outcome::Fails, Some(of_claim(name, &error))),
        }
    }
}

/// A claim of another type than it must have.
fn of_claim(name: &str, error: &ClaimError) -> Phrase {
    Phrase::new(error.code()).with("name", name)
}
