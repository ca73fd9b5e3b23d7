//! Tokens for Microsoft Graph, of which it is known beforehand that nobody but Graph can check them, and that this is no fault of theirs.

use crate::inspect::Decoded;

/// How Microsoft Graph is called in the `aud` of tokens for it: its addresses, those of national clouds included, and its application ID
/// (Microsoft's article about errors of signature validation, read 2026-11-30; the address for China is not in it and was not verified).
const GRAPH: [&str; 5] = [
    "https://graph.microsoft.com",
    "https://graph.microsoft.us",
    "https://dod-graph.microsoft.us",
    "https://microsoftgraph.chinacloudapi.cn",
    "00000003-0000-0000-c000-000000000000",
];

/// Whether a token is one of those that Microsoft issues for its own API Graph: their header has a `nonce`. That Graph alone checks them is
/// in that article; that what was signed is another header, in which the nonce is hashed, is reported (AzureAD's .NET extensions, #609).
#[must_use]
pub fn is_for_graph_alone(decoded: &Decoded) -> bool {
    let has_nonce = decoded.header.as_ref().is_some_and(|header| header.text("nonce").is_some());
    let is_graph = |aud: &str| GRAPH.contains(&aud.trim_end_matches('/'));
    has_nonce && decoded.payload.as_ref().and_then(|payload| payload.text("aud")).is_some_and(is_graph)
}
