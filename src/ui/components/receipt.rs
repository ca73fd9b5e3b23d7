//! The Receipt: the same rows in the same order every time, so that what did not arrive is as visible as what did.

use std::rc::Rc;

use crate::content::receipt as said;
use crate::ui::dom::{Node, el, nodes};
use crate::ui::view_model::{Piece, ReceiptLink, ReceiptRow, ReceiptText};

/// The Receipt. Its heading has the id `id`, unique on the page. `under` is the id of the heading that this is under, if it is under one:
/// the Receipt's own is then one level lower, and its name is both, so that several Receipts on a page can be told apart. `open` is
/// called with [`ReceiptLink::text`] before the browser follows a row's link.
pub(crate) fn receipt(text: ReceiptText, id: &str, under: Option<&str>, open: impl Fn(String) + 'static) -> Node {
    let open: Rc<dyn Fn(String)> = Rc::new(open);
    let named_by = under.map_or_else(|| id.to_owned(), |under| [under, " ", id].concat());
    let heading = el(if under.is_some() { "h3" } else { "h2" }).attr("id", id.to_owned()).add(said::HEADING);
    let sum = el("p").class("sum").add(el("span").add(text.total)).add(el("span").class("z").add(text.logins));
    el("section")
        .class(if text.refusal { "receipt refusal" } else { "receipt" })
        .attr("aria-labelledby", named_by)
        .add(el("header").add(heading).add(el("p").add(text.note)))
        .add(el("dl").add(text.rows.into_iter().map(|row| show_row(row, &open)).collect::<Node>()))
        .add(sum)
        .into()
}

fn show_row(row: ReceiptRow, open: &Rc<dyn Fn(String)>) -> Node {
    let mut class = Vec::new();
    if !row.arrived {
        class.push("no");
    }
    if row.person {
        class.push("who-p");
    }
    if row.beyond.is_some() {
        class.push("odd");
    }
    let value = row.value.into_iter().map(show_value).collect::<Node>();
    let link = row.link.map(|ReceiptLink { label, href, text }| {
        let open = Rc::clone(open);
        nodes![" ", el("a").stays().attr("href", href).on("click", move |_| open(text.clone())).add(label)]
    });
    let beyond = row.beyond.map(|remark| el("dd").class("x").add(el("span").class("tag beyond").add(remark)));
    el("div")
        .class(class.join(" "))
        .add(el("dt").add(row.name))
        // A place that stayed empty is drawn, and said by what stands beside it.
        .add(el("dd").class("v").maybe("aria-hidden", (!row.arrived).then_some("true")).add(value).add(link))
        .add(el("dd").class("st").add(if row.arrived { said::ARRIVED } else { said::DID_NOT_ARRIVE }))
        .add(beyond)
        .add(row.note.map(|note| el("dd").class("x sm").add(note)))
        .into()
}

fn show_value(piece: Piece) -> Node {
    let text = piece.text;
    match piece.class {
        "code" => el("code").add(text).into(),
        // A line through a word is not read out.
        "del" => el("del").add(el("span").class("sr").add(said::NOT_GRANTED)).add(el("code").add(text)).into(),
        "" => text.into(),
        class => el("span").class(class).add(text).into(),
    }
}
