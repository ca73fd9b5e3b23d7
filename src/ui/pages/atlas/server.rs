//! One server: what surprises about it, what to write in Build, its token, its facts in groups, and what is not known.

use leptos::prelude::*;

use super::build_box::build_box;
use super::contents::Contents;
use super::fact::{Told, facts, line};
use super::matrix::clients_at;
use super::tabs::tabs;
use super::token::token;
use crate::atlas::{AskedForOpenid, GROUPS, Surprise, asked_for_openid, contradictions, surprises, unknown};
use crate::facts::{Product, Seen, Setup, Topic};
use crate::lab::content::word;
use crate::ui::components::{citations, prose};
use crate::ui::dom::{El, Node, el, keyed, nodes};
use crate::ui::presenter::link;
use crate::ui::route::Area;

/// The page of the server that the address names.
pub(super) fn page(contents: Contents) -> Node {
    let id = contents.session.route.with_untracked(|route| route.entry().unwrap_or_default().to_owned());
    match contents.servers.product(&id) {
        Some(product) => show(contents, product),
        None => missing(contents, Area::Servers, "back_servers"),
    }
}

/// Where the address names nothing.
pub(super) fn missing(contents: Contents, area: Area, back: &'static str) -> Node {
    el("div")
        .class("atlas")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(contents.word("not_found")))
        .add(el("p").add(el("a").attr("href", area.hash()).add(contents.word(back))))
        .into()
}

fn show(contents: Contents, product: &'static Product) -> Node {
    contents.session.title(&product.name);
    let kind = word(&contents.told.kinds, product.kind.name());
    let package = product.package.as_ref().map(|package| {
        let registry = product.registry.as_ref().map_or_else(String::new, |registry| [" (", registry, ")"].concat());
        nodes![el("span").add(el("code").add(package.as_str())).add(registry)]
    });
    let heading = el("div")
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(product.name.as_str()))
        .add(asked(contents, product))
        .add(el("p").class("facts-of").add(nodes![
            el("span").add(kind),
            product.language.as_ref().map(|language| el("span").add(language.as_str())),
            package,
        ]))
        .add(setups(contents, product));
    let back = el("p").class("sm").add(el("a").attr("href", Area::Servers.hash()).add(contents.word("back_servers")));
    let left = el("div").class("stack").add(nodes![
        surprise_list(contents, product),
        differing(contents, product),
        not_known(contents, product)
    ]);
    let right = el("div").class("stack").add(nodes![build_box(contents, product), played(contents, product)]);
    let groups = GROUPS.iter().map(|(name, topics)| facts(contents, product, name, topics));
    el("div")
        .class("atlas entry")
        .add(nodes![tabs(contents, Some(Area::Servers)), back, heading])
        .add(el("div").class("cols").add(left).add(right))
        .add(token(contents, product))
        .add(
            el("section")
                .attr("aria-labelledby", "facts")
                .add(el("h2").class("part-h").attr("id", "facts").add(contents.word("facts")))
                .add(el("p").class("sm second").add(contents.word("facts_note")))
                .add(el("p").class("cap muted").add(prose(contents.word("answer_note"))))
                .add(groups.collect::<Node>()),
        )
        .add(clients_at(contents, product))
        .into()
}

/// What comes when it is asked for `openid`, and how that is known.
fn asked(contents: Contents, product: &'static Product) -> El {
    let AskedForOpenid { said, about, seen } = asked_for_openid(product);
    let sentence = contents.texts.asked.get(said).map_or("", String::as_str);
    let about = about.and_then(|about| contents.texts.about.get(about)).map_or("", String::as_str);
    let known = seen.map(|seen| nodes![" ", el("small").add([&contents.told.source(&seen), "."].concat())]);
    el("p").class("lead asked-openid").add(prose(&sentence.replace("{about}", about))).add(known)
}

/// Version, day and configuration of each way in which it was met.
fn setups(contents: Contents, product: &'static Product) -> El {
    let one = |setup: &'static Setup| {
        let how = word(&contents.told.how, setup.how.name());
        let name = setup.name.as_ref().map(|name| [name, ": "].concat());
        let day = setup.date.as_ref().map(|date| [", ", date].concat());
        let line = nodes![el("b").add(how), " ", name, setup.version.as_str(), day];
        let note = setup.note.as_deref().map(|note| el("small").add(note));
        el("li").add(line).add(note)
    };
    el("ul")
        .class("setups sm")
        .attr("aria-label", contents.word("setups"))
        .add(product.setups.iter().map(one).collect::<Node>())
}

fn surprise_list(contents: Contents, product: &'static Product) -> El {
    let all = surprises(product, contents.server_table());
    let heading = el("h2").attr("id", "surprises").add(contents.word("surprises"));
    // Said once, where it is the same for all.
    let mut sources = all.iter().filter_map(|surprise| Some(contents.told.source(surprise.seen.as_ref()?)));
    let shared = sources.next().filter(|first| sources.all(|source| source == *first));
    let body: Node = if all.is_empty() {
        el("p").class("second").add(contents.word("no_surprises")).into()
    } else {
        let lines = all.iter().map(|surprise| surprise_line(contents, surprise, shared.is_none())).collect::<Node>();
        let source = shared.map(|source| el("small").add([&source, "."].concat()));
        nodes![source, el("ul").class("looks").add(lines)]
    };
    el("section").attr("aria-labelledby", "surprises").add(heading).add(body)
}

fn surprise_line(contents: Contents, surprise: &Surprise<'_>, has_source: bool) -> Option<El> {
    let text = contents.texts.surprises.get(surprise.code)?;
    let topic = contents.texts.topics.get(surprise.topic.name()).map_or("", String::as_str);
    let said = surprise.seen.map_or("", |seen| contents.texts.outcome(seen.fact.outcome.name()));
    let (same, of) = surprise.few.unwrap_or_default();
    let sentence = [("{topic}", topic), ("{said}", said), ("{count}", &same.to_string()), ("{of}", &of.to_string())]
        .iter()
        .fold(text.text.clone(), |text, (place, value)| text.replace(place, value));
    let sources = citations(text.sources.iter().map(link).collect());
    let known = surprise.seen.filter(|_| has_source).map(|seen| [" ", &contents.told.source(&seen), "."].concat());
    Some(el("li").add(prose(&sentence)).add(el("small").add(nodes![sources, known])))
}

/// *Play this server*: its heading, and the rest as soon as its part is here.
fn played(contents: Contents, product: &'static Product) -> El {
    let players = contents.session.parts.players;
    players.fetch();
    let is_here = move || if players.follow().is_some() { "here" } else { "" };
    let shown = move || players.follow().map_or_else(|| nodes![el("p").add("…")], |part| (part.play)(product));
    el("section")
        .attr("aria-labelledby", "play")
        .add(el("h2").attr("id", "play").add(contents.word("play")))
        .add(keyed(is_here, shown))
}

/// Where run and reading differ.
fn differing(contents: Contents, product: &'static Product) -> Option<El> {
    let all = contradictions(product);
    if all.is_empty() {
        return None;
    }
    let item = |(topic, counted, others): &(Topic, Seen<'static>, Vec<Seen<'static>>)| {
        let name = contents.texts.topics.get(topic.name()).map_or("", String::as_str);
        let others: Node = others.iter().map(|seen| line(contents, Told::Elsewhere, seen)).collect();
        el("li").add(el("b").add(prose(name))).add(line(contents, Told::Counted, counted)).add(others)
    };
    Some(
        el("section")
            .attr("aria-labelledby", "contradictions")
            .add(el("h2").attr("id", "contradictions").add(contents.word("contradictions")))
            .add(el("ul").class("looks").add(all.iter().map(item).collect::<Node>())),
    )
}

fn not_known(contents: Contents, product: &'static Product) -> Option<El> {
    let unknown = unknown(product);
    if unknown.topics.is_empty() && unknown.open.is_empty() {
        return None;
    }
    let name = |topic: &Topic| contents.texts.topics.get(topic.name()).map_or("", String::as_str);
    let topics = unknown.topics.iter().map(|topic| el("li").add(prose(name(topic))));
    let open = unknown.open.iter().filter_map(|seen| {
        let told = contents.word("not_verified").replace("{open}", seen.fact.open.as_deref()?);
        Some(el("li").add(prose(name(&seen.fact.topic))).add(": ").add(prose(&told)))
    });
    Some(
        el("section")
            .attr("aria-labelledby", "not-known")
            .add(el("h2").attr("id", "not-known").add(contents.word("not_known")))
            .add(el("p").class("sm second").add(contents.word("not_known_lead")))
            .add(el("ul").class("open-list sm").add(topics.collect::<Node>()).add(open.collect::<Node>())),
    )
}
