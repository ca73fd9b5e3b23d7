//! Several Receipts at one glance: a row for each, a column for each member, and under a row its Receipt when somebody asks for it.

use std::rc::Rc;

use leptos::prelude::*;

use super::receipt;
use crate::content::receipt::{ARRIVED, DID_NOT_ARRIVE};
use crate::ui::dom::{El, Node, el, when};
use crate::ui::view_model::{ReceiptRow, ReceiptText};

/// How many members every Receipt has, in the same order; what follows is there only where it arrived.
const MEMBERS: usize = 6;

/// What the table says.
#[derive(Clone, Copy)]
pub(crate) struct MatrixWords {
    /// What the table is called.
    pub(crate) caption: &'static str,
    /// What its rows are.
    pub(crate) rows: &'static str,
    /// What stands in place of a Receipt that is not there.
    pub(crate) none: &'static str,
}

/// The table. `id` begins the ids in it; `open` is called with a token before the browser follows its link to the decoder.
pub(crate) fn matrix(
    words: MatrixWords,
    all: Vec<(String, Option<ReceiptText>)>,
    id: &str,
    open: impl Fn(String) + Clone + 'static,
) -> Node {
    let names = all.iter().find_map(|(_, text)| text.as_ref()).map(|text| names(&text.rows)).unwrap_or_default();
    let columns = (names.len() + 1).to_string();
    let head = |name: &'static str| el("th").attr("scope", "col").add(el("code").add(name));
    let heads =
        el("tr").add(el("th").attr("scope", "col").add(words.rows)).add(names.into_iter().map(head).collect::<Node>());
    // One Receipt is open at a time.
    let shown: RwSignal<Option<usize>> = RwSignal::new(None);
    let mut body = el("tbody");
    for (index, (name, text)) in all.into_iter().enumerate() {
        let under = [id, "-", &index.to_string()].concat();
        let drawer = [&under, "-receipt"].concat();
        let row = match &text {
            Some(text) => row(name, text, &under, &drawer, index, shown),
            None => el("tr")
                .add(el("th").attr("scope", "row").add(name))
                .add(el("td").attr("colspan", MEMBERS.to_string()).add(words.none)),
        };
        body = body.add(row);
        let Some(text) = text else { continue };
        let (text, columns, open) = (Rc::new(text), columns.clone(), open.clone());
        body = body.add(when(
            move || shown.get() == Some(index),
            move || {
                let receipt = receipt((*text).clone(), &[&under, "-r"].concat(), Some(&under), open.clone());
                el("tr")
                    .class("opened-row")
                    .attr("id", drawer.clone())
                    .add(el("td").attr("colspan", columns.clone()).add(receipt))
            },
        ));
    }
    let caption = el("caption").add(el("h2").add(words.caption));
    el("table").class("glance").add(caption).add(el("thead").add(heads)).add(body).into()
}

fn names(rows: &[ReceiptRow]) -> Vec<&'static str> {
    rows.iter().take(MEMBERS).map(|row| row.name).collect()
}

fn row(name: String, text: &ReceiptText, id: &str, drawer: &str, index: usize, shown: RwSignal<Option<usize>>) -> El {
    let is_open = move || shown.get() == Some(index);
    let button = el("button")
        .class("act chev")
        .attr("type", "button")
        .attr("id", id.to_owned())
        .live("aria-expanded", move || Some(if is_open() { "true" } else { "false" }))
        .attr("aria-controls", drawer.to_owned())
        .on("click", move |_| shown.update(|shown| *shown = (*shown != Some(index)).then_some(index)))
        .add(name);
    let note = el("span").class("cap muted").add(text.note.clone());
    let cells: Node = text.rows.iter().take(MEMBERS).map(cell).collect();
    el("tr").add(el("th").attr("scope", "row").add(button).add(note)).add(cells)
}

fn cell(row: &ReceiptRow) -> El {
    let mut class = vec![if row.arrived { "yes" } else { "no" }];
    class.extend(row.person.then_some("who-p"));
    class.extend(row.beyond.is_some().then_some("odd"));
    let said = el("span").class("sr").add(if row.arrived { ARRIVED } else { DID_NOT_ARRIVE });
    // Protocol text is short; what is said about a token is in its Receipt.
    let codes = row.value.iter().filter(|piece| piece.class == "code").map(|piece| piece.text.as_str());
    let value = codes.collect::<Vec<_>>().join(" ");
    let value = (!value.is_empty()).then(|| el("code").class("val").add(value));
    el("td").class(class.join(" ")).add(el("span").class("mark").attr("aria-hidden", "true")).add(said).add(value)
}
