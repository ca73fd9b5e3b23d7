//! The Receipts of a run: one for each token response, under what the lesson calls it.

use crate::inspect::{self, Receipt as Reading};
use crate::lab::{Action, Evidence};
use crate::ui::shown::ReceiptText;
use crate::ui::wire::{ReceiptFacts, receipt_text};

/// The Receipt of the last token request; `None` when the run sent none.
#[must_use]
pub fn receipt_of(evidence: &Evidence, words: &inspect::Words) -> Option<ReceiptText> {
    receipts_of(evidence, words).pop()?
}

/// The Receipt of every token request, in order; `None` for one that could not be sent.
#[must_use]
pub fn receipts_of(evidence: &Evidence, words: &inspect::Words) -> Vec<Option<ReceiptText>> {
    let logins = evidence.record.as_ref().map_or(0, |record| record.logins);
    let mut scope = None;
    let mut all = Vec::new();
    for done in &evidence.done {
        match done.action {
            Action::TokenRequest(ask) => scope = ask.scope,
            Action::SignIn { scope: asked } => scope = Some(asked),
            _ => {}
        }
        if done.action.asks_for_token() {
            let exchange = done.message.and_then(|index| evidence.messages.get(index)).map(|sent| &sent.exchange);
            all.push(exchange.map(|exchange| {
                let facts = ReceiptFacts { at: exchange.at, logins, signed_in: logins > 0 };
                receipt_text(&Reading::from_response(scope, &exchange.response), facts, words)
            }));
        }
    }
    all
}
