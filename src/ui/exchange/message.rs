//! A message at every reading level.

use http::{Request, Response};

use super::part::Annotated;
use super::read::{annotated_request, annotated_response};
use crate::ui::shown::MessageText;
use crate::ui::wire::{request_message, response_message};

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

    /// The same with the lines marked that are marked in `text`: those that an edit has just changed.
    #[must_use]
    pub fn marked(mut self, text: MessageText) -> Self {
        // Both lay a form out alike. Where they do not, no line is marked rather than the wrong one.
        if self.parts.lines.len() == text.laid_out.len() {
            for (line, marked) in self.parts.lines.iter_mut().zip(&text.laid_out) {
                line.changed = marked.changed;
            }
        }
        self.text = text;
        self
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
    use crate::ui::wire::mark_changed;

    #[test]
    fn the_line_that_an_edit_changed_is_marked_in_the_parts_too() {
        let request = |scope: &str| {
            Request::post("https://issuer.test/token")
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(["grant_type=client_credentials&scope=", scope].concat().into_bytes())
                .unwrap()
        };
        let mut text = request_message(&request("b"));
        mark_changed(&request_message(&request("a")), &mut text);
        let message = Message::request(&request("b")).marked(text);
        let changed: Vec<usize> =
            (0..message.parts.lines.len()).filter(|at| message.parts.lines[*at].changed).collect();
        assert_eq!(changed, [message.parts.lines.len() - 1]);
    }
}
