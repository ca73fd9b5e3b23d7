//! The Receipt in words.

use crate::content::places;
use crate::content::receipt as said;
use crate::inspect::{Receipt, ReceiptRow as Row, Reply, Words};
use crate::ports::UnixTime;
use crate::texts::fill;
use crate::ui::route::Route;
use crate::ui::view_model::{Piece, ReceiptLink, ReceiptRow, ReceiptText};

use super::{OUTSIDE, time_of_day};

/// What a Receipt says that is not in the reply.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptFacts {
    /// When the request was sent.
    pub at: UnixTime,
    /// How many logins were recorded meanwhile.
    pub logins: u32,
    /// Whether somebody signed in for this reply, so that an ID Token in it is what OpenID Connect defines.
    pub signed_in: bool,
}

/// The Receipt as it is shown.
#[must_use]
pub fn receipt_text(receipt: &Receipt, facts: ReceiptFacts, words: &Words) -> ReceiptText {
    let status = receipt.status_line().unwrap_or_default();
    ReceiptText {
        note: [status, error_of(receipt).to_owned(), time_of_day(facts.at)]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        rows: receipt.rows.iter().chain(&receipt.more).map(|row| row_text(row, receipt, facts, words)).collect(),
        total: words.say(&receipt.sum()),
        logins: fill(said::LOGINS, &[("count", &facts.logins.to_string())]),
        refusal: receipt.reply != Reply::Tokens,
    }
}

/// The code that came in place of a token (RFC 6749 §5.2).
fn error_of(receipt: &Receipt) -> &str {
    match &receipt.reply {
        Reply::Refused { error, .. } => error,
        Reply::Tokens | Reply::RefusedWithoutError | Reply::NotJson => "",
    }
}

fn row_text(row: &Row, receipt: &Receipt, facts: ReceiptFacts, words: &Words) -> ReceiptRow {
    let is_id_token = row.name == "id_token";
    ReceiptRow {
        name: row.name,
        value: value_of(row, receipt, words),
        link: decode_link(row),
        arrived: row.arrived,
        person: is_id_token,
        beyond: (is_id_token && row.arrived && !facts.signed_in).then(|| OUTSIDE.to_owned()),
        note: silence(row, receipt, words),
    }
}

fn value_of(row: &Row, receipt: &Receipt, words: &Words) -> Vec<Piece> {
    let Some(value) = &row.value else { return Vec::new() };
    if let (Some(note), "id_token") = (&receipt.id_token, row.name)
        && let Some(subject) = &note.subject
    {
        return vec![Piece::new("sub", "code"), Piece::new(" ", ""), Piece::new(subject.as_str(), "code")];
    }
    if let Some(summary) = row.summary() {
        return vec![Piece::new(words.say(&summary), "xt")];
    }
    let mut pieces = vec![Piece::new(value.as_str(), "code")];
    match row.name {
        "expires_in" => pieces.push(Piece::new([" ", said::SECONDS].concat(), "")),
        "scope" => {
            let dropped = receipt.scope.as_ref().map(|scope| scope.dropped().join(" ")).unwrap_or_default();
            if !dropped.is_empty() {
                pieces.extend([
                    Piece::new(" ", ""),
                    Piece::new(dropped, "del"),
                    Piece::new([" ", said::DROPPED].concat(), "xt"),
                ]);
            }
        }
        _ => {}
    }
    pieces
}

/// What it means that an answer has no `scope` though one was asked for.
fn silence(row: &Row, receipt: &Receipt, words: &Words) -> Option<String> {
    let scope = receipt.scope.as_ref().filter(|scope| row.name == "scope" && scope.is_silent())?;
    let phrase = scope.phrase();
    Some([Some(words.say(&phrase)), words.next(&phrase)].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn decode_link(row: &Row) -> Option<ReceiptLink> {
    row.form?;
    Some(ReceiptLink { label: places::DECODE.to_owned(), href: Route::Decode.to_hash(), text: row.value.clone()? })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::Response;
    use http::header::CONTENT_TYPE;

    use super::*;

    const FACTS: ReceiptFacts = ReceiptFacts { at: UnixTime(1_763_888_403), logins: 0, signed_in: false };

    fn words() -> Words {
        crate::texts::read(include_str!("../../content/en/receipt.json")).unwrap()
    }

    fn receipt(status: u16, body: &str) -> ReceiptText {
        let response = Response::builder()
            .status(status)
            .header(CONTENT_TYPE, "application/json")
            .body(body.as_bytes().to_vec())
            .unwrap();
        receipt_text(&Receipt::from_response(Some("orders.read openid"), &response), FACTS, &words())
    }

    fn joined(row: &ReceiptRow) -> String {
        row.value.iter().map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn six_rows_say_what_arrived_and_what_was_dropped() {
        let text =
            receipt(200, r#"{"access_token":"a.b","token_type":"Bearer","expires_in":300,"scope":"orders.read"}"#);
        assert_eq!(text.note, "200 OK, 09:00:03");
        assert_eq!((text.total.as_str(), text.logins.as_str()), ("4 of 6 arrived", "Logins recorded: 0"));
        assert_eq!(text.rows.iter().map(|row| row.arrived).collect::<Vec<_>>(), [true, true, true, true, false, false]);
        assert_eq!(joined(&text.rows[2]), "300 s");
        assert_eq!(joined(&text.rows[3]), "orders.read openid dropped");
        assert!(text.rows[5].person && text.rows[5].beyond.is_none() && !text.refusal);
    }

    #[test]
    fn an_answer_that_is_silent_about_the_scope_says_what_that_means_and_what_the_token_says() {
        let note = |access_token: &str| {
            let body = ["{\"access_token\":\"", access_token, "\",\"token_type\":\"Bearer\"}"].concat();
            receipt(200, &body).rows.remove(3).note.unwrap()
        };
        assert!(note("opaque").contains("granted as asked. Some servers are silent"), "{}", note("opaque"));
        // {"scope":"orders.read"}
        let narrower = note("eyJhbGciOiJSUzI1NiJ9.eyJzY29wZSI6Im9yZGVycy5yZWFkIn0.AAAA");
        assert!(narrower.ends_with("The token says otherwise: orders.read."), "{narrower}");
        let stated = receipt(200, r#"{"access_token":"a.b","token_type":"Bearer","scope":"orders.read"}"#);
        assert!(stated.rows.iter().all(|row| row.note.is_none()));
    }

    #[test]
    fn an_id_token_without_a_sign_in_is_marked_and_says_whom_it_describes() {
        let id_token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzdmMtNWUxZiJ9.AAAA";
        let body = ["{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"", id_token, "\"}"].concat();
        let row = receipt(200, &body).rows.remove(5);
        assert_eq!(joined(&row), "sub svc-5e1f");
        assert!(row.beyond.is_some());
        assert_eq!(row.link.unwrap().text, id_token);
    }

    #[test]
    fn a_refusal_has_nothing_to_receive() {
        let text = receipt(400, r#"{"error":"invalid_scope"}"#);
        assert!(text.refusal && text.rows.iter().all(|row| !row.arrived));
        assert_eq!(text.total, "0 of 6 arrived");
    }
}
