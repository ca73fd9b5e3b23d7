//! HTTP messages as coloured lines.

use http::{Request, Response};

use crate::oauth::http_text::{Layout, Part, PartKind, request_parts, response_parts};
use crate::ui::view_model::{Line, MessageText, Piece};

/// A request at both reading levels.
#[must_use]
pub fn request_message(request: &Request<Vec<u8>>) -> MessageText {
    MessageText {
        laid_out: lines(&request_parts(request, Layout::Explained), true),
        raw: lines(&request_parts(request, Layout::Raw), false),
    }
}

/// A response at both reading levels.
#[must_use]
pub fn response_message(response: &Response<Vec<u8>>) -> MessageText {
    MessageText {
        laid_out: lines(&response_parts(response, Layout::Explained), true),
        raw: lines(&response_parts(response, Layout::Raw), false),
    }
}

/// The lines that parts stand for. Tokens take the colours of their segments, and with `elide` only their ends are written.
fn lines(parts: &[Part], elide: bool) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for part in parts {
        for (index, text) in part.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Line::default());
            }
            let Some(line) = lines.last_mut() else { continue };
            if !text.is_empty() {
                line.pieces.extend(pieces(part.kind, text, elide));
            }
        }
    }
    // A last line break ends the last line and begins no other.
    if lines.last().is_some_and(|line| line.pieces.is_empty()) {
        lines.pop();
    }
    lines
}

/// A part without line breaks in its colours. Of a long token, with `elide` only the ends are written.
#[must_use]
pub fn pieces_of(part: &Part, elide: bool) -> Vec<Piece> {
    pieces(part.kind, &part.text, elide)
}

fn pieces(kind: PartKind, text: &str, elide: bool) -> Vec<Piece> {
    if kind == PartKind::Token {
        let mut pieces = Vec::new();
        push_token(&mut pieces, text, elide);
        return pieces;
    }
    vec![Piece { text: text.to_owned(), class: class_of(kind), secret: kind == PartKind::Secret }]
}

const fn class_of(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Method | PartKind::Status => "m",
        PartKind::HeaderName => "hn",
        PartKind::HeaderValue => "hv",
        PartKind::ParamName => "fp",
        PartKind::ParamValue => "fv",
        PartKind::JsonName => "k",
        PartKind::JsonString => "s",
        PartKind::JsonNumber => "n",
        PartKind::JsonLiteral => "c",
        PartKind::Secret => "sec",
        PartKind::Punctuation => "p",
        PartKind::Target | PartKind::Version | PartKind::Token | PartKind::Text => "",
    }
}

/// A token in the colours of its parts; quotes around it stay outside.
fn push_token(pieces: &mut Vec<Piece>, text: &str, elide: bool) {
    let inner = text.trim_matches('"');
    let start = text.find(inner).unwrap_or_default();
    let segments: Vec<&str> = inner.split('.').collect();
    let is_jwt = segments.len() == 3;
    pieces.extend((start > 0).then(|| Piece::new(&text[..start], "p")));
    for (index, segment) in segments.iter().enumerate() {
        pieces.extend((index > 0).then(|| Piece::new(".", "p")));
        let class = if is_jwt { ["j1", "j2", "j3"][index] } else { "s" };
        pieces.push(Piece::new(if elide { ends(segment) } else { (*segment).to_owned() }, class));
    }
    let end = start + inner.len();
    pieces.extend((end < text.len()).then(|| Piece::new(&text[end..], "p")));
}

/// The first and last characters of a long text.
fn ends(text: &str) -> String {
    let count = text.chars().count();
    if count <= 20 {
        return text.to_owned();
    }
    let first: String = text.chars().take(8).collect();
    let last: String = text.chars().skip(count - 5).collect();
    [&first, "…", &last].concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::header::{AUTHORIZATION, CONTENT_TYPE};

    use super::*;

    fn request(scope: &str) -> Request<Vec<u8>> {
        Request::post("https://issuer.test/token")
            .header(AUTHORIZATION, "Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw=")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(["grant_type=client_credentials&scope=", scope].concat().into_bytes())
            .unwrap()
    }

    fn text(line: &Line) -> String {
        line.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn a_form_has_a_line_for_each_parameter_and_raw_is_as_sent() {
        let message = request_message(&request("orders.read"));
        let lines: Vec<String> = message.laid_out.iter().map(text).collect();
        assert_eq!(lines[0], "POST /token HTTP/1.1");
        assert_eq!(lines[lines.len() - 2..], ["grant_type=client_credentials", "&scope=orders.read"]);
        assert!(message.to_text().ends_with("\n\ngrant_type=client_credentials&scope=orders.read"));
    }

    #[test]
    fn the_secret_of_a_basic_header_is_a_piece_that_can_be_hidden() {
        let message = request_message(&request("orders.read"));
        assert!(message.has_secret());
        let secrets: Vec<&Piece> =
            message.raw.iter().flat_map(|line| &line.pieces).filter(|piece| piece.secret).collect();
        assert_eq!(secrets.len(), 1);
        assert!(secrets[0].text.starts_with("bmlnaHRseS1"));
    }

    #[test]
    fn a_token_in_json_keeps_its_quotes_and_shows_its_ends() {
        let token = ["eyJhbGciOiJFUzI1NiIs0000", "eyJpc3MiOiJodHRwczovL2k", "sig000000000000000000000"].join(".");
        let response = Response::builder()
            .header(CONTENT_TYPE, "application/json")
            .body(["{\"access_token\":\"", &token, "\",\"expires_in\":300}"].concat().into_bytes())
            .unwrap();
        let message = response_message(&response);
        let lines: Vec<String> = message.laid_out.iter().map(text).collect();
        let line = lines.iter().find(|line| line.contains("access_token")).unwrap();
        assert_eq!(line, "  \"access_token\": \"eyJhbGci…s0000.eyJpc3Mi…ovL2k.sig00000…00000\",");
        assert!(message.to_text().contains(&token));
    }
}
