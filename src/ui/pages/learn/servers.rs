//! Where servers differ: what named servers do, from data that is fetched when somebody unfolds this.

use leptos::prelude::*;

use crate::lab::content::word;
use crate::lab::providers::{Fact, Group, Provider, Providers, Question};
use crate::lab::text;
use crate::texts::Table;
use crate::ui::components::prose;
use crate::ui::content::{load, why};
use crate::ui::dom::{El, Node, el, live, nodes, when};

/// The button, and behind it what the servers do. Headings inside begin at `level`.
pub(crate) fn servers(question: Question, labels: &'static Table<String>, level: &'static str) -> El {
    let open = RwSignal::new(false);
    let button = el("button")
        .class("act chev")
        .attr("type", "button")
        .attr("aria-controls", "servers")
        .live("aria-expanded", move || Some(open.get().to_string()))
        .on("click", move |_| open.update(|is| *is = !*is))
        .add(word(labels, question.name()));
    let inside = when(
        move || open.get(),
        move || {
            let loading = load::<Providers>("providers");
            live(move || match loading.get() {
                Some(Ok(providers)) => Some(show(providers, question, level)),
                other => why(other).map(|reason| el("p").attr("role", "alert").add(reason).into()),
            })
        },
    );
    el("div").class("servers").add(button).add(el("div").attr("id", "servers").add(inside))
}

fn show(providers: &'static Providers, question: Question, level: &'static str) -> Node {
    let say = |name: &str| el("p").add(prose(&text::markdown(&providers.say(name, question))));
    let how = say("how").class("sm second");
    if question != Question::Openid {
        let known = providers.providers.iter().filter(|provider| provider.fact(question).is_some());
        let unknown = word(&providers.words, "unknown").replace("{names}", &providers.unknown(question));
        return nodes![
            say(question.name()),
            list(providers, known, question),
            el("p").class("sm second").add(unknown),
            how
        ];
    }
    let groups = Group::ALL.map(|group| {
        let count = providers.of(group).count().to_string();
        let heading = el(level).class("sm").add(nodes![word(&providers.groups, group.name()), ": ", count]);
        nodes![heading, list(providers, providers.of(group), question)]
    });
    nodes![say(question.name()), say("remark"), groups, how]
}

fn list(words: &'static Providers, of: impl Iterator<Item = &'static Provider>, question: Question) -> El {
    let entries = of.filter_map(|provider| Some(entry(words, provider, provider.fact(question)?)));
    el("ul").class("plain").add(entries.collect::<Node>())
}

fn entry(words: &'static Providers, provider: &'static Provider, fact: &'static Fact) -> El {
    let label = |name: &'static str| word(&words.words, name);
    let open = fact.open.as_ref().map(|open| nodes![" ", prose(&label("open").replace("{open}", open))]);
    let mut read = label("read").replace("{confidence}", &fact.confidence).replace("{version}", &provider.version);
    if fact.third_party {
        read = [&read, ", ", label("third_party")].concat();
    }
    let citation = fact.citation.as_deref().unwrap_or_else(|| label("no_citation"));
    let source = el("details").add(el("summary").class("chev cap").add(read)).add(el("p").class("cap").add(citation));
    let name = nodes![el("b").add(provider.name.as_str()), " ", el("span").class("cap").add(provider.kind.as_str())];
    el("li").add(el("p").add(name)).add(el("p").add(prose(&fact.text)).add(open)).add(source)
}
