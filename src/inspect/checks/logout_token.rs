//! A logout token as the client checks it that it is for (Back-Channel Logout §2.6).

use serde_json::Value;

use super::claim_lines::{Absent, aud, exp, fails, iat, iss, passes, remark, text};
use super::header_lines::{alg, crit, signature, structure};
use super::line::{Line, Outcome};
use super::token_view::TokenView;
use crate::cite::{Citation, Document};
use crate::inspect::Phrase;

/// The member of `events` that makes a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

pub(super) fn lines(token: &TokenView<'_>) -> Vec<Line> {
    let claims = || Citation::new(Document::BackChannelLogout, "2.4");
    let required = Absent::OnlyProfile(claims());
    let mut lines = vec![structure(token), typ(token), alg(token), crit(token), signature(token)];
    lines.extend([iss(token, &required), aud(token, &required), exp(token, &required), iat(token, &required)]);
    let not_asked = |line: Line| {
        let name = line.name;
        line.but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_claim_not_asked").with("name", name)))
    };
    lines.extend([text(token, "jti", claims(), &required), not_asked(subject(token)), not_asked(events(token))]);
    lines.push(not_asked(nonce(token)));
    lines
}

/// The type is recommended (§2.4): without it other marks must tell the token from an ID Token, and they do.
fn typ(token: &TokenView<'_>) -> Line {
    let citation = Citation::new(Document::BackChannelLogout, "2.4");
    match token.header("typ").map(|typ| typ.as_str().unwrap_or_default()) {
        _ if token.typ_is("logout+jwt") => passes("typ", citation),
        Some(typ) if !token.typ_is("jwt") => {
            let reason = Phrase::new("reason_typ_other").with("wanted", "logout+jwt").with("value", typ);
            fails("typ", citation, reason)
        }
        _ => remark("typ", citation, Phrase::new("reason_logout_typ")),
    }
    .but_library(Outcome::DoesNotApply, Some(Phrase::new("reason_typ_library")))
}

/// Who, or which session, or both.
fn subject(token: &TokenView<'_>) -> Line {
    let citation = Citation::new(Document::BackChannelLogout, "2.6");
    token.line(
        "sub_or_sid",
        citation.clone(),
        |claims| {
            let is_named = claims.string("sub")?.is_some() || claims.string("sid")?.is_some();
            Ok(is_named.then(|| passes("sub_or_sid", citation.clone())))
        },
        || fails("sub_or_sid", citation.clone(), Phrase::new("reason_logout_names_nobody")),
    )
}

/// What happened.
fn events(token: &TokenView<'_>) -> Line {
    let citation = Citation::new(Document::BackChannelLogout, "2.6");
    token.line(
        "events",
        citation.clone(),
        |claims| {
            let event = claims.get("events").map(|events| events.get(EVENT).is_some_and(Value::is_object));
            Ok(event.map(|is_logout| {
                if is_logout {
                    passes("events", citation.clone())
                } else {
                    fails("events", citation.clone(), Phrase::new("reason_logout_event"))
                }
            }))
        },
        || fails("events", citation.clone(), Phrase::new("reason_logout_event")),
    )
}

/// A `nonce` would let it pass for an ID Token, so there must be none.
fn nonce(token: &TokenView<'_>) -> Line {
    let citation = Citation::new(Document::BackChannelLogout, "2.6");
    token.line(
        "no_nonce",
        citation.clone(),
        |claims| {
            let line = || fails("no_nonce", citation.clone(), Phrase::new("reason_logout_nonce"));
            Ok(claims.get("nonce").map(|_| line()))
        },
        || passes("no_nonce", citation.clone()),
    )
}
