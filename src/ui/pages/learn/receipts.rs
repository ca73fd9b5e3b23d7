//! The Receipts of a run: one for each token response, and for each redirect that carries an ID Token.

use serde_json::json;

use crate::inspect::{self, Receipt as Reading};
use crate::lab::{Action, Evidence};
use crate::oauth::authorization_response::AuthorizationOutcome;
use crate::ports::UnixTime;
use crate::ui::presenter::{ReceiptFacts, receipt_text};
use crate::ui::view_model::ReceiptText;

/// The Receipt of the last token request; `None` when the run sent none.
#[must_use]
pub fn receipt_of(evidence: &Evidence, words: &inspect::Words) -> Option<ReceiptText> {
    receipts_of(evidence, words).pop()?
}

/// The Receipt of every token request, in order; `None` for one that could not be sent. A redirect with an ID Token has one too.
#[must_use]
pub fn receipts_of(evidence: &Evidence, words: &inspect::Words) -> Vec<Option<ReceiptText>> {
    let logins = evidence.record.as_ref().map_or(0, |record| record.logins);
    let mut scope = None;
    let mut all = Vec::new();
    for (index, done) in evidence.done.iter().enumerate() {
        match done.action {
            Action::TokenRequest(ask) => scope = ask.scope,
            Action::SignIn { scope: asked, .. } => scope = Some(asked),
            _ => {}
        }
        if done.action.asks_for_token() {
            let exchange = done.message.and_then(|index| evidence.messages.get(index)).map(|sent| &sent.exchange);
            all.push(exchange.map(|exchange| {
                let facts = ReceiptFacts { at: exchange.at, logins, signed_in: logins > 0 };
                receipt_text(&Reading::from_response(scope, &exchange.response), facts, words)
            }));
        } else if let Some(AuthorizationOutcome::IdToken { id_token, .. }) =
            evidence.came_back(index).map(|back| back.outcome)
        {
            let sent = done.message.and_then(|index| evidence.messages.get(index));
            let at = sent.map_or(UnixTime(0), |sent| sent.exchange.at);
            let reading = Reading::from_pasted(&json!({ "id_token": id_token }).to_string());
            all.push(Some(receipt_text(&reading, ReceiptFacts { at, logins, signed_in: logins > 0 }, words)));
        }
    }
    all
}
