//! Whom the token is for: nobody said, or everybody.

use serde_json::Value;

use super::look::Look;
use crate::cite::Citation;
use crate::inspect::{Kind, Phrase, Severity};

pub(super) fn look(look: &mut Look<'_>) {
    let Some(payload) = look.payload() else { return };
    let is_for_somebody = matches!(
        look.verdict.kind,
        Kind::AccessToken
            | Kind::IdToken
            | Kind::ClientAssertion
            | Kind::AssertionGrant
            | Kind::LogoutToken
            | Kind::WorkloadToken
    );
    let Some(aud) = payload.get("aud") else {
        if is_for_somebody && !payload.is_empty() {
            let phrase = Phrase::new("finding_aud_missing");
            look.in_payload(Severity::Warning, phrase, Citation::rfc(8725, "3.9"), "aud");
        }
        return;
    };
    let names: Vec<&str> = match aud {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => return,
    };
    if names.is_empty() || names.iter().any(|name| name.trim().is_empty()) {
        look.in_payload(Severity::Warning, Phrase::new("finding_aud_empty"), Citation::rfc(7519, "4.1.3"), "aud");
    } else if let Some(name) = names.iter().find(|name| name.contains('*')) {
        let severity = if *name == "*" { Severity::Danger } else { Severity::Warning };
        let phrase = Phrase::new("finding_aud_wildcard").with("value", name);
        look.in_payload(severity, phrase, Citation::rfc(8725, "3.9"), "aud");
    }
}
