//! Asking an issuer for its metadata: one address after the other, until one answers with some.

use http::header::ACCEPT;
use http::{HeaderValue, Request};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::edit::address;
use super::fill::from_provider;
use super::group::change;
use super::model::{OwnModel, Tried, Where};
use super::outside::{circumstances, fetch};
use crate::client::discovery::{Asked, read};
use crate::content::build;
use crate::oauth::media_type;
use crate::platform::{document, own_page};
use crate::ui::session::Session;

/// Asks anew because the reader wants it: the form is filled in again with what is found.
pub(super) fn discover_anew(session: Session) {
    session.own.update(|own| own.filled = None);
    discover(session);
}

/// Asks, or goes where it can be asked. Does nothing while another question is under way, or about what is no issuer.
pub(super) fn discover(session: Session) {
    let typed = session.own.with_untracked(|own| own.issuer.clone());
    let is_asking = session.own.with_untracked(|own| own.is_asking);
    let Ok(asked) = Asked::read(&typed) else { return document::focus("#own-issuer") };
    let Some(origin) = asked.origin().map(|origin| origin.to_string()).filter(|_| !is_asking) else { return };
    match own_page::allowed() {
        Some(allowed) if allowed.contains(&origin) => spawn_local(ask(session, asked)),
        _ => elsewhere(session, vec![origin], Some(typed)),
    }
}

/// Goes to `own.html` with these origins, if the page's host has one.
pub(super) fn elsewhere(session: Session, origins: Vec<String>, issuer: Option<String>) {
    let back = address(session);
    spawn_local(async move {
        let is_offered = own_page::allowed().is_some() || own_page::is_offered().await;
        session.own.update(|own| own.is_offered = Some(is_offered));
        if is_offered {
            own_page::go(&origins, issuer.as_deref(), &back);
        }
    });
}

async fn ask(session: Session, asked: Asked) {
    session.own.update(|own| {
        own.tried.clear();
        own.keys = None;
        own.keys_failure = None;
        own.asked = Some(asked.clone());
        own.is_asking = true;
    });
    for candidate in asked.candidates() {
        let Ok(mut request) = Request::get(&candidate.url).body(Vec::new()) else { continue };
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static(media_type::JSON));
        let came = match fetch(session, request.clone()).await {
            Ok(response) => Ok(read(&asked, candidate.rule, &response)),
            Err(error) => Err(circumstances(&request, &error)),
        };
        let is_found = came.as_ref().is_ok_and(|reading| reading.provider.is_some());
        session.own.update(|own| own.tried.push(Tried { candidate, came }));
        if is_found {
            break;
        }
    }
    session.own.update(|own| own.is_asking = false);
    take(session);
}

/// Goes on with what was found: the form is filled in, unless a client that goes by the book would stop.
pub(super) fn take(session: Session) {
    let (found, stops) = session.own.with_untracked(|own| (own.found().is_some(), own.stops()));
    match (found, stops) {
        (false, _) => document::announce(build::METADATA_NONE),
        (true, true) => document::announce(build::METADATA_WRONG),
        (true, false) if is_filled(session) => document::announce(build::METADATA_KEPT),
        (true, false) => {
            fill(session);
            document::announce(build::METADATA_FILLED);
        }
    }
}

/// Whether the form was filled in with it before a reload, and may have been changed since.
fn is_filled(session: Session) -> bool {
    let has_endpoint = session.build.with_untracked(|model| !model.draft.token_endpoint.is_empty());
    let provider = |own: &OwnModel| own.found().and_then(|tried| tried.came.as_ref().ok()?.provider.clone());
    has_endpoint
        && session
            .own
            .with_untracked(|own| own.filled.is_some() && own.filled == provider(own).map(|provider| provider.issuer))
}

/// Writes what was found into the form.
pub(super) fn fill(session: Session) {
    let provider =
        session.own.with_untracked(|own| own.found().and_then(|tried| tried.came.as_ref().ok()?.provider.clone()));
    let Some(provider) = provider else { return };
    // The patterns of a preset were a guess that the metadata ends.
    session.own.update(|own| {
        if own.place == Where::Issuer {
            own.issuer.clone_from(&provider.issuer);
        }
        own.filled = Some(provider.issuer.clone());
    });
    change(session, |draft| from_provider(draft, &provider));
}
