//! The public keys of the issuer, for verifying what came back: asked for where that may be, pasted otherwise.

use std::pin::Pin;

use http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::found::command;
use super::outside::fetch;
use super::said::button;
use super::texts::OwnTexts;
use crate::client::discovery::{Asked, read};
use crate::inspect::Phrase;
use crate::jose::JwkSet;
use crate::platform::own_page;
use crate::ports::TransportError;
use crate::ui::components::prose;
use crate::ui::dom::{Node, el, keyed, live, nodes, value};
use crate::ui::session::Session;

/// The keys: those that are here, or else those that the issuer's metadata names, asked for if they may be.
pub(crate) fn keys() -> Pin<Box<dyn Future<Output = Option<JwkSet>>>> {
    let session = Session::take();
    Box::pin(async move {
        if let Some(set) = parsed(session) {
            return Some(set);
        }
        ask(session).await;
        parsed(session)
    })
}

fn parsed(session: Session) -> Option<JwkSet> {
    let text = session.own.with_untracked(|own| own.keys.clone())?;
    JwkSet::parse(text.as_bytes()).ok()
}

/// Where the keys are, by the metadata that was found.
fn address(session: Session) -> Option<String> {
    session.own.with(|own| own.found()?.came.as_ref().ok()?.provider.as_ref()?.jwks_uri.clone())
}

async fn ask(session: Session) {
    let Some(url) = untrack(|| address(session)) else { return };
    if own_page::allowed().is_none() {
        return;
    }
    let failure = match Request::get(url).body(Vec::new()) {
        Ok(request) => match fetch(session, request).await {
            Ok(response) if JwkSet::parse(response.body()).is_ok() => {
                let text = String::from_utf8_lossy(response.body()).into_owned();
                session.own.update(|own| own.keys = Some(text));
                None
            }
            Ok(_) => Some("keys_unreadable"),
            Err(_) => Some("keys_unanswered"),
        },
        Err(_) => Some("keys_unanswered"),
    };
    session.own.update(|own| own.keys_failure = failure);
}

/// The keys as the form shows them.
pub(super) fn key_box(session: Session, texts: &'static OwnTexts) -> Node {
    let state = move || {
        let (keys, failure) = session.own.with(|own| (own.keys.clone(), own.keys_failure));
        match keys.map(|text| JwkSet::parse(text.as_bytes())) {
            Some(Ok(set)) => {
                let counted = Phrase::new("").count("count", set.keys.len());
                prose(&counted.fill(texts.page("keys_here")))
            }
            Some(Err(_)) => prose(texts.page("keys_unreadable")),
            None => prose(texts.page(failure.unwrap_or("keys_none"))),
        }
    };
    let may_ask = own_page::allowed().is_some();
    let fetch_them = move || {
        (may_ask && address(session).is_some()).then(|| {
            let press = move || spawn_local(ask(session));
            el("div").class("btns").add(button("btn", texts.page("keys_fetch").to_owned(), press))
        })
    };
    let by_hand = move || address(session).filter(|_| !may_ask).map(|url| nodes![command(texts, &url)]);
    let has_address = move || address(session).unwrap_or_default();
    let area = el("textarea")
        .class("mono short")
        .attr("id", "own-keys")
        .attr("rows", "2")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .on("input", move |event| {
            let text = value(&event);
            session.own.update(|own| {
                own.keys = Some(text).filter(|text| !text.trim().is_empty());
                own.keys_failure = None;
            });
        });
    el("details")
        .class("more")
        .attr("id", "own-key-box")
        .add(el("summary").class("chev sm").add(texts.page("keys_title").to_owned()))
        .add(el("p").class("sm").attr("role", "status").add(live(state)))
        .add(keyed(has_address, move || nodes![fetch_them(), by_hand()]))
        .add(
            el("div")
                .class("field")
                .add(el("label").attr("for", "own-keys").add(texts.page("keys_box").to_owned()))
                .add(area),
        )
        .into()
}

/// The keys of the issuer that a token names, as text: its metadata is asked for first, and then the address that this names.
///
/// The error is the code of a text: whether the page may not ask, or nothing that helps came.
pub(crate) fn keys_of(issuer: String) -> Pin<Box<dyn Future<Output = Result<String, &'static str>>>> {
    let session = Session::take();
    Box::pin(async move {
        let asked = Asked::read(&issuer).map_err(|_| "keys_unanswered")?;
        for candidate in asked.candidates() {
            let Ok(request) = Request::get(&candidate.url).body(Vec::new()) else { continue };
            let response = match fetch(session, request).await {
                Ok(response) => response,
                Err(TransportError::NotSent(_)) => return Err("keys_not_allowed"),
                Err(_) => continue,
            };
            let Some(provider) = read(&asked, candidate.rule, &response).provider else { continue };
            // Keys of another issuer would verify nothing (RFC 8414 §3.3).
            let url = provider.jwks_uri.filter(|_| provider.issuer == asked.issuer).ok_or("keys_unanswered")?;
            let request = Request::get(url).body(Vec::new()).map_err(|_| "keys_unanswered")?;
            return match fetch(session, request).await {
                Ok(response) if JwkSet::parse(response.body()).is_ok() => {
                    Ok(String::from_utf8_lossy(response.body()).into_owned())
                }
                Ok(_) => Err("keys_unreadable"),
                Err(TransportError::NotSent(_)) => Err("keys_not_allowed"),
                Err(_) => Err("keys_unanswered"),
            };
        }
        Err("keys_unanswered")
    })
}
