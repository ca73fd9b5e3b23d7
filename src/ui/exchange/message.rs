//! A message at every reading level.

use std::collections::BTreeSet;

use http::{Request, Response};

use super::part::Annotated;
use super::read::{annotated_request, annotated_response};
use crate::ui::presenter::{request_message, response_message};
use crate::ui::view_model::{MessageText, Piece};

/// A message ready to be shown at any level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Its parts, for *Explained* and *Listed*.
    pub parts: Annotated,
    /// Its text, for *Raw* and for copying.
    pub text: MessageText,
}

impl Message {
    /// A request.
    #[must_use]
    pub fn request(request: &Request<Vec<u8>>) -> Self {
        Self { parts: annotated_request(request), text: request_message(request) }
    }

    /// The response to a request for `path`.
    #[must_use]
    pub fn response(response: &Response<Vec<u8>>, path: &str) -> Self {
        Self { parts: annotated_response(response, path), text: response_message(response) }
    }

    /// Marks the lines that an earlier state of the message did not have: those that an edit has just changed.
    pub fn mark_changed(&mut self, before: &Self) {
        let mut old: BTreeSet<Vec<&Piece>> = BTreeSet::new();
        old.extend(before.parts.lines.iter().map(|line| before.parts.pieces(line)));
        let changed = |line| {
            let pieces = self.parts.pieces(line);
            !pieces.is_empty() && !old.contains(&pieces)
        };
        let marks: Vec<bool> = self.parts.lines.iter().map(changed).collect();
        for (line, mark) in self.parts.lines.iter_mut().zip(marks) {
            line.changed = mark;
        }
    }

    /// Whether a secret is in it.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.text.has_secret()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::header::CONTENT_TYPE;

    use super::*;

    fn request(to: &str, scope: &str) -> Message {
        let request = Request::post(to)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(["grant_type=client_credentials&scope=", scope].concat().into_bytes());
        Message::request(&request.unwrap())
    }

    fn changed(before: &Message, mut now: Message) -> Vec<String> {
        now.mark_changed(before);
        let lines = now.parts.lines.iter().filter(|line| line.changed);
        lines.map(|line| now.parts.pieces(line).iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn only_the_edited_line_counts_as_changed() {
        let token = "https://issuer.test/token";
        let before = request(token, "orders.read");
        assert_eq!(changed(&before, request(token, "orders.read+openid")), ["&scope=orders.read+openid"]);
        assert!(changed(&before, before.clone()).is_empty());
    }

    #[test]
    fn a_parameter_of_the_address_has_a_line_of_its_own_to_mark() {
        let before = request("https://issuer.test/token?a=1", "orders.read");
        assert_eq!(changed(&before, request("https://issuer.test/token?a=2", "orders.read")), ["?a=2 HTTP/1.1"]);
    }
}
