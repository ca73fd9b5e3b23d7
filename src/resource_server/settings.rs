//! What whoever runs the demo APIs has told them: each API's own credentials at the issuer, and how strictly to judge.

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
}

impl Settings {
    pub(super) fn credentials_of(&self, api: DemoApi) -> Option<HeaderValue> {
        DemoApi::ALL.into_iter().zip(&self.credentials).find(|(known, _)| *known == api)?.1.clone()
    }
}
