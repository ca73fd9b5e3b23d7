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
        for (line, marked) in self.parts.lines.iter_mut().zip(&text.laid_out) {
            line.changed = marked.changed;
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
