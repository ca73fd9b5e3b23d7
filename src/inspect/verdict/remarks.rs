//! What else is worth knowing about a token of some kind and server.

use super::about::About;
use super::contents::Contents;
use super::kind::Kind;
use crate::inspect::Phrase;

/// The remarks on a token.
pub(super) fn remarks(token: Contents<'_>, kind: Kind, about: About, server: Option<&str>) -> Vec<Phrase> {
    let mut remarks = Vec::new();
    if kind == Kind::IdToken && about == About::Client {
        remarks.push(Phrase::new("remark_id_token_about_program"));
    }
    if server == Some("Microsoft Entra ID") && kind == Kind::AccessToken && !token.has("scp") && !token.has("roles") {
        remarks.push(Phrase::new("remark_no_permission"));
    }
    remarks
}
