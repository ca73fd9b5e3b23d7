//! The last frame of the first step's run, shown before anything ran.

use crate::content::receipt;
use crate::inspect::Words;
use crate::texts::fill;
use crate::ui::view_model::{Piece, ReceiptRow, ReceiptText};

/// The Receipt with which the first step's run ends, as far as it is the same every time. A test holds it to the run.
#[must_use]
pub fn still(words: &Words) -> ReceiptText {
    let row = |name: &'static str, value: Vec<Piece>| ReceiptRow {
        name,
        arrived: !value.is_empty(),
        person: name == "id_token",
        value,
        ..ReceiptRow::default()
    };
    let code = |text: &str| vec![Piece::new(text, "code")];
    let total = words.text("receipt_sum").map_or("", |text| text.title.as_str());
    ReceiptText {
        note: "200 OK".to_owned(),
        rows: vec![
            row("access_token", vec![Piece::new("JWT", "xt")]),
            row("token_type", code("Bearer")),
            row("expires_in", vec![Piece::new("300", "code"), Piece::new([" ", receipt::SECONDS].concat(), "")]),
            row("scope", code("orders.read")),
            row("refresh_token", Vec::new()),
            row("id_token", Vec::new()),
        ],
        total: total.replace("{arrived}", "4").replace("{of}", "6"),
        logins: fill(receipt::LOGINS, &[("count", "0")]),
        refusal: false,
    }
}
