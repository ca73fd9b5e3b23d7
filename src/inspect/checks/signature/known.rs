//! Tokens of which it is known beforehand that nobody can check them here, and that this is no fault of theirs.

use crate::inspect::Decoded;

/// Algorithms that are registered for JWS and not checked here.
const ELSEWHERE: [&str; 5] = ["ES256K", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

/// How Microsoft Graph is called in the `aud` of tokens for it: its address and its application ID.
const GRAPH: [&str; 2] = ["https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"];

/// Whether an algorithm is known by name and not checked here.
#[must_use]
pub fn is_known_elsewhere(algorithm: &str) -> bool {
    ELSEWHERE.contains(&algorithm)
}

/// Whether a token is one of those that Microsoft issues for its own API Graph: their header has a `nonce`, and what was signed is another
/// header, in which the nonce is hashed. Graph alone checks them.
#[must_use]
pub fn is_for_graph_alone(decoded: &Decoded) -> bool {
    let has_nonce = decoded.header.as_ref().is_some_and(|header| header.text("nonce").is_some());
    let is_graph = |aud: &str| GRAPH.contains(&aud.trim_end_matches('/'));
    has_nonce && decoded.payload.as_ref().and_then(|payload| payload.text("aud")).is_some_and(is_graph)
}
