//! What else is worth knowing about a token of some kind and server.

use super::about::About;
use super::contents::Contents;
use super::kind::Kind;
use crate::inspect::Phrase;

/// Audiences that are APIs of Microsoft: `learn.microsoft.com`, access tokens, says that nobody else is to validate tokens for these.
const MICROSOFTS: [&str; 8] = [
    "https://graph.microsoft.com",
    "00000003-0000-0000-c000-000000000000",
    "https://graph.windows.net",
    "00000002-0000-0000-c000-000000000000",
    "https://management.azure.com",
    "https://management.core.windows.net",
    "https://vault.azure.net",
    "https://storage.azure.com",
];

/// The remarks on a token.
pub(super) fn remarks(token: Contents<'_>, kind: Kind, about: About, server: Option<&str>) -> Vec<Phrase> {
    let mut remarks = Vec::new();
    let aud = token.audiences().next().unwrap_or_default();
    let is_microsofts_api = MICROSOFTS.iter().any(|api| aud.trim_end_matches('/') == *api);
    if kind == Kind::IdToken && about == About::Client {
        remarks.push(Phrase::new("remark_id_token_about_program"));
    }
    if token.header("nonce").is_some() && (is_microsofts_api || server == Some("Microsoft Entra ID")) {
        remarks.push(Phrase::new("remark_graph_nonce"));
    } else if is_microsofts_api {
        remarks.push(Phrase::new("remark_others_api").with("value", &aud));
    }
    if server == Some("Okta") && kind == Kind::AccessToken && is_org_server(token.text("iss").unwrap_or_default()) {
        remarks.push(Phrase::new("remark_okta_org"));
    }
    if server == Some("Keycloak") && kind == Kind::AccessToken && aud == "account" && token.audiences().count() == 1 {
        remarks.push(Phrase::new("remark_keycloak_account"));
    }
    if token.has("webid") {
        remarks.push(Phrase::new("remark_webid"));
    }
    let is_for_an_api = matches!(kind, Kind::AccessToken | Kind::WorkloadToken);
    if server == Some("Microsoft Entra ID") && is_for_an_api && !token.has("scp") && !token.has("roles") {
        remarks.push(Phrase::new("remark_no_permission"));
    }
    remarks
}

/// Whether an issuer's address at Okta has no path: that of the organization itself, whose access tokens are for Okta's APIs alone.
fn is_org_server(iss: &str) -> bool {
    let host = iss.strip_prefix("https://").unwrap_or(iss).trim_end_matches('/');
    !host.contains('/') && (host.ends_with(".okta.com") || host.ends_with(".oktapreview.com"))
}
