//! The access token of the answer in short: what it is, whom it is about, and whether the issuer's key signed it.

use http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::own::key_set;
use crate::inspect::{About, Decoded, KeyRing, Kind, Part, SignatureState, Standpoint, duration, signature};
use crate::issuer::ISSUER;
use crate::jose::JwkSet;
use crate::ports::{Connection, Transport};
use crate::texts::fill;
use crate::ui::content::Texts;
use crate::ui::dom::{Node, el, live};
use crate::ui::session::Session;

/// The claims that say whom the token is about and what it is for.
const SHOWN: [&str; 6] = ["sub", "client_id", "aud", "scope", "authorization_details", "cnf"];

/// The token. The whole of it is for Decode.
pub(super) fn token_pane(session: Session, texts: Texts, token: String, is_embedded: bool) -> Node {
    let claims = Part::header_and_payload(&token).map(|(_, payload)| payload.members);
    // It came as an access token from the issuer in this page, so the claims have only to say whom it is about.
    let (kind, about) = match &claims {
        Some(claims) => (Kind::AccessToken, Standpoint::in_this_page(claims, None).about),
        None => (Kind::NotAToken, About::CannotTell),
    };
    let is_jwt = claims.is_some();
    let claims = claims.unwrap_or_default();
    let row =
        |name: &'static str, value: String| el("div").add(el("dt").add(el("code").add(name))).add(el("dd").add(value));
    let mut rows = el("dl").class("facts sm mono-values");
    for name in SHOWN {
        if let Some(value) = claims.get(name) {
            rows = rows.add(row(name, crate::inspect::show(value)));
        }
    }
    if let Some(exp) = claims.get("exp").and_then(serde_json::Value::as_i64) {
        rows = rows
            .add(row("exp", fill(texts.pages.build("token_expires"), &[("time", &duration(exp - session.now().0))])));
    }
    let state = RwSignal::new(None);
    if is_jwt {
        check(session, token.clone(), is_embedded, state);
    }
    let checked = move || {
        let known = state.with(|state: &Option<SignatureState>| state.as_ref().map(SignatureState::heading));
        known.map(|heading| el("b").add(texts.say(heading)))
    };
    let open = el("a")
        .class("act")
        .stays()
        .attr("href", "#/decode")
        .on("click", move |_| session.open_in_decode(token.clone()))
        .add(texts.pages.build("token_open"));
    let what = texts.pages.build(if is_jwt { "token_decoded" } else { "token_said" });
    let said = el("p")
        .class("sm second")
        .add(fill(what, &[("kind", texts.say(kind.code())), ("about", texts.say(about.code()))]))
        .add(live(checked));
    let keys = is_jwt.then(|| {
        el("p").class("cap muted").add(texts.pages.build(if is_embedded { "token_keys" } else { "token_keys_own" }))
    });
    el("section")
        .attr("aria-labelledby", "token")
        .add(el("div").class("head").add(el("h2").attr("id", "token").add(texts.pages.build("token"))).add(open))
        .add(said)
        .add(rows)
        .add(keys)
        .into()
}

/// Checks the signature with the keys that the issuer publishes, which come by the request that any API would make.
fn check(session: Session, token: String, is_embedded: bool, state: RwSignal<Option<SignatureState>>) {
    spawn_local(async move {
        let set = if is_embedded { embedded_keys(session).await } else { key_set(session).await };
        let Some(set) = set else { return };
        let report = signature::check(session.crypto(), &Decoded::read(&token), &KeyRing::of_issuer(&set)).await;
        // The answer may be another one by now.
        state.try_set(Some(report.state));
    });
}

async fn embedded_keys(session: Session) -> Option<JwkSet> {
    let request = Request::get([ISSUER, "/jwks"].concat()).body(Vec::new()).ok()?;
    let response = session.lab().send(request, &Connection::default()).await.ok()?;
    session.refresh();
    JwkSet::parse(response.body()).ok()
}
