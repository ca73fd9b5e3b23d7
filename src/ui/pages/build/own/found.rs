//! What was found out about an issuer: which addresses were tried, what its metadata says, and what is wrong with it.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response};
use leptos::prelude::*;

use super::discover::{elsewhere, fill, take};
use super::model::{OwnModel, Tried};
use super::pane::why;
use super::said::{button, of_fault, said};
use super::texts::OwnTexts;
use crate::client::discovery::{Asked, Candidate, Provider, Rule, Weight, read};
use crate::inspect::{Phrase, visible};
use crate::oauth::media_type;
use crate::platform::own_page;
use crate::ui::components::{copy_button, prose};
use crate::ui::dom::{Node, el, keyed, nodes, value};
use crate::ui::session::Session;

/// What was found out, once something was asked.
pub(super) fn found(session: Session, texts: &'static OwnTexts) -> Node {
    // Tries are only ever added, and what a try brought never changes.
    let key = move || session.own.with(|own| own.tried.len().to_string());
    keyed(key, move || session.own.with_untracked(|own| (!own.tried.is_empty()).then(|| shown(session, texts, own))))
}

fn shown(session: Session, texts: &'static OwnTexts, own: &OwnModel) -> Node {
    let tried: Node = own.tried.iter().map(|tried| one(texts, tried)).collect();
    let list = el("ul").class("plain sm").add(tried);
    let Some((provider, faults)) = own.found().and_then(|tried| {
        let reading = tried.came.as_ref().ok()?;
        Some((reading.provider.as_ref()?, &reading.faults))
    }) else {
        let none = el("p").class("hint warn").attr("role", "alert").add(prose(texts.page("found_none")));
        let why = own.unread().map(|unread| el("div").class("sm").add(why(texts, unread)));
        return el("section").attr("id", "found").add(none).add(list).add(why).into();
    };
    let told: Node = faults.iter().map(|fault| fault_row(texts, fault)).collect();
    let stops = own.stops().then(|| {
        let press = move || fill(session);
        nodes![
            el("p").class("sm").add(prose(texts.page("found_stops"))),
            el("div").class("btns").add(button("btn", texts.page("fill_anyway").to_owned(), press))
        ]
    });
    el("section")
        .attr("id", "found")
        .attr("aria-labelledby", "found-title")
        .add(el("h3").class("sm").attr("id", "found-title").add(texts.page("found_title").to_owned()))
        .add(el("ul").class("plain sm problems").add(told))
        .add(stops)
        .add(beyond(session, texts, own))
        .add(summary(texts, provider))
        .add(
            el("details")
                .class("more")
                .add(el("summary").class("chev sm").add(texts.page("tried").to_owned()))
                .add(list),
        )
        .into()
}

fn fault_row(texts: &'static OwnTexts, fault: &crate::client::discovery::Fault) -> Node {
    let weight = match fault.weight() {
        Weight::Stops => "weight_stops",
        Weight::Warns => "weight_warns",
        Weight::Notes => "weight_notes",
    };
    let tag = el("span").class("tag").add(texts.page(weight).to_owned());
    el("li").add(tag).add(" ").add(said(texts, &of_fault(fault), Some(&fault.citation()))).into()
}

/// An address that was tried, and what came of it.
fn one(texts: &'static OwnTexts, tried: &Tried) -> Node {
    let Candidate { url, rule } = &tried.candidate;
    let came = match &tried.came {
        Err(_) => prose(texts.page("tried_unreadable")),
        Ok(reading) if reading.provider.is_some() => prose(texts.page("tried_found")),
        Ok(reading) => reading.faults.iter().map(|fault| said(texts, &of_fault(fault), None)).collect(),
    };
    let place = nodes![" (", said(texts, &Phrase::new(rule.code()), Some(&rule.citation())), "): "];
    el("li").add(el("code").add(visible(url).into_owned())).add(place).add(came).into()
}

/// The second question: endpoints on other origins.
fn beyond(session: Session, texts: &'static OwnTexts, own: &OwnModel) -> Option<Node> {
    let allowed = own_page::allowed()?;
    let beyond = own.origins_beyond(&allowed);
    if beyond.is_empty() {
        return None;
    }
    let list: Node = beyond.iter().map(|origin| nodes![el("li").add(el("code").add(origin.clone()))]).collect();
    let issuer = own.issuer.clone();
    let ask = move || {
        let all = allowed.iter().chain(&beyond).cloned().collect();
        elsewhere(session, all, Some(issuer.clone()));
    };
    Some(nodes![
        el("p").class("sm").add(prose(texts.page("beyond"))),
        el("ul").class("plain sm").add(list),
        el("div").class("btns").add(button("btn", texts.page("beyond_ask").to_owned(), ask))
    ])
}

/// What the metadata says, in rows; what it does not say is told so.
fn summary(texts: &'static OwnTexts, provider: &Provider) -> Node {
    let text = |value: &Option<String>| value.clone();
    let list = |values: &Option<Vec<String>>| values.as_ref().map(|values| values.join(" "));
    let rows = [
        ("row_issuer", Some(provider.issuer.clone())),
        ("row_token_endpoint", text(&provider.token_endpoint)),
        ("row_keys", text(&provider.jwks_uri)),
        ("row_methods", list(&provider.methods)),
        ("row_assertion_algorithms", list(&provider.assertion_algorithms)),
        ("row_dpop", list(&provider.dpop_algorithms)),
        ("row_scopes", list(&provider.scopes)),
        ("row_userinfo", text(&provider.userinfo_endpoint)),
        ("row_introspection", text(&provider.introspection_endpoint)),
        ("row_revocation", text(&provider.revocation_endpoint)),
    ];
    let rows: Node = rows
        .into_iter()
        .map(|(name, value)| {
            let told = match value {
                Some(value) => el("dd").add(visible(&value).into_owned()),
                None => el("dd").add(el("span").class("second").add(texts.page("not_told").to_owned())),
            };
            nodes![el("div").add(el("dt").add(texts.page(name).to_owned())).add(told)]
        })
        .collect();
    el("dl").class("facts sm").add(rows).into()
}

/// Without sending: the commands that fetch the metadata, and a box for what came.
pub(super) fn paste_metadata(session: Session, texts: &'static OwnTexts) -> Node {
    let commands = move || {
        let asked = session.own.with(|own| Asked::read(&own.issuer).ok());
        let all = asked.map(|asked| asked.candidates()).unwrap_or_default();
        all.into_iter().map(|candidate| command(texts, &candidate.url)).collect::<Node>()
    };
    let key = move || session.own.with(|own| own.issuer.clone());
    let paste = move |event| {
        let text = value(&event);
        let Ok(asked) = session.own.with_untracked(|own| Asked::read(&own.issuer)) else { return };
        if text.trim().is_empty() {
            return;
        }
        let mut response = Response::new(text.into_bytes());
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type::JSON));
        let candidate = asked.candidates().remove(0);
        let came = Ok(read(&asked, Rule::Typed, &response));
        session.own.update(|own| {
            own.tried.clear();
            own.asked = Some(asked);
            own.filled = None;
        });
        session.own.update(|own| own.tried.push(Tried { candidate, came }));
        take(session);
    };
    let area = el("textarea")
        .class("mono short")
        .attr("id", "own-metadata")
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .on("input", paste);
    el("details")
        .class("more")
        .add(el("summary").class("chev sm").add(texts.page("without_sending").to_owned()))
        .add(el("p").class("sm").add(prose(texts.page("without_sending_lead"))))
        .add(keyed(key, commands))
        .add(
            el("div")
                .class("field")
                .add(el("label").attr("for", "own-metadata").add(texts.page("metadata_box").to_owned()))
                .add(area),
        )
        .into()
}

/// A command that fetches an address, to copy.
pub(super) fn command(texts: &'static OwnTexts, url: &str) -> Node {
    let command = ["curl -sS '", &url.replace('\'', "%27"), "'"].concat();
    let copied = command.clone();
    nodes![
        el("pre").class("code").add(el("code").add(visible(&command).into_owned())),
        copy_button(texts.page("copy_command").to_owned(), move || copied.clone())
    ]
}
