//! A token that was found in a text.

use crate::inspect::Phrase;

/// A token in a text, and how it stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// The token to decode. Padding inside of its parts stays, because it may have been signed.
    pub token: String,
    /// The last name of where it stood: a member, a parameter or a header field, for example `accessToken`.
    pub name: Option<String>,
    /// Where it stood, for example `log.entries[0].request.headers[3].value` or `line 2`; empty when the text is the token.
    pub place: String,
    /// What was taken away to get at it, in order.
    pub repairs: Vec<Phrase>,
    /// The stretch of the text that it was read from, as it stood there.
    pub raw: String,
}

impl Candidate {
    /// A text that is a token as a whole, but for white space and quotes around it.
    pub(super) fn whole(token: &str, text: &str) -> Self {
        let (before, after) = text.split_once(token).unwrap_or_default();
        let ends = [before, after].concat();
        let marks: String = ends.chars().filter(|c| !c.is_whitespace()).collect();
        let mut repairs = Vec::new();
        if ends.contains(char::is_whitespace) {
            repairs.push(Phrase::new("paste_removed_around"));
        }
        if !marks.is_empty() {
            let code = if marks.contains(['"', '\'', '`', '\u{201c}']) {
                "paste_removed_quotes"
            } else {
                "paste_removed_ends"
            };
            repairs.push(Phrase::new(code).with("text", &marks));
        }
        Self { token: token.to_owned(), raw: token.to_owned(), repairs, ..Self::default() }
    }
}
