//! The lanes: who sent what to whom, and who was never asked. The Person lane is there in every run, that of another issuer in the place
//! of the API's when that one takes part.

use crate::lab::content::word;
use crate::lab::{Evidence, SequencedMessage};
use crate::oauth::Party;
use crate::texts::Table;
use crate::ui::components::icon;
use crate::ui::dom::{Node, el};
use crate::ui::exchange::face;

/// Who has a lane, in reading order.
fn parties(sequence: &[SequencedMessage<'_>]) -> [Party; 4] {
    let is_other = |message: &SequencedMessage<'_>| message.from == Party::Other || message.to == Party::Other;
    let third = if sequence.iter().any(is_other) { Party::Other } else { Party::Api };
    [Party::Client, Party::Issuer, third, Party::Person]
}

/// The lanes under their heading.
pub(super) fn lanes(evidence: &Evidence, labels: &'static Table<String>) -> Node {
    let sequence = evidence.message_sequence();
    let mut heads = el("div").class("lane-heads");
    let mut lines = el("div").class("lane-lines");
    let parties = parties(&sequence);
    for party in parties {
        let (class, symbol, name) = face(party);
        let head = el("span").class(["lane-head ", class].concat());
        heads = heads.add(head.add(icon(symbol)).add(word(labels, name)));
        let quiet = sequence.iter().all(|message| message.from != party && message.to != party);
        let zero = quiet.then(|| el("span").class("silent").add(word(labels, "zero")));
        let line = el("span").class(["lane-line ", class, if quiet { " quiet" } else { "" }].concat());
        lines = lines.add(line.add(zero));
    }
    let mut arrows = el("div").class("arrows");
    for (index, message) in sequence.iter().enumerate() {
        let label = [&(index + 1).to_string(), " ", &message.label()].concat();
        arrows = arrows.add(el("span").class(["arrow ", way(message, parties)].concat()).add(el("span").add(label)));
    }
    let swim = el("div").class("swim").attr("role", "img").attr("aria-label", described(evidence, &sequence, labels));
    el("section").add(el("h2").add(word(labels, "lanes"))).add(swim.add(heads).add(lines).add(arrows)).into()
}

/// The same in words.
fn described(evidence: &Evidence, sequence: &[SequencedMessage<'_>], labels: &'static Table<String>) -> String {
    let name = |party: Party| word(labels, face(party).2);
    let told = sequence.iter().map(|message| {
        [name(message.from), " ", word(labels, "to"), " ", name(message.to), ": ", &message.label(), ". "].concat()
    });
    let template = word(labels, "lanes_label").replace("{messages}", &told.collect::<String>());
    template.replace("{person}", &evidence.person_messages().to_string())
}

/// The class that places an arrow: the two lanes by position, in reading order, and its direction.
fn way(message: &SequencedMessage<'_>, parties: [Party; 4]) -> &'static str {
    let place = |party: Party| parties.iter().position(|known| *known == party).unwrap_or_default();
    match (place(message.from), place(message.to)) {
        (0, 1) => "l12",
        (1, 0) => "l12 back",
        (0, 2) => "l13",
        (2, 0) => "l13 back",
        (0, 3) => "l14",
        (3, 0) => "l14 back",
        (1, 2) => "l23",
        (2, 1) => "l23 back",
        (1, 3) => "l24",
        (3, 1) => "l24 back",
        (2, 3) => "l34",
        _ => "l34 back",
    }
}
