//! What whoever runs the demo APIs has told them: each API's own credentials at the issuer, how strictly to judge, and what to tell of
//! themselves.

use http::HeaderValue;

use crate::server::ProofRules;

use super::api::DemoApi;

/// The set-up of the demo APIs.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    /// The `Authorization` header field with which each asks the issuer, in the order of [`DemoApi::ALL`]; none where an API is not
    /// registered there.
    pub(crate) credentials: [Option<HeaderValue>; DemoApi::ALL.len()],
    /// Whether tokens may come without `sub`, because the issuer leaves it out.
    pub(crate) sub_optional: bool,
    /// Whether a token in the query counts as a second way to send one (RFC 6750 §3.1).
    pub(crate) knows_tokens_in_the_query: bool,
    /// What is asked of DPoP proofs.
    pub(crate) proofs: ProofRules,
    /// The scopes of each that its metadata lists, in the order of [`DemoApi::ALL`]; none where it lists none.
    pub(crate) scopes: [Vec<String>; DemoApi::ALL.len()],
}

impl Settings {
    pub(super) fn credentials_of(&self, api: DemoApi) -> Option<HeaderValue> {
        of(api, &self.credentials)?.clone()
    }

    pub(super) fn scopes_of(&self, api: DemoApi) -> Vec<String> {
        of(api, &self.scopes).cloned().unwrap_or_default()
    }
}

/// What one API has of something that each of them has.
fn of<T>(api: DemoApi, each: &[T; DemoApi::ALL.len()]) -> Option<&T> {
    DemoApi::ALL.iter().zip(each).find(|(known, _)| **known == api).map(|(_, own)| own)
}
