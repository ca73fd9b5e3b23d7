//! What named servers do about one question: counts, and each with its version, its day, and where that was read.

use crate::facts::{Answer, HowKnown, Seen, Servers, Topic, fill};
use crate::lab::content::word;
use crate::lab::servers::{Asked, Differences, Named, Part, Question};
use crate::lab::text;
use crate::ui::components::prose;
use crate::ui::content::{load, why};
use crate::ui::dom::{El, Node, el, live, nodes};
use crate::ui::route::Route;

#[derive(Clone, Copy)]
struct Facts {
    servers: &'static Servers,
    texts: &'static Differences,
    level: &'static str,
}

/// What the servers do. Headings begin at `level`.
pub(crate) fn differ(question: Question, level: &'static str) -> Node {
    let (servers, texts) = (load::<Servers>("facts/servers"), load::<Differences>("servers"));
    live(move || match (servers.get(), texts.get()) {
        (Some(Ok(servers)), Some(Ok(texts))) => {
            let facts = Facts { servers, texts, level };
            texts.questions.get(question.name()).map(|asked| facts.show(asked))
        }
        (servers, texts) => {
            why(servers).or_else(|| why(texts)).map(|reason| el("p").attr("role", "alert").add(reason).into())
        }
    })
}

impl Facts {
    fn word(self, name: &'static str) -> String {
        word(&self.texts.words, name).to_owned()
    }

    fn show(self, asked: &'static Asked) -> Node {
        let lead: Node = asked
            .lead
            .iter()
            .map(|sentence| el("p").add(prose(&text::markdown(&sentence.say(self.servers)))))
            .collect();
        let parts: Node = asked.parts.iter().map(|part| self.part(part)).collect();
        let topic = asked.parts.first().map(|part| part.topic);
        let left = topic.map(|topic| {
            let names = ["unknown", "unasked", "without"].map(|name| {
                let names = fill(&["{names_", name, "}"].concat(), self.servers, topic);
                let sentence = self.word(name).replace("{names}", &names);
                (!names.is_empty()).then(|| el("p").class("sm second").add(sentence))
            });
            Node::from_iter(names)
        });
        let how = el("p").class("sm second").add(self.word("how"));
        nodes![lead, parts, left, how]
    }

    fn part(self, part: &'static Part) -> Node {
        let tally = self.servers.tally(part.topic);
        let group = |group: &'static Named| {
            let answers = group.answers(&tally);
            let run = answers.iter().filter(|answer| answer.counted.how() == HowKnown::Run).count();
            let count = self
                .word("count")
                .replace("{all}", &answers.len().to_string())
                .replace("{run}", &run.to_string())
                .replace("{read}", &(answers.len() - run).to_string());
            let heading = el(self.level).class("sm").add(nodes![prose(&group.name), ": ", count]);
            let entries: Node = answers.iter().map(|answer| self.entry(answer, part.topic)).collect();
            (!answers.is_empty()).then(|| nodes![heading, el("ul").class("plain").add(entries)])
        };
        part.groups.iter().filter_map(group).collect()
    }

    fn entry(self, answer: &Answer<'_>, topic: Topic) -> El {
        let counted = &answer.counted;
        let product = counted.product;
        let kind = word(&self.texts.kinds, product.kind.name());
        let href = Route::Server { id: product.id.clone() }.to_hash();
        let link = el("a").attr("href", href).add(product.name.clone());
        let name = nodes![el("b").add(link), " ", el("span").class("cap").add(kind)];
        let differing: Vec<Seen<'_>> = answer.contradictions().collect();
        let differs: Node = differing.iter().map(|seen| self.beside("differs", seen)).collect();
        // What was read of a product that was run, and its variations, stand with the source.
        let is_shown = |seen: &Seen<'_>| differing.iter().any(|differing| std::ptr::eq(differing.fact, seen.fact));
        let more: Node =
            answer.others.iter().filter(|seen| !is_shown(seen)).map(|seen| self.beside("more", seen)).collect();
        let source = el("details")
            .add(el("summary").class("chev cap").add(self.texts.source(counted)))
            .add(self.cited(counted))
            .add(more);
        let said = self.texts.said(counted).filter(|_| topic != Topic::RefreshToken || counted.fact.text.is_some());
        let said = said.map(|said| el("p").add(prose(&said)).add(self.open(counted)));
        el("li").add(el("p").add(name)).add(said).add(differs).add(source)
    }

    /// What else is known of it: in another configuration, or by another way of knowing.
    fn beside(self, label: &'static str, seen: &Seen<'_>) -> El {
        let when = seen.fact.when.as_ref().map(|when| [" (", when, ")"].concat());
        let said = self.texts.said(seen).map(|said| nodes![" ", prose(&said)]);
        let line =
            nodes![el("b").add(self.word(label)), when, ": ", self.texts.source(seen), ".", said, self.open(seen)];
        el("p").class("sm").add(line)
    }

    /// Where it was read, or how what was run was configured.
    fn cited(self, seen: &Seen<'_>) -> Option<El> {
        let lines = [seen.setup.note.as_deref(), seen.fact.citation.as_deref(), seen.fact.when.as_deref()];
        let lines: Vec<&str> = lines.into_iter().flatten().collect();
        (!lines.is_empty()).then(|| el("p").class("cap").add(lines.join(" ")))
    }

    fn open(self, seen: &Seen<'_>) -> Option<Node> {
        let open = seen.fact.open.as_ref()?;
        Some(nodes![" ", prose(&self.word("open").replace("{open}", open))])
    }
}
